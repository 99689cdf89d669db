"""Commit, tested: killed, overtaken, locked out, without room or with a broken file, nothing is half done."""

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from data_access.database import Database, open_database
from data_access.errors import DatabaseBusy, DatabaseDamaged, DatabaseReadOnly
from data_access.soundness import check
from data_access.undos import undo
from tests.faults import ROWS, started
from tests.row_builders import a_figure, a_model, a_scope, committed, facts_as_of, models


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
    from data_access.changes import Incoming

    listed = models(a_model("A", stage="recognised"), a_model("C"), scopes=[a_scope("models", "year:2023")])
    committed(database, listed, Incoming("summary", [a_figure(5)]), replace=True)


@pytest.mark.parametrize("work", [import_everything, lambda database: undo(database, 1, by="")], ids=["import", "undo"])
def test_a_failure_at_any_statement_leaves_everything_as_it_was(
    database: Database, work: Callable[[Database], None]
) -> None:
    committed(database, models(a_model("A"), a_model("B")))
    before, failures = facts_as_of(database, 9), 0
    while database.version() == 1:
        try:
            with failing_at(failures):
                work(database)
        except Broken:
            failures += 1
            assert facts_as_of(database, 9) == before
    assert failures >= 8
    assert database.version() == 2
    assert is_sound(database)


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_half_written_or_lost(database: Database) -> None:
    chance, acknowledged = random.Random(20200324), 0
    by_upload = text("SELECT added_by, count(*), count(DISTINCT theme) FROM dan_van_model GROUP BY 1 ORDER BY 1")
    for round_number in range(8):
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
