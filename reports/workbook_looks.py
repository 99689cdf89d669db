"""Export: a new workbook that writes every text as text, and how its cells look."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from reports.cell_text import plain
from reports.export_content import About, Table, Value

INK, MUTED, PANEL, LINE = "#1A1F26", "#55606C", "#F5F3EF", "#D8D3CA"
WHOLE, DAY, MOMENT = "#,##0", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"valign": "top"},
    "number": {"num_format": WHOLE, "valign": "top"},
    "day": {"num_format": DAY, "align": "left", "valign": "top"},
    "title": {"bold": True, "font_size": 14},
    "muted": {"font_color": MUTED},
    "block": {"bold": True, "font_size": 12},
    "head": {"bold": True, "bg_color": PANEL, "bottom": 1, "bottom_color": LINE, "text_wrap": True, "valign": "top"},
    "head_number": {
        "bold": True,
        "bg_color": PANEL,
        "bottom": 1,
        "bottom_color": LINE,
        "align": "right",
        "valign": "top",
    },
    "bound": {"align": "right", "valign": "top"},
    "absent": {"align": "right", "font_color": MUTED},
    "total": {"bold": True, "top": 2, "num_format": WHOLE},
    "total_text": {"bold": True, "top": 2},
    "total_bound": {"bold": True, "top": 2, "align": "right"},
    "said": {"text_wrap": True, "valign": "top"},
    "moment": {"num_format": MOMENT, "align": "left", "valign": "top"},
    "count": {"num_format": WHOLE, "align": "left", "valign": "top"},
}


class Book:
    """A workbook being written: its sheets, its looks, and its bytes at the end."""

    def __init__(self, about: About) -> None:
        self.about = about
        self._bytes = io.BytesIO()
        # A text stays a text: no formula, no link, no number is made of it.
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = xlsxwriter.Workbook(self._bytes, options)
        self.book.set_properties({"title": plain(about.title)[:200], "created": _without_zone(about.exported)})
        self._looks: dict[str, Any] = {}

    def look(self, name: str, **more: Any) -> Any:
        """A cell format by name, varied where something more is said."""
        key = f"{name}{sorted(more.items())}"
        if key not in self._looks:
            self._looks[key] = self.book.add_format({**_LOOKS[name], **more})
        return self._looks[key]

    def sheet(self, name: str) -> Any:
        """A new sheet that prints across one page."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def write(self, sheet: Any, at: tuple[int, int], value: Value | datetime, look: str) -> None:
        """Put one value into a cell, by its own type; nothing stays nothing."""
        if value is None or value == "":
            return
        if isinstance(value, str):
            sheet.write_string(*at, plain(value), self.look(look))
        elif isinstance(value, date):
            moment = _without_zone(value) if isinstance(value, datetime) else value
            sheet.write_datetime(*at, moment, self.look(look))
        else:
            sheet.write_number(*at, value, self.look(look))

    def table(self, name: str, table: Table) -> None:
        """A sheet with a title, what was selected, and an Excel table below."""
        sheet = self.sheet(name)
        self.write(sheet, (0, 0), self.about.title, "title")
        self.write(sheet, (1, 0), self.about.selection, "muted")
        head, last = 3, 3 + max(len(table.rows), 1)
        columns = [{"header": column.header, "header_format": self.look("head")} for column in table.columns]
        options = {"columns": columns, "name": "So_lieu", "style": "Table Style Light 1", "banded_rows": False}
        sheet.add_table(head, 0, last, len(columns) - 1, options)
        for row, values in enumerate(table.rows, start=head + 1):
            for column, value in enumerate(values):
                self.write(sheet, (row, column), value, table.columns[column].kind)
        for number, declared in enumerate(table.columns):
            sheet.set_column(number, number, max(declared.width, len(declared.header) + 4))
        sheet.freeze_panes(head + 1, 0)
        sheet.repeat_rows(head)

    def finish(self) -> bytes:
        """The bytes of the workbook."""
        self.book.close()
        return self._bytes.getvalue()


def _without_zone(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, microsecond=0)
