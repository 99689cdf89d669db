"""Match: which of the lines above a table are about it, where others stand beside it or above it on the same sheet."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from data_access.spelling import without_marks
from intake.figure_headers import says_more
from intake.grids import Place
from intake.indicators import is_of_other_numbers
from intake.layouts import View
from intake.readings import Context
from intake.row_kinds import is_beside_the_rows, is_note, is_plan, is_signature, numbered_head, total_kind
from intake.terms import find_term
from intake.titles import Title, read_title

_PLACE = re.compile(r"(quan|huyen|thanh pho|tp|thi xa|phuong|xa|dac khu|cum) ")
_MOST_LINES = 5
_Cell = tuple[Place, int]  # where it begins, and its last column


def unsaid(
    view: View, tables: Sequence[range], heads: Sequence[int]
) -> list[tuple[frozenset[Place], frozenset[Place]]]:
    """For each table the cells above it whose term, and those whose unit, is not its own; last, for one below them all.

    ``tables``: the columns with a head; ``heads``: the row in which the head begins.
    """
    terms, places = (_told(view, tables, heads, about) for about in (_names_a_term, _names_whose))
    captioned = any(_covers(cell, tables[0], heads[0]) for cell in _within(terms, tables[0]))
    return [
        (
            _not_of(table, terms, tables, title_ends=0 if captioned else min(heads)),
            _not_of(table, places, tables, title_ends=min(heads)),
        )
        for table in (*tables, range(0))
    ]


def _told(view: View, tables: Sequence[range], heads: Sequence[int], about: Callable[[str], bool]) -> list[_Cell]:
    """The cells above the tables that say something of this kind, from top to bottom."""
    last = {(top, left): right for top, left, _, right in view.merges}
    found = [
        ((row, column), last.get((row, column), column))
        for row in range(1, max(heads))
        for column, value in view.filled(row)
        if isinstance(value, str) and about(value)
    ]
    below = [(table, head) for table, head in zip(tables, heads, strict=True)]
    return [cell for cell in found if not any(cell[0][1] in table and cell[0][0] >= head for table, head in below)]


def holds_results(view: View, table: range, head: int, others: Sequence[range]) -> bool:
    """Whether no line above a table beside others says that its numbers are planned, or of a time that it does not name.

    A line upon the first table stands for itself only beside a line upon another one.
    """
    for row in range(1, head):
        lines = [(column, value) for column, value in view.filled(row) if isinstance(value, str)]
        if table[0] < min(other[0] for other in others) and not any(c in other for c, _ in lines for other in others):
            continue
        if any(column in table and _says_no_results(value) for column, value in lines):
            return False
    return True


def lines_of_others(view: View, table: range, head: int, others: Sequence[range]) -> frozenset[Place]:
    """The cells above a table that are about one beside it; a line upon the first table alone may be the title of all."""
    first = min(each[0] for each in (table, *others))
    found: set[Place] = set()
    for row in range(1, head):
        lines = [column for column, value in view.filled(row) if isinstance(value, str)]
        has_own = any(column in table for column in lines)
        elsewhere = [column for other in others if has_own or other[0] != first for column in lines if column in other]
        found.update((row, column) for column in elsewhere)
    return frozenset(found)


def _says_no_results(line: str) -> bool:
    return is_plan(line) or (is_beside_the_rows(line) and not _names_a_term(line))


def _within(cells: list[_Cell], table: range) -> list[_Cell]:
    return [cell for cell in cells if cell[0][1] in table and cell[1] in table]


def _not_of(table: range, cells: list[_Cell], tables: Sequence[range], *, title_ends: int) -> frozenset[Place]:
    """The cells that do not speak of a table: where it has its own, all but the nearest, else those of the others.

    What stands above the first table alone may be the title of all; beside rows of another it is not.
    """
    own = _within(cells, table)
    if any(_within(cells, other) for other in tables[1:]):
        title_ends = 0
    if own and (not title_ends or own[-1][0][0] >= title_ends):
        return frozenset(spot for spot, _ in cells if spot != own[-1][0])
    others = [cell for other in tables if other != table for cell in _within(cells, other)]
    return frozenset(spot for spot, _ in ([] if own else others) if spot[0] >= title_ends)


def _covers(cell: _Cell, table: range, head: int) -> bool:
    """Whether a merged cell stands right upon a table, exactly as wide as it is."""
    (row, column), last = cell
    return row == head - 1 and column < last and (column, last) == (table[0], table[-1])


def names_something(text: str) -> bool:
    """Whether a line says which time or which place it is about."""
    return _names_a_term(text) or _PLACE.match(without_marks(text)) is not None


def _names_a_term(text: str) -> bool:
    return find_term(text).term is not None


def _names_whose(text: str) -> bool:
    """Whether a line begins as a place does, and is not where and when a letter was written."""
    key = f"{without_marks(text)} "
    return _PLACE.match(key) is not None and " ngay " not in key


def caption(view: View, head: int) -> range:
    """The rows right above a head further down that hold a line each and name its time or its place; else none."""
    last = head - 1 if view.filled(head - 1) else head - 2
    first = last + 1
    while first > 1 and last - first + 1 < _MOST_LINES and _line(view, first - 1):
        first -= 1
    lines = [_line(view, row) for row in range(first, last + 1)]
    is_caption = _is_below_a_gap(view, first) or (len(lines) == 1 and not says_more(without_marks(lines[0])))
    speaks = any(names_something(line) or is_plan(line) for line in lines)
    return range(first, head) if is_caption and speaks else range(head, head)


def _is_below_a_gap(view: View, first: int) -> bool:
    """Whether what stands in a row is no entry of the table above it: that ended with a blank row, a total or notes."""
    texts = [value for _, value in view.filled(first - 1) if isinstance(value, str)]
    ends = (total_kind(text) is not None or is_note(text) or is_signature(text) for text in texts)
    return not view.filled(first - 1) or any(ends)


def _line(view: View, row: int) -> str:
    """The words of a row that holds nothing else, and is no total, note or signature."""
    cells = view.filled(row)
    text = cells[0][1] if len(cells) == 1 else None
    if not isinstance(text, str) or is_note(text) or is_signature(text) or total_kind(text) is not None:
        return ""
    return text


def overruled(view: View, above: range, first: int) -> tuple[frozenset[Place], frozenset[Place]]:
    """The cells of a title whose term, and those whose unit, the lines from ``first`` on overrule for the table below."""
    lines = []
    while first <= view.height and (line := _line(view, first)):
        lines.append(line)
        first += 1
    cells = frozenset((row, column) for row in above for column, _ in view.filled(row))
    named = (any(map(about, lines)) for about in (_names_a_term, _names_whose))
    terms, places = (cells if is_named else frozenset() for is_named in named)
    return terms, places


def captioned(view: View, rows: range, of_sheet: tuple[Title, Context], dataset: str) -> Title:
    """The title of a table below others: its own lines win over those of the sheet; plans are no results."""
    title, context = of_sheet
    province = context if title.province is None else replace(context, province=title.province)
    own = read_title(view, rows, "", province)
    told = {
        name: value
        for name in (
            "term",
            "unit",
            "province",
            "as_of",
            "decision_no",
            "decision_date",
            "source_ref",
            "cells",
            "mended",
            "mentioned",
        )
        if (value := getattr(own, name))
    }
    if own.term is not None:
        told["term_finding"] = own.term_finding
    if dataset != "targets" and any(is_of_other_numbers(_line(view, row), None) for row in rows):
        told["term"] = None
    if own.unresolved and own.unit is None:
        told |= {"unit": None, "unresolved": True}
    is_planned = any(is_plan(_line(view, row)) for row in rows)
    return replace(title, **told, holds_results=not is_planned)


def without_captions(sheet: Title, last: Title) -> Title:
    """The title of a table without lines of its own: what one between it and the sheet's says otherwise is asked."""
    term = sheet.term if sheet.term == last.term else None
    unit = sheet.unit if sheet.unit == last.unit else None
    return replace(sheet, term=term, unit=unit, holds_results=True)


def opens_another(view: View, head: int, of_sheet: tuple[Title, Context], dataset: str) -> bool:
    """Whether a head that stands again belongs to another time or place, as the lines below a blank row or a total say."""
    rows = caption(view, head)
    if not rows or not _is_below_a_gap(view, rows[0]):
        return False
    title, own = of_sheet[0], captioned(view, rows, of_sheet, dataset)
    is_group = any(numbered_head(_line(view, row)) for row in rows)  # «I. QUẬN 3» at the end of a printed page
    return not own.holds_results or own.term != title.term or (own.unit != title.unit and not is_group)
