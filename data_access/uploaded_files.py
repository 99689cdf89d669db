"""Commit: what is kept of the workbooks of an upload: names and hashes, the understood cells, and what was corrected."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.corrections import CorrectedCell, add_corrections
from data_access.kept_copies import pack
from data_access.upload_rows import TABLES


@dataclass(frozen=True)
class FileRecord:
    """What is kept of a workbook besides its kept copy."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Kept:
    """The understood cells of one sheet and those corrected in it; ``file`` is the workbook's position in the import.

    They are packed only when they are stored: a file that changes nothing leaves no copy.
    """

    file: int
    sheet: str
    content: dict[str, Any]
    corrections: tuple[CorrectedCell, ...] = ()


def add_files(
    connection: Connection,
    upload: int,
    files: Sequence[FileRecord],
    kept: Sequence[Kept],
    *,
    used: Collection[tuple[int, str]],
) -> dict[int, int]:
    """The stored id of each file, by its position; copies and corrections only of the sheets that bring something."""
    table = TABLES["uploaded_file"]
    stored = {
        position: connection.execute(
            sa.insert(table).returning(table.c.id),
            {"upload": upload, "name": file.name, "size": file.size, "sha256": file.sha256},
        ).scalar_one()
        for position, file in enumerate(files)
    }
    sheets = [sheet for sheet in kept if (sheet.file, sheet.sheet) in used]
    copies = [{"file": stored[each.file], "sheet": each.sheet, "content": pack(each.content)} for each in sheets]
    if copies:
        connection.execute(sa.insert(TABLES["kept_copy"]), copies)
    for each in sheets:
        add_corrections(connection, upload, (stored[each.file], each.sheet), each.corrections)
    return stored
