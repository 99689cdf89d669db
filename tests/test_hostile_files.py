"""Guard and read: no file and no reader that fails takes the server with it, and none is read wrongly."""

import io
import os
import random
import resource
from dataclasses import replace
from pathlib import Path

import pytest

from intake.grids import REFUSALS, CellError, Finding, Refused
from intake.limits import DEFAULT, MEGABYTE
from intake.sheets import read_sheets
from tests.hostile_files import (
    ENTITIES,
    SHEET,
    a_bomb,
    a_cell,
    a_sheet_of,
    a_sheet_written,
    with_entity,
    with_file_pass,
)
from tests.workbooks import a_workbook, names_in, rezip, with_part

pytestmark = pytest.mark.slow

GOOD = {"Biểu 1": [["Đơn vị", "Số mô hình"], ["Quận 1", 260], ["Quận 3", CellError("#REF!")]]}


def refusal(content: bytes, name: str = "a.xlsx", **options: object) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Refused) as refused:
        read_sheets(name, content, **options)  # type: ignore[arg-type]
    assert set(refused.value.params) == set(REFUSALS[refused.value.code])
    return refused.value.code, refused.value.params


def test_a_good_file_is_still_read() -> None:
    assert read_sheets("a.xlsx", a_workbook(GOOD)).grids[0].rows == GOOD["Biểu 1"]


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/media/image1.png"])
def test_a_part_that_would_unpack_to_a_gigabyte_is_refused_at_once(part: str) -> None:
    content = a_bomb(part)
    assert len(content) < 2 * MEGABYTE
    before, spent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, sum(os.times()[:4])
    assert refusal(content) == ("bomb", {})
    # Of this process and those it starts: what the machine does besides is no matter.
    assert sum(os.times()[:4]) - spent < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml"])
def test_a_part_that_lies_about_its_size_is_refused(part: str) -> None:
    assert refusal(a_bomb(part, declared=1000)) == ("damaged", {})


def test_a_zip_of_very_many_entries_is_refused() -> None:
    content = rezip(a_workbook(GOOD), {}, added={f"xl/x{number}": b"" for number in range(2001)})
    assert refusal(content) == ("bomb", {})


def test_a_sheet_that_claims_the_whole_grid_is_its_one_cell() -> None:
    content = a_sheet_of(a_cell("A1"), before='<dimension ref="A1:XFD1048576"/>')
    assert [grid.rows for grid in read_sheets("a.xlsx", content).grids] == [[[1]]]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (a_cell("A1") + a_cell("XFD1048576"), ("too_many_cells", {"sheet": "A", "limit": 5_000_000})),
        (a_cell("A1") + a_cell("F1048576"), ("too_many_cells", {"sheet": "A", "limit": 5_000_000})),
        (a_cell("A1") + a_cell("A4294967295"), ("outside_grid", {"sheet": "A"})),
        (a_cell("A1") + a_cell("A4294967295") + a_cell("A2"), ("outside_grid", {"sheet": "A"})),
        (a_cell("ZZZZ99999999"), ("outside_grid", {"sheet": "A"})),
        (a_cell("XFE1"), ("outside_grid", {"sheet": "A"})),
    ],
)
def test_cells_too_far_apart_to_lay_out_are_refused(cells: str, expected: tuple[str, dict[str, str | int]]) -> None:
    assert refusal(a_sheet_of(cells)) == expected
    test_a_good_file_is_still_read()


def test_cells_in_the_last_row_or_the_last_column_are_read() -> None:
    (grid,) = read_sheets("a.xlsx", a_sheet_of(a_cell("A1") + a_cell("A1048576", 2))).grids
    assert (len(grid.rows), grid.cell(1_048_576, 1)) == (1_048_576, 2)
    (grid,) = read_sheets("a.xlsx", a_sheet_of(a_cell("A1") + a_cell("XFD50", 2))).grids
    assert (len(grid.rows), grid.cell(50, 16_384)) == (50, 2)


def test_many_blank_rows_with_a_style_are_no_rows() -> None:
    blank = "".join(
        f'<row r="{row}" hidden="1">' + "".join(f'<c r="{letter}{row}" s="0"/>' for letter in "ABCDEFGHIJ") + "</row>"
        for row in range(2, 30_000)
    )
    (grid,) = read_sheets("a.xlsx", a_sheet_of(a_cell("A1") + blank)).grids
    assert (grid.rows, grid.hidden_rows) == ([[1]], frozenset())


def test_very_many_and_very_large_merges_cost_nothing() -> None:
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 50_000))
    (grid,) = read_sheets("a.xlsx", a_sheet_of(a_cell("B2"), after=f"<mergeCells>{merges}</mergeCells>")).grids
    assert grid.merges == [(1, 1, 1, 2), (2, 1, 2, 2)]
    huge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    (grid,) = read_sheets("a.xlsx", a_sheet_of(a_cell("B2"), after=huge)).grids
    assert grid.merges == [(1, 1, 2, 2)]


@pytest.mark.parametrize("declaration", ENTITIES.values(), ids=ENTITIES)
def test_a_workbook_that_declares_entities_is_refused_and_no_file_leaks(declaration: str, tmp_path: Path) -> None:
    marker = tmp_path / "secret.txt"
    marker.write_text("LEAKED-MARKER")
    content = with_entity(declaration.replace("{path}", str(marker)))
    assert refusal(content) == ("forbidden_xml", {})
    ods = a_workbook({"A": [["x"]]}, kind="ods")
    ods = rezip(ods, {"content.xml": lambda xml: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + xml})
    assert refusal(ods, "a.ods") == ("forbidden_xml", {})


def test_entities_in_any_other_part_are_refused_too() -> None:
    content = rezip(a_workbook(GOOD), {"docProps/core.xml": lambda xml: b"<!DOCTYPE a>" + xml})
    assert refusal(content) == ("forbidden_xml", {})


def test_a_part_that_is_not_utf_8_is_refused() -> None:
    assert refusal(a_sheet_written("<?xml version='1.0'?><worksheet/>", "utf-16")) == ("forbidden_xml", {})
    assert refusal(a_sheet_written('<?xml version="1.0" encoding="UTF-7"?><x/>')) == ("forbidden_xml", {})


def test_external_links_and_macros_are_left_alone_and_said() -> None:
    content = rezip(a_workbook(GOOD, kind="xlsm"), {}, added={"xl/externalLinks/externalLink1.xml": b"<x/>"})
    workbook = read_sheets("a.xlsm", content)
    assert workbook.notices == [Finding("macros"), Finding("external_links")]
    assert workbook.grids[0].rows == GOOD["Biểu 1"]


def test_old_and_open_workbooks_with_a_password_are_told() -> None:
    assert refusal(with_file_pass(a_workbook({"A": [["x"]]}, kind="xls")), "a.xls") == ("password", {})
    locked = rezip(
        a_workbook({"A": [["x"]]}, kind="ods"),
        {"META-INF/manifest.xml": lambda xml: xml.replace(b"/>", b"><x:encryption-data/></manifest:file-entry>", 1)},
    )
    assert refusal(locked, "a.ods") == ("password", {})


def test_a_text_longer_than_excel_allows_is_refused_with_its_cell() -> None:
    cell = f'<row r="3"><c r="C3" t="inlineStr"><is><t>{"x" * 10_000_000}</t></is></c></row>'
    expected = ("text_too_long", {"cell": "C3", "sheet": "A", "limit": 32_767})
    assert refusal(a_sheet_of(cell)) == expected


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_sheet_of_more_cells_than_the_limit_is_refused(kind: str) -> None:
    content = a_workbook({"A": [[1] * 20] * 60}, kind=kind)
    assert refusal(content, limits=replace(DEFAULT, cells=1_000))[0] == "too_many_cells"


def test_an_open_workbook_that_repeats_a_value_without_end_is_refused() -> None:
    content = a_workbook({"A": [[7]]}, kind="ods")
    for count in (b"1048576", b"4000000000"):
        repeated = b'<table:table-row table:number-rows-repeated="' + count + b'">'
        wide = b'<table:table-cell table:number-columns-repeated="16384"'

        def repeat(xml: bytes, row: bytes = repeated, cell: bytes = wide) -> bytes:
            return xml.replace(b"<table:table-row>", row).replace(b"<table:table-cell", cell, 1)

        assert refusal(rezip(content, {"content.xml": repeat}), "a.ods")[0] in (
            "too_many_cells",
            "outside_grid",
        )


def test_a_missing_or_broken_part_is_damage() -> None:
    content = a_workbook(GOOD)
    assert refusal(with_part(content, SHEET, b"<worksheet><sheetData><row"))[0] == "damaged"
    assert refusal(with_part(content, "xl/workbook.xml", b"<workbook>"))[0] == "damaged"
    renamed = content.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml")
    assert refusal(renamed)[0] == "damaged"


def test_a_list_of_sheets_that_two_readers_read_differently_is_damage() -> None:
    def hide_one(xml: bytes) -> bytes:
        inside = b'<definedNames><definedName name="n"><sheet name="A" sheetId="9" r:id="rId1"/></definedName></definedNames>'
        return xml.replace(b"</sheets>", b"</sheets>" + inside)

    content = rezip(a_workbook({"A": [["Quận 3", 1]]}), {"xl/workbook.xml": hide_one})
    assert refusal(content) == ("damaged", {})


def test_a_part_whose_two_names_differ_is_damage() -> None:
    content = a_workbook(GOOD)
    at = content.rfind(b"xl/styles.xml")
    # Without its styles a workbook would still be read, and every date in it as a number.
    assert refusal(content[:at] + b"xl/stylez.bin" + content[at + 13 :]) == ("damaged", {})


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_flipped_bit_is_refused_or_changes_nothing(kind: str) -> None:
    content = a_workbook(GOOD, kind=kind)
    expected = read_sheets("a", content)
    chance = random.Random(20231205)
    outcomes = set()
    for _ in range(25):
        flipped = bytearray(content)
        at = chance.randrange(len(content))
        flipped[at] ^= 1 << chance.randrange(8)
        try:
            read = read_sheets("a", bytes(flipped))
        except Refused as refused:
            outcomes.add(refused.code)
        else:
            assert read.grids == expected.grids, f"bit flipped in byte {at}"
    assert "damaged" in outcomes


def test_nothing_a_reader_prints_reaches_the_answer() -> None:
    # xlrd reports what it finds odd on standard output unless told otherwise; the answer stays readable.
    content = bytearray(a_workbook({"A": [["x"]]}, kind="xls"))
    content += b"\x00" * 512
    assert read_sheets("a.xls", bytes(content)).grids[0].rows == [["x"]]


def test_a_zip_that_lays_its_entries_over_each_other_is_refused() -> None:
    content = bytearray(a_workbook(GOOD))
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    assert refusal(bytes(content)) == ("bomb", {})


def test_a_part_given_twice_is_refused() -> None:
    buffer = io.BytesIO(rezip(a_workbook(GOOD), {}, added={"XL/worksheets/SHEET1.xml": b"<x/>"}))
    assert len(names_in(buffer.getvalue())) > len(set(map(str.lower, names_in(buffer.getvalue()))))
    assert refusal(buffer.getvalue()) == ("damaged", {})
