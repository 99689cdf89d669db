"""Questions of one view, of which many are parts of others: answered together they get what each gets alone."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

import pytest

from data_access.asked import asked_before
from data_access.cache import cube_of
from data_access.database import Database
from data_access.measures import MEASURES, MODELS
from data_access.queries import figures
from data_access.reference import load_reference
from data_access.selection import Selection
from tests.facts import Facts
from tests.random_facts import add_random_facts
from tests.upload_visits import data
from work import chart_frames
from work.views import open_view

__all__ = ["data"]

SELECTIONS = (
    Selection(roll_up=True),
    Selection(roll_up=True, units=("770",)),
    Selection(terms=("year:2023", "party_term:2020-2025"), roll_up=True),
    Selection(sectors=("economy",), roll_up=True),
    Selection(sectors=("economy", "other"), basis="itemised"),
    Selection(stages=("recognised",)),
    Selection(levels=("province",), basis="reported"),
    Selection(),
)


@pytest.mark.parametrize("seed", range(3))
def test_questions_of_one_view_get_the_answers_that_each_gets_alone(database: Database, seed: int) -> None:
    facts, draw = Facts(database), random.Random(seed)
    add_random_facts(facts, draw, rows=80)
    cube = cube_of(database)
    with database.read() as connection:
        reference = load_reference(connection)
    asked = list(product(MEASURES.values(), SELECTIONS, (("unit", "term"), ("term",), ("term", "level"))))
    draw.shuffle(asked)
    together = cube.for_a_view()
    for measure, selection, by in asked:
        alone = figures(cube, reference, measure, selection, by=by)
        assert figures(together, reference, measure, selection, by=by) == alone


@dataclass(frozen=True)
class Held:
    """Answers of which only their number matters."""

    size: int


def test_answers_are_kept_until_newer_ones_need_their_room() -> None:
    asked: dict[object, Held] = {}
    first = asked_before(asked, "first", lambda: Held(25_000))
    second = asked_before(asked, "second", lambda: Held(10_000))
    assert asked_before(asked, "first", lambda: Held(0)) is first
    third = asked_before(asked, "third", lambda: Held(10_000))
    assert asked == {"first": first, "third": third}
    huge = asked_before(asked, "huge", lambda: Held(10**6))
    assert asked == {"huge": huge} and second not in asked.values()


def test_another_term_in_the_foreground_shows_the_same_trend_and_cells_with_changes_of_its_own(data: Database) -> None:
    facts = Facts(data)
    for term, value in (("2010-2015", 5), ("2015-2020", 8), ("2020-2025", 20)):
        facts.stated("770", f"party_term:{term}", value)
        facts.stated("770", f"year:{term[5:]}", value)
    facts.upload()
    now, before = (open_view({"term": [f"party_term:{term}"]}, [MODELS]) for term in ("2020-2025", "2015-2020"))

    assert chart_frames.trend(now, MODELS, "vi") is chart_frames.trend(before, MODELS, "vi")
    heats = [chart_frames.heat(view, MODELS, "vi") for view in (now, before)]
    assert heats[0].cells is heats[1].cells
    assert [dict(heat.side.itertuples(index=False))["770"] for heat in heats] == ["+12", "+3"]
