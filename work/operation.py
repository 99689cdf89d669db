"""Show: how the installation stands: its release, its database, the last backup and what looks after it at night."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import settings
from data_access.database import Database, version
from data_access.database_state import DatabaseState, state_of
from data_access.upkeep import UpkeepRun, last_runs

_RELEASE = re.compile(r"^## \[?v?(\d[\w.]*)", re.MULTILINE)


@dataclass(frozen=True)
class Operation:
    """What an administrator looks at first. ``release`` is empty before the first one; ``backup`` is the newest file."""

    release: str
    data_version: int
    database: DatabaseState
    backup: str
    backup_at: datetime | None
    nightly: UpkeepRun | None


def operation(database: Database) -> Operation:
    """How the installation stands now."""
    with database.read() as connection:
        newest, state = version(connection), state_of(connection)
    file = newest_backup(settings.backup_folder())
    written = datetime.fromtimestamp(file.stat().st_mtime).astimezone() if file else None
    return Operation(release(), newest, state, file.name if file else "", written, last_runs(database).get("nightly"))


def release() -> str:
    """The release of the application: the newest that the list of changes names; empty before the first."""
    found = _RELEASE.search((settings.PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"))
    return found.group(1) if found else ""


def newest_backup(folder: Path) -> Path | None:
    """The backup that was written last."""
    found = [path for path in folder.glob("*.backup") if path.is_file()] if folder.is_dir() else []
    return max(found, key=lambda path: path.stat().st_mtime, default=None)
