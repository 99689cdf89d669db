"""Validate: the rows of a list: one model, one training class, one commended collective, one programme a row."""

from collections.abc import Callable
from datetime import date

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

_COUNTED = {"training": ("class_count", "attendances")}
_EXPECTED = {
    "models": ("sector", "stage", "owner_kind"),
    "training": ("start_date",),
    "commendations": ("award_form", "awarding_body", "award_ground"),
    "programmes": ("partners", "lead_body"),
}


def read_list(cells: Cells, places: Places, start: int, stop: int) -> None:
    """Read the data rows of a list into facts; rows about individuals are left out, unread."""
    match, reading = cells.match, cells.reading
    body, totals, entries = Body(cells.view, match), Totals(cells), Entries(cells, places)
    counted = {name: match.fields[name] for name in _COUNTED.get(match.dataset, ()) if name in match.fields}
    readers = {name: remembered(cells, name, _count_in(cells, column)) for name, column in counted.items()}
    may_be_persons = match.dataset == "commendations"
    for found in body.rows(start, stop):
        is_person = may_be_persons and found.kind == "data" and is_about_a_person(cells, found.row)
        kind = "individual" if is_person else found.kind
        if kind != "data":
            reading.rows_skipped.append((found.row, kind))
            totals.mark(found)
            continue
        reading.rows_read += 1
        counts = {name: read(found.row) for name, read in readers.items()}
        totals.add(found.row, {counted[name]: count for name, count in counts.items()})
        entries.take(found, counts)
    totals.report(list(counted.values()), counts_rows=not counted)
    _say_individuals(cells, start)
    _warn_of_swapped_dates(cells, start, stop)
    _say_defaults(cells)


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
