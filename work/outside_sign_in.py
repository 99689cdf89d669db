"""Guard: whom another sign-in service vouches for: an account that an administrator linked, never a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from data_access.accounts import StoredAccount, account_by_subject, set_password
from data_access.audit import Entry, record
from data_access.database import Database
from data_access.rounds import in_rounds
from work.sign_in import Clock, SignedIn, SignInRefused, begin_session, note_failure, now


@dataclass(frozen=True)
class Vouched:
    """Whom the other service means: its own name for the person, and an e-mail address only where it verified that."""

    subject: str
    email: str = ""


def sign_in_outside(database: Database, vouched: Vouched, *, address: str, clock: Clock = now) -> SignedIn:
    """A session for the account that is linked to this person, or SignInRefused; of anybody else nothing is kept."""
    at = clock()
    with database.read() as connection:
        account = _linked(connection, vouched)
    if account is None or account.disabled:
        note_failure(database, account, address, at=at)
        raise SignInRefused("unknown")

    def begin(connection: Connection) -> SignedIn:
        return begin_session(connection, _without_one_time(connection, account, at=at), address=address, at=at)

    return in_rounds(database, begin)


def note_disbelief(database: Database, *, address: str, clock: Clock = now) -> None:
    """A line in the audit trail: the other service said something that could not be believed."""
    note_failure(database, None, address, at=clock())


def _linked(connection: Connection, vouched: Vouched) -> StoredAccount | None:
    found = account_by_subject(connection, vouched.subject)
    # A name of the service holds a bar; an address with one could pass for somebody else's.
    is_address = "@" in vouched.email and "|" not in vouched.email
    return found or (account_by_subject(connection, vouched.email) if is_address else None)


def _without_one_time(connection: Connection, account: StoredAccount, *, at: datetime) -> StoredAccount:
    """Who comes this way knows no one-time password to change; it ends, and with it whoever else was told of it."""
    if not account.must_change:
        return account
    set_password(connection, account.id, "", expires=None)
    called = f"{account.id} {account.name}"
    ended = Entry(action="account_password", account=account.id, name=account.name, target=called)
    record(connection, ended, at=at)
    return replace(account, must_change=False)
