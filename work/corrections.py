"""Read to commit: cells that a person corrects before the commit: which can be, which were, and what of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from data_access.corrections import CorrectedCell, corrections_of
from data_access.database import Database
from data_access.uploaded_files import Kept
from intake.corrections import cell_mark
from intake.problems import Problem
from intake.readings import FileReading, SheetReading
from work.options import cell_key

LONGEST_TEXT = 300


@dataclass(frozen=True)
class Given:
    """A correction as it is in force: ``found`` is what the cell said in the file."""

    key: str
    file: str
    sheet: str
    cell: str
    found: str
    entered: str


def open_cells(readings: Sequence[FileReading]) -> dict[tuple[str, str, str], str]:
    """The cells that another text could put right: file, sheet and cell to the key of their correction."""
    return {
        (reading.file, sheet.sheet, cell): cell_key(reading.file, sheet.sheet, cell, mark=mark)
        for reading in readings
        for sheet in reading.sheets
        for cell, mark in sheet.open_cells.items()
    }


def open_for_correction(sheet: SheetReading, problem: Problem) -> None:
    """Let a cell be corrected whose problem showed only beside other files: its kept text is what it said."""
    if problem.cell is not None and problem.cell in sheet.kept.get("cells", {}):
        sheet.open_cells.setdefault(problem.cell, cell_mark(sheet.kept["cells"][problem.cell]))


def shown_text(sheet: SheetReading, cell: str | None) -> str | None:
    """What a kept cell says, as corrected."""
    said: str | None = sheet.kept.get("corrections", {}).get(cell, sheet.kept.get("cells", {}).get(cell))
    return said


def given_corrections(readings: Sequence[FileReading]) -> list[Given]:
    """Every correction in force, as the files have them."""
    return [
        Given(cell_key(reading.file, sheet.sheet, cell.cell, mark=sheet.open_cells[cell.cell]), reading.file,
              sheet.sheet, cell.cell, cell.found, cell.entered)
        for reading in readings
        for sheet in reading.sheets
        for cell in _corrected(sheet)
    ]  # fmt: skip


def corrected_in(database: Database, upload: int) -> list[dict[str, Any]]:
    """What was corrected in an upload: ``name`` of the file, ``sheet``, ``cell``, ``found``, ``entered``."""
    with database.read() as connection:
        return corrections_of(connection, upload)


def kept_sheets(readings: Sequence[FileReading]) -> list[Kept]:
    """The kept copy of each sheet that holds a table, with the cells corrected in it."""
    return [
        Kept(number, sheet.sheet[:100], sheet.kept, tuple(_corrected(sheet)))
        for number, reading in enumerate(readings)
        for sheet in reading.sheets
        if sheet.dataset
    ]


def _corrected(sheet: SheetReading) -> Iterator[CorrectedCell]:
    for cell, entered in sheet.kept.get("corrections", {}).items():
        yield CorrectedCell(cell, sheet.kept.get("cells", {}).get(cell, ""), entered)
