"""Read to validate: single cells that a person corrected: put in before a sheet is matched, named once it is validated.

A correction belongs to what the cell said: of a file that was changed there meanwhile nothing is overwritten unseen.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from hashlib import blake2b

from intake.cells import Cells
from intake.grids import Grid, Value, address, parse_address
from intake.person_names import names_a_person
from intake.problems import Problem
from intake.readings import SheetReading
from intake.target_rows import actual_column
from intake.written import as_written

_MOST_QUOTED = 40
_MOST_ENTERED = 300
_WITHHELD = "…"
# Telephone numbers and numbers of identity cards, however they are grouped; no count has nine digits.
_NUMBER_OF_A_PERSON = re.compile(r"(?:\d[ .\-]?){9,}|@")


def cell_mark(said: Value) -> str:
    """What tells whether a cell still says what it said when it was corrected; it quotes nothing."""
    return blake2b(as_written(said).encode("utf-8", "replace"), digest_size=8).hexdigest()


def quotable(text: str, *, limit: int = _MOST_QUOTED) -> str:
    """What a cell said as it may be kept: no person's name or number, and no more than the first words."""
    if names_a_person(text) or _NUMBER_OF_A_PERSON.search(text):
        return _WITHHELD
    return text if len(text) <= limit else f"{text[: limit - 1]}{_WITHHELD}"


def read_corrected(grid: Grid, said: Mapping[str, str], read: Callable[[Grid], SheetReading]) -> SheetReading:
    """The reading of a sheet with what was entered in its cells; what is not used of it is told in a notice.

    ``said`` is ``Context.corrections``. A correction that meets no data, or makes its row none, is left out again.
    """
    wanted = {cell: (mark, entered) for cell, mark, entered in _of_sheet(grid.name, said)}
    standing = {cell: entered for cell, (mark, entered) in wanted.items() if _stands(grid, cell, mark)}
    used, reading = standing, read(_with(grid, standing))
    if idle := _idle(reading, used):
        used = {cell: entered for cell, entered in standing.items() if cell not in idle}
        reading = read(_with(grid, used))
    for cell in idle:  # one that made its row no data drew the others of that row with it
        tried = used | {cell: standing[cell]}
        again = read(_with(grid, tried))
        if not _idle(again, tried):
            used, reading = tried, again
    for cell, (mark, _) in wanted.items():
        if cell not in used:
            code = "correction_not_data" if _stands(grid, cell, mark) else "correction_outdated"
            reading.problems.append(Problem("notice", code, cell))
    return reading


def _idle(reading: SheetReading, used: Collection[str]) -> list[str]:
    return [cell for cell in used if cell not in reading.kept.get("corrections", {})]


def lost_corrections(said: Mapping[str, str], sheets: Collection[str]) -> list[Problem]:
    """A notice of each correction whose sheet was not read, or is not in the file any more."""
    places = [key.rsplit("\n", 2)[:2] for key in said if key.count("\n") >= 2]
    gone = [(sheet, cell) for sheet, cell in places if sheet not in sheets]
    return [Problem("notice", "correction_lost", None, {"sheet": sheet, "cell": cell}) for sheet, cell in gone]


def _stands(grid: Grid, cell: str, mark: str) -> bool:
    """Whether a cell of the sheet still says what was corrected."""
    row, column = parse_address(cell)
    return row <= len(grid.rows) and cell_mark(grid.cell(row, column)) == mark


def _with(grid: Grid, entered: Mapping[str, str]) -> Grid:
    """The sheet with these texts in its cells; an empty text empties the cell."""
    if not entered:
        return grid
    rows, as_read = list(grid.rows), {}
    for cell, text in entered.items():
        row, column = parse_address(cell)
        line = list(rows[row - 1])
        line += [None] * (column - len(line))
        as_read[row, column], line[column - 1] = line[column - 1], text.strip() or None
        rows[row - 1] = line
    return replace(grid, rows=rows, as_read=as_read)


def _of_sheet(sheet: str, said: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    """Cell, mark and text of the corrections of one sheet; of a cell that was corrected twice the later."""
    for key, entered in said.items():
        cell, _, mark = key.removeprefix(f"{sheet}\n").partition("\n")
        if key.startswith(f"{sheet}\n") and _is_address(cell) and "\n" not in mark:
            yield cell, mark, entered


def _is_address(text: str) -> bool:
    try:
        parse_address(text)
    except ValueError:
        return False
    return True


def note_corrections(cells: Cells, stop: int, since: int) -> None:
    """Note of a table which cells can be corrected, by the problems from ``since`` on, and which were.

    Only cells of data rows under columns that are taken: nothing else of a sheet is ever quoted or kept.
    """
    reading, grid = cells.reading, cells.view.grid
    taken = {*cells.match.taken, *_actual(cells)}
    skipped = {row for row, _ in reading.rows_skipped}
    start = cells.match.band.body

    def is_data(row: int, column: int) -> bool:
        own = cells.view.origin(row, column) == (row, column)
        return start <= row < stop and column in taken and row not in skipped and own

    for problem in reading.problems[since:]:
        if problem.cell and _can_be_typed(problem) and is_data(*(spot := parse_address(problem.cell))):
            reading.open_cells[problem.cell] = cell_mark(grid.as_read.get(spot, grid.cell(*spot)))
    for spot in grid.as_read:
        if is_data(*spot):
            _keep(reading, grid, spot)


def _actual(cells: Cells) -> list[int]:
    actual = actual_column(cells) if cells.match.dataset == "targets" else None
    return [actual] if actual is not None else []


def _can_be_typed(problem: Problem) -> bool:
    """Whether another text in the one cell could settle a problem; a question about whole rows is answered instead."""
    of_one_cell = problem.question in (None, "count") and problem.params.get("count", 1) == 1
    return of_one_cell and problem.level != "notice"


def _keep(reading: SheetReading, grid: Grid, spot: tuple[int, int]) -> None:
    """The kept copy shows the value as it was read, and beside it what was entered instead."""
    cell = address(*spot)
    reading.open_cells[cell] = cell_mark(grid.as_read[spot])
    kept, found = reading.kept.setdefault("cells", {}), quotable(as_written(grid.as_read[spot]))
    kept[cell] = found
    if not found:
        del kept[cell]
    entered = quotable(as_written(grid.cell(*spot)), limit=_MOST_ENTERED)
    reading.kept.setdefault("corrections", {})[cell] = entered
