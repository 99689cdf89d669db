"""Commit: what was said of units, terms and settings by hand, as an undo looks at it: things with a key and rows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, text

from data_access.reference import load_reference
from data_access.tables import FACT_TABLES, fact_table
from data_access.upload_rows import BY_HAND, stored_table

_GONE = text(
    "SELECT id FROM unit WHERE removed_by IS NOT NULL OR (added_by > 0 AND NOT EXISTS "
    "(SELECT 1 FROM unit_state s WHERE s.unit = unit.id AND s.removed_by IS NULL))"
)
_KIND = text("SELECT kind FROM upload WHERE id = :upload")
_BY_HAND = text("SELECT id FROM unit WHERE added_by > 0")
_POINTING = {
    "unit_alias": ("unit", "province"),
    "unit_link": ("before", "after"),
    "unit_state": ("province",),
}


@dataclass(frozen=True, slots=True)
class HandRow:
    """One row as an undo looks at it; ``name`` is what no unit and no term says: a setting's key, a successor's id."""

    id: int
    natural_key: str
    added_by: int
    removed_by: int | None
    unit: str = ""
    name: str = ""
    term: str | None = None
    replaces: None = None


_THINGS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "settings": lambda row: {"natural_key": row.key, "name": row.key},
    "units": lambda row: {"natural_key": row.unit, "unit": row.unit, "name": row.name},
    "links": lambda row: {"natural_key": f"{row.before}\n{row.after}", "unit": row.before, "name": row.after},
    "terms": lambda row: {"natural_key": row.term, "term": row.term},
    "days": lambda row: {"natural_key": row.term, "term": row.term},
}
assert _THINGS.keys() == BY_HAND.keys()


def touched_by_hand(connection: Connection, dataset: str, upload: int) -> list[HandRow]:
    """All rows of the things that an upload brought or ended, the oldest first."""
    table = stored_table(dataset)
    rows = [
        HandRow(row.id, added_by=row.added_by, removed_by=row.removed_by, **_THINGS[dataset](row))
        for row in connection.execute(sa.select(table).order_by(table.c.added_by, table.c.id))
    ]
    keys = {row.natural_key for row in rows if upload in (row.added_by, row.removed_by)}
    return [row for row in rows if row.natural_key in keys]


def gone_units(connection: Connection) -> set[str]:
    """The units that are there no more: taken out of the list, or added by hand and undone."""
    return set(connection.scalars(_GONE))


def never_undone(connection: Connection, upload: int) -> str:
    """Why an upload is not undone at all: the list of units stays, and a lock is opened with a reason or not at all."""
    kind = connection.scalars(_KIND, {"upload": upload}).one()
    return "reference" if upload == 0 else "lock" if kind in ("lock", "unlock") else ""


def why_not(connection: Connection, dataset: str, now: Collection[Any], before: Collection[Any]) -> str:
    """Why a thing said by hand cannot be as it was; empty where it can."""
    if dataset != "units":
        return ""
    if now and not before:
        unit = next(iter(now)).unit
        added = unit in set(connection.scalars(_BY_HAND))
        return "unit_in_use" if added and _is_used(connection, unit) else ""
    if before and not now:
        reference = load_reference(connection)
        code, _, first_day = next(iter(before)).unit.partition("@")
        if any(each.valid_to is None or str(each.valid_to) >= first_day for each in reference.with_code(code)):
            return "code_in_use"
    return ""


def _is_used(connection: Connection, unit: str) -> bool:
    asked = [fact_table(dataset).c.unit for dataset in FACT_TABLES]
    tables = fact_table("summary").metadata.tables
    asked += [tables[name].c[column] for name, columns in _POINTING.items() for column in columns]
    for column in asked:
        held = (column == unit) & column.table.c.removed_by.is_(None)
        if connection.execute(sa.select(column).where(held).limit(1)).first():
            return True
    of_accounts = tables["account_unit"]
    return connection.execute(sa.select(of_accounts.c.unit).where(of_accounts.c.unit == unit)).first() is not None


def said_in(connection: Connection, upload: int) -> list[tuple[str, dict[str, Any]]]:
    """What an upload said by hand: each table's word with the row it brought; of locks also the row it ended."""
    found = [
        (dataset, dict(row))
        for dataset, name in (*BY_HAND.items(), ("locked", "term_lock"))
        for row in connection.execute(_brought(name, upload)).mappings()
    ]
    locks = sa.table("term_lock", sa.column("term"), sa.column("unlock_reason"), sa.column("removed_by"))
    opened = connection.execute(sa.select(locks).where(locks.c.removed_by == upload)).mappings()
    return [*found, *(("unlocked", dict(row)) for row in opened)]


def _brought(name: str, upload: int) -> sa.Select[Any]:
    table = fact_table("summary").metadata.tables[name]
    return sa.select(table).where(table.c.added_by == upload).order_by(table.c.id)
