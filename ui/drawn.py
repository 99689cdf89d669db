"""Show: a chart as it goes to the browser, made ready once for all who look at the same: its figure, marks and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zlib import crc32

import plotly.graph_objects as go
from orjson import Fragment
from plotly.io.json import to_json_plotly

from reports import charts
from reports.exhibits import Exhibit
from reports.theme import Theme

# What Streamlit's page would else add to a chart after its first drawing, which is a reason to draw it again.
_CLICKED = {"clickmode": "event+select", "hovermode": "closest", "dragmode": "pan"}


class ReadyFigure(go.Figure):
    """A figure that lies ready as the words that go to the browser: Streamlit asks for them at every run."""

    def __init__(self, figure: go.Figure, *, is_clicked: bool = False) -> None:
        parts = figure.to_dict()
        layout, traces = dict(parts["layout"]), [_written(trace) for trace in parts["data"]]
        # Streamlit's page hands each chart to Plotly twice. By a revision Plotly sees that the second is the first; a
        # template, even the same one, would be a reason to draw again.
        if template := layout.pop("template", None):
            layout = _filled_up(layout, template["layout"]) | {"datarevision": _revision(traces)}
        clicked = _CLICKED if is_clicked else {}
        self._ready: dict[str, Any] = {**parts, "data": traces, "layout": {**_written(layout), **clicked}}

    def to_dict(self) -> dict[str, Any]:
        """The same parts for everybody; nobody may change them."""
        return self._ready


@dataclass(frozen=True)
class Drawn:
    """A chart ready to be shown. ``rows``: what the marks of lying bars carry; ``alt``: what is read out."""

    figure: go.Figure
    rows: list[Any]
    alt: str


def _written(part: dict[str, Any]) -> dict[str, Any]:
    """A part of a figure whose lists and groups are written already, as Plotly writes them."""
    return {name: Fragment(to_json_plotly(said)) if _is_long(said) else said for name, said in part.items()}


def _is_long(said: Any) -> bool:
    return not isinstance(said, (str, int, float, Fragment, type(None)))


def _revision(traces: list[dict[str, Any]]) -> int:
    return crc32(to_json_plotly(traces).encode())


def _filled_up(layout: dict[str, Any], template: dict[str, Any]) -> dict[str, Any]:
    """A layout that says itself what its template said for it."""
    filled = dict(template)
    for name, own in layout.items():
        theirs = template.get(name)
        filled[name] = _filled_up(own, theirs) if isinstance(own, dict) and isinstance(theirs, dict) else own
    return filled


def draw(exhibit: Exhibit, look: Theme, lang: str) -> Drawn:
    """The chart of an exhibit for a theme."""
    figure = exhibit.draw(look)
    # A heat table is read out cell by cell, not as the rows of its table.
    said = exhibit.chart if exhibit.shape == "heat" else exhibit.frame
    alt = charts.alt_text(f"{exhibit.title}. {exhibit.caption}", said, lang)
    return Drawn(ReadyFigure(figure), marks_of_rows(figure), alt)


def marks_of_rows(figure: go.Figure) -> list[Any]:
    """What each row of lying bars carries: a click may hit the upright mark in front of the bar."""
    bars = [trace for trace in figure.to_dict()["data"] if trace["type"] == "bar" and trace.get("orientation") == "h"]
    return list(bars[0].get("customdata") or ()) if len(bars) == 1 else []
