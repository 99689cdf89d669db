"""Export: the cards of a page on a slide: few and large, so that they are read from afar."""

from __future__ import annotations

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Pt

from reports.chart_parts import Box
from reports.slide_content import ShownCard
from reports.slide_paper import FOOT, LEFT, RIGHT, Paper, px, write
from reports.theme import LIGHT

_GAP = 24
_ARROWS = {"up": "↑ ", "down": "↓ ", "off": ""}
_TONES = {"up": LIGHT.up, "down": LIGHT.down, "off": LIGHT.muted}


def draw_cards(paper: Paper, slide: Slide, cards: tuple[ShownCard, ...], top: float) -> None:
    """Cards two by two, four beside each other where there are more than four."""
    columns = 2 if len(cards) <= 4 else 4
    rows = max(-(-len(cards) // columns), 2)
    across, tall = (RIGHT - LEFT + _GAP) / columns - _GAP, (FOOT + 4 - top) / rows - _GAP
    for place, card in enumerate(cards):
        left, upper = LEFT + place % columns * (across + _GAP), top + place // columns * (tall + _GAP)
        _card(paper, slide, card, box=(left, upper, across, tall))


def _card(paper: Paper, slide: Slide, card: ShownCard, *, box: Box) -> None:
    left, top, width, height = box
    border = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(px(side) for side in box))
    border.fill.background()
    border.line.color.rgb, border.line.width = RGBColor.from_string(LIGHT.line[1:]), Pt(1)
    border.shadow.inherit = False
    inside = (left + 24, top + 16, width - 48, height - 32)
    frame = paper.words(slide, inside, card.label, size=20, anchor=MSO_ANCHOR.MIDDLE)
    write(frame.add_paragraph(), card.value, lang=paper.lang, size=49, bold=True)
    if card.change:
        said = _ARROWS[card.direction] + card.change
        write(frame.add_paragraph(), said, lang=paper.lang, colour=_TONES[card.direction], bold=True)
    if card.against:
        write(frame.add_paragraph(), card.against, lang=paper.lang, colour=LIGHT.muted)
