"""How the values of a sheet are read in one go: it begins with an empty list of merges, and says what it said."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from intake.grids import Refused
from intake.limits import DEFAULT
from intake.readers.merges_first import MergesFirst
from intake.readers.parts import Parts
from intake.sheets import read_sheets

_SHEET = "xl/worksheets/sheet1.xml"
_ROWS: list[list[Any]] = [["STT", "Tên mô hình", "Số"], [1, "Tiếng kẻng an ninh", 2.5], [2, "Hũ gạo tình thương", 7]]


def _workbook() -> bytes:
    """Two sheets, the first with merges."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name in ("Một", "Hai"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(_ROWS):
                sheet.write_row(number, 0, row)
        book.worksheets()[0].merge_range("A5:C6", "Cộng")
    return content.getvalue()


def _stored(content: bytes, how: int, **changed: tuple[str, str]) -> bytes:
    """The workbook with its parts squeezed or not, and a text of the first sheet exchanged for another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", how) as new:
        for entry in old.infolist():
            part = old.read(entry)
            for before, after in changed.values() if entry.filename == _SHEET else ():
                assert before.encode() in part
                part = part.replace(before.encode(), after.encode())
            new.writestr(entry.filename, part)
    return out.getvalue()


def _begun(content: bytes) -> bytes:
    parts = Parts(content, DEFAULT)
    merges_first = MergesFirst(parts)
    for name in parts.names():
        if name.startswith("xl/worksheets/sheet"):
            merges_first.add(name, parts.xml(name))
    return merges_first.workbook()


def _sheets(content: bytes) -> Iterator[tuple[Any, Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        yield sheet.to_python(), sheet.merged_cell_ranges


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_every_sheet_begins_with_an_empty_list_of_merges_and_has_the_same_values(how: int) -> None:
    content = _stored(_workbook(), how)
    before, after = [*_sheets(content)], [*_sheets(_begun(content))]
    assert [values for values, _ in after] == [values for values, _ in before]
    assert [merges for _, merges in before] == [[((4, 0), (5, 2))], []]
    assert [merges for _, merges in after] == [[], []]


def test_the_bytes_before_a_part_are_all_that_is_new_and_every_checksum_holds() -> None:
    content = _workbook()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(io.BytesIO(_begun(content))) as new:
        assert new.testzip() is None
        assert new.namelist() == old.namelist()
        first = {name: b"<mergeCells></mergeCells>" if "/sheet" in name else b"" for name in old.namelist()}
        assert [new.read(name) for name in new.namelist()] == [first[name] + old.read(name) for name in old.namelist()]


def test_the_merges_of_a_sheet_are_read_all_the_same() -> None:
    grids = read_sheets("a.xlsx", _workbook()).grids
    assert [(grid.rows[: len(_ROWS)], grid.merges) for grid in grids] == [(_ROWS, [(5, 1, 5, 3)]), (_ROWS, [])]


@pytest.mark.parametrize("tail", ["</worksheet", "</sheet></worksheet>", "<drawing r:id='1'></worksheet>", "</a>"])
def test_a_sheet_that_is_broken_behind_its_cells_is_read_as_it_lies(tail: str) -> None:
    content = _stored(_workbook(), zipfile.ZIP_DEFLATED, end=("</worksheet>", tail))
    with zipfile.ZipFile(io.BytesIO(_begun(content))) as new:
        assert [new.read(name)[:6] for name in new.namelist() if "/sheet" in name] == [b"<?xml ", b"<merge"]


def test_a_sheet_that_ends_within_a_tag_is_refused() -> None:
    content = _stored(
        _workbook(), zipfile.ZIP_DEFLATED, merges=('<mergeCells count="1"><mergeCell ref="A5:C6"/></mergeCells>', ""),
        end=("</worksheet>", "</worksheet"),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        read_sheets("a.xlsx", content)
    assert refused.value.code == "damaged"


def test_a_sheet_with_prefixed_tags_is_read_as_it_lies() -> None:
    prefixed = (("<sheetData", "<x:sheetData"), ("</sheetData", "</x:sheetData"))
    content = _stored(_workbook(), zipfile.ZIP_DEFLATED, begin=prefixed[0], end=prefixed[1])
    with zipfile.ZipFile(io.BytesIO(_begun(content))) as new:
        assert new.read(_SHEET)[:6] == b"<?xml "
