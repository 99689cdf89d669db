"""Draw: shares through terms, and sizes of classes."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from locales import text
from reports.canvas import (
    PITCH,
    canvas,
    column,
    keys,
    named,
    nothing,
    percent,
    present,
    rows_axis,
    value_axis,
    written,
)
from reports.theme import Theme


def stacked_composition(frame: pd.DataFrame, *, theme: Theme, lang: str) -> go.Figure:
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
    if len([key for key in parts if key != "unspecified"]) > len(theme.colours.categories):
        raise ValueError("more parts than colours that can be told apart; draw bars of one hue")
    totals = rows.groupby("row")["value"].sum()
    figure = canvas(theme, round(len(terms) * theme.row * PITCH) + theme.row * 2)
    for place, key in enumerate(parts):
        known = {row.row: row for row in rows[rows["key"] == key].itertuples()}
        shares = [
            float(known[t].value) / float(totals[t]) if t in known and totals[t] else 0.0 for t in terms
        ]
        said = [known[t].text if t in known else "" for t in terms]
        _part(
            figure,
            key,
            parts[key],
            list(terms),
            place=place,
            shares=shares,
            said=said,
            theme=theme,
            lang=lang,
        )
    rows_axis(figure, [written(label) for label in terms.values()], theme)
    value_axis(figure, 1)
    legend = {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "traceorder": "normal",
    }
    still = {"itemclick": False, "itemdoubleclick": False, "font": {"size": theme.size}}
    figure.update_layout(
        barmode="stack", showlegend=True, legend={**legend, **still}, margin={"t": round(theme.row * 1.4)}
    )
    return figure


def distribution_bars(frame: pd.DataFrame, *, theme: Theme, lang: str) -> go.Figure:
    """How many classes had how many attendances: upright bars in the frame's order, the count above each.

    A click gives ``customdata`` [key].
    Columns: key, label (a range, "21–40"), value (classes), text. One row a range.
    """
    if frame.empty:
        return nothing(theme, lang)
    values = [float(value) if present(value) else 0.0 for value in frame["value"]]
    figure = canvas(theme, 460 if theme.is_presenting else 240)
    places = list(range(len(frame)))
    hover = [
        text("charts.classes.hover", lang, range=label, count=said)
        for label, said in zip(frame["label"], frame["text"], strict=True)
    ]
    figure.add_trace(
        go.Bar(
            x=places,
            y=values,
            width=0.8,
            marker={"color": theme.colours.data, "line": {"width": 0}},
            text=[written(said) for said in frame["text"]],
            textposition="outside",
            cliponaxis=False,
            customdata=keys(column(frame, "key")),
            hovertext=[written(line) for line in hover],
            hoverinfo="text",
            unselected={"marker": {"opacity": 0.45}, "textfont": {"color": theme.colours.ink}},
        )
    )
    figure.update_xaxes(
        tickvals=places, ticktext=[written(label) for label in frame["label"]], showgrid=False, showline=True
    )
    figure.update_yaxes(range=[0, (max(values) or 1) * 1.15], visible=False)
    return figure


def _part(
    figure: go.Figure,
    key: str,
    label: str,
    terms: list[str],
    *,
    place: int,
    shares: list[float],
    said: list[str],
    theme: Theme,
    lang: str,
) -> None:
    colours = theme.colours
    is_plain = key == "unspecified"
    fill = colours.panel if is_plain else colours.categories[place]
    ink = colours.ink if is_plain else colours.category_inks[place]
    figure.add_trace(
        go.Bar(
            orientation="h",
            name=named(label),
            x=shares,
            y=list(range(len(terms))),
            width=0.7,
            marker={"color": fill, "line": {"width": 2, "color": colours.paper}},
            text=[percent(share, lang) if share >= 0.06 else "" for share in shares],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            insidetextfont={"color": ink, "size": theme.size},
            customdata=keys(terms, [key] * len(terms)),
            hovertext=[
                f"<b>{named(label, 80)}</b><br>{percent(share, lang, 1)} · {written(t)}"
                for share, t in zip(shares, said, strict=True)
            ],
            hoverinfo="text",
            unselected={"marker": {"opacity": 0.55}, "textfont": {"color": colours.ink}},
        )
    )
