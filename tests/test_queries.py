"""Figures, worked by hand: each rule of counting with the smallest facts that show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data_access.bounds import Amount
from data_access.cache import cube_of
from data_access.database import Database
from data_access.measures import ATTENDANCES, COMMENDED_COLLECTIVES, MODELS, TRAINING_SESSIONS, Measure
from data_access.own_figures import Coverage
from data_access.queries import Figure, NotASplit, figures, units_behind
from data_access.reference import load_reference
from data_access.selection import Selection
from tests.facts import Facts

Q1, Q3, Q4, TPHCM = "760", "770", "773", "79"
QUAN_2, QUAN_9, QUAN_THU_DUC, TP_THU_DUC = "769", "763", "762", "769@2021-01-01"
TERM, BEFORE = "party_term:2020-2025", "party_term:2015-2020"


@pytest.fixture
def facts(database: Database) -> Facts:
    return Facts(database)


def ask(facts: Facts, measure: Measure, *, by: tuple[str, ...] = ("unit", "term"), **selection: Any) -> list[Figure]:
    facts.upload()
    with facts.database.read() as connection:
        reference = load_reference(connection)
    return figures(cube_of(facts.database), reference, measure, Selection(**selection), by=by)


def short(found: list[Figure]) -> list[tuple[Any, ...]]:
    return [
        (each.unit, each.term, *each.dims.values(), str(each.qualifier or "") + str(each.value), each.basis)
        for each in found
    ]


def test_the_figures_that_the_press_reported_stand_as_they_were_stated(facts: Facts) -> None:
    facts.stated(Q3, "review:2010-2020", 23, measure="commended_collectives")
    facts.stated(Q1, "branch_term:?-2020", 260, ">")
    facts.stated(Q1, "branch_term:?-2020", 11, measure="training_sessions")
    facts.stated(Q1, "branch_term:?-2020", 2353, measure="attendances")
    assert short(ask(facts, COMMENDED_COLLECTIVES)) == [(Q3, "review:2010-2020", "23", "reported")]
    assert short(ask(facts, MODELS)) == [(Q1, "branch_term:?-2020", ">260", "reported")]
    assert short(ask(facts, TRAINING_SESSIONS)) == [(Q1, "branch_term:?-2020", "11", "reported")]
    assert short(ask(facts, ATTENDANCES)) == [(Q1, "branch_term:?-2020", "2353", "reported")]
    assert ask(facts, MODELS, term_kind="party_term", roll_up=True) == []


def test_a_model_counts_once_in_a_term_at_its_latest_state(facts: Facts) -> None:
    facts.model(Q3, "Hẻm xanh", 2021, stage="registered", sector="economy")
    facts.model(Q3, "Hẻm xanh", 2023, stage="replicated", sector="economy")
    facts.model(Q3, "Tổ tự quản", 2022, stage="recognised", sector="culture_society")
    facts.model(Q3, "Đã dừng", 2021, stage="implementing")
    facts.model(Q3, "Đã dừng", 2024, stage="discontinued")
    assert short(ask(facts, MODELS)) == [
        (Q3, "year:2021", "2", "itemised"),
        (Q3, "year:2022", "1", "itemised"),
        (Q3, "year:2023", "1", "itemised"),
        (Q3, "year:2024", "0", "itemised"),
    ]
    rolled: dict[str, Any] = {"term_kind": "party_term", "roll_up": True}
    assert short(ask(facts, MODELS, **rolled)) == [(Q3, TERM, "2", "itemised")]
    assert short(ask(facts, MODELS, by=("unit", "term", "stage"), **rolled)) == [
        (Q3, TERM, "recognised", "1", "itemised"),
        (Q3, TERM, "replicated", "1", "itemised"),
    ]
    assert short(ask(facts, MODELS, sectors=("economy",), **rolled)) == [(Q3, TERM, "1", "itemised")]
    assert short(ask(facts, MODELS, stages=("discontinued",), **rolled)) == [(Q3, TERM, "1", "itemised")]


def test_lists_of_training_and_commendations_add_up(facts: Facts) -> None:
    facts.training(Q1, 2023, 2, attendances=400, attendances_qualifier=">")
    facts.training(Q1, 2023, attendances=35)
    facts.training(Q1, 2023)
    facts.commended(Q3, 2022)
    facts.commended(Q3, 2022, "Công an phường", award_form="certificate_of_commendation")
    facts.commended(Q3, 2022)
    assert short(ask(facts, TRAINING_SESSIONS)) == [(Q1, "year:2023", "4", "itemised")]
    assert short(ask(facts, ATTENDANCES)) == [(Q1, "year:2023", ">435", "itemised")]
    assert short(ask(facts, COMMENDED_COLLECTIVES, by=("unit", "term", "award_form"))) == [
        (Q3, "year:2022", "certificate_of_commendation", "1", "itemised"),
        (Q3, "year:2022", "unspecified", "2", "itemised"),
    ]


def test_a_class_without_attendances_is_no_zero(facts: Facts) -> None:
    facts.training(Q1, 2023)
    assert ask(facts, ATTENDANCES) == []


def test_what_is_reported_leads_and_the_list_is_shown_beside_it(facts: Facts) -> None:
    facts.stated(Q3, "year:2023", 4)
    for number in range(3):
        facts.model(Q3, f"Mô hình {number}", 2023)
    (figure,) = ask(facts, MODELS)
    assert (figure.amount, figure.basis, figure.other) == (Amount(4), "reported", Amount(3))
    assert short(ask(facts, MODELS, basis="itemised")) == [(Q3, "year:2023", "3", "itemised")]
    assert short(ask(facts, MODELS, basis="reported")) == [(Q3, "year:2023", "4", "reported")]


def test_a_split_takes_the_offices_parts_if_it_gave_them_else_the_list(facts: Facts) -> None:
    facts.stated(Q3, "year:2023", 10)
    facts.stated(Q3, "year:2023", 6, dimension="sector", dimension_value="economy")
    facts.stated(Q3, "year:2023", 4, dimension="sector", dimension_value="culture_society")
    facts.stated(Q1, "year:2023", 9)
    facts.model(Q3, "Một", 2023, sector="other", recognition_level="district")
    facts.model(Q1, "Hai", 2023, sector="economy", recognition_level="district")
    assert short(ask(facts, MODELS, by=("unit", "term", "sector"))) == [
        (Q1, "year:2023", "economy", "1", "itemised"),
        (Q3, "year:2023", "economy", "6", "reported"),
        (Q3, "year:2023", "culture_society", "4", "reported"),
    ]
    assert short(ask(facts, MODELS, sectors=("economy",))) == [
        (Q1, "year:2023", "1", "itemised"),
        (Q3, "year:2023", "6", "reported"),
    ]
    assert short(ask(facts, MODELS, by=("unit", "term", "sector", "level"))) == [
        (Q1, "year:2023", "economy", "district", "1", "itemised"),
        (Q3, "year:2023", "other", "district", "1", "itemised"),
    ]


def test_without_a_split_the_most_inclusive_stage_is_meant_and_named(facts: Facts) -> None:
    for unit, stages in (
        (Q1, ("recognised", "registered", "replicated")),
        (Q3, ("recognised", "unspecified")),
        (Q4, ("replicated",)),
    ):
        for position, stage in enumerate(stages, start=1):
            facts.stated(unit, TERM, 10 * position, stage=stage)
    found = ask(facts, MODELS)
    assert [(each.unit, each.value, each.counted_stage) for each in found] == [
        (Q1, 20, "registered"),
        (Q3, 20, "unspecified"),
    ]
    (total,) = ask(facts, MODELS, by=("term",), province=TPHCM)
    assert (total.value, total.counted_stage, total.coverage and total.coverage.have) == (40, "mixed", 2)
    assert short(ask(facts, MODELS, by=("unit", "term", "stage"), units=(Q1,))) == [
        (Q1, TERM, "registered", "20", "reported"),
        (Q1, TERM, "recognised", "10", "reported"),
        (Q1, TERM, "replicated", "30", "reported"),
    ]
    assert short(ask(facts, MODELS, stages=("recognised",))) == [
        (Q1, TERM, "10", "reported"),
        (Q3, TERM, "10", "reported"),
    ]


def test_a_bare_total_is_no_split_by_stage(facts: Facts) -> None:
    facts.stated(Q3, "year:2023", 4)
    facts.stated(Q1, "year:2023", 5)
    facts.model(Q3, "Một", 2023, stage="recognised")
    assert short(ask(facts, MODELS, by=("unit", "term", "stage"))) == [
        (Q1, "year:2023", "unspecified", "5", "reported"),
        (Q3, "year:2023", "recognised", "1", "itemised"),
    ]


def test_years_roll_up_into_a_party_term_only_when_asked_and_say_which_are_missing(facts: Facts) -> None:
    facts.stated(Q1, "year:2021", 3, measure="training_sessions")
    facts.stated(Q1, "year:2023", 4, ">", measure="training_sessions")
    facts.training(Q1, 2022, 2)
    facts.training(Q1, 2023, 9)
    assert short(ask(facts, TRAINING_SESSIONS)) == [
        (Q1, "year:2021", "3", "reported"),
        (Q1, "year:2022", "2", "itemised"),
        (Q1, "year:2023", ">4", "reported"),
    ]
    (figure,) = ask(facts, TRAINING_SESSIONS, roll_up=True, term_kind="party_term")
    assert short([figure]) == [(Q1, TERM, ">9", "rolled_up")]
    assert figure.years == Coverage(3, 5, ("year:2024", "year:2025"))
    assert short(ask(facts, TRAINING_SESSIONS, roll_up=True, terms=(TERM,), basis="reported")) == [
        (Q1, TERM, ">7", "rolled_up")
    ]
    assert short(ask(facts, TRAINING_SESSIONS, roll_up=True, terms=(TERM,), basis="itemised")) == [
        (Q1, TERM, "11", "itemised")
    ]


def test_a_stated_term_is_not_rolled_up(facts: Facts) -> None:
    facts.stated(Q1, TERM, 20, measure="training_sessions")
    facts.stated(Q1, "year:2021", 3, measure="training_sessions")
    assert short(ask(facts, TRAINING_SESSIONS, roll_up=True, terms=(TERM,))) == [(Q1, TERM, "20", "reported")]


def test_a_list_that_names_the_term_leads_over_the_sum_of_years(facts: Facts) -> None:
    facts.stated(Q1, "year:2021", 3, measure="training_sessions")
    facts.training(Q1, None, 7, term=TERM)
    facts.training(Q1, 2024, 1)
    assert short(ask(facts, TRAINING_SESSIONS, roll_up=True, terms=(TERM,))) == [(Q1, TERM, "8", "itemised")]
    assert short(ask(facts, TRAINING_SESSIONS, terms=(TERM,))) == [(Q1, TERM, "7", "itemised")]


def test_models_are_never_summed_over_years(facts: Facts) -> None:
    facts.stated(Q3, "year:2021", 30)
    facts.stated(Q3, "year:2022", 40)
    assert ask(facts, MODELS, roll_up=True, terms=(TERM,)) == []


def test_a_row_counts_in_its_year_and_in_the_term_it_names_or_else_in_the_party_term_of_its_year(
    facts: Facts,
) -> None:
    facts.commended(Q3, 2021, "Một")
    facts.commended(Q3, 2021, "Hai", term="branch_term:2020-2023")
    facts.commended(Q3, 2021, "Ba", term=TERM)
    facts.commended(Q3, 2020, "Bốn", term=TERM)
    facts.commended(Q3, None, "Năm", term="half_year:2024-H1")
    assert short(ask(facts, COMMENDED_COLLECTIVES, roll_up=True)) == [
        (Q3, TERM, "4", "itemised"),
        (Q3, "branch_term:2020-2023", "1", "itemised"),
        (Q3, "year:2020", "1", "itemised"),
        (Q3, "year:2021", "3", "itemised"),
        (Q3, "year:2024", "1", "itemised"),
        (Q3, "half_year:2024-H1", "1", "itemised"),
    ]
    assert short(ask(facts, COMMENDED_COLLECTIVES, terms=(TERM,))) == [(Q3, TERM, "2", "itemised")]


def test_a_sum_over_units_says_who_is_missing_and_never_adds_a_province_to_its_districts(
    facts: Facts,
) -> None:
    facts.stated(Q1, TERM, 260, ">")
    facts.stated(Q3, TERM, 12)
    facts.stated(TPHCM, TERM, 999)
    facts.stated(TPHCM, BEFORE, 700)
    found = ask(facts, MODELS, by=("term",), province=TPHCM)
    assert short(found) == [(TPHCM, BEFORE, "700", "reported"), (TPHCM, TERM, ">272", "reported")]
    before, now = found
    assert before.coverage is None
    assert now.coverage is not None and (now.coverage.have, now.coverage.of) == (2, 22)
    assert TP_THU_DUC in now.coverage.missing and QUAN_2 not in now.coverage.missing
    assert short(ask(facts, MODELS, units=(TPHCM,), terms=(TERM,))) == [
        (TPHCM, TERM, "999", "reported"),
        (Q1, TERM, ">260", "reported"),
        (Q3, TERM, "12", "reported"),
    ]


def test_before_2021_there_were_24_districts(facts: Facts) -> None:
    facts.stated(QUAN_2, BEFORE, 5)
    facts.stated(QUAN_9, BEFORE, 6)
    (total,) = ask(facts, MODELS, by=("term",), province=TPHCM)
    assert total.coverage is not None and (total.coverage.have, total.coverage.of) == (2, 24)
    assert (units_behind(total), units_behind(replace(total, coverage=None)), units_behind(None)) == (2, 0, 0)
    assert QUAN_THU_DUC in total.coverage.missing and TP_THU_DUC not in total.coverage.missing


def test_a_sum_is_as_old_as_its_oldest_part_and_an_estimate_if_one_is(facts: Facts) -> None:
    facts.stated(Q1, TERM, 1, as_of=date(2024, 11, 30))
    facts.stated(Q3, TERM, 2, as_of=date(2024, 10, 31), is_estimate=True)
    (total,) = ask(facts, MODELS, by=("term",))
    assert (total.unit, total.as_of, total.is_estimate) == (None, date(2024, 10, 31), True)


def test_a_sum_of_reports_and_lists_says_that_it_is_mixed(facts: Facts) -> None:
    facts.stated(Q1, "year:2023", 5)
    facts.model(Q3, "Một", 2023)
    (total,) = ask(facts, MODELS, by=("term",), units=(Q1, Q3, Q4))
    assert short([total]) == [(None, "year:2023", "6", "mixed")]
    assert total.coverage == Coverage(2, 3, (Q4,))


def test_a_zero_that_was_reported_is_a_figure(facts: Facts) -> None:
    facts.stated(Q1, TERM, 0)
    assert short(ask(facts, MODELS)) == [(Q1, TERM, "0", "reported")]


def test_a_class_for_several_audiences_stands_in_one_line_and_is_found_under_each(facts: Facts) -> None:
    facts.training(Q1, 2023, audience="unspecified", attendances=1)
    facts.training(Q1, 2023, audience="officials,armed_forces", attendances=10)
    facts.training(Q1, 2023, audience="officials", attendances=5)
    assert short(ask(facts, ATTENDANCES, by=("unit", "term", "audience"))) == [
        (Q1, "year:2023", "officials", "5", "itemised"),
        (Q1, "year:2023", "several", "10", "itemised"),
        (Q1, "year:2023", "unspecified", "1", "itemised"),
    ]
    assert short(ask(facts, ATTENDANCES, audiences=("armed_forces",))) == [(Q1, "year:2023", "10", "itemised")]


def test_a_dimension_that_a_measure_does_not_have_gives_nothing(facts: Facts) -> None:
    facts.training(Q1, 2023)
    facts.stated(Q1, "year:2024", 3, measure="training_sessions")
    assert ask(facts, TRAINING_SESSIONS, sectors=("economy",)) == []
    assert ask(facts, TRAINING_SESSIONS, by=("unit", "term", "sector")) == []
    assert ask(facts, TRAINING_SESSIONS, stages=("recognised",)) == []


def test_what_is_no_split_is_refused(facts: Facts) -> None:
    with pytest.raises(NotASplit):
        ask(facts, MODELS, by=("unit", "colour"))


def test_figures_as_of_a_version_stay_what_they_were(facts: Facts) -> None:
    facts.stated(Q1, TERM, 5)
    facts.upload()
    old = facts.version
    facts.stated(Q1, TERM, 6)
    facts.upload(remove={"summary": facts.ids("summary")})
    with facts.database.read() as connection:
        reference = load_reference(connection)
    for version, value in ((old, 5), (None, 6), (old, 5)):
        (figure,) = figures(cube_of(facts.database, version), reference, MODELS, Selection(version=version))
        assert figure.value == value
