"""Match and count, tested: a term whose congress met earlier or later than its label says: whatever asks its days follows."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from data_access.comparisons import between
from data_access.cube import build_cube
from data_access.database import Database
from data_access.errors import Impossible, TermLocked
from data_access.measures import MODELS
from data_access.office_uploads import lock_term, set_days
from data_access.places import expected_units, stands
from data_access.queries import Question
from data_access.reference import Reference, load_reference
from data_access.selection import Selection
from data_access.term_days import lived
from data_access.undos import undo
from intake.readings import Context
from intake.sheets import read_sheets
from intake.units import UnitNames
from intake.workbooks import read_workbook
from tests.facts import Facts
from tests.workbooks import a_workbook
from work import programmes, start, targets
from work.soundness import findings
from work.views import open_view

PARTY, BRANCH = "party_term:2020-2025", "branch_term:2023-2025"
LATE = (date(2020, 10, 18), date(2025, 10, 14))
BETWEEN = date(2025, 9, 1)  # over by the label, still running by the congress


def reference(database: Database, version: int | None = None) -> Reference:
    with database.read() as connection:
        return load_reference(connection, version)


def days(database: Database, term: str, version: int | None = None) -> tuple[date | None, date | None]:
    made = lived(reference(database, version), term)
    return made.starts, made.ends


def refused(act: Any) -> str:
    with pytest.raises(Impossible) as told:
        act()
    return told.value.code


def test_days_are_an_upload_that_can_be_undone_and_the_past_keeps_its_own(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    label = (date(2020, 7, 1), date(2025, 6, 30))
    assert days(database, PARTY) == label
    assert set_days(database, PARTY, LATE, by="Lan") == 1
    assert set_days(database, PARTY, (LATE[0], date(2025, 9, 30)), by="Lan") == 2
    assert [days(database, PARTY, version) for version in (0, 1, 2)] == [label, LATE, (LATE[0], date(2025, 9, 30))]
    undo(database, 2, by="")
    assert days(database, PARTY) == LATE
    assert set_days(database, PARTY, None, by="") == 4
    assert (days(database, PARTY), days(database, PARTY, 3)) == (label, LATE)
    undo(database, 4, by="")
    assert days(database, PARTY) == LATE
    assert findings(database) == []


def test_days_that_cannot_be_are_told(database: Database) -> None:
    asked = {
        "year:2023": (date(2023, 1, 2), date(2023, 12, 31)),
        PARTY: (date(2025, 10, 14), date(2025, 10, 14)),
        BRANCH: (date(2021, 11, 26), date(2025, 12, 31)),
        "review:2010-2015": (date(2010, 1, 1), date(2017, 2, 4)),
        "party_term:2025-2020": LATE,
    }
    assert {term: refused(partial(set_days, database, term, said, by="")) for term, said in asked.items()} == {
        "year:2023": "days_of_calendar", PARTY: "days_in_order", BRANCH: "days_too_far",
        "review:2010-2015": "days_too_far", "party_term:2025-2020": "not_a_term",
    }  # fmt: skip
    assert refused(lambda: set_days(database, PARTY, None, by="")) == "days_known"
    assert set_days(database, BRANCH, (date(2022, 1, 1), date(2025, 12, 31)), by="") == 1
    assert refused(lambda: set_days(database, BRANCH, (date(2022, 1, 1), date(2025, 12, 31)), by="")) == "days_known"


def test_a_locked_term_keeps_its_days(database: Database) -> None:
    set_days(database, PARTY, LATE, by="")
    lock_term(database, PARTY, "Đã báo cáo", by="")
    for said in (None, (LATE[0], date(2025, 9, 30))):
        with pytest.raises(TermLocked):
            set_days(database, PARTY, said, by="")
    with pytest.raises(TermLocked):
        undo(database, 1, by="")
    assert days(database, PARTY) == LATE and set_days(database, BRANCH, (date(2023, 2, 1), date(2025, 12, 31)), by="")


def test_a_term_runs_until_its_own_last_day(database: Database) -> None:
    facts = Facts(database)
    for term, value in (("party_term:2015-2020", 4), (PARTY, 6)):
        facts.stated("770", term, value)
    facts.upload()

    def said(day: date) -> tuple[bool, bool]:
        with database.read() as connection:
            cube, known = build_cube(connection, database.version()), load_reference(connection)
        question = Question(known, MODELS, Selection(terms=(PARTY,)))
        compared = between(cube, question, (PARTY, "party_term:2015-2020"), today=day)
        assert compared is not None
        return compared.running, compared.is_possible

    assert said(BETWEEN) == (False, True)
    set_days(database, PARTY, LATE, by="")
    assert (said(BETWEEN), said(date(2025, 10, 15))) == ((True, False), (False, True))


def test_the_units_that_a_sum_needs_follow_the_days(database: Database) -> None:
    # Thủ Đức began in 2021 and ended with June 2025; its last year of a short review counts as much as its days do.
    term, unit = "review:2024-2025", "769@2021-01-01"
    assert stands(reference(database), unit, term)
    set_days(database, term, (date(2025, 1, 20), date(2026, 12, 31)), by="")
    assert not stands(reference(database), unit, term)
    having = ["770"]
    assert unit in expected_units(reference(database, 0), Selection(), term, having)
    assert unit not in expected_units(reference(database), Selection(), term, having)


def test_pages_ask_the_days_that_were_set(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database.url)
    facts = Facts(database)
    facts.stated("770", PARTY, 6, as_of=date(2025, 8, 31))
    facts.target("770", PARTY, 10)
    facts.programme("770", "Cùng dân", "programme_phase:2021-2025", status="running")
    facts.upload()

    def said() -> tuple[bool, str, float | None, date | None]:
        view = open_view({"term": [PARTY]}, [MODELS], today=BETWEEN)
        (target,) = targets.standings(view, [PARTY], [MODELS])
        (line,) = programmes.register(programmes.open_programmes({}, today=BETWEEN))
        return view.is_running, target.verdict, target.elapsed, line.ends

    assert said() == (False, "short", None, date(2025, 12, 31))
    set_days(database, PARTY, LATE, by="")
    set_days(database, "programme_phase:2021-2025", (date(2021, 1, 1), date(2026, 3, 31)), by="")
    passed = ((date(2025, 8, 31) - LATE[0]).days + 1) / ((LATE[1] - LATE[0]).days + 1)
    assert said() == (True, "slow", passed, date(2026, 3, 31))
    start.database().close()


def test_a_name_in_a_workbook_means_the_unit_that_stood_in_the_days_of_the_term(database: Database) -> None:
    # Quận 2 ended with the year 2020: it has no part in a phase that begins with 2021, unless that began earlier.
    term = "programme_phase:2021-2025"
    content = a_workbook({"Biểu 1": [["Quận/huyện", "Giai đoạn", "Số mô hình"], ["Quận 2", "2021-2025", 4]]})

    def units() -> list[Any]:
        known = reference(database)
        context = Context(known, UnitNames(known), date(2026, 11, 22), province="79")
        (sheet,) = read_workbook("a.xlsx", read_sheets("a.xlsx", content), context).sheets
        errors = [each.code for each in sheet.problems if each.level == "error"]
        return [fact.row["unit"] for fact in sheet.facts] + errors

    assert units() == ["unknown_unit"]
    set_days(database, term, (date(2020, 10, 1), date(2025, 12, 31)), by="")
    assert units() == ["769"]
