"""Draw, export: long tables and long pairs in parts that fit a slide, on the wall and in a file alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

import pandas as pd

from locales import text
from reports.canvas import present
from reports.charts_compare import dumbbell
from reports.exhibits import Exhibit
from reports.grid_widths import column_widths
from reports.report_content import Grid

PAIR_ROWS = 11
MOST_TABLES = 6


@dataclass(frozen=True)
class TablePaper:
    """The room of a table in pixels, and how much of it a letter, a line and the edges of a cell take."""

    width: float
    height: float
    letter: float
    line: float
    edge: float = 8

    def row_height(self, cells: Sequence[str], widths: Sequence[float]) -> float:
        """How high a row is whose words wrap in their columns."""
        rooms = [max(width - 2 * self.edge, self.letter) for width in widths]
        lines = [ceil(len(said) * self.letter / room) for said, room in zip(cells, rooms, strict=True)]
        return max(1, *lines) * self.line + self.edge


def pair_parts(exhibit: Exhibit, lang: str) -> list[Exhibit]:
    """Pairs of marks, some rows a slide, all on one scale; rows without any figure are named below."""
    has_figure = (
        exhibit.chart["a"].notna() | exhibit.chart["b"].notna() if len(exhibit.chart) else pd.Series(dtype=bool)
    )
    frame, silent = exhibit.chart[has_figure], exhibit.chart.loc[~has_figure, "label"] if len(exhibit.chart) else []
    if frame.empty:
        return [exhibit]
    said = text("slides.missing.names", lang, names=", ".join(map(str, silent))) if len(silent) else ""
    told = replace(exhibit, note=" ".join(filter(None, [said, exhibit.note])))
    top = max(float(value) for name in ("a", "b") for value in frame[name].dropna())
    rows = even(range(len(frame)), PAIR_ROWS)
    return [_pairs(told, frame.iloc[some].reset_index(drop=True), top, lang) for some in rows]


def _pairs(exhibit: Exhibit, shown: pd.DataFrame, top: float, lang: str) -> Exhibit:
    return replace(exhibit, chart=shown, draw=lambda look: dumbbell(shown, theme=look, lang=lang, highest=top))


def table_parts(exhibit: Exhibit, lang: str, paper: TablePaper) -> list[Exhibit]:
    """A table of words a slide: rows until the slide is full, in the columns that there is room for."""
    names = exhibit.narrow or tuple(exhibit.columns)
    narrowed = replace(exhibit, columns={name: head for name, head in exhibit.columns.items() if name in names})
    grid = grid_of(narrowed)
    widths = column_widths(grid, paper.width, paper.letter)
    left = paper.height - paper.row_height(grid.heads, widths)
    groups: list[list[int]] = [[]]
    used = 0.0
    for place, row in enumerate(grid.rows):
        need = paper.row_height(row, widths)
        if groups[-1] and used + need > left:
            groups.append([])
            used = 0.0
        groups[-1].append(place)
        used += need
    left_out = sum(map(len, groups[MOST_TABLES:]))
    rest = text("slides.table.more_rows", lang, count=left_out) if left_out else ""
    frames = [narrowed.frame.iloc[rows] for rows in groups[:MOST_TABLES]]
    parts = [replace(narrowed, frame=frame, chart=frame) for frame in frames]
    return [*parts[:-1], replace(parts[-1], note=" ".join(filter(None, [exhibit.note, rest])))]


def grid_of(exhibit: Exhibit) -> Grid:
    """The table of an exhibit in words, one line a cell."""
    rows = [
        tuple(" ".join(str(value).split()) if present(value) else "" for value in row)
        for row in exhibit.frame[list(exhibit.columns)].itertuples(index=False)
    ]
    return Grid(exhibit.title, tuple(exhibit.columns.values()), tuple(rows))


def even(values: Sequence[Any], most: int) -> list[list[Any]]:
    """A list in parts of nearly one length, none longer than told."""
    count = -(-len(values) // most)
    size = -(-len(values) // count)
    return [list(values[start : start + size]) for start in range(0, len(values), size)]
