"""Draw: what was done against what was to be done: a bar a unit, its target as an upright mark."""

from __future__ import annotations

import pandas as pd

from locales import text
from reports.canvas import lines, named, written
from reports.charts_ranking import ranking
from reports.drawing import Drawing
from reports.theme import Theme


def attainment(frame: pd.DataFrame, *, theme: Theme, lang: str) -> Drawing:
    """Bars in the frame's order with done and target written beside each. A click gives ``customdata`` [unit].

    Columns: those of ``ranking``, *previous* being the target; verdict (in words). One row a unit; each has a target.
    """
    figure = ranking(frame, theme=theme, lang=lang)
    if frame.empty:
        return figure
    told = []
    for row in lines(frame):
        done = text("charts.missing.label", lang) if row.missing else str(row.text)
        goal = text("targets.chart.goal", lang, goal=row.previous_text)
        told.append("<br>".join([f"<b>{named(row.label, 80)}</b>", *map(written, (done, goal, row.verdict))]))
    for trace in figure.traces:
        if "hovertext" in trace:
            trace["hovertext"] = told
    return figure
