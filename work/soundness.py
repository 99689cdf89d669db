"""Show: whether the database keeps its promises, in words: asked of one moment, while others go on working."""

from contextlib import suppress
from datetime import UTC, datetime

import settings
from data_access.backups import snapshot
from data_access.database import Database
from data_access.errors import DatabaseDamaged, StorageError
from data_access.sound_schema import Fault
from data_access.soundness import check
from data_access.upkeep import keep_outcome
from locales import text

CHECK = "check"


def findings(database: Database) -> list[Fault]:
    """Every promise that the database does not keep; nothing is good."""
    folder = settings.backup_folder()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with snapshot(database, folder) as connection:
            return check(connection)
    except DatabaseDamaged as error:
        return [("file_damaged", {"detail": str(error)})]


def checked(database: Database) -> list[Fault]:
    """The same, and that it was asked now stands on the page of administration."""
    found = findings(database)
    if all(code != "file_damaged" for code, _ in found):  # nothing is written into a file that is not whole
        keep_check(database, len(found))
    return found


def keep_check(database: Database, count: int) -> None:
    """Say that the promises were held against the data now, and how many were broken; where nothing can be written, nothing."""
    with suppress(StorageError):
        keep_outcome(
            database, CHECK, outcome="done", detail=str(count), now=datetime.now(UTC), version=database.version()
        )


def fault_text(fault: Fault, lang: str) -> str:
    """What is wrong, for an administrator."""
    code, params = fault
    return text(f"check.{code}", lang, **params)
