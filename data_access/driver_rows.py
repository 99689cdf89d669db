"""Compare and commit: many rows at once as the database's driver hands or takes them, its errors told as of any statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, CursorResult
from sqlalchemy.exc import DBAPIError


@contextmanager
def told_as_usual(connection: Connection, statement: str) -> Iterator[None]:
    """An error of the driver within becomes the one that the same statement would raise otherwise."""
    failure: Any = connection.dialect.loaded_dbapi.Error
    try:
        yield
    except failure as error:
        raise DBAPIError.instance(statement, None, error, failure) from error


def handed_over(connection: Connection, result: CursorResult[Any], at_once: int) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a result, so many at a time, values as the driver reads them: an object for each would cost as much again."""
    cursor: Any = result.cursor
    while True:
        with told_as_usual(connection, "FETCH"):
            chunk = cursor.fetchmany(at_once)
        if not chunk:
            return
        yield chunk
