"""Export: a table of words on a slide: columns as wide as their words need, rows as high as they wrap."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide

from reports.chart_parts import Box
from reports.exhibits import Exhibit
from reports.grid_widths import column_widths, number_columns
from reports.slide_paper import LEFT, RIGHT, px, write
from reports.slide_tables import filled, plain_table
from reports.table_parts import TablePaper, grid_of
from reports.theme import LIGHT

PAPER = TablePaper(width=RIGHT - LEFT, height=510, letter=12.3, line=31)


def draw_words(slide: Slide, exhibit: Exhibit, box: Box, *, lang: str, alt: str) -> None:
    """The rows of an exhibit that is a table, its heads on top."""
    left, top, width, _ = box
    grid = grid_of(exhibit)
    widths = column_widths(grid, width, PAPER.letter)
    heights = [PAPER.row_height(row, widths) for row in (grid.heads, *grid.rows)]
    frame: Any = slide.shapes.add_table(len(heights), len(grid.heads), px(left), px(top), px(width), px(sum(heights)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame.table
    plain_table(table)
    for place, wide in enumerate(widths):
        table.columns[place].width = px(wide)
    numbers = number_columns(grid)
    for line, (row, tall) in enumerate(zip((grid.heads, *grid.rows), heights, strict=True)):
        table.rows[line].height = px(tall)
        for place, said in enumerate(row):
            cell = table.cell(line, place)
            cell.margin_top = cell.margin_bottom = px(2)
            cell.margin_left = cell.margin_right = px(6)
            cell.vertical_anchor = MSO_ANCHOR.TOP
            paragraph = cell.text_frame.paragraphs[0]
            write(paragraph, said or "–", lang=lang, bold=line == 0, right=numbers[place])
            filled(cell, LIGHT.panel if line == 0 else "")
