"""Read, tested: what offices write above and below a table: letterheads, titles, notes and signatures."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data_access.periods import make_term
from tests.offices.grids import Sheet
from tests.offices.habits import Habits
from tests.offices.periods import Period


@dataclass(frozen=True)
class Title:
    """Who writes (two lines of a letterhead), what it is, and what stands in brackets below it."""

    above: str
    office: str
    lines: tuple[str, ...]
    place: str = ""
    brackets: str = ""
    counted: str = "mô hình, lớp, lượt"


def write_title(rng: Random, sheet: Sheet, habits: Habits, title: Title, *, width: int) -> int:
    """Write letterhead and title; the row where the table may begin."""
    right = max(3, width - 2)
    row = 1
    if habits.form in ("party", "state"):
        sheet.put(1, 1, title.above.upper())
        sheet.put(2, 1, title.office.upper())
        if habits.form == "party":
            sheet.put(1, right, "ĐẢNG CỘNG SẢN VIỆT NAM")
            sheet.put(2, right, "_______________________")
            sheet.put(3, 1, "*")
            sheet.put(4, 1, f"Số {rng.randint(10, 300)}-BC/BDV")
        else:
            sheet.put(1, right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
            sheet.put(2, right, "Độc lập - Tự do - Hạnh phúc")
            sheet.put(4, 1, f"Số: {rng.randint(10, 300)}/BC-BDV")
        if title.place and rng.random() < 0.5:
            sheet.put(4, right, f"{title.place}, ngày ... tháng ... năm ...")
        row = rng.choice((6, 7))
    elif habits.form == "bare":
        sheet.put(1, 1, title.office.upper())
        row = 3
    for words in title.lines:
        sheet.put(row, 1, words)
        if rng.random() < 0.7 and width > 1:
            sheet.merges.append((row, 1, row, width))
        row += 1
    if title.brackets:
        sheet.put(row, 1, title.brackets)
        row += 1
    if rng.random() < 0.3:
        sheet.put(row, max(1, width - 1), rng.choice(("Đơn vị tính: {}", "ĐVT: {}", "(ĐVT: {})")).format(title.counted))
        row += 1
    return row + rng.choice((0, 1))


def as_of(rng: Random, period: Period) -> str:
    """Now and then the day up to which the figures count, in brackets below the title."""
    ends = make_term(period.id)["ends"]
    if not isinstance(ends, date) or rng.random() < 0.8:
        return ""
    day = ends - timedelta(days=rng.randint(5, 45))
    words = rng.choice(("(Số liệu tính đến ngày {})", "Tính đến ngày {}", "(Số liệu tính đến {})"))
    return words.format(rng.choice((f"{day.day}/{day.month}/{day.year}", f"{day.day:02d}-{day.month:02d}-{day.year}")))


def write_foot(rng: Random, sheet: Sheet, habits: Habits, *, width: int) -> None:
    """Write notes and signatures below the table."""
    row = sheet.last_row + rng.choice((1, 2))
    if habits.notes and rng.random() < 0.6:
        sheet.put(row, 1, rng.choice((
            "Ghi chú: Số liệu do các đơn vị báo cáo.", "* Ghi chú: các đơn vị chưa gửi báo cáo để trống.",
            "Ghi chú: Mô hình tập thể và cá nhân được tính chung 25 mô hình điểm.",
        )))  # fmt: skip
        row += 2
    if not habits.signature:
        return
    right = max(3, width - 2)
    sheet.put(
        row, right, f"Ngày {rng.randint(1, 28):02d} tháng {rng.randint(1, 12):02d} năm {rng.randint(2021, 2025)}"
    ) if rng.random() < 0.4 else None
    sheet.put(row + 1, 2, rng.choice(("NGƯỜI LẬP BIỂU", "Người lập biểu", "NGƯỜI LẬP")))
    sheet.put(row + 1, right, rng.choice(("T/M BAN DÂN VẬN", "TRƯỞNG BAN", "T/M BAN THƯỜNG VỤ")))
    sheet.put(row + 2, 2, "(Ký, ghi rõ họ tên)")
    sheet.put(row + 2, right, rng.choice(("TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "(Ký, đóng dấu)")))
    sheet.put(row + 6, 2, "Nguyễn Văn A")
    sheet.put(row + 6, right, "Trần Thị B")
    if rng.random() < 0.3:
        sheet.put(row + 8, 1, "Nơi nhận:")
        sheet.put(row + 9, 1, "- Như trên;")
        sheet.put(row + 10, 1, "- Lưu: BDV.")
