"""Draw: units as squares of one size in rough places: name and number in each, the darker the more, hatched where silent."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import pandas as pd

from locales import text
from reports.canvas import canvas, keep_unchosen_readable, keys, lines, named, nothing, present, written
from reports.charts_heat import step_of
from reports.drawing import Drawing, Parts, bar
from reports.theme import Theme

_SIDE = 6.3  # of a square, in sizes of type
_LETTERS = 11  # beside each other in a square
_LETTERS_ON_WALL = 15  # there squares are as broad as the wall and hold two lines


def tiles(frame: pd.DataFrame, *, theme: Theme, lang: str) -> Drawing:
    """A square a unit; one without a figure is hatched and says so, one that did not exist has no row.

    A click gives ``customdata`` [unit].
    Columns: unit (id), label, row, column (both from 0, north and west first), value, text, missing (bool), chosen
    (bool).
    """
    if frame.empty:
        return nothing(theme, lang)
    rows = lines(frame)
    highest = max((float(row.value) for row in rows if present(row.value)), default=0.0)
    deep, broad = int(frame["row"].max()) + 1, int(frame["column"].max()) + 1
    figure = canvas(theme, round(deep * theme.size * _SIDE) + 16)
    figure.add_trace(_squares(rows, highest, theme=theme, lang=lang))
    figure.update_xaxes(range=[0, broad], visible=False, constrain="domain")
    figure.update_yaxes(range=[deep, 0], visible=False, constrain="domain")
    if not theme.is_presenting:
        figure.update_yaxes(scaleanchor="x", scaleratio=1)
    figure.update_layout(margin={"l": 4, "r": 4, "t": 4, "b": 4}, bargap=0)
    keep_unchosen_readable(figure)
    return figure


def _squares(rows: list[Any], highest: float, *, theme: Theme, lang: str) -> Parts:
    colours = theme.colours
    steps = [None if row.missing else step_of(row, highest) for row in rows]
    return bar(
        orientation="h",
        x=[0.95] * len(rows),
        base=[row.column + 0.025 for row in rows],
        y=[row.row + 0.5 for row in rows],
        width=0.95,
        marker={
            "color": [colours.panel if step is None else colours.steps[step] for step in steps],
            "line": {
                "width": [3 if row.chosen else 1 for row in rows],
                "color": [colours.ink if row.chosen else colours.line for row in rows],
            },
            "pattern": {
                "shape": ["/" if step is None else "" for step in steps],
                "fgcolor": colours.line,
                "bgcolor": colours.panel,
                "size": theme.size,
                "solidity": 0.15,
                "fillmode": "overlay",
            },
        },
        text=[_said(row, theme, lang) for row in rows],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        insidetextfont={
            "color": [colours.ink if step is None else colours.step_inks[step] for step in steps],
            "size": theme.small,
        },
        customdata=keys([row.unit for row in rows]),
        hovertext=[f"<b>{named(row.label, 80)}</b><br>{_value(row, lang)}" for row in rows],
        hoverinfo="text",
        unselected={"marker": {"opacity": 0.55}, "textfont": {"color": colours.ink}},
    )


def _said(row: Any, theme: Theme, lang: str) -> str:
    if theme.is_presenting:
        first, *more = wrap(str(row.label), _LETTERS_ON_WALL) or [""]
        rest = f"{named(' '.join(more), _LETTERS_ON_WALL - 4)} " if more else ""
        return f"{named(first, _LETTERS_ON_WALL)}<br>{rest}{_value(row, lang)}"
    lines = wrap(str(row.label), _LETTERS)[:2] or [""]
    return "<br>".join([*(named(line, _LETTERS + 3) for line in lines), _value(row, lang)])


def _value(row: Any, lang: str) -> str:
    return f"<i>{written(text('charts.missing.label', lang))}</i>" if row.missing else f"<b>{written(row.text)}</b>"
