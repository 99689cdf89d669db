"""Count, trace: the rows of lists that count, and the terms in which each does.

A row counts as *recorded* in its year and in the term it names, and *rolled* in the Party term that it names
or else the one of its year: each term once, and a model once a term, at its latest state. Discontinued models
are among them; ``Selection.allows`` leaves them out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, TextClause, bindparam, text

from data_access.periods import CALENDAR_KINDS, party_term_of_year, period

RECORDED, ROLLED = "recorded", "rolled"
Place = tuple[str, str]

_UNIT_AND_THING = itemgetter(0, 1)
_AT_VERSION = " WHERE added_by <= :version AND (removed_by IS NULL OR removed_by > :version)"
_OF_UNITS = " AND unit IN :units"
_IN_ORDER = " ORDER BY unit, thing, id"
_MERGED_ROWS = text(
    "SELECT unit, model_key, term, report_year, id FROM dan_van_model "
    "WHERE added_by <= :version AND (removed_by IS NULL OR removed_by > :version) AND model_key IN "
    "(SELECT into_key FROM model_merge WHERE kind = 'same' AND added_by <= :version "
    "AND (removed_by IS NULL OR removed_by > :version))"
)


class ListRow(NamedTuple):
    """A row of a list, as far as counting goes; ``codes`` are those of its measure's dimensions."""

    unit: str
    thing: str | None
    term: str | None
    year: int | None
    id: int
    value: int
    qualifier: str | None
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """The table whose rows a measure counts; ``columns`` are the parts of a ListRow, then the dimensions."""

    table: str
    columns: str
    counts_things: bool = False

    @cached_property
    def _every(self) -> TextClause:
        return text("SELECT " + self.columns + " FROM " + self.table + _AT_VERSION + _IN_ORDER)

    @cached_property
    def _of_units(self) -> TextClause:
        statement = "SELECT " + self.columns + " FROM " + self.table + _AT_VERSION + _OF_UNITS + _IN_ORDER
        return text(statement).bindparams(bindparam("units", expanding=True))

    def placed(
        self, connection: Connection, version: int, units: Collection[str] | None = None
    ) -> Iterator[tuple[Place, ListRow]]:
        """Every row of these units (None: of all) with each place it counts in, unit by unit."""
        if units is None:
            found = connection.execute(self._every, {"version": version})
        else:
            found = connection.execute(self._of_units, {"version": version, "units": sorted(units)})
        rows = (ListRow._make((*row[:7], row[7:])) for row in found)
        return _latest(rows, _elsewhere(connection, version)) if self.counts_things else _each(rows)


@lru_cache(maxsize=4096)
def places_of(term: str | None, year: int | None) -> tuple[Place, ...]:
    """Where a row counts that names this term and has this year.

    A year, half-year or month that a title names is a date, as precise as it is; only longer spans are terms.
    """
    named = period(term) if term else None
    dated = year if year is not None else (named.year if named else None)
    places: list[Place] = [(RECORDED, f"year:{dated}")] if dated is not None else []
    if named and named.kind != "year":
        places.append((RECORDED, named.id))
    if named and named.kind == "party_term":
        places.append((ROLLED, named.id))
    elif dated is not None and (named is None or named.kind in CALENDAR_KINDS):
        places.append((ROLLED, party_term_of_year(dated)))
    return tuple(places)


def _each(rows: Iterable[ListRow]) -> Iterator[tuple[Place, ListRow]]:
    for row in rows:
        if row.value is not None:
            for place in places_of(row.term, row.year):
                yield place, row


def _latest(rows: Iterable[ListRow], elsewhere: Mapping[tuple[str, Place], str]) -> Iterator[tuple[Place, ListRow]]:
    """Each thing once a place, as it was last reported there; one of several units in the unit ``elsewhere`` names."""
    for _, states in groupby(rows, key=_UNIT_AND_THING):
        seen: set[Place] = set()
        for row in sorted(states, key=_age, reverse=True):
            for place in places_of(row.term, row.year):
                if place not in seen and elsewhere.get((row.thing or "", place), row.unit) == row.unit:
                    seen.add(place)
                    yield place, row


def _elsewhere(connection: Connection, version: int) -> dict[tuple[str, Place], str]:
    """For models that were merged, whose rows may be of several units: the unit where each counts in a place."""
    found: dict[tuple[str, Place], tuple[Any, ...]] = {}
    for unit, thing, term, year, id in connection.execute(_MERGED_ROWS, {"version": version}):
        age = (*_aged(term, year, id), unit)
        for place in places_of(term, year):
            found[thing, place] = max(age, found.get((thing, place), age))
    return {at: age[-1] for at, age in found.items()}


def _age(row: ListRow) -> tuple[int, int]:
    return _aged(row.term, row.year, row.id)


def _aged(term: str | None, year: int | None, id: int) -> tuple[int, int]:
    dated = year if year is not None or not term else period(term).year
    return (dated or 0, id)
