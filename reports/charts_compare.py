"""Draw: two figures a row on one scale: a full mark and an open one, a line between them, the difference on the right."""

from __future__ import annotations

from typing import Any

import pandas as pd

from locales import text
from reports.canvas import (
    canvas,
    keep_unchosen_readable,
    lines,
    named,
    nothing,
    present,
    room_for,
    rows_axis,
    words,
    written,
)
from reports.drawing import Drawing, scatter
from reports.theme import Theme

_ROOM = 0.16  # of the scale, on both sides, for the numbers beside the marks


def dumbbell(frame: pd.DataFrame, *, theme: Theme, lang: str, highest: float | None = None) -> Drawing:
    """Two marks a row, each with its number, in the frame's order; what is missing is said.

    ``highest`` gives the parts of a long chart one scale. A click gives ``customdata``: the key of the mark.
    Columns: label, a, a_text, a_key (a list or tuple), b, b_text, b_key, change (empty where none is said), remark (why
    not), text (of the whole row). One row a unit or term.
    """
    if frame.empty or not (frame["a"].notna().any() or frame["b"].notna().any()):
        return nothing(theme, lang)
    rows = lines(frame)
    top = highest or max(float(value) for row in rows for value in (row.a, row.b) if present(value)) or 1.0
    figure = canvas(theme, round(len(rows) * theme.row * 1.1) + 16)
    _between(figure, rows, theme)
    for side in ("b", "a"):
        _marks(figure, rows, side, theme=theme)
    _numbers(figure, rows, top=top, theme=theme, lang=lang)
    end = top * (1 + _ROOM)
    said = _right(figure, rows, end, theme)
    rows_axis(figure, [named(row.label) for row in rows], theme)
    figure.update_yaxes(showline=False)
    figure.add_vline(x=0, line={"color": theme.colours.line, "width": 1}, layer="below")
    figure.update_xaxes(range=[-top * _ROOM / 3, end], visible=False)
    figure.update_layout(margin={"t": 4, "r": room_for(said, theme)})
    keep_unchosen_readable(figure)
    return figure


def _right(figure: Drawing, rows: list[Any], end: float, theme: Theme) -> list[str]:
    """The difference of each row, or in a few words why there is none."""
    colours, made = theme.colours, []
    for is_said in (True, False):
        some = [(y, row) for y, row in enumerate(rows) if bool(row.change) is is_said]
        said = [f"<b>{written(row.change)}</b>" if is_said else f"<i>{written(row.remark)}</i>" for _, row in some]
        font = {"color": colours.ink if is_said else colours.muted, "size": theme.size if is_said else theme.small}
        words(figure, [end] * len(some), [y for y, _ in some], said, textfont=font)
        made += said
    return made


def _between(figure: Drawing, rows: list[Any], theme: Theme) -> None:
    xs: list[float | None] = []
    ys: list[int | None] = []
    for y, row in enumerate(rows):
        # Without a difference that may be said, a line would say one.
        if row.change and present(row.a) and present(row.b):
            xs += [float(row.a), float(row.b), None]
            ys += [y, y, None]
    line = {"color": theme.colours.pale, "width": 3 * theme.size / 14}
    figure.add_trace(scatter(x=xs, y=ys, mode="lines", line=line, hoverinfo="skip"))


def _marks(figure: Drawing, rows: list[Any], side: str, *, theme: Theme) -> None:
    some = [(y, row) for y, row in enumerate(rows) if present(getattr(row, side))]
    colours, is_full = theme.colours, side == "a"
    figure.add_trace(
        scatter(
            x=[float(getattr(row, side)) for _, row in some],
            y=[y for y, _ in some],
            mode="markers",
            marker={
                "size": theme.size * 0.86,
                "color": colours.data if is_full else colours.paper,
                "line": {"width": 2, "color": colours.data if is_full else colours.ink},
                "opacity": 1,
            },
            customdata=[list(getattr(row, f"{side}_key")) for _, row in some],
            hovertext=[f"<b>{named(row.label, 80)}</b><br>{written(row.text)}" for _, row in some],
            hoverinfo="text",
            cliponaxis=False,
        )
    )


def _numbers(figure: Drawing, rows: list[Any], *, top: float, theme: Theme, lang: str) -> None:
    """The smaller number on the left of its mark and the larger on the right, so that they never meet."""
    colours = {"a": theme.colours.ink, "b": theme.colours.muted}
    for side, other in (("a", "b"), ("b", "a")):
        for is_left in (True, False):
            some = [(y, row) for y, row in enumerate(rows) if _stands(row, side, other, is_left=is_left)]
            font = {"color": colours[side], "size": theme.size}
            where = "middle left" if is_left else "middle right"
            said = [_beside(str(getattr(row, f"{side}_text")), is_left=is_left) for _, row in some]
            xs = [float(getattr(row, side)) for _, row in some]
            words(figure, xs, [y for y, _ in some], said, textfont=font, textposition=where)
    silent = [y for y, row in enumerate(rows) if not present(row.a) and not present(row.b)]
    gone = f"<i>{written(text('charts.missing.label', lang))}</i>"
    words(figure, [0] * len(silent), silent, [gone] * len(silent), textfont={"color": theme.colours.muted})


def _stands(row: Any, side: str, other: str, *, is_left: bool) -> bool:
    own, there = getattr(row, side), getattr(row, other)
    if not present(own):
        return False
    if not present(there):
        return not is_left
    # Of two equal ones only the first side's number stands on the right, the other's on the left.
    smaller = float(own) < float(there) or (float(own) == float(there) and side == "b")
    return smaller is is_left


def _beside(said: str, *, is_left: bool) -> str:
    gap = "\u00a0" * 3
    return f"{written(said)}{gap}" if is_left else f"{gap}{written(said)}"
