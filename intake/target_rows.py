"""Validate: the rows of a target sheet: a target a row, and its «Thực hiện» as a reported figure."""

import re
from typing import Any

from intake.bodies import Body, BodyRow
from intake.cells import Cells
from intake.choices import read_target
from intake.facts import Fact
from intake.grids import address
from intake.places import Places
from intake.problems import Problem
from intake.values import CountReading, read_ratio

_ACTUAL = re.compile(r"\b(thuc hien|ket qua|dat duoc)\b")
_RATIO = re.compile(r"\b(ty le|dat)\b")


def _column_of(cells: Cells, words: re.Pattern[str]) -> int | None:
    """The untaken column whose header holds these words."""
    return next(
        (c for c in cells.match.untaken if c in cells.match.band.paths and words.search(cells.match.band.paths[c][-1])),
        None,
    )


def actual_column(cells: Cells) -> int | None:
    """The column of «Thực hiện»."""
    return _column_of(cells, _ACTUAL)


def read_targets(cells: Cells, places: Places, start: int, stop: int) -> None:
    """Read the rows of a target table into targets and reported figures; a ratio of its own is only compared."""
    body = Body(cells.view, cells.match)
    actual = actual_column(cells)
    ratio = _column_of(cells, _RATIO)
    for found in body.rows(start, stop):
        if found.kind != "data":
            cells.reading.rows_skipped.append((found.row, found.kind))
            continue
        cells.reading.rows_read += 1
        _take_row(cells, places, found, (actual, ratio))


def _take_row(cells: Cells, places: Places, found: BodyRow, beside: tuple[int | None, int | None]) -> None:
    actual, ratio = beside
    column = cells.match.fields["measure"]
    counted_in = cells.match.fields.get("unit_of_measure")
    measure = read_target(
        cells.view.text(found.row, column), cells.view.text(found.row, counted_in) if counted_in else ""
    )
    if measure is None:
        cells.reading.problems.append(Problem("notice", "not_our_measure", address(found.row, column)))
        return
    cells.keep(found.row, column)
    time = places.time(found.row, is_list=False)
    unit = places.unit(found.row, time, found.group)
    if time.term is None:
        places.without_time(found.row)
    target = cells.count(found.row, cells.match.fields["target_value"])
    done = cells.count(found.row, actual) if actual is not None else None
    if unit is None:
        return
    where = {
        "unit": unit,
        "term": time.term,
        "sheet": cells.reading.sheet[:100],
        "source_row": found.row,
        "other_words": "",
    }
    _take_target(cells, found, where | {"measure": measure[0], "stage": measure[1]}, target)
    if done is not None and actual is not None:
        _take_actual(cells, where | {"source_cell": address(found.row, actual)}, measure, done)
        _compare_ratio(cells, found.row, ratio, (target, done))


def _take_target(cells: Cells, found: BodyRow, where: dict[str, Any], target: CountReading | None) -> None:
    if target is None or target.value is None:
        return
    row = where | {
        "source_cell": address(found.row, cells.match.fields["target_value"]),
        "unit_of_measure": cells.text("unit_of_measure", found.row, 40),
        "operator": target.qualifier if target.qualifier in ("≥", "≤") else "≥",
        "target_value": target.value,
        "source_ref": cells.text("source_ref", found.row, 200) or cells.title.source_ref,
    }
    cells.reading.take(Fact("targets", row))


def _take_actual(cells: Cells, where: dict[str, Any], measure: tuple[str, str], done: CountReading) -> None:
    figure = {
        "measure": measure[0], "stage": measure[1], "dimension": "", "dimension_value": "", "value": done.value,
        "qualifier": done.qualifier, "counted_as": done.word, "as_of": cells.title.as_of, "is_estimate": done.is_estimate,
        "source_ref": cells.title.source_ref,
    }  # fmt: skip
    cells.reading.take(Fact("summary", where | figure))


def _compare_ratio(cells: Cells, row: int, ratio: int | None, pair: tuple[CountReading | None, CountReading]) -> None:
    """Warn where the sheet's own ratio is not what target and actual give; it is never stored."""
    target, done = pair
    if ratio is None or target is None or not target.value or done.value is None:
        return
    stated = read_ratio(cells.view.own(row, ratio), is_percent=(row, ratio) in cells.view.grid.percent_cells).value
    true = done.value / target.value
    if stated is not None and abs(stated - true) > 0.006:
        cells.problem("warning", "ratio_differs", row, ratio, stated=f"{100 * stated:g}", true=f"{100 * true:.1f}")
