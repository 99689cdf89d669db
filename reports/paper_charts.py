"""Export: an exhibit's chart as lines and letters of a PDF, drawn from the frame that the screen draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from reportlab.graphics.shapes import Drawing, Line, Rect, String

from locales import text
from reports.canvas import column, present
from reports.cell_text import plain
from reports.charts_parts import share_line
from reports.charts_stacks import part_colours
from reports.exhibits import Exhibit
from reports.paper_lines import trend_drawing
from reports.paper_looks import BOLD, PLAIN, ROOM, colour, fitted, width_of
from reports.theme import LIGHT, theme

SIZE, ROW, GAP = 8.0, 13.5, 4.0
SMALLEST_WRITTEN = 0.07
NAMES = ROOM * 0.3


@dataclass(frozen=True)
class Bar:
    """One lying bar: its name, its length, what is written beside it, and the mark of the previous term."""

    name: str
    value: float | None
    words: str
    previous: float | None = None
    right: str = ""
    is_pale: bool = False


def chart_drawing(exhibit: Exhibit, lang: str, room: float = ROOM) -> Drawing | None:
    """The chart of an exhibit; None for one that is a table on paper, or that has nothing to show."""
    draw = _SHAPES.get(exhibit.shape)
    if draw is None or exhibit.chart.empty:
        return None
    # One point is no line: its table says it in less room.
    if sum(present(value) for value in exhibit.chart["value"]) < (2 if exhibit.shape == "trend" else 1):
        return None
    return draw(exhibit.chart, lang, room)


def _ranking(frame: pd.DataFrame, lang: str, room: float) -> Drawing:
    chosen = [bool(flag) for flag in column(frame, "chosen", False)]
    picked, bars = any(chosen), []
    previous, gone = column(frame, "previous"), column(frame, "missing", False)
    for place, row in enumerate(frame.itertuples()):
        missing = bool(gone[place]) or not present(row.value)
        words = text("charts.missing.label", lang) if missing else str(row.text)
        before = float(previous[place]) if present(previous[place]) else None
        value = None if missing else float(row.value)
        bars.append(Bar(str(row.label), value, words, before, is_pale=picked and not chosen[place]))
    return _bars(bars, room)


def _composition(frame: pd.DataFrame, lang: str, room: float) -> Drawing:
    rows = frame[[present(value) for value in frame["value"]]].sort_values("value", ascending=False, kind="stable")
    whole = float(rows["value"].sum())
    sizes = [float(value) / whole if whole else 0.0 for value in rows["value"]]
    shares = column(rows, "share") if "share" in rows.columns else sizes
    before = [float(share) if present(share) else None for share in column(rows, "previous_share")]
    bars = []
    for row, size, share, old in zip(rows.itertuples(), sizes, shares, before, strict=True):
        words = share_line(share, str(row.text), whole, lang)
        bars.append(Bar(str(row.label), size, words, old))
    return _bars(bars, room)


def _funnel(frame: pd.DataFrame, lang: str, room: float) -> Drawing:
    rows = frame[[present(value) for value in frame["value"]]]
    shares = [str(share) if present(share) else "" for share in column(rows, "of_previous")]
    bars = [
        Bar(str(row.label), float(row.value), str(row.text), right=share)
        for row, share in zip(rows.itertuples(), shares, strict=True)
    ]
    return _bars(bars, room, head=text("charts.step.head", lang) if any(shares) else "")


def _bars(bars: Sequence[Bar], width: float, head: str = "") -> Drawing:
    top = ROW if head else 0.0
    drawing = Drawing(width, len(bars) * ROW + top + 4)
    right = width_of(head, PLAIN, SIZE) + GAP * 3 if head else 0.0
    words = max(width_of(bar.words, BOLD, SIZE) for bar in bars) + GAP * 2
    room = width - NAMES - words - right - GAP
    values = [value for bar in bars for value in (bar.value, bar.previous) if value is not None]
    scale = room / (max(values, default=0.0) or 1.0)
    if head:
        place = {"x": width, "y": drawing.height - ROW + GAP}
        _write(drawing, head, **place, ink=LIGHT.muted, anchor="end")
    for row, bar in enumerate(bars):
        _bar(drawing, bar, drawing.height - top - (row + 1) * ROW, scale=scale)
    foot = drawing.height - top - len(bars) * ROW
    drawing.add(Line(NAMES, foot, NAMES, drawing.height - top, strokeColor=colour(LIGHT.line), strokeWidth=0.6))
    return drawing


def _bar(drawing: Drawing, bar: Bar, foot: float, *, scale: float) -> None:
    line, length = foot + ROW * 0.3, (bar.value or 0.0) * scale
    name = fitted(" ".join(plain(bar.name).split()), NAMES - GAP * 2, PLAIN, SIZE)
    _write(drawing, name, x=NAMES - GAP, y=line, anchor="end")
    if length:
        fill = colour(LIGHT.pale if bar.is_pale else LIGHT.data)
        drawing.add(Rect(NAMES, foot + ROW * 0.15, length, ROW * 0.7, fillColor=fill, strokeColor=None))
    start = NAMES + length
    if bar.previous is not None:
        at = NAMES + bar.previous * scale
        for width, ink in ((3.6, LIGHT.paper), (1.4, LIGHT.ink)):
            ends = (at, foot + ROW * 0.08, at, foot + ROW * 0.92)
            drawing.add(Line(*ends, strokeColor=colour(ink), strokeWidth=width))
        # A label that begins before the mark would be struck through by it.
        start = at if start < at <= start + width_of(bar.words, BOLD, SIZE) + GAP * 2 else start
    ink = LIGHT.muted if bar.value is None else LIGHT.ink
    _write(drawing, bar.words, x=start + GAP, y=line, font=PLAIN if bar.value is None else BOLD, ink=ink)
    if bar.right:
        _write(drawing, bar.right, x=drawing.width, y=line, anchor="end")


def _stacked(frame: pd.DataFrame, lang: str, room: float) -> Drawing:
    rows = frame[[present(value) for value in frame["value"]]]
    terms = dict(zip(rows["row"], rows["row_label"], strict=True))
    parts = dict(zip(rows["key"], rows["label"], strict=True))
    looks = part_colours(list(parts), theme("light"))
    legend = _legend_rows(parts, room)
    drawing = Drawing(room, len(terms) * ROW * 1.4 + len(legend) * ROW + 8)
    for line, keys in enumerate(legend):
        x = 0.0
        for key in keys:
            foot = drawing.height - (line + 1) * ROW
            drawing.add(Rect(x, foot + 2, 8, 8, fillColor=colour(looks[key][0]), strokeColor=None))
            _write(drawing, str(parts[key]), x=x + 11, y=foot + 3)
            x += width_of(str(parts[key]), PLAIN, SIZE) + 24
    for place, (term, label) in enumerate(terms.items()):
        foot = drawing.height - len(legend) * ROW - (place + 1) * ROW * 1.4
        _write(drawing, str(label), x=NAMES * 0.4 - GAP, y=foot + ROW * 0.42, anchor="end")
        _stack(drawing, rows[rows["row"] == term], foot, looks=looks)
    return drawing


def _stack(drawing: Drawing, rows: pd.DataFrame, foot: float, *, looks: Mapping[Any, tuple[str, str]]) -> None:
    x, whole = NAMES * 0.4, float(rows["value"].sum()) or 1.0
    for row in rows.itertuples():
        share = float(row.value) / whole
        width = share * (drawing.width - NAMES * 0.4)
        fill, ink = looks[row.key]
        edge = {"strokeColor": colour(LIGHT.paper), "strokeWidth": 1.2}
        drawing.add(Rect(x, foot + 1, width, ROW * 1.15, fillColor=colour(fill), **edge))
        if share >= SMALLEST_WRITTEN:
            _write(drawing, str(row.text), x=x + width / 2, y=foot + ROW * 0.42, ink=ink, anchor="middle")
        x += width


def _legend_rows(parts: Mapping[Any, str], room: float) -> list[list[Any]]:
    lines: list[list[Any]] = [[]]
    used = 0.0
    for key, label in parts.items():
        need = width_of(str(label), PLAIN, SIZE) + 24
        if used + need > room and lines[-1]:
            lines.append([])
            used = 0.0
        lines[-1].append(key)
        used += need
    return lines


def _write(
    drawing: Drawing, words: str, *, x: float, y: float, font: str = PLAIN, ink: str = LIGHT.ink, anchor: str = "start"
) -> None:
    look = {"fontName": font, "fontSize": SIZE, "fillColor": colour(ink), "textAnchor": anchor}
    drawing.add(String(x, y, words, **look))


_SHAPES: Mapping[str, Callable[[pd.DataFrame, str, float], Drawing]] = {
    "ranking": _ranking,
    "trend": lambda frame, lang, room: trend_drawing(frame, room),
    "composition": _composition,
    "funnel": _funnel,
    "stacked": _stacked,
}
