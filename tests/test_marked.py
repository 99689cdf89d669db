"""Export: the marked copy of a person's own workbook: exactly the problem cells are marked, and nothing else is touched."""

from __future__ import annotations

import io
import random
import re
import zipfile
from base64 import b64decode
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from intake.grids import Refused, address
from intake.limits import DEFAULT
from intake.marked import listed_workbook, marked_workbook
from intake.marking.marked_copy import marked_copy
from intake.marking.marks import MARKED_ID, MEMORY_SHEET, MOST_NOTES, Job, Mark, Words
from intake.sheets import read_sheets
from tests.workbooks import a_workbook, names_in, rezip

HEAD = ["Quận/huyện", "Nhiệm kỳ", "Số mô hình", "Số lượt người"]
ORANGE, YELLOW = "FFFDD9", "FFFFF4"
A_DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
WORDS = Words("Chỗ cần sửa", "Chỗ cần sửa trong tệp", ("Một dòng.",), ("Mức", "Trang", "Ô", "Ghi", "Vì sao", "Gợi ý"))
EVERYWHERE = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


def a_mark(sheet: str, *cells: str, level: str = "error", reason: str = "Số âm.") -> Mark:
    word = {"error": "Lỗi", "warning": "Xem lại", "notice": "Lưu ý"}[level]
    return Mark(sheet, cells, level, word, "-3", reason, "Ghi lại số.")


def marked(content: bytes, *marks: Mark, answers: str = "") -> bytes:
    """As ``marked_workbook`` does it, without the process that it does it in."""
    return marked_copy(content, Job(marks, WORDS, answers), DEFAULT)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def differing(before: bytes, after: bytes) -> tuple[set[str], set[str]]:
    """Which parts differ and which are new; none is lost."""
    old, new = parts(before), parts(after)
    assert old.keys() <= new.keys()
    return {name for name in old if old[name] != new[name]}, new.keys() - old.keys()


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def filled(sheet: Any) -> dict[str, str]:
    """The cells that wear one of our fills, by level."""
    levels = {ORANGE: "error", YELLOW: "warning"}
    return {
        cell.coordinate: levels[cell.fill.fgColor.rgb[:6]]
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type and str(cell.fill.fgColor.rgb)[:6] in levels
    }


def noted(sheet: Any) -> dict[str, str]:
    return {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}


def by_xlsxwriter() -> bytes:
    """A workbook with what an office may have put on its sheets; the second sheet has no fault."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    look = book.add_format({"bold": True, "bg_color": "#00FF00", "num_format": "0.00", "border": 2, "align": "center"})
    sheet = book.add_worksheet("Biểu 1")
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, ["Quận 1", "2020-2025", -3, 7], look)
    sheet.write_row(2, 0, ["Quận 3", "2020-2025", 5, 7])
    sheet.write_formula("D4", "=SUM(D2:D3)", None, 14)
    sheet.merge_range("A6:B8", "gộp", look)
    sheet.set_column(6, 6, 12, look)
    sheet.write_comment("C2", "Xem lại với đồng chí phụ trách", {"author": "An"})
    sheet.write_comment("A3", "của người khác", {"author": "An"})
    sheet.insert_textbox(10, 5, "Ghi chú trong khung")
    sheet.conditional_format("C2:C9", {"type": "cell", "criteria": ">", "value": 100, "format": look})
    sheet.data_validation("C2:C9", {"validate": "integer", "criteria": ">=", "value": 0})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Biểu 1'!$C$2:$C$3"})
    sheet.insert_chart("H2", chart)
    sheet.insert_image("H20", "dot.png", {"image_data": io.BytesIO(b64decode(A_DOT))})
    sheet.set_header("&CHà Nội")
    other = book.add_worksheet("Danh mục")
    other.write_row(0, 0, ["Mã", "Tên"])
    other.write_row(1, 0, [1, "Một"])
    other.add_table("D1:E4")
    book.define_name("'Danh mục'!rieng", "='Danh mục'!$A$1")
    book.add_vba_project(io.BytesIO(b"Sub Auto_Open()"), is_stream=True)
    book.close()
    return rezip(buffer.getvalue(), {}, added={"xl/thu.bin": b"\x00\x01\x02 any bytes"})


def by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    for row in (HEAD, ["Quận 1", "2020-2025", -3, 7], ["Quận 3", "2020-2025", 5, 7]):
        sheet.append(row)
    sheet["C2"].fill, sheet["C2"].font = PatternFill("solid", fgColor="FF00FF00"), Font(italic=True)
    sheet["A3"].comment = Comment("của người khác", "An")
    sheet.merge_cells("A6:B8")
    sheet.conditional_formatting.add("C2:C9", CellIsRule("greaterThan", ["100"], fill=PatternFill(bgColor="FFFF0000")))
    rule = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
    rule.add("C2:C9")
    sheet.add_data_validation(rule)
    sheet.freeze_panes = "A2"
    other = book.create_sheet("Danh mục")
    other["A1"] = "Mã"
    other.defined_names["rieng"] = DefinedName("rieng", attr_text="'Danh mục'!$A$1")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


MADE_BY = pytest.mark.parametrize("make", [by_xlsxwriter, by_openpyxl])
FAULTS = (
    a_mark("Biểu 1", "C2"),
    a_mark("Biểu 1", "D3", level="warning"),
    a_mark("Biểu 1", "F20"),
    a_mark("Biểu 1", "D2", level="notice"),
)


@MADE_BY
def test_only_the_marked_sheets_styles_and_notes_differ(make: Any) -> None:
    before = make()
    changed, new = differing(before, marked(before, *FAULTS))
    sheets = {"xl/worksheets/sheet1.xml"}
    notes = {name for name in names_in(before) if "comment" in name or name.endswith(".vml")}

    assert sheets <= changed <= sheets | notes | EVERYWHERE
    assert new == {"xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml"}


@MADE_BY
def test_what_is_not_changed_lies_in_the_file_as_it_lay(make: Any) -> None:
    before, after = make(), marked(make(), *FAULTS)
    before_parts = zipfile.ZipFile(io.BytesIO(before))
    for name in set(names_in(before)) - differing(before, after)[0]:
        size = before_parts.getinfo(name).compress_size
        start = before_parts.getinfo(name).header_offset + 30
        assert before[start : start + size + len(name)][len(name) + 28 :] in after


@MADE_BY
def test_the_sheet_differs_only_at_the_marked_cells(make: Any) -> None:
    before = make()
    old, new = (
        parts(before)["xl/worksheets/sheet1.xml"],
        parts(marked(before, *FAULTS))["xl/worksheets/sheet1.xml"],
    )
    cell = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*?>')

    def without(xml: bytes) -> bytes:
        bare = re.sub(rb'<row r="20"><c r="F20" s="\d+"/></row>', b"", xml)
        return cell.sub(lambda m: re.sub(rb' s="\d+"', b"", m[0]) if m[1] in (b"C2", b"D3") else m[0], bare)

    assert old != new and without(old) == without(new)


@MADE_BY
def test_exactly_the_problem_cells_are_filled_and_noted(make: Any) -> None:
    sheet = opened(marked(make(), *FAULTS))["Biểu 1"]

    assert filled(sheet) == {"C2": "error", "D3": "warning", "F20": "error"}
    ours = {cell: said for cell, said in noted(sheet).items() if "▶" in said}
    assert ours.keys() == {"C2", "D3", "F20"}
    assert ours["D3"].endswith("Xem lại: Số âm.\n→ Ghi lại số.")


@MADE_BY
def test_every_other_cell_style_merge_and_note_is_as_it_was(make: Any) -> None:
    before, after = opened(make()), opened(marked(make(), *FAULTS))

    def look(cell: Cell | MergedCell, *, with_fill: bool) -> tuple[Any, ...]:
        fill = cell.fill.fgColor.rgb if with_fill else None
        return (
            cell.value,
            cell.number_format,
            cell.font.b,
            cell.font.i,
            cell.border.left.style,
            cell.alignment.horizontal,
            fill,
        )

    for sheet in before:
        same = after[sheet.title]
        assert (sheet.merged_cells.ranges, sheet.freeze_panes) == (same.merged_cells.ranges, same.freeze_panes)
        assert sheet.column_dimensions.keys() == same.column_dimensions.keys()
        for row in sheet.iter_rows():
            for cell in row:
                is_marked = sheet.title == "Biểu 1" and cell.coordinate in ("C2", "D3")
                mine, other = look(cell, with_fill=not is_marked), look(same[cell.coordinate], with_fill=not is_marked)
                assert mine == other, cell.coordinate
    assert noted(after["Biểu 1"])["A3"] == "của người khác"
    assert after["Danh mục"].defined_names["rieng"].attr_text.replace("'", "") == "Danh mục!$A$1"


def test_what_another_person_wrote_stays_above_our_words() -> None:
    (said,) = [text for cell, text in noted(opened(marked(by_xlsxwriter(), *FAULTS))["Biểu 1"]).items() if cell == "C2"]

    assert said.startswith("Xem lại với đồng chí phụ trách\n\n▶") and said.endswith("Lỗi: Số âm.\n→ Ghi lại số.")


def test_a_new_cell_wears_the_style_of_its_column() -> None:
    sheet = opened(marked(by_xlsxwriter(), a_mark("Biểu 1", "G30")))["Biểu 1"]

    assert (sheet["G30"].number_format, sheet["G30"].font.b, filled(sheet)) == ("0.00", True, {"G30": "error"})


def test_a_cell_within_a_merge_is_marked_where_the_merge_begins() -> None:
    sheet = opened(marked(by_openpyxl(), a_mark("Biểu 1", "B7")))["Biểu 1"]

    assert (filled(sheet), set(noted(sheet))) == ({"A6": "error"}, {"A3", "A6"})


def test_the_list_names_every_problem_and_leads_to_its_cell() -> None:
    book = opened(marked(by_openpyxl(), *FAULTS, a_mark("", level="notice", reason="Cả tệp.")))
    assert [sheet.title for sheet in book] == ["Biểu 1", "Danh mục", "Chỗ cần sửa", MEMORY_SHEET]
    assert [sheet.sheet_state for sheet in book] == ["visible"] * 3 + ["veryHidden"]

    rows = [[cell.value for cell in row] for row in book["Chỗ cần sửa"].iter_rows()]
    assert [row[0] for row in rows[:4]] == [MARKED_ID, "Chỗ cần sửa trong tệp", "Một dòng.", None]
    assert rows[4:] == [
        ["Mức", "Trang", "Ô", "Ghi", "Vì sao", "Gợi ý"],
        ["Lỗi", "Biểu 1", "C2", "-3", "Số âm.", "Ghi lại số."],
        ["Xem lại", "Biểu 1", "D3", "-3", "Số âm.", "Ghi lại số."],
        ["Lỗi", "Biểu 1", "F20", "-3", "Số âm.", "Ghi lại số."],
        ["Lưu ý", "Biểu 1", "D2", "-3", "Số âm.", "Ghi lại số."],
        ["Lưu ý", None, None, "-3", "Cả tệp.", "Ghi lại số."],
    ]
    links = {
        cell.coordinate: cell.hyperlink.location
        for row in book["Chỗ cần sửa"].iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == {"C6": "'Biểu 1'!C2", "C7": "'Biểu 1'!D3", "C8": "'Biểu 1'!F20", "C9": "'Biểu 1'!D2"}


HOSTILE = ["=1+1", "<b>&amp;</b>", '"]]>', "_x0041_", "a\x00\x07b", "+cmd|' /C calc'!A0", "\ud800", "]]><script>"]


def test_every_text_stays_text() -> None:
    content = marked(by_openpyxl(), *(a_mark("Biểu 1", f"C{n + 2}", reason=said) for n, said in enumerate(HOSTILE)))
    assert all(b"<f>" not in xml for name, xml in parts(content).items() if name.endswith(("sheet3.xml", "sheet4.xml")))
    sheet = opened(content)["Chỗ cần sửa"]
    said = [row[4].value for row in sheet.iter_rows(min_row=6)]
    shown = [text.replace("_x0041_", "_x005F_x0041_").replace("\x00\x07", "").replace("\ud800", "") for text in HOSTILE]
    assert said == [text or None for text in shown]
    assert [cell.data_type for row in sheet.iter_rows(min_row=6) for cell in row if cell.value].count("f") == 0


def saved_by_a_program(content: bytes) -> bytes:
    buffer = io.BytesIO()
    opened(content).save(buffer)
    return buffer.getvalue()


def saved_without_names(content: bytes) -> bytes:
    """As a program writes it that does not keep who wrote a note."""
    book = opened(content)
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment):
        cell.comment = Comment(cell.comment.text, "")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@MADE_BY
@pytest.mark.parametrize("save", [bytes, saved_by_a_program, saved_without_names])
def test_a_second_round_leaves_no_trace_of_the_first(make: Any, save: Any) -> None:
    first = save(marked(make(), *FAULTS, a_mark("Biểu 1", "A2"), a_mark("Danh mục", "A1")))
    second = opened(marked(first, a_mark("Biểu 1", "D3"), a_mark("Biểu 1", "C3")))
    before = opened(make())

    assert [sheet.title for sheet in second] == ["Biểu 1", "Danh mục", "Chỗ cần sửa", MEMORY_SHEET]
    assert filled(second["Biểu 1"]) == {"D3": "error", "C3": "error"} and filled(second["Danh mục"]) == {}
    for name in ("A2", "C2"):
        assert second["Biểu 1"][name].fill.fgColor.rgb == before["Biểu 1"][name].fill.fgColor.rgb
    said = noted(second["Biểu 1"])
    assert "" not in said.values()
    assert {cell for cell, text in said.items() if "▶" in text} == {"D3", "C3"}
    assert {c: t for c, t in said.items() if "▶" not in t} == noted(before["Biểu 1"])
    assert len(list(second["Chỗ cần sửa"].iter_rows(min_row=6))) == 2


def test_the_list_is_found_again_under_another_name() -> None:
    book = opened(marked(by_openpyxl(), *FAULTS))
    book["Chỗ cần sửa"].title = "Đã xong"
    buffer = io.BytesIO()
    book.save(buffer)

    assert opened(marked(buffer.getvalue(), *FAULTS)).sheetnames == ["Biểu 1", "Danh mục", "Đã xong", MEMORY_SHEET]


def test_a_sheet_of_the_same_name_as_the_list_is_left_alone() -> None:
    content = marked(a_workbook({"Chỗ cần sửa": [["a"]], "B": [["b"]]}), a_mark("B", "A1"))

    assert opened(content).sheetnames == ["Chỗ cần sửa", "B", "Chỗ cần sửa (2)", MEMORY_SHEET]
    assert opened(content)["Chỗ cần sửa"]["A1"].value == "a"


def test_signatures_that_would_be_false_are_taken_out() -> None:
    signed = rezip(
        a_workbook({"A": [[1]]}),
        {
            "_rels/.rels": lambda xml: xml.replace(
                b"</Relationships>",
                b'<Relationship Id="s" Type="x/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
            ),
        },
        added={"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": b"<Signature/>"},
    )
    found = parts(marked(signed, a_mark("A", "A1")))

    assert [name for name in found if "xmlsignatures" in name] == [] and b"xmlsignatures" not in found["_rels/.rels"]


def other_writing(xml: bytes) -> bytes:
    """The same sheet as other programs write it: prefixed tags, single quotes, cells without addresses, remarks."""
    xml = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", xml.split(b"?>", 1)[1])
    xml = xml.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=").replace(b'"', b"'")
    xml = re.sub(rb" r='B[0-9]+'", b"", xml)
    return b"<?xml version='1.0'?><!-- <row r='1'/> -->" + xml.replace(b"<x:row", b"<!-- <x:row r='2'> -->\n<x:row", 1)


def test_sheets_written_otherwise_are_marked_all_the_same() -> None:
    content = a_workbook({"A": [["a", "b", "c"], ["d", 5, 6]]})
    content = rezip(content, {"xl/worksheets/sheet1.xml": other_writing})
    sheet = opened(marked(content, a_mark("A", "B2"), a_mark("A", "E2"), a_mark("A", "B9")))["A"]

    assert filled(sheet) == {"B2": "error", "E2": "error", "B9": "error"}
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=2, max_col=3)] == [
        ["a", "b", "c"],
        ["d", 5, 6],
    ]


STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def strict(xml: bytes) -> bytes:
    for usual, other in STRICT.items():
        xml = xml.replace(usual, other)
    return xml


def test_a_workbook_of_the_strict_kind_stays_one() -> None:
    content = a_workbook({"A": [[1]]})
    content = rezip(content, {name: strict for name in names_in(content) if name.endswith((".xml", ".rels"))})
    before, after = parts(content), parts(marked(content, a_mark("A", "A1")))

    for name in after.keys() - before.keys() | {"xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"}:
        assert not any(usual in after[name] for usual in STRICT), name


def test_a_workbook_without_styles_gets_some() -> None:
    content = a_workbook({"A": [[1]]})
    bare = io.BytesIO()
    with zipfile.ZipFile(bare, "w") as archive:
        for name, part in parts(content).items():
            if name != "xl/styles.xml":
                part = re.sub(rb"<(Relationship|Override)[^>]*styles[^>]*/>", b"", part)
                archive.writestr(name, part)

    assert filled(opened(marked(bare.getvalue(), a_mark("A", "A1")))["A"]) == {"A1": "error"}


@pytest.mark.parametrize("kind", ["xls", "ods", "csv"])
def test_a_file_of_another_kind_comes_back_as_a_workbook_with_the_same_cells(kind: str) -> None:
    rows = [HEAD, ["Quận 1", "2020-2025", -3, 7.5], ["=1+1", None, "12%", 0]]
    content = a_workbook({"Biểu 1": rows}, kind=kind)
    name = f"Biểu 1.{kind}"
    (before,) = read_sheets(name, content).grids
    after = marked_workbook(name, content, Job((a_mark("Biểu 1", "C2"),), WORDS))

    assert read_sheets("a.xlsx", after).grids[0].rows == before.rows
    assert filled(opened(after)["Biểu 1"]) == {"C2": "error"}


def test_the_merges_and_widths_of_an_old_workbook_are_kept() -> None:
    content = a_workbook(
        {"A": [["a", None], ["b", 1]]},
        kind="xls",
        merges={"A": ["A1:B1"]},
        widths={"A": {1: 30.0}},
        hidden_rows={"A": [2]},
    )
    sheet = opened(marked_workbook("a.xls", content, Job((a_mark("A", "B1"),), WORDS)))["A"]

    assert ([str(each) for each in sheet.merged_cells.ranges], filled(sheet)) == (["A1:B1"], {"A1": "error"})
    assert round(sheet.column_dimensions["A"].width) == 30 and sheet.row_dimensions[2].hidden


def test_very_many_problems_are_all_filled_and_the_first_are_noted() -> None:
    content = a_workbook({"A": [[n] for n in range(MOST_NOTES + 50)]})
    found = parts(marked(content, a_mark("A", *(f"A{n}" for n in range(1, MOST_NOTES + 51)))))
    assert found["xl/comments1.xml"].count(b"<comment ") == MOST_NOTES
    assert found["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == MOST_NOTES
    assert len(re.findall(rb'<c r="A[0-9]+" s="', found["xl/worksheets/sheet1.xml"])) == MOST_NOTES + 50


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cells=st.sets(st.tuples(st.integers(1, 30), st.integers(1, 30)), min_size=1, max_size=12),
    there=st.sets(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=40),
)
def test_whatever_cells_are_marked_all_values_stay(cells: set[tuple[int, int]], there: set[tuple[int, int]]) -> None:
    rows = [[row * 100 + column if (row, column) in there else None for column in range(1, 31)] for row in range(1, 31)]
    content = a_workbook({"A": rows})
    after = marked(content, a_mark("A", *(address(*cell) for cell in cells)))

    assert read_sheets("a.xlsx", after).grids[0].rows == read_sheets("a.xlsx", content).grids[0].rows
    assert set(filled(opened(after)["A"])) == {address(*cell) for cell in cells}


def test_a_damaged_or_hostile_file_is_refused_or_marked_and_nothing_else_happens() -> None:
    content = by_xlsxwriter()
    chance = random.Random(7)
    for _ in range(6):
        at = chance.randrange(len(content))
        broken = content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]
        try:
            opened(marked(broken, *FAULTS))
        except (Refused, KeyError, ValueError, zipfile.BadZipFile, OSError):
            continue
    with pytest.raises(Refused) as refused:
        marked(rezip(content, {"xl/styles.xml": lambda xml: xml.replace(b"?>", b"?><!DOCTYPE a []>", 1)}), *FAULTS)
    assert refused.value.code == "forbidden_xml"


def test_a_marking_that_breaks_down_is_a_refusal(tmp_path: Path) -> None:
    for program, code in (
        ("raise SystemExit(3)", "reader_failed"),
        ("print('x')", "reader_failed"),
        ("print('{\"length\": 9}')", "reader_failed"),
    ):
        worker = tmp_path / "worker.py"
        worker.write_text(program)
        with pytest.raises(Refused) as refused:
            marked_workbook("a.xlsx", a_workbook({"A": [[1]]}), Job((), WORDS), worker=worker)
        assert refused.value.code == code


def test_where_nothing_can_be_marked_there_is_the_list_alone() -> None:
    book = opened(listed_workbook(Job((a_mark("A", "A1"),), WORDS)))

    assert book.sheetnames == ["Chỗ cần sửa", MEMORY_SHEET]
    assert [cell.value for cell in book["Chỗ cần sửa"][6]] == ["Lỗi", None, "A1", "-3", "Số âm.", "Ghi lại số."]


@pytest.mark.parametrize("save", [bytes, saved_by_a_program])
def test_every_part_that_is_written_is_well_formed(save: Any) -> None:
    content = save(marked(by_xlsxwriter(), *FAULTS))
    found = parts(marked(content, *FAULTS, a_mark("Danh mục", "A2")))

    for name, part in found.items():
        if name.endswith((".xml", ".rels", ".vml")):
            assert fromstring(part) is not None, name


def test_a_conversation_is_left_as_it_is_and_the_cell_is_filled_all_the_same() -> None:
    told = {"xl/comments1.xml": lambda xml: xml.replace(b"<author>An</author>", b"<author>tc={1}</author>")}
    before = rezip(by_xlsxwriter(), told)
    after = marked(before, a_mark("Biểu 1", "C2"))

    assert (filled(opened(after)["Biểu 1"]), noted(opened(after)["Biểu 1"])) == (
        {"C2": "error"},
        noted(opened(before)["Biểu 1"]),
    )


def test_a_copy_that_could_not_be_read_again_for_its_many_sheets_is_not_made() -> None:
    full = a_workbook({f"B{n}": [[n]] for n in range(DEFAULT.sheets - 1)})
    with pytest.raises(Refused) as refused:
        marked(full, a_mark("B1", "A1"))

    assert (refused.value.code, refused.value.params) == ("too_many_sheets", {"limit": DEFAULT.sheets})
