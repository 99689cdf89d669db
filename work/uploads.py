"""Show and commit: the history of uploads, what each did, and taking one back."""

from typing import Any

from data_access import history
from data_access.database import Database
from data_access.reference import load_reference
from data_access.undos import UndoPlan, UndoResult, plan_undo, undo
from work.change_lines import ChangeLine, upload_lines

__all__ = ["UndoPlan", "UndoResult", "all_uploads", "lines_of", "plan_of", "take_back"]


def all_uploads(database: Database) -> list[dict[str, Any]]:
    """Every upload in order, as the history shows it."""
    with database.read() as connection:
        return history.uploads(connection)


def lines_of(database: Database, upload: int, lang: str) -> list[ChangeLine]:
    """What an upload did, as lines to read."""
    with database.read() as connection:
        return upload_lines(history.upload_changes(connection, upload), load_reference(connection), lang)


def plan_of(database: Database, upload: int) -> UndoPlan:
    """What taking an upload back would restore, keep, and cannot do."""
    with database.read() as connection:
        return plan_undo(connection, upload)


def take_back(database: Database, upload: int, *, by: str) -> UndoResult:
    """Take an upload back; of an undo: do it again."""
    return undo(database, upload, by=by)


def findings(database: Database) -> list[tuple[str, dict[str, Any]]]:
    """Every promise that the database does not keep; nothing is good."""
    with database.read() as connection:
        return history.check(connection)
