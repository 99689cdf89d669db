"""Read, tested inside the process: what the readers make of rare but real ways of writing a file, format by format."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlwt

from intake.grids import CellError, Grid, NotCalculated, Refused
from intake.limits import DEFAULT, MEGABYTE, Limits
from intake.readers import delimited, ods, xls, xlsx
from intake.readers.contents import workbook_contents
from intake.readers.fonts import shared_fonts
from intake.readers.parts import Parts, parse
from intake.readers.sheet_xml import Styles, scan
from intake.readers.xlsx import _values
from intake.sheets import read_sheets
from tests.hostile_files import SHEET, a_sheet_of
from tests.sheet_reading import read_file, said
from tests.workbooks import a_workbook, names_in, rezip

OPENDOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {
    "office": f"{OPENDOCUMENT}:office:1.0",
    "table": f"{OPENDOCUMENT}:table:1.0",
    "text": f"{OPENDOCUMENT}:text:1.0",
    "style": f"{OPENDOCUMENT}:style:1.0",
    "fo": f"{OPENDOCUMENT}:xsl-fo-compatible:1.0",
    "svg": f"{OPENDOCUMENT}:svg-compatible:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
NAMED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())


def refused(reader: Any, content: bytes, limits: Limits = DEFAULT) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Refused) as told:
        for _, rows in reader.read(content, limits):
            list(rows)
    return told.value.code, told.value.params


def only(reader: Any, content: bytes) -> tuple[Grid, list[list[Any]]]:
    """The only sheet, and its rows."""
    ((grid, rows),) = reader.read(content, DEFAULT)
    return grid, [list(row) for row in rows]


def an_ods_of(tables: str, *, automatic: str = "", styles: str | None = None) -> bytes:
    """An OpenDocument spreadsheet with exactly this XML as its tables and styles."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        if styles is not None:
            archive.writestr("styles.xml", f"<office:document-styles {NAMED}>{styles}</office:document-styles>")
        content = f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body>{tables}</office:body>"
        archive.writestr("content.xml", f"<office:document-content {NAMED}>{content}</office:document-content>")
    return buffer.getvalue()


def a_table(rows: str) -> str:
    return f'<table:table table:name="A">{rows}</table:table>'


def ods_row(*cells: str) -> list[Any]:
    """What the cells of one row are."""
    _, rows = only(ods, an_ods_of(a_table(f"<table:table-row>{''.join(cells)}</table:table-row>")))
    return rows[0] if rows else []


def a_typed(kind: str, value: str, text: str = "") -> str:
    said = f"<text:p>{text}</text:p>" if text else ""
    name = {"float": "value", "percentage": "value", "currency": "value"}.get(kind, f"{kind}-value")
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}">{said}</table:table-cell>'


def a_text(inside: str) -> str:
    return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'


def test_a_text_file_is_read_to_the_last_cell_that_is_allowed() -> None:
    def limited(cells: int) -> Limits:
        return Limits(cells=cells)

    ((grid, rows),) = delimited.read(b"a;b\nc;d\n", limited(4))
    assert (grid.name, list(rows)) == ("CSV", [["a", "b"], ["c", "d"]])
    assert refused(delimited, b"a;b\nc;d\n", limited(3)) == ("too_many_cells", {"sheet": "CSV", "limit": 3})
    assert len(only(delimited, b";" * 16_383)[1][0]) == 16_384
    assert refused(delimited, b";" * 16_384) == ("outside_grid", {"sheet": "CSV"})


def test_a_text_file_with_more_in_one_cell_than_any_cell_holds_is_damaged() -> None:
    longest = b"x" * 131_072

    assert only(delimited, b"a;b\n" + longest)[1][1] == [longest.decode()]
    assert refused(delimited, b"a;b\n" + longest + b"x") == ("damaged", {})


def test_a_text_file_is_of_today_of_a_vietnamese_windows_or_damaged() -> None:
    old = "Đơn vị;Số lượt\nQuận 1;5\n"
    grid, rows = only(delimited, "a;Đô\nb;c\n".encode("cp1258"))

    assert (grid.code_page, rows) == ("cp1258", [["a", "Đô"], ["b", "c"]])
    assert [only(delimited, old.encode(each))[0].code_page for each in ("utf-8", "utf-8-sig", "utf-16")] == ["", "", ""]
    assert refused(delimited, b"a;\xd2\x81\x8d\n") == ("damaged", {})
    assert refused(delimited, b"\xff\xfea\x00b") == ("damaged", {})


def test_the_delimiter_is_the_one_that_is_named_or_that_cuts_evenly() -> None:
    said = {
        b"sep=|\na|b;c\n": [["a", "b;c"]],
        b"SEP=,\r\na,b\r\n": [["a", "b"]],
        b"sep=;;\na;b\n": [["sep=", "", ""], ["a", "b"]],
        b"a,b;c\nd,e;f\ng,h\n": [["a", "b;c"], ["d", "e;f"], ["g", "h"]],
        b"a\tb\nc\td\n": [["a", "b"], ["c", "d"]],
        b"a\nb\n": [["a"], ["b"]],
    }

    assert {content: only(delimited, content)[1] for content in said} == said


def test_numbers_of_an_open_document_are_what_they_state_or_what_is_shown() -> None:
    cells = [
        a_typed("float", "2.5"),
        a_typed("currency", "7"),
        a_typed("float", "two", "hai"),
        a_typed("float", "two"),
        a_typed("boolean", "true"),
        a_typed("boolean", "no"),
    ]

    assert ods_row(*cells) == [2.5, 7.0, "hai", None, True, False]


def test_days_and_times_of_an_open_document_are_what_they_state_or_what_is_shown() -> None:
    cells = [
        a_typed("date", "2023-05-04"),
        a_typed("date", "2023-05-04T07:30:00"),
        a_typed("date", "4/5/2023", "4/5/2023"),
        a_typed("date", "2023-02-30"),
        a_typed("time", "PT07H30M05S"),
        a_typed("time", "PT23H59M59,5S"),
        a_typed("time", "PT24H00M00S"),
        a_typed("time", "PT01H60M00S"),
        a_typed("time", "PT01H00M60S"),
        a_typed("time", "half past seven", "7 giờ 30"),
        a_typed("float", "1"),
    ]

    assert ods_row(*cells) == [
        date(2023, 5, 4),
        datetime(2023, 5, 4, 7, 30),
        "4/5/2023",
        None,
        time(7, 30, 5),
        time(23, 59, 59),
        timedelta(days=1),
        timedelta(hours=2),
        timedelta(hours=1, minutes=1),
        "7 giờ 30",
        1.0,
    ]


def test_texts_of_an_open_document_keep_their_blanks_and_lines_and_lose_their_notes() -> None:
    cells = [
        a_text("<text:p>a<text:s/>b<text:s text:c='3'/>c<text:s text:c='x'/>d</text:p>"),
        a_text("<text:p>a<text:tab/>b<text:line-break/>c</text:p><text:p>d</text:p>"),
        a_text("<text:p>Quận <text:span>B<text:a>ì</text:a>nh</text:span> Tân</text:p>"),
        a_text("<text:p>a<office:annotation><text:p>ghi chú</text:p></office:annotation>b</text:p>"),
        a_text("<office:annotation><text:p>ghi chú</text:p></office:annotation><text:p>c</text:p>"),
        a_text(f"<text:p>a<text:s text:c='{10**6}'/>b</text:p>"),
    ]

    assert ods_row(*cells) == [
        "a b   c d",
        "a\tb\nc\nd",
        "Quận Bình Tân",
        "ab",
        "c",
        f"a{' ' * 1_000}b",
    ]


def test_formulas_and_errors_of_an_open_document_are_told_apart_from_texts() -> None:
    cells = [
        '<table:table-cell table:formula="of:=1"/>',
        '<table:table-cell table:formula="of:=1" office:value-type="string" office:string-value=""/>',
        '<table:table-cell table:formula="of:=1" office:value-type="string"><text:p/></table:table-cell>',
        '<table:table-cell calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>',
        '<table:table-cell calcext:value-type="error"/>',
        a_text("<text:p>x</text:p>"),
    ]

    assert ods_row(*cells) == [NotCalculated(), None, None, CellError("#REF!"), CellError("#N/A"), "x"]


def test_what_is_no_cell_in_a_row_and_what_is_covered_holds_nothing() -> None:
    cells = [
        a_text("<text:p>a</text:p>"),
        "<office:forms/>",
        "<table:covered-table-cell table:number-columns-repeated='2'><text:p>x</text:p></table:covered-table-cell>",
        a_text("<text:p>b</text:p>"),
    ]

    assert ods_row(*cells) == ["a", None, None, "b"]


@pytest.mark.slow
def test_an_open_document_may_reach_the_last_column_and_row_and_no_further() -> None:
    def a_row(before: int, *, down: int = 1) -> bytes:
        blank = f"<table:table-cell table:number-columns-repeated='{before}'/>"
        rows = f"<table:table-row table:number-rows-repeated='{down}'/>"
        return an_ods_of(a_table(f"{rows}<table:table-row>{blank}{a_typed('float', '1')}</table:table-row>"))

    assert len(only(ods, a_row(16_383))[1][1]) == 16_384
    assert refused(ods, a_row(16_384)) == ("outside_grid", {"sheet": ""})
    assert len(only(ods, a_row(1, down=1_048_575))[1]) == 1_048_576
    assert refused(ods, a_row(1, down=1_048_576)) == ("outside_grid", {"sheet": ""})


def test_an_open_document_without_content_or_with_broken_content_is_damaged() -> None:
    whole = a_workbook({"A": [["x"]]}, kind="ods")
    broken = rezip(whole, {"content.xml": lambda xml: xml[: xml.rfind(b"</table:table>")]})
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if name != "content.xml":
                new.writestr(name, old.read(name))

    assert (refused(ods, broken), refused(ods, buffer.getvalue())) == (("damaged", {}), ("damaged", {}))


@pytest.mark.parametrize(("kind", "reader"), [("ods", ods), ("xls", xls), ("xlsx", xlsx)])
def test_as_many_sheets_as_are_allowed_are_read_and_not_one_more(kind: str, reader: Any) -> None:
    content = a_workbook({"A": [["x"]], "B": [["y"]], "C": [["z"]]}, kind=kind)

    assert [grid.name for grid, _ in reader.read(content, Limits(sheets=3))] == ["A", "B", "C"]
    assert refused(reader, content, Limits(sheets=2)) == ("too_many_sheets", {"limit": 2})


@pytest.mark.parametrize(("kind", "reader"), [("ods", ods), ("xls", xls), ("xlsx", xlsx)])
def test_as_many_cells_as_are_allowed_are_read_and_not_one_more(kind: str, reader: Any) -> None:
    content = a_workbook({"A": [["x", "y"], ["z", "w"]]}, kind=kind)

    ((_, rows),) = reader.read(content, Limits(cells=4))
    assert [list(row) for row in rows] == [["x", "y"], ["z", "w"]]
    assert refused(reader, content, Limits(cells=3))[0] == "too_many_cells"


FACES = (
    '<style:font-face style:name="F1" svg:font-family="\'.VnTime\'"/>'
    '<style:font-face style:name="F2" svg:font-family="Arial"/>'
)


def old_fonts(cells: str, *, automatic: str = "", styles: str = "", columns: str = "") -> dict[Any, Any]:
    """Which cells of one row are said to stand in an old font."""
    row = f"{columns}<table:table-row>{cells}</table:table-row>"
    return only(ods, an_ods_of(a_table(row), automatic=FACES + automatic, styles=styles))[0].old_fonts


def a_style(name: str, *, parent: str = "", font: str = "", family: str = "table-cell", said: str = "") -> str:
    named = f'style:font-name="{font}"' if font else said
    of = f' style:parent-style-name="{parent}"' if parent else ""
    inside = f"<style:text-properties {named}/>" if named else "<style:paragraph-properties/>"
    return f'<style:style style:name="{name}" style:family="{family}"{of}>{inside}</style:style>'


def test_a_style_of_an_open_document_has_its_parents_font_unless_it_names_one() -> None:
    styles = (
        a_style("old", font="F1")
        + a_style("child", parent="old")
        + a_style("grandchild", parent="child")
        + a_style("new", parent="old", font="F2")
        + a_style("direct", said="fo:font-family=\"'.VnArial'\"")
        + a_style("silent", said='fo:color="#000000"')
        + a_style("of a text", font="F1", family="text")
    )
    names = ("old", "child", "grandchild", "new", "direct", "silent", "of a text", "unknown")
    cells = "".join(
        f'<table:table-cell table:style-name="{name}"><text:p>Qu©n</text:p></table:table-cell>' for name in names
    )

    assert {column for _, column in old_fonts(cells, automatic=styles)} == {1, 2, 3, 5}


def test_the_default_style_of_an_open_document_speaks_where_no_other_does() -> None:
    default = '<style:default-style style:family="table-cell"><style:text-properties fo:font-family=".VnTime"/>'
    default += "</style:default-style>"
    cells = a_text("<text:p>Qu©n</text:p>") + a_typed("float", "3")

    assert set(old_fonts(cells, styles=default + a_style("Default"))) == {(1, 1)}
    assert old_fonts(cells, styles=default + a_style("Default", said='fo:font-family="Arial"')) == {}
    assert old_fonts(cells, styles=default.replace("table-cell", "table") + a_style("Default")) == {}


def test_styles_that_are_each_others_parents_end_without_a_font() -> None:
    circle = a_style("a", parent="b") + a_style("b", parent="a") + a_style("c", font="F1")
    cells = '<table:table-cell table:style-name="a"><text:p>Qu©n</text:p></table:table-cell>'

    assert old_fonts(cells, automatic=circle) == {}


def test_a_cell_without_a_style_has_that_of_its_row_or_column() -> None:
    styles = a_style("old", font="F1") + a_style("new", font="F2")
    column = '<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="old"/>'
    cell = a_text("<text:p>Qu©n</text:p>")
    cells = cell.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="3"', 1)

    assert set(old_fonts(cells, automatic=styles, columns=column)) == {(1, 1), (1, 2)}
    assert set(old_fonts("<office:forms/>" + cell, automatic=styles, columns=column)) == {(1, 1)}
    row = f'{column}<table:table-row table:default-cell-style-name="new">{cell}</table:table-row>'
    assert only(ods, an_ods_of(a_table(row), automatic=FACES + styles))[0].old_fonts == {}


def test_an_old_workbook_with_broken_formats_gives_its_cells_all_the_same() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    sheet.write(0, 0, "Quận 1")
    sheet.write(0, 1, 260)
    sheet.row(0).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    whole = buffer.getvalue()
    # The first record of a font becomes two: one that is too short for a font, and one that means nothing.
    at = whole.find(b"\x31\x00")
    length = struct.unpack_from("<H", whole, at + 2)[0]
    cut = struct.pack("<2H", 0x31, 2) + whole[at + 4 : at + 6] + struct.pack("<2H", 0xFFEE, length - 6)
    broken = whole[:at] + cut + whole[at + 10 :]

    assert (only(xls, whole)[0].hidden_rows, len(broken)) == ({1}, len(whole))
    grid, rows = only(xls, broken)
    assert (rows, grid.hidden_rows) == ([["Quận 1", 260.0]], set())


def test_a_number_that_is_shown_as_a_day_and_is_none_stays_a_number() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("A")
    shown = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for column, value in enumerate((45_050.0, 0.5, 0.0, 1.0, 3_000_000.0, -1.0, -0.25, -40_000.0)):
        sheet.write(0, column, value, shown)
    buffer = io.BytesIO()
    book.save(buffer)

    assert only(xls, buffer.getvalue())[1] == [
        [datetime(2023, 5, 4), time(12), time(0), datetime(1900, 1, 1), 3_000_000.0, -1.0, -0.25, -40_000.0]
    ]


@pytest.mark.parametrize(
    ("column", "code", "rows"),
    [(2, "not_a_date", 1), (3, "negative", 2)],
    ids=["where a day belongs", "where a count belongs"],
)
def test_a_negative_number_that_is_shown_as_a_day_is_an_error_at_its_cell(column: int, code: str, rows: int) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("A", cell_overwrite_ok=True)
    table: list[list[str | int]] = [
        ["Quận/huyện", "Tên lớp", "Thời gian", "Số lượt người"],
        ["Quận 1", "Kỹ năng", "5/2022", 30],
        ["Quận 1", "Kỹ năng 2", "6/2022", 31],
    ]
    for row, cells in enumerate(table):
        for place, value in enumerate(cells):
            sheet.write(row, place, value)
    sheet.write(2, column, -5, xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    buffer = io.BytesIO()
    book.save(buffer)

    reading = read_file(buffer.getvalue(), file="bieu.xls").sheets[0]
    assert said(reading, "error")[0] == ("error", code, f"{'ABCD'[column]}3")
    assert [fact.row["title"] for fact in reading.facts] == ["Kỹ năng", "Kỹ năng 2"][:rows]


def test_a_workbook_whose_table_of_contents_is_missing_or_lies_is_damaged() -> None:
    whole = a_workbook({"A": [["x"]], "B": [["y"]]})
    elsewhere = rezip(whole, {"_rels/.rels": lambda xml: xml.replace(b"xl/workbook.xml", b"xl/other.xml")})

    assert refused(xlsx, elsewhere) == ("damaged", {})
    unnamed = rezip(whole, {"_rels/.rels": lambda xml: xml.replace(b"/officeDocument", b"/other")})
    assert [name for name, _ in workbook_contents(Parts(unnamed, DEFAULT)).sheets] == ["A", "B"]


def test_a_workbook_without_styles_or_shared_texts_gives_its_cells() -> None:
    buffer = io.BytesIO()
    whole = a_sheet_of('<row r="1"><c r="A1" s="1"><v>0.5</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if name not in ("xl/styles.xml", "xl/sharedStrings.xml"):
                new.writestr(name, old.read(name))
    grid, rows = only(xlsx, buffer.getvalue())

    assert (rows, grid.percent_cells) == ([[0.5]], set())
    assert "xl/styles.xml" not in names_in(buffer.getvalue())


class Starved:
    """A workbook for which there is no memory left, and one that its reader cannot read."""

    def __init__(self, fault: type[BaseException]) -> None:
        self.fault = fault

    def get_sheet_by_index(self, position: int) -> None:
        """Fail."""
        raise self.fault


def test_want_of_memory_is_no_reason_to_try_another_reader() -> None:
    assert _values(Starved(BaseException), 0) is None  # type: ignore[arg-type]
    with pytest.raises(MemoryError):
        _values(Starved(MemoryError), 0)  # type: ignore[arg-type]


def seen(cells: str, *, columns: str = "", merges: str = "", percents: frozenset[int] = frozenset()) -> Any:
    """What is found beside the values of a sheet with this XML."""
    head = f"<cols>{columns}</cols>" if columns else ""
    xml = f"<worksheet>{head}<sheetData>{cells}</sheetData>{merges}</worksheet>"
    return scan(xml.encode(), Styles(percents), 1_000, "A")


def test_marks_that_belong_to_no_cell_of_a_sheet_are_left_alone() -> None:
    found = seen(
        '<row r="1" t="e" hidden="1"><c r="B1" t="e"><v>#REF!</v></c><x t="e" s="1">1</x></row>',
        percents=frozenset({1}),
    )

    assert (found.marks, found.hidden_rows) == ({1: {2: CellError("#REF!")}}, {1})
    assert found.percent_cells == frozenset()


def test_columns_and_merges_that_say_nonsense_are_left_out() -> None:
    columns = (
        '<col min="1" max="2" width="12.5" hidden="1"/><col min="x" max="3" width="5"/><col max="4" width="5"/>'
        '<col min="5" max="5"/><col min="6" max="6" width="1000"/><col min="7" max="7" width="1000.5"/>'
        '<col min="8" max="8" width="-1" hidden="true"/><col min="16384" max="99999" width="3" hidden="0"/>'
    )
    merges = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="AAAA1:B2"/><mergeCell ref="A0:B1"/></mergeCells>'
    found = seen('<row r="1"><c r="A1"><v>1</v></c></row>', columns=columns, merges=merges)

    assert found.hidden_columns == {1, 2, 8}
    assert found.widths == {1: 12.5, 2: 12.5, 6: 1000.0, 16_384: 3.0}
    assert found.merges == [(1, 1, 2, 2)]


def test_an_error_without_a_text_and_a_result_that_is_missing_are_told() -> None:
    found = seen(
        '<row r="1"><c r="A1" t="e"/><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C1"><f>A1</f></c><c r="D1"><f>A1</f><v></v></c><c r="E1" t="str"><f>A1</f><v></v></c>'
        '<c r="F1"><f t="shared"/><v/></c><c r="G1" t="e"><f>A1</f></c><c r="H1"><f>A1</f><v>3</v></c></row>'
    )

    assert found.marks == {
        1: {
            1: CellError("#N/A"),
            2: CellError("#DIV/0!"),
            3: NotCalculated(),
            4: NotCalculated(),
            6: NotCalculated(),
            7: CellError("#N/A"),
        }
    }


def test_one_shared_text_may_have_several_fonts_and_most_have_none() -> None:
    content = a_workbook({"A": [["one", "two", "three"]]})
    styles = '<font><sz val="11"/><name val=".VnTime"/></font></fonts>'
    runs = (
        "<si><r><t>ab</t></r><r><rPr><rFont val='.VnTime'/></rPr><t>Qu©n</t></r>"
        "<r><rPr><b/></rPr><t>c</t></r><r><rPr><rFont val='Arial'/></rPr><t>d</t></r></si>"
    )
    plain = "<si><r><rPr><b/></rPr><t>two</t></r></si><si><t>three</t></si>"
    with_runs = rezip(
        content,
        {
            "xl/styles.xml": lambda xml: xml.replace(b"</fonts>", styles.encode()),
            "xl/sharedStrings.xml": lambda xml: xml[: xml.find(b"<si>")] + (runs + plain).encode() + b"</sst>",
        },
    )
    without = rezip(content, {"xl/styles.xml": lambda xml: xml.replace(b"</fonts>", styles.encode())})

    assert only(xlsx, with_runs)[0].old_fonts == {(1, 1): (("", 2), ("tcvn3", 4), ("", 1), ("", 1))}
    assert only(xlsx, without)[0].old_fonts == {}
    assert SHEET in names_in(with_runs)


def test_a_part_is_unpacked_to_what_is_allowed_and_parsed_without_declarations() -> None:
    content = a_workbook({"A": [["x"]]})
    size = len(Parts(content, DEFAULT).xml(SHEET))

    assert len(Parts(content, Limits(part_bytes=size)).xml(SHEET)) == size
    for limits in (Limits(part_bytes=size - 1), Limits(unpacked_bytes=size - 1)):
        with pytest.raises(Refused) as told:
            Parts(content, limits).xml(SHEET)
        assert told.value.code == "bomb"
    for xml, code in ((b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "forbidden_xml"), (b"<a>", "damaged")):
        with pytest.raises(Refused) as told:
            parse(xml)
        assert told.value.code == code
    assert shared_fonts(b"<sst><si><t>x</t></si></sst>") == {}


def test_cells_with_their_text_inside_are_counted_too() -> None:
    content = a_sheet_of('<row r="3"><c r="C3" t="inlineStr"><is><t>x</t></is></c></row>')

    ((_, rows),) = xlsx.read(content, Limits(cells=9))
    assert [list(row) for row in rows][2] == [None, None, "x"]
    assert refused(xlsx, content, Limits(cells=8)) == ("too_many_cells", {"sheet": "A", "limit": 8})


def test_a_text_file_for_which_there_is_no_memory_left_is_too_much() -> None:
    content = b";".join([b"x" * 20] * 500) + b"\n"
    with pytest.raises(Refused) as told:
        read_sheets("a.csv", content * 1_500, limits=replace(DEFAULT, memory_bytes=96 * MEGABYTE))

    assert told.value.code == "too_much_memory"


def test_a_reader_that_is_not_installed_is_said_in_the_workers_words() -> None:
    worker = Path(xlsx.__file__).parents[1] / "worker.py"
    # With -S the interpreter finds nothing that is installed.
    started = [sys.executable, "-I", "-S", "-B", str(worker), "xlsx", DEFAULT.as_argument()]
    ran = subprocess.run(started, input=a_workbook({"A": [["x"]]}), capture_output=True, timeout=60)

    assert (ran.returncode, json.loads(ran.stdout)) == (0, {"refused": "reader_failed", "params": {}})
