"""Guard: who may do what. ``authorise`` is asked before every write and every download, and nothing else decides.

A leader reads, exports and saves views; a secretary also uploads, undoes, corrects, merges and answers for their own
units and those within them; an administrator may do everything. Reading is not limited by unit: figures of the whole
office are what the dashboard is for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from logging import getLogger
from typing import Literal

from data_access.accounts import account_by_id, has_accounts
from data_access.audit import Entry, record
from data_access.database import Database
from data_access.errors import NotAllowed, StorageError
from data_access.kept_reference import reference_of
from data_access.rounds import in_rounds
from work.territory import units_within

__all__ = [
    "ALLOWED", "Action", "NotAllowed", "Person", "authorise", "line_of", "note", "note_refusal", "present_person",
    "role_may", "units_outside",
]  # fmt: skip


class Action(StrEnum):
    """What a person may be allowed to do; also the word for it in the audit trail."""

    READ = "read"
    EXPORT = "export"
    SAVE_VIEW = "save_view"
    UPLOAD = "upload"
    UNDO = "undo"
    CORRECT = "correct"
    MERGE = "merge"
    ANSWER = "answer"
    SET_TERMS_AND_UNITS = "set_terms_and_units"
    LOCK_TERMS = "lock_terms"
    SETTINGS = "settings"
    SAMPLE = "sample"
    ACCOUNTS = "accounts"
    BACKUP = "backup"
    AUDIT = "audit"


OF_LEADERS = frozenset({Action.READ, Action.EXPORT, Action.SAVE_VIEW})
BY_UNIT = frozenset({Action.UPLOAD, Action.UNDO, Action.CORRECT, Action.MERGE, Action.ANSWER})
ALLOWED: dict[str, frozenset[Action]] = {
    "leader": OF_LEADERS,
    "secretary": OF_LEADERS | BY_UNIT,
    "administrator": frozenset(Action),
}


@dataclass(frozen=True)
class Person:
    """Who acts. ``account`` is None for the host's operator and for the one person of a computer without accounts."""

    account: int | None
    name: str
    role: str
    units: frozenset[str] = frozenset()  # empty: all
    kind: Literal["account", "operator", "alone"] = "account"
    must_change: bool = False

    @classmethod
    def operator(cls, name: str = "") -> Person:
        """Whoever runs a command on the server itself; may do everything, and is called what they say."""
        return cls(None, name, "administrator", kind="operator")

    @classmethod
    def alone(cls) -> Person:
        """The one person of a computer on which nobody signs in; may do everything until there is an account."""
        return cls(None, "", "administrator", kind="alone")

    def may(self, action: Action) -> bool:
        """Whether the role allows it, for a menu or a button; the units are looked at by ``authorise``."""
        return role_may(self.role, action)


def role_may(role: str, action: Action) -> bool:
    """Whether a role allows an action on some unit or other."""
    return action in ALLOWED.get(role, frozenset())


def authorise(
    database: Database, person: Person, action: Action, *, units: Iterable[str] | None = None, target: str = ""
) -> Person:
    """The person as they stand now, or NotAllowed and a line in the audit trail.

    ``units`` are the ids of all units that a write touches, looked at where somebody works for some units only, who is
    refused where they are not told. Must be called before a write transaction is opened, not within one.
    """
    present = present_person(database, person)
    reason = "gone" if present is None else _reason(database, present, action, units)
    if present is None or reason:
        note_refusal(database, person, Entry(action=action, target=target, detail=reason))
        raise NotAllowed(f"accounts.refused.{reason}")
    return present


def present_person(database: Database, person: Person) -> Person | None:
    """The person with the role and units of this moment; None where the account is disabled or there is none any more."""
    if person.kind == "operator":
        return person
    with database.read() as connection:
        if person.account is None:
            return None if has_accounts(connection) else person
        account = account_by_id(connection, person.account)
    if account is None or account.disabled:
        return None
    return replace(person, name=account.name, role=account.role, units=account.units, must_change=account.must_change)


def units_outside(database: Database, person: Person, units: Iterable[str]) -> set[str]:
    """Those of the units that are not a person's own, nor within them; none for who works for all."""
    if person.role == "administrator" or not person.units:
        return set()
    return set(units) - units_within(reference_of(database), person.units)


def line_of(person: Person, action: str) -> Entry:
    """The beginning of a line in the audit trail: who does what."""
    return Entry(action=action, account=person.account, name=person.name)


def note(database: Database, person: Person, entry: Entry) -> None:
    """Add a line about this person to the audit trail, in a transaction of its own."""
    line = replace(entry, account=person.account, name=person.name)
    in_rounds(database, lambda connection: record(connection, line))


def _reason(database: Database, person: Person, action: Action, touched: Iterable[str] | None) -> str:
    if person.must_change:
        return "password"
    if not person.may(action):
        return "role"
    if action not in BY_UNIT or person.role == "administrator" or not person.units:
        return ""
    if touched is None:
        return "units"
    return "units" if units_outside(database, person, touched) else ""


def note_refusal(database: Database, person: Person, entry: Entry) -> None:
    """Add a line that something was refused to this person."""
    try:
        note(database, person, replace(entry, outcome="refused"))
    except StorageError:  # a database that cannot be written to must not turn a refusal into something else
        getLogger(__name__).warning("a refusal could not be written to the audit trail: %s", entry.action)
