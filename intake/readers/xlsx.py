"""Read, inside the worker: an .xlsx or .xlsm workbook: values from calamine, the rest from its XML."""

from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from intake.grids import Grid, Refused
from intake.limits import Limits
from intake.readers.clip import clip_columns, clip_merges, clip_rows
from intake.readers.contents import Contents, percent_styles, workbook_contents
from intake.readers.fonts import Fonts, names_old_fonts, shared_fonts, style_fonts
from intake.readers.merges_first import MergesFirst
from intake.readers.parts import Parts, parse
from intake.readers.sheet_xml import Marks, SheetMarks, Styles, scan
from intake.readers.values import SheetValues, open_book, rows_by_openpyxl, rows_from_first, size


def read(content: bytes, limits: Limits) -> Iterator[tuple[Grid, Iterator[list[Any]]]]:
    """The sheets of the workbook in their order."""
    parts = Parts(content, limits)
    contents = workbook_contents(parts)
    if len(contents.sheets) > limits.sheets:
        raise Refused("too_many_sheets", limit=limits.sheets)
    merges_first = MergesFirst(parts)
    seen = _scan_all(parts, contents, merges_first)
    book = open_book(merges_first.workbook())
    if len(book.sheets_metadata) != len(contents.sheets):
        raise Refused("damaged")
    worksheets = [position for position, (_, part) in enumerate(contents.sheets) if part]
    for order, position in enumerate(worksheets):
        name, part = contents.sheets[position]
        # calamine finds sheets by name, so the second of two that share one would be the first again.
        is_first = name not in (earlier for earlier, _ in contents.sheets[:position])
        extent, rows = (_values(book, position) if is_first else None) or rows_by_openpyxl(content, order)
        if extent[0] * extent[1] > limits.cells:
            raise Refused("too_many_cells", sheet=name, limit=limits.cells)
        is_visible = book.sheets_metadata[position].visible == SheetVisibleEnum.Visible
        grid = Grid(name=name, position=position, visible=is_visible)
        yield _show(grid, seen[part], extent), _overlaid(rows, seen[part].marks)


def _values(book: CalamineWorkbook, position: int) -> SheetValues | None:
    """The values of a sheet; None where calamine cannot read them (an error of newer Excel is enough)."""
    try:
        sheet = book.get_sheet_by_index(position)
        return size(sheet), rows_from_first(sheet)
    except MemoryError:
        raise
    except BaseException:  # a reader that panics raises no Exception
        return None


def _scan_all(parts: Parts, contents: Contents, merges_first: MergesFirst) -> dict[str, SheetMarks]:
    """Unpack and check every XML part once; what the sheets among them say beside their values."""
    names = {part: name for name, part in reversed(contents.sheets) if part}
    styles = Styles(frozenset(percent_styles(parts, contents.styles)), Fonts())
    seen = {}
    # What the cells of a sheet refer to comes first, wherever it lies in the file.
    for name in sorted(parts.names(), key=lambda name: name not in (contents.styles, contents.shared)):
        xml = parts.xml(name)
        if name in names:
            seen[name] = scan(xml, styles, parts.limits.cells, names[name])
            merges_first.add(name, xml)
        elif name == contents.styles and names_old_fonts(xml):
            styles.fonts.styles.update(style_fonts(parse(xml)))
        elif name == contents.shared and b"rFont" in xml and names_old_fonts(xml):
            styles.fonts.shared.update(shared_fonts(xml))
    if not names.keys() <= seen.keys():
        raise Refused("damaged")
    return seen


def _show(grid: Grid, seen: SheetMarks, extent: tuple[int, int]) -> Grid:
    """The sheet with its merges, widths and hidden rows and columns, as far as its cells reach."""
    last_row = max(extent[0], *seen.marks, 0)
    last_column = max(extent[1], *(column for row in seen.marks.values() for column in row), 0)
    grid.merges = clip_merges(seen.merges, last_row, last_column)
    grid.hidden_rows = clip_rows(seen.hidden_rows, last_row)
    grid.hidden_columns = clip_rows(seen.hidden_columns, last_column)
    grid.widths = clip_columns(seen.widths, last_column)
    grid.percent_cells = seen.percent_cells
    grid.old_fonts = seen.old_fonts
    return grid


def _overlaid(rows: Iterator[list[Any]], marks: Marks) -> Iterator[list[Any]]:
    number = 0
    for number, row in enumerate(rows, 1):
        yield _marked(row, marks[number]) if number in marks else row
    for beyond in range(number + 1, max(marks, default=0) + 1):
        yield _marked([], marks.get(beyond, {}))


def _marked(row: list[Any], marks: dict[int, Any]) -> list[Any]:
    row = row + [None] * (max(marks, default=0) - len(row))
    for column, mark in marks.items():
        row[column - 1] = mark
    return row
