"""Count, tested: a unit's own page: its history, its figures through the terms, its place, what it owes, who touched it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.bounds import Amount
from data_access.database import Database
from data_access.measures import ATTENDANCES, MEASURES, MODELS, TRAINING_SESSIONS
from data_access.unit_uploads import UnitUpload, uploads_of_unit
from tests.facts import Facts
from tests.reference_units import reference
from work import start
from work.ranges import Range, at_least, range_of
from work.units import Rank, Relative, lines_of, open_unit, owed, predecessors, successors, touched_by, unit_of

Q1, Q2, Q3, Q4, THU_DUC, HCM = "760", "769", "770", "773", "769@2021-01-01", "79"
TERM, BEFORE = "party_term:2020-2025", "party_term:2015-2020"
TODAY, ALL = date(2026, 6, 1), list(MEASURES.values())


@pytest.fixture
def facts(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Facts]:
    """A database that views open."""
    monkeypatch.setenv("DATABASE_URL", database.url)
    yield Facts(database)
    start.database().close()


def test_a_unit_knows_whom_it_came_from_and_what_it_became() -> None:
    known = reference()

    assert successors(known, Q2) == [Relative(THU_DUC, date(2021, 1, 1), ("762", "763"))]
    assert {each.unit for each in predecessors(known, THU_DUC)} == {"762", "763", Q2}
    communes = {known.units[each.unit].name: each for each in successors(known, Q3)}
    assert sorted(communes) == ["Phường Bàn Cờ", "Phường Nhiêu Lộc", "Phường Xuân Hòa"]
    assert [each.others for each in communes.values()] == [(), (), ()]
    assert [each.unit for each in predecessors(known, communes["Phường Bàn Cờ"].unit)] == [Q3]


def test_a_shared_successor_names_its_other_parents() -> None:
    known = reference()
    shared = next(each for each in known.successors if each.shared and known.units[each.before].level == "district")
    (found,) = [each for each in successors(known, shared.before) if each.unit == shared.after]

    assert found.others and shared.before not in found.others
    assert set(found.others) == {each.unit for each in predecessors(known, shared.after)} - {shared.before}


def test_the_figures_of_a_unit_go_through_all_terms_with_its_place_and_what_it_owes(facts: Facts) -> None:
    facts.stated(Q3, BEFORE, 50)
    facts.stated(Q3, TERM, 60)
    facts.stated(Q1, TERM, 70)
    facts.stated(Q4, TERM, 60)
    facts.training(Q3, 2022, 2)
    facts.upload()
    view = open_unit({"unit": [Q3, Q1], "view": ["former"]}, today=TODAY)
    lines = lines_of(view, Q3, [MODELS, TRAINING_SESSIONS, ATTENDANCES])
    told = [(x.term, x.measure.key, x.figure.value if x.figure else None, x.state, x.rank) for x in lines]

    assert unit_of(view) == Q3
    assert told == [
        (TERM, "models", 60, "known", Rank(2, 2, 3)),
        (TERM, "training_sessions", 2, "known", None),
        (TERM, "attendances", None, "owed", None),
        (BEFORE, "models", 50, "known", None),
        (BEFORE, "training_sessions", None, "owed", None),
        (BEFORE, "attendances", None, "owed", None),
    ]
    assert owed(lines) == {TERM: [ATTENDANCES], BEFORE: [TRAINING_SESSIONS, ATTENDANCES]}


def test_a_bound_leaves_open_which_place_it_has(facts: Facts) -> None:
    facts.stated(Q3, TERM, 60, ">")
    facts.stated(Q1, TERM, 70)
    facts.stated(Q4, TERM, 50)
    facts.upload()

    def rank(unit: str) -> Rank | None:
        return lines_of(open_unit({"unit": [unit]}, today=TODAY), unit, [MODELS])[0].rank

    assert [rank(unit) for unit in (Q3, Q1, Q4)] == [Rank(1, 2, 3), Rank(1, 2, 3), Rank(3, 3, 3)]


def test_a_unit_owes_nothing_for_terms_in_which_it_did_not_stand(facts: Facts) -> None:
    facts.stated(Q1, BEFORE, 50)
    facts.stated(Q1, TERM, 50)
    facts.upload()
    lines = lines_of(open_unit({"unit": [THU_DUC]}, today=TODAY), THU_DUC, [MODELS])

    assert [(line.term, line.state) for line in lines] == [(TERM, "owed")]
    before = lines_of(open_unit({"unit": [Q2]}, today=TODAY), Q2, [MODELS])
    assert [(line.term, line.state) for line in before] == [(TERM, "absent"), (BEFORE, "owed")]


def test_a_unit_begins_with_the_newest_term_that_it_has_figures_of(facts: Facts) -> None:
    facts.stated(Q3, BEFORE, 50)
    facts.stated(Q1, TERM, 50)
    facts.upload()
    asked = {"unit": [Q3], "kind": ["party_term"]}

    assert open_unit(asked, today=TODAY).term == BEFORE
    assert open_unit(asked | {"term": ["2020-2025"]}, today=TODAY).term == TERM
    assert open_unit({"unit": [Q4]}, today=TODAY).term == TERM


def test_a_province_shows_the_sum_of_its_units_and_owes_nothing(facts: Facts) -> None:
    facts.stated(Q1, TERM, 50)
    facts.stated(Q3, TERM, 10, ">")
    facts.upload()
    lines = lines_of(open_unit({"province": [HCM]}, today=TODAY), HCM, [MODELS, ATTENDANCES])

    assert [(line.state, line.figure.amount if line.figure else None, line.rank) for line in lines] == [
        ("known", Amount(60, ">"), None),
        ("silent", None, None),
    ]


def test_the_uploads_that_touched_a_unit_are_told_with_what_they_brought_and_took_out(facts: Facts) -> None:
    facts.stated(Q3, TERM, 60)
    facts.model(Q3, "Hẻm xanh", 2022)
    facts.model(Q3, "Tổ tự quản", 2022)
    first = facts.upload()
    facts.stated(Q1, TERM, 1)
    facts.upload()
    third = facts.upload(remove={"models": facts.ids("models")[:1]})
    with facts.database.read() as connection:
        found = uploads_of_unit(connection, [Q3], third)
        past = uploads_of_unit(connection, [Q3], first)

    assert found == [UnitUpload(third, {}, {"models": 1}), UnitUpload(first, {"summary": 1, "models": 2}, {})]
    assert past == [UnitUpload(first, {"summary": 1, "models": 2}, {})]
    view = open_unit({"unit": [Q3]}, today=TODAY)
    assert [(upload.number, upload.files) for upload, _ in touched_by(view, Q3)] == [
        (third, (f"bieu-{third}.xlsx",)),
        (first, (f"bieu-{first}.xlsx",)),
    ]


@given(value=st.integers(0, 100), qualifier=st.sampled_from([None, ">", "≥", "<", "≤", "≈"]))
def test_a_lower_bound_holds_all_that_the_amount_held(value: int, qualifier: str | None) -> None:
    before, after = range_of(Amount(value, qualifier)), range_of(at_least(Amount(value, qualifier)))

    assert after.highest is None and after.lowest <= before.lowest
    assert range_of(at_least(Amount(value))) == Range(value, None)
