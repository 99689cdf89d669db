"""Commit: makes a backup of a database: all tables as of one moment, while others go on reading and writing."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, text

from data_access.backup_files import Manifest, Row, write_file
from data_access.database import SCHEMA_VERSION, Database
from data_access.errors import BackupImpossible, DatabaseDamaged, sqlite_error
from data_access.moments import stored_moment
from data_access.soundness import check

# Who is signed in, who tried to, and which machine looked after the database last: of the moment, not of the data.
NOT_KEPT = {"sign_in", "sign_in_try", "upkeep_run"}
_REVISION = text("SELECT version_num FROM alembic_version")
_AT_ONCE = 5_000


def write_backup(database: Database, path: Path, *, now: datetime | None = None) -> Manifest:
    """Write a backup of a database of any revision and give what it says of itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with snapshot(database, path.parent) as connection:
        schema = str(connection.execute(_REVISION).scalar_one())
        manifest = Manifest(
            made_at=(now or datetime.now(UTC)).isoformat(timespec="seconds"),
            schema=schema,
            version=int(connection.execute(text("SELECT max(id) FROM upload")).scalar_one()),
            database=database.engine_dialect,
            findings=len(check(connection)) if schema == SCHEMA_VERSION else None,
        )
        found = _tables(connection)
        return write_file(
            path,
            manifest,
            {name: kinds(table) for name, table in found.items()},
            lambda name: _rows(connection, found[name]),
        )


@contextmanager
def snapshot(database: Database, folder: Path) -> Iterator[Connection]:
    """A connection that shows one moment for as long as it takes, and keeps nobody from writing."""
    if database.engine_dialect == "sqlite":
        # A long reader would keep others from committing where the journal is no write-ahead log; a copy is quick.
        with tempfile.TemporaryDirectory(prefix=".copy-", dir=folder, ignore_cleanup_errors=True) as beside:
            path = Path(beside) / "copy.sqlite"
            copy_sqlite(database, path)
            copied = Database(f"sqlite:///{path}")
            try:
                with copied.read() as connection:
                    _refuse_damage(connection)
                    yield connection
            finally:
                copied.close()
        return
    with database.read() as connection:
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
        yield connection


def copy_sqlite(database: Database, path: Path) -> None:
    """Copy an SQLite database by SQLite's own way, which is whole whoever writes meanwhile."""
    try:
        with database.read() as connection, closing(sqlite3.connect(path)) as target:
            connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one()
            source: Any = connection.connection.driver_connection
            source.backup(target)
    except sqlite3.DatabaseError as error:
        raise (sqlite_error(error) or BackupImpossible)(str(error)) from error


def _refuse_damage(connection: Connection) -> None:
    said = connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars().all()
    if said != ["ok"]:
        raise DatabaseDamaged("; ".join(map(str, said)))


def own_tables(connection: Connection) -> sa.MetaData:
    """Our tables as this database has them, whatever its revision; what others keep beside them is left alone."""
    from data_access.tables import Record

    there = set(sa.inspect(connection).get_table_names())
    found = sa.MetaData()
    found.reflect(connection, only=sorted(there & set(Record.metadata.tables)), resolve_fks=False)
    return found


def _tables(connection: Connection) -> dict[str, sa.Table]:
    return {table.name: table for table in own_tables(connection).sorted_tables if table.name not in NOT_KEPT}


def kinds(table: sa.Table) -> dict[str, str]:
    """For each column of a table what its values are in a backup."""
    return {column.name: _kind(column.type) for column in table.columns}


def _kind(said: sa.types.TypeEngine[Any]) -> str:
    for kind, types in _KINDS.items():
        if isinstance(said, types):
            return kind
    raise BackupImpossible(f"a column of type {said} cannot be written to a backup")


_KINDS: dict[str, tuple[type[sa.types.TypeEngine[Any]], ...]] = {
    "boolean": (sa.Boolean,),
    "moment": (sa.DateTime,),
    "date": (sa.Date,),
    "bytes": (sa.LargeBinary,),
    "integer": (sa.Integer,),
    "number": (sa.Float, sa.Numeric),
    "text": (sa.String,),
}
_FROM_DATABASE: dict[str, Callable[[Any], Any]] = {
    "boolean": bool,
    "moment": lambda value: stored_moment(value).isoformat(),
}


def _rows(connection: Connection, table: sa.Table) -> Iterator[Row]:
    columns = kinds(table)
    # Without types, so that each value comes as the driver gives it.
    plain: Any = sa.select(*(sa.column(name) for name in columns)).select_from(sa.table(table.name))
    ordered = plain.order_by(*(sa.column(column.name) for column in table.primary_key))
    turned = [(place, _FROM_DATABASE[kind]) for place, kind in enumerate(columns.values()) if kind in _FROM_DATABASE]
    for found in connection.execute(ordered, execution_options={"yield_per": _AT_ONCE}):
        row = list(found)
        for place, turn in turned:
            if row[place] is not None:
                row[place] = turn(row[place])
        yield row
