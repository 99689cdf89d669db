"""Validate: the rows of a table that has a measure in each row, and a unit, a term or nothing more in each column."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from data_access.spelling import clean, without_marks
from intake.bodies import Body, BodyRow
from intake.cells import Cells
from intake.facts import Fact
from intake.figure_columns import FigureColumn
from intake.figure_headers import WHOLE_TERM
from intake.grids import Value, address
from intake.indicators import (
    is_about_commending,
    is_for_an_audience,
    is_of_other_numbers,
    row_figure,
    states_a_number,
)
from intake.places import Places, Time
from intake.problems import Problem
from intake.row_kinds import is_roman, total_kind
from intake.summary_rows import figure_row
from intake.terms import find_term
from intake.totals import PART_DIMENSIONS, hold_parts
from intake.values import CountReading, read_count

_PLAIN = re.compile(
    r"(so luong|sl|so lieu|ket qua|thuc hien|ket qua thuc hien|dat|dat duoc|tong so|so|gia tri|ket qua dat duoc)( .*)?"
)
_GOES_ON = re.compile(r"(trong do|bao gom|gom|chia ra|cu the|bao gom cac|trong do co)")
_PART = re.compile(r"\s*([-+*•]|trong đó|\d+\.\d)", re.I)


@dataclass
class _Line:
    """One row that states a figure, and what it was read to say in each column."""

    row: int
    figure: FigureColumn
    readings: dict[int, CountReading | None]


@dataclass(frozen=True)
class _Heading:
    """A row without values, whose section goes on to the next one."""

    row: int
    words: str
    number: Value
    is_of_others: bool
    outer: "_Heading | None" = None  # whose section an audience divides

    @property
    def chain(self) -> tuple[str, ...]:
        """Its words, below those of the section that it divides."""
        return (*(self.outer.chain if self.outer else ()), self.words)


@dataclass
class _Table:
    """What the columns of the table mean, and the labels above the row that is read."""

    units: dict[int, str | None]
    terms: dict[int, str]
    total: int | None
    above: tuple[str, ...] = ()
    before: FigureColumn | None = None
    heading: _Heading | None = None
    lines: dict[tuple[str | None, ...], list[_Line]] = field(default_factory=lambda: defaultdict(list))

    def reach(self, number: Value) -> None:
        """Leave the section where a row bears the number after that of its heading, as the first number below it."""
        if self.heading is not None and isinstance(number, int) and isinstance(self.heading.number, int):
            if number == self.heading.number + 1:
                self.above, self.before, self.heading = (), None, None
            else:
                self.heading = replace(self.heading, number=None)

    def is_of_others(self, figure: FigureColumn) -> bool:
        """Whether the heading says that what stands below it is not the figure that the row's own words state."""
        if self.heading is None:
            return False
        return self.heading.is_of_others or (figure.measure == "models" and is_about_commending(self.heading.chain))


def read_indicators(cells: Cells, places: Places, start: int, stop: int) -> None:
    """Read a table with its measures in the rows into facts; a column that sums the others is only compared."""
    body, table = Body(cells.view, cells.match), _columns(cells, places)
    for found in body.rows(start, stop):
        values = [c for c in cells.match.values if cells.view.holds(found.row, c)]
        if found.kind == "group" or (found.kind == "data" and not values):
            _open(cells, places, table, found)
            cells.reading.rows_skipped.append((found.row, "group"))
        elif found.kind != "data":
            cells.reading.rows_skipped.append((found.row, found.kind))
        else:
            cells.reading.rows_read += 1
            _take_row(cells, places, table, found)
    for lines in table.lines.values():
        _hold_part_rows(cells, lines)


def _hold_part_rows(cells: Cells, lines: list[_Line]) -> None:
    """Hold each total against the rows of its parts, column by column."""
    for total in (line for line in lines if not line.figure.dimension):
        for dimension in PART_DIMENSIONS:
            parts = [line for line in lines if line.figure.dimension == dimension]
            for column, stated in total.readings.items():
                told = [((part.row, column), part.readings.get(column)) for part in parts]
                hold_parts(cells, ((total.row, column), stated), told)


def _columns(cells: Cells, places: Places) -> _Table:
    table, band = _Table({}, {}, None), cells.match.band
    time = places.default_time(is_list=False)
    for column in cells.match.values:
        head = band.heads[column].split(" / ")[-1]
        term = time.term if without_marks(head) in WHOLE_TERM else find_term(head).term
        if term is not None:
            table.terms[column] = term
        elif len(cells.match.values) > 1 and total_kind(head) is not None:
            table.total = column
        elif not _PLAIN.fullmatch(without_marks(head)):
            table.units[column] = places.named_unit(head, (band.last_row, column), time)
    return table


def _take_row(cells: Cells, places: Places, table: _Table, found: BodyRow) -> None:
    match, row = cells.match, found.row
    label = cells.view.own(row, match.fields["measure"])
    number = _number(cells, row)
    table.reach(number)
    is_part = any(isinstance(text, str) and _PART.match(clean(text)) for text in (label, number)) or isinstance(
        number, float
    )
    if not is_part and table.before is not None:
        table.above, table.before = (), None
    counted_in = cells.raw("unit_of_measure", row)
    figure = row_figure(table.above, label, counted_in, table.before)
    by_itself = figure or row_figure((), label, counted_in, None)
    if figure is None or table.is_of_others(figure):
        _leave_out(cells, row, table.heading if by_itself and table.is_of_others(by_itself) else None)
        return
    if not figure.dimension and not is_part:
        table.before, table.above = figure, (str(label),)
    cells.keep(row, match.fields["measure"])
    time = places.time(row, is_list=False)
    readings = {column: cells.count(row, column) for column in match.values if column != table.total}
    table.lines[figure.measure, figure.stage, time.term].append(_Line(row, figure, readings))
    for column, reading in readings.items():
        if reading is not None and reading.value is not None:
            _take_value(
                cells, places, table, (row, column, replace(figure, term=table.terms.get(column, "")), reading, time)
            )
    _hold_total(cells, table, row, readings)


def _number(cells: Cells, row: int) -> Value:
    return cells.view.own(row, cells.match.numbering) if cells.match.numbering else None


def _open(cells: Cells, places: Places, table: _Table, found: BodyRow) -> None:
    """Go on below a row without values: a heading, «Trong đó:» of the row above it, or a figure that nobody filled in."""
    row, words = found.row, cells.view.text(found.row, cells.match.fields["measure"]) or found.label
    if _GOES_ON.fullmatch(without_marks(words)):
        return
    is_new = table.heading is not None and table.above == table.heading.chain  # nothing was read below it
    table.above, table.before = (words,), None
    counted_in = cells.raw("unit_of_measure", row)
    if found.kind == "data" and (counted_in is not None or states_a_number(words)):
        table.above = (words,) if row_figure((), words, counted_in, None) else ()
        return
    has_own_times = "term" in cells.match.fields or bool(table.terms)
    term = None if has_own_times else places.default_time(is_list=False).term
    heading = _Heading(row, words, _number(cells, row), is_of_other_numbers(words, term))
    table.heading = _within(table.heading, heading, is_new=is_new)
    table.above = table.heading.chain


def _within(last: _Heading | None, heading: _Heading, *, is_new: bool) -> _Heading:
    """A heading that only names an audience divides the section above it: then it goes on being about the same."""
    if last is None or not is_for_an_audience(heading.words):
        return heading
    outer = last.outer if is_for_an_audience(last.words) else last if is_new else None
    is_sibling = outer is not None and None not in (outer.number, heading.number)
    if outer is None or (is_sibling and is_roman(outer.number) == is_roman(heading.number)):
        return heading
    row = outer.row if outer.is_of_others else heading.row
    return replace(heading, row=row, is_of_others=heading.is_of_others or outer.is_of_others, outer=outer)


def _leave_out(cells: Cells, row: int, heading: _Heading | None) -> None:
    """Say that a row is not taken, and where a heading alone is why, which one."""
    column = cells.match.fields["measure"]
    if heading is None:
        cells.reading.problems.append(Problem("notice", "not_our_measure", address(row, column)))
    else:
        cells.problem("warning", "under_another_heading", row, column, heading=address(heading.row, column))


def _take_value(
    cells: Cells, places: Places, table: _Table, cell: tuple[int, int, FigureColumn, CountReading, Time]
) -> None:
    row, column, figure, reading, time = cell
    term = figure.term or time.term
    unit = table.units[column] if column in table.units else places.unit(row, Time(term))
    if term is None:
        places.without_time(row)
    if unit is None:
        return
    fact = figure_row(figure, reading, cells.title.as_of, reading.is_estimate)
    fact |= {"unit": unit, "term": term, "source_ref": cells.title.source_ref, "sheet": cells.reading.sheet[:100]}
    fact |= {"source_row": row, "source_cell": address(row, column), "other_words": ""}
    cells.reading.take(Fact("summary", fact))


def _hold_total(cells: Cells, table: _Table, row: int, readings: dict[int, CountReading | None]) -> None:
    if table.total is None or table.terms or cells.view.own(row, table.total) is None:
        return
    stated = read_count(cells.view.own(row, table.total)).value
    if stated is None or any(r is not None and r.qualifier for r in readings.values()):
        return
    true = sum(r.value for r in readings.values() if r is not None and r.value is not None)
    if stated != true:
        cells.problem("warning", "total_differs", row, table.total, stated=stated, true=true)
