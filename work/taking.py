"""Export: whatever somebody takes away is asked for here, and the audit trail says who took what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from logging import getLogger

from data_access.database import Database
from data_access.errors import StorageError
from work.rights import Action, Person, authorise, line_of, note


def take_away(database: Database, person: Person, what: str, make: Callable[[], bytes]) -> bytes:
    """The content of a file that this person may take; ``what`` is its name, or a word for what it holds."""
    person = authorise(database, person, Action.EXPORT, target=what)
    content = make()
    try:
        note(database, person, replace(line_of(person, Action.EXPORT), target=what))
    except StorageError:  # figures can be taken from a database that cannot be written to; the log knows
        getLogger(__name__).warning("a file was taken away while the audit trail could not be written to")
    return content
