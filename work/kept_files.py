"""Export: which workbooks of an upload have a kept copy, and that copy as a workbook to take away."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from data_access.database import Database
from data_access.kept_copies import unpack
from data_access.moments import local_moment
from reports.kept_workbook import KeptFile, kept_workbook

_FILES = text(
    "SELECT f.id, f.name, count(k.id) AS sheets FROM uploaded_file f JOIN kept_copy k ON k.file = f.id "
    "WHERE f.upload = :upload GROUP BY f.id, f.name ORDER BY f.id"
)
_FILE = text(
    'SELECT f.name, f.upload, u.at, u."by" FROM uploaded_file f JOIN upload u ON u.id = f.upload WHERE f.id = :file'
)
_SHEETS = text("SELECT sheet, content FROM kept_copy WHERE file = :file ORDER BY id")


@dataclass(frozen=True)
class KeptName:
    """A workbook of an upload of which something is kept."""

    file: int
    name: str
    sheets: int


def kept_of(database: Database, upload: int) -> list[KeptName]:
    """The workbooks of an upload that have a kept copy, in their order."""
    with database.read() as connection:
        found = connection.execute(_FILES, {"upload": upload}).all()
    return [KeptName(row.id, row.name, row.sheets) for row in found]


def kept_copy_of(database: Database, file: int, lang: str) -> bytes:
    """The kept copy of a workbook as a workbook."""
    with database.read() as connection:
        row = connection.execute(_FILE, {"file": file}).one()
        sheets = {each.sheet: unpack(bytes(each.content)) for each in connection.execute(_SHEETS, {"file": file})}
    return kept_workbook(KeptFile(row.name, row.upload, local_moment(row.at), row.by, sheets), lang)
