"""Show, tested: the picture of a piece of a sheet: true addresses, merges, marks, and nothing that a browser would run."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from ui.sheet_picture import letters, picture, piece_around, text_at

KEPT = {
    "cells": {
        "A1": "TỔNG HỢP",
        "B7": "Quận",
        "C7": "Số mô hình",
        "B9": "Quận 1",
        "C9": "306",
        "B10": "Quận 3",
        "C10": "trên 260",
    },
    "merges": [[1, 1, 1, 6]],
}


def cells(html: str) -> list[str]:
    return [unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", html)]


def test_two_rows_and_columns_stand_around_the_cell() -> None:
    piece = piece_around(KEPT, "C10", None)
    assert piece is not None
    assert (piece.rows, piece.columns, piece.letters) == (range(8, 13), (1, 2, 3, 4, 5), ("A", "E"))
    html = picture(KEPT, piece, tone="light", label="Biểu 1")
    assert re.findall(r"<td[^>]* data-marked>(.*?)</td>", html) == ["trên 260"]
    assert re.findall(r"<th scope='col' data-marked>(.*?)</th>", html) == ["C"]
    assert re.findall(r"<td class='number'>(.*?)</td>", html) == ["306"]


def test_a_cell_at_the_edge_has_fewer_around_it() -> None:
    piece = piece_around(KEPT, "A1", None)
    assert piece is not None
    assert (piece.rows, piece.columns) == (range(1, 4), (1, 2, 3))
    assert "colspan='3'" in picture(KEPT, piece, tone="dark", label="")


def test_a_row_is_marked_where_the_copy_holds_it() -> None:
    piece = piece_around(KEPT, None, 9)
    assert piece is not None
    assert (piece.columns, piece.column) == ((2, 3), None)
    html = picture(KEPT, piece, tone="light", label="")
    assert re.findall(r"<td[^>]* data-in-row>(.*?)</td>", html) == ["Quận 1", "306"]
    assert piece_around(KEPT, None, 400) is None


@given(st.text(max_size=60))
def test_whatever_stands_in_a_cell_is_text(words: str) -> None:
    kept = {"cells": {"B2": words}}
    piece = piece_around(kept, "B2", None)
    assert piece is not None
    html = picture(kept, piece, tone="light", label=words)
    assert text_at(kept, "B2") == words

    assert set(re.findall(r"<(/?[a-z]+)", html)) <= {"style", "/style", "div", "/div", "table", "/table"} | {
        f"{slash}{tag}" for slash in ("", "/") for tag in ("thead", "tbody", "tr", "th", "td")
    }


@given(st.integers(1, 16384))
def test_letters_count_like_excel(column: int) -> None:
    value = 0
    for letter in letters(column):
        value = value * 26 + ord(letter) - 64
    assert value == column
