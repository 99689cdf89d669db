"""Read: writes the illustrative summary sheets and the targets, from a template and as printed forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sample_data import wording
from sample_data.districts import TERMS, District, districts_in
from sample_data.figures import (
    NOT_REPORTED,
    REPORTS_A_BOUND,
    before_lists,
    bound_above,
    models_in_term,
    reported,
    with_dots,
)
from sample_data.invention import World
from sample_data.sheets import CITY_PARTY, ILLUSTRATIVE, Book, Cell, Sheet

_SECTORS = (wording.ECONOMY, wording.CULTURE, wording.SECURITY, wording.SYSTEM, wording.OTHER)
_LEVELS = ("Cơ sở", "Quận/huyện", "Thành phố")
_FORMS = ("Bằng khen", "Giấy khen", "Tuyên dương")
_SPELLINGS = {
    "Quận 3": "Q.3",
    "Quận 4": "Q4",
    "Quận 5": "Quận 05",
    "Quận 10": "Q. 10",
    "Quận Phú Nhuận": "Q. Phú Nhuận",
    "Quận Bình Thạnh": "QUẬN BÌNH THẠNH",
    "TP Thủ Đức": "TP.Thủ Đức",
    "Huyện Bình Chánh": "H. Bình Chánh",
    "Huyện Củ Chi": "H.Củ Chi",
}


def write_terms(folder: Path, world: World) -> None:
    """One row a district and term, as the template has it."""
    with Book(folder / "minh-hoa-tong-hop-nhiem-ky.xlsx") as book:
        sheet = book.sheet("Tổng hợp", [22, 14, 14, 18, 16, 28, 20])
        sheet.title(ILLUSTRATIVE, CITY_PARTY)
        sheet.skip()
        sheet.head(
            "Quận/huyện | Nhiệm kỳ | Số mô hình | Số lớp tập huấn | Số lượt người | Số tập thể được khen "
            "thưởng | Ghi chú"
        )
        for district in districts_in("2010-2015"):
            sheet.write(
                [
                    district.name,
                    "2010-2015",
                    models_in_term(world, district, "2010-2015"),
                    *before_lists(district),
                    None,
                ]
            )
        for district in districts_in("2015-2020"):
            said = reported(world, district, TERMS["2015-2020"])
            models = models_in_term(world, district, "2015-2020")
            sheet.write(
                [
                    district.name,
                    "2015-2020",
                    models,
                    said.classes,
                    said.attendances_text,
                    said.commended,
                    None,
                ]
            )


def write_year_form(folder: Path, world: World) -> None:
    """The year 2023 as a printed Party form: the year in the title only, a total, signatures."""
    with Book(folder / "minh-hoa-bieu-bao-cao.xlsx") as book:
        sheet = book.sheet("Biểu tổng hợp", [6, 24, 16, 18, 14, 18, 18, 14])
        sheet.party_form(
            committee="THÀNH ỦY",
            place_and_day="TP. Hồ Chí Minh, ngày 05 tháng 12 năm 2023",
            number="Số 45-BC/BDVTU",
        )
        sheet.title("BIỂU TỔNG HỢP", 'Kết quả phong trào thi đua "Dân vận khéo" NĂM 2023')
        sheet.title("(Kèm theo Báo cáo số 45-BC/BDVTU ngày 05/12/2023)", ILLUSTRATIVE, style="note")
        sheet.head(
            "STT | Đơn vị | Số mô hình đăng ký | Số mô hình được công nhận | Số lớp tập huấn | Lượt người "
            "tham dự | Số tập thể được khen | Ghi chú"
        )
        totals = [0, 0, 0, 0, 0]
        for number, district in enumerate(districts_in("2020-2025"), start=1):
            said = reported(world, district, range(2023, 2024))
            counts = (said.models, said.recognised, said.classes, said.attendances, said.commended)
            totals = [total + (count or 0) for total, count in zip(totals, counts, strict=True)]
            attendances = with_dots(said.attendances) if said.attendances > 999 else said.attendances_text
            sheet.write([number, district.name, *counts[:3], attendances, said.commended, None])
        sheet.write(["", "TỔNG CỘNG", *totals[:3], with_dots(totals[3]), totals[4], ""], "bold")
        sheet.signatures()


def write_two_level_form(folder: Path, world: World) -> None:
    """The term 2020-2025 in two forms with headers of two levels."""
    with Book(folder / "minh-hoa-bieu-chi-tiet.xlsx") as book:
        _models_form(book, world)
        _awards_form(book, world)


def _form_title(sheet: Sheet, title: str) -> None:
    sheet.title(CITY_PARTY, "BAN DÂN VẬN THÀNH ỦY", style="plain")
    sheet.title(title, "NHIỆM KỲ 2020 - 2025")
    sheet.title(ILLUSTRATIVE, style="note")


def _total(rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The sums of the number columns."""
    return [sum(value for value in column if isinstance(value, int)) for column in zip(*rows, strict=True)]


def _models_form(book: Book, world: World) -> None:
    sheet = book.sheet("Biểu 1", [6, 22, 16, 10, 10, 10, 10, 10, 12, 10, 12, 12, 12, 14])
    _form_title(sheet, "BIỂU 1. MÔ HÌNH DÂN VẬN KHÉO")
    sheet.two_levels(
        (
            "STT", "Quận, huyện", "Tổng số mô hình", ("Trong đó", ("Tập thể", "Cá nhân")),
            ("Chia theo lĩnh vực", ("Kinh tế", "VH - XH", "QP - AN", "XD HTCT", "Khác")),
            ("Được công nhận", ("Cấp cơ sở", "Cấp quận", "Cấp TP")), "Ghi chú",
        )
    )  # fmt: skip
    sheet.write(["(1)", "(2)", "(3)=(4)+(5)", *(f"({n})" for n in range(4, 15))], "head")
    rows = [_models_row(world, district) for district in districts_in("2020-2025")]
    for number, (district, row) in enumerate(zip(districts_in("2020-2025"), rows, strict=True), start=1):
        sheet.write([number, _SPELLINGS.get(district.name, district.name), *row, None])
    bound = next(
        reported(world, d, TERMS["2020-2025"]).models for d in districts_in("2020-2025") if d.name == REPORTS_A_BOUND
    )
    totals = _total(rows)
    sheet.write(["", "TỔNG CỘNG", f"trên {int(str(totals[0])) + bound_above(bound)}", *totals[1:], ""], "bold")


def _models_row(world: World, district: District) -> list[Cell]:
    said = reported(world, district, TERMS["2020-2025"])
    models = models_in_term(world, district, "2020-2025")
    if isinstance(models, str):  # an office that only says "trên 50" cannot divide it
        return [models, *[None] * 10]
    more = models - said.models
    sectors: list[Cell] = [said.sectors[s] + (more if s == wording.CULTURE else 0) for s in _SECTORS]
    levels: list[Cell] = [said.levels[level] for level in _LEVELS]
    return [models, said.owners["Tập thể"] + more, said.owners["Cá nhân"], *sectors, *levels]


def _awards_form(book: Book, world: World) -> None:
    sheet = book.sheet("Biểu 2", [6, 22, 16, 18, 12, 12, 12, 12, 14])
    _form_title(sheet, "BIỂU 2. TẬP HUẤN VÀ KHEN THƯỞNG")
    sheet.two_levels(
        (
            "STT",
            "Đơn vị",
            "Số lớp tập huấn",
            "Số lượt người tham dự",
            ("Tập thể được khen thưởng", ("Tổng số", *_FORMS)),
            "Ghi chú",
        )
    )
    rows: list[list[Cell]] = []
    sum_of_attendances = 0
    for number, district in enumerate(districts_in("2020-2025"), start=1):
        said = reported(world, district, TERMS["2020-2025"])
        forms: list[Cell] = [None] * 3 if said.commended is None else [said.forms[form] for form in _FORMS]
        rows.append([said.classes, said.attendances_text, said.commended, *forms])
        sum_of_attendances += said.attendances
        sheet.write([number, district.name, *rows[-1], "Chưa báo cáo khen thưởng" if said.commended is None else None])
    totals = _total(rows)
    sheet.write(["", "TỔNG CỘNG", totals[0], f"trên {with_dots(sum_of_attendances)}", *totals[2:], ""], "bold")


def write_years(folder: Path, world: World) -> None:
    """The years 2021, 2022, 2024 and 2025 (an estimate) a district; 2023 stands in the printed form."""
    with Book(folder / "minh-hoa-tong-hop-nam.xlsx") as book:
        sheet = book.sheet("Tổng hợp năm", [22, 8, 16, 18, 14, 14, 18, 16, 14])
        sheet.title(ILLUSTRATIVE, CITY_PARTY)
        sheet.skip()
        sheet.head(
            "Quận/huyện | Năm | Số mô hình đăng ký | Số mô hình được công nhận | Số lớp tập huấn | Số "
            "lượt người | Số tập thể được khen thưởng | Số liệu tính đến ngày | Ước thực hiện (x)"
        )
        for district in districts_in("2020-2025"):
            for year in (2021, 2022, 2024, 2025):
                if (district.name, year) not in NOT_REPORTED:
                    sheet.write(_year_row(world, district, year))


def _year_row(world: World, district: District, year: int) -> list[Cell]:
    said = reported(world, district, range(year, year + 1))
    day, estimate = (date(2025, 6, 15), "x") if year == 2025 else (date(year, 12, 15), None)
    attendances: Cell = said.attendances_text
    if district.name == "Quận 7" and year == 2024:
        attendances = f"ước {said.attendances}"
    return [
        district.name,
        year,
        said.models,
        said.recognised,
        said.classes,
        attendances,
        said.commended,
        day,
        estimate,
    ]


def write_targets(folder: Path, world: World) -> None:
    """What was asked of each district for 2020-2025, and what the recognised models came to."""
    with Book(folder / "minh-hoa-chi-tieu.xlsx") as book:
        sheet = book.sheet("Chỉ tiêu", [6, 22, 14, 34, 12, 14, 26])
        sheet.title(ILLUSTRATIVE, CITY_PARTY, "CHỈ TIÊU CÔNG TÁC DÂN VẬN")
        sheet.skip()
        sheet.head("STT | Quận/huyện | Nhiệm kỳ | Chỉ tiêu | ĐVT | Chỉ tiêu giao | Văn bản giao")
        rows = [row for district in districts_in("2020-2025") for row in _targets(district)]
        for number, row in enumerate(rows, start=1):
            sheet.write([number, *row])
        done = book.sheet("Mô hình công nhận", [6, 22, 14, 34, 12, 14, 12, 12])
        done.title(ILLUSTRATIVE, CITY_PARTY, "CHỈ TIÊU MÔ HÌNH ĐƯỢC CÔNG NHẬN")
        done.skip()
        done.head("STT | Quận/huyện | Nhiệm kỳ | Chỉ tiêu | ĐVT | Chỉ tiêu giao | Thực hiện | Tỷ lệ (%)")
        for number, district in enumerate(districts_in("2020-2025"), start=1):
            asked, count = int(14 * district.weight), reported(world, district, TERMS["2020-2025"]).recognised
            share = f"{100 * count / asked:.1f}".replace(".", ",") + "%"
            done.write([number, district.name, "2020-2025", "Mô hình được công nhận", "mô hình", asked, count, share])


def _targets(district: District) -> list[list[Cell]]:
    asked = (
        ("Xây dựng mô hình DVK", "mô hình", int(30 * district.weight)),
        ("Số lớp tập huấn", "lớp", int(15 * district.weight)),
        ("Số lượt người được tập huấn", "lượt", 100 * int(24 * district.weight)),
        ("Tập thể được khen thưởng", "tập thể", int(12 * district.weight)),
    )
    return [[district.name, "2020-2025", *row, "Kế hoạch 12-KH/BDVTU"] for row in asked]
