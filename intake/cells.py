"""Validate: one cell at a time: its value for a field, or one problem with its address. Never raises."""

import json
from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import Any

from data_access.columns import sheet_columns
from data_access.records import COUNTED, ROW_CLASSES
from data_access.spelling import clean, with_marks
from intake.choices import ChoiceReading, read_choice
from intake.dates import DateReading, read_date
from intake.grids import CellError, NotCalculated, Value, address
from intake.headers import Match
from intake.kept_cells import KeptCells
from intake.layouts import View
from intake.person_names import is_bare_name, names_a_person
from intake.problems import Problem
from intake.readings import Context, SheetReading, count_key
from intake.titles import Title
from intake.values import CountReading, read_count
from intake.written import as_written, texts_of

_LEVEL_OF_FINDING = {"vague": "warning"}
_MOST_FOUND = 40
_MOST_WORDS = 600


def _is_exact(dataset: str, field: str) -> bool:
    """Whether rows hold a number without any bound that its cell may state."""
    bounds = {f"{field}_qualifier", "qualifier", "operator"}
    return field in COUNTED.get(dataset, ()) and not bounds & ROW_CLASSES[dataset].model_fields.keys()


class Cells:
    """Reads the cells of one table for their fields; problems and the cells to keep gather in the sheet's reading."""

    def __init__(self, view: View, match: Match, *, title: Title, context: Context, reading: SheetReading) -> None:
        self.view, self.match, self.title, self.context, self.reading = view, match, title, context, reading
        self.columns = sheet_columns(ROW_CLASSES[match.dataset]) if match.dataset in ROW_CLASSES else {}
        self.other_words: dict[str, str] = {}
        self.persons_left_out: list[str] = []
        self.wrong: set[str] = set()
        self.remarks = 0  # how often anything was said of a cell
        self._others: dict[str, tuple[int, int]] = {}  # fields with words kept as other: the first row, how often
        self._taken: dict[int, bytearray] = defaultdict(lambda: bytearray(view.height + 1))
        self._owners: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._exact = {column for field, column in match.fields.items() if _is_exact(match.dataset, field)}

    def problem(self, level: Any, code: str, row: int, column: int, **params: str | int) -> None:
        """Report one thing about one cell."""
        self.remarks += 1
        spot = address(row, column)
        self.reading.problems.append(Problem(level, code, spot, dict(params)))
        if level == "error":
            self.wrong.add(spot)

    def keep(self, row: int, column: int) -> None:
        """Put a cell that was understood into the kept copy."""
        if self.view.merges:
            row, column = self.view.origin(row, column)
        self._taken[column][row] = 1

    def taken(self, column: int) -> bytearray:
        """For each row of a column whether its cell goes into the kept copy; what is covered by a merge never does."""
        return self._taken[column]

    def raw(self, field: str, row: int) -> Value:
        """The value under a field in a row, seen through vertical merges; nothing where the sheet has no such column."""
        column = self.match.fields.get(field)
        return None if column is None else self.view.value(row, column)

    def text(self, field: str, row: int, limit: int = 300) -> str:
        """A text field; an error cell or a formula without a value is a problem, as the text would be stored."""
        value, column = self.raw(field, row), self.match.fields.get(field, 0)
        if value is None:
            return ""
        if self.is_unreadable(value, row, column):
            return ""
        text = clean(as_written(value))
        if len(text) > limit:
            self.problem("error", "text_too_long", row, column, limit=limit)
            return ""
        self.keep(row, column)
        return text

    def organisation(self, field: str, row: int) -> str:
        """A text field that names a body; what looks like a person's name is left out and only its address is told."""
        value, column = self.raw(field, row), self.match.fields.get(field, 0)
        if isinstance(value, str) and names_a_person(value):
            self.remarks += 1
            self.persons_left_out.append(address(row, column))
            return ""
        return self.text(field, row)

    def choice(self, field: str, row: int, default: str | None) -> str | None:
        """A code of a closed list; an unknown word becomes «other» and is kept beside it."""
        value, column = self.raw(field, row), self.match.fields.get(field, 0)
        if value is None or self.is_unreadable(value, row, column):
            return default
        reading = _choice(field, as_written(value))
        if reading.other_text and not is_bare_name(reading.other_text):
            self.remarks += 1
            self.other_words[field] = reading.other_text
            self.note_others(field, row, 1)
        self.keep(row, column)
        return reading.code or default

    def note_others(self, field: str, row: int, count: int) -> None:
        """Note how many rows from this one on have words under a field that are kept as «other»."""
        first, known = self._others.get(field, (row, 0))
        self._others[field] = (first, known + count)

    def year(self, field: str, row: int) -> int | None:
        """A year, from 1990 to 2100."""
        value, column = self.raw(field, row), self.match.fields.get(field, 0)
        if value is None or self.is_unreadable(value, row, column):
            return None
        reading = read_date(value)
        if reading.state == "problem":
            self.problem("error", "not_a_year", row, column, found=as_written(value)[:_MOST_FOUND])
        self.keep(row, column)
        return reading.year

    def when(self, field: str, row: int, year: int | None = None) -> DateReading | None:
        """A date or a span of dates, as precise as it is written."""
        value, column = self.raw(field, row), self.match.fields.get(field, 0)
        if value is None or self.is_unreadable(value, row, column):
            return None
        reading = read_date(value, year=year)
        if reading.state == "problem":
            self.problem("error", reading.finding or "not_a_date", row, column, found=as_written(value)[:_MOST_FOUND])
        elif reading.finding:
            self.problem("notice", reading.finding, row, column, found=as_written(value)[:_MOST_FOUND])
        self.keep(row, column)
        return reading if reading.state == "value" else None

    def day(self, field: str, row: int) -> date | None:
        """A single day, or nothing."""
        reading = self.when(field, row)
        return reading.start if reading and reading.precision in ("day", "days") else None

    def count(self, row: int, column: int) -> CountReading | None:
        """A whole number that is never negative, with its bound; nothing where the cell is empty or refused."""
        value = self.view.own(row, column)
        reading = read_count(value)
        if reading.state == "problem" and self.context.counts:
            asked = count_key(self.reading.sheet, address(row, column), as_written(value)[:_MOST_FOUND])
            if asked in self.context.counts:
                self.remarks += 1  # what one cell was said to mean is not said of others
                reading = read_count(self.context.counts[asked])
        if reading.state == "problem":
            self.remarks += 1
            spot = address(row, column)
            suggestion = reading.suggestion if reading.suggestion is not None else ""
            self.reading.problems.append(
                Problem(
                    "error", reading.finding or "not_a_number", spot,
                    {"found": as_written(value)[:_MOST_FOUND], "value": suggestion},
                    question="count" if suggestion != "" else None,
                    answers=(str(suggestion),) if suggestion != "" else (),
                )
            )  # fmt: skip
            return None
        if reading.finding:
            level: Any = _LEVEL_OF_FINDING.get(reading.finding, "notice")
            self.problem(
                level,
                reading.finding,
                row,
                column,
                found=as_written(value)[:_MOST_FOUND],
                value=str(reading.value),
            )
        if reading.qualifier and column in self._exact:
            found = as_written(value)[:_MOST_FOUND]
            self.problem("warning", "bound_not_kept", row, column, found=found, value=str(reading.value))
        if value is not None:
            self.keep(row, column)
        return reading if reading.value is not None else None

    def namesake(self, row: int, model: tuple[str, ...]) -> int:
        """Which of several persons' models of one name a row is: told apart by who owns it, which is not stored."""
        owners = self._owners[model]
        whose = [self.raw("implementing_body", row), *(self.view.own(row, column) for column in self.match.persons)]
        owner = with_marks(" ".join(str(each) for each in whose if each is not None))
        if owner not in owners:
            owners.append(owner)
        return owners.index(owner) + 1

    def _store_kept(self) -> None:
        """Put the texts of the cells to keep into the reading, a column at once: cell by cell costs as much as reading."""
        columns, kept = self.view.columns, self.reading.kept.setdefault("cells", KeptCells())
        for column, marks in self._taken.items():
            kept.put_column(column, texts_of(columns[column - 1], marks))
        self._taken.clear()

    def take_other_words(self) -> str:
        """The words of the row that no code fits, as JSON, and forget them."""
        words, self.other_words = self.other_words, {}
        return words_as_stored(tuple(sorted(words.items()))) if words else ""

    def finish(self) -> None:
        """Report what is said once a sheet: unknown words kept, names left out; store the cells to keep."""
        self._store_kept()
        for field, (first, count) in sorted(self._others.items(), key=lambda said: said[1][0]):
            spot = address(first, self.match.fields[field])
            params: dict[str, str | int] = {"column": self.columns[field].header, "count": count}
            self.reading.problems.append(Problem("notice", "word_kept_as_other", spot, params))
        if self.persons_left_out:
            self.reading.problems.append(
                Problem(
                    "notice",
                    "person_left_out",
                    self.persons_left_out[0],
                    {"count": len(self.persons_left_out)},
                )
            )

    def is_unreadable(self, value: Value, row: int, column: int) -> bool:
        """Whether a cell whose value would be stored shows an error or was never calculated: then it is a problem."""
        if type(value) is str:
            return False
        if isinstance(value, CellError):
            self.problem("error", "error_cell", row, column, found=value.code)
            return True
        if isinstance(value, NotCalculated):
            self.problem("error", "not_calculated", row, column)
            return True
        return False


@lru_cache(maxsize=10_000)
def _choice(field: str, written: str) -> ChoiceReading:
    return read_choice(field, clean(written))


@lru_cache(maxsize=10_000)
def words_as_stored(words: tuple[tuple[str, str], ...]) -> str:
    """Words that no code fits, by field, as a row keeps them; the longest are cut where there is no room for all."""
    kept = dict(words)
    while len(said := json.dumps(kept, ensure_ascii=False)) > _MOST_WORDS:
        longest = max(kept, key=lambda field: len(kept[field]))
        kept[longest] = kept[longest][: -(len(said) - _MOST_WORDS)]
    return said
