"""Compare, commit, count, tested: whatever is imported, merged and undone, each model counts once and the past stays."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from data_access.cube import Cube, back_to, build_cube, refresh, touched_since
from data_access.database import Database, open_database
from data_access.keys import model_key
from data_access.measures import MEASURES
from data_access.merge_decisions import decide
from data_access.model_merges import links, root_of
from data_access.queries import figures
from data_access.reference import load_reference
from data_access.selection import Selection
from data_access.soundness import check
from data_access.undos import undo
from tests import databases
from tests.row_builders import Row, a_model, a_scope, committed, facts_as_of, models
from tests.test_cube import by_arrays

pytestmark = pytest.mark.slow

UNITS = ("770", "27139@2025-07-01")
MODELS = [(unit, name) for unit in UNITS for name in "ABC"]
places = st.tuples(st.sampled_from(MODELS), st.sampled_from([2022, 2023, 2024]))
states = st.tuples(st.sampled_from(["registered", "recognised"]), st.sampled_from([False, False, True]))
rows = st.dictionaries(places, states, max_size=8)
imports = st.tuples(st.sampled_from(["import", "replace"]), rows)
merges = st.tuples(st.sampled_from(["same", "same", "different"]), st.permutations(MODELS).map(lambda all: all[:2]))
undos = st.tuples(st.just("undo"), st.floats(0, 1, exclude_max=True))
sequences = st.lists(st.one_of(imports, merges, merges, undos), min_size=8, max_size=20)
SCOPES = [a_scope("models", *(f"year:{year}" for year in (2022, 2023, 2024)), area=unit) for unit in UNITS]


def a_row(place: tuple[tuple[str, str], int], state: tuple[str, bool]) -> Row:
    (unit, name), year = place
    code = f"code {name}" if state[1] else None
    return a_model(name, unit=unit, report_year=year, stage=state[0], model_code=code)


def key_of(model: tuple[str, str], code: str | None = None) -> str:
    return model_key(a_model(model[1], unit=model[0], model_code=code))


def step(database: Database, kind: str, said: Any) -> None:
    """Import, replace, decide or undo; and what was imported or undone at once, again, must change nothing."""
    if kind == "undo":
        number = int(said * database.version()) + 1
        if number <= database.version():
            undo(database, number, by="")
    elif kind in ("same", "different"):
        before = facts_as_of(database, database.version())
        upload = decide(database, kind, *map(key_of, said), by="")  # type: ignore[arg-type]
        if upload:
            assert undo(database, upload, by="").upload == upload + 1
            assert facts_as_of(database, upload + 1) == before
            assert undo(database, upload + 1, by="").upload == upload + 2
            assert facts_as_of(database, upload + 2) == facts_as_of(database, upload)
    else:
        given_rows = [a_row(place, state) for place, state in said.items()]
        incoming = models(*given_rows, scopes=SCOPES)
        committed(database, incoming, replace=kind == "replace")
        assert committed(database, incoming, replace=kind == "replace") is None


def holds(database: Database, cube: Cube) -> Cube:
    """What must hold now: sound, one row a model and year, each model counted once in all; gives the newest cube."""
    with database.read() as connection:
        assert check(connection) == []
        linked = links(connection)
        found = connection.execute(
            text("SELECT unit, name, model_code, report_year, model_key FROM dan_van_model WHERE removed_by IS NULL")
        ).all()
        newest = build_cube(connection, database.version())
        as_arrays = by_arrays(connection, newest)
        refreshed = refresh(cube, connection, touched_since(connection, cube.version))
        touched = back_to(connection, cube.version)
        assert touched is not None
        counted_back = refresh(newest, connection, touched)
        reference = load_reference(connection)
    roots = [root_of(key_of((row.unit, row.name), row.model_code), linked) for row in found]
    assert roots == [row.model_key for row in found]
    assert len({(root, row.report_year) for root, row in zip(roots, found, strict=True)}) == len(found)
    whole = figures(newest, reference, MEASURES["models"], Selection(roll_up=True), by=("term",))
    counted = {figure.term: figure.amount.value for figure in whole}
    assert counted.get("party_term:2020-2025", 0) == len(set(roots))
    for year in (2022, 2023, 2024):
        in_year = {root for root, row in zip(roots, found, strict=True) if row.report_year == year}
        assert counted.get(f"year:{year}", 0) == len(in_year)
    assert (told(refreshed), told(as_arrays), told(counted_back)) == (told(newest), told(newest), told(cube))
    return newest


def told(cube: Cube) -> dict[str, dict[str, int]]:
    """What a cube counts of models, by unit and term, where it counts anything."""
    listed = {how: cube.listed["models", how] for how in ("recorded", "rolled")}
    return {
        f"{how} {unit}": {term: item.total.value for term, item in by_term.items()}
        for how, by_unit in listed.items()
        for unit, by_term in by_unit.items()
        if by_term
    }


def run(kind: str, sequence: list[tuple[str, Any]]) -> None:
    """Carry a sequence out on a new database and look after each step."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(databases.new_url(kind, Path(folder)))
        try:
            with database.read() as connection:
                cube = build_cube(connection, 0)
            past = [facts_as_of(database, 0)]
            for what, said in sequence:
                step(database, what, said)
                cube = holds(database, cube)
                past += [facts_as_of(database, version) for version in range(len(past), database.version() + 1)]
            assert [facts_as_of(database, version) for version in range(len(past))] == past
        finally:
            databases.drop(database)


def test_each_model_counts_once_and_the_past_stays_whatever_is_merged(database: Database) -> None:
    kind = database.engine_dialect

    @settings(
        max_examples=int(os.environ.get("HISTORY_EXAMPLES", "6" if kind == "sqlite" else "3")),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(sequences)
    def always(sequence: list[tuple[str, Any]]) -> None:
        run(kind, sequence)

    always()
