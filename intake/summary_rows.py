"""Validate: the rows of a summary sheet, unpivoted: one fact for each figure that a row states."""

from datetime import date

from intake.bodies import Body, BodyRow
from intake.cells import Cells
from intake.figure_columns import FigureColumn
from intake.grids import address
from intake.places import Places
from intake.problems import Problem
from intake.readings import Fact
from intake.row_kinds import is_roman
from intake.totals import Totals, check_parts
from intake.values import CountReading


def read_summary(cells: Cells, places: Places, start: int, stop: int) -> None:
    """Read the data rows of a summary table into facts; totals are held against them."""
    body, totals = Body(cells.view, cells.match), Totals(cells)
    for found in body.rows(start, stop):
        if found.kind == "data" and _sums_the_rows_below(cells, places, found):
            totals.mark(BodyRow(found.row, "group"))
            found = BodyRow(found.row, "subtotal", found.label)
        if found.kind != "data":
            cells.reading.rows_skipped.append((found.row, found.kind))
            totals.mark(found)
            continue
        cells.reading.rows_read += 1
        counts = {column: cells.count(found.row, column) for column in cells.match.figures}
        totals.add(found.row, counts)
        check_parts(cells, found.row, counts, cells.match)
        _take_row(cells, places, found, counts)
    totals.report(list(cells.match.figures), counts_rows=False)


def _sums_the_rows_below(cells: Cells, places: Places, found: BodyRow) -> bool:
    """A row with a Roman number whose name is no unit sums the rows below it: «I. Cụm thi đua số 1»."""
    numbering = cells.match.numbering
    if numbering is None or not is_roman(cells.view.own(found.row, numbering)):
        return False
    value = cells.raw("unit", found.row)
    return value is None or places.context.names.resolve(value, province=places.province, on=None).state == "unknown"


def _take_row(cells: Cells, places: Places, found: BodyRow, counts: dict[int, CountReading | None]) -> None:
    time = places.time(found.row, is_list=False)
    unit = places.unit(found.row, time, found.group)
    if time.term is None and not _has_time_problem(cells, found.row):
        places.without_time(found.row)
    as_of = cells.day("as_of", found.row) or cells.title.as_of
    is_estimate = str(cells.raw("is_estimate", found.row) or "").strip().casefold() in ("x", "có", "ước")
    source_ref = cells.text("source_ref", found.row, 200) or cells.title.source_ref
    if unit is None or time.term is None:
        return
    for column, reading in counts.items():
        if reading is None or reading.value is None:
            continue
        figure = cells.match.figures[column]
        row = _figure_row(figure, reading, as_of, is_estimate or reading.is_estimate)
        row |= {"unit": unit, "term": time.term, "source_ref": source_ref, "sheet": cells.reading.sheet[:100]}
        row |= {"source_row": found.row, "source_cell": address(found.row, column), "other_words": ""}
        cells.reading.facts.append(Fact("summary", row))


def _has_time_problem(cells: Cells, row: int) -> bool:
    column = cells.match.fields.get("term")
    if column is None or cells.view.value(row, column) is None:
        return False
    spot = address(row, column)
    return any(p.cell == spot and p.level == "error" for p in cells.reading.problems)


def _figure_row(
    figure: FigureColumn, reading: CountReading, as_of: date | None, is_estimate: bool
) -> dict[str, object]:
    return {
        "measure": figure.measure,
        "stage": figure.stage,
        "dimension": figure.dimension,
        "dimension_value": figure.value,
        "value": reading.value,
        "qualifier": reading.qualifier,
        "counted_as": figure.word or reading.word,
        "as_of": as_of,
        "is_estimate": is_estimate,
    }


def warn_of_unclear(cells: Cells) -> None:
    """Say once where a header leaves open what it counts: «Khen thưởng» alone may hold individuals too."""
    for column, figure in cells.match.figures.items():
        if figure.unclear and figure.dimension == "":
            row = cells.match.band.last_row
            cells.reading.problems.append(
                Problem("notice", "commended_unclear", address(row, column), {"column": cells.match.head(column)})
            )
