"""Draw: who has how much: units as bars, the largest first, with the previous term as an upright mark."""

from __future__ import annotations

from typing import Any

import pandas as pd

from locales import text
from reports.canvas import (
    GAP,
    canvas,
    column,
    keep_unchosen_readable,
    keys,
    named,
    nothing,
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

# A label this close behind the bar's end would be struck through by a mark that stands there.
NEAR = 0.22
# "Not reported" is longer than any number.
NEAR_MISSING = 0.5


def ranking(frame: pd.DataFrame, *, theme: Theme, lang: str, highest: float | None = None) -> Drawing:
    """Horizontal bars in the frame's order, the value beside each; more than 30 rows are the caller's to cut.

    ``highest`` puts two columns of one slide on one scale. A click gives ``customdata`` [unit].
    Columns: unit (id), label (its name), value, text (the value as written, ">260"), previous, previous_text,
    chosen (bool, optional: these stand out), missing (bool, optional: did not report). One row a unit.
    """
    if frame.empty:
        return nothing(theme, lang)
    rows = frame.assign(
        missing=[
            not present(value) or bool(flag)
            for value, flag in zip(frame["value"], column(frame, "missing", False), strict=True)
        ],
        chosen=[bool(flag) for flag in column(frame, "chosen", False)],
        previous=[float(value) if present(value) else None for value in column(frame, "previous")],
        previous_text=column(frame, "previous_text", ""),
    )
    top = highest or max([0.0, *(float(v) for v in [*rows["value"], *rows["previous"]] if present(v))])
    figure = canvas(theme, len(rows) * theme.row + 12)
    _bars(figure, rows, theme, lang)
    _previous(figure, rows, theme, lang)
    _labels(figure, rows, top=top, theme=theme, lang=lang)
    rows_axis(
        figure,
        [f"<b>{named(n)}</b>" if c else named(n) for n, c in zip(rows["label"], rows["chosen"], strict=True)],
        theme,
    )
    value_axis(figure, top)
    figure.update_layout(margin={"t": 4, "r": room_for([_label(row, lang) for row in rows.itertuples()], theme)})
    keep_unchosen_readable(figure)
    return figure


def _bars(figure: Drawing, rows: pd.DataFrame, theme: Theme, lang: str) -> None:
    picked = rows["chosen"].any()
    colours = [theme.colours.data if chosen or not picked else theme.colours.pale for chosen in rows["chosen"]]
    figure.add_trace(
        bar(
            orientation="h",
            x=[0 if gone else float(value) for value, gone in zip(rows["value"], rows["missing"], strict=True)],
            y=list(range(len(rows))),
            marker={"color": colours, "line": {"width": 0}},
            width=0.7,
            customdata=keys(rows["unit"]),
            hovertext=[_hover(row, lang) for row in rows.itertuples()],
            hoverinfo="text",
            unselected={"marker": {"opacity": 0.45}},
        )
    )


def _previous(figure: Drawing, rows: pd.DataFrame, theme: Theme, lang: str) -> None:
    marked = [(y, row) for y, row in enumerate(rows.itertuples()) if present(row.previous)]
    if marked:
        upright(
            figure,
            [row.previous for _, row in marked],
            [y for y, _ in marked],
            theme=theme,
            hover=[_hover(row, lang) for _, row in marked],
        )


def _labels(figure: Drawing, rows: pd.DataFrame, *, top: float, theme: Theme, lang: str) -> None:
    for gone, colour in ((False, theme.colours.ink), (True, theme.colours.muted)):
        some = [(y, row) for y, row in enumerate(rows.itertuples()) if row.missing == gone]
        if some:
            ends = [_end(row, top) for _, row in some]
            said = [f"{GAP}{_label(row, lang)}" for _, row in some]
            words(figure, ends, [y for y, _ in some], said, textfont={"color": colour, "size": theme.size})


def _end(row: Any, top: float) -> float:
    """Where a label starts: behind the bar, or behind the mark if that lies just beyond the bar."""
    value = 0.0 if row.missing else float(row.value)
    reach = value + (NEAR_MISSING if row.missing else NEAR) * top
    return float(row.previous) if present(row.previous) and value < float(row.previous) <= reach else value


def _label(row: Any, lang: str) -> str:
    if row.missing:
        return f"<i>{text('charts.missing.label', lang)}</i>"
    return f"<b>{written(row.text)}</b>" if row.chosen else written(row.text)


def _hover(row: Any, lang: str) -> str:
    said = text("charts.missing.label", lang) if row.missing else str(row.text)
    lines = [f"<b>{named(row.label, 80)}</b>", written(said)]
    if present(row.previous):
        lines.append(written(text("charts.previous.hover", lang, value=row.previous_text or row.previous)))
    return "<br>".join(lines)
