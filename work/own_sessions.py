"""Guard: a person's own sessions: which hold now, and ending one or all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection

from data_access import sign_ins
from data_access.audit import record
from data_access.database import Database
from data_access.rounds import in_rounds
from data_access.sign_ins import StoredSession
from work.rights import Person, line_of
from work.sign_in import Clock, is_fresh, now

__all__ = ["StoredSession", "end_own_session", "end_own_sessions", "own_sessions"]


def own_sessions(database: Database, person: Person, *, clock: Clock = now) -> list[StoredSession]:
    """The sessions of this very person that hold now."""
    if person.account is None:
        return []
    with database.read() as connection:
        found = sign_ins.stored_sessions(connection, person.account)
    return [each for each in found if each.holds and is_fresh(each, clock())]


def end_own_session(database: Database, person: Person, number: int) -> None:
    """End one session of one's own."""
    _end(database, person, "sign_out", lambda open, own: sign_ins.end_session_numbered(open, number, own))


def end_own_sessions(database: Database, person: Person) -> None:
    """Sign out everywhere, here too."""
    _end(database, person, "sessions_end", sign_ins.end_sessions)


def _end(database: Database, person: Person, action: str, ending: Callable[[Connection, int], None]) -> None:
    own = person.account
    if own is None:
        return

    def end(connection: Connection) -> None:
        ending(connection, own)
        record(connection, replace(line_of(person, action), target=f"{own} {person.name}"))

    in_rounds(database, end)
