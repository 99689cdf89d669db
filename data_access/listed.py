"""Count, trace: the rows of lists that count, and the terms in which each does.

A row counts as *recorded* in its year and in the term it names, and *rolled* in the Party term that it names
or else the one of its year: each term once, and a model once a term, at its latest state. Discontinued models
are among them; ``Selection.allows`` leaves them out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Text, TextClause, bindparam, cast, column, func, select, table, text

from data_access.figure_rules import rules_at
from data_access.periods import CALENDAR_KINDS, PLAN_SHIFT, party_term_of_year, period

RECORDED, ROLLED = "recorded", "rolled"
HOWS = (RECORDED, RECORDED, ROLLED)
Place = tuple[str, str]

_UNIT_AND_THING = itemgetter(0, 1)
_AT_VERSION = " WHERE added_by <= :version AND (removed_by IS NULL OR removed_by > :version)"
_OF_UNITS = " AND unit IN :units"
_IN_ORDER = " ORDER BY unit, thing, id"
_TOUCHED = (
    "SELECT {column} FROM {table} WHERE added_by > :since UNION SELECT {column} FROM {table} WHERE removed_by > :since"
)
_OF_MERGES = (
    " UNION SELECT into_key FROM model_merge WHERE kind = 'same' AND (added_by > :since OR removed_by > :since)"
)
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
    """The table whose rows a measure counts, and the columns of what is counted, of its year and of its dimensions.

    ``thing`` names what counts once a term however many rows it has; without it every row counts.
    """

    table: str
    year: str
    codes: str
    value: str = "1"
    qualifier: str = "NULL"
    thing: str = ""

    @cached_property
    def unordered(self) -> TextClause:
        """Of every row at a version: id, unit, term, year, and what ``meant`` takes apart."""
        said = [self.year, self.codes, *([self.value, self.qualifier] if self.has_values else [])]
        return text("SELECT id, unit, term, " + ", ".join(said) + " FROM " + self.table + _AT_VERSION)

    def meant(self, said: tuple[Any, ...]) -> tuple[tuple[str | None, ...], int | None]:
        """The codes and the qualifier of a row of ``unordered``, and its value."""
        if not self.has_values:
            return (*said, None), 1
        *codes, value, qualifier = said
        return (*codes, qualifier), value

    @cached_property
    def last(self) -> TextClause:
        """The greatest id."""
        return text("SELECT coalesce(max(id), 0) FROM " + self.table)

    @cached_property
    def several(self) -> Select[str | None]:
        """The ids of all rows, those of no longer or not yet among them, of each thing that has more than one: 1,4;2,3,9."""
        ids = func.aggregate_strings(cast(column("id"), Text), ",").label("ids")
        things = select(ids).select_from(table(self.table)).group_by(column(self.thing)).having(func.count() > 1)
        return select(func.aggregate_strings(things.subquery("things").c.ids, ";"))

    @property
    def has_values(self) -> bool:
        """Whether a row may stand for more than one, for none or for a bound."""
        return (self.value, self.qualifier) != ("1", "NULL")

    @cached_property
    def _ordered(self) -> str:
        said = ", ".join((self.value, self.qualifier, self.codes))
        return f"SELECT unit, {self.thing or 'NULL'} AS thing, term, {self.year}, id, {said} FROM {self.table}{_AT_VERSION}"

    @cached_property
    def _every(self) -> TextClause:
        return text(self._ordered + _IN_ORDER)

    @cached_property
    def _of_units(self) -> TextClause:
        return self._for_units(self._ordered + _OF_UNITS + _IN_ORDER)

    @cached_property
    def _since(self) -> TextClause:
        rows = (self._touched if not self.thing else self._touched + _OF_MERGES).replace("{column}", self.thing or "id")
        return text(self._ordered + " AND " + (self.thing or "id") + " IN (" + rows + ")" + _IN_ORDER)

    @cached_property
    def units_since(self) -> TextClause:
        """The units of the rows that uploads after ``since`` brought or took out."""
        return text(self._touched.replace("{column}", "unit"))

    @cached_property
    def count_since(self) -> TextClause:
        """How many rows uploads after ``since`` brought or took out, counted up to ``most``."""
        return text("SELECT count(*) FROM (" + self._touched.replace("{column}", "id") + " LIMIT :most) AS touched")

    @property
    def _touched(self) -> str:
        return _TOUCHED.replace("{table}", self.table)

    @staticmethod
    def _for_units(statement: str) -> TextClause:
        # Of no unit at all PostgreSQL would not know of what type it is: an upload may touch nothing that counts.
        return text(statement).bindparams(bindparam("units", expanding=True, type_=Text()))

    def placed(
        self, connection: Connection, version: int, units: Collection[str] | None = None, *, shift: int | None = None
    ) -> Iterator[tuple[Place, ListRow]]:
        """Every row of these units (None: of all) with each place it counts in, by the rules of the version, unit by unit."""
        shift = rules_at(connection, version).plan_shift if shift is None else shift
        if units is None:
            found = connection.execute(self._every, {"version": version})
        else:
            found = connection.execute(self._of_units, {"version": version, "units": sorted(units)})
        return self._placed(connection, version, found, shift)

    def placed_since(
        self, connection: Connection, version: int, since: int, *, shift: int
    ) -> Iterator[tuple[Place, ListRow]]:
        """The same, at a version, of what uploads after ``since`` touched: of a thing that one of them did all rows."""
        found = connection.execute(self._since, {"version": version, "since": since})
        return self._placed(connection, version, found, shift)

    def _placed(
        self, connection: Connection, version: int, found: Iterable[Sequence[Any]], shift: int
    ) -> Iterator[tuple[Place, ListRow]]:
        rows = (ListRow._make((*row[:7], row[7:])) for row in found)
        return _latest(rows, _elsewhere(connection, version, shift), shift) if self.thing else _each(rows, shift)


@lru_cache(maxsize=4096)
def terms_of(term: str | None, year: int | None, shift: int = PLAN_SHIFT) -> tuple[str | None, str | None, str | None]:
    """The terms in which a row counts, in the order of ``HOWS``: its year, the term it names, the Party term of either."""
    named = period(term) if term else None
    dated = year if year is not None else (named.year if named else None)
    rolled = None
    if named and named.kind == "party_term":
        rolled = named.id
    elif dated is not None and (named is None or named.kind in CALENDAR_KINDS):
        rolled = party_term_of_year(dated, shift)
    return (
        f"year:{dated}" if dated is not None else None,
        named.id if named and named.kind != "year" else None,
        rolled,
    )


@lru_cache(maxsize=4096)
def places_of(term: str | None, year: int | None, shift: int = PLAN_SHIFT) -> tuple[Place, ...]:
    """Where a row counts that names this term and has this year; ``shift`` says whose plan years it lies in.

    A year, half-year or month that a title names is a date, as precise as it is; only longer spans are terms.
    """
    return tuple((how, found) for how, found in zip(HOWS, terms_of(term, year, shift), strict=True) if found)


def _each(rows: Iterable[ListRow], shift: int) -> Iterator[tuple[Place, ListRow]]:
    for row in rows:
        if row.value is not None:
            for place in places_of(row.term, row.year, shift):
                yield place, row


def _latest(
    rows: Iterable[ListRow], elsewhere: Mapping[tuple[str, Place], str], shift: int
) -> Iterator[tuple[Place, ListRow]]:
    """Each thing once a place, as it was last reported there; one of several units in the unit ``elsewhere`` names."""
    for _, states in groupby(rows, key=_UNIT_AND_THING):
        seen: set[Place] = set()
        for row in sorted(states, key=_age, reverse=True):
            for place in places_of(row.term, row.year, shift):
                if place not in seen and elsewhere.get((row.thing or "", place), row.unit) == row.unit:
                    seen.add(place)
                    yield place, row


def merged_rows(connection: Connection, version: int) -> Sequence[Any]:
    """The rows of models that were merged, which may be of several units: unit, model, term, year, id."""
    return connection.execute(_MERGED_ROWS, {"version": version}).all()


def _elsewhere(connection: Connection, version: int, shift: int) -> dict[tuple[str, Place], str]:
    """For models that were merged, whose rows may be of several units: the unit where each counts in a place."""
    found: dict[tuple[str, Place], tuple[Any, ...]] = {}
    for unit, thing, term, year, id in merged_rows(connection, version):
        state = (*age(term, year, id), unit)
        for place in places_of(term, year, shift):
            found[thing, place] = max(state, found.get((thing, place), state))
    return {at: state[-1] for at, state in found.items()}


def _age(row: ListRow) -> tuple[int, int]:
    return age(row.term, row.year, row.id)


def age(term: str | None, year: int | None, id: int) -> tuple[int, int]:
    """By what the latest state of a thing is told: its year, then the order in which rows came."""
    dated = year if year is not None or not term else period(term).year
    return (dated or 0, id)
