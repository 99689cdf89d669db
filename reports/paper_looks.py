"""Export: type, colours and sizes of a PDF: our typeface, set into the file so that it reads alike everywhere."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from reports.cell_text import plain
from reports.theme import LIGHT

PLAIN, BOLD = "BeVietnamPro", "BeVietnamPro-SemiBold"
WIDTH, HEIGHT = A4
SIDE, TOP, BOTTOM = 18 * mm, 16 * mm, 18 * mm
ROOM = WIDTH - 2 * SIDE
BRAND = HexColor("#8C1C24")
_FILES = {PLAIN: "be-vietnam-pro-400.ttf", BOLD: "be-vietnam-pro-600.ttf"}
_FOLDER = Path(__file__).resolve().parent.parent / "assets" / "fonts"


def colour(code: str) -> Color:
    """A colour of the theme as the PDF writer takes it."""
    return HexColor(code)


@cache
def styles() -> dict[str, ParagraphStyle]:
    """The styles of texts by name; makes the typeface known before the first one is used."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(_FOLDER / file)))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
    ink, muted = colour(LIGHT.ink), colour(LIGHT.muted)
    body = ParagraphStyle("body", fontName=PLAIN, fontSize=10, leading=14.5, textColor=ink, spaceAfter=4)
    small = ParagraphStyle("small", body, fontSize=8, leading=11, textColor=muted, spaceAfter=3)
    cell = ParagraphStyle("cell", body, fontSize=8.5, leading=11, spaceAfter=0)
    made = (
        body,
        small,
        cell,
        ParagraphStyle("number", cell, alignment=TA_RIGHT),
        ParagraphStyle("strong", cell, fontName=BOLD),
        ParagraphStyle("strong_number", cell, fontName=BOLD, alignment=TA_RIGHT),
        ParagraphStyle("title", body, fontName=BOLD, fontSize=20, leading=26, spaceAfter=2),
        ParagraphStyle("office", small, fontName=BOLD, textColor=ink),
        ParagraphStyle("chapter", body, fontName=BOLD, fontSize=13, leading=18, spaceBefore=12, spaceAfter=4),
        ParagraphStyle("block", body, fontName=BOLD, fontSize=10.5, spaceBefore=8, spaceAfter=1),
    )
    return {style.name: style for style in made}


def said(words: str, style: str = "body") -> Paragraph:
    """A paragraph that shows its words letter by letter, whatever stands in them."""
    return Paragraph(escape(plain(words), quote=False), styles()[style])


def width_of(words: str, font: str, size: float) -> float:
    """How wide words are, in points."""
    styles()
    return float(pdfmetrics.stringWidth(words, font, size))


def fitted(words: str, room: float, font: str, size: float) -> str:
    """Words cut to the room there is."""
    if width_of(words, font, size) <= room:
        return words
    while words and width_of(words + "…", font, size) > room:
        words = words[:-1]
    return words.rstrip() + "…"
