"""Guard, tested: passwords, sessions by a clock that is moved, and how long wrong tries have to wait."""

from __future__ import annotations

import time
import unicodedata
from datetime import timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.audit import Wanted, entries
from data_access.database import Database
from data_access.sign_ins import StoredTry
from tests.account_holders import HOST, PASSWORD, Clock, a_clock, an_account, the_person
from work import accounts
from work.own_password import change_password
from work.own_sessions import end_own_sessions
from work.passwords import WeakPassword, hash_password, is_right, new_one_time_password, refuse_weak
from work.sign_in import (
    FREE_TRIES,
    LONGEST_WAIT,
    SignedIn,
    SignInRefused,
    keep_alive,
    session_of,
    sign_in,
    sign_in_name,
    sign_out,
    token_hash,
    waiting_time,
)

HERE, THERE = "192.0.2.1", "192.0.2.2"


def answer(database: Database, clock: Clock, *, name: str = "lan", password: str = "wrong", address: str = HERE) -> str:
    """``in``, or why not."""
    try:
        sign_in(database, name, password, address=address, clock=clock)
    except SignInRefused as refused:
        return refused.reason
    return "in"


def holds(database: Database, session: SignedIn, clock: Clock) -> bool:
    """Whether the session lets anybody in."""
    return session_of(database, token_hash(session.token), clock=clock) is not None


def weakness(password: str, *names: str) -> str:
    """Why a password is not accepted, or nothing."""
    try:
        refuse_weak(password, names=names)
    except WeakPassword as weak:
        return weak.reason
    return ""


def test_who_knows_the_password_is_signed_in_however_the_letters_are_typed(database: Database) -> None:
    an_account(database, "Quản.Trị", "administrator")
    for name, password in (("quản.trị", PASSWORD), (" QUẢN.TRỊ ", unicodedata.normalize("NFD", PASSWORD))):
        signed = sign_in(database, unicodedata.normalize("NFD", name), password, address=HERE)
        session = session_of(database, token_hash(signed.token))

        assert session is not None and (session.name, session.address) == ("quản.trị", HERE)
    assert sign_in_name("Quản.Trị ") == "quản.trị"


def test_neither_password_nor_token_is_stored(database: Database) -> None:
    signed = an_account(database, "lan", "administrator")
    with database.read() as connection:
        stored = [
            str(tuple(row))
            for table in ("account", "sign_in", "sign_in_try", "audit_entry")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
        ]

    assert [row for row in stored if PASSWORD in row or signed.token in row] == []
    assert len(stored) > 4 and len(signed.token) == 43


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer_after_the_same_time(database: Database) -> None:
    an_account(database, "lan", "administrator")
    spent: dict[str, list[float]] = {"lan": [], "nobody": []}
    for number in range(4):
        for name, taken in spent.items():
            began = time.process_time()
            assert answer(database, a_clock(), name=name, address=f"198.51.100.{number}") == "wrong"
            taken.append(time.process_time() - began)

    assert median(spent["nobody"]) > median(spent["lan"]) / 3


def test_a_name_that_does_not_exist_is_kept_nowhere(database: Database) -> None:
    an_account(database, "lan", "administrator")
    answer(database, a_clock(), name="my password by mistake")
    with database.read() as connection:
        failed = [(each.name, each.detail) for each in entries(connection, Wanted(outcomes=("failed",)))]
        tries = [tuple(row) for row in connection.exec_driver_sql("SELECT name_hash FROM sign_in_try")]

    assert failed == [("", HERE)]
    assert "mistake" not in str(tries)


def test_tries_have_to_wait_longer_and_longer_and_never_for_ever(database: Database) -> None:
    an_account(database, "lan", "administrator")
    clock = a_clock()
    assert [answer(database, clock) for _ in range(FREE_TRIES + 1)] == ["wrong"] * FREE_TRIES + ["wait"]
    assert answer(database, clock, password=PASSWORD, address=THERE) == "wait"
    clock.move(seconds=2)
    assert [answer(database, clock), answer(database, clock)] == ["wrong", "wait"]
    clock.move(seconds=3)
    assert answer(database, clock, password=PASSWORD) == "wait"
    clock.move(seconds=1)
    assert answer(database, clock, password=PASSWORD) == "in"
    assert [answer(database, clock), answer(database, clock)] == ["wrong", "wrong"]


@pytest.mark.slow
def test_one_address_has_to_wait_after_thirty_tries_in_a_minute(database: Database) -> None:
    an_account(database, "lan", "administrator")
    clock = a_clock()
    found = [answer(database, clock, name=f"name{number}") for number in range(31)]
    assert found == ["wrong"] * 30 + ["wait"]
    assert answer(database, clock, password=PASSWORD) == "wait"
    assert answer(database, clock, password=PASSWORD, address=THERE) == "in"
    clock.move(minutes=1)
    assert answer(database, clock, password=PASSWORD) == "in"


@given(st.lists(st.integers(min_value=-3600, max_value=90_000), max_size=60), st.booleans())
def test_no_history_of_tries_makes_anybody_wait_longer_than_a_quarter_of_an_hour(ages: list[int], ok: bool) -> None:
    now = a_clock()()
    known = [StoredTry(now - timedelta(seconds=age), True, age % 2 == 0, ok and age % 7 == 0) for age in sorted(ages)]

    assert waiting_time(known, now) <= LONGEST_WAIT
    assert waiting_time(known, now + 2 * LONGEST_WAIT + timedelta(seconds=3600)) <= timedelta(0)


def test_a_session_ends_after_an_idle_hour_or_twelve_hours(database: Database) -> None:
    an_account(database, "lan", "administrator")
    clock = a_clock()
    session = sign_in(database, "lan", PASSWORD, address=HERE, clock=clock)
    for _ in range(13):
        clock.move(minutes=55)
        stored = session_of(database, token_hash(session.token), clock=clock)
        assert stored is not None
        keep_alive(database, stored, clock=clock)
    clock.move(minutes=6)
    assert not holds(database, session, clock)
    idle = sign_in(database, "lan", PASSWORD, address=HERE, clock=clock)
    clock.move(minutes=61)

    assert not holds(database, idle, clock)


def test_a_clock_set_back_ends_no_session_and_gives_none_a_longer_life_than_it_can_tell(database: Database) -> None:
    an_account(database, "lan", "administrator")
    clock = a_clock()
    session = sign_in(database, "lan", PASSWORD, address=HERE, clock=clock)
    clock.move(hours=-3)
    assert holds(database, session, clock)
    assert answer(database, clock, password=PASSWORD) == "in"
    clock.move(hours=-21)
    assert not holds(database, session, clock)
    clock.move(hours=48)
    assert not holds(database, session, clock)


def test_a_session_ends_by_signing_out_disabling_or_a_new_password(database: Database) -> None:
    an_account(database, "lan", "administrator")
    mine = an_account(database, "minh", "leader")
    clock, minh = a_clock(), the_person(database, "minh")

    def again() -> SignedIn:
        return sign_in(database, "minh", PASSWORD, address=HERE)

    assert holds(database, mine, clock)
    sign_out(database, token_hash(mine.token))
    ended = [holds(database, mine, clock)]
    first = again()
    accounts.disable(database, HOST, "minh")
    ended.append(holds(database, first, clock))
    accounts.enable(database, HOST, "minh")
    ended.append(holds(database, first, clock))
    second, third = again(), again()
    fourth = change_password(database, minh.account or 0, PASSWORD, "mười hai con giáp đi chơi", address=HERE)
    ended += [holds(database, second, clock), holds(database, third, clock)]
    end_own_sessions(database, minh)
    ended.append(holds(database, fourth, clock))

    assert ended == [False] * 6


def test_a_one_time_password_has_to_be_changed_and_ends_after_a_week(database: Database) -> None:
    an_account(database, "lan", "administrator")
    clock = a_clock()
    one_time = accounts.add(database, HOST, "minh", "leader")
    assert sign_in(database, "minh", one_time, address=HERE, clock=clock).must_change is True
    clock.move(days=7, minutes=1)
    assert answer(database, clock, name="minh", password=one_time) == "expired"


def test_a_new_password_needs_the_present_one_and_must_not_be_weak(database: Database) -> None:
    an_account(database, "lan", "administrator")
    number = the_person(database, "lan").account or 0
    with pytest.raises(SignInRefused, match="wrong"):
        change_password(database, number, "wrong", "mười hai con giáp đi chơi", address=HERE)
    for weak, reason in (("ngắn", "short"), ("Quận 3 Phú Nhuận", "names"), (PASSWORD, "same")):
        with pytest.raises(WeakPassword, match=reason):
            change_password(database, number, PASSWORD, weak, address=HERE)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("ngan", "short"),
        ("a1B2" * 40, "long"),
        ("aaaaaaaaaaaaaaa", "simple"),
        ("123456789012", "simple"),
        ("01/02/1990 03", "simple"),
        ("qwertyuiop12", "simple"),
        ("abcdefghijklm", "simple"),
        ("matkhau123456", "frequent"),
        ("Mật Khẩu@2026!!", "frequent"),
        ("DanVanKheo2026", "frequent"),
        ("password-admin-1", "frequent"),
        ("ThànhPhốThủĐức", "names"),
        ("q3q3.phunhuan", "names"),
        (PASSWORD, ""),
        ("correct horse battery", ""),
    ],
)
def test_passwords_that_many_people_use_are_refused(password: str, reason: str) -> None:
    assert weakness(password, "Thành phố Thủ Đức", "Thủ Đức", "Phú Nhuận", "q") == reason


def test_a_password_is_right_or_wrong_and_never_an_exception() -> None:
    stored = hash_password(PASSWORD)
    found = [is_right(each, PASSWORD) for each in (stored, "", "no hash", stored[:-4])]

    assert found == [True, False, False, False]
    assert not is_right(stored, "x" * 1_000_000) and weakness(new_one_time_password()) == ""
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
