"""Counting whole lists at once: it gives what counting them row by row gives, whatever stands in them."""

from __future__ import annotations

import random
import subprocess
import sys
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from data_access.bounds import joined
from data_access.database import Database
from data_access.list_counts import FEW_ROWS, Shapes, count_lists
from data_access.measures import DISCONTINUED, MEASURES
from data_access.tables import ModelMerge
from tests.facts import Facts
from tests.random_facts import add_random_facts

PROJECT = Path(__file__).parents[1]
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


def at_once(database: Database, version: int, few: int = FEW_ROWS) -> dict[Any, Any]:
    """What ``count_lists`` says, in the same form; fewer rows than ``few`` are counted one by one."""
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


TRAINING = st.lists(
    st.fixed_dictionaries(
        {
            "unit": st.sampled_from(UNITS),
            "time": st.sampled_from([(2021, None), (2022, None), (None, "party_term:2020-2025"), (None, "year:2022")]),
            "class_count": st.integers(0, 2),
            "attendances": st.sampled_from([None, 0, 1, 2_000_000_000]),
            "attendances_qualifier": st.sampled_from([None, None, ">", "≥", "<", "≈"]),
            "level": st.sampled_from(["district", "commune"]),
        }
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(sessions=TRAINING)
def test_numbers_that_are_missing_none_or_bounds_count_as_they_do_row_by_row(
    database: Database, sessions: list[dict[str, Any]]
) -> None:
    facts = Facts(database)
    facts.upload(remove={"training": facts.ids("training")})
    for each in sessions:
        year, term = each.pop("time")
        facts.training(each.pop("unit"), year, term=term, **each)
    version = facts.upload()
    assert at_once(database, version, few=0) == row_by_row(database, version)


def stages(database: Database, version: int) -> dict[tuple[str, ...], tuple[int, dict[str, int]]]:
    """Of models counted by arrays: by how, unit and term the total and the rows by stage."""
    found = at_once(database, version, few=0)
    return {
        at[1:]: (total, {shape[1]: value for shape, value in said.items()}) for at, ((total, _), said) in found.items()
    }


def test_of_a_thing_with_many_rows_the_latest_counts_in_each_place_whichever_was_brought_last(
    database: Database,
) -> None:
    facts = Facts(database)
    for year, stage in ((2023, "registered"), (2021, "recognised"), (2022, "continued"), (2019, DISCONTINUED)):
        facts.model("770", "Một", year, stage=stage)
    facts.model("770", "Hai", 2021, stage="recognised")
    before = facts.upload()
    facts.model("770", "Một", 2024, stage=DISCONTINUED)
    facts.model("770", "Một", 2021, stage="exemplary")
    after = facts.upload()
    recorded = {
        ("recorded", "770", "year:2019"): (0, {DISCONTINUED: 1}),
        ("recorded", "770", "year:2021"): (2, {"recognised": 2}),
        ("recorded", "770", "year:2022"): (1, {"continued": 1}),
        ("recorded", "770", "year:2023"): (1, {"registered": 1}),
        ("rolled", "770", "party_term:2015-2020"): (0, {DISCONTINUED: 1}),
        ("rolled", "770", "party_term:2020-2025"): (2, {"registered": 1, "recognised": 1}),
    }
    assert stages(database, before) == recorded
    assert stages(database, after) == recorded | {
        ("recorded", "770", "year:2021"): (2, {"exemplary": 1, "recognised": 1}),
        ("recorded", "770", "year:2024"): (0, {DISCONTINUED: 1}),
        ("rolled", "770", "party_term:2020-2025"): (1, {DISCONTINUED: 1, "recognised": 1}),
    }


def test_a_merged_thing_counts_in_the_unit_of_its_latest_row(database: Database) -> None:
    facts = Facts(database)
    facts.model("770", "Một", 2021, model_key="một")
    facts.model("771", "Một", 2022, model_key="một")
    version = facts.upload()
    merged(facts, "một")
    assert stages(database, version) == {
        ("recorded", "770", "year:2021"): (1, {"unspecified": 1}),
        ("recorded", "771", "year:2022"): (1, {"unspecified": 1}),
        ("rolled", "771", "party_term:2020-2025"): (1, {"unspecified": 1}),
    }


def test_lists_that_name_one_term_and_no_year_count_in_it_unit_by_unit(database: Database) -> None:
    facts = Facts(database)
    for unit, names in (("769", "A"), ("770", "BC"), ("771", "DEF")):
        for name in names:
            facts.model(unit, name, term="party_term:2020-2025")
    version = facts.upload()
    assert stages(database, version) == {
        (how, unit, "party_term:2020-2025"): (count, {"unspecified": count})
        for how in ("recorded", "rolled")
        for unit, count in (("769", 1), ("770", 2), ("771", 3))
    }


def test_few_rows_are_counted_without_numpy_and_many_with_it(sqlite_database: Database) -> None:
    Facts(sqlite_database).upload()
    program = (
        "import sys; from data_access.cube import build_cube; from data_access.database import open_database\n"
        "from data_access.list_counts import Shapes, count_lists; from data_access.measures import MODELS\n"
        f"with open_database({sqlite_database.url!r}).read() as connection:\n"
        "    for few in (1, 0):\n"
        "        count_lists(connection, build_cube(connection, 1).version, Shapes(), MODELS, few=few)\n"
        "        print('numpy' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
