"""Questions of one view, of which many are parts of others: answered together they get what each gets alone."""

from __future__ import annotations

import random
from itertools import product

import pytest

from data_access.cache import cube_of
from data_access.database import Database
from data_access.measures import MEASURES
from data_access.queries import figures
from data_access.reference import load_reference
from data_access.selection import Selection
from tests.facts import Facts
from tests.random_facts import add_random_facts

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
