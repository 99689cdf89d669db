"""Trace: which uploads brought or took out facts of a unit, and how many of each kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from data_access.tables import FACT_TABLES, fact_table


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
