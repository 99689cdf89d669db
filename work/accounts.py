"""Guard: accounts made and changed by an administrator or on the host, and everybody's sessions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import timedelta

from sqlalchemy import Connection

from data_access import accounts, sign_ins
from data_access.accounts import ROLES, StoredAccount
from data_access.audit import Entry, record
from data_access.database import Database
from data_access.places import AmbiguousUnit, UnknownUnit, resolve_unit
from data_access.reference import Reference, load_reference
from data_access.rounds import in_rounds
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
    hashed, asked = hash_password(password), list(units)

    def store(connection: Connection) -> None:
        _refuse_odd_beginning(connection, by, role)
        if accounts.account_by_name(connection, key):
            raise AccountProblem("taken", name=key)
        row = {
            "name": key, "role": role, "password_hash": hashed, "must_change": True,
            "password_expires": at + ONE_TIME_DAYS, "created_at": at,
        }  # fmt: skip
        own = _own_units(connection, asked)
        number = accounts.add_account(connection, row, own)
        _record(connection, by, "account_add", f"{number} {key}", detail=f"{role} {','.join(own)}")

    in_rounds(database, store)
    return password


def _change(database: Database, by: Person, name: str, step: Callable[[Connection, StoredAccount], None]) -> None:
    """One write about an account, by somebody who may."""
    authorise(database, by, Action.ACCOUNTS, target=name)

    def change(connection: Connection) -> None:
        account = accounts.account_by_name(connection, sign_in_name(name))
        if account is None:
            raise AccountProblem("unknown", name=name)
        step(connection, account)

    in_rounds(database, change)


def change_role(database: Database, by: Person, name: str, role: str) -> None:
    """Give an account another role."""
    if role not in ROLES:
        raise AccountProblem("role", role=role)

    def give(connection: Connection, account: StoredAccount) -> None:
        if role != "administrator":
            _refuse_last(connection, account)
        accounts.set_role(connection, account.id, role)
        _record(connection, by, "account_role", f"{_called(account)}: {account.role} -> {role}")

    _change(database, by, name, give)


def change_units(database: Database, by: Person, name: str, units: Iterable[str]) -> None:
    """Say for which units an account works, by their codes; none means all."""
    asked = list(units)

    def give(connection: Connection, account: StoredAccount) -> None:
        own = _own_units(connection, asked)
        accounts.set_units(connection, account.id, own)
        before = ",".join(sorted(account.units))
        _record(connection, by, "account_units", f"{_called(account)}: {before} -> {','.join(own)}")

    _change(database, by, name, give)


def disable(database: Database, by: Person, name: str) -> None:
    """Shut an account out; its sessions end at once."""

    def shut_out(connection: Connection, account: StoredAccount) -> None:
        _refuse_last(connection, account)
        accounts.set_disabled(connection, account.id, True)
        sign_ins.end_sessions(connection, account.id)
        _record(connection, by, "account_disable", _called(account))

    _change(database, by, name, shut_out)


def enable(database: Database, by: Person, name: str) -> None:
    """Let a disabled account in again."""

    def let_in(connection: Connection, account: StoredAccount) -> None:
        accounts.set_disabled(connection, account.id, False)
        _record(connection, by, "account_enable", _called(account))

    _change(database, by, name, let_in)


def reset_password(database: Database, by: Person, name: str) -> str:
    """Give an account a new one-time password, shown once; its sessions end."""
    password = new_one_time_password()
    hashed, at = hash_password(password), now()

    def store(connection: Connection, account: StoredAccount) -> None:
        accounts.set_password(connection, account.id, hashed, expires=at + ONE_TIME_DAYS)
        sign_ins.end_sessions(connection, account.id)
        _record(connection, by, "account_password", _called(account))

    _change(database, by, name, store)
    return password


def link_subject(database: Database, by: Person, name: str, subject: str | None) -> None:
    """Say what another sign-in service calls the person of an account."""
    subject = (subject or "").strip() or None

    def link(connection: Connection, account: StoredAccount) -> None:
        if subject and len(subject) > MOST_SUBJECT:
            raise AccountProblem("subject")
        linked = accounts.account_by_subject(connection, subject) if subject else None
        if linked and linked.id != account.id:
            raise AccountProblem("subject_taken")
        accounts.set_subject(connection, account.id, subject)
        _record(connection, by, "account_subject", _called(account))

    _change(database, by, name, link)


def sessions_of(database: Database, by: Person, *, clock: Clock = now) -> list[StoredSession]:
    """The sessions that hold now: of everybody, for an administrator's page."""
    authorise(database, by, Action.ACCOUNTS, target="sessions")
    with database.read() as connection:
        return [each for each in sign_ins.stored_sessions(connection) if each.holds and is_fresh(each, clock())]


def end_sessions_of(database: Database, by: Person, name: str) -> None:
    """End every session of an account."""

    def end(connection: Connection, account: StoredAccount) -> None:
        sign_ins.end_sessions(connection, account.id)
        _record(connection, by, "sessions_end", _called(account))

    _change(database, by, name, end)


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


def _own_units(connection: Connection, codes: list[str]) -> list[str]:
    return unit_ids(load_reference(connection), codes) if codes else []


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
