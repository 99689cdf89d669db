"""Commit, tested: a write begins again where another writer was faster, and nobody is told of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, text

from data_access.accounts import set_units
from data_access.audit import Wanted, entries
from data_access.database import Database
from data_access.errors import DatabaseBusy, Overtaken
from data_access.rounds import in_rounds
from data_access.saved_views import NoShow, StoredView, add_show, add_view, move_view, rename_view, stored_shows
from data_access.upkeep import finish, keep_outcome
from tests.account_holders import HOST, an_account, the_person
from work import accounts
from work.accounts import AccountProblem
from work.own_sessions import end_own_sessions, own_sessions
from work.sign_in import session_of, sign_out, token_hash

_WAITS = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")


def _wait_until_it_waits(database: Database) -> None:
    until = time.monotonic() + 10
    while database.engine_dialect == "postgresql" and time.monotonic() < until:
        with database.read() as connection:
            if connection.execute(_WAITS).scalar_one():
                return
        time.sleep(0.01)


@contextmanager
def _meanwhile(database: Database, write: Callable[[], object]) -> Iterator[Connection]:
    """A transaction during which the write begins, and after which it ends."""
    with ThreadPoolExecutor(1) as aside:
        with database.write() as connection:
            yield connection
            begun = aside.submit(write)
            _wait_until_it_waits(database)
        begun.result(timeout=30)


def _three_views(database: Database) -> tuple[int, list[int]]:
    show = add_show(database, "Họp")
    return show, [
        add_view(database, show, StoredView(name=name, page="models", codes={}, exhibits=())) for name in "abc"
    ]


def _names(database: Database) -> list[str]:
    with database.read() as connection:
        return [view.name for show in stored_shows(connection) for view in show.views]


def test_a_view_is_moved_while_somebody_else_moves_another(database: Database) -> None:
    _, (a, b, c) = _three_views(database)
    with _meanwhile(database, lambda: move_view(database, a, 1)) as other:
        other.execute(text("UPDATE saved_view SET place = CASE id WHEN :c THEN 1 ELSE place + 1 END"), {"c": c})
    assert _names(database) == ["c", "b", "a"]

    with _meanwhile(database, lambda: rename_view(database, b, "mới")) as other:
        other.execute(text("UPDATE saved_view SET name = 'cũ' WHERE id = :b"), {"b": b})
    assert _names(database) == ["c", "mới", "a"]


def test_a_view_for_a_set_that_goes_meanwhile_finds_none(database: Database) -> None:
    show, _ = _three_views(database)
    view = StoredView(name="d", page="models", codes={}, exhibits=())
    with pytest.raises(NoShow), _meanwhile(database, lambda: add_view(database, show, view)) as other:
        other.execute(text("DELETE FROM saved_view WHERE show = :show"), {"show": show})
        other.execute(text("DELETE FROM saved_show WHERE id = :show"), {"show": show})
    assert _names(database) == []


def test_an_account_is_changed_while_somebody_else_changes_it(database: Database) -> None:
    an_account(database, "lan", "administrator")
    an_account(database, "minh", "leader")
    with _meanwhile(database, lambda: accounts.change_role(database, HOST, "minh", "secretary")) as other:
        other.execute(text("UPDATE account SET disabled = true WHERE name = 'minh'"))
    (minh,) = (each for each in accounts.every_account(database) if each.name == "minh")

    assert (minh.role, minh.disabled) == ("secretary", True)
    with database.read() as connection:
        assert [each.action for each in entries(connection, Wanted(actions=("account_role",)))] == ["account_role"]


def test_of_units_that_two_say_at_the_same_moment_the_last_ones_hold(database: Database) -> None:
    an_account(database, "lan", "administrator")
    codes = iter(["01"])
    with _meanwhile(database, lambda: accounts.change_units(database, HOST, "lan", codes)) as other:
        set_units(other, the_person(database, "lan").account or 0, ["48"])
    assert [each.units for each in accounts.every_account(database)] == [frozenset({"01", "01@2025-07-01"})]


def test_of_two_administrators_who_shut_each_other_out_one_stays(database: Database) -> None:
    for name in ("lan", "minh"):
        an_account(database, name, "administrator")
    lan, minh = the_person(database, "lan"), the_person(database, "minh")
    with ThreadPoolExecutor(2) as aside:
        both = [
            aside.submit(accounts.disable, database, lan, "minh"),
            aside.submit(accounts.disable, database, minh, "lan"),
        ]
        failed = [each.exception(timeout=30) for each in both]

    assert [each.disabled for each in accounts.every_account(database)].count(False) == 1
    assert sum(each is None for each in failed) == 1


def test_the_last_administrator_is_looked_for_among_those_who_stay(database: Database) -> None:
    for name in ("lan", "minh"):
        an_account(database, name, "administrator")
    with (
        pytest.raises(AccountProblem) as refused,
        _meanwhile(database, lambda: accounts.disable(database, HOST, "minh")) as other,
    ):
        other.execute(text("UPDATE account SET disabled = true WHERE name = 'lan'"))
    assert refused.value.key == "accounts.problem.last_administrator"


def test_somebody_signs_out_while_their_session_is_noted_as_seen(database: Database) -> None:
    session = token_hash(an_account(database, "lan", "administrator").token)
    seen = text("UPDATE sign_in SET seen_at = seen_at WHERE token_hash = :hash")
    with _meanwhile(database, lambda: sign_out(database, session)) as other:
        other.execute(seen, {"hash": session})
    assert session_of(database, session) is None

    again = token_hash(an_account(database, "minh", "leader").token)
    minh = the_person(database, "minh")
    with _meanwhile(database, lambda: end_own_sessions(database, minh)) as other:
        other.execute(seen, {"hash": again})
    assert own_sessions(database, minh) == []


def test_the_outcome_of_a_run_is_kept_while_another_one_tells_its_own(database: Database) -> None:
    now = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    keep_outcome(database, "check", outcome="done", detail="", now=now)
    told = text("UPDATE upkeep_run SET detail = 'other'")
    with _meanwhile(database, lambda: keep_outcome(database, "check", outcome="done", detail="a", now=now)) as other:
        other.execute(told)
    with _meanwhile(database, lambda: finish(database, "check", outcome="failed", detail="b", now=now)) as other:
        other.execute(told)
    with database.read() as connection:
        assert list(connection.execute(text("SELECT outcome, detail FROM upkeep_run"))) == [("failed", "b")]


def test_a_write_that_others_were_always_faster_than_gives_up_after_three_rounds(sqlite_database: Database) -> None:
    tried: list[int] = []

    def faster(connection: Connection) -> None:
        tried.append(connection.execute(text("SELECT 1")).scalar_one())
        raise Overtaken("a row was removed meanwhile")

    with pytest.raises(DatabaseBusy):
        in_rounds(sqlite_database, faster)
    assert tried == [1, 1, 1]
