"""Guard: signing in and out, and which session a cookie belongs to. Every moment comes from a clock that tests can set.

Too many wrong passwords for a name, or too many tries from an address, have to wait: longer each time, never for ever.
The database counts, so that several servers count together, and a name that does not exist is treated like one that does.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from logging import getLogger

from sqlalchemy import Connection

from data_access import sign_ins
from data_access.accounts import StoredAccount, account_by_name
from data_access.audit import Entry, record
from data_access.database import Database
from data_access.errors import StorageError
from data_access.rounds import in_rounds
from data_access.sign_ins import StoredSession, StoredTry
from work.passwords import is_right

__all__ = ["StorageError", "StoredSession"]

Clock = Callable[[], datetime]

LONGEST, IDLE = timedelta(hours=12), timedelta(minutes=60)
SEEN_EVERY = timedelta(seconds=60)
FREE_TRIES, LONGEST_WAIT = 5, timedelta(minutes=15)
PER_ADDRESS, ADDRESS_SPAN = 30, timedelta(minutes=1)
_REMEMBERED = timedelta(days=1)
_aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="seen")
_being_noted: set[str] = set()


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class SignedIn:
    """A new session: the token that goes into the cookie and is stored nowhere."""

    token: str
    account: int
    must_change: bool


class SignInRefused(Exception):
    """Why nobody was signed in: *wrong*, *wait* for so many seconds, *expired*; *unknown* to whoever vouches elsewhere."""

    def __init__(self, reason: str, seconds: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.seconds = reason, seconds


def sign_in_name(words: str) -> str:
    """A sign-in name as it is stored and looked up: NFC, lower case, no blanks around it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", words).strip().casefold())


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def sign_in(database: Database, name: str, password: str, *, address: str, clock: Clock = now) -> SignedIn:
    """A session for whoever knows the password, or SignInRefused. The answer tells nobody whether the name exists."""
    at, account = clock(), recognised(database, name, password, address=address, clock=clock)
    if account.password_expires and account.password_expires < at:
        note_failure(database, account, address, at=at)
        raise SignInRefused("expired")
    return in_rounds(database, lambda connection: begin_session(connection, account, address=address, at=at))


def recognised(database: Database, name: str, password: str, *, address: str, clock: Clock = now) -> StoredAccount:
    """The account of whoever knows its password, or SignInRefused; every try counts."""
    at, key = clock(), sign_in_name(name)
    number, account = in_rounds(database, lambda connection: _count_try(connection, key, address[:45], at=at))
    right = is_right(account.password_hash if account else "", password)
    if account is None or not right or account.disabled:
        note_failure(database, account, address, at=at)
        raise SignInRefused("wrong")
    in_rounds(database, lambda connection: sign_ins.mark_succeeded(connection, number))
    return account


def _count_try(connection: Connection, key: str, address: str, *, at: datetime) -> tuple[int, StoredAccount | None]:
    # Counted as failed before the password is looked at, so that tries at the same moment see one another.
    hashed = sha256(key.encode("utf-8", "replace")).hexdigest()
    wait = waiting_time(sign_ins.tries(connection, hashed, address, since=at - _REMEMBERED), at)
    if wait > timedelta(0):
        raise SignInRefused("wait", seconds=max(1, round(wait.total_seconds())))
    sign_ins.drop_tries_before(connection, at - _REMEMBERED)
    return sign_ins.add_try(connection, hashed, address, at=at), account_by_name(connection, key)


def begin_session(connection: Connection, account: StoredAccount, *, address: str, at: datetime) -> SignedIn:
    """A new session for an account whose person has been recognised."""
    token = secrets.token_urlsafe(32)
    sign_ins.drop_sessions_begun_before(connection, at - 2 * LONGEST)
    sign_ins.add_session(connection, account.id, token_hash(token), address=address[:45], at=at)
    record(connection, Entry(action="sign_in", account=account.id, name=account.name, detail=address), at=at)
    return SignedIn(token, account.id, account.must_change)


def session_of(database: Database, hashed: str, *, clock: Clock = now) -> StoredSession | None:
    """The session whose token has this hash, as long as it holds; the account's state is that of this moment."""
    with database.read() as connection:
        session = sign_ins.session_by_hash(connection, hashed)
    return session if session and session.holds and is_fresh(session, clock()) else None


def is_fresh(session: StoredSession, at: datetime) -> bool:
    """Whether a session is neither too old nor left alone for too long.

    A clock that was set back a little ends nothing: what was stored last counts as now. One that was set back by more
    than a session's life ends it, since its age could not be told any more.
    """
    present = max(at, session.created_at, session.seen_at)
    told = session.created_at - at <= LONGEST and session.seen_at - at <= LONGEST
    return told and present - session.created_at <= LONGEST and present - session.seen_at <= IDLE


def keep_alive(database: Database, session: StoredSession, *, clock: Clock = now) -> None:
    """Note that the person is still there, once a minute at most."""
    at = clock()
    if at - session.seen_at >= SEEN_EVERY:
        in_rounds(database, lambda connection: sign_ins.touch_session(connection, session.token_hash, at))


def keep_alive_later(database: Database, session: StoredSession) -> None:
    """The same, aside: a long import may hold the database, and nobody should wait for it to look at a page."""
    if now() - session.seen_at >= SEEN_EVERY and session.token_hash not in _being_noted:
        _being_noted.add(session.token_hash)
        _aside.submit(_note_seen, database, session)


def _note_seen(database: Database, session: StoredSession) -> None:
    try:
        keep_alive(database, session)
    except StorageError:
        getLogger(__name__).info("a session could not be noted as seen")
    finally:
        _being_noted.discard(session.token_hash)


def sign_out(database: Database, hashed: str, *, clock: Clock = now) -> None:
    """End a session."""

    def end(connection: Connection) -> None:
        session = sign_ins.session_by_hash(connection, hashed)
        if session is not None:
            sign_ins.end_session(connection, hashed)
            record(connection, Entry(action="sign_out", account=session.account, name=session.name), at=clock())

    in_rounds(database, end)


def waiting_time(known: list[StoredTry], at: datetime) -> timedelta:
    """How long the next try has to wait. Tries of a future that a wrong clock wrote do not count."""
    past = [each for each in known if each.at <= at]
    recent = [each for each in past if each.of_address and at - each.at < ADDRESS_SPAN]
    by_address = ADDRESS_SPAN - (at - recent[-1].at) if len(recent) >= PER_ADDRESS else timedelta(0)
    failures = []
    for each in past:
        if each.of_name and each.succeeded:
            break
        failures += [each] if each.of_name else []
    if len(failures) < FREE_TRIES:
        return by_address
    delay = min(timedelta(seconds=2 ** min(len(failures) - FREE_TRIES + 1, 20)), LONGEST_WAIT)
    return max(by_address, delay - (at - failures[0].at))


def note_failure(database: Database, account: StoredAccount | None, address: str, *, at: datetime) -> None:
    """A line in the audit trail. A name that does not exist is left out: people type passwords into that field."""
    number, name = (account.id, account.name) if account else (None, "")
    failed = Entry(action="sign_in", outcome="failed", account=number, name=name, detail=address)
    in_rounds(database, lambda connection: record(connection, failed, at=at))
