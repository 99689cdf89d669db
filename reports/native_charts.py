"""Export: bars and stacked shares that an office program can edit, with their numbers inside."""

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
from reports.chart_parts import FORMATS, Box, fill_point, on_own_scale, place_plot, placed, rows_axis, value_axis
from reports.chart_workbook import chart_workbook
from reports.slide_paper import BODY, one_line
from reports.theme import LIGHT

LETTER = 12.5  # pixels that a letter of the body takes, on the average
HALO = 8


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One bar: ``said`` is its label; ``is_written`` where the label says more than the number. ``before``: a frame."""

    name: str
    value: float
    said: str
    is_written: bool = False
    before: float | None = None
    is_pale: bool = False


@dataclass(frozen=True, kw_only=True)
class Look:
    """What the bars of one slide share, so that two charts side by side can be compared.

    ``top`` is the greatest value that is drawn, ``top_before`` the same on the scale of the frames.
    """

    lang: str
    series: str
    before: str = ""
    top: float
    top_before: float
    names: float
    labels: float
    alt: str


def bars(slide: Slide, box: Box, rows: Sequence[Bar], look: Look) -> Any:
    """Horizontal bars in their order, the value beside each; empty frames where something was before."""
    has_before = any(row.before is not None for row in rows)
    data = CategoryChartData(number_format=FORMATS[look.lang])
    names = [one_line(row.name) or "–" for row in rows]
    data.categories = names
    data.add_series(look.series, [row.value for row in rows])
    if has_before:
        data.add_series(look.before, [row.before for row in rows])
    chart = placed(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, data, alt=look.alt)
    columns: list[tuple[str, Sequence[float | None]]] = [(look.series, [row.value for row in rows])]
    columns += [(look.before, [row.before for row in rows])] if has_before else []
    said = (text("slides.series.said", look.lang), [row.said for row in rows])
    chart.part.chart_workbook.update_from_xlsx_blob(chart_workbook([names], columns, said))
    plot = max(box[2] - look.names, 100)
    end = (look.top or 1) * plot / max(plot - look.labels, 50)
    rows_axis(chart)
    value_axis(chart, end)
    place_plot(chart, (look.names / box[2], 0.0, plot / box[2], 1.0))
    chart.plots[0].gap_width = 42
    chart.plots[0].vary_by_categories = False
    (whole, *_) = chart.plots[0].series
    _fill(whole, LIGHT.data)
    for place, row in enumerate(rows):
        if row.is_pale:
            fill_point(whole, place, LIGHT.pale)
    shifts = [_shift(row, look, end, plot / box[2]) for row in rows]
    points = [
        PointLabel(place, row.said if row.is_written else None, shift)
        for place, (row, shift) in enumerate(zip(rows, shifts, strict=True))
        if row.is_written or shift
    ]
    label_of_series(whole, points, number_format=FORMATS[look.lang], lang=look.lang, place="outEnd")
    if has_before:
        _frame_before(chart, look, end)
    return chart


def _frame_before(chart: Any, look: Look, end: float) -> None:
    """What was before as empty frames over the bars: they stay readable where one hides behind the other."""
    chart.plots[0].overlap = 100
    series = chart.plots[0].series[1]
    series.format.fill.background()
    series.format.line.color.rgb, series.format.line.width = RGBColor.from_string(LIGHT.ink[1:]), Pt(2)
    series.invert_if_negative = False
    scale = (look.top_before or 1) / (look.top or 1)
    if scale != 1:
        on_own_scale(chart, end * scale)


def _shift(row: Bar, look: Look, end: float, plot: float) -> float:
    """How far a label steps aside, as a part of the chart's width, where a frame ends just behind the bar."""
    if row.before is None:
        return 0.0
    reach = row.before / (look.top_before or 1) * (look.top or 1)
    own = (len(row.said) * LETTER + 2 * HALO) / max(look.labels, 1) * (end - (look.top or 1))
    return (reach - row.value) / end * plot if row.value < reach <= row.value + own else 0.0


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One part of stacked bars: a value a row (None where there is none), what is written in each, its two colours."""

    name: str
    values: Sequence[float | None]
    said: Sequence[str]
    fill: str
    ink: str


def stacked(slide: Slide, box: Box, rows: Sequence[str], layers: Sequence[Layer], *, lang: str, alt: str) -> Any:
    """Bars of equal length made of parts, the legend on top; where a part is too small its share is not written."""
    data = CategoryChartData(number_format=FORMATS[lang])
    names = [one_line(row) or "–" for row in rows]
    data.categories = names
    columns = [(one_line(layer.name), layer.values) for layer in layers]
    for name, values in columns:
        data.add_series(name, values)
    chart = placed(slide, box, XL_CHART_TYPE.BAR_STACKED_100, data, alt=alt)
    chart.part.chart_workbook.update_from_xlsx_blob(chart_workbook([names], columns))
    rows_axis(chart)
    value_axis(chart, 1)
    chart.plots[0].gap_width, chart.plots[0].overlap = 42, 100
    for series, layer in zip(chart.plots[0].series, layers, strict=True):
        _fill(series, layer.fill)
        series.format.line.color.rgb = RGBColor.from_string(LIGHT.paper[1:])
        series.format.line.width = Pt(1.5)
        points = [PointLabel(place, said) for place, said in enumerate(layer.said) if said]
        label_of_series(series, points, lang=lang, place="ctr", ink=layer.ink, only_points=True)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size = Pt(BODY)
    return chart


def _fill(series: Any, colour: str) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(colour[1:])
    series.invert_if_negative = False
