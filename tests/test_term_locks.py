"""Commit, tested: a locked term is changed by nothing, whichever way it comes, until an administrator unlocks it with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from data_access.audit import Entry, Wanted, entries
from data_access.changes import Incoming
from data_access.database import Database
from data_access.errors import Impossible, TermLocked
from data_access.merge_decisions import decide
from data_access.office_uploads import lock_term, set_settings, unlock_term
from data_access.term_locks import locks_in_force
from data_access.undos import plan_undo, undo
from data_access.unit_states import link_units
from tests.row_builders import a_figure, a_model, a_scope, a_training, committed, compared, facts_as_of, models
from tests.source_code import sources
from tests.upload_visits import rows
from tests.workbooks import a_workbook
from work.imports import prepare
from work.locks import locked_by_undo
from work.options import Options

TERM, YEAR = "party_term:2020-2025", "year:2023"


def trainings(*given: dict[str, Any]) -> Incoming:
    return Incoming("training", list(given))


def stated(*given: dict[str, Any]) -> Incoming:
    return Incoming("summary", list(given))


def stopped(database: Database, act: Callable[[], object]) -> tuple[str, ...]:
    """What is named as locked; and that nothing at all was written."""
    before, version = facts_as_of(database, database.version()), database.version()
    with pytest.raises(TermLocked) as told:
        act()
    assert (facts_as_of(database, database.version()), database.version()) == (before, version)
    return told.value.terms


def test_a_locked_year_takes_no_row_of_it_and_all_of_other_years(database: Database) -> None:
    committed(database, models(a_model("Hẻm xanh")))
    lock_term(database, YEAR, "Đã báo cáo", by="Lan")

    assert stopped(database, lambda: committed(database, models(a_model("Chợ văn minh")))) == (YEAR,)
    assert stopped(database, lambda: committed(database, models(a_model("Hẻm xanh", stage="recognised")))) == (YEAR,)
    assert stopped(database, lambda: committed(database, stated(a_figure(term=YEAR)))) == (YEAR,)
    assert stopped(database, lambda: committed(database, stated(a_figure(term="month:2023-05")))) == (YEAR,)
    assert committed(database, models(a_model("Hẻm xanh"))) is None
    assert committed(database, models(a_model("Chợ văn minh", report_year=2024))) == 3
    assert committed(database, stated(a_figure())) == 4


def test_a_locked_term_holds_its_years_as_the_office_counts_them(database: Database) -> None:
    committed(database, trainings(a_training(year=2022)))
    lock_term(database, TERM, "Đại hội đã xong", by="Lan")

    assert stopped(database, lambda: committed(database, trainings(a_training(year=2025)))) == (TERM,)
    assert committed(database, trainings(a_training(year=2020))) == 3
    assert stopped(database, lambda: set_settings(database, {"plan_years": "with"}, by="")) == (TERM,)
    unlock_term(database, TERM, "Sửa sổ", by="Lan")
    assert set_settings(database, {"plan_years": "with"}, by="") == 5
    lock_term(database, TERM, "Đã sửa", by="Lan")
    assert stopped(database, lambda: committed(database, trainings(a_training("Lớp khác", year=2020)))) == (TERM,)
    assert committed(database, trainings(a_training(year=2025, level="district"))) == 7
    assert stopped(database, lambda: undo(database, 5, by="")) == (TERM,)


def test_a_whole_kind_can_be_locked(database: Database) -> None:
    lock_term(database, "half_year", "Không dùng", by="")

    assert stopped(database, lambda: committed(database, stated(a_figure(term="half_year:2024-H1")))) == ("half_year",)
    assert committed(database, stated(a_figure(term="year:2024"))) == 2


def test_no_undo_redo_replacement_or_merge_reaches_a_locked_term(database: Database) -> None:
    one, two = a_model("Hẻm xanh"), a_model("Hẻm xanh sạch đẹp", report_year=2024)
    committed(database, models(one, two))
    committed(database, stated(a_figure(term=YEAR)))
    undo(database, 2, by="")
    with database.read() as connection:
        keys = list(connection.scalars(sa.text("SELECT model_key FROM dan_van_model ORDER BY id")))
    lock_term(database, YEAR, "Đã báo cáo", by="Lan")

    assert stopped(database, lambda: undo(database, 1, by="")) == (YEAR,)
    assert stopped(database, lambda: undo(database, 3, by="")) == (YEAR,)
    assert stopped(database, lambda: decide(database, "same", keys[0], keys[1], by="")) == (YEAR,)
    replacing = models(two, scopes=[a_scope("models", "year:2023", "year:2024")])
    assert stopped(database, lambda: committed(database, replacing, replace=True)) == (YEAR,)
    with database.read() as connection:
        plan = plan_undo(connection, 1)
    assert [each.term for each in locked_by_undo(database, plan)] == [YEAR]
    assert decide(database, "different", keys[0], keys[1], by="") == 5


def test_a_successor_of_whom_figures_are_locked_is_not_linked_anew(database: Database) -> None:
    committed(database, stated(a_figure(unit="26743@2025-07-01", term="year:2026")))
    lock_term(database, "year:2026", "Đã báo cáo", by="")

    def link() -> object:
        return link_units(database, "770", "26743@2025-07-01", date(2025, 7, 1), shared=True, by="")

    assert stopped(database, link) == ("year:2026",)


def test_who_previewed_before_the_lock_is_stopped_after_it(database: Database) -> None:
    incoming = models(a_model("Hẻm xanh"))
    seen = compared(database, incoming)
    lock_term(database, YEAR, "Đã báo cáo", by="Lan")

    assert stopped(database, lambda: committed(database, incoming, change_set=seen)) == (YEAR,)


def test_the_preview_says_which_term_is_locked_sheet_by_sheet(database: Database) -> None:
    content = a_workbook({"Biểu 1": rows(("Quận 3", 3, 1)), "Biểu 2": rows(("Quận 4", 2, 1), term="2015-2020")})
    lock_term(database, TERM, "Đại hội đã xong", by="Lan")
    prepared = prepare(database, [("a.xlsx", content)], Options())

    told = {s.sheet: [(p.level, p.code, p.params) for p in s.problems] for r in prepared.readings for s in r.sheets}
    assert prepared.has_errors
    assert told == {"Biểu 1": [("error", "term_locked", {"locked": TERM})], "Biểu 2": []}


def test_unlocking_needs_a_reason_and_stands_in_the_audit_trail(database: Database) -> None:
    lock_term(database, YEAR, "Đã báo cáo", by="Lan", audit=Entry(action="lock_term", name="Lan"))
    for reason in ("", "  ", "x" * 301):
        with pytest.raises(Impossible, match="reason_needed"):
            unlock_term(database, YEAR, reason, by="Lan")
    with database.read() as connection:
        assert [(each.term, each.reason, each.by, each.upload) for each in locks_in_force(connection)] == [
            (YEAR, "Đã báo cáo", "Lan", 1)
        ]
    unlock_term(database, YEAR, "Bổ sung Quận 3", by="Lan", audit=Entry(action="unlock_term", name="Lan"))

    assert committed(database, models(a_model())) == 3
    with database.read() as connection:
        told = [(each.name, each.action, each.target, each.detail) for each in entries(connection, Wanted())]
        assert locks_in_force(connection) == []
    assert told == [
        ("Lan", "unlock_term", YEAR, "upload 2 · Bổ sung Quận 3"),
        ("Lan", "lock_term", YEAR, "upload 1 · Đã báo cáo"),
    ]


def test_locks_are_set_and_opened_once_and_never_undone(database: Database) -> None:
    lock_term(database, YEAR, "a", by="")
    with pytest.raises(Impossible, match="already_locked"):
        lock_term(database, YEAR, "b", by="")
    with database.read() as connection:
        assert [line.why for line in plan_undo(connection, 1).impossible] == ["lock"]
    assert undo(database, 1, by="").upload is None
    unlock_term(database, YEAR, "c", by="")
    with pytest.raises(Impossible, match="not_locked"):
        unlock_term(database, YEAR, "d", by="")
    with pytest.raises(Impossible, match="not_a_term"):
        lock_term(database, "year:23", "e", by="")
    assert lock_term(database, YEAR, "f", by="") == 3


def test_every_writer_of_facts_holds_the_locks() -> None:
    """Whoever takes the number of a new version asks for the locks too; remembered spellings change no figure."""
    writers = {
        source.path for source in sources() if source.package == "data_access" and any(source.calls("add_upload"))
    }
    holding = {source.path for source in sources() if any(source.calls("hold_locks"))}

    assert writers - holding == {"data_access/unit_aliases.py"}
