"""Count: one sum for each term, by former district too, with the units behind it, however often and of whom it is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data_access.bounds import Amount
from data_access.cache import cube_of
from data_access.database import Database
from data_access.former import former_reference
from data_access.measures import COMMENDED_COLLECTIVES, MODELS
from data_access.own_figures import Coverage, OwnFigures
from data_access.queries import Question, apart_from_lists, figures
from data_access.selection import Selection
from intake.unit_index import stands_in
from tests.facts import Facts
from tests.reference_units import reference

Q1, Q3, HAI_CHAU = "760", "770", "492"
TERM, YEAR = "year:2023", (date(2023, 1, 1), date(2023, 12, 31))


def test_a_sum_by_former_districts_is_that_of_its_lines(sqlite_database: Database) -> None:
    facts, former = Facts(sqlite_database), former_reference(reference())
    communes = sorted(unit for unit in former.members[Q3] if former.as_reported.units[unit].level == "commune")
    for unit, term, value, bound in (
        (Q1, TERM, 10, None), (Q3, TERM, 7, ">"), (HAI_CHAU, TERM, 5, None), (communes[0], "year:2026", 4, None),
    ):  # fmt: skip
        facts.stated(unit, term, value, bound)
    facts.upload()
    cube = cube_of(sqlite_database)

    sums = figures(cube, former, MODELS, Selection(by_former=True), by=("term",))
    assert [(figure.unit, figure.term, figure.amount) for figure in sums] == [
        (None, TERM, Amount(22, ">")), (None, "year:2026", Amount(4)),
    ]  # fmt: skip
    of_one = figures(cube, former, MODELS, Selection(by_former=True, units=(Q3,)), by=("term",))
    assert [(figure.unit, figure.term, figure.amount) for figure in of_one] == [
        (Q3, TERM, Amount(7, ">")), (Q3, "year:2026", Amount(4)),
    ]  # fmt: skip


def test_without_terms_all_figures_are_apart_from_lists(sqlite_database: Database) -> None:
    facts = Facts(sqlite_database)
    facts.stated(Q1, TERM, 10)
    facts.stated(Q3, "party_term:2020-2025", 20)
    facts.upload()
    cube = cube_of(sqlite_database)

    found = apart_from_lists(cube, Question(reference(), MODELS, Selection()))
    assert found == figures(cube, reference(), MODELS, Selection())
    assert [(figure.unit, figure.term, figure.value) for figure in found] == [
        (Q1, TERM, 10), (Q3, "party_term:2020-2025", 20),
    ]  # fmt: skip


def test_the_units_behind_a_sum_stay_true_however_many_are_asked_about(sqlite_database: Database) -> None:
    facts = Facts(sqlite_database)
    facts.stated(Q1, TERM, 10)
    facts.upload()
    cube = cube_of(sqlite_database)
    standing = (unit.id for unit in reference().units.values() if unit.level == "district" and stands_in(unit, YEAR))
    others = [unit for unit in standing if unit != Q1][:450]

    behind = {}
    for other in others:
        (figure,) = figures(cube, reference(), MODELS, Selection(units=(Q1, other), terms=(TERM,)), by=("term",))
        behind[other] = figure.value, figure.coverage
    never_expected = {"498": (10, None)}
    assert behind == {other: (10, Coverage(1, 2, (other,))) for other in others} | never_expected
    assert len(reference().remembered["coverage"]) <= 400


def test_a_sum_of_what_provinces_state_themselves_says_of_no_district_that_it_reported(
    sqlite_database: Database,
) -> None:
    facts = Facts(sqlite_database)
    facts.stated("79", TERM, 100)
    facts.stated("48", TERM, 7)
    facts.upload()

    (figure,) = figures(cube_of(sqlite_database), reference(), MODELS, Selection(), by=("term",))
    assert (figure.value, figure.coverage) == (107, None)


def test_a_term_rolls_up_only_years_that_state_what_is_asked_for(sqlite_database: Database) -> None:
    facts = Facts(sqlite_database)
    split = {"dimension": "award_form", "dimension_value": "certificate_of_commendation"}
    facts.stated(Q1, TERM, 5, measure="commended_collectives", **split)
    facts.stated(Q1, "year:2024", 6, measure="commended_collectives", **split)
    facts.upload()
    cube, term = cube_of(sqlite_database), "party_term:2020-2025"

    def rolled_up(form: str) -> list[tuple[str, int, str]]:
        asked = Selection(award_forms=(form,), terms=(term,), roll_up=True)
        found = figures(cube, reference(), COMMENDED_COLLECTIVES, asked)
        return [(str(figure.unit), figure.value, figure.basis) for figure in found]

    assert rolled_up("certificate_of_commendation") == [(Q1, 11, "rolled_up")]
    assert rolled_up("public_honour") == []


def test_years_of_a_unit_join_the_term_that_another_states_only_where_that_is_asked_for(
    sqlite_database: Database,
) -> None:
    facts, term = Facts(sqlite_database), "party_term:2020-2025"
    for unit, when, value in ((Q1, TERM, 5), (Q1, "year:2024", 6), (Q3, term, 50)):
        facts.stated(unit, when, value, measure="commended_collectives")
    facts.upload()
    cube = cube_of(sqlite_database)

    def by_unit(roll_up: bool) -> dict[str | None, int]:
        asked = Selection(terms=(term,), roll_up=roll_up)
        return {figure.unit: figure.value for figure in figures(cube, reference(), COMMENDED_COLLECTIVES, asked)}

    assert (by_unit(True), by_unit(False)) == ({Q1: 11, Q3: 50}, {Q3: 50})


def test_a_measure_of_stages_that_adds_up_rolls_up_only_years_that_state_the_stage_asked_for(
    sqlite_database: Database,
) -> None:
    facts, measure = Facts(sqlite_database), replace(MODELS, adds_up_over_time=True)
    facts.stated(Q1, "year:2023", 5, stage="recognised")
    facts.stated(Q1, "year:2024", 6, stage="recognised")
    facts.upload()
    cube, term = cube_of(sqlite_database), "party_term:2020-2025"

    def rolled_up(stage: str) -> tuple[str, Amount, Coverage | None] | None:
        own = OwnFigures(cube, measure, Selection(stages=(stage,), roll_up=True)).of(Q1, term)
        return (own.basis, own.cells[()].amount, own.years) if own else None

    missing = ("year:2021", "year:2022", "year:2025")
    assert rolled_up("recognised") == ("rolled_up", Amount(11), Coverage(2, 5, missing))
    assert rolled_up("exemplary") is None
