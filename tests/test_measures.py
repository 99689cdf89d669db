"""Measures: bounds add up as bounds, and every measure and code has its words in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import locales
from data_access import vocabulary
from data_access.bounds import ZERO, Amount, total
from data_access.measures import MEASURES
from data_access.selection import DIMENSIONS

AMOUNTS = st.builds(Amount, st.integers(-1000, 1000), st.sampled_from([None, *vocabulary.QUALIFIERS]))


def test_a_bound_stays_a_bound() -> None:
    assert Amount(260, ">") + Amount(12) == Amount(272, ">")
    assert Amount(260, ">") + Amount(5, "≥") == Amount(265, ">")
    assert Amount(10, "<") + Amount(5, "≤") == Amount(15, "<")
    assert Amount(260, ">") + Amount(10, "<") == Amount(270, "≈")
    assert Amount(5, "≥") + Amount(5, "≥") == Amount(10, "≥")
    assert Amount(120, "≈") + Amount(1) == Amount(121, "≈")
    assert Amount(260, ">") - Amount(200) == Amount(60, ">")
    assert Amount(100) - Amount(260, ">") == Amount(-160, "<")
    assert Amount(260, ">") - Amount(200, ">") == Amount(60, "≈")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Amount(12), "tăng 12"),
        (Amount(1371, ">"), "tăng hơn 1.371"),
        (Amount(-12), "giảm 12"),
        (Amount(-160, "<"), "giảm hơn 160"),
        (Amount(-160, "≤"), "giảm ít nhất 160"),
        (Amount(-160, ">"), "có thể giảm, chưa đến 160"),
        (Amount(-160, "≥"), "có thể giảm, nhiều nhất 160"),
        (Amount(60, "≈"), "tăng khoảng 60"),
        (Amount(60, "≥"), "tăng ít nhất 60"),
        (Amount(60, "<"), "có thể tăng, chưa đến 60"),
        (Amount(60, "≤"), "có thể tăng, nhiều nhất 60"),
        (Amount(0), "không đổi"),
        (Amount(0, ">"), "tăng"),
        (Amount(0, "≈"), "gần như không đổi"),
    ],
)
def test_a_change_is_said_in_words(change: Amount, said: str) -> None:
    assert change.change_in_words("vi") == said
    assert change.change_in_words("en")


def test_an_amount_is_written_with_its_bound() -> None:
    assert Amount(2353, ">").written("vi") == ">2.353"
    assert Amount(2353).written("en") == "2,353"
    assert Amount(181, ">").written_as_change("vi") == ">+181"


@pytest.mark.parametrize(
    ("qualifier", "vi", "en"),
    [
        (None, "−1.968", "−1,968"),
        ("<", "thấp hơn −1.968", "lower than −1,968"),
        ("≤", "−1.968 hoặc thấp hơn", "−1,968 or lower"),
        (">", "cao hơn −1.968", "higher than −1,968"),
        ("≥", "−1.968 hoặc cao hơn", "−1,968 or higher"),
        ("≈", "≈−1.968", "≈−1,968"),
    ],
)
def test_a_bounded_fall_in_a_table_cannot_be_read_as_its_contrary(qualifier: str | None, vi: str, en: str) -> None:
    change = Amount(-1968, qualifier)
    assert (change.written_as_change("vi"), change.written_as_change("en")) == (vi, en)


def test_what_a_bound_leaves_open_is_neither_a_rise_nor_a_fall() -> None:
    is_open = {Amount(value, each) for value in (-5, 0, 5) for each in (None, *vocabulary.QUALIFIERS)}
    assert {each for each in is_open if each.may_be_up_or_down} == {
        Amount(-5, ">"), Amount(-5, "≥"), Amount(5, "<"), Amount(5, "≤"),
    }  # fmt: skip


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_amounts_add_up_in_any_order(one: Amount, two: Amount, three: Amount) -> None:
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert total([one, two, three]) == one + two + three
    assert one + ZERO == one


SMALL = st.integers(0, 20)


def _holds(amount: Amount, value: int) -> bool:
    return {
        None: value == amount.value,
        ">": value > amount.value,
        "≥": value >= amount.value,
        "<": value < amount.value,
        "≤": value <= amount.value,
        "≈": True,
    }[amount.qualifier]


@given(AMOUNTS, SMALL, AMOUNTS, SMALL)
def test_a_sum_of_bounds_holds_for_all_that_the_parts_allow(one: Amount, near: int, two: Amount, far: int) -> None:
    for true_one in (one.value - near, one.value + near):
        for true_two in (two.value - far, two.value + far):
            if _holds(one, true_one) and _holds(two, true_two):
                assert _holds(one + two, true_one + true_two)
                assert _holds(one - two, true_one - true_two)


@pytest.mark.parametrize("lang", locales.languages)
def test_every_measure_says_what_it_is(lang: str) -> None:
    for measure in MEASURES.values():
        keys = (
            measure.label_key,
            measure.short_label_key,
            measure.definition_key,
            measure.formula_key,
            measure.unit_of_count_key,
        )
        assert all(locales.text(key, lang) for key in keys)
    assert set(MEASURES) == set(vocabulary.MEASURES)


@pytest.mark.parametrize("lang", locales.languages)
def test_every_code_has_its_words(lang: str) -> None:
    topics = {
        "sector": vocabulary.SECTORS,
        "stage": vocabulary.STAGES,
        "level": vocabulary.LEVELS,
        "owner_kind": vocabulary.OWNER_KINDS,
        "bloc": vocabulary.BLOCS,
        "award_form": vocabulary.AWARD_FORMS,
        "award_ground": vocabulary.AWARD_GROUNDS,
        "topic": vocabulary.TOPICS,
        "audience": vocabulary.AUDIENCES,
        "programme_status": vocabulary.PROGRAMME_STATUSES,
        "term_kind": vocabulary.TERM_KINDS,
        "dimension": DIMENSIONS,
        "sector_short": vocabulary.SECTORS,
        "stage_short": vocabulary.STAGES,
        "level_short": vocabulary.LEVELS,
        "award_form_short": vocabulary.AWARD_FORMS,
        "audience_short": vocabulary.AUDIENCES,
    }
    for topic, codes in topics.items():
        words = [locales.text(f"choices.{topic}.{code}", lang) for code in codes]
        assert len(set(words)) == len(codes), topic
