"""Commit, tested: a backup holds everything as of one moment, and restored on either kind of database it is the same."""

import json
import os
import random
import stat
import sys
import time
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from data_access.backup_files import verified
from data_access.backups import write_backup
from data_access.changes import Incoming
from data_access.database import SCHEMA_VERSION, Database, open_database
from data_access.errors import BackupDamaged, DatabaseChanged, DatabaseDamaged, DatabaseNotEmpty, SchemaTooNew
from data_access.restores import restore_backup
from data_access.soundness import check
from tests import databases
from tests.faults import ROWS, started
from tests.full_database import contents, fill
from tests.row_builders import a_figure, a_model, committed, models
from work.backup import back_up, prove, restore


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of an SQLite database with something in every corner."""
    folder = tmp_path_factory.mktemp("backup")
    database = open_database(databases.new_url("sqlite", folder))
    fill(database)
    write_backup(database, folder / "a.backup")
    database.close()
    return folder / "a.backup"


@pytest.fixture(params=databases.kinds())
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a second database, of each kind, in which nothing has been made."""
    url = databases.empty_url(request.param, tmp_path / "other")
    yield url
    databases.drop(Database(url))


def is_sound(database: Database) -> bool:
    with database.read() as connection:
        return check(connection) == []


@pytest.mark.slow
def test_a_backup_restored_on_either_kind_of_database_holds_the_same(
    database: Database, other_url: str, tmp_path: Path
) -> None:
    version = fill(database)
    made = back_up(database, tmp_path / "a.backup")
    assert (made.manifest.version, made.manifest.findings) == (version, 0)
    restore(made.path, url=other_url)
    other = open_database(other_url)
    assert contents(other) == contents(database)
    with other.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM sign_in")).scalar_one() == 0
        last = connection.execute(text("SELECT action, target, detail FROM audit_entry ORDER BY id DESC")).first()
    assert last is not None
    assert tuple(last) == ("restore", "a.backup", f"version {version}")
    assert is_sound(other)
    changed = models(a_model("Một mô hình mới")), Incoming("summary", [a_figure(261)])
    assert committed(other, *changed) == committed(database, *changed) == version + 1
    without_moments = [
        {name: rows for name, rows in contents(each).items() if name != "upload"} for each in (other, database)
    ]
    assert without_moments[0] == without_moments[1]
    other.close()


def test_a_backup_is_one_file_for_its_owner_alone_that_says_what_it_holds(backup: Path) -> None:
    manifest = verified(backup)
    assert (manifest.format, manifest.database, manifest.schema) == (1, "sqlite", SCHEMA_VERSION)
    assert {name: manifest.tables[name].rows for name in ("unit", "account", "kept_copy")} == {
        "unit": 4117,
        "account": 1,
        "kept_copy": 2,
    }
    assert {"sign_in", "sign_in_try", "upkeep_run"} & set(manifest.tables) == set()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600 or sys.platform == "win32"
    assert [path.name for path in backup.parent.iterdir() if path.name.startswith(".")] == []


@pytest.mark.slow
def test_a_backup_made_while_others_write_shows_one_moment(database: Database, tmp_path: Path) -> None:
    process = started("for_ever", database.url, "writer")
    assert process.stdout is not None
    process.stdout.readline()
    manifest = write_backup(database, tmp_path / "a.backup")
    newest = database.version()
    process.kill()
    process.communicate()
    assert (manifest.findings, manifest.tables["dan_van_model"].rows) == (0, ROWS * manifest.version)
    assert 1 <= manifest.version <= newest
    prove(tmp_path / "a.backup")


@pytest.mark.slow
def test_a_database_with_data_is_replaced_only_when_told_and_what_was_there_is_kept(
    database: Database, backup: Path, tmp_path: Path
) -> None:
    committed(database, models(a_model("Chỉ có ở đây")))
    before = contents(database)
    database.close()
    with pytest.raises(DatabaseNotEmpty):
        restore(backup, url=database.url)
    assert contents(database) == before
    restored = restore(backup, over=True, url=database.url)
    assert contents(database) != before
    assert restored.kept is not None
    restore(restored.kept, over=True, url=database.url)
    assert contents(database) == before
    assert is_sound(database)


def test_what_is_committed_after_the_copy_of_it_was_made_is_not_lost(database: Database, backup: Path) -> None:
    committed(database, models(a_model("A")))
    committed(database, models(a_model("B")))
    before = contents(database)
    with pytest.raises(DatabaseChanged):
        restore_backup(database, backup, expected=1)
    assert contents(database) == before


def rewritten(backup: Path, target: Path, **parts: bytes) -> Path:
    """A backup with some parts replaced, as somebody would who unpacks it and packs it again."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.replace(".", "_").rpartition("/")[2], old.read(name)))
        new.comment = old.comment
    return target


def resealed(manifest: dict[str, Any], backup: Path, target: Path, **parts: bytes) -> Path:
    """The same with a manifest that fits."""
    said = json.dumps(manifest).encode()
    rewritten(backup, target, manifest_json=said, **parts)
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = sha256(said).hexdigest().encode()
    return target


def said_by(backup: Path) -> dict[str, Any]:
    with zipfile.ZipFile(backup) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return found


def lines_of(backup: Path, table: str) -> bytes:
    with zipfile.ZipFile(backup) as archive:
        return archive.read(f"tables/{table}.jsonl")


def test_a_file_that_is_not_as_it_was_written_is_refused_and_changes_nothing(
    sqlite_database: Database, backup: Path, tmp_path: Path
) -> None:
    good, bad, chance = backup.read_bytes(), tmp_path / "bad.backup", random.Random(7)
    before, whole = contents(sqlite_database), verified(backup)
    spoilt = [good[: len(good) * part // 16] for part in range(16)]
    for _ in range(60):
        place = chance.randrange(len(good))
        spoilt.append(good[:place] + bytes([good[place] ^ 1 << chance.randrange(8)]) + good[place + 1 :])
    harmless = 0
    for content in spoilt:
        bad.write_bytes(content)
        try:
            # A bit of a time stamp within the archive may be another without changing anything that is read.
            assert verified(bad) == whole
            harmless += 1
        except BackupDamaged:
            refused = content
    assert harmless <= 12
    bad.write_bytes(refused)
    with pytest.raises(BackupDamaged):
        restore(bad, over=True, url=sqlite_database.url)
    assert contents(sqlite_database) == before


def test_a_row_that_was_changed_in_the_file_is_refused(sqlite_database: Database, backup: Path, tmp_path: Path) -> None:
    figures = lines_of(backup, "reported_figure")
    changed = figures.replace(b",260,", b",961,")
    assert changed != figures
    for path in (
        rewritten(backup, tmp_path / "a", reported_figure_jsonl=changed),
        rewritten(backup, tmp_path / "b", manifest_json=json.dumps(said_by(backup) | {"version": 1}).encode()),
        resealed(said_by(backup) | {"version": 99}, backup, tmp_path / "c"),
        resealed(said_by(backup) | {"format": 2}, backup, tmp_path / "d"),
    ):
        with pytest.raises(BackupDamaged):
            restore(path, url=sqlite_database.url)


@pytest.mark.slow
def test_a_forged_file_whose_hashes_fit_is_still_held_to_the_promises(
    database: Database, backup: Path, tmp_path: Path
) -> None:
    lines = lines_of(backup, "dan_van_model").splitlines(keepends=True)
    manifest = said_by(backup)
    twice = b"".join([*lines, lines[-1]])
    nowhere = b"".join(lines).replace(b'"770"', b'"nowhere"')
    renamed = b"".join(lines).replace("Vườn rau".encode(), "Vườn hoa".encode())
    before = contents(database)
    for forged in (twice, nowhere, renamed):
        entry = manifest["tables"]["dan_van_model"]
        entry |= {"rows": forged.count(b"\n"), "sha256": sha256(forged).hexdigest()}
        path = resealed(manifest, backup, tmp_path / "forged.backup", dan_van_model_jsonl=forged)
        with pytest.raises((BackupDamaged, RuntimeError)):
            restore(path, url=database.url)
        assert contents(database) == before


def test_a_backup_of_a_newer_version_is_refused(sqlite_database: Database, backup: Path, tmp_path: Path) -> None:
    newer = resealed(said_by(backup) | {"schema": "9999"}, backup, tmp_path / "newer.backup")
    with pytest.raises(SchemaTooNew):
        restore(newer, url=sqlite_database.url)


@pytest.mark.slow
def test_killed_in_the_middle_of_a_restore_the_database_is_what_it_was_or_what_it_should_be(
    database: Database, backup: Path, tmp_path: Path
) -> None:
    committed(database, models(*(a_model(f"Mô hình {number}") for number in range(300))))
    before, chance, whole = contents(database), random.Random(3), 0
    back = write_backup(database, tmp_path / "back.backup") and tmp_path / "back.backup"
    after = None
    for _ in range(3):
        process = started("restore", database.url, str(backup))
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.8))
        process.kill()
        process.communicate()
        database.close()
        found = contents(database)
        if found != before:
            after = after or found
            assert found == after
            whole += 1
            restore_backup(database, back, expected=database.version())
        assert is_sound(database)
    assert whole < 3


def test_a_database_too_damaged_to_be_read_is_put_aside(sqlite_database: Database, backup: Path) -> None:
    file = Path(sqlite_database.file)
    sqlite_database.close()
    file.write_bytes(b"not a database" * 1000)
    with pytest.raises(DatabaseDamaged):
        restore(backup, url=sqlite_database.url)
    restored = restore(backup, over=True, url=sqlite_database.url)
    assert restored.kept is not None
    assert restored.kept.read_bytes().startswith(b"not a database")
    assert is_sound(sqlite_database)


def test_a_damaged_database_is_not_backed_up_as_if_it_were_whole(sqlite_database: Database, tmp_path: Path) -> None:
    committed(sqlite_database, models(*(a_model(f"Mô hình {number}") for number in range(500))))
    sqlite_database.close()
    with Path(sqlite_database.file).open("r+b") as file:
        file.seek(-3 * 4096, os.SEEK_END)
        file.write(b"\xff" * 8192)
    with pytest.raises(DatabaseDamaged):
        write_backup(sqlite_database, tmp_path / "folder" / "a.backup")
    assert list((tmp_path / "folder").iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a process's files")
def test_a_backup_that_finds_no_room_leaves_nothing_behind(database: Database, tmp_path: Path) -> None:
    process = started("backup_full", database.url, str(tmp_path / "folder" / "a.backup"))
    said, _ = process.communicate(timeout=60)
    assert said.split() == ["DatabaseFull", "0", "1"]
