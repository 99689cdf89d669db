"""Commit, tested against a model that knows nothing of tables: a dictionary of things for every version.

After any sequence of imports, replaces, undos and redos the current facts are what the dictionaries say, and
the facts as of every earlier version are what they were.
"""

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from data_access.database import Database, open_database
from data_access.history import uploads
from data_access.soundness import check
from data_access.undos import undo
from tests import databases
from tests.row_builders import a_model, a_scope, committed, facts_as_of, models

pytestmark = pytest.mark.slow

Key = tuple[str, bool]
State = dict[Key, tuple[str | None, int]]
NEVER: tuple[str | None, int] = (None, 0)
stages = st.sampled_from(["registered", "recognised"])
rows = st.dictionaries(st.sampled_from(["A", "B", "C", "D"]), st.tuples(stages, st.booleans()), max_size=4)
imports = st.tuples(st.sampled_from(["import", "replace"]), rows)
undos = st.tuples(st.just("undo"), st.floats(0, 1, exclude_max=True))
steps = st.lists(st.one_of(imports, undos), min_size=10, max_size=30)


@dataclass
class Ledger:
    """A snapshot a version: for each key its stage (or None) and the upload that gave it that state.

    A key is a name, and whether it has a code. ``links``: where an upload gave or took away a code.
    """

    versions: list[State] = field(default_factory=lambda: [{}])
    links: set[tuple[int, str]] = field(default_factory=set)

    def commit(self, given: dict[str, tuple[str, bool]], *, replace: bool) -> bool:
        """Take rows in; says whether anything changed."""
        now, number = self.versions[-1], len(self.versions)
        wanted: dict[Key, str | None] = {key: None for key in now if replace}
        for name, (stage, coded) in given.items():
            wanted[name, coded] = stage
            if self._stage((name, coded)) is None and self._stage((name, not coded)) is not None:
                wanted[name, not coded] = None
                self.links.add((number, name))
        changed = {key: (stage, number) for key, stage in wanted.items() if self._stage(key) != stage}
        if changed:
            self.versions.append({**now, **changed})
        return bool(changed)

    def undo(self, upload: int) -> tuple[bool, int, int]:
        """Take an upload back; says whether anything changed, how many things were restored and kept."""
        before, after, now = self.versions[upload - 1], self.versions[upload], self.versions[-1]
        touched = [key for key in after if after[key] != before.get(key, NEVER)]
        things = {(key[0] if (upload, key[0]) in self.links else key) for key in touched}
        groups = [[key for key in touched if thing in (key, key[0])] for thing in things]
        ready = [group for group in groups if all(now[key] == after[key] for key in group)]
        back = {key: before.get(key, NEVER) for group in ready for key in group}
        free = [group for group in ready if not any(self._stands_twice(key, back) for key in group)]
        restored = {key: back[key] for group in free for key in group}
        if restored:
            self.links |= {(len(self.versions), group[0][0]) for group in free if len(group) > 1}
            self.versions.append({**now, **restored})
        return bool(restored), len(free), len(groups) - len(free)

    def facts(self, version: int) -> dict[Key, str]:
        """What holds as of a version."""
        return {key: stage for key, (stage, _) in self.versions[version].items() if stage is not None}

    def _stage(self, key: Key) -> str | None:
        return self.versions[-1].get(key, NEVER)[0]

    def _stands_twice(self, key: Key, back: State) -> bool:
        other = key[0], not key[1]
        return back[key][0] is not None and self._stage(other) is not None and back.get(other, ("", 0))[0] is not None


def values(database: Database, version: int) -> dict[Key, str]:
    """What the database says held as of a version."""
    query = text(
        "SELECT name, stage, model_code FROM dan_van_model "
        "WHERE added_by <= :v AND (removed_by IS NULL OR removed_by > :v)"
    )
    with database.read() as connection:
        found = connection.execute(query, {"v": version}).all()
    assert len(found) == len({row.name for row in found}), "a name stands twice"
    return {(row.name, row.model_code is not None): row.stage for row in found}


def step(database: Database, ledger: Ledger, kind: str, said: Any) -> None:
    """Do one step with both, and see that they say the same of it."""
    if kind == "undo":
        upload = int(said * (len(ledger.versions) - 1)) + 1
        if upload >= len(ledger.versions):
            return
        result = undo(database, upload, by="")
        changed, restored, kept = ledger.undo(upload)
        assert (result.restored, len(result.kept), result.impossible) == (restored, kept, [])
        assert result.upload == (len(ledger.versions) - 1 if changed else None)
    else:
        given_rows = [
            a_model(name, stage=stage, model_code=f"code {name}" if coded else None)
            for name, (stage, coded) in said.items()
        ]
        incoming = models(*given_rows, scopes=[a_scope("models", "year:2023")])
        number = committed(database, incoming, replace=kind == "replace")
        changed = ledger.commit(said, replace=kind == "replace")
        assert number == (len(ledger.versions) - 1 if changed else None)


def run(kind: str, sequence: list[tuple[str, Any]]) -> None:
    """Carry a sequence out on a new database and compare after each step."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(databases.new_url(kind, Path(folder)))
        ledger = Ledger()
        past: list[dict[str, set[tuple[Any, ...]]]] = [facts_as_of(database, 0)]
        try:
            for what, said in sequence:
                step(database, ledger, what, said)
                newest = database.version()
                assert newest == len(ledger.versions) - 1
                assert values(database, newest) == ledger.facts(newest)
                if newest == len(past):
                    past.append(facts_as_of(database, newest))
            assert [facts_as_of(database, version) for version in range(len(past))] == past
            assert [values(database, v) for v in range(len(past))] == [ledger.facts(v) for v in range(len(past))]
            with database.read() as connection:
                assert check(connection) == []
                assert len(uploads(connection)) == database.version()
        finally:
            databases.drop(database)


def examples(kind: str) -> int:
    """How many sequences to try: more where HISTORY_EXAMPLES says so."""
    return int(os.environ.get("HISTORY_EXAMPLES", "30" if kind == "sqlite" else "10"))


def test_the_past_never_changes(database: Database) -> None:
    kind = database.engine_dialect

    @settings(
        max_examples=examples(kind),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(steps)
    def always(sequence: list[tuple[str, Any]]) -> None:
        run(kind, sequence)

    always()


def test_a_redo_after_an_undo_after_a_redo_gives_the_same_facts(database: Database) -> None:
    run(
        database.engine_dialect,
        [("import", {"A": ("registered", False)}), ("replace", {"B": ("recognised", True)})] + [("undo", 0.999)] * 6,
    )
