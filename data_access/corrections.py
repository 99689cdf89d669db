"""Commit and trace: cells that a person corrected before a commit: what each said in the file, what was entered, by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, text

from data_access.moments import stored_moment

_ADD = text(
    """
    INSERT INTO correction (upload, file, sheet, cell, found, entered)
    VALUES (:upload, :file, :sheet, :cell, :found, :entered)
    """
)
_FIND = text(
    """
    SELECT c.file, c.sheet, c.cell, c.found, c.entered, u."by", u.at
    FROM correction c JOIN upload u ON u.id = c.upload
    WHERE c.file IN :files
    ORDER BY c.id
    """
).bindparams(bindparam("files", expanding=True))
_OF_UPLOAD = text(
    """
    SELECT f.name, c.sheet, c.cell, c.found, c.entered
    FROM correction c JOIN uploaded_file f ON f.id = c.file
    WHERE c.upload = :upload
    ORDER BY c.id
    """
)
_FILES_AT_ONCE = 5_000
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Place = tuple[int, str]


@dataclass(frozen=True)
class CorrectedCell:
    """A cell of a sheet, as it is kept with a commit."""

    cell: str
    found: str
    entered: str


@dataclass(frozen=True)
class Correction:
    """A corrected cell behind a figure, with who corrected it and when."""

    cell: str
    found: str
    entered: str
    by: str
    at: datetime


def add_corrections(connection: Connection, upload: int, place: Place, cells: Sequence[CorrectedCell]) -> None:
    """Keep what was corrected in a sheet; ``place`` is the stored file's id and the sheet's name."""
    file, sheet = place
    where = {"upload": upload, "file": file, "sheet": sheet}
    if cells:
        connection.execute(_ADD, [{**where, **vars(cell)} for cell in cells])


def corrections_in(connection: Connection, files: Iterable[int]) -> dict[Place, list[Correction]]:
    """What was corrected in these stored files, by file and sheet."""
    wanted = sorted(set(files))
    found: dict[Place, list[Correction]] = defaultdict(list)
    for start in range(0, len(wanted), _FILES_AT_ONCE):
        for row in connection.execute(_FIND, {"files": wanted[start : start + _FILES_AT_ONCE]}):
            found[row.file, row.sheet].append(
                Correction(row.cell, row.found, row.entered, row.by, stored_moment(row.at))
            )
    return dict(found)


def at_place(corrected: Iterable[Correction], cell: str | None, row: int | None) -> tuple[Correction, ...]:
    """Those of one cell, or where there is none of the cells of a row."""
    if cell:
        return tuple(each for each in corrected if each.cell == cell)
    return tuple(each for each in corrected if each.cell.lstrip(_LETTERS) == str(row))


def corrections_of(connection: Connection, upload: int) -> list[dict[str, Any]]:
    """What was corrected in an upload: ``name`` of the file, ``sheet``, ``cell``, ``found``, ``entered``."""
    return [dict(row) for row in connection.execute(_OF_UPLOAD, {"upload": upload}).mappings()]
