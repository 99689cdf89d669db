"""Export, tested: what is taken away of pages: the cards and exhibits that the screen shows, with all that is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data_access.database import Database
from tests.facts import Facts
from tests.upload_visits import data
from work.decks import deck
from work.imprints import Imprint
from work.page_content import PAGES

__all__ = ["data"]
Q1, Q3 = "760", "770"
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
TERM = "party_term:2020-2025"


@pytest.fixture
def facts(data: Database) -> Facts:
    """Two units, all measures."""
    known = Facts(data)
    known.stated(Q1, TERM, 203)
    known.stated(Q3, TERM, 260, ">")
    known.stated(Q1, TERM, 11, measure="training_sessions")
    known.stated(Q1, TERM, 2353, measure="attendances")
    known.commended(Q3, 2024)
    known.upload()
    return known


def test_the_whole_dashboard_is_every_page_with_its_cards_and_exhibits(facts: Facts) -> None:
    made = deck(list(PAGES), {}, "vi", imprint=Imprint(by_whom="Văn phòng", address="?v=1", now=NOW))

    assert [part.title for part in made.parts] == [
        "Tổng quan", "Mô hình", "Tập huấn", "Khen thưởng", "So sánh", "Chỉ tiêu", "Chương trình phối hợp",
        "Tình hình nộp số liệu",
    ]  # fmt: skip
    assert [(card.label, card.value) for card in made.parts[0].cards] == [
        ("Mô hình", ">463"),
        ("Lớp tập huấn", "11"),
        ("Lượt người", "2.353"),
        ("Tập thể được khen", "1"),
    ]
    assert [exhibit.shape for exhibit in made.parts[0].exhibits] == ["ranking", "trend", "heat"]
    ranking = made.parts[0].exhibits[0]
    assert [(row.label, row.text) for row in ranking.chart.itertuples() if not row.missing] == [
        ("Quận 3", ">260"),
        ("Quận 1", "203"),
    ]
    assert (made.about.version, made.about.by_whom, made.about.exported) == (1, "Văn phòng", NOW)
    assert [origin.file for origin in made.about.sources] == ["bieu-1.xlsx"]


def test_a_deck_keeps_the_filters_of_its_page(facts: Facts) -> None:
    made = deck(["training"], {"unit": [Q1], "measure": ["attendances"]}, "en", imprint=Imprint(now=NOW))
    (part,) = made.parts

    assert (part.title, part.measure.key) == ("Training", "attendances")
    assert [card.value for card in part.cards] == ["11", "2,353"]
    assert "Quận 1" in made.about.selection


def test_an_empty_dashboard_makes_an_empty_deck(data: Database) -> None:
    made = deck(list(PAGES), {}, "vi", imprint=Imprint(now=NOW))

    assert [(part.cards, part.exhibits) for part in made.parts] == [((), ())] * 8
