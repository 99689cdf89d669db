"""Export: the charts of slides put into a Word document as they are: native, editable, their numbers inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from pptx import Presentation

from reports.charts import alt_text
from reports.exhibits import Exhibit
from reports.native_words import caption_of
from reports.slide_exhibits import Drawn, draw_chart, has_values
from reports.slide_paper import BODY
from reports.table_parts import pair_parts
from reports.word_parts import FONT

# What a table cannot show: order at a glance, time, and how far apart. Fewer marks than four a table says in less room.
SHAPES = ("ranking", "trend", "stacked", "dumbbell", "spread")
FEWEST = 4
TYPE = 9  # points of the letters in a chart
SCALE = TYPE / BODY  # a chart in a document is one of a slide, made smaller
# LibreOffice lays out every chart of a document at this size and stretches it to its frame; so this is its frame.
WIDE, HIGH = 16.0, 9.0
MOST_ROWS = 24  # that fit this height; a longer chart is higher
_CENTIMETRE = 360000 / 9525 / SCALE  # in pixels of the slide
_BLANK = 6
_SMALLEST_MARK = 5
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_FRAME = (
    f'<c:spPr xmlns:c="{_CHART}" xmlns:a="{_DRAWING}"><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>',
    f'<c:roundedCorners xmlns:c="{_CHART}" val="0"/>',
)


class ChartDesk:
    """Draws charts on slides that nobody sees and carries them over into a document."""

    def __init__(self, document: Document, lang: str) -> None:
        self._document = document
        self.lang = lang
        self._show: Any = Presentation()
        self._count = 0

    def parts(self, exhibit: Exhibit) -> list[Exhibit]:
        """The charts that show an exhibit, one after the other; none of one that stays a table."""
        if exhibit.shape not in SHAPES or not has_values(exhibit) or _marks(exhibit) < FEWEST:
            return []
        return pair_parts(exhibit, self.lang) if exhibit.shape == "dumbbell" else [exhibit]

    def put(self, exhibit: Exhibit, place: Paragraph) -> None:
        """Put the exhibit's chart into a paragraph."""
        for frame in self._drawn(exhibit):
            self._count += 1
            held = frame.chart.part
            chart = Part(
                PackURI(f"/word/charts/chart{self._count}.xml"),
                CONTENT_TYPE.DML_CHART,
                b"",
                self._document.part.package,
            )
            book = Part(
                PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{self._count}.xlsx"),
                CONTENT_TYPE.SML_SHEET,
                held.chart_workbook.xlsx_part.blob,
                self._document.part.package,
            )
            chart._blob = _smaller(held.blob, chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
            relation = self._document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
            place.add_run()._r.append(self._inline(frame, relation))

    def _drawn(self, exhibit: Exhibit) -> Iterator[Any]:
        slide = self._show.slides.add_slide(self._show.slide_layouts[_BLANK])
        alt = alt_text(f"{exhibit.title}. {caption_of(exhibit, self.lang)}", exhibit.frame, self.lang)
        box = (0.0, 0.0, WIDE * _CENTIMETRE, _height(exhibit) * _CENTIMETRE)
        draw_chart(exhibit, Drawn(slide, box, self.lang, alt, is_whole=True))
        return (shape for shape in slide.shapes if shape.has_chart)

    def _inline(self, frame: Any, relation: str) -> Any:
        """The chart in a line of text, with the words for those who do not see it."""
        properties = frame._element.nvGraphicFramePr.cNvPr
        made = parse_xml(
            f'<w:drawing {nsdecls("w", "wp", "a", "r")} xmlns:c="{_CHART}"><wp:inline distT="0" distB="0" distL="0" '
            f'distR="0"><wp:extent cx="{round(frame.width * SCALE)}" cy="{round(frame.height * SCALE)}"/>'
            f'<wp:docPr id="{self._count}" name="Chart {self._count}"/><wp:cNvGraphicFramePr/><a:graphic>'
            f'<a:graphicData uri="{_CHART}"><c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline>'
            "</w:drawing>"
        )
        made.find(f".//{qn('wp:docPr')}").set("descr", properties.get("descr"))
        return made


def _marks(exhibit: Exhibit) -> int:
    """How many rows of an exhibit have anything to draw."""
    names = [name for name in ("value", "a", "b") if name in exhibit.chart.columns]
    return int(exhibit.chart[names].notna().any(axis=1).sum())


def _height(exhibit: Exhibit) -> float:
    rows = _marks(exhibit) if exhibit.shape == "ranking" else 0
    return HIGH * max(rows / MOST_ROWS, 1)


def _smaller(blob: bytes, workbook: str) -> bytes:
    """A slide's chart in the type of the document, its lines and marks as small as its letters; no frame around it."""
    space: Any = parse_xml(blob)
    for look in space.iter(f"{{{_DRAWING}}}rPr", f"{{{_DRAWING}}}defRPr"):
        look.set("sz", str(round(int(look.get("sz", BODY * 100)) * SCALE)))
        look.append(parse_xml(f'<a:latin {nsdecls("a")} typeface="{FONT}"/>'))
    for line in space.iter(f"{{{_DRAWING}}}ln"):
        if line.get("w"):
            line.set("w", str(round(int(line.get("w")) * SCALE)))
    for size in space.iter(f"{{{_CHART}}}size"):
        size.set("val", str(max(round(int(size.get("val")) * SCALE), _SMALLEST_MARK)))
    fill, corners = (parse_xml(part) for part in _NO_FRAME)
    space.find(f"{{{_CHART}}}chart").addnext(fill)
    for before in space.findall(f"{{{_CHART}}}roundedCorners"):
        space.remove(before)
    first = space.find(f"{{{_CHART}}}date1904")
    space.insert(0, corners) if first is None else first.addnext(corners)
    space.find(f"{{{_CHART}}}externalData").set(f"{{{_RELATIONS}}}id", workbook)
    return serialize_part_xml(space)
