"""Count and show, tested: which units lie far from the others or from their own past, and when none is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.bounds import Amount
from data_access.database import Database
from data_access.measures import MEASURES, MODELS
from reports.theme import theme
from tests.facts import Facts
from tests.upload_visits import Visitor, data
from work.outliers import modified_z, spread
from work.spread_exhibit import outliers_frame, strip
from work.views import open_view

__all__ = ["data"]
UNITS = ["760", "770", "773", "774", "775", "778", "776", "771", "772", "761"]
TERM, BEFORE, NEXT = "party_term:2020-2025", "party_term:2015-2020", "party_term:2025-2030"
ALL = list(MEASURES.values())


def told(data: Database, now: list[int], then: list[int] | None = None, term: str = TERM) -> Facts:
    """Ten units with a figure each, and one of the term before where it is given."""
    facts = Facts(data)
    for unit, value in zip(UNITS, now, strict=False):
        facts.stated(unit, term, value, ">" if value == 400 else None)
    for unit, value in zip(UNITS, then or [], strict=False):
        facts.stated(unit, BEFORE, value)
    facts.upload()
    return facts


def test_a_unit_far_above_the_others_is_named_with_its_bound(data: Database) -> None:
    told(data, [400, 40, 41, 42, 43, 44, 45, 46, 47, 48])
    found = spread(open_view({}, ALL), MODELS)

    assert [(each.unit, each.amount, each.previous) for each in found.outliers] == [("760", Amount(400, ">"), None)]
    assert [(reason.kind, reason.usual) for reason in found.outliers[0].reasons] == [("high", 44.5)]
    assert (found.middle, found.no_jump) == (44.5, "few")


def test_a_fall_unlike_the_others_is_named_though_its_figure_is_usual(data: Database) -> None:
    told(data, [40, 44, 48, 52, 56, 60, 64, 68, 72, 50], [40, 43, 49, 52, 55, 61, 64, 67, 72, 500])
    (found,) = spread(open_view({}, ALL), MODELS).outliers

    assert (found.unit, found.previous, [reason.kind for reason in found.reasons]) == ("761", Amount(500), ["fall"])
    assert outliers_frame(open_view({}, ALL), (found,), "vi").iloc[0]["why"].startswith("Chỉ bằng 0,10 lần kỳ trước")


def test_where_most_are_alike_one_that_differs_is_still_found(data: Database) -> None:
    told(data, [20, 20, 20, 20, 20, 20, 20, 20, 20, 90])

    assert [each.unit for each in spread(open_view({}, ALL), MODELS).outliers] == ["761"]


def test_small_figures_and_few_units_are_not_judged(data: Database) -> None:
    told(data, [1, 1, 1, 1, 1, 1, 1, 1, 1, 9], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    assert spread(open_view({}, ALL), MODELS).outliers == ()
    few = spread(open_view({"unit": UNITS[:5]}, ALL), MODELS)
    assert (few.outliers, few.is_judged) == ((), False)


def test_a_running_term_has_no_jumps(data: Database) -> None:
    told(data, [5] * 10, term=NEXT).stated("760", TERM, 5000)
    facts = Facts(data)
    for unit in UNITS:
        facts.stated(unit, TERM, 500)
    facts.upload()

    assert spread(open_view({"term": ["2025-2030"]}, ALL), MODELS).no_jump == "running"


@given(st.lists(st.integers(0, 10_000), max_size=40))
def test_scores_keep_the_order_of_values_and_the_middle_is_nought(values: list[int]) -> None:
    scores = modified_z([float(value) for value in values])

    assert [score for _, score in sorted(zip(values, scores, strict=True))] == sorted(scores)
    assert all(score == 0 for score in scores) if len(set(values)) < 2 else any(score != 0 for score in scores)


def test_each_mark_carries_its_unit_and_those_far_off_their_name(data: Database) -> None:
    told(data, [400, 40, 41, 42, 43, 44, 45, 46, 47, 48])
    figure = strip(open_view({}, ALL), MODELS, "k", "vi").draw(theme("light"))

    assert list(figure.data[0].customdata[0]) == ["760"]
    assert any("Quận 1" in str(trace.text) and "&gt;400" in str(trace.text) for trace in figure.data[1:])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_lists_whom_to_look_at(data: Database, lang: str) -> None:
    told(data, [400, 40, 41, 42, 43, 44, 45, 46, 47, 48])
    visitor = Visitor("compare", lang)
    visitor.app.segmented_control(key="filters.by").set_value("spread").run()
    assert [row[:3] for row in visitor.checked().table()] == [["Quận 1", "\\>400", "–"]]
    visitor.app.selectbox(key="compare.outlier").set_value("760").run()
    assert ">400" in [each.value for each in visitor.click("compare.outlier.why").app.metric]
