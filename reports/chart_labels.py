"""Export: what is written beside the marks of a native chart: numbers that follow an edit, and words where they say more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml

from reports.slide_paper import BODY, LOCALES, one_line
from reports.theme import LIGHT

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
# A label that steps aside is not tied to its bar by a line.
_NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)


@dataclass(frozen=True)
class PointLabel:
    """The label of one point: its own words or, without, the number; moved aside by a part of the chart's width."""

    point: int
    words: str | None = None
    shift: float = 0.0
    place: str = ""


def label_of_series(
    series: Any,
    points: Sequence[PointLabel],
    *,
    lang: str,
    place: str,
    number_format: str = "General",
    ink: str = LIGHT.ink,
    only_points: bool = False,
) -> None:
    """Label every point with its number, and some in their own way; ``only_points`` leaves the others without."""
    looks = {"lang": lang, "place": place, "ink": ink, "number_format": number_format}
    own = "".join(_point(point, **looks) for point in points)
    # Documents take the colour of a point's own words from here.
    every = _type(ink) if only_points else _numbers(number_format) + _type(ink) + _place(place)
    shown = _SHOWN.format(value=0 if only_points else 1)
    made = parse_xml(f"<c:dLbls {_SPACES}>{own}{every}{shown}{_NO_LEADERS}</c:dLbls>")
    element = series._element
    for before in element.xpath("./c:dLbls"):
        element.remove(before)
    following = element.xpath("./c:cat | ./c:val | ./c:xVal")[0]
    following.addprevious(made)


def _point(label: PointLabel, *, lang: str, place: str, ink: str, number_format: str) -> str:
    moved = (
        f'<c:layout><c:manualLayout><c:x val="{label.shift:.5f}"/><c:y val="0"/></c:manualLayout></c:layout>'
        if label.shift
        else ""
    )
    said = "" if label.words is None else _rich(label.words, ink, lang)
    rest = _numbers(number_format) + (_type(ink) if label.words is None else "")
    where = _place(label.place or place)
    return f'<c:dLbl><c:idx val="{label.point}"/>{moved}{said}{rest}{where}{_SHOWN.format(value=1)}</c:dLbl>'


def _rich(words: str, ink: str, lang: str) -> str:
    looks = f'<a:solidFill><a:srgbClr val="{ink[1:]}"/></a:solidFill>'
    run = f'<a:r><a:rPr lang="{LOCALES[lang]}" sz="{BODY * 100}">{looks}</a:rPr><a:t>{escape(one_line(words))}</a:t></a:r>'
    return f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>{run}</a:p></c:rich></c:tx>'


def _numbers(number_format: str) -> str:
    return f'<c:numFmt formatCode={quoteattr(number_format)} sourceLinked="0"/>'


def _type(ink: str) -> str:
    looks = f'<a:solidFill><a:srgbClr val="{ink[1:]}"/></a:solidFill>'
    return (
        f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{BODY * 100}">{looks}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
    )


def _place(place: str) -> str:
    return f'<c:dLblPos val="{place}"/>'
