"""Commit, tested: two processes that commit at the same time on one database never interleave, and nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from sqlalchemy import text

from data_access.cache import cube_of
from data_access.cube import build_cube
from data_access.database import Database, open_database
from data_access.errors import StorageError
from tests.row_builders import a_model, committed, models
from tests.source_code import ROOT

pytestmark = pytest.mark.slow

_COMMITS = 20
_ROWS = text(
    "SELECT added_by, count(*), min(name), max(name) FROM dan_van_model WHERE removed_by IS NULL GROUP BY added_by"
)
_FILES = text("SELECT upload FROM uploaded_file ORDER BY upload")


def write_alone(url: str, who: str) -> dict[str, int]:
    """What one process does: so many commits of two rows each; the version that each was told."""
    database, told = open_database(url), {}
    for number in range(_COMMITS):
        name = f"{who} {number:02}"
        while name not in told:
            try:
                told[name] = committed(database, models(a_model(f"{name} a"), a_model(f"{name} b"))) or 0
            except StorageError:  # three others were faster in turn: a person would press the button again
                continue
    database.close()
    return told


def test_two_processes_commit_side_by_side_and_every_version_is_whole(database: Database) -> None:
    command = [sys.executable, "-m", "tests.test_two_writers", database.url]
    both = [subprocess.Popen([*command, who], cwd=ROOT, stdout=subprocess.PIPE, text=True) for who in ("ba", "tu")]
    cube_of(database)
    told: dict[str, int] = {}
    for process in both:
        said, _ = process.communicate(timeout=100)
        assert process.returncode == 0
        told |= json.loads(said)
    with database.read() as connection:
        rows = {version: (count, first, last) for version, count, first, last in connection.execute(_ROWS)}
        files = list(connection.scalars(_FILES))
        anew = build_cube(connection, database.version())

    assert sorted(told.values()) == list(range(1, 2 * _COMMITS + 1))
    assert rows == {version: (2, f"{name} a", f"{name} b") for name, version in told.items()}
    assert files == sorted(files)
    kept = cube_of(database)
    assert (kept.version, kept.stated, kept.listed) == (anew.version, anew.stated, anew.listed)


if __name__ == "__main__":
    print(json.dumps(write_alone(sys.argv[1], sys.argv[2])))
