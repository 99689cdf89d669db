"""Export: what is to be marked in a copy of a workbook, and the words that the copy needs; travels as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

# Stands in the first cell of both sheets that we add, so that they are known again whatever they are called by then.
MARKED_ID = "dan-van-kheo:marked:1"
MEMORY_SHEET = "dan-van-kheo-marks"
AUTHOR = "dan-van-kheo"
MOST_NOTES = 5_000
MOST_LINES = 5_000
ANSWERS_ROW, FIRST_PAIR_ROW = 2, 3
ANSWER_PIECE, MOST_ANSWER_PIECES = 30_000, 60
LEVELS = ("error", "warning")


@dataclass(frozen=True)
class Mark:
    """One problem: its sheet, the cells it is about (none where it is about the whole), and its words."""

    sheet: str
    cells: tuple[str, ...]
    level: str
    level_word: str
    found: str
    reason: str
    suggestion: str


@dataclass(frozen=True)
class Words:
    """What the sheet with the list is called and says above the list, and the heads of its six columns."""

    sheet: str
    title: str
    lines: tuple[str, ...]
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """All that a marked copy is made of beside the file; ``answers`` is what its memory keeps, as text."""

    marks: tuple[Mark, ...]
    words: Words
    answers: str = ""
    name: str = ""

    def as_bytes(self) -> bytes:
        """This as the worker takes it."""
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "replace")

    @staticmethod
    def from_bytes(content: bytes) -> Job:
        """What the worker was given."""
        said = json.loads(content)
        marks = tuple(Mark(**{**mark, "cells": tuple(mark["cells"])}) for mark in said["marks"])
        words = said["words"]
        return Job(
            marks,
            Words(words["sheet"], words["title"], tuple(words["lines"]), tuple(words["heads"])),
            said["answers"],
            said["name"],
        )
