"""Draw: what a number is made of: shares as bars, and the steps of a path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from locales import number, text
from reports.canvas import (
    GAP,
    PITCH,
    canvas,
    column,
    keep_unchosen_readable,
    keys,
    named,
    nothing,
    percent,
    present,
    room_for,
    rows_axis,
    upright,
    value_axis,
    words,
    written,
)
from reports.drawing import Drawing, bar
from reports.theme import Theme

NEAR = 0.16  # a label this close behind the bar's end would be struck through by a mark that stands there
SMALLEST_BASE = 10  # shares of less are not written as a percentage


def composition(frame: pd.DataFrame, *, theme: Theme, lang: str) -> Drawing:
    """The parts of one term, the largest first, "39% 1.894" beside each.

    An upright mark is the previous term's share.
    A click gives ``customdata`` [key].
    Columns: key (a code), label, value, text, share (0–1, optional: null where it is not computed),
    previous_share (0–1, optional). One row a part.
    """
    rows = frame[[present(value) for value in frame["value"]]] if len(frame) else frame
    if rows.empty:
        return nothing(theme, lang)
    rows = rows.sort_values("value", ascending=False, kind="stable").reset_index(drop=True)
    total = float(rows["value"].sum())
    sizes = [float(value) / total if total else 0.0 for value in rows["value"]]
    shares = column(rows, "share") if "share" in rows.columns else sizes
    said = [_share_text(share, str(t), total, lang) for share, t in zip(shares, rows["text"], strict=True)]
    figure = canvas(theme, round(len(rows) * theme.row * PITCH) + 12)
    _bars(figure, sizes, rows, _hovers(rows, said), theme=theme)
    before = [float(share) if present(share) else None for share in column(rows, "previous_share")]
    _previous_shares(figure, before, theme, lang)
    top = max([*sizes, *(share for share in before if share is not None)]) or 1
    ends = [
        old if old is not None and size < old <= size + NEAR * top else size
        for size, old in zip(sizes, before, strict=True)
    ]
    words(
        figure,
        ends,
        range(len(rows)),
        [f"{GAP}{label}" for label in said],
        textfont={"color": theme.colours.ink, "size": theme.size},
    )
    rows_axis(figure, [named(name) for name in rows["label"]], theme)
    value_axis(figure, top)
    figure.update_layout(margin={"r": room_for(said, theme)})
    keep_unchosen_readable(figure)
    return figure


def funnel(frame: pd.DataFrame, *, theme: Theme, lang: str) -> Drawing:
    """Steps of one path from a common edge, in the frame's order; on the right each as a share of the last.

    A click gives ``customdata`` [key].
    Columns: key (a code), label, value, text, of_previous (text such as "89%", optional). One row a step.
    """
    rows = frame[[present(value) for value in frame["value"]]] if len(frame) else frame
    if rows.empty:
        return nothing(theme, lang)
    figure = canvas(theme, round(len(rows) * theme.row * PITCH) + theme.row + 12)
    values = [float(value) for value in rows["value"]]
    _bars(figure, values, rows, _hovers(rows, [written(said) for said in rows["text"]]), theme=theme)
    bold = [f"{GAP}<b>{written(said)}</b>" for said in rows["text"]]
    words(figure, values, range(len(rows)), bold, textfont={"color": theme.colours.ink, "size": theme.size})
    rows_axis(figure, [named(name) for name in rows["label"]], theme)
    value_axis(figure, max(values))
    room = room_for([str(said) for said in rows["text"]], theme)
    if any(present(share) for share in column(rows, "of_previous")):
        room += _right_column(figure, column(rows, "of_previous"), text("charts.step.head", lang), room, theme=theme)
    figure.update_layout(margin={"r": room, "t": theme.row})
    keep_unchosen_readable(figure)
    return figure


def _bars(figure: Drawing, values: Sequence[float], rows: pd.DataFrame, hover: list[str], *, theme: Theme) -> None:
    figure.add_trace(
        bar(
            orientation="h",
            x=list(values),
            y=list(range(len(rows))),
            width=0.62,
            marker={"color": theme.colours.data, "line": {"width": 0}},
            customdata=keys(column(rows, "key")),
            hovertext=hover,
            hoverinfo="text",
            unselected={"marker": {"opacity": 0.45}},
        )
    )


def _right_column(figure: Drawing, said: list[object], head: str, beside: int, *, theme: Theme) -> int:
    """Shares in a column of their own beyond the labels; the pixels it takes."""
    width = round(room_for([head], theme) * 0.8)
    right = {"x": 1, "xref": "paper", "xanchor": "right", "xshift": beside + width - 4, "showarrow": False}
    figure.add_annotation(
        **right,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=written(head),
        font={"size": theme.small, "color": theme.colours.muted},
    )
    for row, share in enumerate(said):
        if present(share):
            figure.add_annotation(**right, y=row, text=written(share))
    return width


def _hovers(rows: pd.DataFrame, said: Sequence[str]) -> list[str]:
    return [f"<b>{named(name, 80)}</b><br>{line}" for name, line in zip(rows["label"], said, strict=True)]


def _previous_shares(figure: Drawing, shares: list[float | None], theme: Theme, lang: str) -> None:
    marked = [(row, share) for row, share in enumerate(shares) if share is not None]
    if marked:
        hover = [written(text("charts.previous.hover", lang, value=percent(share, lang, 1))) for _, share in marked]
        upright(figure, [share for _, share in marked], [row for row, _ in marked], theme=theme, hover=hover)


def share_words(share: Any, said: str, total: float, lang: str) -> tuple[str, str]:
    """What stands at a part's bar, in strong words and in plain ones beside them; of a small whole «3 of 5» and no share."""
    if not present(share):
        return said, ""
    if total < SMALLEST_BASE:
        return text("charts.of.label", lang, part=said, whole=number(total, lang)), ""
    return percent(float(share), lang), said


def share_line(share: Any, said: str, total: float, lang: str) -> str:
    """What stands at a part's bar, in one line."""
    return " · ".join(filter(None, share_words(share, said, total, lang)))


def _share_text(share: float | None, said: str, total: float, lang: str) -> str:
    strong, beside = share_words(share, said, total, lang)
    return f"<b>{written(strong)}</b> {written(beside)}".rstrip()
