"""Count, tested: targets against what was done: attained, in time, open, and never more said than is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.bounds import Amount
from data_access.database import Database
from data_access.measures import MEASURES, MODELS
from data_access.target_figures import StatedTarget, targets_at
from tests.facts import Facts
from work import start
from work.attainment import Standing, standing
from work.ranges import range_of
from work.targets import Kind, all_targets, counted, done_words, exhibit, goal_words, kinds_of, open_targets, standings
from work.views import Figure

Q1, Q3, Q4, HCM = "760", "770", "773", "79"
TERM, NOW = "party_term:2020-2025", "party_term:2025-2030"
ALL = list(MEASURES.values())
AFTER, AMID = date(2026, 6, 30), date(2023, 1, 1)


@pytest.fixture
def facts(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Facts]:
    """A database that views open."""
    monkeypatch.setenv("DATABASE_URL", database.url)
    yield Facts(database)
    start.database().close()


def told(facts: Facts, *, today: date = AFTER, **codes: str) -> list[tuple[str, str, str, str]]:
    """Unit, kind, done and verdict of every target of an address, as people read them."""
    view = open_targets({name: [code] for name, code in codes.items()}, today=today)
    return [
        (
            view.name(line.target.unit),
            Kind(MEASURES[line.target.measure], line.target.stage).label("vi"),
            done_words(line, "vi"),
            line.verdict,
        )
        for line in standings(view, view.terms, ALL)
    ]


def test_a_target_knows_the_cell_that_states_it_and_goes_with_its_upload(facts: Facts) -> None:
    facts.target(Q3, TERM, 50, source_ref="12-KH/BDV", unit_of_measure="mô hình")
    first = facts.upload()
    facts.target(Q3, TERM, 60, measure="attendances")
    second = facts.upload(remove={"targets": facts.ids("targets")})
    with facts.database.read() as connection:
        (before,) = targets_at(connection, first)
        (after,) = targets_at(connection, second)

    trace = before.trace
    assert (before.value, before.operator, before.counted_in, before.source_ref) == (50, "≥", "mô hình", "12-KH/BDV")
    assert (trace.file, trace.sheet, trace.cell, trace.row, trace.value, trace.upload) == (
        "bieu-1.xlsx", "Biểu 1", before.cell, None, 50, first,
    )  # fmt: skip
    assert (after.measure, after.value) == ("attendances", 60)


def test_what_was_done_is_written_against_the_target_with_a_share_only_where_both_are_exact(facts: Facts) -> None:
    facts.target(Q1, TERM, 50)
    facts.stated(Q1, TERM, 60)
    facts.target(Q3, TERM, 240)
    facts.stated(Q3, TERM, 260, ">")
    facts.target(Q4, TERM, 9)
    facts.stated(Q4, TERM, 4)
    facts.target(Q1, TERM, 20, measure="training_sessions")
    facts.upload()

    assert told(facts) == [
        ("Quận 1", "Mô hình", "60/50 (120%)", "met"),
        ("Quận 1", "Lớp tập huấn", "", "unknown"),
        ("Quận 3", "Mô hình", ">260/240", "met"),
        ("Quận 4", "Mô hình", "4/9", "short"),
    ]


def test_a_share_just_below_the_target_is_not_rounded_up_to_it(facts: Facts) -> None:
    facts.target(Q1, TERM, 1000)
    facts.stated(Q1, TERM, 999)
    facts.upload()

    assert told(facts) == [("Quận 1", "Mô hình", "999/1.000 (99%)", "short")]


def test_a_bound_that_leaves_the_target_open_is_undecided(facts: Facts) -> None:
    facts.target(Q1, TERM, 300)
    facts.stated(Q1, TERM, 260, ">")
    facts.target(Q3, TERM, 300)
    facts.stated(Q3, TERM, 300, "<")
    facts.target(Q4, TERM, 300)
    facts.stated(Q4, TERM, 400, "≈", is_estimate=True)
    facts.upload()

    assert told(facts) == [
        ("Quận 1", "Mô hình", ">260/300", "open"),
        ("Quận 3", "Mô hình", "<300/300", "short"),
        ("Quận 4", "Mô hình", "≈400/300 (ước)", "open"),
    ]


def test_models_are_held_against_targets_of_their_own_stage(facts: Facts) -> None:
    facts.target(Q1, TERM, 30, stage="recognised")
    facts.stated(Q1, TERM, 90, stage="registered")
    facts.stated(Q1, TERM, 31, stage="recognised")
    facts.target(Q3, TERM, 30, stage="registered")
    facts.stated(Q3, TERM, 12, stage="recognised")
    facts.target(Q4, TERM, 2, stage="recognised")
    facts.model(Q4, "Hẻm xanh", 2022, stage="replicated")
    facts.model(Q4, "Tổ tự quản", 2022, stage="recognised")
    facts.model(Q4, "Nhà sạch", 2022, stage="registered")
    facts.upload()

    assert told(facts) == [
        ("Quận 1", "Mô hình · công nhận", "31/30 (103%)", "met"),
        ("Quận 3", "Mô hình · đăng ký", "≥12/30", "open"),
        ("Quận 4", "Mô hình · công nhận", "2/2", "met"),
    ]


def test_a_figure_of_one_stage_held_against_a_target_for_models_says_which(facts: Facts) -> None:
    facts.target(Q1, TERM, 30)
    facts.stated(Q1, TERM, 60, stage="registered")
    facts.upload()

    assert told(facts) == [("Quận 1", "Mô hình", "60/30 (200%) · đăng ký", "met")]


def test_years_that_are_missing_make_a_rolled_up_figure_a_lower_bound(facts: Facts) -> None:
    facts.target(Q1, TERM, 10, measure="training_sessions")
    facts.stated(Q1, "year:2021", 3, measure="training_sessions")
    facts.stated(Q1, "year:2023", 4, measure="training_sessions")
    facts.upload()

    assert told(facts) == [("Quận 1", "Lớp tập huấn", "≥7/10", "open")]


def test_a_province_is_held_against_the_sum_of_its_units_where_it_states_nothing_itself(facts: Facts) -> None:
    facts.target(HCM, TERM, 40)
    facts.stated(Q1, TERM, 30)
    facts.stated(Q3, TERM, 12)
    facts.upload()

    assert told(facts) == [("Thành phố Hồ Chí Minh", "Mô hình", "≥42/40", "met")]


def a_target(value: int = 100, operator: str = "≥", term: str = TERM) -> StatedTarget:
    return StatedTarget(
        1, Q1, term, "models", "unspecified", operator, value, "", "", 1, "a.xlsx", "Biểu 1", "D5", 5, 1
    )


def a_figure(value: int, qualifier: str | None = None, **more: Any) -> Figure:
    return Figure("models", Q1, TERM, value, qualifier, "reported", **more)


@pytest.mark.parametrize(
    ("done", "as_of", "verdict"),
    [(50, None, "on_pace"), (47, None, "slow"), (100, None, "met"), (48, date(2022, 6, 30), "on_pace")],
)
def test_a_running_term_compares_what_is_done_with_the_time_gone(done: int, as_of: date | None, verdict: str) -> None:
    half = date(2022, 12, 30)
    line = standing(a_target(), a_figure(done, as_of=as_of), updated=half, today=AMID)

    assert (line.verdict, line.until) == (verdict, as_of or half)
    assert line.elapsed == pytest.approx(0.4 if as_of else 0.5, abs=0.001)


def test_a_term_that_is_over_is_not_judged_by_figures_of_its_middle() -> None:
    old = a_figure(60, as_of=date(2023, 1, 1))

    assert standing(a_target(), old, updated=AFTER, today=AFTER) == Standing(
        a_target(), old, Amount(60), "open", None, date(2023, 1, 1)
    )
    assert standing(a_target(), a_figure(60), updated=AFTER, today=AFTER).verdict == "short"
    assert standing(a_target(), a_figure(60), updated=date(2024, 1, 1), today=AFTER).verdict == "open"


def test_nothing_recorded_is_told_apart_from_a_term_that_has_not_begun() -> None:
    assert standing(a_target(), None, updated=AFTER, today=AFTER).verdict == "unknown"
    assert standing(a_target(term="year:2029"), None, updated=AFTER, today=AFTER).verdict == "to_come"


@pytest.mark.parametrize(
    ("operator", "done", "amid", "after"),
    [
        ("≤", 99, "on_pace", "met"),
        ("≤", 101, "exceeded", "exceeded"),
        ("=", 100, "met", "met"),
        ("=", 101, "exceeded", "exceeded"),
        ("=", 99, "on_pace", "short"),
    ],
)
def test_targets_that_are_not_to_be_passed_are_read_as_such(operator: str, done: int, amid: str, after: str) -> None:
    target = a_target(operator=operator)

    assert standing(target, a_figure(done), updated=AMID, today=AMID).verdict == amid
    assert standing(target, a_figure(done), updated=AFTER, today=AFTER).verdict == after
    assert goal_words(target, "vi") == f"{operator} 100"


@given(
    true=st.integers(0, 300),
    slack=st.integers(0, 50),
    qualifier=st.sampled_from([None, ">", "≥", "<", "≤", "≈"]),
    operator=st.sampled_from(["≥", "≤", "="]),
    goal=st.integers(1, 300),
    today=st.sampled_from([AMID, AFTER]),
)
def test_what_a_bound_leaves_open_is_never_decided_otherwise_than_the_true_number(
    true: int, slack: int, qualifier: str | None, operator: str, goal: int, today: date
) -> None:
    known = {None: true, ">": true - 1 - slack, "≥": true - slack, "<": true + 1 + slack, "≤": true + slack}
    value = max(0, known.get(qualifier, true + slack))
    if qualifier == ">" and true == 0:
        return
    target = a_target(goal, operator)
    said = standing(target, a_figure(value, qualifier), updated=today, today=today).verdict
    truth = standing(target, a_figure(true), updated=today, today=today).verdict

    assert said in (truth, "open") or (said, truth) == ("on_pace", "met")
    possible = range_of(Amount(value, qualifier))
    assert possible.lowest <= true and (possible.highest is None or true <= possible.highest)


def test_the_terms_and_units_to_choose_from_are_those_that_have_targets(facts: Facts) -> None:
    facts.stated(Q1, TERM, 60)
    facts.target(Q3, NOW, 240)
    facts.target(Q4, "year:2026", 9)
    facts.upload()
    view = open_targets({"view": ["former"]}, today=AFTER)

    assert (view.offered.terms, view.offered.units) == ({"party_term": (NOW,), "year": ("year:2026",)}, (Q3, Q4))
    assert (view.term, view.selection.by_former) == (NOW, False)
    asked = open_targets({"kind": ["party_term"], "term": ["2015-2020"]}, today=AFTER)
    assert (asked.term, standings(asked, ["party_term:2015-2020"], ALL)) == ("party_term:2015-2020", [])


def test_each_kind_of_target_has_its_bars_with_the_target_as_a_mark(facts: Facts) -> None:
    facts.target(Q1, TERM, 50)
    facts.stated(Q1, TERM, 60)
    facts.target(Q3, TERM, 30)
    facts.target(Q3, TERM, 20, measure="attendances")
    facts.upload()
    view = open_targets({}, today=AFTER)
    lines = standings(view, (TERM,), ALL)
    kinds = kinds_of(all_targets(view))
    shown = exhibit(view, kinds[0], lines, key="targets.models", lang="vi")

    assert [kind.label("en") for kind in kinds] == ["Models", "Attendances"]
    assert shown.frame.drop(columns=["chosen"]).astype(object).fillna("").values.tolist() == [
        [Q1, "Quận 1", 60, "60/50 (120%)", 50, "50", "đạt", False],
        [Q3, "Quận 3", "", "", 30, "30", "chưa có số thực hiện", True],
    ]
    assert (shown.measure, shown.title) == (MODELS, "Mô hình «Dân vận khéo»")
    assert {verdict: count for verdict, count in counted(lines).items() if count} == {"met": 1, "unknown": 2}
