"""Guard, tested: every role with every action on units of its own and of others, and a trail that only grows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from data_access.accounts import add_account
from data_access.audit import Entry, Wanted, entries, plain, record
from data_access.database import Database
from data_access.reference import load_reference
from tests.account_holders import HOST, PASSWORD, an_account, the_person
from work import accounts
from work.passwords import hash_password
from work.rights import ALLOWED, BY_UNIT, Action, NotAllowed, Person, authorise, present_person
from work.territory import units_within

OWN, BELOW, OTHER = "770", "27139@2025-07-01", "771"
NAMES = {"lan": ("administrator", ()), "binh": ("secretary", (OWN,)), "hoa": ("secretary", ()), "minh": ("leader", ())}


@pytest.fixture
def peopled(database: Database) -> Database:
    """A database with one person of each kind; a secretary of one district, and one of the whole office."""
    hashed = hash_password(PASSWORD)
    with database.write() as connection:
        for name, (role, units) in NAMES.items():
            row = {"name": name, "role": role, "password_hash": hashed, "must_change": False}
            add_account(connection, {**row, "password_expires": None, "created_at": datetime.now(UTC)}, units)
    return database


def outcome(database: Database, person: Person, action: Action, units: list[str] | None) -> str:
    """``yes``, or the sentence of the refusal."""
    try:
        authorise(database, person, action, units=units)
    except NotAllowed as refused:
        return refused.key.rpartition(".")[2]
    return "yes"


def expected(name: str, action: Action, units: list[str] | None) -> str:
    """What the rules say, written down a second time."""
    role, own = NAMES[name]
    reading = {"read", "export", "save_view"}
    writing = {"upload", "undo", "correct", "merge", "answer"}
    if role == "administrator":
        return "yes"
    if action not in (reading if role == "leader" else reading | writing):
        return "role"
    is_within = not own or (units is not None and set(units) <= {OWN, BELOW})
    return "yes" if action in reading or is_within else "units"


def test_every_role_may_do_what_the_rules_say_and_nothing_else(peopled: Database) -> None:
    questions = [(name, action, None) for name in NAMES for action in Action]
    questions += [(name, action, units) for name in NAMES for action in BY_UNIT for units in ([OWN], [OTHER])]
    questions += [("binh", action, units) for action in BY_UNIT for units in ([BELOW, OWN], [OWN, OTHER], ["79"], [])]
    people = {name: the_person(peopled, name) for name in NAMES}
    found = {str(each): outcome(peopled, people[each[0]], each[1], each[2]) for each in questions}

    assert found == {str(each): expected(*each) for each in questions}
    assert set(ALLOWED["administrator"]) == set(Action) and set(Action) >= BY_UNIT


def test_a_refusal_is_written_down_with_who_and_why(peopled: Database) -> None:
    binh = the_person(peopled, "binh")
    with pytest.raises(NotAllowed, match=r"accounts\.refused\.units"):
        authorise(peopled, binh, Action.UNDO, units=[OTHER], target="upload 7")
    with peopled.read() as connection:
        newest = entries(connection, Wanted(), limit=1)[0]

    assert (newest.name, newest.action, newest.target, newest.outcome, newest.detail) == (
        "binh", "undo", "upload 7", "refused", "units",
    )  # fmt: skip
    assert newest.account == binh.account


def test_rights_are_those_of_this_moment_and_not_of_the_sign_in(peopled: Database) -> None:
    hoa = the_person(peopled, "hoa")
    assert outcome(peopled, hoa, Action.UPLOAD, [OTHER]) == "yes"
    accounts.change_units(peopled, HOST, "hoa", [OWN])
    assert outcome(peopled, hoa, Action.UPLOAD, [OTHER]) == "units"
    accounts.change_role(peopled, HOST, "hoa", "leader")
    assert outcome(peopled, hoa, Action.UPLOAD, [OWN]) == "role"
    accounts.disable(peopled, HOST, "hoa")
    assert outcome(peopled, hoa, Action.READ, None) == "gone"
    assert outcome(peopled, Person(999, "lan", "administrator"), Action.READ, None) == "gone"


def test_who_has_a_one_time_password_may_do_nothing_yet(peopled: Database) -> None:
    accounts.reset_password(peopled, HOST, "minh")

    assert outcome(peopled, the_person(peopled, "minh"), Action.READ, None) == "password"


def test_alone_on_a_computer_one_may_do_everything_until_there_is_an_account(database: Database) -> None:
    alone = Person.alone()
    assert {outcome(database, alone, action, None) for action in Action} == {"yes"}
    assert present_person(database, alone) == alone
    an_account(database, "lan", "administrator")

    assert outcome(database, alone, Action.READ, None) == "gone"
    assert outcome(database, HOST, Action.SETTINGS, None) == "yes"


def test_units_lie_within_their_district_province_and_those_they_came_from(database: Database) -> None:
    with database.read() as connection:
        reference = load_reference(connection)
    of_district = units_within(reference, [OWN])
    old, new, neighbour = (units_within(reference, [unit]) for unit in ("79", "79@2025-07-01", "74"))

    assert of_district == {OWN, BELOW, "27142@2025-07-01", "27154@2025-07-01"}
    assert of_district < old < new and neighbour < new
    assert "79@2025-07-01" not in old | neighbour and not neighbour & {"770", "771"}
    assert units_within(reference, ["nowhere"]) == frozenset()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET name = 'nobody'",
        "DELETE FROM audit_entry",
        "UPDATE audit_entry SET at = at",
    ],
)
def test_no_line_of_the_trail_can_be_changed_or_deleted(database: Database, statement: str) -> None:
    with database.write() as connection:
        record(connection, Entry(action="sign_in", name="lan"))
    with pytest.raises(sa.exc.DBAPIError, match="only grows"), database.write() as connection:
        connection.execute(sa.text(statement))
    with database.read() as connection:
        assert [each.name for each in entries(connection, Wanted())] == ["lan"]


def test_no_line_of_the_trail_can_be_replaced_or_emptied(database: Database) -> None:
    with database.write() as connection:
        record(connection, Entry(action="sign_in", name="lan"))
    statement = (
        "INSERT OR REPLACE INTO audit_entry SELECT id, at, account, 'nobody', action, target, outcome, detail FROM audit_entry"
        if database.engine_dialect == "sqlite"
        else "TRUNCATE audit_entry"
    )
    with pytest.raises(sa.exc.DBAPIError, match="only grows"), database.write() as connection:
        connection.execute(sa.text(statement))


def test_a_line_stays_a_line_whatever_stands_in_it(database: Database) -> None:
    with database.write() as connection:
        record(
            connection, Entry(action="x" * 99, name="an\r\nADMIN\x00\u202e", target="\u2028" * 400, detail="y" * 900)
        )
    with database.read() as connection:
        found = entries(connection, Wanted())[0]

    assert found.name == "an\\u000d\\u000aADMIN\\u0000\\u202e"
    assert (len(found.action), len(found.target), len(found.detail)) == (30, 200, 500)
    assert plain("Quận 3", 5) == "Quận "


def test_the_trail_is_read_by_name_action_outcome_and_time(database: Database) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with database.write() as connection:
        for hours, name, action in ((0, "lan", "upload"), (1, "binh", "upload"), (2, "lan", "undo")):
            outcome = "refused" if name == "binh" else "done"
            record(connection, Entry(action=action, name=name, outcome=outcome), at=noon + timedelta(hours=hours))
    asked = [
        Wanted(name="lan"),
        Wanted(actions=("upload",)),
        Wanted(outcomes=("refused",)),
        Wanted(since=(noon + timedelta(hours=1)).astimezone()),
        Wanted(until=noon + timedelta(hours=1)),
    ]
    with database.read() as connection:
        found = [[(each.name, each.action) for each in entries(connection, wanted)] for wanted in asked]

    assert found == [
        [("lan", "undo"), ("lan", "upload")],
        [("binh", "upload"), ("lan", "upload")],
        [("binh", "upload")],
        [("lan", "undo"), ("binh", "upload")],
        [("lan", "upload")],
    ]
