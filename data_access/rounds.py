"""Commit: every write is a step in a transaction of its own, begun again where another writer was faster."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from data_access.database import Database
from data_access.errors import DatabaseBusy, Overtaken, StorageError

ROUNDS = 3
Done = TypeVar("Done")


def in_rounds(database: Database, step: Callable[[Connection], Done], *, is_upload: bool = False) -> Done:
    """What a step gives that writes; where another writer was faster it is begun again, twice at most.

    An upload also waits that often for somebody who holds the database for long, as a large import does.
    """
    again: tuple[type[StorageError], ...] = (Overtaken, DatabaseBusy) if is_upload else (Overtaken,)
    rounds_left = ROUNDS
    while True:
        rounds_left -= 1
        try:
            with database.write() as connection:
                return step(connection)
        except again as error:
            if not rounds_left:
                raise DatabaseBusy("others were faster three times") from error
