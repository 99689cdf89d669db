"""Guard: a person changes their own password; every other session of theirs ends."""

from __future__ import annotations

from sqlalchemy import Connection

import settings
from data_access import accounts, sign_ins
from data_access.audit import Entry, record
from data_access.database import Database
from data_access.rounds import in_rounds
from work.passwords import WeakPassword, hash_password, refuse_weak
from work.sign_in import Clock, SignedIn, begin_session, now, recognised

__all__ = ["WeakPassword", "change_password"]


def change_password(
    database: Database, account: int, before: str, after: str, *, address: str, clock: Clock = now
) -> SignedIn:
    """Store a new password for whoever knows the present one, and begin a new session in place of all others.

    SignInRefused where the present one is wrong, WeakPassword where the new one is not accepted.
    """
    with database.read() as connection:
        name = _name(accounts.account_by_id(connection, account))
        places = accounts.place_names(connection)
    refuse_weak(after, names={*places, name, settings.office_name(), settings.office_above()})
    known = recognised(database, name, before, address=address, clock=clock)
    if after == before:
        raise WeakPassword("same")
    hashed, at = hash_password(after), clock()

    def store(connection: Connection) -> SignedIn:
        accounts.set_password(connection, account, hashed, expires=None)
        sign_ins.end_sessions(connection, account)
        record(connection, Entry(action="password_change", account=account, name=name), at=at)
        fresh = accounts.account_by_id(connection, account)
        return begin_session(connection, fresh or known, address=address, at=at)

    return in_rounds(database, store)


def _name(account: accounts.StoredAccount | None) -> str:
    return account.name if account else ""
