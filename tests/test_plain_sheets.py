"""Which sheets are searched for what stands beside their values: every one that holds any such thing."""

import pytest

from intake.grids import Refused
from intake.readers.clip import clip_merges
from intake.readers.plain_xml import is_plain
from intake.readers.sheet_xml import Styles, scan

_BEFORE = b'<?xml version="1.0"?>\n<worksheet><cols><col min="1" max="1" width="9" customWidth="1"/></cols><sheetData>'
_ROWS = (
    b'<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>2</v></c><c r="C1" s="2"/></row>'
    b'<row r="2" ht="15.75" customHeight="1"><c r="A2" s="3" t="str"><v>x</v></c>%s</row>'
)
_AFTER = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
_SPEAKING = (
    b'<c r="B2" t="e"><v>#N/A</v></c>',
    b'<c r="B2" s="4" t="e"><v>#REF!</v></c>',
    b'<c r="B2"><f>A1+1</f></c>',
    b'<c r="B2"><f>A1+1</f><v>3</v></c>',
    b'</row><row r="3" hidden="1"><c r="A3"><v>1</v></c>',
    b'</row><row r="3" spans="1:1" hidden="true">',
    b'<c r="AA2"><v>1</v></c>',
    b'<c r="B9999999"><v>1</v></c>',
    b'<c r="b2"><v>1</v></c>',
    b"<c r='B2' t='e'><v>#N/A</v></c>",
    b'<c r = "B2" t="e"><v>#N/A</v></c>',
    b'<c\nr="B2" t="e"><v>#N/A</v></c>',
    b'<c t="e" r="B2"><v>#N/A</v></c>',
    b"<c><v>1</v></c>",
    b"</row><row><c><v>1</v></c>",
    b'</row><row hidden="1" r="3">',
)


def test_a_sheet_of_values_is_searched_no_further_and_keeps_its_merges_and_widths() -> None:
    xml = _BEFORE + _ROWS % b'<c r="B2" t="s"><v>1</v></c>' + _AFTER
    seen = scan(xml, Styles(frozenset({1})), 1_000, "s")
    assert is_plain(xml)
    assert (seen.marks, seen.hidden_rows, seen.merges) == ({}, frozenset(), [(1, 1, 1, 2)])
    assert (seen.widths, seen.percent_cells) == ({1: 9.0}, frozenset({(1, 2)}))


@pytest.mark.parametrize("cell", _SPEAKING)
def test_a_sheet_with_one_cell_or_row_that_says_more_is_searched(cell: bytes) -> None:
    assert not is_plain(_BEFORE + _ROWS % cell + _AFTER)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_BEFORE.replace(b'min="1"', b"min='1'"), _AFTER),
        (_BEFORE, _AFTER.replace(b'ref="A1:B1"', b"ref='A1:B1'")),
        (_BEFORE, _AFTER.replace(b' ref="A1:B1"', b'\n ref="A1:B1"').replace(b'"1"', b'"1"\n')),
        (_BEFORE.replace(b"<cols>", b"<!-- <sheetData> --><cols>"), _AFTER),
        (_BEFORE.replace(b"<sheetData>", b""), _AFTER),
        (_BEFORE.replace(b"<worksheet>", b"<x:worksheet>"), _AFTER),
    ],
)
def test_a_sheet_whose_other_parts_are_written_otherwise_is_searched(before: bytes, after: bytes) -> None:
    assert not is_plain(before + _ROWS % b"" + after)


_MANY = [b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n * 7) for n in range(1, 20_001)]


def test_many_rows_that_differ_by_their_numbers_are_searched_no_further() -> None:
    assert is_plain(_BEFORE + b"".join(_MANY) + _AFTER)


@pytest.mark.parametrize("cell", _SPEAKING)
@pytest.mark.parametrize("place", [700, 19_999])
def test_one_row_that_says_more_is_found_among_many(cell: bytes, place: int) -> None:
    assert not is_plain(_BEFORE + b"".join([*_MANY[:place], _ROWS % cell, *_MANY[place + 1 :]]) + _AFTER)


def test_rows_with_words_of_their_own_are_looked_at_each() -> None:
    rows = [
        b'<row r="%d"><c r="A%d" t="str"><v>%s</v></c></row>' % (n, n, b"m" * (n % 9_000)) for n in range(1, 12_001)
    ]
    assert is_plain(_BEFORE + b"".join(rows) + _AFTER)
    assert not is_plain(_BEFORE + b"".join(rows) + b'<row r="12001"><c r="A12001" t="e"><v>#N/A</v></c></row>' + _AFTER)


def test_merges_that_lie_over_each_other_a_great_many_times_are_refused() -> None:
    alike = [(1, 1, 1_000, 1_000)] * 5
    assert clip_merges([*alike, (2_000, 1, 2_001, 1)], 1_000, 1_000) == alike
    with pytest.raises(Refused, match="bomb"):
        clip_merges([*alike, (1, 1, 1, 2)], 1_000, 1_000)
