"""Draw: an exhibit as it stands on a wall: a long ranking in two columns on one scale, all of it as high as there is room."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from reports import charts
from reports.canvas import LONGEST_NAME, column, present, room_for
from reports.exhibits import Exhibit
from reports.theme import Theme

# More rows than this stand in two columns; type for six metres needs some 33 pixels a row.
ONE_COLUMN = 12
# What lies below the title, above the filters and the foot, on a screen of 720 lines.
ROOM = 480
# Rows higher than this look like blocks.
HIGHEST_ROW = 64


def stage_figures(exhibit: Exhibit, theme: Theme, lang: str) -> list[go.Figure]:
    """The figures of a slide, side by side: two for a long ranking, else one."""
    if exhibit.shape == "ranking" and len(exhibit.chart) > ONE_COLUMN:
        return _in_columns(exhibit, theme, lang)
    figure = exhibit.draw(theme)
    if exhibit.shape == "stacked":
        # The names of the parts need two lines in this size.
        figure.update_layout(margin={"t": round(theme.row * 2.4)}, legend={"itemwidth": 30})
    return [figure]


def is_filling(exhibit: Exhibit, theme: Theme) -> bool:
    """Whether a chart takes all the room there is; one of few rows stays as high as its rows can reasonably be."""
    return natural_height(exhibit, theme) >= ROOM


def natural_height(exhibit: Exhibit, theme: Theme) -> int:
    """The pixels that a chart of few rows takes on a screen of 720 lines."""
    if exhibit.chart.empty or exhibit.shape in ("trend", "heat"):
        return ROOM
    drawn = int(exhibit.draw(theme).layout.height or ROOM)
    return min(ROOM, round(drawn * HIGHEST_ROW / theme.row))


def _in_columns(exhibit: Exhibit, theme: Theme, lang: str) -> list[go.Figure]:
    """Two halves whose bars are equally long for equal values: one scale, and equal margins."""
    rows = exhibit.chart
    half = -(-len(rows) // 2)
    values = [*rows["value"], *column(rows, "previous")]
    highest = max((float(value) for value in values if present(value)), default=0.0)
    figures = [
        charts.ranking(part, theme=theme, lang=lang, highest=highest or None)
        for part in (rows.iloc[:half].reset_index(drop=True), rows.iloc[half:].reset_index(drop=True))
    ]
    left = max(room_for([str(name)[:LONGEST_NAME] for name in rows["label"]], theme), theme.size * 4)
    right = max(float(figure.layout.margin.r) for figure in figures)
    for figure in figures:
        # The shorter column keeps the row pitch of the longer one.
        axis: dict[str, Any] = {"automargin": False, "range": [half - 0.5, -0.5]}
        figure.update_yaxes(**axis)
        figure.update_layout(margin={"l": left, "r": right}, height=half * theme.row + 12)
    return figures
