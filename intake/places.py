"""Validate: whose a row is and which time it is about: its own cells, its group, the title, the option, in this order."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from data_access.periods import period
from data_access.spelling import clean, with_marks
from data_access.term_days import lived
from intake.cells import Cells
from intake.grids import Value, address
from intake.neighbours import Neighbours
from intake.open_questions import OpenQuestions
from intake.person_names import names_a_person
from intake.problems import Problem
from intake.terms import read_term
from intake.unit_choice import UnitReading
from intake.unit_questions import UNSAID, Noted
from intake.unit_texts import LAST_DISTRICT_DAY

_SAYS_WHO = re.compile(r"\b(cá nhân|gia đình|hộ|tập thể|khối|đoàn thể|lực lượng|cơ quan|lĩnh vực)\b")
_NAMED_KINDS = ("party_term", "branch_term", "review", "programme_phase")


@dataclass
class Time:
    """The time of a row: the term it names, or its year; ``period`` as precise as it is written (2024-H1)."""

    term: str | None = None
    year: int | None = None
    period: str = ""
    days: tuple[date | None, date | None] | None = None  # where they are known better than by term or year

    def narrow(self, day: date | None) -> None:
        """In the year in which districts ended a day says which of the units of one name it was."""
        if day is not None and day.year == LAST_DISTRICT_DAY.year:
            halves = (
                (date(day.year, 1, 1), LAST_DISTRICT_DAY),
                (LAST_DISTRICT_DAY + timedelta(1), date(day.year, 12, 31)),
            )
            self.days = halves[day > LAST_DISTRICT_DAY]


class Places:
    """Finds unit and time for the rows of one table; what cannot be known is asked once for all rows it concerns."""

    def __init__(self, cells: Cells, province: str | None) -> None:
        self.cells, self.province = cells, province
        self.context, self.title, self._neighbours = cells.context, cells.title, Neighbours(cells)
        self._open = OpenQuestions(self.context)
        self._groups: dict[str, str | None] = {}
        self._settled: dict[tuple[Any, ...], str] = {}
        self._provinces: dict[str, str | None] = {}
        self._noticed: dict[str, list[str]] = defaultdict(list)
        self._noted = Noted(self.context.names)

    def span(self, time: Time) -> tuple[date | None, date | None]:
        """The days a row's time covers, for the validity of its unit."""
        if time.days is not None and time.days[0] and time.year in (None, time.days[0].year):
            return time.days
        term = time.term or (f"year:{time.year}" if time.year else None)
        if term is None:
            return None, None
        made = lived(self.context.reference, term)
        return made.starts, made.ends

    def unit(self, row: int, time: Time, group: str = "", *, body: str = "") -> str | None:
        """The unit of a row, or nothing and a question that names all its rows; ``body`` may name its district."""
        value = self.cells.raw("unit", row)
        column = self.cells.match.fields.get("unit", 0)
        if type(value) is str and (settled := self._settled.get((value, group, *_when(time)))) is not None:
            self.cells.keep(row, column)
            return settled
        if self.cells.is_unreadable(value, row, column):
            return None
        if value is not None and str(value).strip():
            named = self._named(value, (row, column), time, group)
            if named is not None:
                self.cells.keep(row, column)
            return named
        named = self._of_group(group, row)
        found = named or self.title.unit or self._of_option() or self._of_body(body, time)
        found = None if self.context.names.is_doubtful(named, self._province_of(group), self.span(time)) else found
        if found is None:
            self.cells.remarks += 1
            self._open.without("unit", row)
        return found

    def named_unit(self, text: str, spot: tuple[int, int], time: Time) -> str | None:
        """The unit that a header names, or nothing and a question."""
        return self._named(text, spot, time)

    def _of_option(self) -> str | None:
        """The unit of the option, unless the sheet says it is about one within it which no rule finds."""
        unit = self.context.unit
        within = unit is not None and self.title.unresolved and self.context.reference.units[unit].level == "province"
        return None if within else unit

    def _of_body(self, body: str, time: Time) -> str | None:
        return self.context.names.owner_unit(body, self.province, on=self.span(time)) if body else None

    def _of_group(self, group: str, row: int) -> str | None:
        if group not in self._groups:
            named = group and not _SAYS_WHO.search(with_marks(group))
            unit = self._groups[group] = (
                self.context.names.find_unit(group, self._province_of(group)) if named else None
            )
            if unit is not None and self._noted.mended(group, UnitReading(unit), self._cell_of_group(group, row)):
                self.cells.remarks += 1
        return self._groups[group]

    def _cell_of_group(self, group: str, row: int) -> str:
        """Where the words of a group stand, above its first row."""
        for above in range(row - 1, self.cells.match.band.last_row, -1):
            for column, value in self.cells.view.filled(above):
                if isinstance(value, str) and clean(value).endswith(group):
                    return address(above, column)
        return address(row, self.cells.match.first_column)

    def _province_of(self, group: str) -> str | None:
        """The province that a group row names, else the sheet's."""
        if group not in self._provinces:
            self._provinces[group] = self.context.names.province_in(group) if group else None
        return self._provinces[group] or self.province

    def _named(self, value: Value, spot: tuple[int, int], time: Time, group: str = "") -> str | None:
        row, column = spot
        spelling = clean(str(value))
        reading = self.context.names.resolve(value, province=self._province_of(group), on=self.span(time))
        answer = self.context.answers.get(with_marks(spelling))
        if reading.state == "ambiguous" and not answer:
            reading = self._neighbours.settled(reading, self._province_of(group), self.span(time))
        if reading.unit is not None and not (reading.is_remembered and answer is not None):
            if self._note_finding(spelling, reading, address(row, column)):
                self.cells.remarks += 1
            elif type(value) is str:
                self._settled[(value, group, *_when(time))] = reading.unit
            return reading.unit
        self.cells.remarks += 1
        if answer:
            if not names_a_person(spelling):
                self.cells.reading.answered[spelling] = answer
            return answer
        if reading.unit is not None:  # the person wants to be asked again
            likely = dict.fromkeys((reading.unit, *reading.candidates))
            reading = UnitReading(candidates=tuple(likely), state="unknown")
        if names_a_person(spelling):
            spelling, reading = UNSAID, UnitReading(state="unknown")  # a signer below the table is never quoted
        self._open.unknown(spelling, reading, address(row, column))
        return None

    def _note_finding(self, spelling: str, reading: UnitReading, cell: str) -> bool:
        """Note what is to be told of how a spelling was read; whether anything is."""
        if reading.finding and not reading.is_remembered:
            self._noticed[f"{reading.finding}:{spelling}"].append(cell)
        is_noted = self._noted.remembered(spelling, reading, cell) or self._noted.mended(spelling, reading, cell)
        return is_noted or reading.finding is not None

    def time(self, row: int, *, is_list: bool) -> Time:
        """The time that a row's period column, the title or the option gives."""
        value = self.cells.raw("term", row)
        if value is None:
            return self.default_time(is_list=is_list)
        column = self.cells.match.fields.get("term", 0)
        if self.cells.is_unreadable(value, row, column):
            return Time()
        if not str(value).strip():
            return self.default_time(is_list=is_list)
        header = " ".join(self.cells.match.band.paths.get(column, ()))
        reading = read_term(value, header=header)
        if reading.finding == "term_without_year" and (year := self._year_of_sheet()) is not None:
            reading = read_term(value, header=f"{header} {year}")
        if reading.term is None:
            if reading.finding == "running_term" and (default := self.default_time(is_list=is_list)).term:
                return default
            self.cells.problem("error", reading.finding or "unknown_term", row, column, found=str(value)[:40])
            return Time()
        if reading.finding:
            self.cells.remarks += 1
            self._noticed[f"{reading.finding}:{clean(str(value))}"].append(address(row, column))
        self.cells.keep(row, column)
        return as_time(reading.term, is_list=is_list)

    def _year_of_sheet(self) -> int | None:
        default = self.default_time(is_list=False).term or ""
        kind, _, label = default.partition(":")
        return int(label[:4]) if kind not in _NAMED_KINDS and label[:4].isdigit() else None

    def default_time(self, *, is_list: bool) -> Time:
        """The time that the title or the sheet's name gives, else the option."""
        term = self.title.term or self.context.term
        return as_time(term, is_list=is_list) if term else Time()

    def without_time(self, row: int) -> None:
        """Note that a row has no time at all: asked once a sheet."""
        self.cells.remarks += 1
        self._open.without("term", row)

    def finish(self) -> None:
        """Report the questions and notices of the table, each once."""
        problems = self.cells.reading.problems
        problems[:] = [told for told in problems if not self._open.may_settle(told)]
        problems += self._open.problems(self.cells.match.first_column, self.title.mentioned, self.province)
        for key, spots in self._noticed.items():
            code, found = key.split(":", 1)
            problems.append(Problem("notice", code, spots[0], {"found": found[:60], "count": len(spots)}))
        problems += self._noted.problems(self.context.reference.units)


def _when(time: Time) -> tuple[Any, ...]:
    """What of a row's time may decide which unit a name means: its days, too, in the year in which districts ended."""
    return time.term, time.year, time.days


def as_time(term: str, *, is_list: bool) -> Time:
    """A term as a row's time: in a list only a named span is a term, a year or a part of one is the row's date."""
    kind, _, label = term.partition(":")
    if not is_list or kind in _NAMED_KINDS:
        return Time(term=term)
    if kind == "year":
        return Time(year=int(label[:4]))
    made = period(term)
    return Time(year=int(label[:4]), period=label, days=(made.starts, made.ends))
