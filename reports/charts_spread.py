"""Draw: the units as marks on one scale, piled where they meet, the median as a line, those far off with their names."""

from __future__ import annotations

import pandas as pd

from locales import number, text
from reports.canvas import (
    canvas,
    keep_unchosen_readable,
    keys,
    lines,
    named,
    nothing,
    present,
    room_below,
    words,
    written,
)
from reports.drawing import Drawing, scatter
from reports.theme import Theme

_COLUMNS = 64  # places side by side; marks in one place are piled
_NAMED = 12
_FEW = 6  # on so short a scale Plotly would mark halves of units


def strip(frame: pd.DataFrame, middle: float | None, *, theme: Theme, lang: str) -> Drawing:
    """A mark a unit, those flagged filled and named, the median as an upright line.

    A click gives ``customdata`` [unit].
    Columns: unit (id), label, value, text, flagged (bool). One row a unit.
    """
    rows = frame[[present(value) for value in frame["value"]]] if len(frame) else frame
    if rows.empty or middle is None:
        return nothing(theme, lang)
    xs = [float(value) for value in rows["value"]]
    heights = piled(xs)
    top = max(heights) + 1
    flagged = [place for place, flag in enumerate(rows["flagged"]) if flag]
    figure = canvas(theme, round((min(top, 14) + 3 + min(len(flagged), _NAMED) * 0.9) * theme.row * 0.8))
    figure.add_trace(
        scatter(
            x=xs,
            y=heights,
            mode="markers",
            marker={
                "size": theme.size * 0.86,
                "color": [theme.colours.data if flag else theme.colours.pale for flag in rows["flagged"]],
                "line": {"width": 1, "color": theme.colours.paper},
                "opacity": 1,
            },
            customdata=keys(rows["unit"]),
            hovertext=[f"<b>{named(row.label, 80)}</b><br>{written(row.text)}" for row in lines(rows)],
            hoverinfo="text",
            cliponaxis=False,
        )
    )
    names = _names(figure, rows, flagged[:_NAMED], top=top, theme=theme)
    _middle(figure, middle, top + names, theme=theme, lang=lang)
    lowest, highest = min(0.0, *xs), max(*xs, 1.0)
    room = (highest - lowest) * 0.03
    figure.update_xaxes(
        range=[lowest - room, highest + 5 * room], showgrid=True, tickfont={"size": theme.small}, tickformat=",",
        **({"dtick": 1} if highest - lowest < _FEW else {}),
    )  # fmt: skip
    figure.update_yaxes(range=[-0.8, top + names + 1.2], visible=False)
    figure.update_layout(separators=",." if lang == "vi" else ".,", margin={"t": 8, "b": room_below(theme.small)})
    keep_unchosen_readable(figure)
    return figure


def piled(xs: list[float]) -> list[int]:
    """How high each mark lies in its pile."""
    width = (max(xs) - min(0.0, *xs)) / _COLUMNS or 1.0
    filled: dict[int, int] = {}
    heights = []
    for x in xs:
        place = int(x // width)
        heights.append(filled.get(place, 0))
        filled[place] = heights[-1] + 1
    return heights


def _names(figure: Drawing, rows: pd.DataFrame, flagged: list[int], *, top: int, theme: Theme) -> float:
    """The names of marks far off, each in a line of its own above the piles; gives the room they take."""
    step = 0.9
    for line, place in enumerate(flagged):
        row = rows.iloc[place]
        x, y = float(row["value"]), top + line * step
        is_right = x > float(rows["value"].max()) / 2
        gap = "\u00a0\u00a0"
        said = f"<b>{named(row['label'])}</b> {written(row['text'])}"
        words(
            figure, [x], [y], [f"{said}{gap}" if is_right else f"{gap}{said}"],
            textfont={"color": theme.colours.ink, "size": theme.size},
            textposition="middle left" if is_right else "middle right",
        )  # fmt: skip
        figure.add_shape(type="line", x0=x, x1=x, y0=0.4, y1=y, line={"color": theme.colours.line, "width": 1}, layer="below")  # fmt: skip
    return len(flagged) * step


def _middle(figure: Drawing, middle: float, top: float, *, theme: Theme, lang: str) -> None:
    line = {"color": theme.colours.ink, "width": 1.5, "dash": "dot"}
    figure.add_shape(type="line", x0=middle, x1=middle, y0=-0.8, y1=top + 0.4, line=line, layer="between")
    said = text("spread.strip.median", lang, value=number(middle, lang, decimals=0 if middle == int(middle) else 1))
    font = {"color": theme.colours.muted, "size": theme.small}
    words(figure, [middle], [top + 0.7], [written(said)], textfont=font, textposition="middle right")
