"""The cube: refreshed after an upload it is what building it anew gives, and it counts what the rows say."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, text

from data_access.cache import cube_of
from data_access.cube import Cube, Touched, back_to, build_cube, refresh, touched_since
from data_access.database import Database
from data_access.list_counts import Shape, Shapes, count_lists
from data_access.measures import MEASURES
from data_access.queries import figures
from data_access.reference import load_reference
from data_access.selection import Selection
from data_access.tables import fact_table
from tests.facts import Facts
from tests.people import OPERATOR
from tests.random_facts import add_random_facts
from work import office


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


def by_arrays(connection: Connection, cube: Cube) -> Cube:
    """The same version with its lists counted by arrays, as long ones are."""
    listed = {
        (measure.key, how): by_unit
        for measure in MEASURES.values()
        for how, by_unit in count_lists(
            connection, cube.version, cube.shapes, measure, shift=cube.rules.plan_shift, few=0
        ).items()
    }
    return replace(cube, listed=listed)


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
            assert contents(by_arrays(connection, cube)) == built[cube.version]
        assert (cube.version, contents(cube)) == (facts.version, built[facts.version])
    with database.read() as connection:
        for version, then in built.items():
            assert contents(build_cube(connection, version)) == then
            touched = back_to(connection, version)
            assert touched is not None
            past = refresh(cube, connection, touched)
            assert (past.version, contents(past)) == (version, then)


def test_a_unit_whose_last_row_was_removed_is_gone(database: Database) -> None:
    facts = Facts(database)
    facts.model("770", "Một", 2023)
    facts.stated("770", "year:2023", 4)
    facts.upload()
    assert len(contents(cube_of(database))) == 3
    facts.upload(remove={"models": facts.ids("models"), "summary": facts.ids("summary")})
    assert contents(cube_of(database)) == {}
    assert len(contents(cube_of(database, 1))) == 3


def test_the_newest_cube_and_two_of_the_past_are_kept(database: Database) -> None:
    facts = Facts(database)
    for number in range(4):
        facts.model("770", f"Mô hình {number}", 2023)
        facts.upload()
    newest, past, later = cube_of(database), cube_of(database, 1), cube_of(database, 2)
    assert cube_of(database) is newest and cube_of(database, 4) is newest
    assert cube_of(database, 1) is past and cube_of(database, 2) is later
    assert cube_of(database, 3).version == 3
    assert cube_of(database, 2) is later
    assert cube_of(database, 1) is not past


def test_a_cube_of_the_past_shares_with_the_newest_what_has_not_changed(database: Database) -> None:
    facts = Facts(database)
    facts.model("770", "Một", 2023)
    facts.stated("770", "year:2023", 4)
    facts.upload()
    facts.model("760", "Hai", 2023)
    facts.stated("760", "year:2023", 5)
    facts.upload()
    newest, past = cube_of(database), cube_of(database, 1)
    assert past.listed["models", "recorded"]["770"] is newest.listed["models", "recorded"]["770"]
    assert past.stated["models"]["770"] is newest.stated["models"]["770"]
    assert past.shapes is newest.shapes


def test_a_version_before_another_rule_or_very_many_rows_is_counted_from_the_beginning_and_kept_alone(
    sqlite_database: Database,
) -> None:
    facts = Facts(sqlite_database)
    for number in range(4):
        facts.model("770", f"Mô hình {number}", 2023)
        facts.upload()
    office.set_settings(sqlite_database, OPERATOR, {"plan_years": "with"})
    facts.version = sqlite_database.version()
    for number in range(2):
        facts.model("770", f"Mô hình mới {number}", 2023)
        facts.upload()
    newest, late, early = (cube_of(sqlite_database, version) for version in (7, 6, 2))
    with sqlite_database.read() as connection:
        assert [back_to(connection, version) is None for version in (2, 5, 6)] == [True, False, False]
        assert contents(early) == contents(build_cube(connection, 2))
    assert late.shapes is newest.shapes and early.shapes is not newest.shapes
    assert cube_of(sqlite_database, 6) is not late


def test_a_version_before_very_many_rows_is_counted_from_the_beginning(sqlite_database: Database) -> None:
    facts, rows = Facts(sqlite_database), fact_table("training")
    for year in (2022, 2023):
        facts.training("770", year)
        facts.upload()
    said = ", ".join(column.name for column in rows.columns if column.name not in ("id", "natural_key"))
    copied = text(
        "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :more) "
        f"INSERT INTO {rows.name} (natural_key, {said}) "
        f"SELECT natural_key || '.' || n, {said} FROM {rows.name}, numbers WHERE id = :row"
    )
    counted = []
    for more in (19_998, 1):  # the row of the second version is one of twenty thousand
        with sqlite_database.write() as connection:
            connection.execute(copied, {"more": more, "row": facts.ids("training")[-1]})
        with sqlite_database.read() as connection:
            counted.append([back_to(connection, version) for version in (1, 2)])
    assert counted == [[Touched(1, frozenset()), Touched(2, frozenset())], [None, Touched(2, frozenset())]]


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
    assert [cube_of(database, version).version for version in (2, 3)] == [2, 3]
    assert [bool(cube.asked) for cube in looked_at] == [False, False, False, True, True, True]
    assert (past.asked, past.remembered) == ({}, {})


def test_readers_of_many_threads_get_the_same_cube(database: Database) -> None:
    facts = Facts(database)
    add_random_facts(facts, random.Random(1), rows=40)
    with ThreadPoolExecutor(4) as threads:
        cubes = list(threads.map(lambda _: cube_of(database), range(12)))
    assert {id(cube) for cube in cubes} == {id(cube_of(database))}


def test_readers_of_many_threads_get_each_version_as_it_was(database: Database) -> None:
    facts, draw = Facts(database), random.Random(2)
    for _ in range(5):
        add_random_facts(facts, draw, rows=20)
    with database.read() as connection:
        built = {version: contents(build_cube(connection, version)) for version in range(1, 6)}
    asked = [draw.randint(1, 5) for _ in range(40)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda version: contents(cube_of(database, version)), asked))
    assert found == [built[version] for version in asked]


@pytest.fixture
def restless_threads() -> Iterator[None]:
    """Threads that give way to each other after every few steps."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("restless_threads")
def test_many_threads_are_given_one_number_for_a_combination() -> None:
    combinations: list[Shape] = [(stage, str(number), None) for number in range(500) for stage in ("a", "discontinued")]
    orders = [random.Random(seed).sample(combinations, len(combinations)) for seed in range(8)]
    for _ in range(20):
        shapes = Shapes()
        with ThreadPoolExecutor(8) as threads:
            given = list(threads.map(_numbers_of, [shapes] * 8, orders))
        assert all(numbers == given[0] for numbers in given)
        assert sorted(given[0].values()) == list(range(len(combinations)))
        assert all(shapes[number] == shape for shape, number in given[0].items())
        assert shapes.gone == {number for shape, number in given[0].items() if "discontinued" in shape}


def _numbers_of(shapes: Shapes, combinations: list[Shape]) -> dict[Shape, int]:
    return {shape: shapes.number(shape) for shape in combinations}
