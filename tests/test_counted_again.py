"""Count, tested: what uploads touched is counted again, few units by themselves and many all at once, and nothing else is."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import text

from data_access.cell_sums import CellSums, cell_sums
from data_access.cube import build_cube, refresh, touched_since
from data_access.database import Database
from data_access.list_changes import MANY_UNITS
from data_access.listed import age
from data_access.measures import ATTENDANCES, MEASURES, MODELS
from tests.facts import Facts
from tests.test_cube import contents


def units_of(database: Database, many: int) -> list[str]:
    """The first units of the list."""
    with database.read() as connection:
        return list(connection.execute(text("SELECT id FROM unit ORDER BY id LIMIT :many"), {"many": many}).scalars())


@pytest.mark.slow
def test_very_many_touched_units_are_counted_as_they_are_from_the_beginning(sqlite_database: Database) -> None:
    facts = Facts(sqlite_database)
    units = units_of(sqlite_database, MANY_UNITS + 2)
    for unit in units:
        facts.training(unit, 2023, attendances=3)
        facts.stated(unit, "year:2023", 4)
    facts.upload()
    with sqlite_database.read() as connection:
        before = build_cube(connection, facts.version)
    for unit in units[:-1]:
        facts.training(unit, 2023, attendances=5)
        facts.stated(unit, "year:2022", 6)
    facts.upload()
    with sqlite_database.read() as connection:
        touched = touched_since(connection, before.version)
        after = refresh(before, connection, touched)
        assert contents(after) == contents(build_cube(connection, facts.version))

    assert (touched.units, touched.version) == (frozenset(units[:-1]), 2)
    totals = [after.listed_in(ATTENDANCES, unit, "year:2023", "recorded") for unit in (units[0], units[-1])]
    assert [total.total.value for total in totals if total] == [8, 3]


def test_a_cube_of_the_newest_version_is_left_as_it_is(sqlite_database: Database) -> None:
    facts = Facts(sqlite_database)
    facts.model("770", "Một", 2023)
    facts.upload()
    with sqlite_database.read() as connection:
        cube = build_cube(connection, facts.version)
        assert refresh(cube, connection, touched_since(connection, cube.version)) is cube


def test_an_upload_without_figures_moves_the_version_and_nothing_else(sqlite_database: Database) -> None:
    facts = Facts(sqlite_database)
    facts.model("770", "Một", 2023)
    facts.stated("770", "year:2023", 4)
    facts.upload()
    with sqlite_database.read() as connection:
        cube = build_cube(connection, facts.version)
    facts.target("770", "year:2023", 9)
    facts.upload()
    with sqlite_database.read() as connection:
        after = refresh(cube, connection, touched_since(connection, cube.version))

    assert (after.version, contents(after)) == (2, contents(cube))
    assert after.stated is cube.stated
    assert after.remembered == {} and after.remembered is not cube.remembered


def test_a_figure_of_a_measure_that_is_no_longer_counted_stays_stored_and_uncounted(sqlite_database: Database) -> None:
    facts = Facts(sqlite_database)
    facts.stated("770", "year:2023", 4, measure="households")
    facts.stated("770", "year:2023", 5)
    facts.upload()
    with sqlite_database.read() as connection:
        cube = build_cube(connection, facts.version)

    assert cube.units(MODELS) == {"770"}
    assert [figure.amount.value for figure in cube.stated_in(MODELS, "770", "year:2023")] == [5]


def test_sums_of_the_last_asked_filters_are_kept_and_older_ones_make_room(sqlite_database: Database) -> None:
    facts = Facts(sqlite_database)
    facts.model("770", "Một", 2023)
    facts.upload()
    with sqlite_database.read() as connection:
        cube = build_cube(connection, facts.version)
    place = (MODELS.key, "recorded")
    asked, numbers = [], count()

    def line_of(_: int) -> tuple[str, ...]:
        asked.append(next(numbers))
        return ()

    for name in range(30):
        assert cell_sums(cube, place, name, line_of, few=1) is not None
    kept = [key for key, sums in cube.remembered.items() if isinstance(sums, CellSums)]
    assert (len(kept), kept[0], kept[-1]) == (25, (place, 5), (place, 29))
    assert len(asked) == 30
    cell_sums(cube, place, 29, line_of, few=1)
    assert len(asked) == 30
    cell_sums(cube, place, 0, line_of, few=1)
    assert len(asked) == 31


def test_what_is_counted_in_a_year_adds_up_over_the_years_and_models_do_not() -> None:
    assert {key: measure.adds_up_over_time for key, measure in MEASURES.items()} == {
        "models": False,
        "training_sessions": True,
        "attendances": True,
        "commended_collectives": True,
    }


def test_the_latest_state_of_a_thing_is_that_of_its_year_or_else_of_the_year_of_its_term() -> None:
    assert [age(*told) for told in ((None, 2021, 3), ("year:2023", None, 5), ("year:2023", 2021, 6))] == [
        (2021, 3),
        (2023, 5),
        (2021, 6),
    ]
    assert age(None, None, 7) == (0, 7)
