"""Commit, tested: one small database of every released revision: ``python -m tests.released_databases`` writes missing ones
but that of the newest, which may still change.

Each is a compressed text: the tables as SQLite had them, then rows that both databases understand. A file that is
there is never written again: it is what that version left behind.
"""

import gzip
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import text

from data_access.backups import own_tables
from data_access.changes import Incoming
from data_access.database import Database, open_database
from data_access.merge_decisions import decide
from data_access.migrations import known_revisions, upgrade_to
from data_access.undos import undo
from tests import databases
from tests.row_builders import a_commendation, a_figure, a_model, a_scope, a_training, committed, models

FOLDER = Path(__file__).parent / "released"
_ROWS = "-- rows\n"
_BYTES = re.compile(r"X'([0-9a-f]*)'")
_WITHOUT_MERGES = {"0001"}
_UNITS = ("79", "770", "760")


def released() -> list[str]:
    """The revisions of which a database is kept."""
    return sorted(path.name.removesuffix(".sql.gz") for path in FOLDER.glob("*.sql.gz"))


def load(database: Database, revision: str) -> None:
    """Make a database as that revision left it."""
    said = gzip.decompress((FOLDER / f"{revision}.sql.gz").read_bytes()).decode()
    tables, _, rows = said.partition(_ROWS)
    with database.restructure() as connection:
        if database.engine_dialect == "sqlite":
            for statement in filter(None, map(str.strip, tables.split(";\n\n"))):
                connection.exec_driver_sql(statement)
        else:
            upgrade_to(connection, revision)
            connection.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")
            rows = _BYTES.sub(r"'\\x\1'", rows)
        for row in filter(None, rows.split(";\n")):
            connection.exec_driver_sql(row.replace("%", "%%") if database.engine_dialect == "postgresql" else row)
        if database.engine_dialect == "postgresql":
            _go_on_counting(connection)


def _go_on_counting(connection: sa.Connection) -> None:
    for table in own_tables(connection).sorted_tables:
        for column in table.primary_key:
            name = connection.execute(
                text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
            ).scalar_one()
            if name:
                connection.execute(sa.select(sa.func.setval(name, sa.select(sa.func.max(column)).scalar_subquery())))


def write(revision: str) -> None:
    """Make such a database and keep it."""
    with tempfile.TemporaryDirectory() as folder:
        today = open_database(databases.new_url("sqlite", Path(folder)))
        _fill(today, with_merges=revision not in _WITHOUT_MERGES)
        then = Database(f"sqlite:///{folder}/then.sqlite")
        with then.restructure() as connection:
            upgrade_to(connection, revision)
            said = [*_tables(connection), _ROWS]
            with today.read() as source:
                for table in own_tables(connection).sorted_tables:
                    said += _rows(source, table)
            said.append(f"UPDATE alembic_version SET version_num = '{revision}';\n")
        then.close()
        today.close()
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{revision}.sql.gz").write_bytes(gzip.compress("".join(said).encode(), mtime=0))


def _fill(database: Database, *, with_merges: bool) -> None:
    listed = [a_model("Hẻm xanh"), a_model("Hẻm xanh sạch đẹp", decision_date=date(2023, 5, 19)), a_model("Vườn rau")]
    committed(
        database,
        models(*listed),
        Incoming("summary", [a_figure(260, qualifier=">"), a_figure(12, unit="760", term="year:2023")]),
        Incoming("training", [a_training(), a_training(attendances=50), a_training("Lớp khác", unit="760")]),
        Incoming("commendations", [a_commendation()]),
        answers={"Q. Ba": "770"},
    )
    changed = models(a_model("Hẻm xanh", stage="recognised"), scopes=[a_scope("models", "year:2023")])
    committed(database, changed, replace=True)
    undo(database, 2, by="tester")
    if with_merges:
        with database.read() as connection:
            query = text("SELECT model_key FROM dan_van_model WHERE removed_by IS NULL ORDER BY name")
            keys = list(connection.scalars(query))
        decide(database, "same", keys[1], keys[0], by="tester")
        with database.write() as connection:
            for statement in _OF_LATER_TABLES:
                connection.exec_driver_sql(statement)


_OF_LATER_TABLES = (
    "INSERT INTO correction (upload, file, sheet, cell, found, entered) VALUES (1, 1, 'Biểu 1', 'D5', '26O', '260')",
    "INSERT INTO saved_show (id, name) VALUES (1, 'Họp giao ban')",
    'INSERT INTO saved_view (id, "show", place, name, page, codes, exhibits, version) '
    "VALUES (1, 1, 1, 'x', 'models', '{}', '[]', 1)",
    "INSERT INTO account (id, name, role, password_hash, password_version, must_change, disabled, created_at) "
    "VALUES (1, 'lanh-dao', 'leader', 'x', 1, TRUE, FALSE, '2026-01-05 01:02:03.000004')",
    "INSERT INTO account_unit (account, unit) VALUES (1, '770')",
    "INSERT INTO audit_entry (id, at, account, name, action, target, outcome, detail) "
    "VALUES (1, '2026-01-05 01:02:03.000004', 1, 'lanh-dao', 'sign_in', '', 'done', '')",
    "INSERT INTO setting (id, key, value, added_by) VALUES (1, 'office_name', 'Ban Dân vận', 4)",
)


def _tables(connection: sa.Connection) -> Iterator[str]:
    query = text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type <> 'table', rowid")
    for statement in connection.scalars(query):
        yield f"{statement};\n\n"
    yield "INSERT INTO alembic_version VALUES ('');\n\n"


def _rows(source: sa.Connection, table: sa.Table) -> Iterator[str]:
    query = sa.select(table)
    if table.name == "unit":
        query = query.where(table.c.id.in_(_UNITS))
    elif table.name == "unit_succession":
        return
    # A province comes before its districts, which point at it.
    ordered = query.order_by(
        *(table.c[name].is_not(None) for name in ("province",) if name in table.c), *table.primary_key
    )
    for row in source.execute(ordered).mappings():
        names = ", ".join(f'"{name}"' for name in row)
        yield f"INSERT INTO {table.name} ({names}) VALUES ({', '.join(map(_literal, row.values()))});\n"


def _literal(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "NULL", True: "TRUE", False: "FALSE"}[value]
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    if isinstance(value, datetime):
        return f"'{value.astimezone(UTC) if value.tzinfo else value:%Y-%m-%d %H:%M:%S.%f}'"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


if __name__ == "__main__":
    for each in sorted(set(known_revisions()[1:]) - set(released())):
        write(each)
