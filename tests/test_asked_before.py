"""Questions of one view, of which many are parts of others: answered together they get what each gets alone."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

import pytest

from data_access.asked import asked_before
from data_access.cache import cube_of
from data_access.cube import build_cube
from data_access.database import Database
from data_access.measures import MEASURES, MODELS
from data_access.own_figures import OwnFigures
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


@pytest.mark.parametrize("seed", range(4))
def test_what_was_asked_before_an_upload_is_answered_after_it_as_from_the_beginning(
    sqlite_database: Database, seed: int
) -> None:
    facts, draw = Facts(sqlite_database), random.Random(seed)
    add_random_facts(facts, draw, rows=60)
    asked = list(product(MEASURES.values(), SELECTIONS, (("unit", "term"), ("term",), ("term", "level"))))
    seen = []
    for version in (1, 2, 3, 2, 1):
        while facts.version < version:
            add_random_facts(facts, draw, rows=4)
        cube = cube_of(sqlite_database, version).for_a_view()
        with sqlite_database.read() as connection:
            reference, anew = load_reference(connection), build_cube(connection, version)
        for measure, selection, by in draw.sample(asked, len(asked) // 2):
            found = figures(cube, reference, measure, selection, by=by)
            assert found == figures(anew, reference, measure, selection, by=by)
            seen.append((version, bool(found)))

    assert {version for version, found in seen if found} == {1, 2, 3}


def test_an_upload_leaves_what_is_known_of_units_that_it_does_not_touch(sqlite_database: Database) -> None:
    facts = Facts(sqlite_database)
    for unit in ("770", "773"):
        facts.stated(unit, "year:2023", 4)
    facts.upload()
    answers = []
    for _ in range(2):
        cube = cube_of(sqlite_database).for_a_view()
        asked = OwnFigures.asked_of(cube, MODELS, Selection(), ())
        answers.append([asked.of(unit, "year:2023") for unit in ("770", "773")])
        facts.stated("773", "year:2023", 1, stage="replicated")
        facts.upload()

    assert answers[0][0] is answers[1][0] is not None
    assert answers[0][1] is not answers[1][1] is not None


@dataclass(frozen=True)
class Held:
    """Answers of which only their number matters."""

    size: int

    def carried_to(self, cube: object) -> Held:
        """The same."""
        return self


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
