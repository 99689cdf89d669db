"""Count, tested: communes back in the districts that they came from: nothing lost, nothing twice, nothing guessed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.bounds import Amount, total
from data_access.breakdowns import listed_by
from data_access.cache import cube_of
from data_access.comparisons import comparison
from data_access.database import Database
from data_access.former import FormerReference, former_reference
from data_access.measures import MEASURES, MODELS, TRAINING_SESSIONS
from data_access.own_figures import Coverage
from data_access.queries import Figure, Question, figures
from data_access.reference import load_reference
from data_access.selection import Selection
from data_access.unit_figures import own_figures, without_double
from tests.facts import Facts
from tests.reference_units import reference

Q3, Q6, Q8, THU_DUC, Q2 = "770", "775", "778", "769@2021-01-01", "769"
HCM, HCM_BEFORE, SHARED_HCM = "79@2025-07-01", "79", "shared@79@2025-07-01"


@pytest.fixture(scope="module")
def former() -> FormerReference:
    return former_reference(reference())


def communes_of(former: FormerReference, line: str) -> list[str]:
    return [unit for unit in former.members[line] if former.as_reported.units[unit].level == "commune"]


def seen(database: Database, selection: Selection, measure: Any = MODELS, by: Any = ("unit", "term")) -> list[Figure]:
    with database.read() as connection:
        known = load_reference(connection)
    used = former_reference(known) if selection.by_former else known
    return figures(cube_of(database), used, measure, selection, by=by)


def test_every_unit_stands_in_exactly_one_line(former: FormerReference) -> None:
    assert set(former.line_of) == set(former.as_reported.units)
    assert sorted(unit for found in former.members.values() for unit in found) == sorted(former.as_reported.units)


def test_a_district_holds_its_own_communes_and_shared_ones_stand_apart(former: FormerReference) -> None:
    names = {former.as_reported.units[unit].name for unit in communes_of(former, Q3)}
    shared = {former.as_reported.units[unit].short_name for unit in communes_of(former, SHARED_HCM)}

    assert names == {"Phường Bàn Cờ", "Phường Xuân Hòa", "Phường Nhiêu Lộc"}
    assert {"Bình Phú", "Bình Đông", "Bình Hưng Hòa", "Tân Tạo", "Tân Vĩnh Lộc", "Tân Nhựt", "Bình Hưng"} <= shared
    assert former.units[Q3].province == HCM and former.units[Q3].valid_to is None
    assert former.units[Q2].valid_to is not None and former.line(Q2) == Q2


def test_a_year_of_a_district_is_its_own_figure_and_its_communes_after(
    sqlite_database: Database, former: FormerReference
) -> None:
    first, second, third = sorted(communes_of(former, Q3))
    facts = Facts(sqlite_database)
    facts.stated(Q3, "year:2025", 20)
    facts.stated(first, "year:2025", 5)
    facts.stated(second, "year:2025", 7, ">")
    facts.upload()
    (figure,) = seen(sqlite_database, Selection(by_former=True))

    assert (figure.unit, figure.amount, figure.coverage) == (Q3, Amount(32, ">"), Coverage(3, 4, (third,)))
    assert {part.unit for part in figure.parts} == {Q3, first, second}


def test_topics_of_a_district_hold_the_classes_of_its_communes(
    sqlite_database: Database, former: FormerReference
) -> None:
    commune, *_ = communes_of(former, Q3)
    facts = Facts(sqlite_database)
    for unit, count in ((Q3, 2), (commune, 3), (Q6, 5)):
        facts.training(unit, 2025, class_count=count, topic="other")
    version = facts.upload()
    question = Question(former, TRAINING_SESSIONS, Selection(units=(Q3,), terms=("year:2025",), by_former=True))
    with sqlite_database.read() as connection:
        assert listed_by(connection, question, "topic", version=version) == {"other": 5}


def test_a_district_with_silent_communes_is_not_compared(sqlite_database: Database, former: FormerReference) -> None:
    before, after = "party_term:2020-2025", "party_term:2025-2030"
    facts = Facts(sqlite_database)
    facts.stated(Q3, before, 60)
    facts.stated(THU_DUC, before, 50)
    for commune in sorted(communes_of(former, Q3)):
        facts.stated(commune, after, 30)
    facts.stated(sorted(communes_of(former, THU_DUC))[0], after, 4)
    facts.upload()
    question = Question(former, MODELS, Selection(by_former=True))
    found = comparison(cube_of(sqlite_database), question, after, today=date(2031, 1, 1))

    assert found is not None
    changes = {each.unit: (each.before, each.after) for each in found.changes if each.after is not None}
    assert changes == {Q3: (Amount(60), Amount(90))}


def test_a_province_is_chosen_as_it_is_today(sqlite_database: Database, former: FormerReference) -> None:
    facts = Facts(sqlite_database)
    facts.stated(Q3, "year:2024", 20)
    facts.stated(communes_of(former, SHARED_HCM)[0], "year:2026", 5)
    facts.upload()
    found = seen(sqlite_database, Selection(by_former=True, province=HCM))

    assert [(each.unit, each.term, each.value) for each in found] == [
        (Q3, "year:2024", 20),
        (SHARED_HCM, "year:2026", 5),
    ]


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_totals_of_present_provinces_are_the_same_in_both_views(database: Database, data: st.DataObject) -> None:
    used = former_reference(reference())
    some = [HCM, HCM_BEFORE, Q3, Q6, Q8, Q2, THU_DUC, "74", "718", "77", "747",
            *communes_of(used, Q3), *communes_of(used, SHARED_HCM)[:3], *communes_of(used, "718")[:2]]  # fmt: skip
    facts = Facts(database)
    earlier = {dataset: facts.ids(dataset) for dataset in ("summary", "training")}
    for unit in data.draw(st.lists(st.sampled_from(some), min_size=1, max_size=12, unique=True)):
        for term in data.draw(
            st.lists(
                st.sampled_from(["year:2024", "year:2025", "year:2026", "party_term:2020-2025"]),
                unique=True,
                max_size=3,
            )
        ):
            value, bound = data.draw(st.tuples(st.integers(0, 99), st.sampled_from([None, ">", "≈"])))
            facts.stated(unit, term, value, bound)
        if data.draw(st.booleans()):
            facts.training(unit, data.draw(st.sampled_from([2024, 2025])), data.draw(st.integers(1, 5)))
    cube = cube_of(database, facts.upload(remove=earlier))
    for measure in (MODELS, TRAINING_SESSIONS):
        as_reported = _by_province(cube, used.as_reported, used, measure, Selection(roll_up=True))
        by_former = _by_province(cube, used, used, measure, Selection(roll_up=True, by_former=True))
        assert by_former == as_reported


def _by_province(
    cube: Any, known: Any, used: FormerReference, measure: Any, selection: Selection
) -> dict[tuple[str, str], Amount]:
    owns = own_figures(cube, Question(known, measure, selection))
    by_term: dict[str, list[str]] = defaultdict(list)
    for unit, term in owns:
        by_term[term].append(unit)
    sums: dict[tuple[str, str], list[Amount]] = defaultdict(list)
    for term, units in by_term.items():
        for unit in without_double(known, units):
            place = known.units[unit]
            sums[used.present(place.province or unit), term].append(owns[unit, term].cells[()].amount)
    return {place: total(amounts) for place, amounts in sums.items()}


def test_the_measures_of_lists_are_put_together_too(sqlite_database: Database, former: FormerReference) -> None:
    facts = Facts(sqlite_database)
    facts.model(Q3, "Hẻm xanh", 2025)
    facts.model(communes_of(former, Q3)[0], "Tổ tự quản", 2025)
    facts.upload()
    (figure,) = [each for each in seen(sqlite_database, Selection(by_former=True)) if each.term == "year:2025"]

    assert (figure.unit, figure.value, figure.basis) == (Q3, 2, "itemised")
    assert {measure.key for measure in MEASURES.values()} >= {figure.measure}
