"""Show: a chart as it goes to the browser, made ready once for all who look at the same: its figure, marks and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from reports import charts
from reports.exhibits import Exhibit
from reports.theme import Theme


class ReadyFigure(go.Figure):
    """A figure whose parts lie ready: Streamlit asks for them at every run, and to take them apart costs more than all else."""

    def __init__(self, figure: go.Figure) -> None:
        self._ready: dict[str, Any] = figure.to_dict()

    def to_dict(self) -> dict[str, Any]:
        """The same parts for everybody; nobody may change them."""
        return self._ready


@dataclass(frozen=True)
class Drawn:
    """A chart ready to be shown. ``rows``: what the marks of lying bars carry; ``alt``: what is read out."""

    figure: go.Figure
    rows: list[Any]
    alt: str


def draw(exhibit: Exhibit, look: Theme, lang: str) -> Drawn:
    """The chart of an exhibit for a theme."""
    figure = exhibit.draw(look)
    # A heat table is read out cell by cell, not as the rows of its table.
    said = exhibit.chart if exhibit.shape == "heat" else exhibit.frame
    alt = charts.alt_text(f"{exhibit.title}. {exhibit.caption}", said, lang)
    return Drawn(ReadyFigure(figure), marks_of_rows(figure), alt)


def marks_of_rows(figure: go.Figure) -> list[Any]:
    """What each row of lying bars carries: a click may hit the upright mark in front of the bar."""
    bars = [trace for trace in figure.data if trace.type == "bar" and trace.orientation == "h"]
    return list(bars[0].customdata) if len(bars) == 1 and bars[0].customdata is not None else []
