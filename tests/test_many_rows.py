"""Commit, tested: many rows at once, whose indexes are made after them: the same tables, the same promises, all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import OperationalError

from data_access.additions import add_rows
from data_access.changes import Incoming
from data_access.database import Database
from data_access.driver_rows import handed_over
from data_access.errors import StorageError
from data_access.fact_indexes import MANY
from data_access.row_tables import RowTable
from data_access.soundness import check
from tests.row_builders import a_model, a_scope, a_training, committed, compared, models


class Broken(Exception):
    """The fault that a test puts in."""


@contextmanager
def seen(broken_at: str = "") -> Iterator[list[str]]:
    """The statements that change tables; Broken at the first one that begins so."""
    statements: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if broken_at and statement.startswith(broken_at):
            raise Broken
        if statement.startswith(("DROP", "CREATE")):
            statements.append(" ".join(statement.split()[:3]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def schema(connection: Connection) -> set[tuple[Any, ...]]:
    """All tables and indexes of an SQLite file as they were declared."""
    return set(map(tuple, connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master"))))


def many_models(prefix: str = "Mô hình") -> list[dict[str, Any]]:
    return [a_model(f"{prefix} {number}", source_row=number + 2) for number in range(MANY)]


def as_added(rows: list[dict[str, Any]]) -> RowTable:
    """Rows as a commit hands them over, all under their own number as key, but the last under that of the first."""
    keys = [str(number) for number in range(len(rows) - 1)] + ["0"]
    said = {"natural_key": keys, "model_key": keys, "replaces": [None] * len(rows)}
    defaults = {
        "namesake": 1,
        "owner_kind": "collective",
        "sector": "",
        "theme": "",
        "stage": "",
        "recognition_level": "",
    }
    every = {**defaults, **rows[0]}
    return RowTable({name: [row.get(name, every[name]) for row in rows] for name in every} | said)


@pytest.mark.slow
def test_indexes_of_an_empty_table_are_made_after_many_rows_and_are_the_same_ones(sqlite_database: Database) -> None:
    with sqlite_database.read() as connection:
        before = schema(connection)
    rows = many_models()
    with seen() as statements:
        assert committed(sqlite_database, models(*rows)) == 1
    names = sorted(name for kind, name, table, sql in before if (kind, table) == ("index", "dan_van_model") and sql)
    dropped = sorted(said.removeprefix("DROP INDEX ") for said in statements if said.startswith("DROP"))
    made = sum(said.startswith("CREATE") for said in statements)
    assert (dropped, made, len(statements)) == (names, len(names), 2 * len(names))
    with sqlite_database.read() as connection:
        assert schema(connection) == before
        assert check(connection) == []
    nothing_new = {"new": 0, "changed": 0, "unchanged": MANY, "missing": 0, "removed": 0}
    assert compared(sqlite_database, models(*rows)).totals() == nothing_new


@pytest.mark.slow
def test_a_table_that_holds_more_keeps_its_indexes_and_so_do_few_rows(sqlite_database: Database) -> None:
    committed(sqlite_database, models(*many_models(), a_model("one more")))
    with seen() as statements:
        committed(sqlite_database, models(*many_models("Khác")))
        committed(sqlite_database, Incoming("training", [a_training("Lớp")]))
    assert statements == []


def test_two_rows_of_one_key_are_found_when_the_index_is_made(sqlite_database: Database) -> None:
    committed(sqlite_database, models(a_model("A")))
    with sqlite_database.read() as connection:
        before = schema(connection)
    with pytest.raises(StorageError, match="UNIQUE"), sqlite_database.write() as connection:
        list(add_rows(connection, "models", as_added(many_models()), upload=1, files={0: 1}))
    with sqlite_database.read() as connection:
        assert schema(connection) == before
        assert check(connection) == []


@pytest.mark.parametrize("statement", ["DROP INDEX ix_", "DROP INDEX dan_van_model_current_key", "INSERT INTO dan_van_model",
                                       "CREATE INDEX", "CREATE UNIQUE INDEX"])  # fmt: skip
def test_a_failure_while_the_indexes_are_away_leaves_nothing_and_all_indexes(
    sqlite_database: Database, statement: str
) -> None:
    rows = models(*many_models())
    with sqlite_database.read() as connection:
        before = schema(connection)
    with pytest.raises(Broken), seen(statement):
        committed(sqlite_database, rows)
    with sqlite_database.read() as connection:
        assert schema(connection) == before
        assert check(connection) == []
        assert connection.execute(text("SELECT count(*) FROM dan_van_model")).scalar_one() == 0
    assert committed(sqlite_database, models(a_model("A"))) == 1


def decided(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with a day of decision, two of three in another unit."""
    first = date(2021, 1, 1)
    units = ("770", "760", "761")
    return [
        {**row, "decision_date": first + timedelta(days=n % 900), "unit": units[n % 3]} for n, row in enumerate(rows)
    ]


def test_many_rows_of_a_file_that_is_uploaded_again_say_what_changed_and_what_it_no_longer_has(
    sqlite_database: Database,
) -> None:
    rows = decided([*many_models(), *many_models("Khác")[:100]])
    scope = a_scope("models", "year:2023", area="79")
    assert committed(sqlite_database, models(*rows, scopes=[scope])) == 1
    elsewhere = a_model("Mô hình ở nơi khác", unit="778")
    committed(sqlite_database, models(elsewhere))
    again = [dict(row) for row in rows[: MANY + 50]]
    again[7]["decision_date"] = date(2024, 2, 29)
    again[15_000]["stage"] = "recognised"
    again.append(a_model("Mới"))
    found = compared(sqlite_database, models(*again, scopes=[scope]))
    assert found.totals() == {"new": 1, "changed": 2, "unchanged": MANY + 48, "missing": 51, "removed": 0}
    changed = [(change.before, change.after) for change in found.of("changed")]
    said = [
        (before["name"], before["decision_date"], after["decision_date"], before["stage"], after["stage"])
        for before, after in changed
        if before and after
    ]
    day = rows[15_000]["decision_date"]
    assert said == [
        ("Mô hình 7", rows[7]["decision_date"], date(2024, 2, 29), "unspecified", "unspecified"),
        ("Mô hình 15000", day, day, "unspecified", "recognised"),
    ]
    gone = [change.before["name"] for change in found.of("missing") if change.before]
    assert gone == [*(f"Khác {number}" for number in range(50, 100)), "Mô hình ở nơi khác"]


@pytest.mark.parametrize("said", ["", "Biểu 'một'", "x'; DROP TABLE dan_van_model; --", "?", ":name", "%s", "a_b", "'"])
def test_what_all_rows_say_alike_is_stored_as_it_is(sqlite_database: Database, said: str) -> None:
    rows = [a_model(f"Mô hình {number}", theme=said, sheet=said or "Biểu 1", decision_no=said) for number in range(3)]
    committed(sqlite_database, models(*rows))
    with sqlite_database.read() as connection:
        stored = connection.execute(text("SELECT theme, sheet, decision_no, name FROM dan_van_model ORDER BY id")).all()
    assert [tuple(row) for row in stored] == [(said, said or "Biểu 1", said, row["name"]) for row in rows]


def test_a_fault_while_the_driver_hands_rows_over_is_told_as_of_any_statement(sqlite_database: Database) -> None:
    few = "SELECT abs(n) FROM (SELECT 5 AS n UNION ALL SELECT {}) AS few"
    with sqlite_database.read() as connection:
        assert [*handed_over(connection, connection.execute(text(few.format(-10))), 1)] == [[(5,)], [(10,)]]
        broken = handed_over(connection, connection.execute(text(few.format(-(2**63)))), 1)
        with pytest.raises(OperationalError, match="integer overflow"):
            list(broken)
