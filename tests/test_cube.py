"""The cube: refreshed after an upload it is what building it anew gives, and it counts what the rows say."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from data_access.cache import cube_of
from data_access.cube import Cube, build_cube, refresh, touched_since
from data_access.database import Database
from data_access.measures import MEASURES
from data_access.queries import figures
from data_access.reference import load_reference
from data_access.selection import Selection
from tests.facts import Facts
from tests.random_facts import add_random_facts


def contents(cube: Cube) -> dict[Any, Any]:
    """A cube without the numbers of its shapes, which depend on what was met first."""
    found: dict[Any, Any] = {
        ("stated", measure, unit, term): figures
        for measure, units in cube.stated.items()
        for unit, terms in units.items()
        for term, figures in terms.items()
    }
    for (measure, how), units in cube.listed.items():
        for unit, terms in units.items():
            for term, listed in terms.items():
                pairs = zip(listed.groups[::2], listed.groups[1::2], strict=True)
                groups = {cube.shapes[number]: value for number, value in pairs}
                found[measure, how, unit, term] = (listed.total, groups)
    return found


@pytest.mark.parametrize("seed", range(5))
def test_a_refreshed_cube_is_what_a_rebuilt_one_is(database: Database, seed: int) -> None:
    facts, draw = Facts(database), random.Random(seed)
    with database.read() as connection:
        cube = build_cube(connection, facts.version)
    built = {cube.version: contents(cube)}
    for _ in range(5):
        add_random_facts(facts, draw, rows=draw.choice((1, 5, 60)))
        with database.read() as connection:
            cube = refresh(cube, connection, touched_since(connection, cube.version))
            built[cube.version] = contents(build_cube(connection, cube.version))
        assert (cube.version, contents(cube)) == (facts.version, built[facts.version])
    with database.read() as connection:
        for version, then in built.items():
            assert contents(build_cube(connection, version)) == then


def test_a_unit_whose_last_row_was_removed_is_gone(database: Database) -> None:
    facts = Facts(database)
    facts.model("770", "Một", 2023)
    facts.stated("770", "year:2023", 4)
    facts.upload()
    assert len(contents(cube_of(database))) == 3
    facts.upload(remove={"models": facts.ids("models"), "summary": facts.ids("summary")})
    assert contents(cube_of(database)) == {}
    assert len(contents(cube_of(database, 1))) == 3


def test_the_newest_cube_and_one_of_the_past_are_kept(database: Database) -> None:
    facts = Facts(database)
    for number in range(3):
        facts.model("770", f"Mô hình {number}", 2023)
        facts.upload()
    newest, past = cube_of(database), cube_of(database, 1)
    assert cube_of(database) is newest and cube_of(database, 3) is newest
    assert cube_of(database, 1) is past
    assert cube_of(database, 2).version == 2
    assert cube_of(database, 1) is not past


def test_what_was_worked_out_for_views_is_let_go_with_its_version_although_a_page_still_holds_the_cube(
    database: Database,
) -> None:
    facts = Facts(database)
    looked_at: list[Cube] = []
    for number in range(6):
        facts.model("770", f"Mô hình {number}", 2023)
        facts.upload()
        looked_at.append(cube_of(database).for_a_view())
        with database.read() as connection:
            asked = figures(
                looked_at[-1], load_reference(connection), MEASURES["models"], Selection(), by=("unit", "term")
            )
        assert [figure.amount.value for figure in asked] == [number + 1]
    past = cube_of(database, 1).for_a_view()
    past.remembered["asked"]["what a page asked"] = "twelve"
    assert cube_of(database, 2).version == 2
    assert [bool(cube.asked) for cube in looked_at] == [False, False, False, True, True, True]
    assert (past.asked, past.remembered) == ({}, {})


def test_readers_of_many_threads_get_the_same_cube(database: Database) -> None:
    facts = Facts(database)
    add_random_facts(facts, random.Random(1), rows=40)
    with ThreadPoolExecutor(4) as threads:
        cubes = list(threads.map(lambda _: cube_of(database), range(12)))
    assert {id(cube) for cube in cubes} == {id(cube_of(database))}
