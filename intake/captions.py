"""Match: which of the lines above tables that stand beside each other is about which of them, in whatever row it stands."""

import re
from collections.abc import Callable, Sequence

from data_access.spelling import without_marks
from intake.grids import Place
from intake.layouts import View
from intake.terms import find_term

_PLACE = re.compile(r"(quan|huyen|thanh pho|tp|thi xa|phuong|xa|dac khu|cum) ")
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
