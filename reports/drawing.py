"""Draw: a chart's traces and layout, gathered as they go to the browser; Plotly checks them only when it is asked for more."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

Parts = dict[str, Any]


def bar(**parts: Any) -> Parts:
    """A trace of bars."""
    return {"type": "bar", **parts}


def scatter(**parts: Any) -> Parts:
    """A trace of points, lines or words."""
    return {"type": "scatter", **parts}


class Drawing(go.Figure):
    """A figure whose parts are only gathered: to check each of them, twice, takes Plotly longer than all else.

    It becomes a Plotly figure, with all its parts checked, as soon as anything else of a figure is asked for; the tests do
    that with every chart.
    """

    def __init__(self, *checked: Any, **layout: Any) -> None:
        self._parts: Parts | None = None if checked else {"data": [], "layout": layout}
        if checked:  # a copy of one that became a figure
            super().__init__(*checked)

    def __getattr__(self, name: str) -> Any:
        """What a figure has and gathered parts do not: they become one."""
        parts = self.__dict__.get("_parts")
        if parts is None:
            raise AttributeError(name)
        self._parts = None
        super().__init__(parts)
        return getattr(self, name)

    @property
    def traces(self) -> list[Parts]:
        """The traces gathered so far, which may be changed."""
        found: list[Parts] = self._gathered["data"]
        return found

    @property
    def _gathered(self) -> Parts:
        if self._parts is None:
            raise RuntimeError("the drawing is a figure already")
        return self._parts

    def to_dict(self) -> Parts:
        """The parts as they go to the browser; of gathered ones no copy."""
        return super().to_dict() if self._parts is None else self._parts

    def add_trace(self, trace: Parts) -> None:
        """One more trace, in front of the others."""
        self._gathered["data"].append(trace)

    def update_layout(self, *given: Any, **parts: Any) -> Any:
        """Parts of the layout; what they do not name stays."""
        return super().update_layout(*given, **parts) if self._parts is None else _fill(self._parts["layout"], parts)

    def update_xaxes(self, *given: Any, **parts: Any) -> Any:
        """Parts of the level axis."""
        return super().update_xaxes(*given, **parts) if self._parts is None else self.update_layout(xaxis=parts)

    def update_yaxes(self, *given: Any, **parts: Any) -> Any:
        """Parts of the upright axis."""
        return super().update_yaxes(*given, **parts) if self._parts is None else self.update_layout(yaxis=parts)

    def add_shape(self, **parts: Any) -> None:
        """A line or a panel."""
        self._gathered["layout"].setdefault("shapes", []).append(parts)

    def add_annotation(self, **parts: Any) -> None:
        """Words at a place."""
        self._gathered["layout"].setdefault("annotations", []).append(parts)

    def add_vline(self, x: float, **look: Any) -> None:
        """An upright line over the whole chart."""
        self.add_shape(type="line", x0=x, x1=x, xref="x", y0=0, y1=1, yref="y domain", **look)

    def add_vrect(self, x0: float, x1: float, **look: Any) -> None:
        """An upright panel over the whole chart."""
        self.add_shape(type="rect", x0=x0, x1=x1, xref="x", y0=0, y1=1, yref="y domain", **look)


def _fill(layout: Parts, parts: Parts) -> None:
    for name, part in parts.items():
        if isinstance(part, dict) and isinstance(layout.get(name), dict):
            layout[name] = dict(layout[name])
            _fill(layout[name], part)
        else:
            layout[name] = part
