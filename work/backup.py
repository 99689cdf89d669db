"""Commit: backups and their return: on request, every night, and before anything that takes away what is there."""

import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import settings
from data_access.audit import Entry
from data_access.backup_files import Manifest
from data_access.backup_folder import backup_path, nightly_path, thin_out_nightly
from data_access.backups import write_backup
from data_access.database import Database
from data_access.errors import DatabaseDamaged, StorageError
from data_access.restores import held_version, restore_backup
from data_access.upkeep import claim, finish, keep_outcome
from work.rights import Person, note
from work.soundness import keep_check

NIGHTLY, BACKUP = "nightly", "backup"
_COMPANIONS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Backup:
    """A backup and where it lies: it was restored into an empty database and kept its promises there."""

    path: Path
    manifest: Manifest


@dataclass(frozen=True)
class Restored:
    """What was restored; ``kept`` is the backup of what was there before, or the damaged file itself, put aside."""

    manifest: Manifest
    kept: Path | None


def back_up(database: Database, path: Path | None = None) -> Backup:
    """Write a backup to a file, in the folder of backups unless told, and prove that it can be restored."""
    target = path or backup_path(database.version())
    manifest = write_backup(database, target)
    try:
        prove(target)
    except BaseException:
        _keep_proof(database, target, manifest, outcome="failed")
        raise
    _keep_proof(database, target, manifest, outcome="done")
    return Backup(target, manifest)


def _keep_proof(database: Database, target: Path, manifest: Manifest, *, outcome: str) -> None:
    """What a backup shows of itself and of the data stands on the page of administration; where it can be written."""
    with suppress(StorageError):
        keep_outcome(
            database, BACKUP, outcome=outcome, detail=target.name, now=datetime.now(UTC), version=manifest.version
        )
    if manifest.findings is not None:
        keep_check(database, manifest.findings)


def back_up_nightly(database: Database, now: datetime | None = None) -> Backup | None:
    """Make the backup of this night and remove superfluous ones; None where this night has its backup already."""
    moment = now or datetime.now().astimezone()
    if not claim(database, NIGHTLY, night_of(moment).isoformat(), now=moment.astimezone(UTC)):
        return None
    try:
        version = database.version()
        made = back_up(database, nightly_path(version, moment))
        thin_out_nightly()
    except BaseException as error:
        finish(database, NIGHTLY, outcome="failed", detail=type(error).__name__, now=datetime.now(UTC))
        raise
    finish(
        database, NIGHTLY, outcome="done", detail=made.path.name, now=datetime.now(UTC), version=made.manifest.version
    )
    return made


def night_of(now: datetime) -> date:
    """The day whose night it is: until the hour of backups it is still the night before."""
    return (now - timedelta(hours=settings.backup_hour() or 0)).date()


def prove(path: Path) -> Manifest:
    """Restore a backup into an empty database of its own, which is thrown away."""
    with (
        tempfile.TemporaryDirectory(prefix=".proof-", dir=path.parent, ignore_cleanup_errors=True) as beside,
        closing(Database(f"sqlite:///{Path(beside) / 'proof.sqlite'}")) as database,
    ):
        return restore_backup(database, path)


def restore(path: Path, *, over: bool = False, url: str | None = None) -> Restored:
    """Put a backup in the place of the database of this address, which need not exist.

    What is there is refused, or with ``over`` backed up first; a file too damaged for that is put aside.
    """
    with closing(Database(url or settings.database_url())) as database:
        database.make_folder()
        try:
            held = held_version(database)
            kept = _kept_before(database, held) if over and held is not None else None
        except DatabaseDamaged:
            if not over or database.engine_dialect != "sqlite":
                raise
            database.close()
            held, kept = None, _put_aside(Path(database.file))
        manifest = restore_backup(database, path, expected=held if over else None)
        note(
            database, Person.operator(), Entry(action="restore", target=path.name, detail=f"version {manifest.version}")
        )
    return Restored(manifest, kept)


def _kept_before(database: Database, held: int) -> Path:
    kept = backup_path(held, why="before-restore")
    write_backup(database, kept)
    return kept


def _put_aside(file: Path) -> Path:
    mark = f"damaged-{datetime.now():%Y-%m-%d-%H%M%S}"
    for companion in _COMPANIONS:
        beside = file.with_name(f"{file.name}{companion}")
        if beside.exists():
            beside.rename(file.with_name(f"{file.name}.{mark}{companion}"))
    return file.with_name(f"{file.name}.{mark}")
