"""Draw: shares through terms, and the colour of each part."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data_access.vocabulary import SECTORS
from reports.canvas import (
    PITCH,
    canvas,
    keys,
    lines,
    named,
    nothing,
    percent,
    present,
    rows_axis,
    value_axis,
    written,
)
from reports.drawing import Drawing, Parts, bar
from reports.theme import Theme

SMALLEST_WRITTEN = 0.06


def stacked_composition(frame: pd.DataFrame, *, theme: Theme, lang: str) -> Drawing:
    """The parts of several terms as bars of equal length; at most five parts and *not stated*.

    A click gives ``customdata`` [row, key].
    Columns: row (a term's id), row_label, key (a code), label, value, text. One row a part of a term; parts
    keep the order and colour of their first appearance, so give them in the official order.
    """
    rows = frame[[present(value) for value in frame["value"]]] if len(frame) else frame
    if rows.empty:
        return nothing(theme, lang)
    terms = dict(zip(rows["row"], rows["row_label"], strict=True))
    parts = dict(zip(frame["key"], frame["label"], strict=True))
    totals = rows.groupby("row")["value"].sum()
    figure = canvas(theme, round(len(terms) * theme.row * PITCH) + theme.row * 2)
    for key, (fill, ink) in part_colours(list(parts), theme).items():
        known = {row.row: row for row in lines(rows) if row.key == key}
        whole = [float(totals[term]) for term in terms]
        own = [float(known[term].value) if term in known else 0.0 for term in terms]
        shares = [part / all_parts if all_parts else 0.0 for part, all_parts in zip(own, whole, strict=True)]
        said = [known[term].text if term in known else "" for term in terms]
        look = {"fill": fill, "ink": ink, "paper": theme.colours.paper, "size": theme.size, "lang": lang}
        look["pattern"] = _pattern(fill, theme)
        figure.add_trace(_part(named(parts[key]), keys(list(terms), [key] * len(terms)), shares, said, **look))
    rows_axis(figure, [written(label) for label in terms.values()], theme)
    value_axis(figure, 1)
    place = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom"}
    still = {
        "traceorder": "normal",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"size": theme.size},
    }
    figure.update_layout(barmode="stack", showlegend=True, legend={**place, **still})
    figure.update_layout(margin={"t": round(theme.row * 1.4)})
    if any(theme.colours.patterns):
        _said_on_paper(figure, theme)
    return figure


def part_colours(parts: list[str], theme: Theme) -> dict[str, tuple[str, str]]:
    """Fill and ink a part: a sector keeps its own in every chart; what is not stated is left nearly white."""
    colours = theme.colours
    named_parts = [key for key in parts if key != "unspecified"]
    order = list(SECTORS) if set(parts) <= set(SECTORS) else named_parts
    if len(named_parts) > len(colours.categories):
        raise ValueError("more parts than colours that can be told apart; draw bars of one hue")
    inks = dict(zip(order, zip(colours.categories, colours.category_inks, strict=True), strict=False))
    return {key: inks.get(key, (colours.panel, colours.ink)) for key in parts}


def _pattern(fill: str, theme: Theme) -> dict[str, Any]:
    """Stripes and dots beside colour, in high contrast; else nothing."""
    colours = theme.colours
    shape = colours.patterns[colours.categories.index(fill)] if fill in colours.categories else ""
    return (
        {"shape": shape, "fgcolor": colours.paper, "bgcolor": fill, "size": theme.size * 0.6, "solidity": 0.25}
        if shape
        else {}
    )


def _said_on_paper(figure: Drawing, theme: Theme) -> None:
    """Where bars are striped, their shares stand on a piece of paper: on stripes nothing can be read."""
    reached: dict[int, float] = {}
    for trace in figure.traces:
        for row, (share, said) in enumerate(zip(trace["x"], trace["text"], strict=True)):
            if said:
                figure.add_annotation(
                    x=reached.get(row, 0.0) + share / 2, y=row, text=said, showarrow=False, borderpad=1,
                    bgcolor=theme.colours.paper, font={"color": theme.colours.ink, "size": theme.size},
                )  # fmt: skip
            reached[row] = reached.get(row, 0.0) + share
        del trace["text"]


def _part(name: str, clicked: list[list[str]], shares: list[float], said: list[str], **look: Any) -> Parts:
    lang = look["lang"]
    hover = [f"{percent(share, lang, 1)} · {written(one)}" for share, one in zip(shares, said, strict=True)]
    pattern = {"pattern": look["pattern"]} if look["pattern"] else {}
    return bar(
        orientation="h",
        name=name,
        x=shares,
        y=list(range(len(shares))),
        width=0.7,
        marker={"color": look["fill"], "line": {"width": 2, "color": look["paper"]}, **pattern},
        text=[percent(share, lang) if share >= SMALLEST_WRITTEN else "" for share in shares],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        insidetextfont={"color": look["ink"], "size": look["size"]},
        customdata=clicked,
        hovertext=[f"<b>{name}</b><br>{line}" for line in hover],
        hoverinfo="text",
        unselected={"marker": {"opacity": 0.75}, "textfont": {"color": look["ink"]}},
    )
