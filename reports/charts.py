"""Draw: the shapes a page can ask for: frame in, figure out, the same for screen, slide and export."""

from __future__ import annotations

import pandas as pd

from locales import text
from reports.canvas import column, present
from reports.charts_compare import dumbbell
from reports.charts_heat import heat, highest_of
from reports.charts_parts import composition, funnel
from reports.charts_ranking import ranking
from reports.charts_spread import strip
from reports.charts_stacks import distribution_bars, stacked_composition
from reports.charts_tiles import tiles
from reports.charts_time import trend

__all__ = [
    "alt_text",
    "composition",
    "distribution_bars",
    "dumbbell",
    "funnel",
    "heat",
    "highest_of",
    "ranking",
    "stacked_composition",
    "strip",
    "tiles",
    "trend",
]

MOST_ROWS_SAID = 12


def alt_text(title: str, frame: pd.DataFrame, lang: str) -> str:
    """What a chart shows, in a sentence for those who do not see it; ``title`` names measure, units and term.

    Columns: label, text, missing (bool, optional). A long frame is told by its first and last row.
    """
    title = title.removesuffix(".")
    missing = [bool(flag) for flag in column(frame, "missing", False)]
    gone = text("charts.missing.label", lang)
    rows = list(zip(column(frame, "label"), column(frame, "text"), missing, strict=True))
    reported = [f"{label} {said}" for label, said, is_missing in rows if not is_missing and present(said)]
    if not rows:
        return text("charts.alt.empty", lang, title=title)
    if len(rows) <= MOST_ROWS_SAID or not reported:
        told = [f"{label} {gone if is_missing else said}" for label, said, is_missing in rows[:MOST_ROWS_SAID]]
        return text("charts.alt.plain", lang, title=title, rows="; ".join(told))
    ends = {"first": reported[0], "last": reported[-1]}
    return text("charts.alt.ranking", lang, title=title, count=len(rows), missing=sum(missing), **ends)
