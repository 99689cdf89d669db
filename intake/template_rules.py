"""Export: the drop-downs, cell rules and notes of the template, and the hidden sheet with its lists and version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from intake.dates import FIRST_YEAR, LAST_YEAR
from intake.grids import column_letters
from intake.template_columns import Say, TemplateColumn
from intake.template_rows import Wording
from intake.values import MOST

RULED_ROWS = 2_000
_LISTS_BEGIN = 3


class Lists:
    """The hidden sheet: the template's id and version on top, below them a column for each list to choose from."""

    def __init__(self, sheet: Any, identity: tuple[str, int]) -> None:
        self.sheet = sheet
        self._areas: dict[str, str] = {}
        sheet.write_string(0, 0, identity[0])
        sheet.write_number(0, 1, identity[1])
        sheet.hide()

    def add(self, name: str, words: Sequence[str | int]) -> None:
        """Write a list once; an empty one is none."""
        if name in self._areas or not words:
            return
        column = len(self._areas)
        for row, word in enumerate(words, start=_LISTS_BEGIN):
            if isinstance(word, int):
                self.sheet.write_number(row, column, word)
            else:
                self.sheet.write_string(row, column, word)
        letter = column_letters(column + 1)
        first, last = _LISTS_BEGIN + 1, _LISTS_BEGIN + len(words)
        self._areas[name] = f"='{self.sheet.get_name()}'!${letter}${first}:${letter}${last}"

    def area(self, name: str) -> str | None:
        """Where a list stands, for a rule."""
        return self._areas.get(name)


def write_rules(
    sheet: Any,
    columns: Sequence[TemplateColumn],
    body: int,
    *,
    lists: Lists,
    wording: Wording,
    own: Say,
    terms: Sequence[str],
) -> None:
    """Put a rule under each column that has one and a note at its head."""
    for number, column in enumerate(columns, start=1):
        _add_list(column, lists, wording, terms)
        rule = _rule(column, lists, own)
        if rule:
            sheet.data_validation(body, number, body + RULED_ROWS - 1, number, rule | {"ignore_blank": True})
        note = own(f"template.note.{_note(column)}")
        if column.needed:
            note = f"{own('template.note.needed')} {note}"
        options = {"author": "", "x_scale": 1.6, "y_scale": 0.9, "visible": False}
        sheet.write_comment(body - 1 if column.above else _top(columns, body), number, note, options)


def _top(columns: Sequence[TemplateColumn], body: int) -> int:
    """The row in which a head begins: it spans both where others share one."""
    return body - 2 if any(each.above for each in columns) else body - 1


def _list_name(column: TemplateColumn) -> str:
    if column.kind == "unit":
        return "unit"
    if column.kind == "period":
        return f"term {column.head}"
    return column.field if column.choices else ""


def _add_list(column: TemplateColumn, lists: Lists, wording: Wording, terms: Sequence[str]) -> None:
    words: list[str | int] = []
    if column.kind == "period":
        cells = (wording.term_cell(term, column.head) for term in terms)
        words = [cell for cell in cells if isinstance(cell, str | int)]
    elif column.choices:
        words = [word for code in column.choices if (word := wording.choice(column.field, code))]
    if words:
        lists.add(_list_name(column), words)


def _rule(column: TemplateColumn, lists: Lists, own: Say) -> dict[str, Any] | None:
    """What may be typed: wrong years are refused, other words and bounds only asked about."""
    said = {"error_title": own("template.rule.title"), "error_message": own(f"template.rule.{_note(column)}")}
    if column.kind == "count":
        return {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": MOST,
            "error_type": "warning",
            **said,
        }
    if column.kind == "year":
        return {"validate": "integer", "criteria": "between", "minimum": FIRST_YEAR, "maximum": LAST_YEAR, **said}
    if column.field == "is_estimate":
        return {"validate": "list", "source": ["x"], **said}
    area = lists.area(_list_name(column)) if _list_name(column) else None
    if area is None:
        return None
    # Several may be named in one cell, and a term need not be in the list.
    asks = column.kind in ("choice", "unit")
    return {"validate": "list", "source": area, "error_type": "warning", "show_error": asks, **said}


def _note(column: TemplateColumn) -> str:
    if column.field == "is_estimate":
        return "estimate"
    return column.kind
