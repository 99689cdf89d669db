"""Export: what all native charts share, and what their library does not draw: a fixed plot, a second scale."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Pt

from reports.slide_paper import BODY, one_line, px
from reports.theme import LIGHT

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_ROWS, _VALUES = "50010", "50020"
Box = tuple[float, float, float, float]  # left, top, width, height in pixels
# Thousands stand as people write them in the show's language, whatever the language of the machine that opens it.
FORMATS = {
    "vi": r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0",
    "en": r"[>=1000000]#\,###\,##0;[>=1000]#\,##0;0",
}


def placed(slide: Slide, box: Box, kind: Any, data: Any, *, alt: str) -> Any:
    """A native chart in its place: no title, no legend, our type; ``alt`` is for those who do not see it."""
    left, top, width, height = (px(side) for side in box)
    frame: Any = slide.shapes.add_chart(kind, left, top, width, height, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", one_line(alt))
    chart = frame.chart
    chart.has_title = chart.has_legend = False
    chart.font.size = Pt(BODY)
    chart.font.color.rgb = RGBColor.from_string(LIGHT.ink[1:])
    return chart


def rows_axis(chart: Any, *, turned: bool = True) -> None:
    """The axis of names; ``turned``: the first row on top."""
    axis = chart.category_axis
    axis.reverse_order = turned
    axis.has_major_gridlines = False
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.format.line.color.rgb = RGBColor.from_string(LIGHT.line[1:])
    axis.tick_labels.font.size = Pt(BODY)
    name_every_row(chart)


def value_axis(chart: Any, end: float) -> None:
    """The axis of values: from zero, and unseen because every value is written beside its mark."""
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, end
    axis.has_major_gridlines = axis.has_minor_gridlines = axis.visible = False


def place_plot(chart: Any, place: tuple[float, float, float, float]) -> None:
    """Fix where the bars stand (left, top, width, height as parts of the chart), so that two charts line up."""
    left, top, width, height = place
    area = chart._chartSpace.xpath("./c:chart/c:plotArea")[0]
    for before in area.xpath("./c:layout"):
        area.remove(before)
    layout = (
        f'<c:layout {_SPACES}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.5f}"/><c:y val="{top:.5f}"/><c:w val="{width:.5f}"/><c:h val="{height:.5f}"/>'
        "</c:manualLayout></c:layout>"
    )
    area.insert(0, parse_xml(layout))


def name_every_row(chart: Any) -> None:
    """Write every category, also where names are long: an office program would leave out every second one."""
    axis = chart._chartSpace.xpath("./c:chart/c:plotArea/c:catAx")[0]
    axis.xpath("./c:noMultiLvlLbl")[0].addprevious(parse_xml(f'<c:tickLblSkip {_SPACES} val="1"/>'))


def fill_point(series: Any, place: int, colour: str) -> None:
    """Give one bar a colour of its own."""
    made = (
        f'<c:dPt {_SPACES}><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>'
        f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill></c:spPr></c:dPt>'
    )
    following = series._element.xpath("./c:dLbls | ./c:cat | ./c:val")[0]
    following.addprevious(parse_xml(made))


def on_own_scale(chart: Any, end: float) -> None:
    """Move the second series onto axes of its own, which are not drawn: shares beside numbers."""
    area = chart._chartSpace.xpath("./c:chart/c:plotArea")[0]
    whole = area.xpath("./c:barChart")[0]
    second = whole.xpath("./c:ser")[1]
    whole.remove(second)
    gap = whole.xpath("./c:gapWidth")[0].get("val")
    other = parse_xml(
        f'<c:barChart {_SPACES}><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'<c:gapWidth val="{gap}"/><c:axId val="{_ROWS}"/><c:axId val="{_VALUES}"/></c:barChart>'
    )
    other.insert(3, second)
    whole.addnext(other)
    for axis in reversed(_axes(end)):
        area.xpath("./c:catAx | ./c:valAx")[-1].addnext(parse_xml(axis))


def _axes(end: float) -> tuple[str, str]:
    rows = (
        f'<c:catAx {_SPACES}><c:axId val="{_ROWS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="none"/><c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    )
    values = (
        f'<c:valAx {_SPACES}><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/><c:max val="{end:.6f}"/>'
        '<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="{_ROWS}"/><c:crosses val="max"/><c:crossBetween val="between"/>'
        "</c:valAx>"
    )
    return rows, values
