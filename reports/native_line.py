"""Export: a line through the years that an office program can edit, with its numbers inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.slide import Slide
from pptx.util import Pt

from locales import text
from reports.chart_labels import PointLabel, label_of_series
from reports.chart_parts import FORMATS, Box, placed, rows_axis, value_axis
from reports.chart_workbook import chart_workbook
from reports.slide_paper import one_line
from reports.theme import LIGHT


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point of a line: ``value`` is None for a gap; ``is_open``: still running, off the line, drawn pale."""

    name: str
    value: float | None
    said: str
    is_written: bool = False
    is_open: bool = False
    is_below: bool = False
    group: str = ""


def line(slide: Slide, box: Box, points: Sequence[Point], *, names: tuple[str, str], lang: str, alt: str) -> Any:
    """A line with its markers; a gap stays a gap; what still runs is a series of its own, a pale point."""
    whole = [None if point.is_open else point.value for point in points]
    still = [point.value if point.is_open else None for point in points]
    columns = [(names[0], whole)] + ([(names[1], still)] if any(value is not None for value in still) else [])
    data = CategoryChartData(number_format=FORMATS[lang])
    levels = _categories(data, points)
    for name, values in columns:
        data.add_series(name, values)
    chart = placed(slide, box, XL_CHART_TYPE.LINE_MARKERS, data, alt=alt)
    beside = (text("slides.series.said", lang), [point.said for point in points])
    chart.part.chart_workbook.update_from_xlsx_blob(chart_workbook(levels, columns, beside))
    rows_axis(chart, turned=False)
    value_axis(chart, max((point.value for point in points if point.value is not None), default=1) * 1.25)
    for place, series in enumerate(chart.plots[0].series):
        _marked(series, is_open=place == 1)
        own = [
            PointLabel(at, point.said if point.is_written else None, place="b" if point.is_below else "t")
            for at, point in enumerate(points)
            if columns[place][1][at] is not None and (point.is_written or point.is_below)
        ]
        label_of_series(series, own, number_format=FORMATS[lang], lang=lang, place="t")
    return chart


def _categories(data: Any, points: Sequence[Point]) -> list[list[str]]:
    """Names under the points, with the names of their groups under those where every point has one."""
    names = [one_line(point.name) for point in points]
    if not all(point.group for point in points):
        data.categories = names
        return [names]
    groups: list[str] = []
    parent: Any = None
    for place, point in enumerate(points):
        is_new = place == 0 or points[place - 1].group != point.group
        parent = data.add_category(one_line(point.group)) if is_new else parent
        parent.add_sub_category(names[place])
        groups.append(one_line(point.group) if is_new else "")
    return [groups, names]


def _marked(series: Any, *, is_open: bool) -> None:
    data = RGBColor.from_string(LIGHT.data[1:])
    series.smooth = False
    if is_open:
        series.format.line.fill.background()
    else:
        series.format.line.color.rgb, series.format.line.width = data, Pt(2.5)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 12 if is_open else 9
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = RGBColor.from_string(LIGHT.pale[1:]) if is_open else data
    series.marker.format.line.color.rgb, series.marker.format.line.width = data, Pt(2.25)
