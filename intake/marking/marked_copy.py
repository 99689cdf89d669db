"""Export, inside the worker: a workbook with its problem cells filled, noted and listed; all else as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from intake.grids import Refused, parse_address
from intake.limits import LAST_COLUMN, LAST_ROW, Limits
from intake.marking.cell_styles import Stylesheet, bare_stylesheet
from intake.marking.index_sheet import IndexStyles, index_xml, memory_xml
from intake.marking.marks import LEVELS, MEMORY_SHEET, MOST_NOTES, Job, Mark
from intake.marking.notes import Notes, Place
from intake.marking.own_sheets import Sheet, add_sheet, ours_among, pairs_in, sheets_of
from intake.marking.package import Package
from intake.marking.sheet_cells import SheetXml, with_styles_replaced
from intake.wire_columns import clean_text

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_SMALL_MERGE = 1_000
_OWN_SHEETS = 2


def marked_copy(content: bytes, job: Job, limits: Limits) -> bytes:
    """The bytes of the .xlsx or .xlsm with the marks of the job, and none of an earlier round."""
    # A part may be read once to look at it and once to write it.
    package = Package(content, replace(limits, unpacked_bytes=3 * limits.unpacked_bytes))
    sheets = sheets_of(package)
    index, memory = ours_among(package, sheets)
    pairs = pairs_in(package.part(memory.part)) if memory else {}
    own = {sheet.part for sheet in (index, memory) if sheet}
    # With two sheets more the copy could not be read again.
    if len(sheets) - len(own) + _OWN_SHEETS > limits.sheets:
        raise Refused("too_many_sheets", limit=limits.sheets)
    theirs = [sheet for sheet in sheets if sheet.part not in own]
    if own:
        _take_marks_off(package, theirs, pairs)
    styles, styles_part = _styles(package, pairs)
    left = MOST_NOTES
    for sheet in _first_of_name(theirs):
        marks = [mark for mark in job.marks if mark.sheet == sheet.name and mark.level in LEVELS]
        if marks:
            left -= _mark_sheet(package, sheet, marks, (styles, left))
    names = {sheet.name for sheet in theirs}
    listed = [mark if mark.sheet in names else replace(mark, sheet="") for mark in job.marks]
    list_styles = IndexStyles.added_to(styles)
    list_content = index_xml(package.sheets_namespace, job.words, listed, list_styles)
    memory_content = memory_xml(package.sheets_namespace, job.answers, styles.pairs)
    package.put(styles_part, styles.as_bytes())
    _put_sheet(package, index, job.words.sheet, list_content)
    _put_sheet(package, memory, MEMORY_SHEET, memory_content, hidden=True)
    package.drop_signatures()
    return package.as_bytes()


def _first_of_name(sheets: Iterable[Sheet]) -> list[Sheet]:
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        found.setdefault(sheet.name, sheet)
    return list(found.values())


def _put_sheet(package: Package, there: Sheet | None, name: str, content: bytes, *, hidden: bool = False) -> None:
    if there:
        package.put(there.part, content)
    else:
        add_sheet(package, name, content, hidden=hidden)


def _styles(package: Package, pairs: Mapping[int, tuple[int, int]]) -> tuple[Stylesheet, str]:
    targets = package.targets(package.book).values()
    part = next((part for kind, part in targets if kind == "styles" and package.has(part)), "")
    if part:
        return Stylesheet(package.part(part), pairs), part
    name = "xl/styles.xml" if not package.has("xl/styles.xml") else package.free_name("xl/styles{}.xml")
    package.declare(name, _STYLES_TYPE)
    package.relate(package.book, "styles", name)
    return Stylesheet(bare_stylesheet(package.sheets_namespace), {}), name


def _take_marks_off(package: Package, sheets: Iterable[Sheet], pairs: Mapping[int, tuple[int, int]]) -> None:
    """Give every cell that an earlier round filled its own style back, and remove the notes of that round."""
    back = {marked: style for style, made in pairs.items() for marked in made}
    for sheet in sheets:
        xml = package.part(sheet.part)
        restored = with_styles_replaced(xml, back)
        if restored != xml:
            package.put(sheet.part, restored)
        Notes(package, sheet.part).take_ours_out()


def _mark_sheet(package: Package, sheet: Sheet, marks: Sequence[Mark], tools: tuple[Stylesheet, int]) -> int:
    """Fill and note the cells of one sheet; how many notes that took."""
    styles, left = tools
    xml = SheetXml(package.part(sheet.part))
    cells = _by_cell(marks, xml.merged())
    worst = {place: min(found, key=lambda mark: LEVELS.index(mark.level)).level for place, found in cells.items()}
    package.put(sheet.part, xml.restyled({p: partial(styles.marked, level=level) for p, level in worst.items()}))
    noted = sorted(cells)[: max(left, 0)]
    Notes(package, sheet.part).write({place: "\n\n".join(map(_note, cells[place])) for place in noted})
    return len(noted)


def _by_cell(marks: Iterable[Mark], merges: Iterable[tuple[Place, Place]]) -> dict[Place, list[Mark]]:
    """The marks of each cell; one within a merge belongs to the merge's first cell, the only one that is seen."""
    found: dict[Place, list[Mark]] = {}
    for mark in marks:
        for cell in mark.cells:
            row, column = parse_address(cell)
            if row <= LAST_ROW and column <= LAST_COLUMN:
                found.setdefault((row, column), []).append(mark)
    for first, last in merges:
        for place in _within(first, last, found):
            if place != first:
                found.setdefault(first, []).extend(found.pop(place))
    return {place: list(dict.fromkeys(each)) for place, each in found.items()}


def _within(first: Place, last: Place, places: Mapping[Place, object]) -> list[Place]:
    rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
    if len(rows) * len(columns) <= min(_SMALL_MERGE, len(places)):
        return [(row, column) for row in rows for column in columns if (row, column) in places]
    return [(row, column) for row, column in places if row in rows and column in columns]


def _note(mark: Mark) -> str:
    said = f"{mark.level_word}: {mark.reason}"
    return clean_text(f"{said}\n→ {mark.suggestion}" if mark.suggestion else said)
