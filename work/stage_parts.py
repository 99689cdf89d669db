"""Show: what is too long for one slide in parts that can be read from the last row of a hall."""

from __future__ import annotations

from dataclasses import replace

from data_access.measures import Measure
from locales import text
from reports.exhibits import Exhibit
from reports.table_parts import TablePaper, even, pair_parts, table_parts
from work import chart_frames
from work.heat_exhibits import rows_of_heat
from work.views import View

# Rows of a heat table that can be read from the last row of a hall, and how many such slides a table may take.
HEAT_ROWS = 10
WALL = TablePaper(width=1200, height=470, letter=11.0, line=31, edge=8)
MOST_PARTS = 3


def parts_of(view: View, exhibit: Exhibit, lang: str) -> list[Exhibit]:
    """An exhibit as slides: long tables and long pairs in parts; of very many units the ends, and that is said."""
    if exhibit.shape == "heat" and exhibit.measure is not None and len(exhibit.chart):
        return _parts_of_heat(view, exhibit.measure, exhibit, lang)
    if exhibit.shape == "dumbbell":
        return pair_parts(exhibit, lang)
    return table_parts(exhibit, lang, WALL) if exhibit.shape == "table" else [exhibit]


def _parts_of_heat(view: View, measure: Measure, exhibit: Exhibit, lang: str) -> list[Exhibit]:
    units = list(dict.fromkeys(exhibit.chart["unit"]))
    if len(units) <= HEAT_ROWS + 2:
        return [exhibit]
    if len(units) <= HEAT_ROWS * MOST_PARTS:
        groups = even(units, HEAT_ROWS + 2)
        return [rows_of_heat(view, measure, exhibit.key, lang, units=tuple(group)) for group in groups]
    shown, left_out = chart_frames.cut(chart_frames.ranking(view, measure, lang))
    ranked = [unit for unit in shown["unit"] if unit in set(units)]
    said = text("pages.ranking.cut", lang, ends=chart_frames.ENDS, left_out=left_out)
    ends = [ranked[: chart_frames.ENDS], ranked[chart_frames.ENDS :]]
    drawn = [rows_of_heat(view, measure, exhibit.key, lang, units=tuple(end)) for end in ends if end]
    return [replace(each, note=said) for each in drawn]
