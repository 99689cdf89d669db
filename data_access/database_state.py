"""Show: what a database is: its kind, its size and the revision of its tables."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

_SCHEMA = text("SELECT version_num FROM alembic_version")


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """``kind`` is sqlite or postgresql; ``size`` in bytes."""

    kind: str
    size: int
    schema: str


def state_of(connection: Connection) -> DatabaseState:
    """What the connection's database is."""
    kind = connection.dialect.name
    if kind == "sqlite":
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        size = int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
    else:
        size = int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    return DatabaseState(kind, size, str(connection.execute(_SCHEMA).scalar_one()))
