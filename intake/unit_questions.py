"""Validate: what is asked and told of the spellings of units in a table, each once for all cells it concerns."""

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.reference import UnitRecord
from data_access.spelling import with_marks
from intake.problems import Problem
from intake.unit_choice import UnitReading

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


def _told_apart(likely: list[UnitRecord], units: Mapping[str, UnitRecord]) -> list[str]:
    """Their names; with the province where one name stands twice."""
    names = [unit.name for unit in likely]
    if len(set(names)) == len(names):
        return names
    homes = [units[unit.province].short_name if unit.province else "" for unit in likely]
    return [f"{name}, {home}" if home else name for name, home in zip(names, homes, strict=True)]
