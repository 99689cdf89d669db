"""Draw: the sizes and the Plotly template of every chart, with its colours: on a screen and on a wall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import plotly.graph_objects as go

from locales import text
from reports.hues import chosen_hue
from reports.palettes import DARK, LIGHT, PALETTES, Palette, Tone, palette

FONT = "'Be Vietnam Pro', 'Segoe UI', 'Noto Sans', sans-serif"

__all__ = ["DARK", "LIGHT", "PALETTES", "Palette", "Theme", "Tone", "plotly_config", "template", "theme"]


@dataclass(frozen=True)
class Theme:
    """A palette and the sizes that go with the distance people look from, in pixels."""

    tone: Tone
    colours: Palette
    size: int
    small: int
    row: int
    is_presenting: bool


def theme(tone: Tone, presenting: bool = False) -> Theme:
    """The theme of a screen (14 px type) or of a wall (24 px type), in the hue of the moment."""
    return _theme(tone, chosen_hue(), presenting)


@cache
def _theme(tone: Tone, hue: str, presenting: bool) -> Theme:
    colours = palette(tone, hue)
    if presenting:
        return Theme(tone, colours, size=24, small=22, row=42, is_presenting=True)
    return Theme(tone, colours, size=14, small=13, row=26, is_presenting=False)


@cache
def template(look: Theme) -> go.layout.Template:
    """The Plotly template of a theme: transparent paper, no ticks, no value axis lines, no legend."""
    colours = look.colours
    axis = {
        "gridcolor": colours.grid,
        "linecolor": colours.line,
        # Said, for without a template the colour of a line would bring it.
        "showline": False,
        "zeroline": False,
        "ticks": "",
        "tickangle": 0,
        "automargin": True,
        "fixedrange": True,
        "ticklabelstandoff": 6,
        # No label of ours reaches beyond its chart; to look for such ones costs Plotly a fifth of its drawing.
        "ticklabeloverflow": "allow",
        "tickfont": {"size": look.size, "color": colours.ink},
    }
    hover = {
        "bgcolor": colours.paper,
        "bordercolor": colours.line,
        "font": {"family": FONT, "size": look.size, "color": colours.ink},
    }
    layout = go.Layout(
        font={"family": FONT, "size": look.size, "color": colours.ink},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 4, "r": 8, "t": 8, "b": 4},
        separators=",.",
        bargap=0.3,
        showlegend=False,
        dragmode=False,
        hoverlabel=hover,
        colorway=[colours.data],
        xaxis=axis,
        yaxis=axis,
    )
    return go.layout.Template(layout=layout)


@cache
def template_parts(look: Theme) -> dict[str, Any]:
    """The template as it goes to the browser; nobody may change it."""
    parts: dict[str, Any] = template(look).to_plotly_json()
    return parts


def plotly_config(lang: str) -> dict[str, Any]:
    """What a chart is told when it is shown: no buttons of Plotly's, its words in our language."""
    config: dict[str, Any] = {
        "displayModeBar": False,
        "displaylogo": False,
        "responsive": True,
        "locale": lang,
    }
    if lang == "vi":
        config["locales"] = {"vi": _vietnamese()}
    return config


@cache
def _vietnamese() -> dict[str, Any]:
    months = [text(f"terms.month_name.m{month}", "vi") for month in range(1, 13)]
    days = [text(f"charts.weekday.d{day}", "vi") for day in range(7)]
    form = {
        "months": months,
        "shortMonths": [f"T{month}" for month in range(1, 13)],
        "days": days,
        "shortDays": [text(f"charts.weekday_short.d{day}", "vi") for day in range(7)],
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "date": "%d/%m/%Y",
    }
    words = {
        "Download plot as a PNG": text("charts.word.download", "vi"),
        "Reset": text("charts.word.reset", "vi"),
    }
    return {"dictionary": words, "format": form}
