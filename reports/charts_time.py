"""Draw: how one number went through the years: a line, parted by terms; what still runs stands apart."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

import pandas as pd

from reports.canvas import canvas, column, keep_unchosen_readable, keys, nothing, present, room_below, written
from reports.drawing import Drawing, scatter
from reports.letters import broadest
from reports.theme import Theme

HEIGHT = 240
HEIGHT_PRESENTING = 460
LOW = 0.15  # of the highest value
_WORDS_BEFORE = re.compile(r"^\D+(?=\d)")
MANY, TOO_MANY = 12, 16  # periods whose names stand in smaller type, and of which only every second one is written
_ROOM = 50  # times the size of type: what all numbers of a line have beside each other on a laptop


def trend(frame: pd.DataFrame, *, theme: Theme, lang: str) -> Drawing:
    """One zero-based line; a missing value is a gap; a running period is a hollow point off the line.

    A click gives ``customdata`` [key].
    Columns: key (a term's id), label (under the point), value, text (above it), group (the name above a run
    of points, optional), running (bool, optional). One row a period, in order.
    """
    if frame.empty or not any(present(value) for value in frame["value"]):
        return nothing(theme, lang)
    running = [bool(flag) for flag in column(frame, "running", False)]
    figure = canvas(theme, HEIGHT_PRESENTING if theme.is_presenting else HEIGHT)
    named = _named(frame)
    _line(figure, frame, running, theme, named=named)
    _terms(figure, column(frame, "group", ""), running, theme)
    star = ["*" if flag else "" for flag in running]
    figure.update_xaxes(
        range=[-0.6, len(frame) - 0.4],
        tickvals=list(range(len(frame))),
        ticktext=[
            written(label).removesuffix("*") + mark if place in named else ""
            for place, (label, mark) in enumerate(zip(frame["label"], star, strict=True))
        ],
        showgrid=False,
        showline=False,
        tickfont={"size": theme.small if len(frame) > MANY else theme.size, "color": theme.colours.ink},
    )
    highest = max(float(value) for value in frame["value"] if present(value))
    figure.update_yaxes(range=[-_room_below(figure, highest), highest * 1.25 or 1], visible=False)
    below = room_below(theme.size)
    figure.update_layout(margin={"t": theme.small * 2, "l": 8, "r": 8, "b": below})
    keep_unchosen_readable(figure)
    return figure


def _room_below(figure: Drawing, highest: float) -> float:
    """Room under the line where a number stands below a point that is near the names of the periods."""
    low = [
        value
        for line in figure.traces
        for value, side in zip(line["y"], line["textposition"], strict=True)
        if value is not None and side.startswith("bottom") and value < highest * LOW
    ]
    return highest * LOW if low else 0


def _named(frame: pd.DataFrame) -> range:
    """The periods whose names and numbers are written: all, or every second one back from the last."""
    periods = len(frame)
    is_tight = periods > TOO_MANY or periods * broadest([written(said) for said in frame["text"]], 1) > _ROOM
    return range((periods - 1) % 2, periods, 2) if is_tight else range(periods)


def _line(figure: Drawing, frame: pd.DataFrame, running: list[bool], theme: Theme, *, named: range) -> None:
    colours = theme.colours
    weight = theme.size / 14
    for is_running in (False, True):
        values = [
            float(v) if present(v) and flag == is_running else None
            for v, flag in zip(frame["value"], running, strict=True)
        ]
        mark = {"size": 7 * weight, "color": colours.data}
        if is_running:
            mark = {
                "size": 9 * weight,
                "color": colours.panel,
                "line": {"color": colours.data, "width": 2.2 * weight},
            }
        said = [written(said).removesuffix("*") + ("*" if is_running else "") for said in frame["text"]]
        shown = [word if place in named else "" for place, word in enumerate(said)]
        figure.add_trace(
            scatter(
                x=list(range(len(frame))),
                y=values,
                text=shown,
                mode="markers+text" if is_running else "lines+markers+text",
                textposition=sides(values, has_room=theme.is_presenting or len(frame) <= MANY),
                textfont={"color": colours.ink, "size": theme.size},
                line={"color": colours.data, "width": 2 * weight},
                marker=mark,
                customdata=keys(column(frame, "key")),
                hovertext=[
                    f"<b>{written(label)}</b><br>{value}" for label, value in zip(frame["label"], said, strict=True)
                ],
                hoverinfo="text",
                cliponaxis=False,
            )
        )


def sides(values: list[float | None], *, has_room: bool = True) -> list[str]:
    """Above the point, but where a steep line would run through the number below it, or on the side away from it."""
    steep = max((value for value in values if value is not None), default=0.0) * 0.1
    sides = []
    for place, value in enumerate(values):
        before = values[place - 1] if place else None
        after = values[place + 1] if place + 1 < len(values) else None
        falls = value is not None and before is not None and before - value > steep
        rises = value is not None and after is not None and after - value > steep
        if falls and (after is None or after > (value or 0)):
            sides.append("bottom center")
        else:
            sides.append(
                "top right" if falls and has_room else "top left" if rises and place and has_room else "top center"
            )
    for place, pair in enumerate(pairwise(list(sides))):
        if pair == ("top right", "top left"):  # both would step onto the same spot
            sides[place : place + 2] = ["top center"] * 2
    return sides


def _terms(figure: Drawing, groups: list[str], running: list[bool], theme: Theme) -> None:
    """Lines between terms, their names on top, and a panel behind what still runs."""
    start = 0
    for (name, is_running), run in groupby(zip(groups, running, strict=True)):
        end = start + len(list(run))
        left, right = start - 0.5, end - 0.5
        if is_running:
            figure.add_vrect(x0=left, x1=right + 0.1, fillcolor=theme.colours.panel, line={"width": 0}, layer="below")
        if start:
            figure.add_vline(x=left, line={"color": theme.colours.line, "width": 1.2}, layer="below")
        if name:
            figure.add_annotation(
                x=(left + right) / 2,
                y=1,
                yref="paper",
                yanchor="bottom",
                text=written(name if len(groups) <= TOO_MANY else _WORDS_BEFORE.sub("", name)),
                showarrow=False,
                font={"size": theme.small, "color": theme.colours.muted},
            )
        start = end
