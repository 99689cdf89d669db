"""Commit, tested: one backup a night, whoever is first; the last seven days, four weeks and twelve months stay."""

import json
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import settings
from commands import main
from data_access.backup_folder import nightly_backups, nightly_path, superfluous
from data_access.database import Database, open_database
from data_access.upkeep import claim, finish, last_runs
from tests.row_builders import a_model, committed, models
from work import start
from work.answers import answers
from work.backup import back_up, back_up_nightly, prove, restore
from work.nightly import NightWatch

NIGHT = datetime(2026, 1, 6, 2, 30).astimezone()


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.delenv("BACKUP_HOUR", raising=False)


@pytest.mark.slow
def test_a_night_has_one_backup_and_the_next_night_another(database: Database) -> None:
    committed(database, models(a_model("A")))
    made = [
        back_up_nightly(database, NIGHT + timedelta(hours=hours))
        for hours in (-1, 0, 1, 20, 23, 24)  # half past one belongs to the night before
    ]
    assert [each.path.name if each else None for each in made] == [
        "dan-van-2026-01-06-0130-v1-nightly.backup",
        "dan-van-2026-01-06-0230-v1-nightly.backup",
        None,
        None,
        None,
        "dan-van-2026-01-07-0230-v1-nightly.backup",
    ]
    run = last_runs(database)["nightly"]
    assert (run.night, run.outcome, run.version, run.detail) == (
        "2026-01-07",
        "done",
        1,
        "dan-van-2026-01-07-0230-v1-nightly.backup",
    )


def test_of_several_replicas_one_takes_the_night_on(database: Database) -> None:
    replicas = [open_database(database.url) for _ in range(4)]
    for night in ("2026-01-06", "2026-01-07"):
        with ThreadPoolExecutor(4) as pool:
            taken = list(pool.map(lambda each, night=night: claim(each, "nightly", night, now=NIGHT), replicas))
        assert sorted(taken) == [False, False, False, True]
    for each in replicas:
        each.close()


def test_a_night_whose_backup_failed_or_whose_process_died_is_tried_again(database: Database) -> None:
    assert claim(database, "nightly", "2026-01-06", now=NIGHT)
    assert not claim(database, "nightly", "2026-01-06", now=NIGHT + timedelta(minutes=59))
    assert claim(database, "nightly", "2026-01-06", now=NIGHT + timedelta(minutes=61))
    finish(database, "nightly", outcome="failed", detail="DatabaseFull", now=NIGHT)
    assert claim(database, "nightly", "2026-01-06", now=NIGHT + timedelta(hours=3))
    finish(database, "nightly", outcome="done", detail="x", now=NIGHT, version=1)
    assert not claim(database, "nightly", "2026-01-06", now=NIGHT + timedelta(hours=9))


def test_a_clock_that_was_a_year_ahead_keeps_no_night_without_backup(database: Database) -> None:
    assert claim(database, "nightly", "2027-01-06", now=NIGHT + timedelta(days=365))
    finish(database, "nightly", outcome="done", detail="x", now=NIGHT, version=1)
    assert claim(database, "nightly", "2026-01-06", now=NIGHT)


def test_a_backup_that_cannot_be_written_is_remembered_as_failed(
    database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("no folder")
    monkeypatch.setenv("BACKUP_FOLDER", str(tmp_path / "a file"))
    with pytest.raises(OSError):
        back_up_nightly(database, NIGHT)
    assert last_runs(database)["nightly"].outcome == "failed"


def test_superfluous_nights_are_removed_and_nothing_else(sqlite_database: Database) -> None:
    folder = settings.backup_folder()
    folder.mkdir(parents=True)
    others = ["dan-van-2020-01-01-0200-v1.backup", "dan-van-2020-01-01-0200-v1-before-0004.backup", "notes.txt"]
    for name in others:
        (folder / name).write_text("x")
    for days in range(1, 500):
        nightly_path(1, NIGHT - timedelta(days=days)).write_text("x")
    back_up_nightly(sqlite_database, NIGHT)
    assert [path.name for path in folder.iterdir() if path.name in others] != []
    assert sorted(path.name for path in folder.iterdir() if "nightly" not in path.name) == sorted(others)
    kept = list(nightly_backups(folder).values())
    assert kept[:7] == [date(2026, 1, 6) - timedelta(days=days) for days in range(7)]
    # The weeks that ended on 28/12 and 21/12, and the months before January and December, each with its last day.
    assert kept[7:] == [
        date(2025, 12, 28),
        date(2025, 12, 21),
        *(date(2025, month, 1) - timedelta(days=1) for month in range(12, 2, -1)),
    ]


@given(st.sets(st.integers(0, 900), max_size=120))
def test_what_is_kept_never_leaves_a_day_a_week_or_a_month_without_its_last(ages: set[int]) -> None:
    days = sorted((date(2026, 3, 1) - timedelta(days=age) for age in ages), reverse=True)
    named = [(Path(str(day)), day) for day in days]
    removed = set(superfluous(named))
    kept = [day for path, day in named if path not in removed]
    assert kept[:7] == days[:7]
    for span, most in ((lambda day: day.isocalendar()[:2], 4), (lambda day: (day.year, day.month), 12)):
        last: dict[object, date] = {}
        for day in days:
            last.setdefault(span(day), day)
        assert set(list(last.values())[:most]) <= set(kept)
    assert len(kept) <= 7 + 4 + 12


@pytest.mark.slow
def test_the_application_makes_the_backup_of_the_night_by_a_process_of_its_own(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    watch = NightWatch(first=0.05, every=30)
    watch.start()
    end = time.monotonic() + 60
    while not (made := nightly_backups(settings.backup_folder())) and time.monotonic() < end:
        time.sleep(0.1)
    watch.stop()
    assert prove(next(iter(made))).version == 0


def test_switched_off_the_application_leaves_backups_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKUP_HOUR", "off")
    watch = NightWatch(first=0, every=30)
    watch.start()
    time.sleep(0.2)
    assert not settings.backup_folder().exists()


@pytest.mark.slow
def test_the_drill_a_lost_machine_comes_back_from_last_nights_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What docs/operation.md says to do, by the commands that it names; a machine is a folder here."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("BACKUP_FOLDER", str(tmp_path / "elsewhere"))

    def run(machine: str, *words: str) -> str:
        monkeypatch.setenv("DATA_FOLDER", str(tmp_path / machine))
        assert main([*words]) == 0
        return capsys.readouterr().out

    asked = "figures", "--measure", "models", "--json"
    run("old", "sample")
    figures, history = json.loads(run("old", *asked)), json.loads(run("old", "uploads", "--json"))
    run("old", "backup", "--nightly")
    start.database().close()
    shutil.rmtree(tmp_path / "old")

    began = time.monotonic()
    newest = max((tmp_path / "elsewhere").glob("*.backup"))
    assert "khôi phục" in run("new", "restore", str(newest))
    assert json.loads(run("new", "check", "--json")) == {"sound": True, "findings": []}
    assert time.monotonic() - began < 300
    assert len(figures) > 50
    assert json.loads(run("new", *asked)) == figures
    assert json.loads(run("new", "uploads", "--json")) == history
    start.database().close()


@pytest.mark.slow
def test_an_application_that_runs_notices_the_restore(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_database.url)
    committed(sqlite_database, models(a_model("A")))
    made = back_up(sqlite_database)
    before = start.database()
    committed(sqlite_database, models(a_model("B")))
    assert start.database() is before
    time.sleep(2.1)
    assert start.database() is before
    assert answers.get(("a question", 2), lambda: "B") == "B"
    restore(made.path, over=True, url=sqlite_database.url)
    committed(sqlite_database, models(a_model("C")))
    time.sleep(2.1)
    assert start.database() is not before
    assert answers.get(("a question", 2), lambda: "C") == "C"
    before.close()
    start.database().close()
