"""Commit, tested: the database of every released version comes to today's tables with its figures, and a copy is made first."""

import random
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

import settings
from data_access.backup_files import verified
from data_access.cache import cube_of
from data_access.database import SCHEMA_VERSION, Database, open_database
from data_access.measures import MEASURES
from data_access.migrations import known_revisions
from data_access.queries import figures
from data_access.reference import load_reference
from data_access.selection import Selection
from data_access.soundness import check
from tests.faults import started
from tests.released_databases import load, released
from tests.row_builders import a_model, committed, models
from work.backup import restore

FIGURES = {
    ("models", "760", "year:2023", 12, None),
    ("models", "770", "party_term:2020-2025", 260, ">"),
    ("models", "770", "year:2023", 3, None),
    ("training_sessions", "760", "year:2023", 1, None),
    ("training_sessions", "770", "year:2023", 2, None),
    ("attendances", "760", "year:2023", 100, None),
    ("attendances", "770", "year:2023", 150, None),
    ("commended_collectives", "770", "year:2023", 1, None),
}


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))


def figures_of(database: Database) -> set[tuple[Any, ...]]:
    cube = cube_of(database)
    with database.read() as connection:
        reference = load_reference(connection)
        assert check(connection) == []
    return {
        (measure.key, figure.unit, figure.term, figure.value, figure.qualifier)
        for measure in MEASURES.values()
        for figure in figures(cube, reference, measure, Selection())
    }


def expected(revision: str) -> set[tuple[Any, ...]]:
    """Since decisions about models are kept, two of the models are one."""
    merged = {("models", "770", "year:2023", 2, None)}
    return (
        FIGURES
        if revision == "0001"
        else {each for each in FIGURES if each[:3] != ("models", "770", "year:2023")} | merged
    )


def test_a_database_of_every_revision_but_the_newest_is_kept() -> None:
    missing = set(known_revisions()) - {SCHEMA_VERSION} - set(released())
    assert missing == set(), "python -m tests.released_databases writes it, before anything else changes"


@pytest.mark.slow
@pytest.mark.parametrize("revision", released())
def test_a_database_of_every_released_version_keeps_its_figures(empty_url: str, revision: str) -> None:
    old = Database(empty_url)
    old.make_folder()
    load(old, revision)
    old.close()
    today = open_database(empty_url)
    assert figures_of(today) == expected(revision)
    assert committed(today, models(a_model("Mới"))) == today.version() == (4 if revision == "0001" else 5)
    if revision == SCHEMA_VERSION:
        assert today.backed_up_to is None
    else:
        assert today.backed_up_to is not None
        manifest = verified(today.backed_up_to)
        assert (manifest.schema, manifest.version, manifest.findings) == (revision, today.version() - 1, None)
        today.close()
        restore(today.backed_up_to, over=True, url=empty_url)
        assert figures_of(today) == expected(revision)
    today.close()


def test_without_a_copy_nothing_is_migrated(empty_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = Database(empty_url)
    old.make_folder()
    load(old, "0003")
    (tmp_path / "a file").write_text("no folder")
    monkeypatch.setenv("BACKUP_FOLDER", str(tmp_path / "a file"))
    with pytest.raises(OSError):
        open_database(empty_url)
    assert revision_of(old) == "0003"
    old.close()


def revision_of(database: Database) -> str:
    with database.read() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def test_a_migration_that_fails_again_and_again_does_not_fill_the_disk(tmp_path: Path) -> None:
    folder = settings.backup_folder()
    folder.mkdir(parents=True)
    for minute in range(9):
        (folder / f"dan-van-2026-01-05-080{minute}-v3-before-0004.backup").write_text("x")
    (folder / "dan-van-2020-01-05-0800-v3.backup").write_text("somebody's own")
    database = Database(f"sqlite:///{tmp_path / 'old.sqlite'}")
    load(database, "0003")
    database.close()
    opened = open_database(database.url)
    left = sorted(path.name for path in folder.iterdir())
    assert opened.backed_up_to is not None
    assert left == [
        "dan-van-2020-01-05-0800-v3.backup",
        *(f"dan-van-2026-01-05-080{minute}-v3-before-0004.backup" for minute in range(5, 9)),
        opened.backed_up_to.name,
    ]
    opened.close()


@pytest.mark.slow
def test_killed_in_the_middle_of_a_migration_the_old_database_is_usable(empty_url: str) -> None:
    chance, old = random.Random(5), Database(empty_url)
    old.make_folder()
    load(old, "0001")
    old.close()
    for _ in range(3):
        process = started("migrate", empty_url)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.communicate()
        # Between the statements of a migration nothing is kept: all of it or none.
        assert revision_of(old) in ("0001", SCHEMA_VERSION)
        old.close()
    today = open_database(empty_url)
    assert figures_of(today) == FIGURES
    today.close()
