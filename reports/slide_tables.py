"""Export: units by terms as tables on slides, cells filled as on the screen, as many slides as the rows need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.util import Pt

from locales import text
from reports.canvas import present
from reports.charts_heat import highest_of, is_filled, said_in, step_of
from reports.exhibits import Exhibit
from reports.slide_paper import BODY, px, short, write
from reports.table_parts import even
from reports.theme import LIGHT

MOST_ROWS = 14  # of units on a slide; head and total come to them
MOST_SLIDES = 12
_ROW = 34
_LETTER = 13.5
_NAME_LETTERS = 26
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


@dataclass(frozen=True)
class Cell:
    """What a cell says, and the step of colour it stands on."""

    said: str
    step: int | None = None
    bold: bool = False


@dataclass(frozen=True)
class Sheet:
    """The table of one slide: heads, and rows of a name and cells; the last row may be the total."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    has_total: bool


def sheets(exhibit: Exhibit, width: float, lang: str) -> tuple[list[Sheet], int]:
    """The exhibit's table in parts that fit a slide, and how many units were left out of a very long one."""
    found = exhibit.chart
    names = dict(zip(found["unit"], found["label"], strict=True)) if len(found) else {}
    heads, columns = _columns(exhibit, lang)
    if not names:
        return [], 0
    fitting = _fitting(heads, columns, width)
    most = max(MOST_SLIDES // len(fitting), 1) * MOST_ROWS
    units = list(names)[:most]
    total = text("charts.total.label", lang)
    made = []
    for rows in even(units, MOST_ROWS):
        is_last = rows[-1] == units[-1]
        for places in fitting:
            lines = [(str(names[unit]), tuple(columns[place][unit] for place in places)) for unit in rows]
            if is_last:
                lines.append((total, tuple(columns[place][""] for place in places)))
            made.append(Sheet(tuple(heads[place] for place in places), tuple(lines), is_last))
    return made, len(names) - len(units)


def _columns(exhibit: Exhibit, lang: str) -> tuple[list[str], list[dict[str, Cell]]]:
    """The heads of the terms and of the right column, and below each the cells by unit; "" is the total."""
    known = {(row.unit, row.term): row for row in exhibit.chart.itertuples()}
    terms = {row.term: f"{row.term_label}{'*' if row.running else ''}" for row in exhibit.chart.itertuples()}
    units = list(dict.fromkeys(exhibit.chart["unit"])) if known else []
    highest = highest_of(exhibit.chart)
    whole = exhibit.frame.iloc[-1] if len(exhibit.frame) else {}
    columns = []
    for term in terms:
        cells = {unit: _cell(known.get((unit, term)), highest) for unit in units}
        said = whole.get(term)
        columns.append({**cells, "": Cell(str(said) if present(said) and said else "–", bold=True)})
    heads = list(terms.values())
    if exhibit.side is not None and units:
        side = dict(zip(exhibit.side["unit"], exhibit.side["text"], strict=True))
        columns.append({unit: Cell(str(side.get(unit) or "–"), bold=True) for unit in [*units, ""]})
        heads.append(exhibit.side_head)
    return heads, columns


def _cell(cell: Any, highest: float) -> Cell:
    return Cell(said_in(cell), step_of(cell, highest) if is_filled(cell) else None)


def _fitting(heads: list[str], columns: list[dict[str, Cell]], width: float) -> list[list[int]]:
    """Which columns stand together: as many as have room for what is written in them."""
    wide = [
        max(len(head), *(len(cell.said) for cell in cells.values())) for head, cells in zip(heads, columns, strict=True)
    ]
    room = width - _NAME_LETTERS * _LETTER
    most = max(int(room // (max(wide) * _LETTER + 16)), 1)
    return even(list(range(len(heads))), most)


def draw_table(slide: Slide, sheet: Sheet, *, left: float, top: float, width: float, lang: str, alt: str) -> None:
    """Put a table on a slide: heads on top, the total below a line of ink."""
    count = len(sheet.heads) + 1
    lines = len(sheet.rows) + 1
    longest = max(len(name) for name, _ in sheet.rows)
    name_width = min(longest, _NAME_LETTERS) * _LETTER + 24
    each = min((width - name_width) / len(sheet.heads), 190)
    box = (left, top, name_width + each * len(sheet.heads), lines * _ROW)
    frame: Any = slide.shapes.add_table(lines, count, *(px(side) for side in box))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame.table
    plain_table(table)
    for place, wide in enumerate((name_width, *[each] * len(sheet.heads))):
        table.columns[place].width = px(wide)
    for row in table.rows:
        row.height = px(_ROW)
    for place, head in enumerate((text("pages.table.unit", lang), *sheet.heads)):
        _fill(table.cell(0, place), Cell(head, bold=True), lang=lang, is_name=place == 0, paper=LIGHT.panel)
    for row, (name, cells) in enumerate(sheet.rows, start=1):
        is_total = sheet.has_total and row == len(sheet.rows)
        first = table.cell(row, 0)
        _fill(first, Cell(short(name, _NAME_LETTERS), bold=is_total), lang=lang, is_name=True)
        for place, said in enumerate(cells, start=1):
            _fill(table.cell(row, place), said, lang=lang)
        if is_total:
            _line_above(table, row)


def plain_table(table: Any) -> None:
    """Take the bands and the style off a new table."""
    table.horz_banding, table.first_row = False, True
    (style,) = table._tbl.tblPr.xpath("./a:tableStyleId")
    style.text = _NO_STYLE


def _fill(cell: Any, said: Cell, *, lang: str, is_name: bool = False, paper: str = "") -> None:
    cell.margin_top = cell.margin_bottom = px(1)
    cell.margin_left = cell.margin_right = px(6)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    ink = LIGHT.ink if said.step is None else LIGHT.step_inks[said.step]
    paragraph = cell.text_frame.paragraphs[0]
    write(paragraph, said.said or "–", lang=lang, size=BODY, colour=ink, bold=said.bold, right=not is_name)
    fill = paper or ("" if said.step is None else LIGHT.steps[said.step])
    filled(cell, fill)


def filled(cell: Any, colour: str) -> None:
    """Give a cell a fill, where it has one."""
    if colour:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(colour[1:])


def _line_above(table: Any, row: int) -> None:
    for cell in table.rows[row].cells:
        ink = f'<a:solidFill><a:srgbClr val="{LIGHT.ink[1:]}"/></a:solidFill>'
        cell._tc.get_or_add_tcPr().insert(0, parse_xml(f'<a:lnT xmlns:a="{_DRAWING}" w="{Pt(1.5)}">{ink}</a:lnT>'))
