"""Show: how the installation stands: its release, its database, the last backup and what looks after it at night."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import settings
from data_access import sign_ins
from data_access.accounts import has_accounts
from data_access.database import Database, version
from data_access.database_state import DatabaseState, state_of
from data_access.upkeep import UpkeepRun, last_runs
from work.backup import BACKUP, NIGHTLY
from work.sign_in import is_fresh, now
from work.soundness import CHECK

_RELEASE = re.compile(r"^## \[?v?(\d[\w.]*)", re.MULTILINE)


@dataclass(frozen=True)
class Operation:
    """What an administrator looks at first. ``release`` is empty before the first one; ``backup`` is the newest file.

    ``proof`` says how the last trial to restore a backup went, ``check`` (its detail) how many promises were broken when
    that was last asked. ``sessions`` hold now, of so many ``people``; None where nobody signs in.
    """

    release: str
    data_version: int
    database: DatabaseState
    backup: str
    backup_at: datetime | None
    nightly: UpkeepRun | None
    proof: UpkeepRun | None
    check: UpkeepRun | None
    sessions: int | None
    people: int


def operation(database: Database) -> Operation:
    """How the installation stands now."""
    with database.read() as connection:
        newest, state = version(connection), state_of(connection)
        signs_in = has_accounts(connection)
        stored = sign_ins.stored_sessions(connection)
    holding = [each for each in stored if each.holds and is_fresh(each, now())]
    file = newest_backup(settings.backup_folder())
    written = datetime.fromtimestamp(file.stat().st_mtime).astimezone() if file else None
    runs = last_runs(database)
    return Operation(
        release(),
        newest,
        state,
        file.name if file else "",
        written,
        nightly=runs.get(NIGHTLY),
        proof=runs.get(BACKUP),
        check=runs.get(CHECK),
        sessions=len(holding) if signs_in else None,
        people=len({each.account for each in holding}),
    )


def release() -> str:
    """The release of the application: the newest that the list of changes names; empty before the first."""
    found = _RELEASE.search((settings.PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"))
    return found.group(1) if found else ""


def newest_backup(folder: Path) -> Path | None:
    """The backup that was written last."""
    written: dict[Path, float] = {}
    for path in folder.glob("*.backup") if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # a night's backup may be removed while they are looked through
            if path.is_file():
                written[path] = path.stat().st_mtime
    return max(written, key=written.__getitem__, default=None)
