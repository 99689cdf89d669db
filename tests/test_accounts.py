"""Guard, tested: accounts on the command line and by an administrator, and what must never happen to them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from commands import main
from data_access.audit import Entry, Wanted, entries, record
from data_access.database import Database
from tests.account_holders import HOST, PASSWORD, an_account, the_person
from work import accounts, start
from work.accounts import AccountProblem
from work.audit_trail import trail, trail_file
from work.audit_words import audit_words
from work.own_sessions import end_own_session, own_sessions
from work.rights import NotAllowed, Person
from work.sign_in import sign_in


class Host:
    """The command line on the server, for one database."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def command(self, *words: str) -> tuple[int, str, str]:
        """One command: exit code, standard output, what was said aside."""
        try:
            code = main(["accounts", *words])
        except SystemExit as left:
            code = int(left.code or 0)
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def told(self, *words: str) -> Any:
        """What a command says as JSON."""
        code, said, aside = self.command(*words, "--json")
        assert (code, aside) == (0, "")
        return json.loads(said)


@pytest.fixture
def host(database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Host]:
    """The command line, with a database in its environment."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    yield Host(capsys)
    start.database().close()


def problem(act: Any, *words: Any, **named: Any) -> str:
    """Which problem keeps an act from being done."""
    with pytest.raises(AccountProblem) as found:
        act(*words, **named)
    return found.value.key.rpartition(".")[2]


def test_the_host_makes_the_first_administrator_and_lists_accounts(host: Host) -> None:
    assert host.command("list")[0] == 0
    code, said, refused = host.command("add", "minh", "--role", "leader")
    assert (code, said) == (1, "") and "--role administrator" in refused
    made = host.told("add", "Lan", "--role", "administrator")
    assert host.told("add", "q3", "--role", "secretary", "--units", "770,79", "783")["units"] == [
        "770",
        "783",
        "79",
        "79@2025-07-01",
    ]
    host.told("units", "q3", "769@2021-01-01")
    host.told("disable", "q3")

    assert len(made.pop("password")) == 23
    assert host.told("list") == [
        {**made, "name": "lan", "role": "administrator", "units": [], "disabled": False, "must_change": True},
        {
            "name": "q3", "role": "secretary", "units": ["769@2021-01-01"], "disabled": True, "must_change": True,
            "subject": None,
        },
    ]  # fmt: skip
    assert host.command("disable", "lan")[0] == 1
    assert host.command("add", "x", "--role", "king")[0] == 2


def test_every_change_stands_in_the_trail(database: Database) -> None:
    an_account(database, "lan", "administrator")
    lan = the_person(database, "lan")
    accounts.add(database, lan, "q3", "secretary", units=["770"])
    accounts.change_role(database, lan, "q3", "leader")
    accounts.change_units(database, lan, "q3", [])
    accounts.disable(database, lan, "q3")
    accounts.enable(database, lan, "q3")
    accounts.reset_password(database, lan, "q3")
    accounts.end_sessions_of(database, lan, "q3")
    accounts.link_subject(database, lan, "q3", "someone@example.org")
    with database.read() as connection:
        found = entries(connection, Wanted(name="lan"))[:8]

    assert [(each.action, each.target) for each in reversed(found)] == [
        ("account_add", "2 q3"),
        ("account_role", "2 q3: secretary -> leader"),
        ("account_units", "2 q3: 770 -> "),
        ("account_disable", "2 q3"),
        ("account_enable", "2 q3"),
        ("account_password", "2 q3"),
        ("sessions_end", "2 q3"),
        ("account_subject", "2 q3"),
    ]
    assert "someone@example.org" not in str(found)


def test_only_administrators_change_accounts_or_read_the_trail(database: Database) -> None:
    an_account(database, "lan", "administrator")
    an_account(database, "minh", "leader")
    minh = the_person(database, "minh")
    acts: list[Callable[[], Any]] = [
        lambda: accounts.add(database, minh, "x", "administrator"),
        lambda: accounts.change_role(database, minh, "minh", "administrator"),
        lambda: accounts.change_units(database, minh, "minh", []),
        lambda: accounts.disable(database, minh, "lan"),
        lambda: accounts.enable(database, minh, "lan"),
        lambda: accounts.reset_password(database, minh, "lan"),
        lambda: accounts.link_subject(database, minh, "lan", "x"),
        lambda: accounts.end_sessions_of(database, minh, "lan"),
        lambda: accounts.sessions_of(database, minh),
        lambda: trail(database, minh, Wanted(), limit=1),
        lambda: trail_file(database, minh, Wanted(), lang="vi", kind="csv"),
    ]
    for act in acts:
        with pytest.raises(NotAllowed, match="role"):
            act()
    after = [(each.name, each.role, each.disabled) for each in accounts.every_account(database)]

    assert after == [("lan", "administrator", False), ("minh", "leader", False)]
    assert sign_in(database, "lan", PASSWORD, address="").account == 1


def test_there_is_always_an_administrator_and_the_first_is_made_on_the_host(database: Database) -> None:
    assert problem(accounts.add, database, Person.alone(), "lan", "administrator") == "host_first"
    assert problem(accounts.add, database, HOST, "lan", "leader") == "administrator_first"
    an_account(database, "lan", "administrator")
    assert problem(accounts.disable, database, HOST, "lan") == "last_administrator"
    assert problem(accounts.change_role, database, HOST, "lan", "leader") == "last_administrator"
    accounts.add(database, HOST, "hoa", "administrator")
    accounts.disable(database, HOST, "lan")
    assert problem(accounts.disable, database, HOST, "hoa") == "last_administrator"


def test_names_and_units_that_mean_nothing_are_refused(database: Database) -> None:
    an_account(database, "lan", "administrator")
    for name in ("", " ", "-lan", "lan.", "lan@", "a b", "la\rn", "<b>", "x" * 61, "lan\u200b"):
        assert problem(accounts.add, database, HOST, name, "leader") == "name"
    assert problem(accounts.add, database, HOST, "LAN", "leader") == "taken"
    assert problem(accounts.add, database, HOST, "x", "king") == "role"
    assert problem(accounts.add, database, HOST, "x", "secretary", units=["99999"]) == "unit"
    assert problem(accounts.add, database, HOST, "x", "secretary", units=["769"]) == "units"
    assert problem(accounts.disable, database, HOST, "nobody") == "unknown"
    assert [each.name for each in accounts.every_account(database)] == ["lan"]


def test_a_person_sees_and_ends_only_their_own_sessions(database: Database) -> None:
    an_account(database, "lan", "administrator")
    an_account(database, "minh", "leader")
    lan, minh = the_person(database, "lan"), the_person(database, "minh")
    other = sign_in(database, "minh", PASSWORD, address="192.0.2.9")
    sessions = own_sessions(database, minh)
    end_own_session(database, minh, own_sessions(database, lan)[0].id)

    assert sorted(each.address for each in sessions) == ["192.0.2.100", "192.0.2.9"]
    assert {each.name for each in accounts.sessions_of(database, lan)} == {"lan", "minh"}
    assert len(own_sessions(database, lan)) == 1 and other.account == minh.account


@pytest.mark.parametrize(
    ("said", "vi", "en"),
    [
        ("upload 7", "lần tải lên 7", "upload 7"),
        ("new 4243 changed 3", "mới 4.243, đổi 3", "new 4,243, changed 3"),
        ("upload 8 · unit added", "lần tải lên 8 · thêm đơn vị", "upload 8 · unit added"),
        ("administrator ", "quản trị, mọi đơn vị", "administrator, all units"),
        ("secretary 770,769@2021-01-01", "thư ký, 770, 769@2021-01-01", "secretary, 770, 769@2021-01-01"),
        ("2 q3: leader -> secretary", "2 q3: lãnh đạo → thư ký", "2 q3: leader → secretary"),
        ("2 q3:  -> 770,773", "2 q3: mọi đơn vị → 770, 773", "2 q3: all units → 770, 773"),
        ("role", "vai trò không cho phép", "the role does not allow it"),
        ("Đại hội năm 2025", "Đại hội năm 2025", "Đại hội năm 2025"),
        ("", "", ""),
    ],
)
def test_what_the_trail_keeps_as_codes_is_read_as_words(said: str, vi: str, en: str) -> None:
    assert (audit_words(said, "vi"), audit_words(said, "en")) == (vi, en)


def test_the_trail_is_taken_away_whole_and_that_is_a_line_too(database: Database) -> None:
    an_account(database, "lan", "administrator")
    lan = the_person(database, "lan")
    with database.write() as connection:
        record(connection, Entry(action="upload", name="=1+1", target="+cmd"))
    text = trail_file(database, lan, Wanted(), lang="vi", kind="csv").decode("utf-8-sig")
    book = trail_file(database, lan, Wanted(), lang="en", kind="xlsx")
    newest = trail(database, lan, Wanted(), limit=2)

    assert "'=1+1" in text and "'+cmd" in text and "Thêm tài khoản" in text
    assert book.startswith(b"PK")
    assert [(each.action, each.target) for each in newest] == [("export", "audit.xlsx"), ("export", "audit.csv")]
