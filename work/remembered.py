"""Commit and show: the spellings that people explained: which an import brings, which are known, and letting one go."""

from __future__ import annotations

from collections.abc import Sequence

from data_access.database import Database
from data_access.reference import Reference
from data_access.spelling import with_marks
from data_access.unit_aliases import RememberedAnswer, forget, remembered_answers, worth_remembering
from intake.readings import FileReading
from work.options import Options

__all__ = ["RememberedAnswer", "all_answers", "forget", "new_answers", "used_answers"]


def used_answers(readings: Sequence[FileReading], options: Options) -> dict[str, str]:
    """The explained spellings that stand in these files and are to be remembered, each with its unit's id."""
    said = {
        spelling: unit
        for reading in readings
        for sheet in reading.sheets
        for spelling, unit in sheet.answered.items()
        if with_marks(spelling) not in options.not_kept
    }
    return worth_remembering(said)


def new_answers(reference: Reference, readings: Sequence[FileReading], options: Options) -> dict[str, str]:
    """Those of the used answers that are not yet remembered as they are."""
    return {
        spelling: unit
        for spelling, unit in used_answers(readings, options).items()
        if reference.aliases.get((reference.units[unit].province or unit, with_marks(spelling))) != unit
    }


def all_answers(database: Database) -> list[RememberedAnswer]:
    """Every spelling that is remembered, the oldest first."""
    with database.read() as connection:
        return remembered_answers(connection)
