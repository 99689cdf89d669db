"""Frames: what charts show and exports write, from the same figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from data_access.cache import cube_of
from data_access.database import Database
from data_access.frames import composition_frame, heat_frame, ranking_frame, trend_frame
from data_access.measures import MODELS
from data_access.queries import Question
from data_access.reference import load_reference
from data_access.selection import Selection
from tests.facts import Facts

Q1, Q3, QUAN_2, TP_THU_DUC = "760", "770", "769", "769@2021-01-01"
BEFORE, TERM, NEXT = "party_term:2015-2020", "party_term:2020-2025", "party_term:2025-2030"
TODAY = date(2026, 11, 22)


@pytest.fixture
def facts(database: Database) -> Facts:
    return Facts(database)


def question(facts: Facts, **selection: Any) -> Question:
    facts.upload()
    with facts.database.read() as connection:
        return Question(load_reference(connection), MODELS, Selection(**selection))


def lines(frame: pd.DataFrame) -> list[list[Any]]:
    return [[None if pd.isna(value) else value for value in line] for line in frame.to_numpy(dtype=object).tolist()]


def test_a_ranking_puts_the_greatest_first_and_who_is_missing_last(facts: Facts) -> None:
    facts.stated(Q1, TERM, 2600, ">")
    facts.stated(Q3, TERM, 3000, is_estimate=True)
    facts.stated(Q3, BEFORE, 2000)
    asked = question(facts, units=(Q1, Q3, TP_THU_DUC, QUAN_2))
    frame = ranking_frame(cube_of(facts.database), asked, TERM, lang="vi", chosen={Q3})
    assert list(frame) == ["unit", "label", "value", "text", "previous", "previous_text", "chosen", "missing"]
    assert lines(frame) == [
        [Q3, "Quận 3", 3000, "3.000 (ước)", 2000, "2.000", True, False],
        [Q1, "Quận 1", 2600, ">2.600", None, "", False, False],
        [TP_THU_DUC, "Thành phố Thủ Đức", None, "", None, "", False, True],
    ]


def test_a_heat_table_tells_missing_from_not_existing_and_running(facts: Facts) -> None:
    facts.stated(Q1, BEFORE, 5)
    facts.stated(QUAN_2, BEFORE, 6)
    facts.stated(TP_THU_DUC, TERM, 7)
    facts.stated(Q1, NEXT, 1)
    asked = question(facts, units=(Q1, QUAN_2, TP_THU_DUC))
    frame = heat_frame(cube_of(facts.database), asked, [BEFORE, TERM, NEXT], lang="vi", today=TODAY)
    assert list(frame) == ["unit", "label", "term", "value", "text", "state"]
    assert [(unit, text, state) for unit, _, _, _, text, state in lines(frame)] == [
        (Q1, "5", "value"),
        (Q1, "", "missing"),
        (Q1, "1", "running"),
        (QUAN_2, "6", "value"),
        (QUAN_2, "", "not_existing"),
        (QUAN_2, "", "not_existing"),
        (TP_THU_DUC, "", "not_existing"),
        (TP_THU_DUC, "7", "value"),
        (TP_THU_DUC, "", "not_existing"),
    ]


def test_a_trend_has_a_line_for_every_term_asked_for(facts: Facts) -> None:
    facts.stated(Q1, TERM, 5)
    facts.stated(Q3, TERM, 7, "≥")
    asked = question(facts, units=(Q1, Q3, TP_THU_DUC))
    frame = trend_frame(cube_of(facts.database), asked, [BEFORE, TERM, NEXT], lang="vi", today=TODAY)
    assert list(frame) == ["term", "label", "value", "text", "running", "have", "of"]
    assert lines(frame) == [
        [BEFORE, "2015–2020", None, "", False, None, None],
        [TERM, "2020–2025", 12, "≥12", False, 2, 3],
        [NEXT, "2025–2030", None, "", True, None, None],
    ]


def test_a_composition_says_shares_only_of_a_base_that_bears_them(facts: Facts) -> None:
    for sector, value in (("economy", 30), ("other", 60), ("defence_security", 10)):
        facts.stated(Q1, TERM, value, dimension="sector", dimension_value=sector)
    facts.stated(Q1, BEFORE, 5, dimension="sector", dimension_value="economy")
    facts.stated(Q1, NEXT, 50, ">", dimension="sector", dimension_value="economy")
    asked, cube = question(facts), cube_of(facts.database)
    frame = composition_frame(cube, asked, TERM, dimension="sector", lang="vi")
    assert list(frame) == ["code", "label", "value", "text", "share", "previous_share"]
    assert lines(frame) == [
        ["economy", "Kinh tế", 30, "30", 0.3, None],
        ["defence_security", "Quốc phòng - an ninh", 10, "10", 0.1, None],
        ["other", "Khác", 60, "60", 0.6, None],
    ]
    bound = composition_frame(cube, asked, NEXT, dimension="sector", lang="vi")
    assert lines(bound) == [["economy", "Kinh tế", 50, ">50", None, 0.3]]


def test_without_any_figure_frames_are_empty(facts: Facts) -> None:
    asked, cube = question(facts), cube_of(facts.database)
    assert ranking_frame(cube, asked, TERM, lang="vi").empty
    assert heat_frame(cube, asked, [TERM], lang="vi", today=TODAY).empty
    assert composition_frame(cube, asked, TERM, dimension="sector", lang="vi").empty
