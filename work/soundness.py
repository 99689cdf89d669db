"""Show: whether the database keeps its promises, in words: asked of one moment, while others go on working."""

from typing import Any

import settings
from data_access.backups import snapshot
from data_access.database import Database
from data_access.errors import DatabaseDamaged
from data_access.soundness import check
from locales import text

Finding = tuple[str, dict[str, Any]]


def findings(database: Database) -> list[Finding]:
    """Every promise that the database does not keep; nothing is good."""
    folder = settings.backup_folder()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with snapshot(database, folder) as connection:
            return check(connection)
    except DatabaseDamaged as error:
        return [("file_damaged", {"detail": str(error)})]


def finding_text(finding: Finding, lang: str) -> str:
    """What a finding means, for an administrator."""
    code, params = finding
    return text(f"check.{code}", lang, **params)
