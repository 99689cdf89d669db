"""Show: a piece of a sheet as it looked, made from its kept copy, the cell or row in question framed in ink."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import Any

from reports.cell_places import letters, place_of

AROUND = 2
MOST_COLUMNS = 7
_NUMBER = re.compile(r"[<>≥≤≈+\-−(]?\s*\d[\d.,\s]*[%)]?")
_STYLE = """
<style>
.sheet-picture{overflow-x:auto;margin:.25rem 0 .5rem}
.sheet-picture table{border-collapse:collapse;font-size:.875rem;line-height:1.35;width:100%}
.sheet-picture :is(th,td){border:1px solid var(--sheet-line);padding:.3rem .5rem;font-weight:400;vertical-align:top}
.sheet-picture th{background:var(--sheet-head);color:var(--sheet-muted);text-align:center;white-space:nowrap}
.sheet-picture th[data-marked]{font-weight:700;color:inherit}
.sheet-picture td{min-width:3rem;max-width:32rem;overflow-wrap:break-word}
.sheet-picture td.number{text-align:right;white-space:nowrap}
.sheet-picture td[data-marked]{background:var(--sheet-mark);font-weight:700;outline:3px solid var(--sheet-ink);outline-offset:-2px}
.sheet-picture td[data-in-row]{background:var(--sheet-mark)}
.sheet-picture td[data-head]{background:var(--sheet-head);font-weight:600}
.sheet-picture td[data-gap]{color:var(--sheet-muted);padding-block:0;text-align:center}
</style>
"""
_COLOURS = {
    "light": "--sheet-line:#D8D3CA;--sheet-head:#F5F3EF;--sheet-muted:#55606C;--sheet-mark:#FFEFA8;--sheet-ink:#1A1F26",
    "dark": "--sheet-line:#3A4149;--sheet-head:#20252B;--sheet-muted:#A8B0BA;--sheet-mark:#5A4A12;--sheet-ink:#ECEAE6",
    "light_contrast": "--sheet-line:#4A4A4A;--sheet-head:#EFEFEF;--sheet-muted:#333333;--sheet-mark:#FFE45C;--sheet-ink:#000000",
    "dark_contrast": "--sheet-line:#B0B0B0;--sheet-head:#1C1C1C;--sheet-muted:#D0D0D0;--sheet-mark:#4A3A00;--sheet-ink:#FFFFFF",
}


@dataclass(frozen=True)
class Piece:
    """Which rows and columns of a sheet to show, by number, and what to mark in them.

    ``heads``: the rows of the head of its table, which stand first where they are not among the rows.
    """

    rows: range
    columns: tuple[int, ...]
    row: int
    column: int | None
    heads: tuple[int, ...] = ()

    @property
    def heads_above(self) -> tuple[int, ...]:
        """The rows of the head that would not be seen otherwise."""
        return tuple(row for row in self.heads if row < self.rows[0])

    @property
    def letters(self) -> tuple[str, str]:
        """The letters of the first and last column."""
        return letters(self.columns[0]), letters(self.columns[-1])


def piece_around(kept: Mapping[str, Any], cell: str | None, row: int | None) -> Piece | None:
    """The piece to show around a cell, or of a row of a list; None where there is no such cell, or nothing of the row is kept."""
    found = place_of(cell) if cell else None
    if found:
        at, column = found
        columns = tuple(range(max(1, column - AROUND), column + AROUND + 1))
        return Piece(range(max(1, at - AROUND), at + AROUND + 1), columns, at, column, _heads(kept, at))
    places = filter(None, map(place_of, kept.get("cells", ())))
    in_row = sorted(column for at, column in places if at == row)[:MOST_COLUMNS]
    if row is None or not in_row:
        return None
    return Piece(range(max(1, row - AROUND), row + AROUND + 1), tuple(in_row), row, None, _heads(kept, row))


def _heads(kept: Mapping[str, Any], row: int) -> tuple[int, ...]:
    """The rows of the head nearest above a row; a sheet with several tables has several."""
    heads: list[int] = []
    for head in sorted((head for head in kept.get("header_rows", ()) if head < row), reverse=True):
        if heads and head < heads[0] - 1:
            break
        heads.insert(0, head)
    return tuple(heads)


def picture(kept: Mapping[str, Any], piece: Piece, *, tone: str, label: str) -> str:
    """The piece as HTML; every text of the sheet is escaped."""
    heads = "".join(
        f"<th scope='col'{_marked(column == piece.column)}>{letters(column)}</th>" for column in piece.columns
    )
    # What is left out between the head and the rows ends a merge that goes through both.
    spans = _spans(kept, piece, piece.heads_above) | _spans(kept, piece, piece.rows)
    lines = [_row(kept, piece, at, spans=spans) for at in chain(piece.heads_above, piece.rows)]
    if piece.heads_above and piece.heads_above[-1] + 1 < piece.rows[0]:
        lines.insert(len(piece.heads_above), f"<tr><th></th><td colspan='{len(piece.columns)}' data-gap>⋯</td></tr>")
    body = "".join(lines)
    colours = _COLOURS[tone]
    table = f"<table aria-label='{escape(label, quote=True)}'><thead><tr><th></th>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return f"{_STYLE}<div class='sheet-picture' style='{colours}'>{table}</div>"


def text_at(kept: Mapping[str, Any], cell: str) -> str | None:
    """What stands in a cell, in the words of the sheet."""
    found = kept.get("cells", {}).get(cell)
    return None if found is None else str(found)


def _row(
    kept: Mapping[str, Any], piece: Piece, at: int, *, spans: Mapping[tuple[int, int], tuple[int, int, str]]
) -> str:
    said = [f"<th scope='row'{_marked(at == piece.row)}>{at}</th>"]
    for column in piece.columns:
        height, width, origin = spans.get((at, column), (1, 1, f"{letters(column)}{at}"))
        if not height:
            continue
        words = text_at(kept, origin) or ""
        number = " class='number'" if _NUMBER.fullmatch(words.strip()) else ""
        in_row = " data-in-row" if piece.column is None and at == piece.row else ""
        shape = (f" rowspan='{height}'" if height > 1 else "") + (f" colspan='{width}'" if width > 1 else "")
        marked = _marked(at == piece.row and column == piece.column) + (" data-head" if at in piece.heads else "")
        said.append(f"<td{number}{shape}{in_row}{marked}>{escape(words)}</td>")
    return f"<tr>{''.join(said)}</tr>"


def _spans(kept: Mapping[str, Any], piece: Piece, shown: Sequence[int]) -> dict[tuple[int, int], tuple[int, int, str]]:
    """For cells of merges in the piece: height, width and where the text stands; height 0 for a cell that is covered.

    ``shown``: the rows of the piece that stand together.
    """
    spans: dict[tuple[int, int], tuple[int, int, str]] = {}
    for top, left, bottom, right in (merge for merge in kept.get("merges", ()) if len(merge) == 4):
        rows = [at for at in shown if top <= at <= bottom]
        columns = [column for column in piece.columns if left <= column <= right]
        if not rows or not columns or (top, left) == (bottom, right):
            continue
        spans.update({(at, column): (0, 0, "") for at in rows for column in columns})
        spans[rows[0], columns[0]] = (len(rows), len(columns), f"{letters(left)}{top}")
    return spans


def _marked(is_marked: bool) -> str:
    return " data-marked" if is_marked else ""
