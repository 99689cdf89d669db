"""Read: the many ways in which producers write the same sheet: prefixed tags, text files, repeated cells."""

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

import pytest

from intake.grids import CellError, Finding, Grid, NotCalculated
from intake.sheets import read_sheets
from tests.hostile_files import a_sheet_of, a_sheet_written
from tests.legacy_workbooks import as_tcvn3, in_fonts, written
from tests.sheet_reading import sheets_here
from tests.workbooks import Percent, a_csv, a_workbook, rezip, with_part


def rows_of(content: bytes, name: str) -> list[list[Any]]:
    """The rows of the only sheet."""
    (grid,) = read_sheets(name, content).grids
    return grid.rows


_FIRST = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c></row>'
_TEXT_CELL = '<c r="B2" t="inlineStr"><is><t>t="e"</t></is></c>'
PLAIN = f'{_FIRST}<row r="2" hidden="1"><c r="A2"><f>1+1</f></c>{_TEXT_CELL}</row>'
WRITTEN_OTHERWISE = {
    "single quotes": PLAIN.replace('"', "'").replace("t='e'<", 't="e"<'),
    "address last": PLAIN.replace('r="B1" t="e"', 't="e" r="B1"').replace('r="2" hidden', 'hidden').replace(
        'hidden="1"', 'hidden="1" r="2"'
    ),
    "no addresses": re.sub(' r="[A-Z]?[0-9]"', "", PLAIN),
    "lines": PLAIN.replace(' t="e">', '\n\tt="e"\n>').replace(" hidden", "\r\nhidden"),
    "blanks": PLAIN.replace(' t="e">', ' t = "e" >').replace('hidden="1"', 'hidden ="true"'),
    "empty result": PLAIN.replace("</f>", "</f><v></v>"),
    "shared formula": PLAIN.replace("<f>1+1</f>", '<f t="shared" si="0"/><v/>'),
}  # fmt: skip
EXPECTED = Grid("A", 0, True, [[1, CellError("#REF!")], [NotCalculated(), 't="e"']], hidden_rows=frozenset({2}))


@pytest.mark.parametrize("cells", [PLAIN, *WRITTEN_OTHERWISE.values()], ids=["plain", *WRITTEN_OTHERWISE])
def test_a_sheet_written_another_way_reads_the_same(cells: str) -> None:
    assert read_sheets("a.xlsx", a_sheet_of(cells)).grids == [EXPECTED]


def test_a_sheet_with_prefixed_tags_reads_the_same() -> None:
    prefixed = PLAIN.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    space = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    xml = f"<x:worksheet {space}><x:sheetData>{prefixed}</x:sheetData></x:worksheet>"
    assert read_sheets("a.xlsx", a_sheet_written(xml)).grids == [EXPECTED]


CSV = [["Đơn vị", "Số mô hình", "Tỷ lệ"], ["Quận 1", "2.353", "95,5"], ["Sơn Trà, An Hải", "", "1"]]
CSV_READ = [["Đơn vị", "Số mô hình", "Tỷ lệ"], ["Quận 1", "2.353", "95,5"], ["Sơn Trà, An Hải", None, "1"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_file_is_read_in_the_ways_excel_saves_it(delimiter: str, encoding: str) -> None:
    content = a_csv({"A": CSV}, delimiter=delimiter, encoding=encoding)
    workbook = read_sheets("C:\\so lieu\\Quận 1.csv", content)
    assert (workbook.kind, workbook.grids) == ("csv", [Grid("Quận 1", rows=CSV_READ)])


def test_a_text_file_of_a_vietnamese_windows_is_read() -> None:
    content = "Đơn vị;Số\r\nQuân 3;5\r\n".encode("cp1258", "ignore")
    assert rows_of(content, "a.csv")[1] == ["Quân 3", "5"]


def test_a_text_file_may_name_its_delimiter() -> None:
    assert rows_of(b"sep=,\r\na;b,c;d\r\n", "a.csv") == [["a;b", "c;d"]]


def test_notices_about_the_file_come_with_it() -> None:
    workbook = read_sheets("a.xlsx", a_workbook({"A": [["x"]]}, kind="xlsm"))
    assert (workbook.kind, workbook.notices) == (
        "xlsm",
        [Finding("wrong_extension", {"extension": "xlsx", "kind": "xlsm"}), Finding("macros")],
    )


def test_a_comment_in_an_opendocument_cell_is_not_read() -> None:
    note = "<office:annotation><text:p>riêng tư</text:p></office:annotation>".encode()
    content = a_workbook({"A": [["Quận 1"]]}, kind="ods")
    content = rezip(content, {"content.xml": lambda xml: xml.replace(b"<text:p>", note + b"<text:p>", 1)})
    assert rows_of(content, "a.ods") == [["Quận 1"]]


REPEATED = """
<table:table-row>
  <table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="7"/>
  <table:table-cell table:number-columns-repeated="16000"/>
</table:table-row>
<table:table-row table:number-rows-repeated="2" table:visibility="filter">
  <table:table-cell/>
</table:table-row>
<table:table-row table:number-rows-repeated="2">
  <table:table-cell/>
  <table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b<text:span>c</text:span></text:p>
  <text:p>d</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="1048570">
  <table:table-cell table:number-columns-repeated="16384"/>
</table:table-row>
"""


def test_repeated_cells_of_an_opendocument_sheet_are_laid_out_and_blank_ones_are_not() -> None:
    head, tail = _ods_around_rows()
    xml = (head + REPEATED + tail).encode()
    (grid,) = read_sheets("a.ods", with_part(a_workbook({"A": [["x"]]}, kind="ods"), "content.xml", xml)).grids
    twice = [None, "a  bc\nd", None]
    assert [row + [None] * (3 - len(row)) for row in grid.rows] == [
        [7, 7, 7],
        [None] * 3,
        [None] * 3,
        twice,
        twice,
    ]
    assert grid.hidden_rows == {2, 3}


def _ods_around_rows() -> tuple[str, str]:
    """The content of an OpenDocument spreadsheet before and after its rows."""
    with zipfile.ZipFile(io.BytesIO(a_workbook({"A": [["x"]]}, kind="ods"))) as archive:
        xml = archive.read("content.xml").decode()
    return xml[: xml.index("<table:table-row")], xml[xml.index("</table:table>") :]


EVERY_CELL = [
    ["Biểu 1", None, "Quận 1\nQuận 3", None],
    [True, 7, 2.5, -3, 10**12],
    [date(2023, 12, 5), datetime(2024, 5, 1, 8, 30), Percent(0.5), CellError("#N/A")],
    [],
    [None, "cuối"],
    [None, None],
]


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "xls", "ods"])
def test_what_tests_read_without_a_worker_is_what_a_worker_reads(kind: str) -> None:
    look = {"merges": {"A": ["C1:D1"]}, "hidden_rows": {"A": [2]}, "hidden_columns": {"A": [4]}, "hidden_sheets": ["B"]}
    content = a_workbook({"A": EVERY_CELL, "B": [["x"]], "C": []}, kind=kind, **look)
    assert len(read_sheets(f"a.{kind}", content).grids) == 3
    assert sheets_here(f"a.{kind}", content) == read_sheets(f"a.{kind}", content)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_old_fonts_and_what_is_said_of_them_too(kind: str) -> None:
    content = in_fonts(written([["Số mô hình"], ["Bình Thạnh"]], as_tcvn3), {}, kind=kind, font=".VnTime")
    assert sheets_here(f"a.{kind}", content) == read_sheets(f"a.{kind}", content)
    assert [row for grid in sheets_here(f"a.{kind}", content).grids for row in grid.rows] == [
        ["Số mô hình"],
        ["Bình Thạnh"],
    ]


def test_a_text_file_and_what_is_said_of_it_too() -> None:
    content = a_csv({"A": CSV}, delimiter=";", encoding="utf-16")
    assert sheets_here("so lieu/Quận 1.csv", content) == read_sheets("so lieu/Quận 1.csv", content)
