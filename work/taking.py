"""Export: whatever somebody takes away is asked for here, and the audit trail says who took what."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace
from logging import getLogger
from typing import NoReturn

from data_access.audit import Entry
from data_access.database import Database
from data_access.errors import StorageError
from work.rights import Action, NotAllowed, Person, authorise, line_of, note, note_refusal

# The mark of whoever's open line a click came by; nothing where no server runs.
asked_by: ContextVar[str | None] = ContextVar("asked_by", default=None)


def is_asked_by_another(mark: str | None) -> bool:
    """Whether the click on what was made for one visitor came by the line of another, who must have learned its number."""
    return asked_by.get() not in (None, mark)


def refuse_anothers_file(database: Database, asker: Person | None, what: str) -> NoReturn:
    """Give nothing to whoever asks for what was made for somebody else; the trail says so."""
    if asker is not None:
        note_refusal(database, asker, Entry(action=Action.EXPORT, target=what, detail="another"))
    raise NotAllowed("accounts.refused.gone")


def take_away(database: Database, person: Person, what: str, make: Callable[[], bytes]) -> bytes:
    """The content of a file that this person may take; ``what`` is its name, or a word for what it holds."""
    person = authorise(database, person, Action.EXPORT, target=what)
    content = make()
    try:
        note(database, person, replace(line_of(person, Action.EXPORT), target=what))
    except StorageError:  # figures can be taken from a database that cannot be written to; the log knows
        getLogger(__name__).warning("a file was taken away while the audit trail could not be written to")
    return content
