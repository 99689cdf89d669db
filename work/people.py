"""Guard: the person behind a page's run, asked anew each time: from the mark that the gate gave, and the database."""

from __future__ import annotations

from data_access.database import Database
from work.rights import Action, NotAllowed, Person, present_person
from work.sign_in import keep_alive_later, session_of

__all__ = ["ALONE", "Action", "NotAllowed", "Person", "person_behind"]

ALONE = "alone"


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
