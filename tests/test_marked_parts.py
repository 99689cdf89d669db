"""Export: the marked copy of workbooks that other programs write in other ways: prefixes, missing lists, notes, odd names."""

from __future__ import annotations

import io
import secrets
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from intake.grids import CellError, NotCalculated, Refused
from intake.limits import DEFAULT, MEGABYTE
from intake.marked import MARKING, answers_in, is_ours, marked_workbook
from intake.marking.cell_styles import Stylesheet, bare_stylesheet
from intake.marking.marks import ANSWER_PIECE, MARKED_ID, MEMORY_SHEET, Job
from intake.marking.notes import Notes
from intake.marking.own_sheets import free_title, pairs_in
from intake.marking.package import Package
from intake.marking.plain_copy import plain_copy
from intake.marking.sheet_cells import SheetXml, with_notes_drawing, with_styles_replaced
from intake.marking.xml_places import (
    add_inside,
    attribute,
    blanked,
    cell_text,
    child,
    children,
    edited,
    elements,
    place_before,
    quoted,
    root_of,
    with_attribute,
)
from intake.sheets import read_sheets
from tests.test_marked import FAULTS, WORDS, a_mark, by_openpyxl, by_xlsxwriter, filled, marked, noted, opened, parts
from tests.workbooks import Percent, a_workbook, rezip

SHEET = "xl/worksheets/sheet1.xml"
STYLES = "xl/styles.xml"
CELLS = "<sheetData><row r='2'><c r='B2' s='1'><v>1</v></c></row></sheetData>"


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def names_of(xml: bytes) -> list[str]:
    return [each.name for each in elements(xml)]


def without_parts(content: bytes, *names: str) -> bytes:
    """The zipped workbook without some parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            if entry.filename not in names:
                new.writestr(entry, old.read(entry))
    return buffer.getvalue()


def test_elements_beside_each_other_are_found_to_the_end_of_what_holds_them() -> None:
    xml = b"<a><b x='>'/><x:c><d/></x:c>text<e></e></a><f/>"
    root = root_of(xml[:-4])

    assert (names_of(xml), root and root.name) == (["a", "f"], "a")
    assert [each.name for each in children(xml, root)] == ["b", "c", "e"]
    assert [each.name for each in elements(xml, 3)] == ["b", "c", "e"]  # it does not go on behind what closes
    found = child(xml, root, "c")
    assert found is not None
    assert (found.prefix, xml[found.tag_end : found.inner_end], xml[found.start : found.end]) == (
        b"x:",
        b"<d/>",
        b"<x:c><d/></x:c>",
    )
    assert [each.name for each in children(xml, root, "e")] == ["e"] and child(xml, root, "f") is None


@pytest.mark.parametrize("xml", [b"", b"text", b"</a>", b"<a><b></b>"])
def test_what_begins_no_element_or_never_ends_it_has_no_root(xml: bytes) -> None:
    assert root_of(xml) is None
    assert (children(xml, None), child(xml, None, "b")) == ([], None)


def test_an_empty_root_holds_nothing() -> None:
    root = root_of(b"<a x='1'/>")

    assert root is not None and root.is_empty
    assert (root.start, root.end, children(b"<a x='1'/>", root), child(b"<a/>", root, "b")) == (0, 10, [], None)


def test_attributes_are_read_and_written_in_either_quotes_with_blanks_before_the_end() -> None:
    assert [attribute(tag, "s") for tag in (b"<c s = '3'>", b'<c r="s" s="&amp;"/>', b"<c ss='1'>")] == ["3", "&", None]
    assert with_attribute(b"<c s = '3' t='x'>", "s", "4") == b"<c s = \"4\" t='x'>"
    assert with_attribute(b"<c  />", "s", "4") == b'<c s="4"  />'
    assert with_attribute(b"<c >", "s", '"<') == b'<c s="&quot;&lt;" >'
    assert (quoted("a\nb\tc"), cell_text("<_x0041_&>")) == ("a&#10;b&#9;c", "&lt;_x005F_x0041_&amp;&gt;")


def test_changes_are_made_from_the_last_to_the_first_place_whatever_their_order() -> None:
    assert edited(b"abcdef", [(4, 5, b"X"), (0, 1, b"Y"), (6, 6, b"Z")]) == b"YbcdXfZ"
    opened_up, whole = b"<a ><b x='1' /></a>", b"<p:a><p:b>1</p:b></p:a>"
    for xml, expected in ((opened_up, b"<a ><b x='1'><n/></b></a>"), (whole, b"<p:a><p:b>1<n/></p:b></p:a>")):
        inner = child(xml, root_of(xml), "b")
        assert inner is not None and edited(xml, [add_inside(inner, b"<n/>", xml)]) == expected
    root = root_of(b"<a><b/><c/></a>")
    assert root is not None
    assert [place_before(b"<a><b/><c/></a>", root, later) for later in (("c",), ("c", "b"), ("d",))] == [7, 3, 11]


def test_what_stands_in_comments_and_quoted_sections_is_no_element() -> None:
    xml = b"<?xml version='1.0'?><a><!-- <b/> --><![CDATA[<c/>]]><?x <d/>?><e/></a>"

    assert len(blanked(xml)) == len(xml)
    assert [each.name for each in children(blanked(xml), root_of(blanked(xml)))] == ["e"]
    assert blanked(b"<?xml?><a/>") == b"<?xml?><a/>"


@pytest.mark.parametrize(
    "xml", [b"", b"<worksheet/>", b"<worksheet></worksheet>", b"<worksheet><sheetData><row/></worksheet>"]
)
def test_a_sheet_without_a_place_for_cells_is_damaged(xml: bytes) -> None:
    assert refusal(lambda: SheetXml(xml)) == "damaged"


def restyled(xml: str, *cells: tuple[int, int]) -> str:
    """The sheet after every one of these cells was given the style after its own."""
    return SheetXml(xml.encode()).restyled(dict.fromkeys(cells, lambda style: style + 1)).decode()


def test_a_cell_that_is_not_there_gets_its_row_and_its_place_in_it() -> None:
    empty = "<worksheet><sheetData/></worksheet>"
    assert restyled(empty, (3, 2)) == (
        '<worksheet><sheetData><row r="3"><c r="B3" s="1"/></row></sheetData></worksheet>'
    )
    some = "<worksheet><cols><col min='3' max='3' style='7'/></cols><sheetData><row r='2' s='4' customFormat='1'/>"
    some += "<row r='5'><c r='B5' s='2'/></row></sheetData></worksheet>"
    found = restyled(some, (2, 1), (5, 1), (5, 2), (5, 3), (9, 3), (4, 3))
    assert "<row r='2' s='4' customFormat='1'><c r=\"A2\" s=\"5\"/></row>" in found
    assert '<row r="4"><c r="C4" s="8"/></row><row r=\'5\'>' in found
    assert '<row r=\'5\'><c r="A5" s="1"/><c r=\'B5\' s="3"/><c r="C5" s="8"/></row>' in found
    assert found.endswith('<row r="9"><c r="C9" s="8"/></row></sheetData></worksheet>')


def test_rows_and_cells_without_numbers_are_counted() -> None:
    counted = (
        "<x:worksheet><x:sheetData><x:row><x:c/><x:c s='3'/></x:row><x:row><x:c/></x:row></x:sheetData></x:worksheet>"
    )

    assert restyled(counted, (1, 2), (2, 1)) == counted.replace("s='3'", 's="4"').replace(
        "<x:row><x:c/></x:row>", '<x:row><x:c s="1"/></x:row>'
    )


def test_merges_that_lie_outside_every_sheet_are_no_merges() -> None:
    merges = "<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='A0:B1'/><mergeCell ref='C3:D4'/></mergeCells>"
    xml = f"<worksheet>{CELLS}{merges}</worksheet>".encode()

    assert SheetXml(xml).merged() == [((1, 1), (2, 2)), ((3, 3), (4, 4))]


def test_the_drawing_of_notes_is_named_where_a_sheet_names_it() -> None:
    def placed(after: str) -> str:
        xml = f"<worksheet>{CELLS}{after}</worksheet>".encode()
        return with_notes_drawing(xml, "rId9", "n").decode().partition(CELLS)[2].removesuffix("</worksheet>")

    new = '<legacyDrawing xmlns:nm="n" nm:id="rId9"/>'
    assert placed("<pageMargins/><drawing/>") == f"<pageMargins/><drawing/>{new}"
    assert placed("<drawing/><tableParts/>") == f"<drawing/>{new}<tableParts/>"
    shapes, controls = (f"<AlternateContent>{kind}</AlternateContent>" for kind in ("<drawing/>", "<controls/>"))
    assert (placed(shapes), placed(controls)) == (f"{shapes}{new}", f"{new}{controls}")
    named = f"<worksheet>{CELLS}{new}</worksheet>".encode()
    assert (SheetXml(named).notes_relation(), SheetXml(f"<w>{CELLS}</w>".encode()).notes_relation()) == ("rId9", None)


def test_styles_are_replaced_in_cells_and_nowhere_else() -> None:
    xml = b"<row s='2'><c r='A1' s='2'/><x:c s=\"2\" r='B1'/><c r='C1' s='22'/></row>"

    assert (
        with_styles_replaced(xml, {2: 5})
        == b"<row s='2'><c r='A1' s='5'/><x:c s=\"5\" r='B1'/><c r='C1' s='22'/></row>"
    )
    assert with_styles_replaced(xml, {}) == xml


def test_a_stylesheet_that_lacks_lists_gets_what_they_begin_with() -> None:
    for xml in (
        b"<styleSheet/>",
        b"<styleSheet><fonts/><fills count='0'></fills></styleSheet>",
        b"<styleSheet><cellXfs><xf/></cellXfs><dxfs/></styleSheet>",
        b"<x:styleSheet xmlns:x='y'><x:borders/></x:styleSheet>",
    ):
        styles = Stylesheet(xml, {})
        error, warning = styles.marked(0, "error"), styles.marked(0, "warning")
        made = styles.as_bytes()
        root = root_of(made)
        order = [each.name for each in children(made, root) if each.name in ("fonts", "fills", "borders", "cellXfs")]
        fills = children(made, child(made, root, "fills"))

        assert (error, warning, len(fills)) == (1, 2, 4)
        assert [name for name in order if name != "borders"] == ["fonts", "fills", "cellXfs"]
        assert len(children(made, child(made, root, "cellXfs"))) == 3
        assert made.count(b"<x:") == (made.count(b"<") - made.count(b"</") if xml.startswith(b"<x:") else 0)


def test_what_is_no_stylesheet_is_damaged() -> None:
    assert [refusal(partial(Stylesheet, xml, {})) for xml in (b"", b"<other/>")] == ["damaged"] * 2


def test_each_style_is_marked_once_and_equal_fills_share_one() -> None:
    xml = b'<styleSheet><fonts count="1"><font/></fonts><fills><fill/><fill rgb="FFFDD9A0"/></fills>'
    xml += b'<cellXfs count="3"><xf fillId="1"/><xf fillId="1" fontId="0"/><xf/></cellXfs></styleSheet>'
    styles = Stylesheet(xml, {})
    numbers = [styles.marked(style, level) for style in (0, 1, 2, 0, 99) for level in ("error", "warning")]
    made = styles.as_bytes()

    assert numbers == [3, 4, 5, 6, 7, 8, 3, 4, 3, 4]
    assert styles.pairs == {0: (3, 4), 1: (5, 6), 2: (7, 8)}
    assert b'<cellXfs count="9">' in made and b"<fills>" in made and b'<fonts count="1"><font/></fonts>' in made
    assert made.count(b"<fill>") == 4 and made.count(b'rgb="FFFDD9A0"') == 1
    assert b'<xf fillId="2" fontId="0" applyFill="1"/>' in made and b'<xf fillId="4" applyFill="1"/>' in made


@pytest.mark.slow
def test_a_workbook_that_can_hold_no_more_styles_is_left_without_marks() -> None:
    def full(count: int) -> Stylesheet:
        return Stylesheet(bare_stylesheet("n").replace(b"</cellXfs>", b"<xf/>" * (count - 1) + b"</cellXfs>"), {})

    assert full(63_998).marked(0, "error") == 63_998
    assert full(63_999).marked(5, "error") == 5


def test_the_memory_of_styles_is_believed_only_where_it_is_whole() -> None:
    cells = (
        '<c r="A2" s="9"/><c r="A3" s="1"/><c r="B3" s="2"/><c r="C3" s="3"/><c r="B4" s="5"/><c r="C4" s="6"/>'
        '<c r="A5" s="7"/><c r="B5" s="7"/><c r="C5" s="8"/><c r="A6" s="9"/><c r="B6" s="x"/><c r="D7" s="1"/><c s="4"/>'
    )

    assert pairs_in(cells.encode()) == {1: (2, 3), 0: (5, 6)}


def test_a_name_for_a_sheet_is_one_that_excel_takes_and_no_other_sheet_has() -> None:
    assert free_title("Chỗ [cần]: sửa?", set()) == "Chỗ  cần   sửa"
    assert [free_title("'", set()), free_title("'A'", set()), free_title("A", {"a"})] == ["-", "A", "A (2)"]
    assert free_title("x" * 40, {"x" * 31, "x" * 27 + " (2)"}) == "x" * 27 + " (3)"


def titles(content: bytes) -> list[str]:
    """The names of all sheets, of whatever kind."""
    xml = parts(content)["xl/workbook.xml"]
    root = root_of(xml)
    tags = [xml[each.start : each.tag_end] for each in children(xml, child(xml, root, "sheets"))]
    return [attribute(tag, "name") or "" for tag in tags]


def test_sheets_of_ours_are_known_by_a_text_that_a_program_put_among_the_shared_ones() -> None:
    ours = {"A": [[1]], "Đã xong": [[MARKED_ID]], MEMORY_SHEET: [[MARKED_ID]]}
    known = a_workbook(ours)
    assert titles(marked(known, a_mark("A", "A1"))) == [*ours]
    assert (
        parts(marked(known, a_mark("A", "A1")))["xl/worksheets/sheet2.xml"].count("Chỗ cần sửa trong tệp".encode()) == 1
    )

    more = ["Chỗ cần sửa", f"{MEMORY_SHEET} (2)"]
    nothing_shared = without_parts(known, "xl/sharedStrings.xml")
    no_number = rezip(known, {f"xl/worksheets/sheet{n}.xml": lambda xml: xml.replace(b"<v>0</v>", b"") for n in (2, 3)})
    others = a_workbook({"A": [["x"], [MARKED_ID]], "Đã xong": [["y"]], MEMORY_SHEET: [["x"]]})
    for content in (nothing_shared, no_number, others):
        assert titles(marked(content, a_mark("A", "A1"))) == [*ours, *more]


def test_long_answers_come_back_whole_and_only_from_the_memory() -> None:
    answers = "đã trả lời " * (2 * ANSWER_PIECE // 10)
    workbook = read_sheets("a.xlsx", marked(by_openpyxl(), *FAULTS, answers=answers))

    assert answers_in(workbook) == answers
    assert [is_ours(grid) for grid in workbook.grids] == [False, False, True, True]
    assert answers_in(read_sheets("a.xlsx", by_openpyxl())) == ""
    assert answers_in(read_sheets("a.xlsx", a_workbook({MEMORY_SHEET: [[MARKED_ID], ["a", 7, "b"]]}))) == "ab"


def test_what_is_no_worksheet_is_left_where_it_is() -> None:
    book = openpyxl.Workbook()
    book.active.title = "A"
    book.create_chartsheet("Biểu đồ")
    buffer = io.BytesIO()
    book.save(buffer)

    assert titles(marked(buffer.getvalue(), a_mark("A", "A1"))) == ["A", "Biểu đồ", "Chỗ cần sửa", MEMORY_SHEET]


def test_cells_behind_the_last_row_and_column_are_listed_and_not_marked() -> None:
    book = opened(marked(a_workbook({"A": [[1]]}), a_mark("A", "A1", "XFE1", "A1048577", "XFD1")))

    assert filled(book["A"]) == {"A1": "error", "XFD1": "error"}


def test_two_problems_of_one_cell_are_one_mark_with_the_worse_colour_and_both_reasons() -> None:
    marks = (
        a_mark("A", "A1", level="warning", reason="Một."),
        a_mark("A", "A1", reason="Hai."),
        a_mark("A", "B2", "A2", level="warning"),
        a_mark("A", "B2", "A2", level="warning"),
    )
    sheet = opened(marked(a_workbook({"A": [[1, 2], [3, 4]]}, merges={"A": ["A2:B2"]}), *marks))["A"]

    assert filled(sheet) == {"A1": "error", "A2": "warning"}
    said = noted(sheet)
    assert [word in said["A1"] for word in ("Xem lại: Một.", "Lỗi: Hai.")] == [True, True]
    assert said["A2"].count("Số âm.") == 1


def with_notes(change: Callable[[bytes], bytes], *, name: str = "comments1.xml") -> bytes:
    """A workbook with notes of another person, of which one part is changed."""
    content = by_xlsxwriter()
    (part,) = (each for each in parts(content) if each.endswith(name))
    return rezip(content, {part: change})


def test_notes_without_a_list_or_a_drawing_are_damage_and_without_authors_are_none() -> None:
    for spoil in (
        with_notes(lambda xml: xml.replace(b"commentList", b"otherList")),
        with_notes(lambda xml: b"<comments>"),
        with_notes(lambda vml: b"<xml></xml>", name=".vml"),
    ):
        assert refusal(partial(marked, spoil, a_mark("Biểu 1", "D2"))) == "damaged"
    nobody = with_notes(lambda xml: xml.replace(b"<authors><author>An</author></authors>", b""))
    found = parts(marked(nobody, a_mark("Biểu 1", "D2")))
    (xml,) = (part for name, part in found.items() if name.endswith("comments1.xml"))
    assert b"<authors><author>dan-van-kheo</author></authors><commentList>" in xml


def test_notes_of_others_keep_their_form_whatever_it_is() -> None:
    def as_text(inside: bytes) -> Callable[[bytes], bytes]:
        return lambda xml: (
            xml[: xml.find(b"<commentList>")]
            + (
                b'<commentList><comment ref="C2" authorId="0">%s</comment><comment ref="?" authorId="x"><text/></comment>'
                b"</commentList></comments>" % inside
            )
        )

    for inside, kept in (
        (b"<text><t>xin xem</t></text>", "xin xem"),
        (b"<text/>", ""),
        (b"<text><r><t>xin</t></r><r><t> xem</t></r><rPh><t>y</t></rPh></text>", "xin xem"),
    ):
        first = marked(with_notes(as_text(inside)), a_mark("Biểu 1", "C2"))
        xml = next(part for name, part in parts(first).items() if name.endswith("comments1.xml"))
        assert "▶".encode() in xml and kept.encode()[:3] in xml
        second = marked(first, a_mark("Biểu 1", "D9"))
        again = next(part for name, part in parts(second).items() if name.endswith("comments1.xml"))
        assert again.count("▶".encode()) == 1 and b'ref="?"' in again


def test_a_workbook_marked_twice_without_any_fault_is_as_it_was() -> None:
    plain = a_workbook({"A": [[1]]})
    first = marked(plain, a_mark("A", "A1"))
    second = opened(marked(first))

    assert (filled(second["A"]), noted(second["A"])) == ({}, {})
    unmarked = parts(marked(plain))
    assert unmarked[SHEET] == parts(plain)[SHEET]


def test_a_package_without_its_own_parts_is_damaged_or_gets_them() -> None:
    content = a_workbook({"A": [[1]]})
    unrelated = without_parts(content, "xl/_rels/workbook.xml.rels")
    assert opened(marked(without_parts(content, STYLES), a_mark("A", "A1")))["A"]["A1"].value == 1
    assert refusal(lambda: Package(without_parts(content, "xl/workbook.xml"), DEFAULT)) == "damaged"
    assert refusal(lambda: marked(rezip(content, {"[Content_Types].xml": lambda xml: b""}))) == "damaged"
    with zipfile.ZipFile(io.BytesIO(marked(unrelated))) as archive:
        assert b"rIdM1" in archive.read("xl/_rels/workbook.xml.rels")
    no_sheets = rezip(content, {"xl/workbook.xml": lambda xml: xml.replace(b"sheets>", b"other>")})
    assert refusal(lambda: marked(no_sheets)) == "damaged"


def test_signatures_go_also_where_the_directory_of_relations_is_missing() -> None:
    signed = rezip(a_workbook({"A": [[1]]}), {}, added={"_xmlsignatures/sig1.xml": b"<x/>"})

    assert "_xmlsignatures/sig1.xml" not in parts(marked(without_parts(signed, "_rels/.rels"), a_mark("A", "A1")))


VALUES: list[Any] = [
    True, False, datetime(2023, 5, 4, 7, 30), datetime(2023, 5, 4), date(2023, 5, 4), time(7, 30), 2.5, -3, "chữ", "",
    Percent(0.5), CellError("#DIV/0!"), CellError("#REF!"), CellError("#NUM!"), CellError("#VALUE!"), CellError("#NAME?"),
    CellError("#NULL!"), CellError("#N/A"), NotCalculated(), None, "=1+1",
]  # fmt: skip


def plain(kind: str, content: bytes, *marks: Any, name: str = "tệp") -> tuple[Any, Job]:
    copy, job = plain_copy(kind, content, Job(marks, WORDS, name=name), DEFAULT)
    return opened(copy), job


def test_the_copy_of_another_kind_of_file_holds_the_same_cells() -> None:
    rows = {kind: [VALUES] for kind in ("ods", "xls")}
    rows["xls"] = [[value for value in VALUES if not isinstance(value, NotCalculated)]]
    for kind, cells in rows.items():
        content = a_workbook({"A": cells}, kind=kind)
        copy, _ = plain_copy(kind, content, Job((), WORDS), DEFAULT)
        before, after = read_sheets(f"a.{kind}", content).grids[0], read_sheets("a.xlsx", copy).grids[0]
        said = [CellError("#N/A") if isinstance(value, NotCalculated) else value for value in before.rows[0]]
        assert after.rows[0] == said
        assert before.percent_cells == after.percent_cells == {(1, 11)}


def test_a_span_of_more_than_a_day_is_shown_as_a_time() -> None:
    from tests.test_reader_habits import a_table, a_typed, an_ods_of

    book, _ = plain("ods", an_ods_of(a_table(f"<table:table-row>{a_typed('time', 'PT36H00M00S')}</table:table-row>")))

    assert book["A"]["A1"].value in (timedelta(hours=36), time(12), datetime(1900, 1, 1, 12))


def test_the_copy_of_another_kind_of_file_shows_what_was_shown_and_hides_what_was_hidden() -> None:
    look: dict[str, Any] = {
        "hidden_sheets": ["B"],
        "hidden_rows": {"A": [2]},
        "hidden_columns": {"A": [2]},
        "widths": {"A": {1: 20, 3: 0.3}},
        "merges": {"A": ["A1:B1", "C1:D2"]},
    }
    book, _ = plain(
        "ods",
        a_workbook({"A": [["a", "b", "c", None], ["d", None, None, "e"], ["f"] * 4], "B": [["x"]]}, kind="ods", **look),
    )

    assert [sheet.sheet_state for sheet in book] == ["visible", "hidden"]
    assert (book["A"].row_dimensions[2].hidden, book["A"].row_dimensions[1].hidden) == (True, False)
    assert (book["A"].column_dimensions["B"].hidden, book["A"].column_dimensions["A"].hidden) == (True, False)
    assert abs(book["A"].column_dimensions["A"].width - 20) < 0.2
    assert {str(merged) for merged in book["A"].merged_cells.ranges} == {"A1:B1", "C1:D2"}


def test_a_first_sheet_that_was_hidden_stays_hidden_in_the_copy() -> None:
    book, _ = plain("ods", a_workbook({"A": [["x"]], "B": [["y"]]}, kind="ods", hidden_sheets=["A"]))

    assert [sheet.sheet_state for sheet in book] == ["hidden", "visible"]


def test_merges_that_overlap_or_cover_half_a_sheet_are_not_copied() -> None:
    from tests.test_reader_habits import an_ods_of

    def a_merge(down: int, right: int) -> str:
        spans = f'table:number-rows-spanned="{down}" table:number-columns-spanned="{right}"'
        return f'<table:table-cell {spans} office:value-type="float" office:value="1"/>'

    rows = f"<table:table-row>{a_merge(2, 2)}{a_merge(2, 2)}</table:table-row>"
    rows += f"<table:table-row><table:table-cell/><table:table-cell/>{a_merge(50, 101)}</table:table-row>"
    rows += f"<table:table-row>{a_merge(50, 100)}</table:table-row><table:table-row table:number-rows-repeated='90'/>"
    rows += "<table:table-row><table:table-cell table:number-columns-repeated='150'/>"
    rows += '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    book, _ = plain("ods", an_ods_of(f'<table:table table:name="A">{rows}</table:table>'))

    assert {str(merged) for merged in book["A"].merged_cells.ranges} == {"A1:B2", "A3:CV52"}


def test_marks_follow_the_names_that_sheets_have_in_the_copy() -> None:
    text, job = plain("csv", b"a;b\n1;2\n", a_mark("báo cáo [quý]", "A2"), a_mark("", "A1"), name="báo cáo [quý]")
    assert (text.sheetnames, [mark.sheet for mark in job.marks]) == (["báo cáo  quý"], ["báo cáo  quý", ""])
    several = a_workbook({"A?": [["x"]], "A*": [["y"]]}, kind="ods")
    book, job = plain("ods", several, a_mark("A?", "A1"), a_mark("A*", "A1"))
    assert (book.sheetnames, [mark.sheet for mark in job.marks]) == (["A", "A (2)"], ["A", "A (2)"])


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_the_worker_marks_each_kind_of_file_or_says_why_it_does_not(kind: str) -> None:
    content = a_workbook({"A": [["x", 1]]}, kind=kind)
    job = Job((a_mark("A", "B1"),), WORDS)

    assert filled(opened(marked_workbook(f"a.{kind}", content, job))["A"]) == {"B1": "error"}
    broken = "content.xml" if kind == "ods" else STYLES
    spoilt = rezip(content, {broken: lambda xml: b"<x>"})
    assert refusal(lambda: marked_workbook(f"a.{kind}", spoilt, job)) == "damaged"


@pytest.mark.slow
def test_marking_under_too_tight_limits_is_refused_with_the_reason(tmp_path: Path) -> None:
    # Blanks alone would be a bomb.
    blanks = (b" " * 20_000 + secrets.token_hex(200).encode()) * (100 * MEGABYTE // 20_400)
    large = rezip(
        a_workbook({"A": [["x"]]}), {SHEET: lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + blanks)}
    )
    tight = replace(MARKING, memory_bytes=256 * MEGABYTE)
    assert refusal(lambda: marked_workbook("a.xlsx", large, Job((a_mark("A", "A1"),), WORDS), limits=tight)) == (
        "too_much_memory"
    )
    for said, code in (
        ('{"refused": "bomb", "params": {}}', "bomb"),
        ('{"length": 0}', "bomb"),
        ("[1]", "reader_failed"),
    ):
        worker = tmp_path / "worker.py"
        worker.write_text(f"import sys; sys.stdin.buffer.read(); print('{said}')")
        content = a_workbook({"A": [[1]]})
        assert refusal(partial(marked_workbook, "a.xlsx", content, Job((), WORDS), worker=worker)) == code


def test_notes_of_others_alone_and_no_notes_at_all_leave_the_parts_as_they_are() -> None:
    theirs = by_xlsxwriter()
    package = Package(theirs, DEFAULT)
    notes = Notes(package, SHEET)
    notes.take_ours_out()
    notes.write({})

    assert parts(package.as_bytes()) == parts(theirs)


def test_an_old_workbook_that_no_reader_understands_is_damaged() -> None:
    whole = a_workbook({"A": [["x"]]}, kind="xls")
    at = whole.find(b"\xe0\x00\x14\x00")
    broken = whole[: at + 2] + b"\x13\x00" + whole[at + 4 :]

    assert refusal(partial(marked_workbook, "a.xls", broken, Job((), WORDS))) == "damaged"
