"""Commit: the folder of backups: what they are called, and which of them are kept for how long."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import settings

KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 7, 4, 12
_KEPT_BEFORE_MIGRATIONS = 5
_NIGHTLY = re.compile(r"dan-van-(\d{4}-\d{2}-\d{2})-\d{4}-v\d+-nightly\.backup")
_BEFORE_MIGRATION = re.compile(r"dan-van-\d{4}-\d{2}-\d{2}-\d{4}-v\d+-before-\w+\.backup")


def backup_path(version: int, now: datetime | None = None, *, why: str = "") -> Path:
    """Where a backup of this version goes: ``dan-van-2026-11-21-0200-v57.backup``, and why where nobody asked for it."""
    moment = now or datetime.now()
    return settings.backup_folder() / f"dan-van-{moment:%Y-%m-%d-%H%M}-v{version}{f'-{why}' if why else ''}.backup"


def nightly_path(version: int, now: datetime) -> Path:
    """Where the backup of a night goes."""
    return backup_path(version, now, why="nightly")


def before_migration(version: int, revision: str) -> Path:
    """Where the copy goes that is made before the tables are brought to a revision."""
    return backup_path(version, why=f"before-{revision}")


def nightly_backups(folder: Path) -> dict[Path, date]:
    """The nightly backups of a folder with their days, the newest first."""
    found = {path: match[1] for path in folder.glob("*.backup") if (match := _NIGHTLY.fullmatch(path.name))}
    return {path: date.fromisoformat(found[path]) for path in sorted(found, reverse=True)}


def superfluous(days: Iterable[tuple[Path, date]]) -> list[Path]:
    """Those nightly backups that are neither of the last 7 days, nor the last of the last 4 weeks or 12 months that have one.

    ``days`` in order, the newest first. Days, weeks and months without a backup do not count: a machine that stood still
    for a month loses nothing.
    """
    seen_days: set[object] = set()
    seen_weeks: set[object] = set()
    seen_months: set[object] = set()
    extra = []
    for path, day in days:
        kept = False
        for seen, span, most in (
            (seen_days, day, KEPT_DAYS),
            (seen_weeks, day.isocalendar()[:2], KEPT_WEEKS),
            (seen_months, (day.year, day.month), KEPT_MONTHS),
        ):
            if span not in seen and len(seen) < most:
                seen.add(span)
                kept = True
        if not kept:
            extra.append(path)
    return extra


def thin_out_nightly() -> None:
    """Remove the nightly backups that are superfluous; others are never touched."""
    for path in superfluous(nightly_backups(settings.backup_folder()).items()):
        path.unlink(missing_ok=True)


def thin_out_before_migrations() -> None:
    """Keep the newest copies made before migrations: a migration that fails again and again must not fill the disk."""
    found = [path for path in settings.backup_folder().glob("*.backup") if _BEFORE_MIGRATION.fullmatch(path.name)]
    for path in sorted(found)[:-_KEPT_BEFORE_MIGRATIONS]:
        path.unlink(missing_ok=True)
