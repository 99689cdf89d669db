"""Guard: accounts made and changed by an administrator or on the host, and a person's own password and sessions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import Connection

from data_access import accounts, sign_ins
from data_access.accounts import ROLES, StoredAccount
from data_access.audit import Entry, record
from data_access.database import Database
from data_access.places import AmbiguousUnit, UnknownUnit, resolve_unit
from data_access.reference import Reference, load_reference
from data_access.sign_ins import StoredSession
from work.passwords import hash_password, new_one_time_password
from work.rights import Action, Person, authorise
from work.sign_in import Clock, is_fresh, now, sign_in_name

__all__ = ["ROLES", "StoredAccount", "StoredSession", "sign_in_name"]

ONE_TIME_DAYS = timedelta(days=7)
MOST_SUBJECT = 200
_NAME = re.compile(r"[^\W_](?:[\w.@-]{0,58}[^\W_])?")


class AccountProblem(ValueError):
    """Why an account was not made or changed; ``key`` is the sentence, ``params`` what stands in it."""

    def __init__(self, why: str, **params: object) -> None:
        super().__init__(why)
        self.key, self.params = f"accounts.problem.{why}", params


def every_account(database: Database) -> list[StoredAccount]:
    """All accounts, by name."""
    with database.read() as connection:
        return accounts.all_accounts(connection)


def has_any(database: Database) -> bool:
    """Whether people sign in here at all."""
    with database.read() as connection:
        return accounts.has_accounts(connection)


def add(database: Database, by: Person, name: str, role: str, *, units: Iterable[str] = ()) -> str:
    """Make an account; returns the one-time password, which is shown once and has to be changed within seven days."""
    by = authorise(database, by, Action.ACCOUNTS, target=role)
    key, password, at = sign_in_name(name), new_one_time_password(), now()
    if not _NAME.fullmatch(key):
        raise AccountProblem("name")
    if role not in ROLES:
        raise AccountProblem("role", role=role)
    hashed = hash_password(password)
    with database.write() as connection:
        _refuse_odd_beginning(connection, by, role)
        if accounts.account_by_name(connection, key):
            raise AccountProblem("taken", name=key)
        row = {
            "name": key, "role": role, "password_hash": hashed, "must_change": True,
            "password_expires": at + ONE_TIME_DAYS, "created_at": at,
        }  # fmt: skip
        own = _own_units(connection, units)
        number = accounts.add_account(connection, row, own)
        _record(connection, by, "account_add", f"{number} {key}", detail=f"{role} {','.join(own)}")
    return password


@contextmanager
def _changing(database: Database, by: Person, name: str) -> Iterator[tuple[Connection, StoredAccount]]:
    """One write about an account, by somebody who may."""
    authorise(database, by, Action.ACCOUNTS, target=name)
    with database.write() as connection:
        account = accounts.account_by_name(connection, sign_in_name(name))
        if account is None:
            raise AccountProblem("unknown", name=name)
        yield connection, account


def change_role(database: Database, by: Person, name: str, role: str) -> None:
    """Give an account another role."""
    if role not in ROLES:
        raise AccountProblem("role", role=role)
    with _changing(database, by, name) as (connection, account):
        if role != "administrator":
            _refuse_last(connection, account)
        accounts.set_role(connection, account.id, role)
        _record(connection, by, "account_role", f"{_called(account)}: {account.role} -> {role}")


def change_units(database: Database, by: Person, name: str, units: Iterable[str]) -> None:
    """Say for which units an account works, by their codes; none means all."""
    with _changing(database, by, name) as (connection, account):
        own = _own_units(connection, units)
        accounts.set_units(connection, account.id, own)
        before = ",".join(sorted(account.units))
        _record(connection, by, "account_units", f"{_called(account)}: {before} -> {','.join(own)}")


def disable(database: Database, by: Person, name: str) -> None:
    """Shut an account out; its sessions end at once."""
    with _changing(database, by, name) as (connection, account):
        _refuse_last(connection, account)
        accounts.set_disabled(connection, account.id, True)
        sign_ins.end_sessions(connection, account.id)
        _record(connection, by, "account_disable", _called(account))


def enable(database: Database, by: Person, name: str) -> None:
    """Let a disabled account in again."""
    with _changing(database, by, name) as (connection, account):
        accounts.set_disabled(connection, account.id, False)
        _record(connection, by, "account_enable", _called(account))


def reset_password(database: Database, by: Person, name: str) -> str:
    """Give an account a new one-time password, shown once; its sessions end."""
    password = new_one_time_password()
    hashed, at = hash_password(password), now()
    with _changing(database, by, name) as (connection, account):
        accounts.set_password(connection, account.id, hashed, expires=at + ONE_TIME_DAYS)
        sign_ins.end_sessions(connection, account.id)
        _record(connection, by, "account_password", _called(account))
    return password


def link_subject(database: Database, by: Person, name: str, subject: str | None) -> None:
    """Say what another sign-in service calls the person of an account."""
    subject = (subject or "").strip() or None
    with _changing(database, by, name) as (connection, account):
        if subject and len(subject) > MOST_SUBJECT:
            raise AccountProblem("subject")
        linked = accounts.account_by_subject(connection, subject) if subject else None
        if linked and linked.id != account.id:
            raise AccountProblem("subject_taken")
        accounts.set_subject(connection, account.id, subject)
        _record(connection, by, "account_subject", _called(account))


def sessions_of(database: Database, by: Person, *, clock: Clock = now) -> list[StoredSession]:
    """The sessions that hold now: of everybody for an administrator's page, see ``own_sessions`` for one's own."""
    authorise(database, by, Action.ACCOUNTS, target="sessions")
    with database.read() as connection:
        return [each for each in sign_ins.stored_sessions(connection) if each.holds and is_fresh(each, clock())]


def end_sessions_of(database: Database, by: Person, name: str) -> None:
    """End every session of an account."""
    with _changing(database, by, name) as (connection, account):
        sign_ins.end_sessions(connection, account.id)
        _record(connection, by, "sessions_end", _called(account))


def own_sessions(database: Database, person: Person, *, clock: Clock = now) -> list[StoredSession]:
    """The sessions of this very person that hold now."""
    if person.account is None:
        return []
    with database.read() as connection:
        found = sign_ins.stored_sessions(connection, person.account)
    return [each for each in found if each.holds and is_fresh(each, clock())]


def end_own_session(database: Database, person: Person, number: int) -> None:
    """End one session of one's own."""
    if person.account is not None:
        with database.write() as connection:
            sign_ins.end_session_numbered(connection, number, person.account)
            _record(connection, person, "sign_out", f"{person.account} {person.name}")


def end_own_sessions(database: Database, person: Person) -> None:
    """Sign out everywhere, here too."""
    if person.account is not None:
        with database.write() as connection:
            sign_ins.end_sessions(connection, person.account)
            _record(connection, person, "sessions_end", f"{person.account} {person.name}")


def unit_ids(reference: Reference, codes: Iterable[str]) -> list[str]:
    """The ids of units by their codes or ids; a province that went on under its code and name is meant with both."""
    found: set[str] = set()
    for code in codes:
        try:
            found.add(resolve_unit(reference, code))
        except UnknownUnit as error:
            raise AccountProblem("unit", code=code) from error
        except AmbiguousUnit as error:
            if len({(unit.name, unit.level) for unit in error.units}) != 1:
                names = ", ".join(f"{unit.id} {unit.name}" for unit in error.units)
                raise AccountProblem("units", code=code, units=names) from error
            found |= {unit.id for unit in error.units}
    return sorted(found)


def _own_units(connection: Connection, codes: Iterable[str]) -> list[str]:
    asked = list(codes)
    return unit_ids(load_reference(connection), asked) if asked else []


def _refuse_odd_beginning(connection: Connection, by: Person, role: str) -> None:
    if accounts.has_accounts(connection):
        return
    if by.kind != "operator":
        raise AccountProblem("host_first")
    if role != "administrator":
        raise AccountProblem("administrator_first")


def _refuse_last(connection: Connection, account: StoredAccount) -> None:
    is_one = account.role == "administrator" and not account.disabled
    if is_one and not accounts.other_administrators(connection, account.id):
        raise AccountProblem("last_administrator", name=account.name)


def _called(account: StoredAccount) -> str:
    return f"{account.id} {account.name}"


def _record(connection: Connection, by: Person, action: str, target: str, *, detail: str = "") -> None:
    record(connection, Entry(action=action, account=by.account, name=by.name, target=target, detail=detail))
