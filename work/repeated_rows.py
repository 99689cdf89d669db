"""Compare: what is told of the cells of rows that stand twice in an import, or that a merged model stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data_access.change_sets import Duplicate, Merged, Source
from data_access.incoming import contradictions
from intake.grids import parse_address
from intake.problems import Problem
from intake.readings import FileReading, SheetReading
from work.corrections import open_for_correction, shown_text
from work.facts_read import everything_of
from work.repeated_sheets import told_apart


def report_duplicates(readings: Sequence[FileReading], duplicates: Iterable[Duplicate]) -> None:
    """Turn rows with one key into problems on their cells: equal ones were dropped, others block."""
    single, repeated = told_apart(duplicates)
    for group in repeated:
        mine, other = group[0].second, group[0].first
        where: dict[str, str | int] = {"sheet": other.sheet, "file": readings[other.file].file}
        told = Problem("notice", "repeats_sheet", spot(mine), {**where, "count": len(group)})
        _sheet(readings, mine).problems.append(told)
    for duplicate in single:
        if duplicate.is_conflict:
            _contradict(readings, duplicate)
        else:
            mine = duplicate.second
            about = _about(readings, mine, duplicate.first)
            _sheet(readings, mine).problems.append(Problem("notice", "duplicate_row", spot(mine), about))


def report_contradictions(readings: Sequence[FileReading]) -> None:
    """Tell beside other errors which rows contradict each other: no answer to a question makes them agree.

    A row that has an error of its own may say something else once that is mended.
    """
    wrong = {
        (number, sheet.sheet[:100], parse_address(problem.cell)[0])
        for number, reading in enumerate(readings)
        for sheet in reading.sheets
        for problem in sheet.problems
        if problem.level == "error" and problem.question in (None, "count") and problem.cell
    }
    for duplicate in contradictions(everything_of(readings)):
        rows = {(side.file, side.sheet, side.source_row) for side in (duplicate.first, duplicate.second)}
        if not rows & wrong:
            _contradict(readings, duplicate)


def _contradict(readings: Sequence[FileReading], duplicate: Duplicate) -> None:
    for mine, other in ((duplicate.second, duplicate.first), (duplicate.first, duplicate.second)):
        problem = Problem("error", "contradicting_rows", spot(mine), _about(readings, mine, other))
        _sheet(readings, mine).problems.append(problem)
        if mine.source_cell:
            open_for_correction(_sheet(readings, mine), problem)


def _about(readings: Sequence[FileReading], mine: Source, other: Source) -> dict[str, str | int]:
    """What a row says, and where the other one stands."""
    params: dict[str, str | int] = {"other": spot(other), "sheet": other.sheet, "file": readings[other.file].file}
    if (found := shown_text(_sheet(readings, mine), mine.source_cell)) is not None:
        params["found"] = found
    return params


def report_merged(readings: Sequence[FileReading], merged: Iterable[Merged]) -> None:
    """Say of each row that adds nothing since its model was merged into another which one that is."""
    for each in merged:
        problem = Problem("notice", "merged_model", spot(each.row), {"name": each.name})
        _sheet(readings, each.row).problems.append(problem)


def spot(source: Source) -> str:
    """The address of the cell, or of the row's first cell, that a fact came from."""
    return source.source_cell or f"A{source.source_row}"


def _sheet(readings: Sequence[FileReading], source: Source) -> SheetReading:
    return next(s for s in readings[source.file].sheets if s.sheet[:100] == source.sheet)
