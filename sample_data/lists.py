"""Read: writes the illustrative lists of models, classes and commendations: from templates and as printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sample_data import wording
from sample_data.districts import BY_NAME, TERMS, District
from sample_data.figures import states_of, with_dots
from sample_data.invention import LISTED_BY_HAND, ModelYear, Training, World
from sample_data.sheets import CITY_PARTY, ILLUSTRATIVE, Book, Cell, Sheet

PRINTED_TRAININGS = ("Quận 1", "Quận 4", "Quận 6", "Quận Tân Bình", "Huyện Củ Chi")  # their 2021-2025 classes
ANNEX = ("Quận 3", 2020)  # its commendations stand in the annex
_GROUPS = {
    wording.COMMUNES: "KHỐI PHƯỜNG",
    wording.PARTY: "KHỐI CƠ QUAN ĐẢNG",
    wording.STATE: "KHỐI CHÍNH QUYỀN",
    wording.UNIONS: "KHỐI MTTQ VÀ ĐOÀN THỂ",
    wording.FORCES: "LỰC LƯỢNG VŨ TRANG",
    wording.FIRMS: "KHỐI DOANH NGHIỆP",
    wording.GROUPS: "KHỐI HỘI QUẦN CHÚNG",
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
_SHORT_SECTORS = {
    wording.ECONOMY: "KT",
    wording.CULTURE: "VH-XH",
    wording.SECURITY: "QP-AN",
    wording.SYSTEM: "XD HTCT",
    wording.OTHER: "Khác",
}
_SHORT_LEVELS = {"": "", "Cơ sở": "Cơ sở", "Quận/huyện": "Quận", "Thành phố": "TP"}


def write_models(folder: Path, world: World) -> None:
    """Every model of every district and year, but for the districts that print their own list."""
    with Book(folder / "minh-hoa-mo-hinh.xlsx") as book:
        sheet = book.sheet("Mô hình", [20, 10, 44, 40, 20, 12, 26, 20, 10, 12, 14, 16, 14])
        sheet.title(ILLUSTRATIVE, CITY_PARTY)
        sheet.skip()
        sheet.head(
            "Quận/huyện | Năm báo cáo | Tên mô hình | Đơn vị thực hiện | Khối | Loại (tập thể/cá nhân) | "
            "Lĩnh vực | Chủ đề | Năm bắt đầu | Tình trạng | Cấp công nhận | Số QĐ công nhận | Ngày QĐ "
            "công nhận"
        )
        for m in world.models:
            if m.unit in LISTED_BY_HAND and m.year > 2020:
                continue
            state = (
                m.bloc,
                m.owner,
                m.sector,
                m.theme,
                m.start_year,
                m.stage,
                m.level,
                m.decision_no,
                m.decision_date,
            )
            sheet.write([m.unit, m.year, m.name, m.body, *state])


def write_model_lists(folder: Path, world: World) -> None:
    """The models of three districts in 2020-2025, each on a printed list with groups and subtotals."""
    with Book(folder / "minh-hoa-danh-sach-mo-hinh.xlsx") as book:
        for name, tab in zip(LISTED_BY_HAND, ("Q3", "Q.5", "Bình Thạnh"), strict=True):
            sheet = book.sheet(tab, [6, 46, 44, 12, 12, 10, 12, 30])
            sheet.title("ĐẢNG BỘ TP HỒ CHÍ MINH", f"QUẬN ỦY {name.upper()}", "BAN DÂN VẬN", style="plain")
            sheet.title('DANH SÁCH MÔ HÌNH "DÂN VẬN KHÉO"', "NHIỆM KỲ 2020 - 2025")
            sheet.title(ILLUSTRATIVE, style="note")
            sheet.head(
                "TT | Tên mô hình | Đơn vị thực hiện | Lĩnh vực | Tập thể/Cá nhân | Năm đăng ký | Cấp "
                "công nhận | Kết quả, hiệu quả"
            )
            _grouped(sheet, states_of(world, BY_NAME[name], TERMS["2020-2025"]))


def _grouped(sheet: Sheet, states: list[ModelYear]) -> None:
    groups = [(bloc, [s for s in states if s.bloc == bloc]) for bloc in _GROUPS]
    for roman, (bloc, members) in zip(_ROMAN, [group for group in groups if group[1]], strict=False):
        words = _GROUPS[bloc]
        if bloc == wording.FORCES:  # number and words in one cell, as many offices type it
            sheet.write([f"{roman}. {words}", *[""] * 7], "bold")
        else:
            sheet.write([roman, words, *[""] * 6], "bold")
        for number, state in enumerate(members, start=1):
            owner = "TT" if state.owner == "Tập thể" else "CN"
            sector, level = _SHORT_SECTORS[state.sector], _SHORT_LEVELS[state.level]
            sheet.write(
                [
                    number,
                    f"“{state.name}”",
                    state.body,
                    sector,
                    owner,
                    state.year,
                    level,
                    "Duy trì thường xuyên",
                ]
            )
        if bloc == wording.COMMUNES:
            sheet.write(["", "Cộng khối phường", len(members), *[""] * 5], "bold")
    sheet.write(["", "TỔNG CỘNG", len(states), *[""] * 5], "bold")


def write_trainings(folder: Path, world: World) -> None:
    """Every class since 2016, but for those on the printed list."""
    with Book(folder / "minh-hoa-tap-huan.xlsx") as book:
        sheet = book.sheet("Tập huấn", [20, 48, 22, 14, 14, 10, 34, 14, 34, 14])
        sheet.title(ILLUSTRATIVE, CITY_PARTY)
        sheet.skip()
        sheet.head(
            "Quận/huyện | Tên lớp, nội dung tập huấn | Chuyên đề | Ngày bắt đầu | Ngày kết thúc | Số lớp "
            "| Đối tượng | Số lượt người | Đơn vị tổ chức | Cấp tổ chức"
        )
        for t in world.trainings:
            if t.unit in PRINTED_TRAININGS and t.first_day.year > 2020:
                continue
            last = t.last_day if t.last_day != t.first_day else None
            about = (t.audience, t.attendances, t.organiser, "Quận/huyện")
            sheet.write([t.unit, t.title, t.topic, t.first_day, last, t.classes, *about])


def write_printed_trainings(folder: Path, world: World) -> None:
    """The classes of five districts in 2020-2025 on a printed list: merges, days and counts as text."""
    with Book(folder / "minh-hoa-danh-sach-tap-huan.xlsx") as book:
        sheet = book.sheet("Tập huấn", [6, 20, 48, 24, 24, 34, 10, 24])
        sheet.title(CITY_PARTY, "BAN DÂN VẬN THÀNH ỦY", style="plain")
        sheet.title("DANH SÁCH LỚP TẬP HUẤN, BỒI DƯỠNG", "NHIỆM KỲ 2020 - 2025")
        sheet.title(ILLUSTRATIVE, style="note")
        sheet.head(
            "STT | Quận/huyện | Tên lớp, nội dung tập huấn | Thời gian tổ chức | Địa điểm | Thành phần "
            "tham dự | Số lớp | Số người tham dự (lượt)"
        )
        number = 1
        for name in PRINTED_TRAININGS:
            classes = [t for t in world.trainings if t.unit == name and t.first_day.year > 2020]
            first = sheet.row
            for training in classes:
                sheet.write(_printed_training(number, training))
                number += 1
            short = name.replace("Quận ", "Q.") if name[-1].isdigit() else name
            sheet.merge((first, 1), (sheet.row - 1, 1), short, "cell")


def _printed_training(number: int, t: Training) -> list[Cell]:
    count: Cell = t.attendances
    if t.over:
        count = f"trên {with_dots(t.attendances)}"
    elif t.attendances > 999 or number % 4 == 1:
        count = with_dots(t.attendances)
    elif number % 4 == 2:
        count = f"{t.attendances} lượt"
    classes: Cell = {0: f"{t.classes:02d}", 1: f"{t.classes} lớp"}.get(number % 3, t.classes)
    place = "Hội trường quận" if t.unit.startswith("Quận") else "Hội trường huyện"
    return [
        number,
        None,
        t.title,
        _printed_days(number, t.first_day, t.last_day),
        place,
        t.audience,
        classes,
        count,
    ]


def _printed_days(number: int, first: date, last: date) -> Cell:
    """Days as offices type them: a date, a text, a span, a month or a quarter."""
    if first != last and first.month == last.month:
        joined = " và " if (last - first).days == 2 else "-"
        return f"{'Từ ' if joined == '-' else ''}{first.day}{joined}{last.day}/{first.month}/{first.year}"
    if number % 5 == 0:
        return f"T{first.month:02d}/{first.year}"
    if number % 7 == 0:
        return f"Quý {_ROMAN[(first.month - 1) // 3]}/{first.year}"
    return first if number % 2 else f"{first.day}/{first.month}/{first.year}"


def write_commendations(folder: Path, world: World) -> None:
    """Every commended collective since 2016, but for those in the annex."""
    with Book(folder / "minh-hoa-khen-thuong.xlsx") as book:
        sheet = book.sheet("Khen thưởng", [20, 48, 20, 18, 34, 14, 28, 14, 16, 14])
        sheet.title(ILLUSTRATIVE, CITY_PARTY)
        sheet.skip()
        sheet.head(
            "Quận/huyện | Tên tập thể | Khối | Hình thức khen thưởng | Cơ quan khen thưởng | Cấp khen "
            "thưởng | Nội dung khen thưởng | Năm khen thưởng | Số quyết định | Ngày quyết định"
        )
        for c in world.commendations:
            if (c.unit, c.year) != ANNEX:
                decision = (c.ground, c.year, c.decision_no, c.decision_date)
                sheet.write([c.unit, c.name, c.bloc, c.form, c.body, c.level, *decision])


def write_annex(folder: Path, world: World) -> None:
    """An annex to a decision: collectives, then individuals, whose rows must never be read."""
    district, year = BY_NAME[ANNEX[0]], ANNEX[1]
    awards = [c for c in world.commendations if (c.unit, c.year) == ANNEX]
    with Book(folder / "minh-hoa-phu-luc-khen-thuong.xlsx") as book:
        sheet = book.sheet("Phụ lục", [6, 50, 44, 18, 14])
        _annex_title(sheet, district, year)
        sheet.write(["I.", f"TẬP THỂ ({len(awards)})"], "plain")
        sheet.head("STT | Tên tập thể | Thành tích | Hình thức | Ghi chú")
        for number, award in enumerate(awards, start=1):
            sheet.write([number, award.name, award.ground, "Giấy khen", None])
        sheet.skip()
        sheet.write(["II.", "CÁ NHÂN (5)"], "plain")
        sheet.head("STT | Họ và tên | Chức vụ, đơn vị | Hình thức | Ghi chú")
        for number in range(1, 6):
            sheet.write(
                [
                    number,
                    f"Cá nhân {number}",
                    f"Khu phố {number}, {district.communes[number]}",
                    "Giấy khen",
                    None,
                ]
            )


def _annex_title(sheet: Sheet, district: District, year: int) -> None:
    sheet.title("ĐẢNG BỘ TP HỒ CHÍ MINH", f"{district.party_committee.upper()} {district.name.upper()}", style="plain")
    sheet.title("DANH SÁCH", f'Tập thể, cá nhân được khen thưởng phong trào thi đua "Dân vận khéo" năm {year}')
    decision = f"Quyết định số 260-QĐ/{district.mark} ngày 12/10/{year}"
    sheet.title(f"(Kèm theo {decision} của Ban Thường vụ {district.party_committee})", ILLUSTRATIVE, style="note")
