"""Export: what stands where in a template, what may be typed into it, and how it guides the hand."""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import partial
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from intake.template import Asked, Words, template, unit_names
from locales import term_text, text
from tests.reference_units import reference
from tests.test_templates import a_filled

TERM = "party_term:2020-2025"


def a_book(lang: str = "vi", **asked: Any) -> openpyxl.Workbook:
    """A template as Excel opens it; offered are the years 2024 and 2025."""
    words = Words(partial(_said, lang="vi"), partial(_said, lang=lang), partial(term_text, lang="vi"))
    content = template(reference(), Asked(**{"province": "79", "years": (2024, 2025)} | asked), words)
    return openpyxl.load_workbook(io.BytesIO(content))


def _said(key: str, lang: str) -> str:
    return text(key, lang)


def in_column(sheet: Worksheet, column: str, first: int = 1) -> list[Any]:
    """The values of a column from a row on; blanks at its end left out."""
    values = [cell.value for cell in sheet[column][first - 1 :]]
    while values and values[-1] is None:
        values.pop()
    return values


def rules_of(sheet: Worksheet) -> dict[str, tuple[Any, ...]]:
    """By head: where a rule holds, its kind, its bounds or list, how strict it is and whether it asks."""
    bottom = int(str(sheet.freeze_panes)[1:]) - 1
    found = {}
    for rule in sheet.data_validations.dataValidation:
        area = str(rule.sqref)
        letter = area.partition(":")[0].rstrip("0123456789")
        head = sheet[f"{letter}{bottom}"].value or sheet[f"{letter}{bottom - 1}"].value
        bounds = (rule.type, rule.formula1, rule.formula2)
        found[head] = (area, *bounds, rule.errorStyle or "stop", rule.showErrorMessage and rule.allowBlank)
    return found


def notes_of(sheet: Worksheet) -> dict[str, str]:
    """The notes by the address of the cell that bears them."""
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def test_a_template_opens_at_its_first_sheet_and_bears_no_day_of_its_making() -> None:
    book = a_book()

    assert book.properties.created == datetime(2026, 1, 1)
    assert (book.properties.title, book.active.title) == ("Hướng dẫn", "Tổng hợp")
    assert {sheet.title: sheet.sheet_state for sheet in book} == {
        "Tổng hợp": "visible", "Mô hình": "visible", "Tập huấn": "visible", "Khen thưởng": "visible",
        "Chỉ tiêu": "visible", "Chương trình phối hợp": "visible", "Hướng dẫn": "visible", "Danh mục": "hidden",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "lines"),
    (
        ({"province": "79"}, ["Thành phố Hồ Chí Minh", "DANH SÁCH MÔ HÌNH", None, "STT"]),
        ({"province": None}, [None, "DANH SÁCH MÔ HÌNH", None, "STT"]),
        ({"unit": "79"}, ["Thành phố Hồ Chí Minh", "DANH SÁCH MÔ HÌNH", None, "STT"]),
        (
            {"province": None, "unit": "770"},
            ["Thành phố Hồ Chí Minh", "DANH SÁCH MÔ HÌNH", "Đơn vị: Quận 3", None, "STT"],
        ),
        (
            {"unit": "770", "term": TERM},
            ["Thành phố Hồ Chí Minh", "DANH SÁCH MÔ HÌNH", "Đơn vị: Quận 3", "Kỳ báo cáo: 2020–2025", None, "STT"],
        ),
        ({"term": "year:2023"}, ["Thành phố Hồ Chí Minh", "DANH SÁCH MÔ HÌNH", "Kỳ báo cáo: Năm 2023", None, "STT"]),
    ),
)
def test_above_the_head_stands_whose_template_it_is(asked: dict[str, Any], lines: list[str | None]) -> None:
    sheet = a_book(**asked)["Mô hình"]

    assert in_column(sheet, "A") == lines
    assert [(cell.font.b, cell.font.sz) for cell in sheet["A"][:2]] == [(False, 11), (True, 14)]


@pytest.mark.parametrize(("term", "line"), ((TERM, "Kỳ báo cáo: 2020–2025"), (None, None)))
def test_a_term_stands_in_the_title_only_where_every_row_has_one(term: str | None, line: str | None) -> None:
    rows = [a_filled("models", name=f"Hẻm {at}", report_year=2023, term=at or term) for at in (TERM, None)]
    sheet = a_book(term=TERM, rows={"models": rows})["Mô hình"]

    assert sheet["A3"].value == line
    assert a_book(term=TERM)["Mô hình"]["A3"].value == "Kỳ báo cáo: 2020–2025"


def test_the_head_of_a_list_is_one_row_and_what_is_needed_has_a_thick_line() -> None:
    sheet = a_book()["Tập huấn"]
    heads = [cell for cell in sheet[4] if cell.value]

    assert {cell.value: cell.border.bottom.style for cell in heads} == {
        "STT": "thin", "Quận/huyện": "thick", "Nhiệm kỳ": "thin", "Tên lớp, nội dung tập huấn": "thick",
        "Chuyên đề": "thin", "Ngày bắt đầu": "thin", "Ngày kết thúc": "thin", "Số lớp": "thin", "Đối tượng": "thin",
        "Số lượt người": "thick", "Đơn vị tổ chức": "thin", "Cấp tổ chức": "thin",
    }  # fmt: skip
    looks = {(cell.border.top.style, cell.font.b, cell.alignment.wrap_text, cell.fill.fgColor.rgb) for cell in heads}
    assert looks == {("thin", True, True, "FFF5F3EF")}
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.row_dimensions[4].height) == ("C5", "$4:$4", 48)
    assert sheet.merged_cells.ranges == set()


def test_figures_of_one_measure_stand_side_by_side_under_its_head() -> None:
    sheet = a_book()["Tổng hợp"]
    merged = {str(area): sheet[str(area).partition(":")[0]].value for area in sheet.merged_cells.ranges}

    assert merged == {
        "A4:A5": "STT", "B4:B5": "Quận/huyện", "C4:C5": "Nhiệm kỳ/Kỳ báo cáo", "D4:H4": "Số mô hình",
        "I4:K4": "Mô hình theo chủ thể", "L4:P4": "Mô hình theo lĩnh vực", "Q4:Q5": "Số lớp tập huấn",
        "R4:R5": "Số lượt người", "T4:V4": "Tập thể được khen, gồm", "W4:W5": "Số liệu tính đến ngày",
        "X4:X5": "Ước thực hiện (x)", "Y4:Y5": "Nguồn (số báo cáo)",
    }  # fmt: skip
    assert sheet["S4"].value == "Số tập thể được khen thưởng"
    assert [cell.value for cell in sheet[5][3:22]] == [
        "Tổng số", "Đăng ký", "Triển khai", "Công nhận", "Nhân rộng", "Tập thể", "Cá nhân", "Hộ gia đình", "Kinh tế",
        "Văn hóa - xã hội", "Quốc phòng - an ninh", "Hệ thống chính trị", "Khác", None, None, "Tổng số", "Bằng khen",
        "Giấy khen", "Tuyên dương",
    ]  # fmt: skip
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C6", "$4:$5")


def test_a_figure_that_is_seldom_stated_stands_with_those_of_its_kind() -> None:
    said = {"term": TERM, "measure": "models", "value": 7}
    rows = [
        a_filled("summary", stage="exemplary", **said),
        a_filled("summary", stage="registered", dimension="sector", dimension_value="economy", **said),
        a_filled("summary", stage="unspecified", dimension="level", dimension_value="district", **said),
        a_filled("summary", **said | {"measure": "attendances", "counted_as": "nguoi"}),
    ]
    sheet = a_book(rows={"summary": rows})["Tổng hợp"]
    heads = {str(area): sheet[str(area).partition(":")[0]].value for area in sheet.merged_cells.ranges}
    together = {area: head for area, head in heads.items() if area.partition(":")[0].rstrip("456") not in list("ABC")}

    assert [cell.value for cell in sheet[5][3:9]] == [
        "Tổng số", "Đăng ký", "Triển khai", "Công nhận", "Nhân rộng", "Tiêu biểu",
    ]  # fmt: skip
    assert together == {
        "D4:I4": "Số mô hình", "J4:L4": "Mô hình theo chủ thể", "M4:Q4": "Mô hình theo lĩnh vực",
        "T4:T5": "Số lớp tập huấn", "U4:U5": "Số lượt người", "V4:V5": "Số người tham dự",
        "X4:Z4": "Tập thể được khen, gồm", "AA4:AA5": "Số liệu tính đến ngày", "AB4:AB5": "Ước thực hiện (x)",
        "AC4:AC5": "Nguồn (số báo cáo)",
    }  # fmt: skip
    assert [(sheet[f"{letter}4"].value, sheet[f"{letter}5"].value) for letter in "RS"] == [
        ("Mô hình theo lĩnh vực: Đăng ký", "Kinh tế"), ("Mô hình theo cấp", "Cấp quận, huyện"),
    ]  # fmt: skip


def test_each_sheet_is_printed_across_one_page() -> None:
    for sheet in a_book().worksheets[:6]:
        page = sheet.page_setup
        assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 9, 0)
        assert page.fitToWidth in (None, 1) and sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_column_is_as_wide_as_what_is_written_there() -> None:
    sheet = a_book()["Mô hình"]
    widths = {}
    for group in sheet.column_dimensions.values():
        for column in range(group.min, group.max + 1):
            widths[sheet.cell(4, column).value] = int(group.width)

    assert widths == {
        "STT": 6, "Quận/huyện": 22, "Nhiệm kỳ": 18, "Mã mô hình": 26, "Năm": 12, "Tên mô hình": 40, "Khối": 18,
        "Đơn vị thực hiện": 30, "Tập thể/Cá nhân": 18, "Lĩnh vực": 18, "Chủ đề": 26, "Năm bắt đầu": 12,
        "Tình trạng": 18, "Cấp công nhận": 18, "Số QĐ công nhận": 26, "Ngày QĐ công nhận": 14,
    }  # fmt: skip


def test_what_may_be_typed_is_ruled_by_the_kind_of_its_column() -> None:
    book = a_book()

    def offered(letter: str, last: int) -> str:
        return f"'Danh mục'!${letter}$4:${letter}${last}"

    units = len(unit_names(reference(), Asked("79"))) + 3
    assert rules_of(book["Mô hình"]) == {
        "Quận/huyện": ("B5:B2004", "list", offered("A", units), None, "warning", True),
        "Nhiệm kỳ": ("C5:C2004", "list", offered("C", 5), None, "warning", False),
        "Năm": ("E5:E2004", "whole", "1990", "2100", "stop", True),
        "Khối": ("H5:H2004", "list", offered("D", 13), None, "warning", True),
        "Tập thể/Cá nhân": ("I5:I2004", "list", offered("E", 6), None, "warning", True),
        "Lĩnh vực": ("J5:J2004", "list", offered("F", 8), None, "warning", True),
        "Năm bắt đầu": ("L5:L2004", "whole", "1990", "2100", "stop", True),
        "Tình trạng": ("M5:M2004", "list", offered("G", 10), None, "warning", True),
        "Cấp công nhận": ("N5:N2004", "list", offered("H", 7), None, "warning", True),
    }
    assert rules_of(book["Tập huấn"])["Đối tượng"] == ("I5:I2004", "list", offered("J", 14), None, "warning", False)
    assert rules_of(book["Tập huấn"])["Số lớp"] == ("H5:H2004", "whole", "0", "100000000", "warning", True)
    assert rules_of(book["Tổng hợp"])["Ước thực hiện (x)"] == ("X6:X2005", "list", '"x"', None, "stop", True)
    assert rules_of(a_book(province=None)["Mô hình"]).keys() == rules_of(book["Mô hình"]).keys() - {"Quận/huyện"}


def test_a_rule_and_a_note_speak_the_readers_language() -> None:
    book = a_book("en")
    told = {(rule.errorTitle, rule.error) for rule in book["Mô hình"].data_validations.dataValidation}

    kinds = ("unit", "period", "year", "choice")
    assert told == {(text("template.rule.title", "en"), text(f"template.rule.{kind}", "en")) for kind in kinds}
    assert notes_of(book["Chỉ tiêu"]) == {
        "B4": "Needed. Choose from the list.",
        "C4": text("template.note.period", "en"),
        "D4": "Needed. Words.",
        "E4": "Words.",
        "F4": f"Needed. {text('template.note.count', 'en')}",
        "G4": "Words.",
    }
    summary = notes_of(book["Tổng hợp"])
    assert list(summary) == [f"{letter}{4 if letter in 'BCQRWXY' else 5}" for letter in "BCQRWXYDEFGHIJKLMNOPSTUV"]
    assert (summary["W4"], summary["X4"]) == (text("template.note.date", "en"), text("template.note.estimate", "en"))


def test_the_lists_to_choose_from_stand_on_their_sheet_once_each() -> None:
    lists = a_book(unit="770", term=TERM)["Danh mục"]
    columns = {letter: in_column(lists, letter, 4) for letter in "ABCEFHOPQR"}

    assert (lists["A1"].value, lists["B1"].value, lists["A2"].value, lists["A3"].value) == (
        "dan-van-kheo",
        1,
        None,
        None,
    )
    assert columns == {
        "A": ["Quận 3"],
        "B": ["2020-2025", 2024, 2025],
        "C": ["2020-2025", 2024, 2025],
        "E": ["Tập thể", "Cá nhân", "Hộ gia đình"],
        "F": ["Kinh tế", "Văn hóa - xã hội", "Quốc phòng - an ninh", "Xây dựng hệ thống chính trị", "Khác"],
        "H": ["Cấp cơ sở", "Cấp quận, huyện", "Cấp thành phố", "Cấp Trung ương"],
        "O": ["2020-2025", 2024, 2025],
        "P": ["Nhiệm kỳ 2020-2025", 2024, 2025],
        "Q": ["Đang thực hiện", "Đã sơ kết", "Đã tổng kết", "Ký mới"],
        "R": [],
    }


def test_the_units_to_choose_from_are_those_that_stand_or_stood_in_the_province() -> None:
    known = reference()
    both = [unit.name for province in ("46", "46@2025-07-01") for unit in known.children(province)]

    assert unit_names(known, Asked("46", unit="770")) == ["Quận 3"]
    assert unit_names(known, Asked(None)) == []
    for province in ("46", "46@2025-07-01"):
        found = unit_names(known, Asked(province))
        assert found[0] == known.units["46@2025-07-01"].name
        assert (set(found[1:]), len(found)) == (set(both), len(set(both)) + 1)


def test_the_guide_is_in_the_readers_language() -> None:
    for lang in ("vi", "en"):
        sheet = a_book(lang)["Hướng dẫn"]
        lines = [text(f"template.guide.line{number}", lang) for number in range(1, 10)]

        assert in_column(sheet, "A") == [text("template.guide.heading", lang), None, *lines]
        assert (sheet["A1"].font.b, sheet["A1"].font.sz, sheet["A3"].alignment.wrap_text) == (True, 14, True)
        widths = [(group.min, group.max, int(group.width)) for group in sheet.column_dimensions.values()]
        assert widths == [(1, 1, 110)]


def test_facts_stand_in_rows_with_numbers_dates_and_words_as_such() -> None:
    said: dict[str, Any] = {"name": "Hẻm xanh", "report_year": 2023, "decision_no": "12", "stage": "recognised"}
    rows = [
        a_filled(
            "models", **said, decision_date=date(2023, 5, 19), owner_kind="collective", implementing_body="Chi bộ 1"
        ),
        a_filled("models", **said, decision_date="2023-05-20", owner_kind="individual", namesake=2, term=TERM),
    ]
    sheet = a_book(rows={"models": rows})["Mô hình"]

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=6)] == [
        [1, "Quận 3", None, None, 2023, "Hẻm xanh", "Chi bộ 1", None, "Tập thể", None, None, None, "Công nhận", None, "12",
         datetime(2023, 5, 19)],
        [2, "Quận 3", "2020-2025", None, 2023, "Hẻm xanh", "Cá nhân 2", None, "Cá nhân", None, None, None, "Công nhận",
         None, "12", datetime(2023, 5, 20)],
    ]  # fmt: skip
    assert (sheet["P5"].number_format, sheet["P5"].alignment.horizontal) == ("dd/mm/yyyy", "left")


@pytest.mark.parametrize(
    ("said", "written"),
    (
        ({}, 80),
        ({"counted_as": "luot"}, "80 lượt"),
        ({"counted_as": "nguoi"}, "80 người"),
        ({"attendances_qualifier": ">"}, ">80"),
        ({"attendances_qualifier": ">", "counted_as": "nguoi"}, ">80 người"),
    ),
)
def test_a_number_of_people_keeps_its_bound_and_what_was_counted(said: dict[str, Any], written: int | str) -> None:
    row = a_filled("training", title="Lớp 1", attendances=80, year=2023, **said)

    assert a_book(rows={"training": [row]})["Tập huấn"]["J5"].value == written
