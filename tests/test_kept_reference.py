"""Match, commit and count, tested: the units and terms that a process keeps are those of the database, whatever was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from data_access.database import Database
from data_access.kept_reference import reference_of
from data_access.office_uploads import name_term, set_days
from data_access.reference import load_reference
from data_access.undos import undo
from data_access.unit_aliases import forget, remembered_answers
from data_access.unit_states import NewUnit, add_unit, end_unit, link_units
from tests.facts import Facts
from tests.people import OPERATOR
from tests.workbooks import a_workbook
from work.imports import commit_prepared, prepare
from work.options import Options

HCM, Q3, NEW = "79@2025-07-01", "770", "99999@2027-01-01"
TERM = "party_term:2025-2030"


def _answered(database: Database) -> None:
    """Commit a file of which a spelling was explained."""
    rows = [
        ["BIỂU TỔNG HỢP THÀNH PHỐ HỒ CHÍ MINH"],
        ["Quận/huyện", "Nhiệm kỳ", "Số mô hình"],
        ["Q. Lạ", "2020-2025", 7],
    ]
    files = [("a.xlsx", a_workbook({"Biểu 1": rows}))]
    asked = [p for sheet in prepare(database, files, Options()).readings[0].sheets for p in sheet.problems]
    key = next(str(p.params["spelling"]) for p in asked if "spelling" in p.params)
    commit_prepared(database, OPERATOR, prepare(database, files, Options(answers={key: Q3})))


def _forget(database: Database) -> None:
    with database.read() as connection:
        answer = remembered_answers(connection)[-1]
    forget(database, answer.id, by="")


def _facts(database: Database) -> None:
    facts = Facts(database)
    facts.stated(Q3, f"year:{2010 + facts.version}", 4)
    facts.upload()


def _newest_undone(database: Database) -> None:
    undo(database, database.version(), by="")


@pytest.mark.slow
def test_after_whatever_is_said_every_version_is_read_as_it_is(database: Database) -> None:
    steps: list[Callable[[Database], object]] = [
        _facts,
        lambda known: add_unit(known, NewUnit("commune", "99999", "Xã", "Thử Nghiệm", HCM, date(2027, 1, 1)), by=""),
        _facts,
        lambda known: link_units(known, Q3, NEW, date(2027, 1, 1), shared=True, by=""),
        _newest_undone,
        lambda known: end_unit(known, NEW, date(2028, 1, 1), by=""),
        _newest_undone,
        _newest_undone,
        lambda known: name_term(known, TERM, by=""),
        lambda known: set_days(known, TERM, (date(2025, 8, 1), date(2030, 7, 31)), by=""),
        _newest_undone,
        _answered,
        _facts,
        _forget,
        _newest_undone,
    ]
    for step in steps:
        step(database)
        newest = database.version()
        for version in (None, newest, newest // 2):
            with database.read() as connection:
                assert reference_of(database, version) == load_reference(connection, version)


def test_figures_alone_leave_what_is_known_as_it_is(database: Database) -> None:
    _facts(database)
    before = reference_of(database)
    facts = Facts(database)
    facts.stated("773", "year:2010", 5)
    facts.upload()

    assert reference_of(database) is before is reference_of(database, 1)
    name_term(database, TERM, by="")
    assert reference_of(database) is not before
