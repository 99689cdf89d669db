"""All units' sums by arrays: under any facts and filters they are what each unit and term gives alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.bounds import Amount
from data_access.cache import cube_of
from data_access.cell_sums import cell_sums
from data_access.cube import Cube, build_cube, refresh, touched_since
from data_access.database import Database, open_database
from data_access.list_counts import Shapes, packed
from data_access.measures import MEASURES, MODELS, TRAINING_SESSIONS
from data_access.own_figures import Own, OwnFigures, summed
from data_access.queries import Question
from data_access.reference import Reference, load_reference
from data_access.selection import Selection
from data_access.unit_figures import of_term, own_figures
from data_access.vocabulary import AUDIENCES, AWARD_FORMS, LEVELS, SECTORS, STAGES
from tests import databases
from tests.facts import Facts
from tests.random_facts import add_random_facts

NEVER, ALWAYS = 10**9, 0
SPLITS = ((), ("level",), ("sector", "stage"), ("audience",), ("award_form", "level"))


def some(codes: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes), max_size=2, unique=True).map(tuple)


SELECTIONS = st.builds(
    Selection,
    sectors=some(SECTORS),
    stages=some(STAGES),
    levels=some(LEVELS),
    award_forms=some(AWARD_FORMS),
    audiences=some(AUDIENCES),
    basis=st.sampled_from(("auto", "reported", "itemised")),
    roll_up=st.booleans(),
)


def afresh(cube: Cube) -> Cube:
    """A cube that remembers no arrays: it would answer by those that it made when it was asked for others."""
    return replace(cube, remembered={})


def answers(cube: Cube, selection: Selection, *, few: int) -> dict[tuple[str, tuple[str, ...], str, str], Own | None]:
    cube, found = afresh(cube), {}
    for measure, split in product(MEASURES.values(), SPLITS):
        own = OwnFigures(cube, measure, selection, split, few=few)
        for unit in cube.units(measure):
            for term in {*cube.terms(measure, unit), "party_term:2020-2025"}:
                found[measure.key, split, unit, term] = own.of(unit, term)
    return found


@settings(max_examples=25, deadline=None)
@given(selections=st.lists(SELECTIONS, min_size=3, max_size=3), seed=st.integers(0, 5))
def test_arrays_give_what_every_unit_and_term_gives_alone(
    cubes: dict[int, Cube], selections: list[Selection], seed: int
) -> None:
    cube = cubes[seed]
    for selection in selections:
        assert answers(cube, selection, few=ALWAYS) == answers(cube, selection, few=NEVER)


@settings(max_examples=15, deadline=None)
@given(selection=SELECTIONS, seed=st.integers(0, 5), few=st.sampled_from((ALWAYS, NEVER)))
def test_units_added_up_together_give_what_each_gives_alone(
    cubes: dict[int, Cube], selection: Selection, seed: int, few: int
) -> None:
    cube = afresh(cubes[seed])
    for measure, split in product(MEASURES.values(), SPLITS):
        own = OwnFigures(cube, measure, selection, split, few=few)
        units = sorted(cube.units(measure))
        for term in {"party_term:2020-2025"}.union(*(cube.terms(measure, unit) for unit in units)):
            only_lists = own.only_lists(units, term)
            alone = [found for unit in units if (found := own.of(unit, term))]
            assert {unit for unit in units if own.of(unit, term)} >= only_lists.keys()
            for unit, value in only_lists.items() if not split else ():
                alone_of = own.of(unit, term)
                assert alone_of is not None and (alone_of.basis, alone_of.others, alone_of.years) == (
                    "itemised",
                    {},
                    None,
                )
                said = {key: cell.amount for key, cell in alone_of.cells.items()}
                assert said == ({} if value is None else {(): Amount(value)})
            together = list(own.of_several(units, term, only_lists))
            assert (not alone and not together) or summed(together) == summed(alone)


@settings(max_examples=15, deadline=None)
@given(selection=SELECTIONS, seed=st.integers(0, 5), units=st.sampled_from(((), ("770",), ("770", "769"))))
def test_figures_of_a_term_are_those_of_each_unit(
    cubes: dict[int, Cube], reference: Reference, selection: Selection, seed: int, units: tuple[str, ...]
) -> None:
    cube = afresh(cubes[seed])
    for measure, term in product(MEASURES.values(), ("party_term:2020-2025", "year:2023")):
        question = Question(reference, measure, replace(selection, units=units, terms=(term,)))
        only_lists, others = of_term(cube, question, term)
        assert not only_lists.keys() & others.keys()
        said = {unit: {(): Amount(value)} for unit, value in only_lists.items() if value is not None}
        said |= {unit: {} for unit, value in only_lists.items() if value is None}
        said |= {unit: {key: cell.amount for key, cell in own.cells.items()} for unit, own in others.items()}
        assert said == {
            unit: {key: cell.amount for key, cell in own.cells.items()}
            for (unit, _), own in own_figures(cube, question).items()
        }


def test_units_whose_lists_hold_nothing_of_what_is_asked_have_no_figure_and_those_without_lists_none_to_ask_for(
    sqlite_database: Database,
) -> None:
    facts, units = Facts(sqlite_database), ("769", "770")
    facts.training("769", 2022, level="district")
    facts.training("770", 2023, level="province")
    facts.upload()
    asked = Selection(levels=("commune",))
    at_once, alone = (
        OwnFigures(cube_of(sqlite_database), TRAINING_SESSIONS, asked, few=few) for few in (ALWAYS, NEVER)
    )
    told = {term: at_once.only_lists(units, term) for term in ("year:2021", "year:2022", "year:2023")}
    assert told == {"year:2021": {}, "year:2022": {"769": None}, "year:2023": {"770": None}}
    cells = {(unit, term): own.cells for term in told for unit in units if (own := alone.of(unit, term))}
    assert cells == {("769", "year:2022"): {}, ("770", "year:2023"): {}}


def test_a_sum_that_holds_a_bound_keeps_it(database: Database) -> None:
    facts = Facts(database)
    facts.training("770", 2023, attendances=200, attendances_qualifier=">", level="province")
    facts.training("770", 2023, attendances=30, level="district")
    facts.upload()
    cube, attendances = cube_of(database), MEASURES["attendances"]
    own = OwnFigures(cube, attendances, Selection(), ("level",), few=ALWAYS).of("770", "year:2023")
    assert own is not None
    assert {line: cell.amount.written("vi") for line, cell in own.cells.items()} == {
        ("province",): ">200",
        ("district",): "30",
    }


def test_an_upload_makes_the_sums_anew(database: Database) -> None:
    facts, economy = Facts(database), Selection(sectors=("economy",))
    facts.model("770", "Một", 2023, sector="economy")
    facts.upload()
    before = cube_of(database)
    assert _count(before, economy) == 1
    facts.model("770", "Hai", 2023, sector="economy")
    facts.upload()
    with database.read() as connection:
        after = refresh(before, connection, touched_since(connection, before.version))
    assert (_count(before, economy), _count(after, economy)) == (1, 2)


def _count(cube: Cube, selection: Selection) -> int:
    own = OwnFigures(cube, MODELS, selection, few=ALWAYS).of("770", "year:2023")
    assert own is not None
    return own.cells[()].amount.value


@pytest.mark.parametrize(("value", "is_exact"), [(2**53 - 2, True), (2**53, False)])
def test_sums_that_might_not_be_exact_are_left_to_whole_numbers(database: Database, value: int, is_exact: bool) -> None:
    with database.read() as connection:
        empty = build_cube(connection, 0)
    shapes = Shapes()
    number = shapes.number(("province", "cadres", None))
    listed = {
        **empty.listed,
        (TRAINING_SESSIONS.key, "recorded"): {"770": {"year:2023": packed(shapes, {number: value})}},
    }
    cube = Cube(1, shapes, empty.stated, listed, empty.rules)
    found = cell_sums(cube, (TRAINING_SESSIONS.key, "recorded"), "all", lambda shape: (), few=ALWAYS)
    assert (found is not None) == is_exact
    own = OwnFigures(cube, TRAINING_SESSIONS, Selection(levels=("province",)), few=ALWAYS).of("770", "year:2023")
    assert own is not None and own.cells[()].amount.value == value


@pytest.fixture(scope="module")
def many_facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database to read from, with six uploads of random facts."""
    opened = open_database(databases.new_url("sqlite", tmp_path_factory.mktemp("facts")))
    facts = Facts(opened)
    for seed in range(6):
        add_random_facts(facts, random.Random(seed), rows=60)
    yield opened
    databases.drop(opened)


@pytest.fixture(scope="module")
def cubes(many_facts: Database) -> dict[int, Cube]:
    """A cube of each version."""
    with many_facts.read() as connection:
        return {seed: build_cube(connection, seed + 1) for seed in range(6)}


@pytest.fixture(scope="module")
def reference(many_facts: Database) -> Reference:
    """The units, and the terms that the facts name."""
    with many_facts.read() as connection:
        return load_reference(connection)
