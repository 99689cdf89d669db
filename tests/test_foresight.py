"""Count and draw, tested: the filters one click away from the first page lie ready before anybody clicks."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from data_access.database import Database
from data_access.measures import MODELS
from reports.theme import Theme, theme
from tests.facts import Facts
from tests.upload_visits import data
from ui.drawn import Drawn
from ui.foresight import Foresight
from ui.measure_blocks import heat_page, ranking_block, trend_block
from ui.turns import Turns
from work.page_content import view_of
from work.scope import Codes

__all__ = ["data"]
LOOK = theme("light")
ONE_CLICK: tuple[Codes, ...] = ({}, {"kind": ["party_term"], "term": ["2015-2020"]}, {"sector": ["economy"]})


class NotReady(Exception):
    """A chart has still to be drawn."""


def not_drawn() -> Drawn:
    raise NotReady


def is_ready(codes: Codes, lang: str, look: Theme) -> bool:
    """Whether the three charts of the first page are shown under an address without drawing any."""
    view = view_of("overview", codes)
    try:
        for make, name in ((ranking_block, "ranking"), (trend_block, "trend"), (heat_page, "heat")):
            make(view, MODELS, f"overview.{name}", lang=lang).keep(look, not_drawn)
    except NotReady:
        return False
    return True


def comes(codes: Codes, lang: str, look: Theme = LOOK) -> bool:
    until = time.monotonic() + 20
    while not (found := is_ready(codes, lang, look)) and time.monotonic() < until:
        time.sleep(0.02)
    return found


@pytest.fixture
def facts(data: Database) -> Facts:
    known = Facts(data)
    for unit in ("770", "771"):
        for term in ("2015-2020", "2020-2025"):
            known.stated(unit, f"party_term:{term}", 12)
        known.model(unit, "Tuyến hẻm", 2023, sector="economy")
    known.upload()
    return known


@pytest.fixture
def foresight(facts: Facts) -> Iterator[Foresight]:
    running = Foresight(quiet=0)
    running.start()
    yield running
    running.stop()


def test_what_one_click_leads_to_lies_ready_once_somebody_looked(foresight: Foresight) -> None:
    assert not any(is_ready(codes, "vi", LOOK) for codes in ONE_CLICK)
    foresight.looked("a", {}, "vi", LOOK)
    assert all(comes(codes, "vi") for codes in ONE_CLICK)
    assert not is_ready({"sector": ["economy"], "province": ["79"]}, "vi", LOOK)


def test_another_language_theme_and_version_are_foreseen_too(foresight: Foresight, facts: Facts) -> None:
    foresight.looked("a", {}, "vi", LOOK)
    assert comes({"sector": ["economy"]}, "vi")
    foresight.looked("a", {}, "en", theme("dark"))
    assert comes({"sector": ["economy"]}, "en", theme("dark"))
    facts.model("770", "Tổ hòa giải", 2024, sector="economy")
    facts.upload()
    assert not is_ready({"sector": ["economy"]}, "vi", LOOK)
    foresight.looked("a", {}, "vi", LOOK)
    assert comes({"sector": ["economy"]}, "vi")


def test_where_somebody_is_what_one_click_more_leads_to_lies_ready(foresight: Foresight) -> None:
    somewhere = {"kind": ["party_term"], "term": ["2015-2020"], "sector": ["economy", "culture_society"]}
    foresight.looked("a", {}, "vi", LOOK)
    assert comes({"sector": ["economy"]}, "vi")
    assert not is_ready(somewhere, "vi", LOOK)
    foresight.looked("a", somewhere, "vi", LOOK)
    assert comes(somewhere, "vi")
    assert comes({**somewhere, "term": ["2020-2025"]}, "vi")
    assert comes({**somewhere, "sector": ["culture_society"]}, "vi")
    assert comes({**somewhere, "sector": [*somewhere["sector"], "defence_security"]}, "vi")
    assert not is_ready({**somewhere, "province": ["79"]}, "vi", LOOK)


def test_who_clicks_comes_first_on_whatever_page(facts: Facts) -> None:
    turns = Turns()
    patient = Foresight(quiet=0, turns=turns)
    patient.start()
    with turns.turn("models"):
        patient.looked("a", {}, "vi", LOOK)
        time.sleep(0.3)
        assert not is_ready({}, "vi", LOOK)
    assert comes({}, "vi")
    patient.stop()


def test_the_place_that_somebody_left_is_not_seen_ahead_from(facts: Facts) -> None:
    turns = Turns()
    patient = Foresight(quiet=0, turns=turns)
    with turns.turn("overview"):
        patient.looked("a", {"sector": ["economy"]}, "vi", LOOK)
        patient.looked("b", {"sector": ["other"]}, "vi", LOOK)
        patient.looked("a", {"term": ["2015-2020"]}, "vi", LOOK)
    patient.start()
    assert comes({"sector": ["other"], "term": ["2015-2020"], "kind": ["party_term"]}, "vi")
    assert is_ready({"sector": ["economy"], "term": ["2015-2020"], "kind": ["party_term"]}, "vi", LOOK)
    assert not is_ready({"sector": ["economy", "other"]}, "vi", LOOK)
    patient.stop()
