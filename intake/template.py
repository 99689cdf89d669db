"""Export: the workbook that offices fill in, with drop-downs and rules, empty or filled with what is known."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter

from data_access.periods import in_order
from data_access.reference import Reference
from intake.guides import TEMPLATE_ID, TEMPLATE_VERSION
from intake.template_columns import SHEETS, Row, Say, TemplateColumn, template_columns
from intake.template_rows import Cell, Wording, sheet_rows
from intake.template_rules import Lists, write_rules

GUIDE_LINES = 9
_CREATED = datetime(2026, 1, 1)
_WIDTHS = {
    "text": 26,
    "organisation": 30,
    "unit": 22,
    "period": 18,
    "date": 14,
    "year": 12,
    "count": 11,
    "partners": 34,
}
_HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1, "bg_color": "#F5F3EF"}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Asked:
    """What a template is for: a province or one unit of it, a term, and the facts it comes filled with, by dataset."""

    province: str | None
    unit: str | None = None
    term: str | None = None
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    years: Sequence[int] = ()


@dataclass(frozen=True)
class Words:
    """Texts by key: ``vietnamese`` for what is read back, ``own`` in the reader's language; ``term`` names a term."""

    vietnamese: Say
    own: Say
    term: Callable[[str], str]


def template(reference: Reference, asked: Asked, words: Words) -> bytes:
    """The template as a workbook: a guide, a sheet a dataset, and a hidden one with its lists and its version."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    book.set_properties({"title": words.vietnamese("template.sheet.guide"), "created": _CREATED})
    wording = Wording(reference, words.vietnamese, words.term)
    sheets = {dataset: book.add_worksheet(words.vietnamese(f"template.sheet.{dataset}")) for dataset in SHEETS}
    _write_guide(book, words)
    lists = Lists(book.add_worksheet(words.vietnamese("template.sheet.lists")), (TEMPLATE_ID, TEMPLATE_VERSION))
    lists.add("unit", unit_names(reference, asked))
    writer = _Writer(book, lists, wording, words)
    for dataset, sheet in sheets.items():
        writer.write(dataset, sheet, asked)
    sheets[SHEETS[0]].activate()
    book.close()
    return content.getvalue()


def unit_names(reference: Reference, asked: Asked) -> list[str]:
    """The names to choose from: the one unit, or all that stand or stood in the province, in official order."""
    if asked.unit:
        return [reference.units[asked.unit].name]
    if asked.province is None:
        return []
    code = reference.units[asked.province].code
    provinces = [unit for unit in reference.with_code(code) if unit.level == "province"]
    named = [provinces[-1].name, *(unit.name for province in provinces for unit in reference.children(province.id))]
    return list(dict.fromkeys(named))


class _Writer:
    """Writes the sheets of the datasets."""

    def __init__(self, book: Any, lists: Lists, wording: Wording, words: Words) -> None:
        self.book, self.lists, self.wording, self.words = book, lists, wording, words
        self.head = book.add_format(_HEAD)
        self.needed = book.add_format({**_HEAD, "bottom": 5})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})

    def write(self, dataset: str, sheet: Any, asked: Asked) -> None:
        """One sheet: whose it is, its title, its head, its rows, its rules."""
        facts = asked.rows.get(dataset, ())
        columns = template_columns(dataset, facts, self.words.vietnamese)
        # What stands in the title holds for rows without a term of their own: it must not give them one.
        term = asked.term if all(row["term"] for row in facts) else None
        row = self._titles(dataset, sheet, asked, term)
        body = self._heads(sheet, columns, row)
        for number, cells in enumerate(sheet_rows(dataset, facts, columns, self.wording)):
            sheet.write_number(body + number, 0, number + 1)
            for place, cell in enumerate(cells, start=1):
                self._cell(sheet, (body + number, place), cell)
        named = self.wording.reference.named_terms
        terms = [*(f"year:{year}" for year in asked.years), *((asked.term,) if asked.term else ()), *named]
        write_rules(
            sheet, columns, body, lists=self.lists, wording=self.wording, own=self.words.own, terms=in_order(set(terms))
        )
        sheet.set_column(0, 0, 6)
        for number, column in enumerate(columns, start=1):
            width = 40 if column.needed and column.kind in ("text", "organisation") else _WIDTHS.get(column.kind, 18)
            sheet.set_column(number, number, width)
        sheet.freeze_panes(body, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(row, body - 1)

    def _titles(self, dataset: str, sheet: Any, asked: Asked, term: str | None) -> int:
        """Write the lines above the head; the row of the head."""
        units = self.wording.reference.units
        unit = units[asked.unit] if asked.unit else None
        province = asked.province or (unit.province if unit else None)
        lines = [units[province].name if province else "", self.words.vietnamese(f"template.title.{dataset}")]
        if unit and unit.id != province:
            lines.append(f"{self.words.vietnamese('template.title.unit')}: {unit.name}")
        if term:
            lines.append(f"{self.words.vietnamese('template.title.term')}: {self.words.term(term)}")
        for row, line in enumerate(lines):
            if line:
                sheet.write_string(row, 0, line, self.title if row == 1 else None)
        return len(lines) + 1

    def _heads(self, sheet: Any, columns: Sequence[TemplateColumn], row: int) -> int:
        """Write the head, of two rows where some columns share one; the first row below it."""
        last = row + (1 if any(column.above for column in columns) else 0)
        self._head(sheet, (row, 0, last, 0), self.words.vietnamese("template.head.number"))
        for number, column in enumerate(columns, start=1):
            look = self.needed if column.needed else self.head
            self._head(sheet, (last if column.above else row, number, last, number), column.head, look)
        start = 0
        for stop in range(1, len(columns) + 1):
            if stop == len(columns) or columns[stop].above != columns[start].above:
                if columns[start].above:
                    self._head(sheet, (row, start + 1, row, stop), columns[start].above)
                start = stop
        sheet.set_row(last, 48)
        return last + 1

    def _head(self, sheet: Any, area: tuple[int, int, int, int], words: str, look: Any = None) -> None:
        top, left, bottom, right = area
        if (top, left) == (bottom, right):
            sheet.write_string(top, left, words, look or self.head)
        else:
            sheet.merge_range(*area, words, look or self.head)

    def _cell(self, sheet: Any, at: tuple[int, int], cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            sheet.write_string(*at, cell)
        elif isinstance(cell, date):
            sheet.write_datetime(*at, cell, self.day)
        else:
            sheet.write_number(*at, cell)


def _write_guide(book: Any, words: Words) -> None:
    sheet = book.add_worksheet(words.vietnamese("template.sheet.guide"))
    sheet.set_column(0, 0, 110)
    heading = book.add_format({"bold": True, "font_size": 14})
    said = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, words.own("template.guide.heading"), heading)
    for row in range(1, GUIDE_LINES + 1):
        sheet.write_string(row + 1, 0, words.own(f"template.guide.line{row}"), said)
