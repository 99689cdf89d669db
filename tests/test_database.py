"""Commit and count, tested: a database is made on first use, migrated, read in snapshots and written."""

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from data_access import errors
from data_access.database import SCHEMA_VERSION, Database, open_database, version, wal_is_safe
from data_access.migrations import newest_revision
from data_access.tables import FACT_TABLES, Record

PROJECT = Path(__file__).parents[1]


def schema(connection: sa.Connection) -> dict[str, Any]:
    """All that a database says of its tables, in an order that does not depend on how they were made."""
    inspector = sa.inspect(connection)
    return {
        table: {
            "columns": sorted(
                (column["name"], str(column["type"]), column["nullable"]) for column in inspector.get_columns(table)
            ),
            "primary key": inspector.get_pk_constraint(table)["constrained_columns"],
            "foreign keys": sorted(
                (key["constrained_columns"], key["referred_table"], key["referred_columns"])
                for key in inspector.get_foreign_keys(table)
            ),
            "unique": sorted(key["column_names"] for key in inspector.get_unique_constraints(table)),
            "checks": sorted((check["name"], check["sqltext"]) for check in inspector.get_check_constraints(table)),
            "indexes": sorted(
                (index["name"], index["column_names"], bool(index["unique"]), where(index))
                for index in inspector.get_indexes(table)
            ),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def where(index: Any) -> str:
    """The condition of a partial index, which Alembic's own comparison does not see."""
    options = index.get("dialect_options", {})
    return " ".join(str(options[key]).strip("()") for key in sorted(options) if key.endswith("_where"))


def test_a_database_is_made_on_first_use_with_the_units_in_it(empty_url: str) -> None:
    made = open_database(empty_url)
    assert (made.is_new, made.version()) == (True, 0)
    with made.read() as connection:
        assert connection.execute(sa.text("SELECT id, kind FROM upload")).all() == [(0, "reference")]
        assert connection.execute(sa.text("SELECT count(*) FROM unit")).scalar_one() == 4117
    made.close()
    again = open_database(empty_url)
    assert (again.is_new, again.version()) == (False, 0)
    again.close()


def test_the_migrations_make_the_tables_that_the_classes_declare(database: Database) -> None:
    assert newest_revision() == SCHEMA_VERSION
    with database.restructure() as connection:
        migrated = schema(connection)
        Record.metadata.drop_all(connection)
        Record.metadata.create_all(connection)
        declared = schema(connection)
    assert migrated == declared
    for table in FACT_TABLES.values():
        name = str(table.__tablename__)
        assert (f"{name}_current_key", ["natural_key"], True, "removed_by IS NULL") in migrated[name]["indexes"]


def test_reading_shows_one_snapshot_and_cannot_write(database: Database) -> None:
    with database.read() as connection:
        before = version(connection)
        if database.engine_dialect == "postgresql":
            with database.write() as writer:
                writer.execute(
                    sa.text(
                        'INSERT INTO upload (id, at, "by", kind, is_sample, changes) '
                        "SELECT 1, at, '', 'import', is_sample, '{}' FROM upload"
                    )
                )
        assert version(connection) == before
    with pytest.raises(errors.DatabaseReadOnly), database.read() as connection:
        connection.execute(sa.text("DELETE FROM unit_succession"))


def test_a_failed_write_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as connection:
        connection.execute(sa.text("DELETE FROM unit_succession"))
        raise ZeroDivisionError
    with database.read() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM unit_succession")).scalar_one() == 3745


def test_a_newer_schema_is_refused(database: Database) -> None:
    with database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(errors.SchemaTooNew):
        open_database(database.url)


def test_a_mistake_of_ours_is_not_called_a_fault_of_the_database(database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError), database.read() as connection:
        connection.execute(sa.text("SELECT no_such_column FROM upload"))


@pytest.mark.parametrize("url", ["nonsense", "mysql://somewhere/x", "sqlite:////proc/no/such/folder.sqlite"])
def test_an_address_that_leads_nowhere_is_said_to(url: str) -> None:
    with pytest.raises(errors.DatabaseUnavailable):
        open_database(url)


def test_a_server_that_does_not_answer_is_said_to() -> None:
    with pytest.raises(errors.DatabaseUnavailable):
        open_database("postgres://nobody@127.0.0.1:1/nothing")


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_bytes(b"not a database" * 1000)
    with pytest.raises(errors.DatabaseDamaged):
        open_database(f"sqlite:///{tmp_path / 'x.sqlite'}")


@pytest.mark.slow
def test_opening_to_read_imports_neither_tables_nor_migrations(sqlite_database: Database) -> None:
    program = (
        "import sys; from data_access.database import open_database\n"
        "from data_access.reference import load_reference\n"
        f"with open_database({sqlite_database.url!r}).read() as connection: load_reference(connection)\n"
        "print([name for name in ('sqlmodel', 'alembic', 'pydantic', 'pandas') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.slow
def test_two_processes_may_make_the_same_database_at_once(empty_url: str) -> None:
    program = f"from data_access.database import open_database; print(open_database({empty_url!r}).is_new)"
    running = [
        subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert sorted(process.communicate(timeout=60)[0].strip() for process in running) == [
        "False",
        "False",
        "True",
    ]


def test_write_ahead_mode_is_used_only_where_the_library_is_repaired(sqlite_database: Database) -> None:
    safe = [
        version
        for version in [(3, 40, 1), (3, 44, 6), (3, 45, 0), (3, 50, 7), (3, 51, 2), (3, 51, 3)]
        if wal_is_safe(version)
    ]
    assert safe == [(3, 44, 6), (3, 50, 7), (3, 51, 3)]
    with sqlite_database.write() as connection:
        settled = {
            pragma: connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
            for pragma in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    mode = "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "delete"
    assert settled == {"journal_mode": mode, "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
