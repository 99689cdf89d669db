"""Match and validate: what is said about a sheet as a whole: columns not taken, hidden rows, why it is not recognised."""

import re
from collections import defaultdict
from collections.abc import Sequence

from data_access.reference import Reference
from data_access.spelling import without_marks
from intake.cells import Cells
from intake.grids import Grid, address
from intake.headers import nearest_dataset
from intake.layouts import View, header_candidates
from intake.narratives import story_of_table
from intake.problems import Problem
from intake.readings import SheetReading
from intake.row_kinds import is_title_of_plan
from intake.target_rows import actual_column

_RESULTS = re.compile(r"\b(ket qua|tong ket|so ket|bao cao|tinh hinh|da thuc hien)\b")
_RESULT_HEADS = re.compile(r"\b(ket qua|thuc hien|dat)\b")


def say_untaken(cells: Cells, stop: int) -> None:
    """Name every column that holds values and is not taken; columns of persons in a notice of their own."""
    match, view = cells.match, cells.view
    actual = actual_column(cells) if match.dataset == "targets" else None
    twins = {column for pair in match.twins for column in pair}

    def holds(column: int) -> bool:
        return any(view.holds(row, column) for row in range(match.band.body, stop))

    untaken = [c for c in match.untaken if c != actual and c not in twins and holds(c)]
    persons = [c for c in match.persons if holds(c)]
    for code, columns in (("columns_not_taken", untaken), ("person_columns", persons)):
        if columns:
            params: dict[str, str | int] = {
                "columns": ", ".join(match.head(c) for c in columns),
                "count": len(columns),
            }
            cells.reading.problems.append(Problem("notice", code, address(match.band.first_row, columns[0]), params))


def say_hidden(grid: Grid, reading: SheetReading) -> None:
    """Say that hidden rows and columns were read, and a hidden sheet."""
    if reading.dataset and (grid.hidden_rows or grid.hidden_columns):
        params: dict[str, str | int] = {"rows": len(grid.hidden_rows), "columns": len(grid.hidden_columns)}
        reading.problems.append(Problem("notice", "hidden_read", None, params))
    if reading.dataset and not grid.visible:
        reading.problems.append(Problem("notice", "hidden_sheet_read", None, {"sheet": grid.name}))


def say_planned(view: View, heads: Sequence[int], reading: SheetReading) -> None:
    """Warn where the title calls a sheet a plan and nothing speaks of results: what was read would count as such."""
    if reading.dataset in (None, "targets"):
        return
    titles = [
        (row, column, without_marks(str(value)))
        for row in range(1, heads[0])
        for column, value in view.filled(row)
        if (row, column) not in view.grid.other_lines
    ]
    named = [without_marks(str(value)) for row in heads for _, value in view.filled(row)]
    planned = [address(row, column) for row, column, title in titles if is_title_of_plan(title)]
    speaks = any(_RESULTS.search(title) for *_, title in titles) or any(map(_RESULT_HEADS.search, named))
    if planned and not speaks:
        reading.problems.append(Problem("warning", "title_is_plan", planned[0]))


def say_unrecognised(view: View, reading: SheetReading) -> None:
    """Say of a sheet that no dataset fits which one is nearest."""
    reading.rows_skipped = []
    if view.height == 0:
        return
    candidates = list(header_candidates(view))
    if story := next(filter(None, (story_of_table(view, band) for band in candidates)), None):
        reading.problems.append(story)
        return
    bands = [(nearest_dataset(view, band), band) for band in candidates]
    (dataset, met), band = max(bands, key=lambda pair: pair[0][1], default=(("summary", 0), None))
    row, column = (band.first_row, min(band.paths)) if band else (1, 1)
    code = "sheet_not_recognised" if met else "sheet_without_header"
    reading.problems.append(
        Problem("notice", code, address(row, column), {"dataset": dataset, "count": met, "row": row})
    )


def say_both_levels(reading: SheetReading, reference: Reference) -> None:
    """Say that districts and communes stand in one term: the year 2025 has both, one after the other."""
    levels: dict[str, set[str]] = defaultdict(set)
    spots: dict[str, str] = {}
    for row in reading.facts.of("summary"):
        levels[row["term"]].add(reference.units[row["unit"]].level)
        spots.setdefault(row["term"], row["source_cell"])
    both = [term for term, found in levels.items() if {"district", "commune"} <= found]
    if both:
        reading.problems.append(Problem("notice", "districts_and_communes", spots[both[0]]))
