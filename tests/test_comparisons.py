"""Comparisons: an increase is said only over units with a figure in both terms, and over equal time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data_access.bounds import Amount
from data_access.cache import cube_of
from data_access.comparisons import Comparison, comparison, same_elapsed
from data_access.database import Database
from data_access.listings import Difference, Missing, estimates, missing_units, report_list_differences
from data_access.measures import COMMENDED_COLLECTIVES, MODELS, TRAINING_SESSIONS, Measure
from data_access.queries import Question
from data_access.reference import load_reference
from data_access.selection import Selection
from tests.facts import Facts
from work.change_words import delta

Q1, Q3, Q4, TPHCM = "760", "770", "773", "79"
QUAN_2, TP_THU_DUC = "769", "769@2021-01-01"
TERM, BEFORE, NEXT = "party_term:2020-2025", "party_term:2015-2020", "party_term:2025-2030"
TODAY = date(2026, 11, 22)


@pytest.fixture
def facts(database: Database) -> Facts:
    return Facts(database)


def question(facts: Facts, measure: Measure, **selection: Any) -> Question:
    facts.upload()
    with facts.database.read() as connection:
        return Question(load_reference(connection), measure, Selection(**selection))


def compare(facts: Facts, term: str, measure: Measure = MODELS, **selection: Any) -> Comparison | None:
    asked = question(facts, measure, **selection)
    return comparison(cube_of(facts.database), asked, term, today=TODAY)


def test_a_change_is_said_over_the_units_that_have_both_terms(facts: Facts) -> None:
    facts.stated(Q1, BEFORE, 200)
    facts.stated(Q1, TERM, 260, ">")
    facts.stated(Q3, BEFORE, 30)
    facts.stated(Q3, TERM, 42)
    facts.stated(Q4, TERM, 1000)
    found = compare(facts, TERM, units=(Q1, Q3, Q4))
    assert found is not None
    assert (found.before, found.after, found.difference) == (Amount(230), Amount(302, ">"), Amount(72, ">"))
    assert (found.have, found.of, found.running, found.is_possible, found.unlike) == (2, 3, False, True, ())


def test_a_city_that_did_not_exist_is_no_increase(facts: Facts) -> None:
    facts.stated(QUAN_2, BEFORE, 50)
    facts.stated(Q1, BEFORE, 10)
    facts.stated(Q1, TERM, 11)
    facts.stated(TP_THU_DUC, TERM, 150)
    found = compare(facts, TERM, province=TPHCM)
    assert found is not None
    assert (found.difference, found.have, found.of) == (Amount(1), 1, 21)
    assert [each.unit for each in found.changes if not each.existed_before] == [TP_THU_DUC]
    (quan_2,) = [each for each in found.changes if each.unit == QUAN_2]
    assert (quan_2.before, quan_2.after, quan_2.exists_after, quan_2.difference) == (
        Amount(50),
        None,
        False,
        None,
    )


def test_units_that_count_other_stages_or_lack_years_are_named_and_left_out_of_a_change(facts: Facts) -> None:
    facts.stated(Q3, BEFORE, 1019, stage="registered")
    facts.stated(Q3, TERM, 260, stage="implementing")
    facts.stated(Q1, BEFORE, 30)
    facts.stated(Q1, TERM, 42)
    found = compare(facts, TERM)
    assert found is not None and found.unlike == (Q3,)
    assert (found.before, found.after, found.have) == (Amount(30), Amount(42), 1)

    for year in (2021, 2022):
        facts.stated(Q4, f"year:{year}", 7, measure="training_sessions")
    facts.stated(Q4, BEFORE, 70, measure="training_sessions")
    found = compare(facts, TERM, TRAINING_SESSIONS, roll_up=True)
    assert found is not None
    assert (found.unlike, found.have, found.is_possible) == ((Q4,), 0, False)
    assert delta(found, "en").against == (
        "not compared: the figures of 2015–2020 are counted differently or lack years"
    )


def test_a_running_term_says_so(facts: Facts) -> None:
    facts.stated(Q3, TERM, 100)
    facts.stated(Q3, NEXT, 20)
    found = compare(facts, NEXT)
    assert found is not None and found.running and not found.is_possible


def test_a_running_term_is_held_against_as_many_years_of_the_one_before(facts: Facts) -> None:
    for year, classes in ((2021, 5), (2022, 50), (2026, 1), (2027, 9), (2028, 2)):
        facts.stated(Q1, f"year:{year}", classes, measure="training_sessions")
    facts.stated(Q3, "year:2021", 7, measure="training_sessions")
    asked = question(facts, TRAINING_SESSIONS, roll_up=True)
    found = same_elapsed(cube_of(facts.database), asked, NEXT, today=date(2028, 6, 1))
    assert found is not None
    assert (found.before, found.after, found.years, found.have) == (
        Amount(55),
        Amount(10),
        ("year:2026", "year:2027"),
        1,
    )
    assert same_elapsed(cube_of(facts.database), asked, NEXT, today=date(2026, 6, 1)) is None
    assert same_elapsed(cube_of(facts.database), asked, TERM, today=date(2028, 6, 1)) is None


def test_without_a_term_before_or_without_figures_there_is_no_comparison(facts: Facts) -> None:
    facts.stated(Q3, "review:2010-2020", 23, measure="commended_collectives")
    assert compare(facts, "review:2010-2020", COMMENDED_COLLECTIVES) is None
    assert compare(facts, "year:2023", COMMENDED_COLLECTIVES) is None


def test_missing_units_are_named_term_by_term(facts: Facts) -> None:
    facts.stated(Q1, TERM, 1)
    facts.stated(Q3, TERM, 1)
    facts.stated(Q3, BEFORE, 1)
    asked = question(facts, MODELS, units=(Q1, Q3, TP_THU_DUC))
    assert missing_units(cube_of(facts.database), asked) == [
        Missing(BEFORE, (Q1,), 2),
        Missing(TERM, (TP_THU_DUC,), 3),
    ]


def test_hoang_sa_is_never_counted_as_missing(facts: Facts) -> None:
    facts.stated("494", TERM, 3)
    asked = question(facts, MODELS)
    (missing,) = missing_units(cube_of(facts.database), asked)
    assert (missing.of, "498" in missing.units) == (7, False)


def test_a_report_and_a_list_that_disagree_are_listed(facts: Facts) -> None:
    facts.stated(Q1, "year:2023", 2, ">")
    facts.stated(Q3, "year:2023", 3, ">")
    facts.stated(Q4, "year:2023", 3, is_estimate=True)
    for unit in (Q1, Q3, Q4):
        for number in range(3):
            facts.model(unit, f"Mô hình {number}", 2023)
    asked = question(facts, MODELS)
    cube = cube_of(facts.database)
    assert report_list_differences(cube, asked.reference, MODELS, asked.selection) == [
        Difference(Q3, "year:2023", Amount(3, ">"), Amount(3))
    ]
    assert [each.unit for each in estimates(cube, asked.reference, MODELS, asked.selection)] == [Q4]
