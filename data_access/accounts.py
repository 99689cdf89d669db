"""Guard: the accounts of people, read and written; who may do what is said in ``work.rights``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.moments import stored_moment

ROLES = ("leader", "secretary", "administrator")

_MOMENT = sa.DateTime(timezone=True)
_ACCOUNT = sa.table("account", sa.column("id"), sa.column("role"), sa.column("disabled", sa.Boolean))
_COLUMNS = (
    "SELECT id, name, role, password_hash, password_version, must_change, password_expires, disabled, subject, "
    "created_at FROM account "
)
_ALL = sa.text(_COLUMNS + "ORDER BY name")
_BY_ID = sa.text(_COLUMNS + "WHERE id = :id")
_BY_NAME = sa.text(_COLUMNS + "WHERE name = :name")
_BY_SUBJECT = sa.text(_COLUMNS + "WHERE subject = :subject")
_UNITS = sa.text("SELECT account, unit FROM account_unit ORDER BY account, unit")
_UNITS_OF = sa.text("SELECT unit FROM account_unit WHERE account = :id ORDER BY unit")
_ANY = sa.text("SELECT EXISTS (SELECT 1 FROM account)")
# Held until the writer has done, or two administrators could shut each other out at the same moment.
_ADMINISTRATORS = (
    sa.select(_ACCOUNT.c.id)
    .where(_ACCOUNT.c.role == "administrator", sa.not_(_ACCOUNT.c.disabled), _ACCOUNT.c.id != sa.bindparam("id"))
    .with_for_update()
)
_PLACES = sa.text("SELECT name FROM unit UNION SELECT short_name FROM unit")
_ADD = sa.text(
    "INSERT INTO account (name, role, password_hash, password_version, must_change, password_expires, disabled, "
    "subject, created_at) VALUES (:name, :role, :password_hash, 1, :must_change, :password_expires, :disabled, "
    ":subject, :created_at) RETURNING id"
).bindparams(sa.bindparam("password_expires", type_=_MOMENT), sa.bindparam("created_at", type_=_MOMENT))
_SET_PASSWORD = sa.text(
    "UPDATE account SET password_hash = :password_hash, password_version = password_version + 1, "
    "must_change = :must_change, password_expires = :password_expires WHERE id = :id"
).bindparams(sa.bindparam("password_expires", type_=_MOMENT))
_SET_ROLE = sa.text("UPDATE account SET role = :role WHERE id = :id")
_SET_DISABLED = sa.text("UPDATE account SET disabled = :disabled WHERE id = :id")
_SET_SUBJECT = sa.text("UPDATE account SET subject = :subject WHERE id = :id")
# Of two who say other units at the same moment the later one begins again; else the account would have those of both.
_CLAIM = sa.text("UPDATE account SET role = role WHERE id = :id")
_DROP_UNITS = sa.text("DELETE FROM account_unit WHERE account = :id")
_ADD_UNIT = sa.text("INSERT INTO account_unit (account, unit) VALUES (:id, :unit)")


@dataclass(frozen=True, kw_only=True)
class StoredAccount:
    """An account as it stands now; without units it works for all."""

    id: int
    name: str
    role: str
    units: frozenset[str]
    disabled: bool
    must_change: bool
    password_hash: str
    password_version: int
    password_expires: datetime | None
    subject: str | None
    created_at: datetime


def has_accounts(connection: Connection) -> bool:
    """Whether there is any account, disabled ones included: from then on everybody signs in."""
    return bool(connection.execute(_ANY).scalar_one())


def all_accounts(connection: Connection) -> list[StoredAccount]:
    """Every account, by name."""
    units: dict[int, set[str]] = {}
    for account, unit in connection.execute(_UNITS):
        units.setdefault(account, set()).add(unit)
    return [_account(row, units.get(row.id, set())) for row in connection.execute(_ALL)]


def account_by_id(connection: Connection, id: int) -> StoredAccount | None:
    """The account of this number."""
    return _one(connection, _BY_ID, {"id": id})


def account_by_name(connection: Connection, name: str) -> StoredAccount | None:
    """The account of this name, as ``work.accounts.sign_in_name`` writes it."""
    return _one(connection, _BY_NAME, {"name": name})


def account_by_subject(connection: Connection, subject: str) -> StoredAccount | None:
    """The account that another sign-in service means."""
    return _one(connection, _BY_SUBJECT, {"subject": subject})


def other_administrators(connection: Connection, id: int) -> int:
    """How many could still administer if this one no longer did."""
    return len(connection.scalars(_ADMINISTRATORS, {"id": id}).all())


def place_names(connection: Connection) -> set[str]:
    """The names of all units, which are no secrets."""
    return set(connection.scalars(_PLACES))


def add_account(connection: Connection, row: dict[str, Any], units: Iterable[str]) -> int:
    """Store a new account with its units; its number."""
    number = int(connection.execute(_ADD, {"disabled": False, "subject": None, **row}).scalar_one())
    set_units(connection, number, units)
    return number


def set_password(connection: Connection, id: int, password_hash: str, *, expires: datetime | None) -> None:
    """Store a new password; one that expires must be changed by its owner. All its sessions end by the version."""
    row = {"id": id, "password_hash": password_hash, "must_change": expires is not None, "password_expires": expires}
    connection.execute(_SET_PASSWORD, row)


def set_role(connection: Connection, id: int, role: str) -> None:
    """Give an account another role."""
    connection.execute(_SET_ROLE, {"id": id, "role": role})


def set_disabled(connection: Connection, id: int, disabled: bool) -> None:
    """Shut an account out, or let it in again."""
    connection.execute(_SET_DISABLED, {"id": id, "disabled": disabled})


def set_subject(connection: Connection, id: int, subject: str | None) -> None:
    """Say what another sign-in service calls this person."""
    connection.execute(_SET_SUBJECT, {"id": id, "subject": subject})


def set_units(connection: Connection, id: int, units: Iterable[str]) -> None:
    """Say which units an account works for; none means all."""
    connection.execute(_CLAIM, {"id": id})
    connection.execute(_DROP_UNITS, {"id": id})
    for unit in sorted(set(units)):
        connection.execute(_ADD_UNIT, {"id": id, "unit": unit})


def _one(connection: Connection, query: sa.TextClause, params: dict[str, Any]) -> StoredAccount | None:
    row = connection.execute(query, params).first()
    return _account(row, set(connection.scalars(_UNITS_OF, {"id": row.id}))) if row else None


def _account(row: Any, units: set[str]) -> StoredAccount:
    return StoredAccount(
        id=row.id,
        name=row.name,
        role=row.role,
        units=frozenset(units),
        disabled=bool(row.disabled),
        must_change=bool(row.must_change),
        password_hash=row.password_hash,
        password_version=row.password_version,
        password_expires=stored_moment(row.password_expires) if row.password_expires else None,
        subject=row.subject,
        created_at=stored_moment(row.created_at),
    )
