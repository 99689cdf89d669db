"""Export: what a Word document is put together of that its library has no word for: fields, borders, repeated heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from reports.cell_text import plain
from reports.grid_widths import number_columns
from reports.report_content import Grid

FONT = "Times New Roman"
LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def say(place: Paragraph, words: str, *, size: float | None = None, bold: bool = False, italic: bool = False) -> Any:
    """Add words to a paragraph, letter by letter as they are."""
    run = place.add_run(plain(words).replace("\n", " "))
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    return run


def field(place: Paragraph, code: str, size: float) -> None:
    """Add what Word works out by itself, such as the number of the page."""
    run = place.add_run()
    run.font.size = Pt(size)
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = code
        run._r.append(part)


def flat(place: Paragraph, align: Any = LEFT, *, before: float = 0, after: float = 0) -> Paragraph:
    """A paragraph without the indent and distance of running text."""
    place.alignment = align
    form = place.paragraph_format
    form.first_line_indent, form.space_before, form.space_after, form.line_spacing = Cm(0), Pt(before), Pt(after), 1.0
    return place


def grid_table(document: Document, grid: Grid, widths: Sequence[float], size: float) -> Table:
    """A native table with borders; its head stands again on every page, and no row breaks across two."""
    table = document.add_table(rows=1, cols=len(grid.heads))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _fill(table.rows[0], grid.heads, [CENTRE] * len(grid.heads), size=size, bold=True)
    _mark(table.rows[0], "w:tblHeader")
    sides = [RIGHT if is_number else LEFT for is_number in number_columns(grid)]
    for place, cells in enumerate(grid.rows, start=1):
        row = table.add_row()
        _fill(row, cells, sides, size=size, bold=grid.has_total and place == len(grid.rows))
    for row in table.rows:
        _mark(row, "w:cantSplit")
    _set_widths(table, widths)
    return table


def _fill(row: _Row, cells: Iterable[str], sides: Sequence[Any], *, size: float, bold: bool) -> None:
    for cell, words, side in zip(row.cells, cells, sides, strict=True):
        say(flat(cell.paragraphs[0], side, before=1, after=1), words, size=size, bold=bold)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def bare_table(document: Document, columns: Sequence[float]) -> Sequence[_Cell]:
    """Cells side by side without any line: letterhead and signature."""
    table = document.add_table(rows=1, cols=len(columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    borders = OxmlElement("w:tblBorders")
    for edge in _EDGES:
        line = OxmlElement(f"w:{edge}")
        line.set(qn("w:val"), "nil")
        borders.append(line)
    table._tbl.tblPr.append(borders)
    _set_widths(table, columns)
    return table.rows[0].cells


def rule_under(place: Paragraph, width: int = 6) -> None:
    """A thin line under a paragraph."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(width)), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    place._p.get_or_add_pPr().append(borders)


def use_font(style: Any, size: float) -> None:
    """One typeface for all letters of a style, also those that Word counts as East Asian."""
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
