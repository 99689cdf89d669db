"""Export: a trend on paper: one line from zero, gaps where nothing is known, what still runs apart and hollow."""

from __future__ import annotations

from itertools import groupby, pairwise

import pandas as pd
from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String

from reports.canvas import column, present
from reports.paper_looks import BOLD, PLAIN, ROOM, colour, width_of
from reports.theme import LIGHT

TALL, HEAD, FOOT, SIZE = 110.0, 16.0, 16.0, 8.0
LEAST_GAP = 5.0  # between two labels under the line


def trend_drawing(frame: pd.DataFrame, room: float = ROOM) -> Drawing:
    """The line of a trend; the value stands above each point, the names of terms above their years."""
    drawing = Drawing(room, TALL + HEAD + FOOT + 14)
    step = room / max(len(frame), 1)
    running = [bool(flag) for flag in column(frame, "running", False)]
    values = [float(value) if present(value) else None for value in frame["value"]]
    top = max((value for value in values if value is not None), default=0.0) or 1.0
    points = [
        (None if value is None else (step * (place + 0.5), FOOT + value / top * TALL))
        for place, value in enumerate(values)
    ]
    _terms(drawing, column(frame, "group", ""), running, step=step)
    drawing.add(Line(0, FOOT, room, FOOT, strokeColor=colour(LIGHT.line), strokeWidth=0.6))
    for (one, other), (here, there) in zip(pairwise(points), pairwise(running), strict=True):
        if one and other and not here and not there:
            drawing.add(Line(*one, *other, strokeColor=colour(LIGHT.data), strokeWidth=1.4))
    labels = [
        str(label).removesuffix("*") + ("*" if flag else "")
        for label, flag in zip(frame["label"], running, strict=True)
    ]
    every = _every(labels, step)
    for place, (point, label) in enumerate(zip(points, labels, strict=True)):
        if place % every == 0 or place == len(points) - 1:
            _write(drawing, label, step * (place + 0.5), 3.0)
        if point:
            fill = colour(LIGHT.paper if running[place] else LIGHT.data)
            drawing.add(Circle(*point, 2.6, fillColor=fill, strokeColor=colour(LIGHT.data), strokeWidth=1.2))
            said = str(frame["text"].iloc[place]).removesuffix("*") + ("*" if running[place] else "")
            _write(drawing, said, point[0], point[1] + (-12 if _ends_a_fall(values, place) else 6), font=BOLD)
    return drawing


def _ends_a_fall(values: list[float | None], place: int) -> bool:
    """Whether the line comes down steeply to a point and goes no further down: it would strike through a label above."""
    value, before = values[place], values[place - 1] if place else None
    after = values[place + 1] if place + 1 < len(values) else None
    steep = max(each for each in values if each is not None) * 0.1
    return value is not None and before is not None and before - value > steep and (after is None or after >= value)


def _every(labels: list[str], step: float) -> int:
    """Every how many points a label fits under the line."""
    widest = max((width_of(label, PLAIN, SIZE) for label in labels), default=0.0) + LEAST_GAP
    return max(1, -(-int(widest) // max(int(step), 1)))


def _terms(drawing: Drawing, groups: list[str], running: list[bool], *, step: float) -> None:
    start = 0
    for (name, is_running), run in groupby(zip(groups, running, strict=True)):
        end = start + len(list(run))
        left, right, high = start * step, end * step, drawing.height - HEAD
        if is_running:
            drawing.add(Rect(left, FOOT, right - left, high - FOOT, fillColor=colour(LIGHT.panel), strokeColor=None))
        if start:
            drawing.add(Line(left, FOOT, left, drawing.height, strokeColor=colour(LIGHT.line), strokeWidth=0.6))
        if name and width_of(name, PLAIN, SIZE) < right - left:
            _write(drawing, name, (left + right) / 2, drawing.height - 10, ink=LIGHT.muted)
        start = end


def _write(drawing: Drawing, words: str, x: float, y: float, *, font: str = PLAIN, ink: str = LIGHT.ink) -> None:
    half = width_of(words, font, SIZE) / 2
    x = min(max(x, half), drawing.width - half)
    look = {"fontName": font, "fontSize": SIZE, "fillColor": colour(ink), "textAnchor": "middle"}
    drawing.add(String(x, y, words, **look))
