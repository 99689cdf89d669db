"""Read: how many words it takes to say that a sheet was written for an old font, and which words are Vietnamese."""

from __future__ import annotations

from typing import Any

import pytest

from intake.grids import Grid, OldText
from intake.legacy_notice import say_old_text
from intake.legacy_text import convert
from intake.legacy_vote import View, proof, vote
from intake.problems import Problem
from intake.readings import SheetReading
from intake.syllables import is_syllable
from tests.legacy_workbooks import as_tcvn3, as_vni

# None of these is a word of every office's sheet; each has a letter that TCVN3 writes with one of Western Europe.
SELDOM = ["hẻm", "nở", "hồng", "ngõ", "xóm", "lũng", "vĩnh", "biển"]
SYLLABLES = (
    "bà hoà hòa khoẻ khỏe thuý thúy quý mía mùa được nguyễn khuỷu giữa tiếng ngoài gì ý lý kỳ ghế nghĩa cũ các một toàn "
    "ngoằn huệ quốc yến uỷ ủy của chìa nhà xã tổ kế tỉ đỏ lúa cưới rượu bướu oà òa uể ngoéo lạch tích chốc sắp ngát ðội moóc soóc xoong"
)
NO_SYLLABLES = (
    "nghà ngè cì cế kà kổ ghà ngế bỳ dỹ nỳ rỷ càc tìch bảt hỏp hoàt hỏat tòan tóan miá muà khoảnh̃ dứơc đựơc nguỹên hoàì "
    "mộp̃ quôć wà fá jí zá năo hâo ưí ̀à bàà àb móoc sóoc"
)


def converted(rows: list[list[Any]], fonts: dict[tuple[int, int], Any] | None = None) -> Grid:
    grid = Grid("A", rows=[list(row) for row in rows], old_fonts=fonts or {})
    convert(grid)
    return grid


def a_column(words: list[str]) -> list[list[str]]:
    return [[as_tcvn3(word)] for word in words]


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_what_is_written_as_a_syllable_is_one(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", NO_SYLLABLES.split())
def test_what_no_vietnamese_word_is_written_like_is_none(word: str) -> None:
    assert not is_syllable(word)


def test_one_word_is_too_little_even_for_a_doubt() -> None:
    assert converted([["khÐo"]]).old_text is None
    doubted = converted([["khÐo"], ["vËn"]])
    assert (doubted.rows, doubted.old_text) == (
        [["khÐo"], ["vËn"]],
        OldText(
            ("tcvn3",),
            {(1, 1): "khÐo", (2, 1): "vËn"},
            {(1, 1): "khéo", (2, 1): "vận"},
            finding="legacy_text_suspected",
        ),
    )


@pytest.mark.parametrize(
    ("said", "is_sure"),
    (
        (["quận", "huyện", *SELDOM[:4]], True),
        (["quận", "huyện", *SELDOM[:3]], False),  # five words
        (["quận", *SELDOM], False),  # one word that every office writes
        (SELDOM, False),
    ),
)
def test_a_sheet_is_rewritten_for_six_words_of_which_two_are_known(said: list[str], is_sure: bool) -> None:
    grid = converted(a_column(said))

    assert grid.rows == ([[word] for word in said] if is_sure else a_column(said))
    assert grid.old_text is not None
    assert grid.old_text.finding == ("legacy_text_guessed" if is_sure else "legacy_text_suspected")
    assert list(grid.old_text.shown.values()) == said


def test_a_sheet_in_vni_votes_for_vni() -> None:
    said = ["quận", "huyện", "phường", "khéo", "vận", "thưởng"]
    assert vote(View(Grid("A", rows=[[as_vni(word)] for word in said]))) == ("vni", True)
    assert vote(View(Grid("A", rows=a_column(said)))) == ("tcvn3", True)
    assert vote(View(Grid("A", rows=[[word] for word in said]))) is None


def test_beside_text_of_today_a_cell_votes_only_where_less_than_half_of_it_is_vietnamese() -> None:
    old = a_column(["quận", "huyện", *SELDOM[:3]])
    half = ["hoà b¹c"]
    assert vote(View(Grid("A", rows=[["Đơn vị"], *old, half]))) == ("tcvn3", False)
    assert vote(View(Grid("A", rows=[["Đơn vị"], *old, ["b¹c"]]))) == ("tcvn3", True)


def test_a_sheet_speaks_for_an_old_font_only_where_three_words_of_four_would_be_vietnamese() -> None:
    foreign = ["Ðøx", "Æøk", "Wør", "Zåx"]
    words = a_column(["quận", "huyện", "hẻm", "nở", "hồng", "ngõ"])
    assert vote(View(Grid("A", rows=[*words, *([word] for word in foreign[:2])]))) == ("tcvn3", True)
    assert vote(View(Grid("A", rows=[*words, *([word] for word in foreign[:3])]))) is None


def test_a_capital_within_a_word_is_no_vietnamese_and_capitals_throughout_are() -> None:
    assert proof(["mÔ hÌnh"]) == (0.0, 0)
    assert proof(["MÔ HÌNH", "Mô hình"]) == (1.0, 2)
    assert proof(["mô", "wøx"]) == (0.5, 1)
    assert proof(["100", "abc"]) == (0.0, 0)


def test_a_text_file_of_another_code_page_is_judged_by_the_letters_it_was_written_with() -> None:
    said = ["quận", "huyện", "khéo", "vận", "thưởng", "phường"]
    stored = [[as_tcvn3(word).encode("cp1252").decode("cp1258", "replace")] for word in said]
    grid = Grid("A", rows=[list(row) for row in stored], code_page="cp1258")
    convert(grid)
    assert [row for row in grid.rows if row[0] in said] == [[word] for word in said]


def test_of_a_long_sheet_the_first_rows_vote_and_others_evenly_spread() -> None:
    def sample(height: int) -> list[int]:
        return View(Grid("A", rows=[[None]] * height)).sample()

    assert sample(3) == [1, 2, 3]
    assert sample(1_199) == list(range(1, 1_200))
    assert sample(2_100) == [*range(1, 301), *range(301, 2_101, 2)]
    assert sample(30_300) == [*range(1, 301), *range(301, 30_301, 33)]


def test_a_word_beyond_the_rows_that_vote_is_rewritten_with_the_others() -> None:
    rows = [*a_column(["quận", "huyện", *SELDOM]), *([["1"]] * 2_000), *a_column(["xã"])]
    assert converted(rows).rows[-1] == ["xã"]


def test_numbers_days_and_cells_of_a_known_font_do_not_vote() -> None:
    rows: list[list[Any]] = [[260, as_tcvn3("quận"), as_vni("quận")], [None, True, as_vni("huyện")]]
    view = View(Grid("A", rows=rows, old_fonts={(1, 3): (("vni", 0),), (2, 3): (("vni", 0),)}))

    assert list(view.cells([1, 2])) == [((1, 2), as_tcvn3("quận"), as_tcvn3("quận"))]


def test_brackets_and_quotes_around_a_word_are_no_part_of_it() -> None:
    said = [f"(1. “{as_tcvn3(word)}”)," for word in ("quận", "huyện", *SELDOM[:4])]
    assert vote(View(Grid("A", rows=[[cell] for cell in said]))) == ("tcvn3", True)


@pytest.mark.parametrize(
    ("stored", "shown"),
    (
        (as_tcvn3("QUẬN NGŨ HÀNH SƠN"), "QUẬN NGŨ HÀNH SƠN"),
        (as_tcvn3("QUẬN NGŨ HÀNH SƠN") + " a", "QUẬN NGŨ HÀNH SƠN a"),
        (as_tcvn3("QUẬN NGŨ HÀNH SƠN") + " z", "QUẬN NGŨ HÀNH SƠN z"),
        (as_tcvn3("Uỷ ban"), "Uỷ ban"),
        (as_tcvn3("QUẬN 3") + " " + as_tcvn3("tổ 12"), "QUẬN 3 tổ 12"),
        (as_tcvn3("HĐND xã"), "HĐND xã"),
        (as_tcvn3("HĐNDxã Ký"), "HĐNDxã Ký"),
    ),
)
def test_words_in_capitals_are_told_from_others_word_by_word(stored: str, shown: str) -> None:
    assert converted([[stored]], {(1, 1): (("tcvn3", 0),)}).rows == [[shown]]


def test_a_run_of_today_beside_one_in_an_old_font_stays() -> None:
    old, today = as_tcvn3("quận "), "Đống Đa, văn hoá"
    mixed = converted([[old + today + "!"]], {(1, 1): (("tcvn3", len(old)), ("tcvn3", len(today)))})
    assert mixed.rows == [["quận Đống Đa, văn hoá!"]]
    assert mixed.old_text is not None and mixed.old_text.encodings == ("tcvn3",)


def test_numbers_that_wear_an_old_font_stay_numbers() -> None:
    fonts = dict.fromkeys(((1, 1), (1, 2), (1, 3)), (("tcvn3", 0),))
    assert converted([[260, as_tcvn3("quận"), None]], fonts).rows == [[260, "quận", None]]


def test_each_family_of_fonts_is_judged_by_its_own_texts() -> None:
    fonts = {(1, 1): (("", 3), ("vni", 0)), (2, 1): (("tcvn3", 0),), (3, 1): (("tcvn3_capitals", 0),)}
    grid = converted([["Số " + as_vni("quận")], ["Hoà bình"], [as_tcvn3("khoá")]], fonts)
    assert grid.rows == [["Số quận"], ["Hoà bình"], [as_tcvn3("khoá")]]
    assert grid.old_text is not None and grid.old_text.encodings == ("vni",)


def told(cells: dict[str, str], finding: Any, *, heads: int = 1) -> SheetReading:
    """What is said of a sheet with these old texts; the first rows are its header."""
    grid = Grid("Biểu 1", rows=[[None] * 9 for _ in range(9)])
    reading = SheetReading("Biểu 1", dataset="models", header_rows=list(range(1, heads + 1)))
    reading.kept["cells"] = dict.fromkeys(cells, "")
    places = {(int(cell[1:]), ord(cell[0]) - 64): text for cell, text in cells.items()}
    grid.old_text = OldText(("tcvn3",), places, dict.fromkeys(places, "…"), finding=finding)
    say_old_text(grid, reading)
    return reading


def test_two_cells_of_the_header_and_one_below_are_shown() -> None:
    cells = {"A1": "a", "B1": "b", "C1": "c", "A2": "d", "A3": "e"}
    shown = told(cells, "legacy_text_converted")
    assert [cell for cell, *_ in shown.old_text] == ["A1", "B1", "A2"]
    assert shown.problems == [
        Problem(
            "notice", "legacy_text_converted", "A1",
            {"encoding": "TCVN3", "count": 5, "examples": "«a» → «…»; «b» → «…»; «d» → «…»"},
        )
    ]  # fmt: skip
    assert shown.kept["old_text"] == {"encodings": ["tcvn3"], "finding": "legacy_text_converted", "cells": 5}
    assert [cell for cell, *_ in told({"A1": "a", "A2": "d", "A3": "e"}, "legacy_text_guessed").old_text] == [
        "A1",
        "A2",
        "A3",
    ]
    only_heads = told({"A1": "a", "B1": "b", "C1": "c", "D1": "d"}, "legacy_text_guessed")
    assert [cell for cell, *_ in only_heads.old_text] == ["A1", "B1", "C1"]
    assert [problem.level for problem in only_heads.problems] == ["warning"]


def test_a_long_cell_is_shown_by_its_first_sixty_letters_and_an_unseen_hyphen_as_one() -> None:
    shown = told({"A1": "x" * 60, "B1": "y" * 61, "A2": "Kh\xad \n  em"}, "legacy_text_converted").old_text
    assert [text for _, text, _ in shown] == ["x" * 60, "y" * 60 + "…", "Kh- em"]


def test_a_doubt_about_cells_of_which_none_was_understood_is_not_told() -> None:
    grid = Grid("Biểu 1", rows=[["vËn"]])
    grid.old_text = OldText(("tcvn3",), {(1, 1): "vËn"}, {(1, 1): "vận"}, finding="legacy_text_suspected")
    reading = SheetReading("Biểu 1", dataset="models")
    say_old_text(grid, reading)
    unread = SheetReading("Biểu 1")
    say_old_text(grid, unread)

    assert (reading.problems, reading.old_text, unread.problems) == ([], [], [])
    doubt = told({"A1": "vËn"}, "legacy_text_suspected")
    assert (doubt.old_text, "old_text" in doubt.kept) == ([], False)
    assert [(problem.level, problem.cell) for problem in doubt.problems] == [("warning", "A1")]
