"""Export, tested: sentences made from figures: what they say word for word, and what they must not say."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.bounds import Amount
from data_access.database import Database
from data_access.measures import ATTENDANCES, COMMENDED_COLLECTIVES, MEASURES, MODELS, TRAINING_SESSIONS
from data_access.queries import figures
from data_access.selection import DIMENSIONS
from reports.report_content import Report
from reports.sentences import Sentence, Stated, leader_sentences, parts_sentence, total_sentence
from tests.facts import Facts
from tests.random_facts import add_random_facts
from tests.upload_visits import data
from work.change_words import delta
from work.decks import deck
from work.documents import report
from work.falls import falls_since_previous
from work.imprints import Imprint
from work.page_content import PAGES
from work.report_words import lacking, on_measure, totals
from work.views import View, open_view

__all__ = ["data"]
Q1, Q3, Q4 = "760", "770", "773"
TERM, EARLIER, NEXT = "party_term:2020-2025", "party_term:2015-2020", "party_term:2025-2030"
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
TODAY = NOW.date()
ALL = tuple(MEASURES.values())


@pytest.fixture
def facts(data: Database) -> Facts:
    return Facts(data)


def seen(*, today: date = TODAY, **codes: list[str]) -> View:
    return open_view(codes, ALL, filters=("sector", "stage"), today=today)


def words(sentences: list[Sentence]) -> list[str]:
    return [sentence.words for sentence in sentences]


def test_classes_and_attendances_stand_in_one_sentence_with_their_bounds(facts: Facts) -> None:
    facts.stated(Q1, TERM, 11, measure="training_sessions")
    facts.stated(Q1, TERM, 2353, ">", measure="attendances")
    facts.stated(Q1, TERM, 260, "≥")
    facts.upload()

    assert words(totals(seen(), ALL, "vi")) == [
        "Trong nhiệm kỳ 2020–2025, 1/22 đơn vị có ít nhất 260 mô hình «Dân vận khéo».",
        "Trong nhiệm kỳ 2020–2025, 1/22 đơn vị đã tổ chức 11 lớp tập huấn cho hơn 2.353 lượt người.",
    ]
    assert words(totals(seen(unit=[Q1]), (TRAINING_SESSIONS, ATTENDANCES), "en")) == [
        "During term 2020–2025, Quận 1 held 11 training classes for more than 2,353 attendances."
    ]


def test_what_covers_other_units_stands_in_a_sentence_of_its_own(facts: Facts) -> None:
    for unit in (Q1, Q3):
        facts.stated(unit, TERM, 11, measure="training_sessions")
    facts.stated(Q1, TERM, 2353, measure="attendances")
    facts.upload()

    assert words(totals(seen(), (TRAINING_SESSIONS, ATTENDANCES), "vi")) == [
        "Trong nhiệm kỳ 2020–2025, 2/22 đơn vị đã tổ chức 22 lớp tập huấn.",
        "Trong nhiệm kỳ 2020–2025, 1/22 đơn vị đã có 2.353 lượt người dự tập huấn.",
    ]


def test_a_unit_that_reported_none_is_not_said_to_have_held_a_class(facts: Facts) -> None:
    facts.stated(Q1, TERM, 11, measure="training_sessions")
    facts.stated(Q3, TERM, 0, measure="training_sessions")
    facts.upload()

    assert words(totals(seen(), (TRAINING_SESSIONS,), "vi")) == [
        "Trong nhiệm kỳ 2020–2025, theo số liệu của 2/22 đơn vị, các đơn vị đã tổ chức 11 lớp tập huấn."
    ]


def test_a_change_is_said_over_the_units_that_have_both_terms_only(facts: Facts) -> None:
    facts.stated(Q1, EARLIER, 20)
    facts.stated(Q1, TERM, 30, ">")
    facts.stated(Q3, TERM, 500)
    facts.upload()

    (change, *_) = on_measure(seen(), MODELS, "vi")

    assert change == Sentence(
        "So với nhiệm kỳ 2015–2020, số mô hình tăng hơn 10 (1/21 đơn vị có số cả hai kỳ).", (Amount(10, ">"),), (1, 21)
    )


def test_nothing_rises_or_falls_where_no_unit_has_both_terms(facts: Facts) -> None:
    facts.stated(Q1, EARLIER, 20)
    facts.stated(Q3, TERM, 500)
    facts.upload()

    assert words(on_measure(seen(), MODELS, "vi")) == []


def test_a_running_term_is_not_held_against_a_full_one(facts: Facts) -> None:
    facts.stated(Q1, TERM, 200)
    facts.stated(Q1, NEXT, 30)
    facts.upload()

    assert words(on_measure(seen(), MODELS, "vi")) == []
    assert words(totals(seen(), (MODELS,), "vi")) == [
        "Trong nhiệm kỳ 2025–2030 (đang chạy), các đơn vị có 30 mô hình «Dân vận khéo»."
    ]


def test_a_running_term_is_held_against_the_same_elapsed_time_where_the_years_are_known(facts: Facts) -> None:
    for year, classes in ((2021, 5), (2022, 9), (2026, 7)):
        facts.training(Q1, year, classes)
    facts.upload()

    said = words(on_measure(seen(today=date(2027, 2, 1), kind=["party_term"]), TRAINING_SESSIONS, "vi"))

    assert said[0] == "So với cùng kỳ nhiệm kỳ 2020–2025, số lớp tăng 2 (1/1 đơn vị có số cả hai kỳ)."


def test_who_leads_is_named_with_every_unit_of_a_shared_place() -> None:
    units = [("Quận 1", Amount(20)), ("Quận 3", Amount(9)), ("Quận 4", Amount(20)), ("Quận 5", Amount(12, ">"))]

    assert leader_sentences(TRAINING_SESSIONS, units, "vi") == [
        Sentence(
            "Theo số đã nộp, nhiều lớp nhất là Quận 1 (20), Quận 4 (20) và Quận 5 (hơn 12).",
            (Amount(20), Amount(20), Amount(12, ">")),
        )
    ]
    assert leader_sentences(TRAINING_SESSIONS, [(f"Quận {n}", Amount(7)) for n in range(9)], "vi") == []
    assert leader_sentences(TRAINING_SESSIONS, units[:1], "vi") == []


def test_of_many_units_the_last_is_named_too() -> None:
    units = [(f"Quận {n}", Amount(n * 10)) for n in range(1, 8)]

    assert words(leader_sentences(MODELS, units, "en")) == [
        "By the figures reported, most models: Quận 7 (70), Quận 6 (60) and Quận 5 (50).",
        "Fewest models: Quận 1 (10).",
    ]


def test_parts_say_of_how_many_they_are_where_that_is_not_the_whole() -> None:
    parts = [("giấy khen", Amount(3)), ("bằng khen", Amount(12))]

    assert parts_sentence(COMMENDED_COLLECTIVES, "hình thức khen", parts, whole=Amount(15), lang="vi") == Sentence(
        "Theo hình thức khen: bằng khen 12; giấy khen 3.", (Amount(12), Amount(3))
    )
    assert parts_sentence(COMMENDED_COLLECTIVES, "hình thức khen", parts, whole=Amount(18), lang="vi") == Sentence(
        "Theo hình thức khen, trong 15 tập thể có chia: bằng khen 12; giấy khen 3.",
        (Amount(15), Amount(12), Amount(3)),
    )
    assert parts_sentence(COMMENDED_COLLECTIVES, "hình thức khen", [], whole=Amount(18), lang="vi") is None


def test_nothing_is_said_of_a_split_that_nobody_made(facts: Facts) -> None:
    facts.commended(Q1, 2024, award_form="letter_of_praise")
    facts.upload()

    assert words(on_measure(seen(), COMMENDED_COLLECTIVES, "vi")) == ["Theo hình thức khen: thư khen 1."]


def test_who_has_not_reported_and_what_disagrees_is_told(facts: Facts) -> None:
    facts.stated(Q1, TERM, 3)
    facts.model(Q1, "Tuyến hẻm xanh", 2022)
    facts.model(Q1, "Tổ tự quản", 2023)
    facts.stated(Q3, EARLIER, 8)
    facts.stated(Q4, TERM, 9, is_estimate=True)
    facts.upload()

    assert words(lacking(seen(unit=[Q1, Q3, Q4]), MODELS, "vi")) == [
        "Mô hình «Dân vận khéo»: 1/3 đơn vị chưa nộp (Quận 3).",
        "Mô hình «Dân vận khéo»: 1 đơn vị nêu số ước, chưa chốt (Quận 4).",
        "Mô hình «Dân vận khéo», Quận 1: báo cáo 3, danh sách 2.",
    ]


def test_there_is_no_sentence_without_a_figure() -> None:
    with pytest.raises(ValueError, match="Tăng"):
        Sentence("Tăng mạnh.")


@given(
    st.integers(0, 10**7),
    st.sampled_from([None, ">", "≥", "<", "≤", "≈"]),
    st.sampled_from(ALL),
    st.sampled_from(["vi", "en"]),
)
def test_a_sentence_says_exactly_its_figure(value: int, qualifier: str | None, measure: object, lang: str) -> None:
    assert measure in ALL
    said = total_sentence("kỳ", "Quận", [Stated(measure, Amount(value, qualifier))], lang)  # type: ignore[arg-type]

    assert numbers(said.words) == [value]
    assert said.amounts == (Amount(value, qualifier),)


def numbers(said: str) -> list[int]:
    """The numbers in a text, thousands marked or not."""
    return [int(re.sub(r"[.,]", "", found)) for found in re.findall(r"\d+(?:[.,]\d{3})*", said)]


def without_names(said: str, names: list[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, "")
    return re.sub(r"\d{4}–\d{4}|\d+/\d+/\d{4}", "", said)


def every_sentence(made: Report) -> list[Sentence]:
    return [sentence for section in made.sections for sentence in section.sentences]


@pytest.mark.slow
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_every_number_in_every_sentence_is_a_figure_of_the_database(facts: Facts, seed: int) -> None:
    add_random_facts(facts, Random(seed), rows=40)
    made = deck(list(PAGES), {"kind": ["party_term"]}, "vi", imprint=Imprint(now=NOW))
    view = made.parts[0].view
    names = [unit.name for unit in view.reference.units.values()]
    known = {
        each.value
        for measure in ALL
        for by in (("unit", "term"), ("term",), *(("term", name) for name in DIMENSIONS if name in measure.dimensions))
        for each in figures(view.cube, view.reference, measure, view.at(), by=by)
    }

    for sentence in every_sentence(report(made)):
        said = numbers(without_names(sentence.words, names))
        of_sentence = [abs(amount.value) for amount in sentence.amounts] + list(sentence.counts)
        assert set(said) <= set(of_sentence), sentence.words
        if sentence.words.startswith(("Trong nhiệm kỳ", "Theo số đã nộp", "Ít")):
            assert {amount.value for amount in sentence.amounts} <= known, sentence.words


def test_who_fell_is_said_of_the_units_whose_direction_is_known_the_greatest_fall_first(facts: Facts) -> None:
    pairs = [(20, 25, None), (30, 22, None), (40, 39, None), (50, 45, ">"), (60, 70, ">"), (70, 50, "<")]
    for unit, (before, now, bound) in zip(("760", "770", "773", "774", "775", "776"), pairs, strict=True):
        facts.stated(unit, EARLIER, before)
        facts.stated(unit, TERM, now, bound)
    facts.upload()

    found = falls_since_previous(seen(), MODELS, "vi")
    assert found is not None
    assert found.words == (
        "Trong 5 đơn vị so được với nhiệm kỳ 2015–2020, 3 đơn vị giảm: Quận 8 (giảm hơn 20), Quận 3 (−8), Quận 4 (−1)."
    )
    in_english = falls_since_previous(seen(), MODELS, "en")
    assert in_english is not None
    assert in_english.words == (
        "Against term 2015–2020, 3 of 5 comparable units fell: Quận 8 (down more than 20), Quận 3 (−8), Quận 4 (−1)."
    )
    one = falls_since_previous(seen(unit=["760", "770"]), MODELS, "en")
    assert one is not None
    assert one.words == "Against term 2015–2020, 1 of 2 comparable units fell: Quận 3 (−8)."
    alone = falls_since_previous(seen(unit=["760"]), MODELS, "vi")
    assert alone is not None
    assert alone.words == "Trong 1 đơn vị so được với nhiệm kỳ 2015–2020, không đơn vị nào giảm."
    assert falls_since_previous(seen(unit=["774"]), MODELS, "vi") is None
    assert falls_since_previous(seen(kind=["party_term"], term=["2015-2020"]), MODELS, "vi") is None


def test_a_change_whose_bound_leaves_it_open_has_no_arrow(facts: Facts) -> None:
    facts.stated("760", EARLIER, 100)
    facts.stated("760", TERM, 40, ">")
    facts.stated("770", EARLIER, 100, ">")
    facts.stated("770", TERM, 40)
    facts.upload()
    is_open, fell = (delta(seen(unit=[unit]).change(MODELS), "vi") for unit in ("760", "770"))

    assert (is_open.words, is_open.arrow, is_open.colour) == ("có thể giảm, chưa đến 60", "off", "gray")
    assert (fell.words, fell.arrow, fell.colour) == ("giảm hơn 60", "down", "orange")
