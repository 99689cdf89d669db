"""Validate: what came out of a workbook: rows, skipped rows with reasons, problems, and the cells to keep."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from data_access.periods import PLAN_SHIFT
from data_access.reference import Reference
from intake.facts import Fact, Facts
from intake.kept_cells import KeptCells
from intake.problems import Problem
from intake.units import UnitNames


@dataclass(frozen=True)
class Context:
    """What is known before a file is opened: the units, and what the person says that the file does not.

    ``unit`` and ``term`` are ids; ``province`` is the setting. ``answers`` maps ``with_marks`` of a spelling to a unit's
    id, ``counts`` a doubtful number (``count_key``) to the one that is meant, ``units`` and ``terms`` a sheet's name to
    what it is about, ``columns`` a sheet's name and a field (on two lines) to the letters of the column that is meant,
    ``corrections`` a sheet's name, a cell and its ``cell_mark`` (on three lines) to what the cell should have said.
    ``plan_shift`` says which Party term a year belongs to.
    """

    reference: Reference
    names: UnitNames
    today: date
    unit: str | None = None
    term: str | None = None
    province: str | None = None
    answers: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    corrections: dict[str, str] = field(default_factory=dict)
    plan_shift: int = PLAN_SHIFT

    def of_sheet(self, sheet: str) -> "Context":
        """The same, with what was said about this sheet."""
        return replace(self, unit=self.units.get(sheet, self.unit), term=self.terms.get(sheet, self.term))


def count_key(sheet: str, cell: str, found: str) -> str:
    """What names a doubtful number: another one in the same cell is another question."""
    return "\n".join((sheet, cell, found))


@dataclass
class SheetReading:
    """One sheet: what it is, what was taken, what was left and why.

    ``answered``: the spellings that a person explained for this import, as they are written, with the unit's id.
    ``undated``: what lacks only the time that is asked; it is held against itself and never stored.
    ``open_cells``: those that another text could put right, each with its ``corrections.cell_mark``.
    ``old_text``: a few cells that were written for old fonts: address, text as stored, text as read.
    """

    sheet: str
    dataset: str | None = None
    header_rows: list[int] = field(default_factory=list)
    rows_read: int = 0
    rows_skipped: list[tuple[int, str]] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    problems: list[Problem] = field(default_factory=list)
    area: str | None = None
    kept: dict[str, Any] = field(default_factory=lambda: {"cells": KeptCells()})
    visible: bool = True
    open_cells: dict[str, str] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)
    undated: Facts = field(default_factory=Facts)
    old_text: list[list[str]] = field(default_factory=list)

    def take(self, fact: Fact) -> None:
        """Add a fact; one of which nothing says the time waits for the answer."""
        is_dated = any(fact.row.get(name) for name in ("term", "report_year", "year"))
        (self.facts if is_dated else self.undated).append(fact)

    @property
    def individuals(self) -> int:
        """How many rows about individuals were left out."""
        return sum(reason == "individual" for _, reason in self.rows_skipped)


@dataclass
class FileReading:
    """One file: its sheets and what is wrong with the file itself."""

    file: str
    sheets: list[SheetReading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """Whether anything in it blocks the commit."""
        return any(p.level == "error" for p in [*self.problems, *(p for s in self.sheets for p in s.problems)])
