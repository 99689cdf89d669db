"""Commit and count: opens the database, made or migrated on first use; gives snapshots and turns to write.

A command that only reads must start fast: neither the tables nor the migrations are imported before something
has to be made.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

import settings
from data_access.errors import DatabaseUnavailable, StorageError, storage_error

SCHEMA_VERSION = "0009"
_POSTGRESQL_OPTIONS = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
_WHILE_RESTRUCTURING = {"lock_timeout": 60_000, "statement_timeout": 0, "idle_in_transaction_session_timeout": 0}
_HAS_SCHEMA = {
    "sqlite": text("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"),
    "postgresql": text(
        "SELECT count(*) FROM pg_tables WHERE tablename = 'alembic_version' AND schemaname = current_schema()"
    ),
}


def version(connection: Connection) -> int:
    """The data version that the connection's snapshot shows: the newest upload's id, 0 where there is none yet."""
    return int(connection.execute(text("SELECT coalesce(max(id), 0) FROM upload")).scalar_one())


class Database:
    """A database that is there and has our tables.

    ``is_new`` says that opening it made it; ``backed_up_to`` is the copy that was made before opening changed its tables.
    """

    def __init__(self, url: str, *, busy_seconds: float = 15) -> None:
        self._url = _with_driver(url)
        self._busy_seconds = busy_seconds
        self.url = self._url.render_as_string(hide_password=False)
        self.engine_dialect = self._url.get_backend_name()
        self.is_new = False
        self.backed_up_to: Path | None = None

    @property
    def file(self) -> str:
        """The file of an SQLite database."""
        return self._url.database or ""

    def version(self) -> int:
        """The newest data version."""
        with self.read() as connection:
            return version(connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one snapshot and cannot write."""
        with _translated(), self._reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in one write transaction: committed at the end, or rolled back as a whole."""
        with _translated(), self._writer.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def restructure(self) -> Iterator[Connection]:
        """A connection for changing the tables: alone, foreign keys not yet watched on SQLite."""
        if self.engine_dialect == "sqlite":
            engine = _sqlite_engine(self._url, self._busy_seconds, writes=True, foreign_keys="OFF")
        else:
            engine = self._postgresql_engine.execution_options(isolation_level="READ COMMITTED")
        try:
            with _translated(), engine.connect() as connection, connection.begin():
                if self.engine_dialect == "postgresql":
                    for limit, milliseconds in _WHILE_RESTRUCTURING.items():
                        connection.exec_driver_sql(f"SET LOCAL {limit} = {milliseconds}")
                    connection.execute(text("SELECT pg_advisory_xact_lock(20200324)"))
                yield connection
        finally:
            if self.engine_dialect == "sqlite":
                engine.dispose()

    def make_folder(self) -> None:
        """Make the folder of an SQLite file where there is none."""
        if self.engine_dialect != "sqlite" or not self._url.database or self._url.database.startswith("file:"):
            return
        try:
            Path(self._url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseUnavailable(str(error)) from error

    def close(self) -> None:
        """Give the connections back, before the file is moved or the database dropped."""
        for engine in ("_reader", "_writer", "_postgresql_engine"):
            if engine in self.__dict__:
                self.__dict__[engine].dispose()

    @cached_property
    def _reader(self) -> Engine:
        if self.engine_dialect == "sqlite":
            return _sqlite_engine(self._url, self._busy_seconds, writes=False)
        return self._postgresql_engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @cached_property
    def _writer(self) -> Engine:
        if self.engine_dialect == "sqlite":
            return _sqlite_engine(self._url, self._busy_seconds, writes=True)
        return self._postgresql_engine.execution_options(isolation_level="REPEATABLE READ")

    @cached_property
    def _postgresql_engine(self) -> Engine:
        return create_engine(
            self._url,
            connect_args={"options": _POSTGRESQL_OPTIONS, "connect_timeout": 5},
            pool_pre_ping=True,
            pool_recycle=1800,
            pool_size=5,
            max_overflow=5,
            pool_timeout=5,
        )


def open_database(url: str | None = None, *, busy_seconds: float = 15) -> Database:
    """The database of this address (DATABASE_URL unless told), made or migrated where it is not yet."""
    database = Database(url or settings.database_url(), busy_seconds=busy_seconds)
    database.make_folder()
    try:
        found = _schema_version(database)
        if found != SCHEMA_VERSION:
            from data_access.migrations import migrate

            database.is_new = migrate(database, found)
    except BaseException:
        database.close()
        raise
    return database


def _schema_version(database: Database) -> str | None:
    with database.read() as connection:
        if not connection.execute(_HAS_SCHEMA[database.engine_dialect]).scalar_one():
            return None
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _with_driver(url: str) -> URL:
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url)
    except SQLAlchemyError as error:
        raise DatabaseUnavailable("the database address cannot be read") from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseUnavailable(f"{parsed.get_backend_name()} is neither sqlite nor postgresql")
    # An address copied from elsewhere may name a driver that is not installed here.
    return parsed.set(drivername={"postgresql": "postgresql+psycopg"}.get(parsed.get_backend_name(), "sqlite"))


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        meant: StorageError | None = storage_error(error)
        if meant is None:
            raise
        raise meant from error


def wal_is_safe(library: tuple[int, int, int]) -> bool:
    """Whether this SQLite has the repair of the race that can damage a database in WAL mode."""
    return library >= (3, 51, 3) or (3, 50, 7) <= library < (3, 51, 0) or (3, 44, 6) <= library < (3, 45, 0)


def _sqlite_engine(url: URL, busy_seconds: float, *, writes: bool, foreign_keys: str = "ON") -> Engine:
    pool = {"pool_size": 1, "max_overflow": 0, "pool_timeout": busy_seconds} if writes else {}
    engine = create_engine(url, connect_args={"timeout": busy_seconds, "check_same_thread": False}, **pool)
    pragmas = [
        f"foreign_keys={foreign_keys}",
        "synchronous=FULL",
        f"busy_timeout={round(busy_seconds * 1000)}",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "secure_delete=ON",
    ]
    # A large import touches its indexes everywhere: in the two megabytes that are usual its pages push one another out.
    pragmas.append("cache_size=-32000" if writes else "query_only=ON")

    @event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _: object) -> None:
        # The driver's own BEGIN comes too late: what was read before it may be old when it is written back.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        if writes:
            _settle_journal(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _settle_journal(connection: sqlite3.Connection) -> None:
    wanted = "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "delete"
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        connection.execute(f"PRAGMA journal_mode={wanted}")
