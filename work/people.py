"""Guard: the person behind a page's run, asked anew each time: from the mark that the gate gave, and the database."""

from __future__ import annotations

from data_access.accounts import account_by_name, has_accounts
from data_access.database import Database
from work.rights import Action, NotAllowed, Person, present_person
from work.sign_in import keep_alive_later, session_of, sign_in_name

__all__ = ["ALONE", "Action", "NotAllowed", "Person", "UnknownAccount", "person_behind", "person_named"]

ALONE = "alone"


class UnknownAccount(LookupError):
    """There are accounts, and none has this name."""


def person_named(database: Database, name: str) -> Person:
    """Who acts on the host: its operator, or the account that they name, with its rights.

    As long as there are no accounts, the name is only noted.
    """
    if not name:
        return Person.operator()
    with database.read() as connection:
        account = account_by_name(connection, sign_in_name(name))
        if account is None and has_accounts(connection):
            raise UnknownAccount(name)
    if account is None:
        return Person.operator(name)
    return Person(account.id, account.name, account.role, account.units, must_change=account.must_change)


def person_behind(database: Database, mark: str | None) -> Person | None:
    """Who is there now; None where the session has ended, the account was disabled, or the gate said nothing."""
    if not mark:
        return None
    if mark == ALONE:
        return present_person(database, Person.alone())
    session = session_of(database, mark)
    if session is None:
        return None
    keep_alive_later(database, session)
    return present_person(database, Person(session.account, session.name, session.role))
