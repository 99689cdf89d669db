"""Export: two figures a row as a native chart that an office program can edit, with the numbers of both inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.slide import Slide
from pptx.util import Pt

from locales import text
from reports.chart_labels import PointLabel, label_of_series
from reports.chart_parts import FORMATS, Box, placed, rows_axis, value_axis
from reports.chart_workbook import chart_workbook
from reports.slide_paper import BODY, one_line
from reports.theme import LIGHT

ROOM = 1.3  # of the longest bar, for the words behind it


@dataclass(frozen=True, kw_only=True)
class Both:
    """One row: a figure on each side, None where there is none; ``said`` as written; ``change`` stands behind the first."""

    name: str
    values: tuple[float | None, float | None]
    said: tuple[str, str]
    change: str = ""


def pairs(
    slide: Slide, box: Box, rows: Sequence[Both], *, sides: tuple[str, str], lang: str, alt: str, top: float
) -> Any:
    """Two bars a row in their order, the first full, the second an empty frame; ``top`` is the longest of all parts."""
    data = CategoryChartData(number_format=FORMATS[lang])
    names = [one_line(row.name) or "–" for row in rows]
    data.categories = names
    columns = [(one_line(side), [row.values[place] for row in rows]) for place, side in enumerate(sides)]
    for name, values in columns:
        data.add_series(name, values)
    chart = placed(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, data, alt=alt)
    beside = (text("slides.series.said", lang), [" · ".join(filter(None, [*row.said, row.change])) for row in rows])
    chart.part.chart_workbook.update_from_xlsx_blob(chart_workbook([names], columns, beside))
    rows_axis(chart)
    value_axis(chart, (top or 1) * ROOM)
    chart.plots[0].gap_width, chart.plots[0].overlap = 35, 0
    for place, series in enumerate(chart.plots[0].series):
        _dressed(series, is_full=place == 0)
        points = [PointLabel(at, _label(row, place)) for at, row in enumerate(rows) if row.values[place] is not None]
        label_of_series(series, points, number_format=FORMATS[lang], lang=lang, place="outEnd", only_points=True)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size = Pt(BODY)
    return chart


def _label(row: Both, place: int) -> str:
    """The number as written; behind the first the difference, where one may be said, or why not."""
    said = row.said[place]
    return f"{said}  ({row.change})" if place == 0 and row.change else said


def _dressed(series: Any, *, is_full: bool) -> None:
    series.invert_if_negative = False
    if is_full:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(LIGHT.data[1:])
        return
    series.format.fill.background()
    series.format.line.color.rgb, series.format.line.width = RGBColor.from_string(LIGHT.ink[1:]), Pt(1.5)
