"""Validate: what was read of tables that share a sheet, as the reading of one sheet."""

from collections import defaultdict
from typing import Any

from intake.facts import Facts
from intake.grids import Grid
from intake.problems import Problem
from intake.readings import SheetReading


def join(parts: list[Grid], readings: list[SheetReading]) -> SheetReading:
    """The readings of tables that share a sheet as one entry: a row is skipped where none of them takes it."""
    first = next((reading for reading in readings if reading.dataset), readings[0])
    joined = SheetReading(first.sheet, first.dataset, visible=first.visible)
    heights = [(len(part.rows), dict(reading.rows_skipped)) for part, reading in zip(parts, readings, strict=True)]
    for row in range(1, max(height for height, _ in heights) + 1):
        reasons = [skipped.get(row, "") if row <= height else "blank" for height, skipped in heights]
        if "" in reasons:
            joined.rows_read += 1
        else:
            joined.rows_skipped.append((row, next((reason for reason in reasons if reason != "blank"), "blank")))
    joined.header_rows = sorted({row for reading in readings for row in reading.header_rows})
    for reading in readings:
        joined.facts.join(reading.facts)
        joined.undated.join(reading.undated)
    sums = _sums(joined.facts)
    for reading in readings:
        told = [_as_of_a_table(p) if joined.dataset else p for p in reading.problems]
        joined.problems += [p for p in told if p not in joined.problems and not _is_sum_of_all(p, sums)]
        joined.open_cells |= reading.open_cells
        joined.answered |= reading.answered
    joined.kept = _joined_copies([reading.kept for reading in readings])
    return joined


def _as_of_a_table(problem: Problem) -> Problem:
    """What is told of a sheet that is not recognised, of a table beside one that is: its numbers count nowhere."""
    is_unknown = problem.code in ("sheet_not_recognised", "sheet_without_header")
    return Problem("warning", "table_not_recognised", problem.cell) if is_unknown else problem


def _sums(facts: Facts) -> set[int]:
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for row in facts.of("summary"):
        sums[tuple(str(row[name]) for name in ("term", "measure", "stage", "dimension_value"))] += row["value"]
    return set(sums.values())


def _is_sum_of_all(problem: Problem, sums: set[int]) -> bool:
    """Whether a total that its own table does not give is that of all tables beside each other."""
    return problem.code == "total_differs" and problem.params["stated"] in sums


def _joined_copies(copies: list[dict[str, Any]]) -> dict[str, Any]:
    cells = {spot: value for kept in copies for spot, value in kept.get("cells", {}).items()}
    columns: dict[str, str] = {}
    for kept in copies:
        for name, letters in kept.get("columns", {}).items():
            columns[name if columns.get(name, letters) == letters else f"{name} {letters}"] = letters
    header_rows = sorted({row for kept in copies for row in kept.get("header_rows", ())})
    corrections = {cell: entered for kept in copies for cell, entered in kept.get("corrections", {}).items()}
    said = copies[0] | ({"corrections": corrections} if corrections else {})
    return said | {"cells": cells, "columns": columns, "header_rows": header_rows}
