"""Show, tested: the picture of a piece of a sheet: true addresses, merges, marks, and nothing that a browser would run."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ui.sheet_picture import Piece, letters, picture, piece_around, text_at

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


HEADED = {
    "cells": {
        "B4": "Đơn vị",
        "C4": "Mô hình",
        "C5": "Đăng ký",
        "D5": "Công nhận",
        "B40": "Quận 1",
        "C40": "9",
        "D40": "7",
    }
    | {"B30": "Đơn vị", "C30": "Số lớp"},
    "merges": [[4, 2, 5, 2], [4, 3, 4, 4], [29, 2, 41, 2]],
}


def the_piece(kept: dict[str, Any], cell: str | None, row: int | None) -> Piece:
    piece = piece_around(kept, cell, row)
    assert piece is not None
    return piece


def rows(html: str) -> dict[str, list[str]]:
    """The cells of each row of the picture by the number beside it; the gap has none."""
    found = re.findall(r"<tr><th(?: scope='row'[^>]*)?>(\d*)</th>(.*?)</tr>", html.split("<tbody>")[1])
    return {number: cells(said) for number, said in found}


def test_the_head_of_its_table_stands_above_a_cell_with_its_own_row_numbers() -> None:
    piece = piece_around(HEADED | {"header_rows": [4, 5]}, "C40", None)
    assert piece is not None
    assert (piece.heads, piece.heads_above) == ((4, 5), (4, 5))
    html = picture(HEADED | {"header_rows": [4, 5]}, piece, tone="light", label="")
    shown = rows(html)
    assert list(shown) == ["4", "5", "", "38", "39", "40", "41", "42"]
    assert shown["4"] == ["", "Đơn vị", "Mô hình", ""]
    assert shown["5"] == ["", "Đăng ký", "Công nhận", ""]
    assert shown[""] == ["⋯"]
    assert len(re.findall(r"<td[^>]* data-head>", html)) == len(shown["4"] + shown["5"])
    assert "<td rowspan='2' data-head>Đơn vị</td>" in html


def test_of_several_tables_the_head_nearest_above_is_that_of_a_cell() -> None:
    kept = HEADED | {"header_rows": [4, 5, 30]}
    piece = the_piece(kept, "C40", None)
    assert piece.heads == (30,)
    piece = the_piece(kept, None, 40)
    assert piece.heads == (30,)
    piece = the_piece(kept, "C29", None)
    assert piece.heads == (4, 5)


def test_a_head_that_is_seen_anyway_is_marked_and_not_repeated() -> None:
    kept = HEADED | {"header_rows": [4, 5], "merges": []}
    piece = the_piece(kept, "C6", None)
    html = picture(kept, piece, tone="light", label="")
    assert list(rows(html)) == ["4", "5", "6", "7", "8"]
    assert "<td data-head>Đăng ký</td>" in html
    piece = the_piece(kept, "C7", None)
    assert list(rows(picture(kept, piece, tone="light", label=""))) == ["4", "5", "6", "7", "8", "9"]
    piece = the_piece(kept, "B4", None)
    assert piece.heads == ()


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
