"""Guard: who acts on the command line: the host's operator, or the account that ``--as`` names."""

from commands.speaking import Refusal, writable
from data_access.database import Database
from work.people import Person, UnknownAccount, person_named

_LONGEST = 100  # what the database keeps of a name


def acting(database: Database, name: str) -> Person:
    """The person of ``--as``."""
    try:
        return person_named(database, writable(name)[:_LONGEST])
    except UnknownAccount as error:
        raise Refusal("unknown_account", name=name) from error
