"""Count: what uploads changed since a version, unit by unit: how many things are new, changed and removed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.tables import FACT_TABLES, fact_table


@dataclass(frozen=True)
class Touch:
    """What one upload did to one unit: how many things it brought, changed and took out."""

    upload: int
    unit: str
    new: int = 0
    changed: int = 0
    removed: int = 0


def touches_since(connection: Connection, since: int, until: int) -> list[Touch]:
    """Every upload after one version and up to another, with each unit it touched, the newest upload first.

    A changed row is one taken out and one added by the same upload, under its key or in its place.
    """
    counted: dict[str, Counter[tuple[int, str]]] = {kind: Counter() for kind in ("new", "changed", "removed")}
    for dataset in FACT_TABLES:
        _count(connection, fact_table(dataset), (since, until), counted)
    places = {place for kind in counted.values() for place, count in kind.items() if count}
    return [
        Touch(upload, unit, **{kind: places_of[upload, unit] for kind, places_of in counted.items()})
        for upload, unit in sorted(places, key=lambda place: (-place[0], place[1]))
    ]


def _count(
    connection: Connection, table: sa.Table, span: tuple[int, int], counted: dict[str, Counter[tuple[int, str]]]
) -> None:
    since, until = span
    within = sa.and_(table.c.removed_by > since, table.c.removed_by <= until)
    gone = {
        row.id: (row.removed_by, row.natural_key, row.unit)
        for row in connection.execute(
            sa.select(table.c.id, table.c.removed_by, table.c.natural_key, table.c.unit).where(within)
        )
    }
    removing = {upload for upload, _, _ in gone.values()}
    added = sa.and_(table.c.added_by > since, table.c.added_by <= until)
    plain = sa.select(table.c.added_by, table.c.unit, sa.func.count()).where(added, table.c.added_by.not_in(removing))
    for upload, unit, count in connection.execute(plain.group_by(table.c.added_by, table.c.unit)):
        counted["new"][upload, unit] += count
    by_key = {(upload, key): number for number, (upload, key, _) in gone.items()}
    mixed = sa.select(table.c.added_by, table.c.natural_key, table.c.replaces, table.c.unit)
    for upload, key, replaces, unit in connection.execute(mixed.where(added, table.c.added_by.in_(removing))):
        number = replaces if gone.get(replaces, (None,))[0] == upload else by_key.get((upload, key))
        is_change = gone.pop(number, None) is not None
        counted["changed" if is_change else "new"][upload, unit] += 1
    for upload, _, unit in gone.values():
        counted["removed"][upload, unit] += 1
