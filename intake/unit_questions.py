"""Validate: what is asked and told of the spellings of units in a table, each once for all cells it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.reference import UnitRecord
from data_access.spelling import with_marks
from intake.problems import Problem
from intake.unit_choice import UnitReading
from intake.units import UnitNames

UNSAID = "…"
_LONGEST, _MOST_CELLS = 60, 8


@dataclass
class Spelt:
    """A spelling, the cells it stands in, and what it was read as."""

    spelling: str
    cells: list[str]
    reading: UnitReading


def asked(unknown: Spelt, units: Mapping[str, UnitRecord], province: str | None) -> Problem:
    """The question about a spelling that no rule settles, the likeliest answers first; ``province`` is the sheet's."""
    likely = unknown.reading.candidates
    code = "ambiguous_unit" if unknown.reading.state == "ambiguous" else "unknown_unit"
    params: dict[str, str | int] = {
        "name": unknown.spelling[:_LONGEST],
        "spelling": with_marks(unknown.spelling),
        "count": len(unknown.cells),
        "likely": " / ".join(_told_apart([units[each] for each in likely], units)),
        "cells": ", ".join(unknown.cells[:_MOST_CELLS]),
        "province": province or "",
    }
    question = None if unknown.spelling == UNSAID else "unit"
    code = code if likely else "unknown_unit_nothing_near"
    return Problem("error", code, unknown.cells[0], params, question, likely, tuple(unknown.cells))


def told_again(taken: Spelt, units: Mapping[str, UnitRecord]) -> Problem:
    """The notice that an earlier answer decided what a spelling means."""
    unit, since = str(taken.reading.unit), taken.reading.since
    params: dict[str, str | int] = {
        "found": taken.spelling[:_LONGEST],
        "spelling": with_marks(taken.spelling),
        "count": len(taken.cells),
        "unit": units[unit].name,
        "day": since.isoformat() if since else "",
    }
    return Problem("notice", "remembered_answer", taken.cells[0], params)


def told_mended(spelling: str, cells: list[str], unit: UnitRecord) -> Problem:
    """The notice that a name was read as that of a unit, though its diacritics are others."""
    params: dict[str, str | int] = {"found": spelling[:_LONGEST], "unit": unit.name, "count": max(1, len(cells))}
    return Problem("notice", "unit_mended", cells[0] if cells else None, params)


class Noted:
    """The spellings of a table that were read as a unit's by more than a rule, each once with all its cells."""

    def __init__(self, names: UnitNames) -> None:
        self._names = names
        self._remembered: dict[tuple[str, str], Spelt] = {}
        self._mended: dict[tuple[str, str], Spelt] = {}

    def remembered(self, spelling: str, reading: UnitReading, cell: str) -> bool:
        """Note a cell that an earlier answer explained; whether one did."""
        if reading.is_remembered:
            self._add(self._remembered, spelling, reading, cell)
        return reading.is_remembered

    def mended(self, spelling: str, reading: UnitReading, cell: str) -> bool:
        """Note a cell that says a unit's name with other diacritics; whether it does."""
        is_mended = self._names.mended(spelling, str(reading.unit)) != ""
        if is_mended:
            self._add(self._mended, spelling, reading, cell)
        return is_mended

    def problems(self, units: Mapping[str, UnitRecord]) -> list[Problem]:
        """The notices of all that was noted."""
        mended = [
            told_mended(each.spelling, each.cells, units[str(each.reading.unit)]) for each in self._mended.values()
        ]
        return [*(told_again(taken, units) for taken in self._remembered.values()), *mended]

    def _add(self, known: dict[tuple[str, str], Spelt], spelling: str, reading: UnitReading, cell: str) -> None:
        known.setdefault((with_marks(spelling), str(reading.unit)), Spelt(spelling, [], reading)).cells.append(cell)


def _told_apart(likely: list[UnitRecord], units: Mapping[str, UnitRecord]) -> list[str]:
    """Their names; with the province where one name stands twice."""
    names = [unit.name for unit in likely]
    if len(set(names)) == len(names):
        return names
    homes = [units[unit.province].short_name if unit.province else "" for unit in likely]
    return [f"{name}, {home}" if home else name for name, home in zip(names, homes, strict=True)]
