"""Guard: the audit trail: one function writes it, nothing changes it, and no cell of a workbook ever stands in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.moments import stored_moment

Outcome = Literal["done", "refused", "failed"]

_MOMENT = sa.DateTime(timezone=True)
_ADD = sa.text(
    "INSERT INTO audit_entry (at, account, name, action, target, outcome, detail) "
    # An account that a restored database does not have must not keep a refusal from being told.
    "VALUES (:at, (SELECT id FROM account WHERE id = :account), :name, :action, :target, :outcome, :detail)"
).bindparams(sa.bindparam("at", type_=_MOMENT))
_TABLE = sa.table(
    "audit_entry",
    sa.column("id"),
    sa.column("at", _MOMENT),
    *(sa.column(name) for name in ("account", "name", "action", "target", "outcome", "detail")),
)
_ACTIONS = sa.text("SELECT DISTINCT action FROM audit_entry ORDER BY action")
_LONGEST = {"name": 100, "action": 30, "target": 200, "detail": 500}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the trail. ``target`` and ``detail`` hold numbers, codes and names of accounts, never cells."""

    action: str
    outcome: Outcome = "done"
    account: int | None = None
    name: str = ""
    target: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class StoredEntry(Entry):
    """A line with its number and moment."""

    id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which lines somebody asks for; nothing named means all."""

    name: str = ""
    actions: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def record(connection: Connection, entry: Entry, *, at: datetime | None = None) -> None:
    """Add a line, in the transaction of what it tells about."""
    row = {each.name: getattr(entry, each.name) for each in fields(entry)}
    row |= {name: plain(row[name], longest) for name, longest in _LONGEST.items()}
    connection.execute(_ADD, {**row, "at": at or datetime.now(UTC)})


def entries(connection: Connection, wanted: Wanted, *, limit: int | None = None) -> list[StoredEntry]:
    """The lines asked for, the newest first."""
    query = sa.select(_TABLE).order_by(_TABLE.c.id.desc()).limit(limit)
    for condition in _conditions(wanted):
        query = query.where(condition)
    return [_entry(row) for row in connection.execute(query)]


def is_recorded_between(connection: Connection, entry: Entry, since: datetime, until: datetime) -> bool:
    """Whether the trail has a line of this account, action and target of that time."""
    is_same = _TABLE.c.account == entry.account, _TABLE.c.action == entry.action, _TABLE.c.target == entry.target
    then = _TABLE.c.at.between(since.astimezone(UTC), until.astimezone(UTC))
    query = sa.select(_TABLE.c.id).where(*is_same, then).limit(1)
    return connection.execute(query).first() is not None


def recorded_actions(connection: Connection) -> list[str]:
    """The actions that the trail has lines of."""
    return [str(action) for action in connection.scalars(_ACTIONS)]


def plain(words: str, longest: int) -> str:
    """A text that stays on its line and shows what it is: control and format characters escaped, then cut."""
    shown = "".join(
        f"\\u{ord(letter):04x}" if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") else letter
        for letter in words[:longest]
    )
    return shown[:longest]


def _conditions(wanted: Wanted) -> list[Any]:
    found: list[Any] = []
    if wanted.name:
        found.append(_TABLE.c.name == wanted.name)
    if wanted.actions:
        found.append(_TABLE.c.action.in_(wanted.actions))
    if wanted.outcomes:
        found.append(_TABLE.c.outcome.in_(wanted.outcomes))
    if wanted.since:
        found.append(_TABLE.c.at >= wanted.since.astimezone(UTC))
    if wanted.until:
        found.append(_TABLE.c.at < wanted.until.astimezone(UTC))
    return found


def _entry(row: Any) -> StoredEntry:
    return StoredEntry(
        id=row.id,
        at=stored_moment(row.at),
        account=row.account,
        name=row.name,
        action=row.action,
        target=row.target,
        outcome=row.outcome,
        detail=row.detail,
    )
