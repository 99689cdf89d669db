"""Export: which workbooks of an upload have a kept copy, and that copy as a workbook to take away."""

from __future__ import annotations

from data_access.database import Database
from data_access.history import origins_of
from data_access.kept_copies import KeptName, kept_names, kept_sheets, named_file
from reports.kept_workbook import KeptFile, kept_workbook

__all__ = ["KeptName", "kept_copy_of", "kept_of"]


def kept_of(database: Database, upload: int) -> list[KeptName]:
    """The workbooks of an upload that have a kept copy, in their order."""
    with database.read() as connection:
        return kept_names(connection, upload)


def kept_copy_of(database: Database, file: int, lang: str) -> bytes:
    """The kept copy of a workbook as a workbook."""
    with database.read() as connection:
        name, upload = named_file(connection, file)
        origin = origins_of(connection, [upload])[upload]
        sheets = kept_sheets(connection, file)
    return kept_workbook(KeptFile(name, upload, origin.at, origin.by, sheets), lang)
