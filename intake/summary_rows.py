"""Validate: the rows of a summary sheet, unpivoted: one fact for each figure that a row states."""

from collections import defaultdict
from datetime import date

from intake.bodies import Body, BodyRow
from intake.cells import Cells
from intake.facts import Fact, Facts
from intake.figure_columns import FigureColumn
from intake.figure_headers import OF_TITLE
from intake.grids import Value, address
from intake.places import Places, Time
from intake.problems import Problem
from intake.row_kinds import is_roman, is_short_unit, numbered_head
from intake.totals import Totals, check_parts
from intake.unit_spellings import take_apart
from intake.values import CountReading


def read_summary(cells: Cells, places: Places, start: int, stop: int) -> None:
    """Read the data rows of a summary table into facts; totals are held against them."""
    body, totals = Body(cells.view, cells.match), Totals(cells)
    for found in body.rows(start, stop):
        if found.kind == "data" and _sums_the_rows_below(cells, places, found):
            body.group = str(cells.raw("unit", found.row) or "")
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
    """A row that opens a group sums the rows below it: «I. Cụm thi đua số 1», «QUẬN 3 (CŨ)» above its communes."""
    numbering = cells.match.numbering
    numbered = cells.view.own(found.row, numbering) if numbering is not None else None
    value = cells.raw("unit", found.row)
    words = str(value or "")
    opens = is_roman(numbered) or (numbered_head(words) is not None and not is_short_unit(words))
    if not opens and not take_apart(words).is_former:
        return False
    if value is None:
        return True
    level, state = _level(places, numbered_head(words) or words)
    if level != "district":
        return opens and (state == "unknown" or level == "province")
    return _level(places, cells.raw("unit", found.row + 1))[0] == "commune"


def _level(places: Places, named: Value) -> tuple[str, str]:
    """The level of the unit that a cell names, and whether it names one."""
    on = places.span(places.default_time(is_list=False))
    reading = places.context.names.resolve(named, province=places.province, on=on)
    return (places.context.reference.units[reading.unit].level if reading.unit else ""), reading.state


def _take_row(cells: Cells, places: Places, found: BodyRow, counts: dict[int, CountReading | None]) -> None:
    time = places.time(found.row, is_list=False)
    stated = {
        column: reading for column, reading in counts.items() if reading is not None and reading.value is not None
    }
    terms = {column: _term(cells.match.figures[column], places, time) for column in counts}
    unit = places.unit(found.row, time if time.term else Time(next(filter(None, terms.values()), None)), found.group)
    has_time_problem = _has_time_problem(cells, found.row)
    if not all(terms[column] for column in stated or counts) and not has_time_problem:
        places.without_time(found.row)
    as_of = cells.day("as_of", found.row) or cells.title.as_of
    is_estimate = str(cells.raw("is_estimate", found.row) or "").strip().casefold() in ("x", "có", "ước")
    source_ref = cells.text("source_ref", found.row, 200) or cells.title.source_ref
    if unit is None:
        return
    for column, reading in stated.items():
        if (term := terms[column]) is None and has_time_problem:
            continue
        figure = cells.match.figures[column]
        row = figure_row(figure, reading, as_of, is_estimate or reading.is_estimate)
        row |= {"unit": unit, "term": term, "source_ref": source_ref, "sheet": cells.reading.sheet[:100]}
        row |= {"source_row": found.row, "source_cell": address(found.row, column), "other_words": ""}
        cells.reading.take(Fact("summary", row))


def _term(figure: FigureColumn, places: Places, time: Time) -> str | None:
    """The term of a figure: what its header names, else its row's."""
    if figure.term == OF_TITLE:
        return places.default_time(is_list=False).term
    return figure.term or time.term


def _has_time_problem(cells: Cells, row: int) -> bool:
    column = cells.match.fields.get("term")
    return column is not None and address(row, column) in cells.wrong


def figure_row(figure: FigureColumn, reading: CountReading, as_of: date | None, is_estimate: bool) -> dict[str, object]:
    """A figure as a row for the database, without its unit, term and place in the file."""
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


def refuse_rows_of_one_unit(cells: Cells, since: tuple[int, int]) -> None:
    """Say once, and take none, where rows are told apart only by a column that is not taken: all would be one unit's.

    ``since``: which facts of the sheet are of this table, the first of them, and the first of those without a time.
    """
    if "unit" in cells.match.fields:
        return
    reading = cells.reading
    rows_of: defaultdict[tuple[object, ...], set[int]] = defaultdict(set)
    for fact in (*reading.facts[since[0] :], *reading.undated[since[1] :]):
        said = (fact.row[name] for name in ("unit", "term", "measure", "stage", "dimension", "dimension_value"))
        rows_of[tuple(said)].add(fact.row["source_row"])
    told = {row for rows in rows_of.values() if len(rows) > 1 for row in rows}
    for column in cells.match.untaken if told else ():
        words = [cells.view.own(row, column) for row in told]
        if all(isinstance(word, str) for word in words) and len({*words}) == len(words):
            params: dict[str, str | int] = {"column": cells.match.head(column), "count": len(told)}
            at = address(cells.match.band.last_row, column)
            reading.problems.append(Problem("error", "rows_of_one_unit", at, params))
            reading.facts = Facts(fact for fact in reading.facts if fact.row["source_row"] not in told)
            reading.undated = Facts(fact for fact in reading.undated if fact.row["source_row"] not in told)
            return
