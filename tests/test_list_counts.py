"""Counting whole lists at once: it gives what counting them row by row gives, whatever stands in them."""

from __future__ import annotations

import random
from functools import reduce
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from data_access.bounds import joined
from data_access.database import Database
from data_access.list_counts import Shapes, count_lists
from data_access.measures import DISCONTINUED, MEASURES
from data_access.overtaken import FEW_PAIRS
from data_access.tables import ModelMerge
from tests.facts import Facts
from tests.random_facts import add_random_facts

UNITS = ("770", "771", "27139@2025-07-01")


def row_by_row(database: Database, version: int) -> dict[Any, Any]:
    """What ``Source.placed`` says, summed: by measure, how, unit and term the total, its bound and the groups."""
    groups: dict[Any, dict[Any, int]] = {}
    with database.read() as connection:
        for measure in MEASURES.values():
            for (how, term), row in measure.source.placed(connection, version):
                found = groups.setdefault((measure.key, how, row.unit, term), {})
                shape = (*row.codes, row.qualifier)
                found[shape] = found.get(shape, 0) + row.value
    return {at: (_total(found), found) for at, found in groups.items()}


def _total(found: dict[Any, int]) -> tuple[int, str | None]:
    counting = {shape: value for shape, value in found.items() if DISCONTINUED not in shape}
    return sum(counting.values()), reduce(joined, [shape[-1] for shape in counting], None)


def at_once(database: Database, version: int, few: int = FEW_PAIRS) -> dict[Any, Any]:
    """What ``count_lists`` says, in the same form; ``few`` things with two rows are gone through one by one."""
    said, shapes = {}, Shapes()
    with database.read() as connection:
        for measure in MEASURES.values():
            for how, units in count_lists(connection, version, shapes, measure, few=few).items():
                for unit, terms in units.items():
                    for term, (total, pairs) in terms.items():
                        found = {shapes[number]: value for number, value in zip(pairs[::2], pairs[1::2], strict=True)}
                        said[measure.key, how, unit, term] = ((total.value, total.qualifier), found)
    return said


def merged(facts: Facts, thing: str) -> None:
    """Say that something was merged into a model; which rows count under it, their ``model_key`` says."""
    with facts.database.write() as connection:
        link = {"kind": "same", "from_key": f"gone into {thing}", "into_key": thing, "added_by": facts.version}
        connection.execute(insert(ModelMerge).values(**link))


MODELS = st.lists(
    st.fixed_dictionaries(
        {
            "unit": st.sampled_from(UNITS),
            "thing": st.sampled_from("abcd"),
            "time": st.sampled_from(
                [(2021, None), (2022, None), (2024, None), (2019, None), (None, "party_term:2020-2025"),
                 (2021, "party_term:2020-2025"), (None, "year:2022"), (2023, "branch_term:2020-2023")]
            ),
            "stage": st.sampled_from(["registered", "recognised", DISCONTINUED]),
        }
    ),
    max_size=14,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    uploads=st.lists(MODELS, min_size=1, max_size=3), merges=st.sets(st.sampled_from("abcd")), seed=st.integers(0, 9)
)
def test_models_count_as_they_do_row_by_row(
    database: Database, uploads: list[list[dict[str, Any]]], merges: set[str], seed: int
) -> None:
    facts, draw = Facts(database), random.Random(seed)
    facts.upload(remove={"models": facts.ids("models")})
    for number, models in enumerate(uploads):
        for each in models:
            year, term = each["time"]
            # A thing that was not merged is of one unit: its unit is part of its key.
            key = each["thing"] if each["thing"] in merges else f"{each['unit']}/{each['thing']}"
            named = {"model_key": f"{facts.version - number} {key}", "stage": each["stage"], "term": term}
            facts.model(each["unit"], each["thing"], year, **named)
        current = facts.ids("models")
        facts.upload(remove={"models": draw.sample(current, len(current) // 4)})
        if number == 0:
            for thing in merges:
                merged(facts, f"{facts.version - 1} {thing}")
    for version in range(facts.version - len(uploads), facts.version + 1):
        said = row_by_row(database, version)
        assert at_once(database, version) == said == at_once(database, version, few=0)


@pytest.mark.parametrize("seed", range(3))
def test_every_list_counts_as_it_does_row_by_row(database: Database, seed: int) -> None:
    facts, draw = Facts(database), random.Random(seed)
    for _ in range(3):
        add_random_facts(facts, draw, rows=60)
    for version in range(facts.version + 1):
        said = row_by_row(database, version)
        assert at_once(database, version) == said == at_once(database, version, few=0)
