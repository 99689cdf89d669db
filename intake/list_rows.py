"""Validate: the rows of a list: one model, one training class, one commended collective, one programme a row."""

from collections.abc import Callable
from datetime import date
from operator import itemgetter

from data_access.records import COUNTED
from intake.block_reading import BlockReader, can_be_read_at_once
from intake.blocks import Block
from intake.bodies import Body
from intake.cells import Cells
from intake.dates import looks_swapped
from intake.entries import Entries
from intake.grids import address
from intake.owners import is_about_a_person
from intake.places import Places
from intake.problems import Problem
from intake.remembered import remembered
from intake.totals import Totals
from intake.values import CountReading

_ROWS_AT_ONCE = 10_000
_EXPECTED = {
    "models": ("sector", "stage", "owner_kind"),
    "training": ("start_date",),
    "commendations": ("award_form", "awarding_body", "award_ground"),
    "programmes": ("partners", "lead_body"),
}


def read_list(cells: Cells, places: Places, start: int, stop: int) -> None:
    """Read the data rows of a list into facts; rows about individuals are left out, unread."""
    rows = _Rows(cells, places)
    if can_be_read_at_once(cells):
        reader = BlockReader(cells, places, rows.body.last_label)
        for first in range(start, stop, _ROWS_AT_ONCE):
            rows.take_block(reader, reader.block(first, min(first + _ROWS_AT_ONCE, stop), rows.counted))
    else:
        for row in range(start, stop):
            rows.take(row)
    rows.totals.report(list(rows.counted.values()), counts_rows=not rows.counted)
    _say_individuals(cells, start)
    _warn_of_swapped_dates(cells, start, stop)
    _say_defaults(cells)


class _Rows:
    """Takes the rows of a list from top to bottom, one by one or a stretch at once."""

    def __init__(self, cells: Cells, places: Places) -> None:
        self.cells, self.reading, fields = cells, cells.reading, cells.match.fields
        self.body, self.totals, self.entries = Body(cells.view, cells.match), Totals(cells), Entries(cells, places)
        self.counted = {name: fields[name] for name in COUNTED[cells.match.dataset] if name in fields}
        self._readers = {
            name: remembered(cells, name, _count_in(cells, column)) for name, column in self.counted.items()
        }
        self._may_be_persons = cells.match.dataset == "commendations"

    def take(self, row: int) -> None:
        """One row, whatever it is."""
        found = self.body.kind(row)
        is_person = self._may_be_persons and found.kind == "data" and is_about_a_person(self.cells, row)
        kind = "individual" if is_person else found.kind
        if kind != "data":
            self.reading.rows_skipped.append((row, kind))
            self.totals.mark(found)
            return
        self.reading.rows_read += 1
        counts = {name: read(row) for name, read in self._readers.items()}
        self.totals.add(row, {self.counted[name]: count for name, count in counts.items()})
        self.entries.take(found, counts)

    def take_block(self, reader: BlockReader, block: Block) -> None:
        """All rows of a block: at once where nothing is to be said of them."""
        for first, stop, at_once in block.stretches(0, block.size):
            if at_once:
                # What a row's unit is depends on the group it stands in, which the rows before it tell.
                units = reader.units(block, first, stop, self.body.group)
                for upper, lower, has_unit in block.stretches(first, stop):
                    if has_unit:
                        self._take_all(block, (upper, lower), units[upper - first : lower - first])
                    else:
                        self._take_each(block, upper, lower)
            else:
                self._take_each(block, first, stop)

    def _take_each(self, block: Block, first: int, stop: int) -> None:
        for row in range(block.first + first, block.first + stop):
            self.take(row)

    def _take_all(self, block: Block, place: tuple[int, int], units: list[str]) -> None:
        self.body.enter()
        self.reading.rows_read += len(units)
        counts = {self.counted[name]: values[slice(*place)] for name, values in block.counts.items()}
        self.totals.add_all(len(units), counts)
        self.entries.take_all(block, place, units, self.body.group)


def _count_in(cells: Cells, column: int) -> Callable[[int], CountReading | None]:
    return lambda row: cells.count(row, column)


def _say_individuals(cells: Cells, start: int) -> None:
    """One notice of the rows about individuals that were left out of the table."""
    rows = [row for row, reason in cells.reading.rows_skipped if reason == "individual" and row >= start]
    if rows:
        spot = address(rows[0], 1)
        cells.reading.problems.append(Problem("notice", "individuals_skipped", spot, {"count": len(rows)}))


def _warn_of_swapped_dates(cells: Cells, start: int, stop: int) -> None:
    """Warn where an Excel that reads months first made dates of some cells of a column and left the others as text."""
    left_out = dict(cells.reading.rows_skipped)
    for name, column in cells.match.fields.items():
        if cells.columns[name].kind != "date":
            continue
        lines = (line for line in cells.view.grid.rows[start - 1 : stop - 1] if len(line) >= column)
        if str not in set(map(type, map(itemgetter(column - 1), lines))):
            continue  # only a text beside the dates tells
        rows = [row for row in range(start, stop) if row not in left_out]
        values = [cells.view.own(row, column) for row in rows]
        if looks_swapped(values):
            first = next(row for row, value in zip(rows, values, strict=True) if isinstance(value, date))
            cells.reading.problems.append(
                Problem("warning", "dates_swapped", address(first, column), {"column": cells.match.head(column)})
            )


def _say_defaults(cells: Cells) -> None:
    """One notice a sheet about the columns that are expected, missing, and not answered by the title."""
    title = {"awarding_body": cells.title.body, "award_ground": cells.title.ground != "unspecified"}
    missing = [
        name for name in _EXPECTED[cells.match.dataset] if name not in cells.match.fields and not title.get(name)
    ]
    if missing and cells.reading.rows_read:
        row = cells.match.band.last_row
        names = ", ".join(cells.columns[name].header for name in missing)
        cells.reading.problems.append(Problem("notice", "defaults_used", address(row, 1), {"columns": names}))
