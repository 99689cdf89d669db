"""Export: what a written report is made of: letterhead, sections of sentences, tables and exhibits, annexes."""

from __future__ import annotations

from dataclasses import dataclass

from reports.exhibits import Exhibit
from reports.export_content import About
from reports.sentences import Sentence

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True)
class Letterhead:
    """Whose report it is; what was not set stays empty, and nothing stands in its place."""

    above: str = ""
    office: str = ""
    place: str = ""


@dataclass(frozen=True)
class Grid:
    """A table as it is written; ``has_total``: its last row is the sum of those above."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False
    note: str = ""


@dataclass(frozen=True)
class Drawn:
    """An exhibit, and its table where its numbers stand in no other table of the report."""

    exhibit: Exhibit
    table: Grid | None = None


@dataclass(frozen=True)
class Section:
    """A chapter. ``notes`` say what no sentence can say for want of a figure."""

    title: str
    sentences: tuple[Sentence, ...] = ()
    tables: tuple[Grid, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    scope: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A report as it is written, by whatever writes it."""

    about: About
    letterhead: Letterhead
    subject: str
    sections: tuple[Section, ...]
    annexes: tuple[Grid, ...]


def numeral(number: int) -> str:
    """The number of a chapter as letters: IV."""
    said = ""
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said
