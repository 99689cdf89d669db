"""Draw: an exhibit as it stands on a wall: a long ranking in two columns on one scale, all of it as high as there is room."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from reports import charts
from reports.canvas import column, present, room_before
from reports.exhibits import Exhibit
from reports.theme import Theme

# More rows than this stand in two columns; type for six metres needs some 33 pixels a row.
ONE_COLUMN = 12
# Fewer rows than this keep the height that so many would have, lest their bars look like blocks.
FEWEST_ROWS = 6
LOWEST = 200
# Letters of a name that leave room for its bar in half the width.
LONGEST = 24


def stage_figures(exhibit: Exhibit, theme: Theme, lang: str) -> list[go.Figure]:
    """The figures of a slide, side by side: two for a long ranking, else one. All take the height that there is."""
    is_long = exhibit.shape == "ranking" and len(exhibit.chart) > ONE_COLUMN
    figures = _in_columns(exhibit, theme, lang) if is_long else [_alone(exhibit, theme)]
    for figure in figures:
        figure.update_layout(height=LOWEST)  # a page takes a figure's own height for the least it may have
    return figures


def _alone(exhibit: Exhibit, theme: Theme) -> go.Figure:
    figure = exhibit.draw(theme)
    if exhibit.chart.empty:
        return figure
    if exhibit.shape in ("ranking", "composition", "funnel", "stacked"):
        rows = len(figure.layout.yaxis.tickvals or ())
        figure.update_yaxes(range=[max(rows, FEWEST_ROWS) - 0.5, -0.5])
    if exhibit.shape == "stacked":
        # The names of the parts need two lines in this size.
        figure.update_layout(margin={"t": round(theme.row * 2.4)})
    return figure


def _in_columns(exhibit: Exhibit, theme: Theme, lang: str) -> list[go.Figure]:
    """Two halves whose bars are equally long for equal values: one scale, and equal margins."""
    names = [str(name) for name in exhibit.chart["label"]]
    names = [name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…" for name in names]
    rows = exhibit.chart.assign(label=names)
    half = -(-len(rows) // 2)
    values = [*rows["value"], *column(rows, "previous")]
    highest = max((float(value) for value in values if present(value)), default=0.0)
    figures = [
        charts.ranking(part, theme=theme, lang=lang, highest=highest or None)
        for part in (rows.iloc[:half].reset_index(drop=True), rows.iloc[half:].reset_index(drop=True))
    ]
    left = room_before(names, theme)
    right = max(float(figure.layout.margin.r) for figure in figures)
    for figure in figures:
        # The shorter column keeps the row pitch of the longer one.
        axis: dict[str, Any] = {"automargin": False, "range": [half - 0.5, -0.5]}
        figure.update_yaxes(**axis)
        figure.update_layout(margin={"l": left, "r": right})
    return figures
