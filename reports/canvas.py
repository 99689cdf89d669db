"""Draw: what every chart begins with: an empty sheet in our theme, names made harmless, labels in place."""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Hashable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

import pandas as pd

from locales import number, text
from reports.drawing import Drawing, scatter
from reports.letters import broadest
from reports.theme import Theme, template_parts

LONGEST_NAME = 34
PITCH = 1.2  # rows of a chart of parts stand wider than those of a ranking
GAP = "\u00a0\u00a0"  # between a bar and what is written beside it
CLEAR = "rgba(0,0,0,0)"

_MARKUP = re.compile(r"<[^>]*>")


def canvas(theme: Theme, height: int) -> Drawing:
    """A figure without anything on it, of a height in pixels."""
    return Drawing(template=template_parts(theme), height=max(height, 60))


def nothing(theme: Theme, lang: str, *, said: str = "") -> Drawing:
    """The figure of an empty frame: it says so, and that it is not zero; or ``said``, why nothing is drawn."""
    figure = canvas(theme, theme.row * 4)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.add_annotation(
        text=written(said or text("charts.empty.message", lang)),
        x=0.5,
        y=0.5,
        xref="paper",
        yref="paper",
        showarrow=False,
        font={"color": theme.colours.muted},
    )
    return figure


def written(said: object) -> str:
    """A text as Plotly shows it letter by letter: it would read <b> and <a> as markup."""
    return escape(str(said), quote=False)


def named(name: object, longest: int = LONGEST_NAME) -> str:
    """A name from the data: no markup, no line breaks, and not longer than a label may be."""
    plain = " ".join(str(name).replace("<", " ").replace(">", " ").split())
    return written(plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…")


def present(value: Any) -> bool:
    """Whether a cell of a frame holds something."""
    if isinstance(value, (str, int)):
        return True
    return value is not None and bool(pd.notna(value))


def column(frame: pd.DataFrame, name: str, default: Any = None) -> list[Any]:
    """A column as a list; a column the frame lacks is the default all the way down."""
    return frame[name].tolist() if name in frame.columns else [default] * len(frame)


def lines(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame with their cells by name; pandas would make a class of its own for every frame."""
    names = tuple(str(name) for name in frame.columns)
    return list(map(_line(names)._make, zip(*(frame[name].tolist() for name in frame.columns), strict=True)))


@lru_cache(maxsize=256)
def _line(names: tuple[str, ...]) -> Any:
    return namedtuple("Line", names, rename=True)


def keys(*columns: Sequence[Hashable]) -> list[list[Any]]:
    """What a click on a mark gives back: one short list a mark."""
    return [list(parts) for parts in zip(*columns, strict=True)]


def room_for(labels: Sequence[str], theme: Theme) -> int:
    """The pixels that the longest of these labels needs beside a bar; its markup takes none."""
    longest = max((len(_MARKUP.sub("", label)) for label in labels), default=0)
    return round((longest + len(GAP)) * theme.size * 0.58) + theme.size // 2


def room_before(labels: Sequence[str], theme: Theme) -> int:
    """The pixels that labels beside an axis need. Plotly would find them by drawing all of the chart a second time."""
    return round(broadest(labels, theme.size) + theme.size * 0.6) + 7


def room_above(lines: int, size: int) -> int:
    """The pixels that labels of so many lines need over an axis."""
    return round(size * 1.3 * lines) + 11


def room_below(size: int) -> int:
    """The pixels that labels need under an axis."""
    return room_above(1, size) + 5


def rows_axis(figure: Drawing, labels: Sequence[str], theme: Theme) -> None:
    """Labels down the left side, the first on top."""
    figure.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=list(labels),
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
        showline=True,
        linecolor=theme.colours.line,
        tickfont={"size": theme.size, "color": theme.colours.ink},
    )
    figure.update_layout(margin={"l": room_before(labels, theme)})


def value_axis(figure: Drawing, highest: float) -> None:
    """Zero-based and unseen, because every value is written beside its mark."""
    figure.update_xaxes(range=[0, highest if highest > 0 else 1], visible=False)


def words(figure: Drawing, xs: Sequence[float], ys: Sequence[float], said: Sequence[str], **style: Any) -> None:
    """Text without marks, starting at each place; style is that of a scatter trace."""
    placed = {"textposition": "middle right", "hoverinfo": "skip", "cliponaxis": False, **style}
    figure.add_trace(scatter(x=list(xs), y=list(ys), text=list(said), mode="text", **placed))


def upright(figure: Drawing, xs: Sequence[float], ys: Sequence[float], *, theme: Theme, hover: Sequence[str]) -> None:
    """The mark of the previous term: ink on a wider halo of paper, else it would drown in the bar."""
    for width, colour in ((6.5, theme.colours.paper), (2.5, theme.colours.ink)):
        scale = theme.size / 14
        mark = {
            "symbol": "line-ns",
            "size": theme.row * 0.58,
            "line": {"width": width * scale, "color": colour},
        }
        figure.add_trace(
            scatter(
                x=list(xs),
                y=list(ys),
                mode="markers",
                marker=mark,
                hovertext=list(hover),
                hoverinfo="text",
                cliponaxis=False,
            )
        )


def keep_unchosen_readable(figure: Drawing) -> None:
    """After a click Plotly fades all else to a fifth; labels and marks beside the bars stay as they were."""
    for trace in figure.traces:
        if trace["type"] == "scatter":
            colour = trace.get("textfont", {}).get("color")
            font = {"color": colour} if isinstance(colour, str) else None
            trace["unselected"] = {"marker": {"opacity": 1}, **({"textfont": font} if font else {})}


def percent(share: float, lang: str, decimals: int = 0) -> str:
    """A share of 0–1 as a percentage."""
    return f"{number(share * 100, lang, decimals=decimals)}%"
