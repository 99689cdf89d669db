"""Draw: the shapes a page can ask for: frame in, figure out, the same for screen, slide and export."""

from __future__ import annotations

import pandas as pd

from locales import text
from reports.canvas import column, present
from reports.charts_compare import dumbbell
from reports.charts_heat import heat
from reports.charts_parts import composition, funnel
from reports.charts_ranking import ranking
from reports.charts_spread import strip
from reports.charts_stacks import stacked_composition
from reports.charts_tiles import tiles
from reports.charts_time import trend

__all__ = [
    "alt_text",
    "composition",
    "dumbbell",
    "funnel",
    "heat",
    "ranking",
    "stacked_composition",
    "strip",
    "tiles",
    "trend",
]

MOST_ROWS_SAID = 12


def alt_text(title: str, frame: pd.DataFrame, lang: str) -> str:
    """What a chart shows, in a sentence for those who do not see it; ``title`` names measure, units and term.

    Columns: label, text, value (or ``a`` where two stand side by side), term_label (of a cell), missing (bool, optional).
    A long frame is told by its greatest and its least figure, in whatever order it is drawn.
    """
    title = title.removesuffix(".")
    missing = [bool(flag) for flag in column(frame, "missing", False)]
    gone = text("charts.missing.label", lang)
    if frame.empty:
        return text("charts.alt.empty", lang, title=title)
    texts = column(frame, "text")
    is_reported = (present(said) and not is_missing for said, is_missing in zip(texts, missing, strict=True))
    if len(frame) <= MOST_ROWS_SAID or not any(is_reported):
        rows = zip(_names(frame.head(MOST_ROWS_SAID)), texts, missing, strict=False)
        told = [f"{label} {gone if is_missing else said}" for label, said, is_missing in rows]
        return text("charts.alt.plain", lang, title=title, rows="; ".join(told))
    ends, count = _ends(frame), len(set(column(frame, "label")))
    if "missing" not in frame.columns or "row" in frame.columns or not ends:
        key = "ends" if ends else "long"
        return text(f"charts.alt.{key}", lang, title=title, count=count, **ends)
    return text("charts.alt.ranking", lang, title=title, count=count, missing=sum(missing), **ends)


def _names(frame: pd.DataFrame) -> list[str]:
    """What each row is about; a cell is about a unit in a term."""
    terms = column(frame, "term_label", "")
    return [f"{label} {term}".strip() for label, term in zip(column(frame, "label"), terms, strict=True)]


def _ends(frame: pd.DataFrame) -> dict[str, str]:
    """The rows with the greatest and the least value; nothing where no row has one."""
    values = column(frame, "value" if "value" in frame.columns else "a")
    told = zip(values, column(frame, "missing", False), strict=True)
    known = [(float(value), place) for place, (value, gone) in enumerate(told) if present(value) and not gone]
    if not known:
        return {}
    ends = {"first": max(known, key=lambda each: each[0]), "last": min(reversed(known), key=lambda each: each[0])}
    names, texts = _names(frame), column(frame, "text")
    return {end: f"{names[place]} {texts[place]}" for end, (_, place) in ends.items()}
