"""Guard, tested: a page that was refused stands in the audit trail, once for a person, a page and ten minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data_access.audit import Wanted, entries
from data_access.database import Database
from tests.account_holders import an_account, the_person
from work.refusing import QUIET, note_refused_page


def told(database: Database) -> list[tuple[str, str, str, str, str]]:
    """The refusals in the trail, oldest first."""
    with database.read() as connection:
        found = entries(connection, Wanted(actions=("open_page",)))
    return [(each.name, each.action, each.target, each.outcome, each.detail) for each in found][::-1]


def test_a_refused_page_is_one_line_for_ten_minutes_and_each_person_and_page(database: Database) -> None:
    an_account(database, "lan", "administrator")
    for name in ("minh", "binh"):
        an_account(database, name, "leader")
    minh, binh = the_person(database, "minh"), the_person(database, "binh")
    now = datetime.now(UTC) + timedelta(seconds=5)
    for later in (timedelta(0), timedelta(seconds=1), QUIET - timedelta(seconds=10)):
        note_refused_page(database, minh, "admin", now=now + later)
    first = [("minh", "open_page", "admin", "refused", "role")]
    assert told(database) == first

    note_refused_page(database, minh, "upload", now=now)
    note_refused_page(database, binh, "admin", now=now)
    note_refused_page(database, minh, "admin", now=now + QUIET + timedelta(seconds=10))
    assert told(database) == [
        *first,
        ("minh", "open_page", "upload", "refused", "role"),
        ("binh", "open_page", "admin", "refused", "role"),
        *first,
    ]


def test_a_clock_set_back_hides_no_refused_page(database: Database) -> None:
    an_account(database, "lan", "administrator")
    an_account(database, "minh", "leader")
    minh, now = the_person(database, "minh"), datetime.now(UTC)
    note_refused_page(database, minh, "admin", now=now)
    note_refused_page(database, minh, "admin", now=now - timedelta(days=1))
    assert len(told(database)) == 2
