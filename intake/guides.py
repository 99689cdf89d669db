"""Match: the guide of our own template is no table, and there is nothing to say about it."""

from intake.grids import Grid, Value
from intake.readings import SheetReading

TEMPLATE_ID, TEMPLATE_VERSION = "dan-van-kheo", 1


def say_nothing_of_guides(readings: list[SheetReading], grids: list[Grid]) -> None:
    """Take back what was said about sheets of nothing but lines of text in a workbook that bears our mark."""
    if not any(not grid.visible and grid.cell(1, 1) == TEMPLATE_ID for grid in grids):
        return
    guides = {grid.name for grid in grids if grid.visible and all(_is_line(row) for row in grid.rows)}
    for reading in readings:
        if reading.dataset is None and reading.sheet in guides:
            reading.problems.clear()


def _is_line(row: list[Value]) -> bool:
    return all(value is None or (place == 0 and isinstance(value, str)) for place, value in enumerate(row))
