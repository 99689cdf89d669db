"""Export: units on one scale as a native chart of points, the median as a line, those far off with their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.slide import Slide
from pptx.util import Pt

from locales import number, text
from reports.chart_labels import PointLabel, label_of_series
from reports.chart_parts import FORMATS, Box, placed
from reports.chart_workbook import points_workbook
from reports.slide_paper import BODY, one_line
from reports.theme import LIGHT


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One unit: where it lies and how high in its pile; ``said`` is written beside those to look at."""

    name: str
    value: float
    height: float
    said: str = ""


def scatter(slide: Slide, box: Box, marks: Sequence[Mark], middle: float, *, name: str, lang: str, alt: str) -> Any:
    """All marks, those with words in full colour; the median upright, with its number."""
    plain = [mark for mark in marks if not mark.said]
    named = [mark for mark in marks if mark.said]
    top = max(mark.height for mark in marks) + 2
    line = text("spread.strip.median", lang, value=number(middle, lang, decimals=0 if middle == int(middle) else 1))
    upright = [Mark(name="", value=middle, height=height) for height in (0, top)]
    layers = [(one_line(name), plain), (text("slides.series.flagged", lang), named), (line, upright)]
    data = XyChartData(number_format=FORMATS[lang])
    for title, points in layers:
        series = data.add_series(title)
        for mark in points:
            series.add_data_point(mark.value, mark.height)
    chart = placed(slide, box, XL_CHART_TYPE.XY_SCATTER, data, alt=alt)
    rows = [(title, [(mark.value, mark.height, mark.name) for mark in points]) for title, points in layers]
    chart.part.chart_workbook.update_from_xlsx_blob(points_workbook(rows))
    _axes(chart, max(mark.value for mark in marks), top, lang)
    others, flagged, median = chart.plots[0].series
    _pointed(others, LIGHT.pale)
    _pointed(flagged, LIGHT.data)
    labels = [PointLabel(place, mark.said, place=_side(mark, marks)) for place, mark in enumerate(named)]
    label_of_series(flagged, labels, lang=lang, place="r", only_points=True)
    _upright(median)
    label_of_series(median, [PointLabel(1, line, place="r")], lang=lang, place="r", only_points=True)
    return chart


def _side(mark: Mark, marks: Sequence[Mark]) -> str:
    return "l" if mark.value > max(each.value for each in marks) / 2 else "r"


def _axes(chart: Any, highest: float, top: float, lang: str) -> None:
    across, up = chart.category_axis, chart.value_axis
    across.minimum_scale, across.maximum_scale = 0, (highest or 1) * 1.06
    across.has_major_gridlines = True
    across.major_gridlines.format.line.color.rgb = RGBColor.from_string(LIGHT.line[1:])
    across.tick_labels.font.size = Pt(BODY)
    across.tick_labels.number_format, across.tick_labels.number_format_is_linked = FORMATS[lang], False
    up.minimum_scale, up.maximum_scale = 0, top
    up.has_major_gridlines = up.has_minor_gridlines = up.visible = False


def _pointed(series: Any, colour: str) -> None:
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 11
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = RGBColor.from_string(colour[1:])
    series.marker.format.line.color.rgb = RGBColor.from_string(LIGHT.paper[1:])


def _upright(series: Any) -> None:
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.color.rgb, series.format.line.width = RGBColor.from_string(LIGHT.ink[1:]), Pt(1.5)
