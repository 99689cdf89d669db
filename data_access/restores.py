"""Commit: puts a backup in the place of a database, of the same kind or the other: all of it in one transaction, or nothing."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, text
from sqlalchemy.exc import DataError, IntegrityError

from data_access.backup_files import Manifest, Row, rows_in, verified
from data_access.backups import NOT_KEPT, kinds, own_tables
from data_access.database import Database
from data_access.driver_rows import told_as_usual
from data_access.errors import BackupDamaged, DatabaseChanged, DatabaseNotEmpty, SchemaTooNew
from data_access.migrations import known_revisions, upgrade_to
from data_access.soundness import check

_NEWEST = text("SELECT max(id) FROM upload")
_HAS_ACCOUNTS = text("SELECT count(*) > 0 FROM account")
_FUNCTIONS = text(
    "SELECT DISTINCT t.tgfoid::regprocedure::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(:tables)"
)
_SEQUENCE = text("SELECT pg_get_serial_sequence(:table, :column)")


def restore_backup(database: Database, path: Path, *, expected: int | None = None) -> Manifest:
    """Put a backup in the place of what the database holds, and bring it to today's tables.

    A database that holds uploads is refused unless ``expected`` is its version at this moment.
    """
    manifest = verified(path)
    if manifest.schema not in known_revisions():
        raise SchemaTooNew(f"the backup's tables are of revision {manifest.schema}")
    with database.restructure() as connection:
        _refuse_to_lose(connection, expected)
        _clear(connection)
        upgrade_to(connection, manifest.schema)
        try:
            _fill(connection, path, manifest)
        except (DataError, IntegrityError) as error:
            raise BackupDamaged(str(error.orig)) from error
        upgrade_to(connection, "head")
        _hold_to_manifest(connection, manifest)
    return manifest


def held_version(database: Database) -> int | None:
    """The version of what a database holds that would be lost; None where there is nothing of ours."""
    with database.read() as connection:
        return _held(connection)


def _held(connection: Connection) -> int | None:
    there = set(sa.inspect(connection).get_table_names())
    version = int(connection.execute(_NEWEST).scalar_one() or 0) if "upload" in there else 0
    has_accounts = "account" in there and connection.execute(_HAS_ACCOUNTS).scalar_one()
    return version if version or has_accounts else None


def _refuse_to_lose(connection: Connection, expected: int | None) -> None:
    if connection.dialect.name == "postgresql" and sa.inspect(connection).has_table("upload"):
        connection.exec_driver_sql("LOCK TABLE upload IN EXCLUSIVE MODE")
    held = _held(connection)
    if held is not None and expected is None:
        raise DatabaseNotEmpty(f"the database holds data of version {held}")
    if held != expected:
        raise DatabaseChanged(f"the version was {expected} and is {held}")


def _clear(connection: Connection) -> None:
    found = own_tables(connection)
    functions = []
    if connection.dialect.name == "postgresql":
        functions = list(connection.scalars(_FUNCTIONS, {"tables": list(found.tables)}))
    found.drop_all(connection)
    connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
    for function in functions:
        connection.exec_driver_sql(f"DROP FUNCTION {function}")


def _fill(connection: Connection, path: Path, manifest: Manifest) -> None:
    there = own_tables(connection)
    if set(manifest.tables) != set(there.tables) - NOT_KEPT:
        raise BackupDamaged("the tables are not those of its revision")
    for table in there.sorted_tables:
        if table.name in manifest.tables:
            columns = manifest.tables[table.name].columns
            if columns != kinds(table):
                raise BackupDamaged(f"the columns of {table.name} are not those of its revision")
            _fill_table(connection, table, columns, path=path, manifest=manifest)


def _fill_table(
    connection: Connection, table: sa.Table, columns: dict[str, str], *, path: Path, manifest: Manifest
) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    turns = _FOR_SQLITE if on_sqlite else _FOR_POSTGRESQL
    turned = [(place, turns[kind]) for place, kind in enumerate(columns.values()) if kind in turns]
    quote = connection.dialect.identifier_preparer.quote
    target = f"{quote(table.name)} ({', '.join(map(quote, columns))})"
    hand_over = _insert if on_sqlite else _copy
    rows = ([_turned(row, turned) for row in chunk] for chunk in rows_in(path, manifest, table.name))
    hand_over(connection, target, rows, width=len(columns))
    if not on_sqlite:
        _go_on_counting(connection, table)


def _turned(row: Row, turned: list[tuple[int, Callable[[Any], Any]]]) -> Row:
    for place, turn in turned:
        if row[place] is not None:
            row[place] = turn(row[place])
    return row


_FOR_POSTGRESQL: dict[str, Callable[[Any], Any]] = {"bytes": base64.b64decode}
_FOR_SQLITE: dict[str, Callable[[Any], Any]] = {
    "bytes": base64.b64decode,
    "moment": lambda said: (
        datetime.fromisoformat(said).astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    ),
}


def _insert(connection: Connection, target: str, chunks: Any, *, width: int) -> None:
    statement = f"INSERT INTO {target} VALUES ({', '.join('?' * width)})"
    for chunk in chunks:
        connection.exec_driver_sql(statement, [tuple(row) for row in chunk])


def _copy(connection: Connection, target: str, chunks: Any, *, width: int) -> None:
    driver: Any = connection.connection.driver_connection
    with (
        told_as_usual(connection, "COPY"),
        driver.cursor() as cursor,
        cursor.copy(f"COPY {target} FROM STDIN") as copy,
    ):
        for chunk in chunks:
            for row in chunk:
                copy.write_row(row)


def _go_on_counting(connection: Connection, table: sa.Table) -> None:
    """Numbers that the server gives begin after those that came with the backup."""
    for column in table.primary_key:
        if not isinstance(column.type, sa.Integer):
            continue
        quote = connection.dialect.identifier_preparer.quote
        sequence = connection.execute(_SEQUENCE, {"table": quote(table.name), "column": column.name}).scalar_one()
        if sequence is not None:
            last = connection.execute(sa.select(sa.func.max(column))).scalar_one()
            connection.execute(sa.select(sa.func.setval(sequence, last or 1, last is not None)))


def _hold_to_manifest(connection: Connection, manifest: Manifest) -> None:
    """Refuse what does not hold together although its hashes are right, unless it was so when the backup was made."""
    if int(connection.execute(_NEWEST).scalar_one() or 0) != manifest.version:
        raise BackupDamaged("the version is not the one that the manifest says")
    if manifest.findings == 0 and (found := check(connection)):
        raise BackupDamaged(f"{len(found)} promises are not kept: {found[0][0]}")
