"""Commit, tested: whoever writes is asked for the right to it, whatever they write, and the trail says how it went."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from data_access.accounts import account_by_name, add_account
from data_access.audit import Wanted, entries
from data_access.database import Database
from data_access.spelling import with_marks
from tests.people import OPERATOR
from tests.source_code import sources
from tests.workbooks import a_workbook
from work import accounts, duplicates, remembered, saved_views, uploads
from work.imports import commit_prepared, prepare, touched_units
from work.options import Options
from work.rights import NotAllowed, Person, units_outside
from work.taking import take_away

Q1, Q3, HCM, HANOI = "760", "770", "79", "01"
HOLDERS = {
    "quan-tri": ("administrator", ()),
    "ca-phong": ("secretary", ()),
    "quan-1": ("secretary", (Q1,)),
    "thanh-pho": ("secretary", (HCM,)),
    "quan-3": ("secretary", (Q3,)),
    "ha-noi": ("secretary", (HANOI,)),
    "lanh-dao": ("leader", (Q1,)),
}
MAY_WRITE_FOR_Q1 = {"quan-tri": "", "ca-phong": "", "quan-1": "", "thanh-pho": ""}
EXPECTED = {**MAY_WRITE_FOR_Q1, "quan-3": "units", "ha-noi": "units", "lanh-dao": "role"}
HEAD = ["Tên mô hình", "Quận/huyện", "Năm"]
MODELS = [HEAD, ["Tuyến hẻm sạch", "Quận 1", 2023], ["Tuyến hẻm sạch đẹp", "Quận 1", 2023]]


@pytest.fixture
def office(database: Database) -> Database:
    """Two models of Quận 1, a remembered spelling, and somebody of each kind."""
    with database.write() as connection:
        for name, (role, units) in HOLDERS.items():
            row = {"name": name, "role": role, "password_hash": "-", "must_change": False, "password_expires": None}
            add_account(connection, {**row, "created_at": datetime.now(UTC)}, units)
    commit_prepared(database, OPERATOR, prepare(database, [("a.xlsx", a_workbook({"Mô hình": MODELS}))], Options()))
    said = Options(answers={with_marks("Q. Nhứt"): Q1})
    rows = [["Quận/huyện", "Nhiệm kỳ", "Số mô hình"], ["Q. Nhứt", "2020-2025", 12]]
    commit_prepared(database, OPERATOR, prepare(database, [("b.xlsx", a_workbook({"Biểu": rows}))], said))
    return database


def holder(database: Database, name: str) -> Person:
    """The person of an account, as a page would ask."""
    with database.read() as connection:
        account = account_by_name(connection, name)
    assert account is not None
    return Person(account.id, account.name, account.role, account.units)


def imports(database: Database, person: Person) -> object:
    """One figure of Quận 1."""
    rows = [["Quận/huyện", "Nhiệm kỳ", "Số mô hình"], ["Quận 1", "2015-2020", 7]]
    return commit_prepared(database, person, prepare(database, [("c.xlsx", a_workbook({"Biểu": rows}))], Options()))


def replaces(database: Database, person: Person) -> object:
    """A file that takes a model of Quận 1 out."""
    content = a_workbook({"Mô hình": MODELS[:2]})
    return commit_prepared(database, person, prepare(database, [("a.xlsx", content)], Options(replace=True)))


def remembers(database: Database, person: Person) -> object:
    """A file that changes no figure and explains a spelling."""
    rows = [["Quận/huyện", "Nhiệm kỳ", "Số mô hình"], ["Q. Nhứt Nhì", "2020-2025", 12]]
    said = Options(answers={with_marks("Q. Nhứt Nhì"): Q1})
    return commit_prepared(database, person, prepare(database, [("d.xlsx", a_workbook({"Biểu": rows}))], said))


def takes_back(database: Database, person: Person) -> object:
    """The upload of the two models."""
    return uploads.take_back(database, person, 1)


def merges(database: Database, person: Person) -> object:
    """The two models of Quận 1."""
    return duplicates.merged(database, person, *_keys(database))


def keeps_two(database: Database, person: Person) -> object:
    """The same two."""
    return duplicates.kept_two(database, person, *_keys(database))


def forgets(database: Database, person: Person) -> object:
    """The remembered spelling."""
    return remembered.forget(database, person, remembered.all_answers(database)[0].id)


def _keys(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.scalars(text("SELECT DISTINCT model_key FROM dan_van_model ORDER BY 1")))


WRITES: dict[str, Callable[[Database, Person], object]] = {
    "upload": imports, "replace": replaces, "remember": remembers, "undo": takes_back, "merge": merges,
    "apart": keeps_two, "forget": forgets,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("write", WRITES)
def test_only_whoever_is_in_charge_of_a_unit_writes_about_it(office: Database, write: str) -> None:
    for name, reason in EXPECTED.items():
        if not reason:
            continue
        with pytest.raises(NotAllowed) as refused:
            WRITES[write](office, holder(office, name))
        assert refused.value.key == f"accounts.refused.{reason}"
    assert office.version() == 2

    assert WRITES[write](office, holder(office, "quan-1")) is not None
    assert office.version() == 3
    with office.read() as connection:
        told = [(each.name, each.outcome, each.detail) for each in entries(connection, Wanted())][::-1]
    refused_ones = [(name, "refused", reason) for name, reason in EXPECTED.items() if reason]
    done = [line for line in told if line[1] == "done"][-1]
    assert [line for line in told if line[1] == "refused"] == refused_ones
    assert done[0] == "quan-1" and uploads.history_of(office)[-1].by == "quan-1"


def test_the_sample_is_cleared_by_an_administrator_only(office: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    from work import start

    monkeypatch.setenv("DATABASE_URL", office.url)
    for name in ("quan-1", "ca-phong", "lanh-dao"):
        with pytest.raises(NotAllowed):
            start.clear_sample(holder(office, name))
    start.clear_sample(holder(office, "quan-tri"))
    start.database().close()


def test_a_file_with_units_of_others_names_them_before_anything_is_written(office: Database) -> None:
    rows = [["Quận/huyện", "Nhiệm kỳ", "Số mô hình"], ["Quận 1", "2015-2020", 7], ["Quận 3", "2015-2020", 8]]
    prepared = prepare(office, [("e.xlsx", a_workbook({"Biểu": rows}))], Options())
    assert units_outside(office, holder(office, "quan-1"), touched_units(prepared)) == {Q3}
    assert units_outside(office, holder(office, "thanh-pho"), touched_units(prepared)) == set()
    with pytest.raises(NotAllowed):
        commit_prepared(office, holder(office, "quan-1"), prepared)
    assert commit_prepared(office, holder(office, "thanh-pho"), prepared) == 3


def test_no_cell_of_a_workbook_stands_in_the_trail(office: Database) -> None:
    imports(office, holder(office, "quan-1"))
    with office.read() as connection:
        told = " ".join(f"{each.target} {each.detail}" for each in entries(connection, Wanted()))
    assert "Tuyến hẻm" not in told and "Nhứt" not in told and "upload 3" in told


def test_whoever_takes_a_file_away_is_asked_and_noted(office: Database) -> None:
    leader = holder(office, "lanh-dao")
    assert take_away(office, leader, "so-lieu.xlsx", lambda: b"content") == b"content"
    accounts.disable(office, OPERATOR, "lanh-dao")
    with pytest.raises(NotAllowed):
        take_away(office, leader, "so-lieu.xlsx", lambda: b"content")
    with office.read() as connection:
        told = [(each.name, each.action, each.target, each.outcome) for each in entries(connection, Wanted())]
    assert told[0] == ("lanh-dao", "export", "so-lieu.xlsx", "refused")
    assert told[2] == ("lanh-dao", "export", "so-lieu.xlsx", "done")


@pytest.mark.slow
def test_no_button_gives_a_file_away_by_another_way() -> None:
    unasked = []
    for source in sources():
        for node in ast.walk(ast.parse(source.text)):
            is_button = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("download_button")
            if is_button and "taking(" not in ast.unparse(node):
                unasked.append((source.path, node.lineno))
    assert unasked == []


def test_whoever_reads_may_keep_views_and_a_stranger_may_not(office: Database) -> None:
    leader = holder(office, "lanh-dao")
    number = saved_views.change_shows(office, leader, saved_views.add_show, "Họp")
    saved_views.change_shows(office, leader, saved_views.rename_show, number, "Họp tháng 12")
    accounts.disable(office, OPERATOR, "lanh-dao")
    with pytest.raises(NotAllowed):
        saved_views.change_shows(office, leader, saved_views.delete_show, number)
    assert [show.name for show in saved_views.all_shows(office)] == ["Họp tháng 12"]
    with office.read() as connection:
        told = [(each.target, each.outcome) for each in entries(connection, Wanted(actions=("save_view",)))]
    assert told == [(f"delete_show {number}", "refused"), (f"rename_show {number}", "done"), ("add_show", "done")]
