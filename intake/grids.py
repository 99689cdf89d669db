"""Read: what a workbook looks like once read: sheets of typed cells, each under the address Excel shows.

The standard library only: the worker process writes these, the server process reads them.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class CellError:
    """A cell that shows an error instead of a value: "#REF!", "#DIV/0!", "#SPILL!" and the like."""

    code: str


@dataclass(frozen=True)
class NotCalculated:
    """A formula whose result was never stored: neither zero nor blank, simply not known."""


Value: TypeAlias = bool | int | float | str | date | datetime | time | CellError | NotCalculated | None
Merge: TypeAlias = tuple[int, int, int, int]
Place: TypeAlias = tuple[int, int]
# The old fonts of one cell's text, run by run: an encoding ("" for a font of today) and how many letters (0: the rest).
OldFonts: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Finding:
    """Something about a whole file that a person should hear of, as a code and the words to fill in."""

    code: str
    params: dict[str, str | int] = field(default_factory=dict)


class Refused(Exception):
    """The file as a whole is not read. Why is one of ``REFUSALS``; the words for it are in the locales."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


# Every code a Refused may carry, and the parameters it has.
REFUSALS: dict[str, tuple[str, ...]] = {
    "empty_file": (),
    "too_large": ("megabytes", "limit"),
    "lock_file": (),
    "not_a_workbook": ("kind",),
    "password": (),
    "bomb": (),
    "damaged": (),
    "forbidden_xml": (),
    "too_many_sheets": ("limit",),
    "too_many_cells": ("sheet", "limit"),
    "outside_grid": ("sheet",),
    "text_too_long": ("cell", "sheet", "limit"),
    "too_slow": (),
    "too_much_memory": (),
    "reader_failed": (),
    "busy": (),
}

# Every code a Finding of a whole file may carry.
FINDINGS: dict[str, tuple[str, ...]] = {
    "macros": (),
    "external_links": (),
    "wrong_extension": ("extension", "kind"),
    "weaker_checks": ("kind",),
}


@dataclass(frozen=True)
class OldText:
    """What of a sheet was written for old fonts: the encodings, the cells as stored and as such a font shows them.

    ``finding`` is the code of the problem that tells it; where the text is only suspected, the cells are as stored.
    """

    encodings: tuple[str, ...]
    stored: dict[Place, str]
    shown: dict[Place, str]
    finding: Literal["legacy_text_converted", "legacy_text_guessed", "legacy_text_suspected"]


@dataclass
class Grid:
    """One sheet: its cells as read, and how the sheet shows them; ``as_read``: what corrected cells said in the file."""

    name: str
    position: int = 0
    visible: bool = True
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    widths: dict[int, float] = field(default_factory=dict)
    percent_cells: frozenset[tuple[int, int]] = frozenset()
    as_read: dict[tuple[int, int], Value] = field(default_factory=dict)
    old_fonts: dict[Place, OldFonts] = field(default_factory=dict)
    code_page: str = ""
    old_text: OldText | None = None
    other_terms: frozenset[Place] = frozenset()  # cells above a table whose time, or place, is that of one beside it
    other_places: frozenset[Place] = frozenset()
    other_lines: frozenset[Place] = frozenset()  # cells above a table that are about one beside it, whatever they say
    holds_results: bool = True  # a line of its own says otherwise of a table beside another

    def cell(self, row: int, column: int) -> Value:
        """The value under a 1-based row and column; None beyond what was read."""
        if not 1 <= row <= len(self.rows):
            return None
        values = self.rows[row - 1]
        return values[column - 1] if 1 <= column <= len(values) else None


@dataclass
class Workbook:
    """All sheets of a file in their order, and what is to be said about the file as a whole."""

    kind: str
    grids: list[Grid] = field(default_factory=list)
    notices: list[Finding] = field(default_factory=list)


def column_letters(column: int) -> str:
    """The letters of a 1-based column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The 1-based column of its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """The address Excel shows for a 1-based row and column: (17, 4) is D17."""
    return f"{column_letters(column)}{row}"


_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


def parse_address(text: str) -> tuple[int, int]:
    """The 1-based row and column of an address such as D17; ValueError where it is none."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise ValueError("not an address")
    return int(match.group(2)), column_number(match.group(1))
