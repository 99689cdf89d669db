"""The layouts in which offices send their figures, each read for what it says and for nothing else."""

from datetime import date

import pytest

from intake.grids import CellError, NotCalculated
from tests import layouts
from tests.sheet_reading import figures_of, problem, read, said

TERM = "party_term:2020-2025"
KINDS = ["xlsx", "xlsm", "xls", "ods", "csv"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_clean_template_is_read_in_every_format(kind: str) -> None:
    reading = read(layouts.l01(), kind=kind)
    assert (reading.dataset, reading.header_rows, reading.rows_read, reading.area) == (
        "summary",
        [1],
        3,
        "79",
    )
    assert figures_of(reading) == {
        ("760", TERM, "models", "unspecified", ""): (260, None, "C2"),
        ("760", TERM, "training_sessions", "unspecified", ""): (11, None, "D2"),
        ("760", TERM, "attendances", "unspecified", ""): (2353, None, "E2"),
        ("760", TERM, "commended_collectives", "unspecified", ""): (18, None, "F2"),
        ("770", TERM, "models", "unspecified", ""): (243, ">", "C3"),
        ("770", TERM, "training_sessions", "unspecified", ""): (9, None, "D3"),
        ("770", TERM, "attendances", "unspecified", ""): (1019, None, "E3"),
        ("770", TERM, "commended_collectives", "unspecified", ""): (23, None, "F3"),
        ("765", TERM, "models", "unspecified", ""): (436, None, "C4"),
        ("765", TERM, "training_sessions", "unspecified", ""): (0, None, "D4"),
        ("765", TERM, "commended_collectives", "unspecified", ""): (0, None, "F4"),
    }
    assert said(reading) == [("notice", "columns_not_taken", "G1")]


@pytest.mark.parametrize("kind", KINDS)
def test_the_party_form_leaves_out_title_total_note_and_signature(kind: str) -> None:
    reading = read(layouts.l02(), kind=kind)
    assert (reading.dataset, reading.header_rows, reading.rows_read) == ("summary", [8], 3)
    assert dict(reading.rows_skipped) == {
        **dict.fromkeys(range(1, 8), "title"),
        8: "header",
        12: "total",
        13: "blank",
        14: "note",
        15: "signature",
        16: "signature",
        17: "blank",
        18: "signature",
    }
    found = figures_of(reading)
    assert found["770", "year:2023", "attendances", "unspecified", ""] == (1019, None, "F10")
    assert found["783", "year:2023", "models", "recognised", ""] == (48, None, "D11")
    assert len(found) == 15
    assert {fact.row["source_ref"] for fact in reading.facts} == {"45-BC/BDVTU"}
    assert said(reading) == []


def test_a_row_that_numbers_two_columns_is_no_data_either() -> None:
    reading = read(
        [["SỐ LIỆU NĂM 2023 - TP.HCM"], ["Quận, huyện", "Số tập thể được khen"], ["(1)", "(2)"], ["Quận 3", 18]]
    )
    assert dict(reading.rows_skipped)[3] == "column_numbers"
    assert figures_of(reading)["770", "year:2023", "commended_collectives", "unspecified", ""][0] == 18


def test_parts_under_a_total_are_parts_and_the_row_of_column_numbers_is_none() -> None:
    rows, merges = layouts.l03()
    reading = read(rows, merges)
    assert (reading.header_rows, reading.rows_read) == ([3, 4], 2)
    assert dict(reading.rows_skipped) == {
        1: "title",
        2: "title",
        3: "header",
        4: "header",
        5: "column_numbers",
        8: "total",
    }
    first = {key[3:]: value for key, value in figures_of(reading).items() if key[0] == "760"}
    assert first == {
        ("unspecified", ""): (100, None, "C6"),
        ("unspecified", "collective"): (80, None, "D6"),
        ("unspecified", "individual"): (20, None, "E6"),
        ("unspecified", "economy"): (25, None, "F6"),
        ("unspecified", "culture_society"): (40, None, "G6"),
        ("unspecified", "defence_security"): (15, None, "H6"),
        ("unspecified", "political_system"): (20, None, "I6"),
        ("recognised", "grassroots"): (30, None, "J6"),
        ("recognised", "district"): (12, None, "K6"),
        ("recognised", "province"): (3, None, "L6"),
    }
    assert said(reading) == []


def test_a_total_that_its_parts_do_not_give_is_a_warning_that_names_both() -> None:
    rows, merges = layouts.l03()
    rows[5][3] = 81
    rows[7][3] = 156
    reading = read(rows, merges)
    assert said(reading) == [("warning", "parts_differ", "C6")]
    assert problem(reading, "parts_differ").params == {"stated": 100, "true": 101, "cells": "D6, E6"}


def test_a_list_with_roman_groups_gives_blocs_and_no_group_or_subtotal_rows() -> None:
    rows, merges = layouts.l04()
    reading = read(rows, merges)
    assert (reading.dataset, reading.rows_read, reading.area) == ("models", 4, "770")
    assert dict(reading.rows_skipped) == {
        1: "title", 2: "title", 3: "title", 4: "header", 5: "group", 8: "subtotal", 9: "group", 11: "group", 13: "total",
    }  # fmt: skip
    taken = [
        (
            f.row["name"],
            f.row["bloc"],
            f.row["sector"],
            f.row["owner_kind"],
            f.row["report_year"],
            f.row["recognition_level"],
        )
        for f in reading.facts
    ]
    assert taken == [
        ('"Tuyến hẻm xanh - sạch - đẹp"', "communes", "culture_society", "collective", 2021, "district"),
        ("Tổ tự quản an ninh", "communes", "defence_security", "collective", 2022, "grassroots"),
        ("Ngày thứ bảy vì dân", "party", "economy", "collective", 2021, "province"),
        ("Tiếng kẻng an ninh", "armed_forces", "defence_security", "individual", 2023, "unspecified"),
    ]
    assert [f.row["implementing_body"] for f in reading.facts] == [
        "Phường Võ Thị Sáu",
        "Phường 4",
        "Hội Cựu chiến binh Quận 3",
        "",
    ]
    assert {(f.row["unit"], f.row["term"]) for f in reading.facts} == {("770", TERM)}
    assert said(reading) == [("notice", "defaults_used", "A4"), ("notice", "columns_not_taken", "H4")]


def test_a_training_list_is_read_through_its_merges_and_spellings() -> None:
    rows, merges = layouts.l09()
    reading = read(rows, merges)
    assert (reading.dataset, reading.header_rows, reading.rows_read, reading.area) == (
        "training",
        [2],
        4,
        "79",
    )
    taken = [
        (
            f.row["unit"],
            f.row["year"],
            f.row["start_date"],
            f.row["end_date"],
            f.row["class_count"],
            f.row["attendances"],
            f.row["attendances_qualifier"],
        )
        for f in reading.facts
    ]
    assert taken == [
        ("760", 2019, date(2019, 7, 19), date(2019, 7, 25), 2, 400, ">"),
        ("760", 2016, date(2016, 7, 27), date(2016, 7, 27), 1, 1019, None),
        ("760", 2024, date(2024, 4, 15), date(2024, 4, 16), 1, 235, None),
        ("770", 2023, None, None, 1, 0, None),
    ]
    assert reading.facts[3].row["period_text"] == "2023-Q2"
    assert said(reading) == [("notice", "columns_not_taken", "E2")]


def test_an_annex_gives_its_collectives_and_skips_its_individuals() -> None:
    reading = read(layouts.l10())
    assert (reading.dataset, reading.header_rows, reading.rows_read, reading.individuals) == (
        "commendations",
        [6, 11],
        3,
        2,
    )
    assert reading.facts[0].row | {"sheet": "", "other_words": ""} == {
        "unit": "770", "term": None, "year": 2020, "collective_name": "Đảng ủy Phường 4", "bloc": None,
        "award_form": "certificate_of_commendation", "awarding_body": "Ban Thường vụ Quận ủy", "awarding_level": "district",
        "award_ground": "skilful_mass_mobilization", "decision_no": "1234-QĐ/QU", "decision_date": date(2020, 10, 12),
        "sheet": "", "source_row": 7, "source_cell": None, "other_words": "",
    }  # fmt: skip
    assert said(reading) == [("notice", "individuals_skipped", "A11")]
    assert problem(reading, "individuals_skipped").params == {"count": 2}


def test_dirty_unicode_reads_like_clean_text() -> None:
    assert figures_of(read(layouts.l14(), kind="xlsx")) == {
        ("770", TERM, "models", "unspecified", ""): (260, None, "B2"),
        ("770", TERM, "training_sessions", "unspecified", ""): (11, None, "C2"),
        ("770", TERM, "attendances", "unspecified", ""): (2353, None, "D2"),
        ("774", TERM, "models", "unspecified", ""): (5, None, "B3"),
        ("774", TERM, "training_sessions", "unspecified", ""): (1, None, "C3"),
        ("774", TERM, "attendances", "unspecified", ""): (10, None, "D3"),
        ("497", TERM, "models", "unspecified", ""): (40, None, "B4"),
        ("497", TERM, "training_sessions", "unspecified", ""): (2, None, "C4"),
        ("497", TERM, "attendances", "unspecified", ""): (100, None, "D4"),
    }


@pytest.mark.parametrize("above", [0, 7, 25, 38])
def test_the_header_may_stand_anywhere_in_the_first_forty_rows(above: int) -> None:
    reading = read([[], *([["Kính gửi: Ban Dân vận Thành ủy"]] * above), *layouts.l01()])
    assert (reading.dataset, reading.header_rows, reading.rows_read) == ("summary", [above + 2], 3)


def test_columns_are_found_by_their_words_in_any_order() -> None:
    shuffled = [[row[i] for i in (5, 2, 0, 4, 1, 3)] for row in layouts.l01()]
    by_place = {key: value[:2] for key, value in figures_of(read(shuffled)).items()}
    assert by_place == {key: value[:2] for key, value in figures_of(read(layouts.l01())).items()}


def test_term_and_unit_may_stand_in_the_sheet_name_or_come_as_options() -> None:
    rows = [["STT", "Đơn vị", "Mô hình", "Lớp", "Lượt", "Khen TT"], [1, "Quận 1", 5, 1, 20, 3]]
    assert {key[1] for key in figures_of(read(rows, sheet="NK 2020-2025"))} == {TERM}
    assert {key[1] for key in figures_of(read(rows, sheet="Nam 2022"))} == {"year:2022"}
    assert {key[1] for key in figures_of(read(rows, term="year:2021"))} == {"year:2021"}
    assert said(read(rows), "error") == [("error", "no_term", "A2")]
    without = [["Số mô hình", "Nhiệm kỳ"], [5, "2020-2025"]]
    assert {key[0] for key in figures_of(read(without, sheet="Q.3"))} == {"770"}
    assert {key[0] for key in figures_of(read(without, unit="774"))} == {"774"}
    assert said(read(without), "error") == [("error", "no_unit", "A2")]


def test_a_unit_or_a_term_that_was_never_calculated_is_told_so_and_an_error_is_told_as_one() -> None:
    rows = layouts.l01()
    rows[1][0], rows[2][1], rows[3][0] = NotCalculated(), NotCalculated(), CellError("#REF!")
    assert said(read(rows), "error") == [
        ("error", "not_calculated", "A2"),
        ("error", "not_calculated", "B3"),
        ("error", "error_cell", "A4"),
    ]
