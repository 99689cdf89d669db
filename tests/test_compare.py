"""Count and show, tested: two terms or two units side by side, and when no difference may be said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.bounds import Amount
from data_access.database import Database
from data_access.measures import MEASURES, MODELS, TRAINING_SESSIONS
from reports import charts
from reports.theme import theme
from tests.facts import Facts
from tests.upload_visits import Visitor, data
from work.compare import Line, of_terms, of_units, terms_compared, terms_to_compare, units_compared, units_to_compare
from work.compare_exhibits import dumbbell, names_of_terms, names_of_units, remark, summary
from work.views import View, open_view

__all__ = ["data"]
Q1, Q3, Q4, Q5, QUAN_2, QUAN_7 = "760", "770", "773", "774", "769", "778"
TERM, BEFORE, NEXT = "party_term:2020-2025", "party_term:2015-2020", "party_term:2025-2030"
ALL = list(MEASURES.values())


@pytest.fixture
def facts(data: Database) -> Iterator[Facts]:
    """Quận 1 and 3 have both terms, Quận 4 only the later one, Quận 5 counts something else in each."""
    known = Facts(data)
    known.stated(Q1, BEFORE, 200)
    known.stated(Q1, TERM, 260, ">")
    known.stated(Q3, BEFORE, 30)
    known.stated(Q3, TERM, 42)
    known.stated(Q4, TERM, 1000)
    known.stated(Q5, BEFORE, 70, stage="registered")
    known.stated(Q5, TERM, 20, stage="recognised")
    known.stated(QUAN_2, BEFORE, 9)
    known.upload()
    yield known


def look(today: date = date(2026, 11, 22), **codes: str) -> View:
    return open_view({name: [code] for name, code in codes.items()}, ALL, today=today)


def test_terms_differ_only_over_units_counted_alike_in_both(facts: Facts) -> None:
    side = terms_compared(of_terms(look(), (TERM, BEFORE)), MODELS, (TERM, BEFORE))

    assert (side.matched_a, side.matched_b, side.difference) == (Amount(302, ">"), Amount(230), Amount(72, ">"))
    assert (side.have, side.why, side.apart) == (2, None, (Q5,))
    assert [line for line in side.lines if line.a or line.b] == [
        Line(Q1, Amount(260, ">"), Amount(200)),
        Line(QUAN_2, None, Amount(9), "absent"),
        Line(Q3, Amount(42), Amount(30)),
        Line(Q4, Amount(1000), None, "silent"),
        Line(Q5, Amount(20), Amount(70), "meaning"),
    ]


def test_the_other_way_round_an_increase_is_a_decrease(facts: Facts) -> None:
    side = terms_compared(of_terms(look(), (BEFORE, TERM)), MODELS, (BEFORE, TERM))

    assert side.difference == Amount(-72, "<")
    assert [(line.a, line.b) for line in side.lines if line.place == Q3] == [(Amount(30), Amount(42))]


def test_without_a_choice_the_newest_term_stands_beside_the_one_before(facts: Facts) -> None:
    assert terms_to_compare(look(), ("", "")) == (TERM, BEFORE)
    assert terms_to_compare(look(), ("2015-2020", "2020-2025")) == (BEFORE, TERM)
    assert terms_to_compare(look(term="2015-2020"), ("", "")) == (BEFORE, TERM)
    assert terms_to_compare(look(), ("2015-2020", "nonsense")) == (BEFORE, TERM)


def test_a_running_term_is_no_decrease(facts: Facts) -> None:
    facts.stated(Q1, NEXT, 3)
    facts.upload()
    side = terms_compared(of_terms(look(), (NEXT, TERM)), MODELS, (NEXT, TERM))

    assert (side.why, side.difference, {line.difference for line in side.lines}) == ("running", None, {None})


def test_of_a_running_term_the_full_years_are_compared(facts: Facts) -> None:
    for year, classes in ((2021, 5), (2022, 50), (2026, 1), (2027, 9), (2028, 2)):
        facts.stated(Q1, f"year:{year}", classes, measure="training_sessions")
    facts.upload()
    terms = (NEXT, TERM)
    side = terms_compared(of_terms(look(date(2028, 6, 1)), terms), TRAINING_SESSIONS, terms)

    assert (side.matched_a, side.matched_b, side.years) == (Amount(10), Amount(55), ("year:2026", "year:2027"))
    assert remark(side, names_of_terms(terms, "en"), "en").startswith("Full years only (2026, 2027)")


def test_a_sum_of_years_that_lacks_some_is_no_decrease(facts: Facts) -> None:
    for year in range(2016, 2021):
        facts.stated(Q1, f"year:{year}", 10, measure="training_sessions")
    facts.stated(Q1, "year:2022", 10, measure="training_sessions")
    facts.upload()
    side = terms_compared(of_terms(look(), (TERM, BEFORE)), TRAINING_SESSIONS, (TERM, BEFORE))

    assert (side.why, side.apart) == ("unmatched", (Q1,))


def test_spans_of_unequal_length_are_not_held_against_each_other(facts: Facts) -> None:
    facts.stated(Q1, "branch_term:2015-2020", 5)
    facts.stated(Q1, "branch_term:2020-2023", 9)
    facts.upload()
    terms = ("branch_term:2020-2023", "branch_term:2015-2020")

    assert terms_compared(of_terms(look(kind="branch_term"), terms), MODELS, terms).why == "length"


def test_two_units_are_held_against_each_other_term_by_term(facts: Facts) -> None:
    view = of_units(look(), (Q1, Q3))
    side = units_compared(view, MODELS, (Q1, Q3))

    assert (side.difference, side.lines) == (
        Amount(218, ">"),
        (Line(TERM, Amount(260, ">"), Amount(42)), Line(BEFORE, Amount(200), Amount(30))),
    )


def test_units_that_count_differently_or_are_silent_are_not_compared(facts: Facts) -> None:
    assert units_compared(of_units(look(), (Q1, Q5)), MODELS, (Q1, Q5)).why == "meaning"
    assert units_compared(of_units(look(), (Q1, QUAN_2)), MODELS, (Q1, QUAN_2)).why == "no_unit"
    assert units_compared(of_units(look(), (Q1, QUAN_7)), MODELS, (Q1, QUAN_7)).why == "silent"
    assert units_compared(of_units(look(), (Q1, Q1)), MODELS, (Q1, Q1)).why == "same"
    assert units_compared(of_units(look(), (Q1, "79")), MODELS, (Q1, "79")).why == "coverage"


def test_without_a_choice_the_two_greatest_units_stand_beside_each_other(facts: Facts) -> None:
    assert units_to_compare(look(), MODELS, ("", "")) == (Q4, Q1)
    assert units_to_compare(look(), MODELS, (Q3, "nowhere")) == (Q3, Q4)


@pytest.mark.parametrize(
    ("lang", "row"),
    [
        ("vi", "tăng hơn 72 | Trên 2/4 đơn vị có số ở cả hai kỳ: 230 → >302. Để riêng 1 đơn vị có hai số không cùng cách đếm hoặc thiếu năm."),
        ("en", "up more than 72 | Over 2 of 4 units with a figure in both: 230 → >302. Left apart, as their two figures are counted differently or lack years: 1."),
    ],
)  # fmt: skip
def test_the_words_say_over_what(facts: Facts, lang: str, row: str) -> None:
    names = names_of_terms((TERM, BEFORE), lang)
    view = of_terms(open_view({"unit": [Q1, Q3, Q4, Q5]}, ALL), (TERM, BEFORE))
    said = summary(view, [terms_compared(view, MODELS, (TERM, BEFORE))], names, lang).iloc[0]

    assert f"{said['change']} | {said['remark']}" == row


def test_the_chart_carries_each_unit_and_term_for_a_click(facts: Facts) -> None:
    view = of_terms(look(), (TERM, BEFORE))
    side = terms_compared(view, MODELS, (TERM, BEFORE))
    figure = dumbbell(view, side, names_of_terms((TERM, BEFORE), "vi"), key="k", lang="vi").draw(theme("light"))
    open_marks, full_marks = (trace for trace in figure.data if trace.mode == "markers")

    assert [list(mark) for mark in full_marks.customdata] == [[Q4, TERM], [Q1, TERM], [Q3, TERM], [Q5, TERM]]
    assert list(full_marks.x) == [1000, 260, 42, 20]
    assert next(list(mark) for mark in open_marks.customdata) == [Q1, BEFORE]
    units = dumbbell(of_units(look(), (Q1, Q3)), units_compared(of_units(look(), (Q1, Q3)), MODELS, (Q1, Q3)),
                     names_of_units(view, (Q1, Q3)), key="k", lang="vi")  # fmt: skip
    assert list(units.frame["label"]) == ["2015–2020", "2020–2025"]
    assert list(units.frame["change"]) == ["+170", ">+218"]


def test_of_an_empty_frame_the_chart_says_so(data: Database) -> None:
    Facts(data).upload()
    view = look()
    side = terms_compared(view, MODELS, (TERM, BEFORE))
    shown = dumbbell(view, side, names_of_terms((TERM, BEFORE), "vi"), key="k", lang="vi")

    assert charts.alt_text("x", shown.frame, "vi") and len(shown.draw(theme("dark")).layout.annotations) == 1


@given(st.permutations([TERM, BEFORE]), st.integers(0, 3), st.integers(0, 3))
def test_a_difference_is_always_of_two_figures(terms: list[str], a: int, b: int) -> None:
    line = Line(terms[0], Amount(a) if a else None, Amount(b) if b else None)

    assert (line.difference is None) == (not a or not b)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_compares_terms_and_units(facts: Facts, lang: str) -> None:
    visitor = Visitor("compare", lang)
    assert len(visitor.table()) == 4
    visitor.app.segmented_control(key="filters.by").set_value("units").run()
    assert visitor.checked().table()[0][1:3] == ["1\\.000" if lang == "vi" else "1,000", "\\>260"]
    visitor.app.selectbox(key="compare.b").set_value(Q3).run()
    assert visitor.checked().app.query_params["b"] == Q3 or visitor.app.query_params["b"] == [Q3]


def test_without_any_figures_the_page_says_what_to_do(data: Database) -> None:
    assert "**Đây không phải là số 0.**" in Visitor("compare").said()
