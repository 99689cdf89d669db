"""Guard: sessions and tries to sign in, as they are stored. What they mean is said in ``work.sign_in``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.moments import stored_moment

_MOMENT = sa.DateTime(timezone=True)


def _at(query: str, *moments: str) -> sa.TextClause:
    return sa.text(query).bindparams(*(sa.bindparam(name, type_=_MOMENT) for name in moments))


_SESSION = (
    "SELECT s.id, s.token_hash, s.account, s.created_at, s.seen_at, s.address, a.name, a.role, a.must_change, "
    "s.password_version = a.password_version AND NOT a.disabled AS holds "
    "FROM sign_in s JOIN account a ON a.id = s.account "
)
_BY_HASH = sa.text(_SESSION + "WHERE s.token_hash = :token_hash")
_ALL = sa.text(_SESSION + "ORDER BY s.seen_at DESC, s.id DESC")
_OF_ACCOUNT = sa.text(_SESSION + "WHERE s.account = :account ORDER BY s.seen_at DESC, s.id DESC")
_ADD = _at(
    "INSERT INTO sign_in (token_hash, account, password_version, created_at, seen_at, address) "
    "SELECT :token_hash, id, password_version, :at, :at, :address FROM account WHERE id = :account",
    "at",
)
_TOUCH = _at("UPDATE sign_in SET seen_at = :at WHERE token_hash = :token_hash AND seen_at < :at", "at")
_END = sa.text("DELETE FROM sign_in WHERE token_hash = :token_hash")
_END_NUMBER = sa.text("DELETE FROM sign_in WHERE id = :id AND account = :account")
_END_ALL = sa.text("DELETE FROM sign_in WHERE account = :account AND token_hash <> :but")
_DROP_OLD = _at("DELETE FROM sign_in WHERE created_at < :before", "before")
_TRIES = _at(
    "SELECT at, name_hash = :name_hash AS of_name, address = :address AS of_address, succeeded FROM sign_in_try "
    "WHERE (name_hash = :name_hash OR address = :address) AND at >= :since ORDER BY at DESC, id DESC",
    "since",
)
_ADD_TRY = _at(
    "INSERT INTO sign_in_try (at, name_hash, address, succeeded) VALUES (:at, :name_hash, :address, :succeeded) "
    "RETURNING id",
    "at",
)
_SUCCEEDED = sa.text("UPDATE sign_in_try SET succeeded = :succeeded WHERE id = :id")
_DROP_TRIES = _at("DELETE FROM sign_in_try WHERE at < :before", "before")


@dataclass(frozen=True, kw_only=True)
class StoredSession:
    """A session with what its account says now; ``holds`` is false once it was disabled or its password changed."""

    id: int
    token_hash: str
    account: int
    name: str
    role: str
    created_at: datetime
    seen_at: datetime
    address: str
    must_change: bool
    holds: bool


@dataclass(frozen=True)
class StoredTry:
    """A try to sign in with this name, or from this address, or both."""

    at: datetime
    of_name: bool
    of_address: bool
    succeeded: bool


def session_by_hash(connection: Connection, token_hash: str) -> StoredSession | None:
    """The session whose token has this hash."""
    row = connection.execute(_BY_HASH, {"token_hash": token_hash}).first()
    return _session(row) if row else None


def stored_sessions(connection: Connection, account: int | None = None) -> list[StoredSession]:
    """The sessions of an account, or all, the last one seen first."""
    found = connection.execute(_OF_ACCOUNT, {"account": account}) if account else connection.execute(_ALL)
    return [_session(row) for row in found]


def add_session(connection: Connection, account: int, token_hash: str, *, address: str, at: datetime) -> None:
    """Begin a session for the password that the account has now."""
    connection.execute(_ADD, {"account": account, "token_hash": token_hash, "address": address, "at": at})


def touch_session(connection: Connection, token_hash: str, at: datetime) -> None:
    """Note that its person is still there."""
    connection.execute(_TOUCH, {"token_hash": token_hash, "at": at})


def end_session(connection: Connection, token_hash: str) -> None:
    """End one session."""
    connection.execute(_END, {"token_hash": token_hash})


def end_session_numbered(connection: Connection, id: int, account: int) -> None:
    """End one session of an account, by its number."""
    connection.execute(_END_NUMBER, {"id": id, "account": account})


def end_sessions(connection: Connection, account: int, *, but: str = "") -> None:
    """End all sessions of an account but the one whose token has this hash."""
    connection.execute(_END_ALL, {"account": account, "but": but})


def drop_sessions_begun_before(connection: Connection, before: datetime) -> None:
    """Forget sessions that ended by their age."""
    connection.execute(_DROP_OLD, {"before": before})


def tries(connection: Connection, name_hash: str, address: str, *, since: datetime) -> list[StoredTry]:
    """The tries with this name or from this address, the newest first."""
    found = connection.execute(_TRIES, {"name_hash": name_hash, "address": address, "since": since})
    return [
        StoredTry(stored_moment(row.at), bool(row.of_name), bool(row.of_address), bool(row.succeeded)) for row in found
    ]


def add_try(connection: Connection, name_hash: str, address: str, *, at: datetime) -> int:
    """Note a try as failed before its password is looked at, so that many at once are counted; its number."""
    row = {"name_hash": name_hash, "address": address, "at": at, "succeeded": False}
    return int(connection.execute(_ADD_TRY, row).scalar_one())


def mark_succeeded(connection: Connection, id: int) -> None:
    """Note that a try succeeded after all."""
    connection.execute(_SUCCEEDED, {"id": id, "succeeded": True})


def drop_tries_before(connection: Connection, before: datetime) -> None:
    """Forget tries that count no more."""
    connection.execute(_DROP_TRIES, {"before": before})


def _session(row: Any) -> StoredSession:
    return StoredSession(
        id=row.id,
        token_hash=row.token_hash,
        account=row.account,
        name=row.name,
        role=row.role,
        created_at=stored_moment(row.created_at),
        seen_at=stored_moment(row.seen_at),
        address=row.address,
        must_change=bool(row.must_change),
        holds=bool(row.holds),
    )
