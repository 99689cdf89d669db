"""Commit: what is said of backups that nobody asked for."""

from pathlib import Path

import settings
from locales import text


def before_migration_text(path: Path) -> str:
    """That the tables were upgraded, and where the copy of before lies."""
    return text("backup.before_migration", settings.language(), file=path)


def nightly_failed_text() -> str:
    """That this night has no backup yet."""
    return text("backup.nightly_failed", settings.language())
