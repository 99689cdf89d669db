"""Show: a chart in its card: title, a sentence, the chart or its table, and what a click on a mark leads to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from reports.exhibits import Exhibit
from reports.theme import Theme, plotly_config, theme
from ui.contrast import tone
from ui.drawn import Drawn, ReadyFigure, draw, marks_of_rows
from ui.paging import page_shown, turn_pages
from ui.plain import literal
from ui.state import language
from ui.tables import table
from ui.text import t

_DRILL = "blocks.drill"
_MANY_TERMS = 7

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


@dataclass(frozen=True, kw_only=True)
class Block(Exhibit):
    """An exhibit on a page. ``on_mark`` gets what a clicked mark carries, once a click; ``pages`` of a chart of many rows.

    ``keep`` gives what was drawn before, under what the view does not say of it, or lets it be drawn.
    """

    on_mark: Callable[[list[Any]], None] | None = None
    pages: int = 1
    keep: Callable[[Theme, Callable[[], Drawn]], Drawn] = lambda look, draw: draw()


def look() -> Theme:
    """The theme that the reader's browser shows."""
    return theme(tone())


def page_of(key: str, pages: int) -> int:
    """Which page of a block's rows is shown, the first being 1."""
    return page_shown(f"{key}.rows", pages)


@cache
def draws_pictures() -> bool:
    """Whether this machine has a browser that can make a picture of a chart; else the reader's own does it."""
    return any(shutil.which(name) for name in _BROWSERS)


def chart_block(block: Block) -> None:
    """A card with a chart, or with its table where the reader turned it."""
    with st.container(border=True, height="stretch", key=f"block-{block.key.replace('.', '-')}"):
        _head(literal(block.title), literal(block.caption))
        turned = not block.frame.empty and _turned(block.key)
        if turned:
            table(block.frame, block.columns, key=f"{block.key}.page")
        else:
            _chart(block)
            turn_pages(f"{block.key}.rows", block.pages)
        if block.note:
            st.caption(literal(block.note))
    if block.on_mark:
        _drill(block.key, block.on_mark)


def _head(title: str, caption: str) -> None:
    """The title of a card and the line below it, which the style sheet puts close together: containers cost more."""
    st.subheader(title, anchor=False)
    st.caption(caption)


def _width(block: Block) -> str:
    """The first word of a chart's class, by which the style sheet knows how narrow it may become."""
    if block.shape == "stacked":  # its legend stands in one line
        return "dai"
    if block.shape == "heat" and len(block.chart) and block.chart["term"].nunique() > _MANY_TERMS:
        return "dai"
    if block.shape == "trend" and block.is_wide:  # its newest end is what is seen first
        return "rong.cuoi"
    return "rong" if block.is_wide else "vua" if block.has_sides else "chart"


def shows_table(key: str) -> bool:
    """Whether the reader turned a block to its table."""
    return bool(st.session_state.get(f"{key}.table", False))


def _turned(key: str) -> bool:
    """The button that turns a card, in its corner; gives which side is up."""
    turned = shows_table(key)
    label = t("pages.block.as_chart" if turned else "pages.block.as_table")
    icon = ":material/bar_chart:" if turned else ":material/table_rows:"
    st.button(label, type="tertiary", icon=icon, key=f"{key}.turn", on_click=_turn, args=(f"{key}.table",))
    return turned


def _turn(key: str) -> None:
    st.session_state[key] = not st.session_state.get(key, False)


def _chart(block: Block) -> None:
    theme_now = look()
    drawn = block.keep(theme_now, lambda: draw(block, theme_now, language()))
    config = plotly_config(language())
    if not draws_pictures():
        config |= {"displayModeBar": "hover", "modeBarButtons": [["toImage"]]}
    rows = drawn.rows if block.on_mark is not None else None
    _plotted(drawn.figure, block.key, {"config": config, "alt": drawn.alt}, rows, width=_width(block))


def clickable_chart(
    figure: go.Figure, name: str, options: dict[str, Any], *, on_mark: Callable[[list[Any]], None] | None
) -> None:
    """A chart outside a card, whose marks can be clicked where something stands behind them."""
    _plotted(figure, name, options, marks_of_rows(figure) if on_mark else None)
    if on_mark:
        _drill(name, on_mark)


def _plotted(
    figure: go.Figure, name: str, options: dict[str, Any], rows: list[Any] | None, *, width: str = "chart"
) -> None:
    """A chart; its marks can be clicked where ``rows``, what those of lying bars carry, is given."""
    # A new name after each click: the chart forgets its selection, so the same mark can be clicked again.
    key = f"{width}.{name}.{st.session_state.get(f'{name}.clicks', 0)}"
    if rows is not None:
        options = {**options, "on_select": lambda: _picked(name, key, rows), "selection_mode": ("points",)}
    elif name.startswith("stage."):
        options = {**options, "config": {**options["config"], "staticPlot": True}}
    figure = ReadyFigure(figure, is_clicked=rows is not None)
    st.plotly_chart(figure, theme=None, key=key, width="stretch", **options)


def _picked(block: str, key: str, rows: list[Any]) -> None:
    points = (st.session_state.get(key) or {}).get("selection", {}).get("points", [])
    marks = [point.get("customdata") or _mark_of_row(point.get("y"), rows) for point in points]
    marked = next((mark for mark in marks if mark is not None), None)
    if points:
        st.session_state[f"{block}.clicks"] = st.session_state.get(f"{block}.clicks", 0) + 1
    if marked is not None:
        st.session_state[_DRILL] = (block, list(marked) if isinstance(marked, (list, tuple)) else [marked])


def _mark_of_row(y: Any, rows: list[Any]) -> Any:
    return list(rows[y]) if isinstance(y, int) and 0 <= y < len(rows) else None


def _drill(block: str, on_mark: Callable[[list[Any]], None]) -> None:
    name, marked = st.session_state.get(_DRILL, (None, []))
    if name == block:
        del st.session_state[_DRILL]
        on_mark(marked)


def text_block(key: str, title: str, caption: str) -> st.delta_generator.DeltaGenerator:
    """A card for other things than charts, its head written; gives the container to go on in."""
    box = st.container(border=True, height="stretch", key=f"block-{key.replace('.', '-')}")
    with box:
        _head(title, caption)
    return box
