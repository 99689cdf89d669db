"""Match, validate, tested: what is proposed for a spelling that no unit bears, and what is told of it, cell by cell."""

from __future__ import annotations

import pytest

from intake.unit_choice import UnitReading
from intake.unit_texts import LONGEST_NAME
from tests.country import HCM, YEAR_2023, YEAR_2025, a_reference, names
from tests.sheet_reading import problem, read_grid

HA_NOI = "01"


def proposed(spelling: str) -> list[str]:
    """The names of the districts of TP.HCM of 2023 that are proposed for a spelling."""
    reading = names().resolve(spelling, province=HCM, on=YEAR_2023)
    assert (reading.unit, reading.state) == (None, "unknown")
    return [a_reference().units[each].name for each in reading.candidates]


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("Bihn Thanhj", ["Quận Bình Thạnh", "Huyện Bình Chánh"]),
        ("Gihn Thanhj", []),  # no word of any unit, and none that begins so looks like it
        ("Q. Phú Tân", ["Quận Tân Phú", "Quận Phú Nhuận", "Quận Bình Tân"]),
        ("UBND H. Bé Nhà", ["Huyện Nhà Bè"]),
        ("Quận ủy Phú Tân", ["Quận Tân Phú", "Quận Phú Nhuận", "Quận Bình Tân"]),
        ("Ban Dân vận Huyện ủy Bé Nhà", ["Huyện Nhà Bè"]),
        ("Quận ủy 1 1", ["Quận 11", "Quận 1"]),
    ],
)
def test_the_likeliest_units_of_a_spelling_are_told_by_its_words_else_by_its_first_letter(
    spelling: str, expected: list[str]
) -> None:
    assert proposed(spelling) == expected


def test_a_district_of_a_province_that_never_merged_is_its_only_one_in_2025() -> None:
    assert names().resolve("Quận Ba Đình", province=HA_NOI, on=YEAR_2025) == UnitReading("001")


def test_a_title_without_a_type_is_a_units_name_only_where_it_is_short() -> None:
    title = "Ủy ban Mặt trận Tổ quốc Việt Nam Hóc Môn"
    assert (len(title), names().find_unit(title, HCM)) == (LONGEST_NAME, "784")
    assert names().find_unit(title.replace(" Hóc", "  Hóc"), HCM) is None


def test_a_question_about_a_unit_names_all_its_cells_and_the_province_of_the_sheet() -> None:
    rows = [
        ["TỔNG HỢP NĂM 2023", None],
        ["Quận/huyện", "Số mô hình"],
        ["Q. Phú Tân", 10],
        ["Quận 3", 20],
        ["Q. Phú Tân", 30],
    ]
    asked = problem(read_grid(rows, province=HCM), "unknown_unit")
    assert (asked.cell, asked.question, asked.answers) == ("A3", "unit", ("767", "768", "777"))
    assert asked.params == {
        "name": "Q. Phú Tân", "spelling": "q phú tân", "count": 2, "likely": "Quận Tân Phú / Quận Phú Nhuận / Quận Bình Tân",
        "cells": "A3, A5", "province": HCM,
    }  # fmt: skip


def test_what_the_period_decided_is_told_once_from_the_first_of_its_cells() -> None:
    rows = [
        ["TỔNG HỢP NHIỆM KỲ 2020-2025", None],
        ["Quận/huyện", "Số mô hình"],
        ["Thủ Đức", 10],
        ["Quận 3", 20],
        ["Thủ Đức", 30],
    ]
    told = problem(read_grid(rows, province=HCM), "unit_by_period")
    assert (told.level, told.cell, told.params) == ("notice", "A3", {"found": "Thủ Đức", "count": 2})
