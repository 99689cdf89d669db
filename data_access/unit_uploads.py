"""Count, trace: which uploads brought or took out facts of a unit, how many of each kind, and for which term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from data_access.listed import places_of
from data_access.tables import FACT_TABLES, fact_table
from data_access.term_locks import YEARS


@dataclass(frozen=True, slots=True)
class UnitUpload:
    """How many facts of a unit, by kind of sheet, an upload brought into force and took out."""

    upload: int
    brought: dict[str, int]
    took_out: dict[str, int]


def uploads_of_unit(connection: Connection, units: Iterable[str], version: int) -> list[UnitUpload]:
    """Every upload up to a version that touched a fact of these units, the newest first."""
    counts: dict[int, UnitUpload] = {}
    wanted = sorted(units)
    for dataset in FACT_TABLES:
        table = fact_table(dataset)
        for column, field in ((table.c.added_by, "brought"), (table.c.removed_by, "took_out")):
            asked = select(column, func.count()).where(table.c.unit.in_(wanted), column <= version).group_by(column)
            for upload, count in connection.execute(asked):
                getattr(counts.setdefault(upload, UnitUpload(upload, {}, {})), field)[dataset] = count
    return [counts[upload] for upload in sorted(counts, reverse=True)]


def first_and_last(connection: Connection, term: str, version: int, shift: int) -> dict[str, tuple[int, int]]:
    """For each unit the first and the last upload that brought what it says of a term as of a version.

    ``shift`` says whose plan years a Party term is (``data_access.listed.places_of``).
    """
    found: dict[str, tuple[int, int]] = {}
    for unit, first, last in _brought_for(connection, term, version, shift):
        earlier, later = found.get(unit, (first, last))
        found[unit] = min(earlier, first), max(later, last)
    return found


def _brought_for(connection: Connection, term: str, version: int, shift: int) -> Iterator[tuple[str, int, int]]:
    for dataset in ("summary", *YEARS):
        table = fact_table(dataset)
        year = table.c[YEARS[dataset]] if dataset in YEARS else None
        keys = (table.c.unit, table.c.term, *(() if year is None else (year,)))
        asked = select(*keys, func.min(table.c.brought_by), func.max(table.c.brought_by)).where(
            table.c.added_by <= version, or_(table.c.removed_by.is_(None), table.c.removed_by > version)
        )
        for unit, named, *dated, first, last in connection.execute(asked.group_by(*keys)):
            counts = {place for _, place in places_of(named, dated[0], shift)} if dated else {named}
            if term in counts:
                yield unit, first, last
