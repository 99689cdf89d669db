"""Draw: who has how much: units as bars, the largest first, with the previous term as an upright mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

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


class _Row(NamedTuple):
    """One unit's bar."""

    unit: Any
    label: Any
    value: float | None
    text: Any
    previous: float | None
    previous_text: Any
    chosen: bool
    missing: bool


def ranking(frame: pd.DataFrame, *, theme: Theme, lang: str, highest: float | None = None) -> Drawing:
    """Horizontal bars in the frame's order, the value beside each; more than 30 rows are the caller's to cut.

    ``highest`` puts two columns of one slide on one scale. A click gives ``customdata`` [unit].
    Columns: unit (id), label (its name), value, text (the value as written, ">260"), previous, previous_text,
    chosen (bool, optional: these stand out), missing (bool, optional: did not report). One row a unit.
    """
    if frame.empty:
        return nothing(theme, lang)
    rows = _rows(frame)
    top = highest or max([0.0, *(each for row in rows for each in (row.value, row.previous) if each is not None)])
    figure = canvas(theme, len(rows) * theme.row + 12)
    _bars(figure, rows, theme, lang)
    _previous(figure, rows, theme, lang)
    _labels(figure, rows, top=top, theme=theme, lang=lang)
    rows_axis(
        figure,
        [f"<b>{named(row.label)}</b>" if row.chosen else named(row.label) for row in rows],
        theme,
    )
    value_axis(figure, top)
    figure.update_layout(margin={"t": 4, "r": room_for([_label(row, lang) for row in rows], theme)})
    keep_unchosen_readable(figure)
    return figure


def _rows(frame: pd.DataFrame) -> list[_Row]:
    defaults = {"previous_text": "", "chosen": False, "missing": False}
    cells = zip(*(column(frame, name, defaults.get(name)) for name in _Row._fields), strict=True)
    return [
        _Row(
            unit,
            label,
            float(value) if present(value) else None,
            said,
            float(then) if present(then) else None,
            then_said,
            bool(chosen),
            bool(gone) or not present(value),
        )
        for unit, label, value, said, then, then_said, chosen, gone in cells
    ]


def _bars(figure: Drawing, rows: Sequence[_Row], theme: Theme, lang: str) -> None:
    picked = any(row.chosen for row in rows)
    colours = [theme.colours.data if row.chosen or not picked else theme.colours.pale for row in rows]
    figure.add_trace(
        bar(
            orientation="h",
            x=[0 if row.missing else row.value for row in rows],
            y=list(range(len(rows))),
            marker={"color": colours, "line": {"width": 0}},
            width=0.7,
            customdata=keys([row.unit for row in rows]),
            hovertext=[_hover(row, lang) for row in rows],
            hoverinfo="text",
            unselected={"marker": {"opacity": 0.45}},
        )
    )


def _previous(figure: Drawing, rows: Sequence[_Row], theme: Theme, lang: str) -> None:
    marked = [(row.previous, y, _hover(row, lang)) for y, row in enumerate(rows) if row.previous is not None]
    if marked:
        then, places, hover = zip(*marked, strict=True)
        upright(figure, then, places, theme=theme, hover=hover)


def _labels(figure: Drawing, rows: Sequence[_Row], *, top: float, theme: Theme, lang: str) -> None:
    for gone, colour in ((False, theme.colours.ink), (True, theme.colours.muted)):
        some = [(y, row) for y, row in enumerate(rows) if row.missing == gone]
        if some:
            ends = [_end(row, top) for _, row in some]
            said = [f"{GAP}{_label(row, lang)}" for _, row in some]
            words(figure, ends, [y for y, _ in some], said, textfont={"color": colour, "size": theme.size})


def _end(row: _Row, top: float) -> float:
    """Where a label starts: behind the bar, or behind the mark if that lies just beyond the bar."""
    value = 0.0 if row.missing else row.value or 0.0
    reach = value + (NEAR_MISSING if row.missing else NEAR) * top
    return row.previous if row.previous is not None and value < row.previous <= reach else value


def _label(row: _Row, lang: str) -> str:
    if row.missing:
        return f"<i>{text('charts.missing.label', lang)}</i>"
    return f"<b>{written(row.text)}</b>" if row.chosen else written(row.text)


def _hover(row: _Row, lang: str) -> str:
    said = text("charts.missing.label", lang) if row.missing else str(row.text)
    told = [f"<b>{named(row.label, 80)}</b>", written(said)]
    if row.previous is not None:
        told.append(written(text("charts.previous.hover", lang, value=row.previous_text or row.previous)))
    return "<br>".join(told)
