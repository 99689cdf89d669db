"""Commit and count, tested: rules that the office sets: what they move, against a plain recount, and the past as it was."""

from __future__ import annotations

import ast
import random
from typing import Any

import pytest
import sqlalchemy as sa

from data_access.bounds import Amount, joined
from data_access.cache import cube_of
from data_access.cube import build_cube, refresh, touched_since
from data_access.database import Database
from data_access.errors import Impossible, Stale
from data_access.figure_rules import FigureRules
from data_access.measures import MEASURES
from data_access.office_settings import office_values
from data_access.office_uploads import set_settings
from data_access.periods import party_term_of_year, years_of
from data_access.queries import figures
from data_access.reference import load_reference
from data_access.rule_changes import moved_figures
from data_access.selection import Selection
from data_access.undos import plan_undo, undo
from tests.facts import Facts
from tests.random_facts import add_random_facts
from tests.source_code import sources
from tests.test_cube import contents

Said = dict[tuple[str, str, str], tuple[int, str | None, str, str | None]]


def said(database: Database, version: int | None = None) -> Said:
    """Every figure as of a version: its value, bound, basis and stage."""
    cube = cube_of(database, version)
    with database.read() as connection:
        reference = load_reference(connection, cube.version)
    return {
        (key, str(f.unit), f.term): (f.value, f.qualifier, f.basis, f.counted_stage)
        for key, measure in MEASURES.items()
        for f in figures(cube, reference, measure, Selection(roll_up=True), by=("unit", "term"))
    }


def test_a_year_belongs_to_the_term_whose_plan_years_hold_it() -> None:
    assert [party_term_of_year(year, 0) for year in (2019, 2020, 2024, 2025)] == [
        "party_term:2015-2020", "party_term:2020-2025", "party_term:2020-2025", "party_term:2025-2030",
    ]  # fmt: skip
    assert years_of("party_term:2020-2025", 0) == tuple(f"year:{year}" for year in range(2020, 2025))


def test_other_plan_years_move_sums_and_distinct_counts_and_say_so_first(database: Database) -> None:
    facts = Facts(database)
    for year in (2020, 2021, 2025):
        facts.training("770", year, 10)
    facts.model("770", "Hẻm xanh", 2020)
    facts.model("770", "Hẻm xanh", 2025)
    facts.upload()
    before = said(database)
    with database.read() as connection:
        moved = moved_figures(connection, 1, FigureRules(plan_shift=0))

    assert {(each.measure, each.term): (each.before, each.after) for each in moved} == {
        ("models", "party_term:2015-2020"): (Amount(1), None),
        ("models", "party_term:2025-2030"): (None, Amount(1)),
        ("training_sessions", "party_term:2015-2020"): (Amount(10), None),
        ("training_sessions", "party_term:2025-2030"): (None, Amount(10)),
    }
    assert set_settings(database, {"plan_years": "with"}, by="") == 2
    after = said(database)
    assert {key for key in {*before, *after} if before.get(key) != after.get(key)} == {
        (each.measure, "770", each.term) for each in moved
    }
    assert said(database, 1) == before


@pytest.mark.parametrize("seed", range(3))
def test_rules_count_what_a_plain_recount_counts_and_the_past_stays(database: Database, seed: int) -> None:
    facts, draw = Facts(database), random.Random(seed)
    add_random_facts(facts, draw, rows=60)
    with database.read() as connection:
        kept = build_cube(connection, 1)
    past = {1: said(database)}
    for values in ({"plan_years": "with"}, {"bare_models": "recognised"}, {"plan_years": "after"}):
        assert set_settings(database, values, by="") == len(past) + 1
        past[len(past) + 1] = said(database)
        with database.read() as connection:
            kept = refresh(kept, connection, touched_since(connection, kept.version))
            assert contents(kept) == contents(build_cube(connection, kept.version))
    assert undo(database, 3, by="").upload == 5
    past[5] = said(database)
    assert past[5] == past[1]
    assert {version: said(database, version) for version in past} == past
    assert _classes(past[2]) == _recounted(database, shift=0) != {}
    assert _classes(past[1]) == _recounted(database, shift=1) != {}


def _classes(figures: Said) -> dict[tuple[str, str], tuple[int, str | None]]:
    """What lists alone say of attendances in Party terms, where no office states anything for it."""
    return {
        (unit, term): (value, bound)
        for (measure, unit, term), (value, bound, basis, _) in figures.items()
        if measure == "attendances" and term.startswith("party_term") and basis == "itemised"
    }


def _recounted(database: Database, *, shift: int) -> dict[tuple[str, str], tuple[int, str | None]]:
    """The same, row by row: a row counts in the Party term it names, else in that of its year."""
    rows = "SELECT unit, term, year, attendances, attendances_qualifier FROM training_session WHERE attendances IS NOT NULL"
    stated = "SELECT DISTINCT unit, term FROM reported_figure WHERE measure = 'attendances' AND dimension = ''"
    found: dict[tuple[str, str], tuple[int, str | None]] = {}
    with database.read() as connection:
        by_office = {tuple(row) for row in connection.execute(sa.text(stated))}
        for unit, term, year, count, bound in connection.execute(sa.text(rows)):
            dated = year or (int(term[5:]) if term and term.startswith("year:") else None)
            dated = dated or (int(term[10:14]) if term and term.startswith("half_year:") else None)
            if term and term.startswith("party_term"):
                place = term
            elif dated and (not term or term.startswith(("year:", "half_year:"))):
                start = (dated - shift) // 5 * 5
                place = f"party_term:{start}-{start + 5}"
            else:
                continue
            value, qualifier = found.get((unit, place), (0, None))
            found[unit, place] = (value + count, joined(qualifier, bound))
    years = {(unit, party_term_of_year(int(term[5:]), shift)) for unit, term in by_office if term.startswith("year:")}
    named = _named(database)
    return {
        place: amount
        for place, amount in found.items()
        if place not in by_office and (place not in years or place in named)
    }


def _named(database: Database) -> set[tuple[str, str]]:
    query = "SELECT DISTINCT unit, term FROM training_session WHERE term LIKE 'party_term%' AND attendances IS NOT NULL"
    with database.read() as connection:
        return {(unit, term) for unit, term in connection.execute(sa.text(query))}


def test_a_bare_number_of_models_is_of_the_stage_that_the_office_means(database: Database) -> None:
    facts = Facts(database)
    facts.stated("770", "year:2023", 12)
    facts.stated("769@2021-01-01", "year:2023", 30)
    facts.stated("769@2021-01-01", "year:2023", 40, stage="registered")
    facts.stated("760", "year:2023", 5)
    facts.stated("760", "year:2023", 3, stage="recognised")
    facts.upload()
    set_settings(database, {"bare_models": "recognised"}, by="")

    assert {unit: (value, stage) for (_, unit, _), (value, _, _, stage) in said(database).items()} == {
        "770": (12, "recognised"),
        "769@2021-01-01": (40, "registered"),
        "760": (5, "unspecified"),
    }
    assert {unit: (value, stage) for (_, unit, _), (value, _, _, stage) in said(database, 1).items()} == {
        "770": (12, "unspecified"),
        "769@2021-01-01": (30, "unspecified"),
        "760": (5, "unspecified"),
    }


def test_a_setting_is_an_upload_that_can_be_undone_and_made_again(database: Database) -> None:
    assert set_settings(database, {"office_name": "Ban Dân vận  Quận 3", "plan_years": "after"}, by="Lan") == 1
    assert set_settings(database, {"office_name": "Ban Dân vận Quận 3"}, by="Lan") is None
    assert set_settings(database, {"office_name": "Ban Dân vận Quận 4"}, by="Lan") == 2
    names = []
    for upload in (2, 3, 4):
        assert undo(database, upload, by="").upload == upload + 1
        with database.read() as connection:
            names.append(office_values(connection)["office_name"])
    assert names == ["Ban Dân vận Quận 3", "Ban Dân vận Quận 4", "Ban Dân vận Quận 3"]
    with database.read() as connection:
        assert [office_values(connection, version)["office_name"] for version in (1, 2, 3)] == [
            "Ban Dân vận Quận 3", "Ban Dân vận Quận 4", "Ban Dân vận Quận 3",
        ]  # fmt: skip
        kept = plan_undo(connection, 1).kept
    assert [(line.dataset, line.name, line.later) for line in kept] == []


def test_a_setting_agreed_to_at_an_older_version_is_refused(database: Database) -> None:
    set_settings(database, {"office_name": "A"}, by="")
    with pytest.raises(Stale):
        set_settings(database, {"plan_years": "with"}, by="", seen=0)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"colour": "red"}, "setting_unknown"),
        ({"plan_years": "2021"}, "setting_choice"),
        ({"bare_models": "discontinued"}, "setting_choice"),
        ({"default_province": "770"}, "setting_province"),
        ({"office_name": "x" * 201}, "setting_length"),
    ],
)
def test_a_value_that_cannot_be_is_told_and_nothing_is_written(
    database: Database, asked: dict[str, Any], code: str
) -> None:
    with pytest.raises(Impossible) as refused:
        set_settings(database, asked, by="")
    assert (refused.value.code, database.version()) == (code, 0)


@pytest.mark.slow
def test_whatever_asks_whose_a_year_is_says_by_which_plan_years() -> None:
    needed = {"years_of": 2, "party_term_of": 2, "party_term_of_year": 2, "places_of": 3}
    silent = []
    for source in sources():
        for name, most in needed.items():
            for call in source.calls(name):
                starred = any(isinstance(each, ast.Starred) for each in call.args)
                is_ours = isinstance(call.func, ast.Name) and not (starred and len(call.args) > 1)
                if is_ours and len(call.args) + len(call.keywords) < most:
                    silent.append(f"{source.path}:{call.lineno} {name}")
    assert silent == []
