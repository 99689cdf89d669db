"""Show: list rows found by the words of their names, whichever diacritics were typed, the newest first."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.figure_rules import rules_at
from data_access.former import reporting_units
from data_access.periods import period, years_of
from data_access.queries import Question
from data_access.spelling import MARKED_LETTERS, without_marks
from data_access.tables import fact_table

NAMES = {"models": "name", "training": "title", "commendations": "collective_name"}
_FIELDS = {
    "models": {"sector": "sector", "stage": "stage", "level": "recognition_level", "owner_kind": "owner_kind"},
    "training": {"level": "level"},
    "commendations": {"award_form": "award_form", "level": "awarding_level"},
}
_MOST_WORDS, _LONGEST = 8, 100


def words_of(asked: str) -> tuple[str, ...]:
    """The words to look for, without diacritics; of a very long text the first ones."""
    return tuple(dict.fromkeys(without_marks(asked[:_LONGEST]).split()))[:_MOST_WORDS]


def ids_by_name(
    connection: Connection, question: Question, words: Sequence[str], *, version: int, most: int
) -> list[int]:
    """The ids of the rows whose name holds every word, at most so many, the newest first.

    The letters of each word stand for themselves with any mark, so that the database needs no second copy of the names.
    """
    dataset = question.measure.dataset
    table = fact_table(dataset)
    within = [
        table.c.added_by <= version,
        sa.or_(table.c.removed_by.is_(None), table.c.removed_by > version),
        *_places(question, table),
        *_times(question, table, question.measure.source.year, rules_at(connection, version).plan_shift),
        *_codes(question, table),
    ]
    matches = _on_postgresql if connection.dialect.name == "postgresql" else _on_sqlite
    # Digits are rare in names and letters are not: the rarer word is looked for first.
    rarest_first = sorted(words, key=lambda word: (word.isalpha(), -len(word)))
    named = [matches(table.c[NAMES[dataset]], word) for word in rarest_first]
    asked = sa.select(table.c.id).where(*within, *named).order_by(table.c.id.desc()).limit(most)
    return list(connection.scalars(asked))


def _places(question: Question, table: sa.Table) -> list[Any]:
    units = reporting_units(question.reference, question.selection)
    return [] if units is None else [table.c.unit.in_(sorted(units))]


def _times(question: Question, table: sa.Table, year: str, shift: int) -> list[Any]:
    """A row stands in the term it names, else in its year and the Party term of its year."""
    if not question.selection.terms:
        return []
    places = []
    for term in question.selection.terms:
        made = period(term)
        places.append(table.c.term == term)
        if made.kind == "year":
            places.append(table.c[year] == made.year)
        elif years := [period(each).year for each in years_of(term, shift)]:
            places.append(sa.and_(table.c.term.is_(None), table.c[year].in_(years)))
    return [sa.or_(*places)]


def _codes(question: Question, table: sa.Table) -> list[Any]:
    fields = _FIELDS[question.measure.dataset]
    filtered = [name for name in question.selection.filtered if name in fields]
    return [table.c[fields[name]].in_(question.selection.wanted(name)) for name in filtered]


def _on_sqlite(column: Any, word: str) -> Any:
    return column.op("GLOB")("*" + "".join(_any_of(letter, "?") for letter in word) + "*")


def _on_postgresql(column: Any, word: str) -> Any:
    return column.op("~")("".join(_any_of(letter, ".") for letter in word))


def _any_of(letter: str, anything: str) -> str:
    """A letter in small and large and with every mark; what is neither letter nor digit stands for anything."""
    if letter.isdigit():
        return letter
    return f"[{_letters()[letter]}]" if letter in _letters() else anything


@cache
def _letters() -> dict[str, str]:
    found = {chr(code): chr(code) + chr(code).upper() for code in range(ord("a"), ord("z") + 1)}
    for marked in MARKED_LETTERS + MARKED_LETTERS.upper():
        plain = "d" if marked in "đĐ" else unicodedata.normalize("NFD", marked)[0].lower()
        found[plain] += marked
    return found
