"""Export: units as squares in rough places on a slide: shapes that can be moved and edited, each with name and number."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import pandas as pd
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Pt

from locales import text
from reports.canvas import present
from reports.chart_parts import Box
from reports.charts_heat import step_of
from reports.slide_paper import one_line, px, short, write
from reports.theme import LIGHT

_GAP = 4
_BROADEST = 2.5  # of its height, where there is room
_LETTER = 12.0  # pixels of a square that a letter takes


def draw_tiles(slide: Slide, box: Box, frame: pd.DataFrame, lang: str) -> None:
    """A square a unit, the darker the more; one without a figure is pale and says so."""
    left, top, width, height = box
    deep, broad = int(frame["row"].max()) + 1, int(frame["column"].max()) + 1
    tall = height / deep
    wide = min(width / broad, tall * _BROADEST)
    start = left + (width - wide * broad) / 2
    highest = max((float(value) for value in frame["value"] if present(value)), default=0.0)
    for row in frame.itertuples():
        place = (start + row.column * wide, top + row.row * tall, wide - _GAP, tall - _GAP)
        _tile(slide, row, place, highest=highest, lang=lang)


def _tile(slide: Slide, row: Any, place: Box, *, highest: float, lang: str) -> None:
    step = None if row.missing else step_of(row, highest)
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(px(side) for side in place))
    shape.name = short(row.label, 60)
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string((LIGHT.panel if step is None else LIGHT.steps[step])[1:])
    edge = LIGHT.ink if row.chosen else LIGHT.line
    shape.line.color.rgb, shape.line.width = RGBColor.from_string(edge[1:]), Pt(2.25 if row.chosen else 0.75)
    frame: Any = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = px(2)
    ink = LIGHT.ink if step is None else LIGHT.step_inks[step]
    said = text("charts.missing.label", lang) if row.missing else str(row.text)
    *above, last = _two_lines(str(row.label), int((place[2] - 8) / _LETTER), said)
    for line in above:
        write(frame.paragraphs[0], line, lang=lang, colour=ink, centred=True)
    below = frame.add_paragraph()
    if last:
        write(below, last, lang=lang, colour=ink, centred=True)
    write(below, f" {said}" if last else said, lang=lang, colour=ink, centred=True, bold=not row.missing)


def _two_lines(name: str, letters: int, said: str) -> tuple[str, str]:
    """The name on one line; of a long one the rest stands before the number on the second."""
    first, *more = wrap(one_line(name), letters) or [""]
    rest = " ".join(more)
    return first, short(rest, max(letters - len(said) - 1, 4)) if rest else ""
