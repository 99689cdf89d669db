"""Commit and show: the spellings that people explained: which an import brings, which are known, and letting one go."""

from __future__ import annotations

from collections.abc import Sequence

from data_access import unit_aliases
from data_access.database import Database
from data_access.reference import Reference
from data_access.spelling import with_marks, without_marks
from data_access.unit_aliases import AliasRow, RememberedAnswer, remembered_answers, worth_remembering
from data_access.unit_aliases import answers_of as rows_of
from intake.readings import FileReading
from work.options import Options
from work.rights import Action, Person, authorise, line_of

__all__ = ["RememberedAnswer", "all_answers", "answers_of", "answers_with", "forget", "new_answers", "used_answers"]


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


def forget(database: Database, person: Person, answer: int) -> int:
    """Let a remembered answer go, as an upload that can be taken back; its number."""
    units = {each.unit for each in all_answers(database) if each.id == answer}
    person = authorise(database, person, Action.ANSWER, units=units, target=f"answer {answer}")
    return unit_aliases.forget(database, answer, by=person.name, audit=line_of(person, Action.ANSWER))


def all_answers(database: Database) -> list[RememberedAnswer]:
    """Every spelling that is remembered, the oldest first."""
    with database.read() as connection:
        return remembered_answers(connection)


def answers_of(database: Database, upload: int) -> tuple[list[AliasRow], list[AliasRow]]:
    """What an upload brought and what it ended; ``name`` is the spelling."""
    with database.read() as connection:
        return rows_of(connection, upload)


def answers_with(reference: Reference, answers: Sequence[RememberedAnswer], words: str) -> list[RememberedAnswer]:
    """Those whose spelling, unit, province or author holds what a person types, with or without diacritics."""
    wanted = without_marks(words)

    def told(each: RememberedAnswer) -> str:
        return " ".join((each.spelling, reference.units[each.unit].name, reference.units[each.province].name, each.by))

    return [each for each in answers if wanted in without_marks(told(each))]
