"""Export, tested: a file of slides as an office program reads it: titles, words, tables, charts and the numbers in them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import openpyxl
from docx.oxml.ns import qn as docx_name
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn


@dataclass(frozen=True)
class ReadChart:
    """A native chart: its categories, each series' values, the labels that somebody wrote, the workbook behind it."""

    categories: list[str]
    series: dict[str, list[float | None]]
    labels: dict[str, dict[int, str]]
    end: float
    rows: list[list[Any]]
    alt: str
    formulas: int


@dataclass(frozen=True)
class ReadSlide:
    """A slide: its title, its other words, its squares, its tables cell by cell, its charts and its notes."""

    title: str
    words: list[str]
    tables: list[list[list[str]]]
    charts: list[ReadChart]
    notes: str
    tiles: list[str]
    sizes: set[int]
    steps: set[str]


def read_slides(content: bytes) -> list[ReadSlide]:
    """Every slide of the file, in its order."""
    return [_slide(slide) for slide in Presentation(io.BytesIO(content)).slides]


def _slide(slide: Any) -> ReadSlide:
    title = slide.shapes.title
    others = [shape for shape in slide.shapes if shape.shape_id != title.shape_id]
    tables = [[[cell.text for cell in row.cells] for row in s.table.rows] for s in others if s.has_table]
    return ReadSlide(
        title.text_frame.text,
        [line.text for shape in others if shape.has_text_frame for line in shape.text_frame.paragraphs if line.text],
        tables,
        [_chart(shape) for shape in others if shape.has_chart],
        slide.notes_slide.notes_text_frame.text,
        [
            " ".join(s.text_frame.text.split())
            for s in others
            if s.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE and s.text_frame.text
        ],
        {int(size) for size in slide._element.xpath(".//@sz")},
        set(slide._element.xpath(".//a:tcPr/a:solidFill/a:srgbClr/@val")),
    )


def _chart(shape: Any) -> ReadChart:
    book = shape.chart.part.chart_workbook.xlsx_part.blob
    return read_chart(shape.chart, book, shape._element.nvGraphicFramePr.cNvPr.get("descr"))


def read_document_charts(document: Any) -> list[ReadChart]:
    """Every native chart of a Word document, in its order, with the words for those who do not see it."""
    found = []
    for inline in document.element.body.iter(docx_name("wp:inline")):
        (held,) = inline.iter(qn("c:chart"))
        part = document.part.related_parts[held.get(qn("r:id"))]
        space = parse_xml(part.blob)
        book = part.related_parts[space.xlsx_part_rId].blob
        found.append(read_chart(Chart(space, None), book, inline.find(docx_name("wp:docPr")).get("descr")))
    return found


def read_chart(chart: Any, workbook: bytes, alt: str) -> ReadChart:
    """A native chart and the workbook behind it, which must say the same."""
    found = [series for plot in chart.plots for series in plot.series]
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = book["Sheet1"]
    _follow_references(chart, sheet)
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return ReadChart(
        [str(category) for category in chart.plots[0].categories],
        {series.name: list(series.values) for series in found},
        {series.name: _labels(series) for series in found},
        chart.value_axis.maximum_scale,
        [list(row) for row in sheet.iter_rows(values_only=True)],
        alt,
        sum(1 for cell in cells if cell.data_type == "f" or cell.hyperlink is not None),
    )


def _labels(series: Any) -> dict[int, str]:
    """The labels in their own words; of a point whose label is its number there is none here."""
    labels = series._element.xpath("./c:dLbls/c:dLbl")
    said = {int(each.find(qn("c:idx")).get("val")): "".join(t.text for t in each.iter(qn("a:t"))) for each in labels}
    return {point: words for point, words in said.items() if words}


def _follow_references(chart: Any, sheet: Any) -> None:
    """What a chart shows is what the cells hold that it refers to: editing begins with the same numbers."""
    for held in chart._chartSpace.xpath(".//c:numRef | .//c:strRef"):
        (formula,) = (each.text for each in held.iter(qn("c:f")))
        found = sheet[re.sub(r"^Sheet1!|\$", "", formula)]
        cells = [row[0] for row in found] if isinstance(found, tuple) else [found]
        points = {int(p.get("idx")): p.find(qn("c:v")).text for p in held.iter(qn("c:pt"))}
        for place, cell in enumerate(cells):
            written = points.get(place)
            if held.tag == qn("c:numRef"):
                assert (None if written is None else float(written)) == cell.value
            else:
                assert (written or "") == str(cell.value or "")
