"""Match: whether the cells under a header tell a story instead of a number or a name; a story is never scraped."""

import re
from dataclasses import replace

from data_access.spelling import without_marks
from intake.figure_headers import sample
from intake.grids import Value, address, column_letters, parse_address
from intake.layouts import Band, View
from intake.problems import Level, Problem
from intake.readings import SheetReading

_SHORTEST = 40
_MOST_RANGES = 12
_COUNTS = re.compile(r"\d (mo hinh|mh|lop|luot|tap the|ca nhan|hoi nghi|cuoc|nguoi|can bo|dai bieu|hoc vien)\b")


def tells_a_story(value: Value) -> bool:
    """Whether a cell counts things in a sentence: «Đã tổ chức 11 lớp cho 2.353 lượt cán bộ …»."""
    return isinstance(value, str) and len(value) > _SHORTEST and _COUNTS.search(without_marks(value)) is not None


def is_narrative(view: View, band: Band, column: int) -> bool:
    """Whether half of a column's cells, or more, tell a story."""
    values = sample(view, band, column) if column in band.paths else []
    stories = sum(tells_a_story(value) for value in values)
    return stories > 0 and 2 * stories >= len(values)


def story_of_table(view: View, band: Band) -> Problem | None:
    """What is said of a table that no dataset fits because its cells tell stories."""
    columns = [column for column in sorted(band.paths) if is_narrative(view, band, column)]
    rows = range(band.body, view.height + 1)
    told = [address(row, column) for row in rows for column in columns if tells_a_story(view.own(row, column))]
    return _told("notice", told) if told else None


def tell_stories_once(reading: SheetReading, since: int) -> None:
    """Of the problems from ``since`` on, make one of all those about stories in columns of numbers."""
    told = [str(p.cell) for p in reading.problems[since:] if p.code == "narrative"]
    if len(told) > 1:
        others = [p for p in reading.problems[since:] if p.code != "narrative"]
        reading.problems[since:] = [_told("error", told), *others]


def refused_for_stories(readings: list[SheetReading]) -> bool:
    """Whether a workbook in which no sheet fits is one of stories; then that is what blocks it."""
    found = False
    for reading in readings:
        stories = [p for p in reading.problems if p.code == "narrative_cells"]
        reading.problems = [replace(p, level="error") if p in stories else p for p in reading.problems]
        found |= bool(stories)
    return found


def _told(level: Level, told: list[str]) -> Problem:
    letters = sorted({column for _, column in map(parse_address, told)})
    params: dict[str, str | int] = {
        "columns": ", ".join(map(column_letters, letters)),
        "count": len(told),
        "cells": _as_ranges(told),
    }
    return Problem(level, "narrative_cells", told[0], params, cells=tuple(told))


def _as_ranges(told: list[str]) -> str:
    """The cells as people name them in a sheet, column by column: «C3:C24, D7»; of very many the first ones."""
    ranges: list[list[tuple[int, int]]] = []
    for row, column in sorted((parse_address(cell) for cell in told), key=lambda place: place[::-1]):
        if ranges and ranges[-1][-1] == (row - 1, column):
            ranges[-1].append((row, column))
        else:
            ranges.append([(row, column)])
    said = [":".join(dict.fromkeys((address(*run[0]), address(*run[-1])))) for run in ranges]
    return ", ".join(said[:_MOST_RANGES]) + (" …" if len(said) > _MOST_RANGES else "")
