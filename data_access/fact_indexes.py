"""Commit and compare: the indexes of every table of facts, each of the rows that it is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy import Connection

# Below this many new rows an index is filled row by row as cheaply as anew.
MANY = 20_000
_OF_TABLE = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql IS NOT NULL")


def keyed_while_current(table: str) -> tuple[sa.Index, sa.Index]:
    """One current row a key; and which rows an upload removed: most rows are current and stand in no index of those."""
    current, removed = sa.text("removed_by IS NULL"), sa.text("removed_by IS NOT NULL")
    return (
        sa.Index(f"{table}_current_key", "natural_key", unique=True, sqlite_where=current, postgresql_where=current),
        sa.Index(f"ix_{table}_removed_by", "removed_by", sqlite_where=removed, postgresql_where=removed),
    )


def is_mostly(connection: Connection, table: str, count: int) -> bool:
    """Whether so many rows are about as many as a table of SQLite holds, and not few; elsewhere the planner knows."""
    return connection.dialect.name == "sqlite" and count >= MANY and _rows(connection, table) <= 2 * count


@contextmanager
def filled_afterwards(connection: Connection, table: str, count: int) -> Iterator[None]:
    """Where so many rows come to a table of SQLite that holds fewer: its indexes are made anew once they are in.

    All within the transaction of the caller: of one that fails nothing stays, and a key that two rows have still fails.
    """
    if connection.dialect.name != "sqlite" or count < MANY or _rows(connection, table) > count:
        yield
        return
    indexes = connection.execute(_OF_TABLE, {"name": table}).all()
    for name, _ in indexes:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    yield
    for _, made_by in indexes:
        connection.exec_driver_sql(made_by)


def _rows(connection: Connection, table: str) -> int:
    """About how many rows a table has: none is ever deleted."""
    return int(connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {table}").scalar_one())
