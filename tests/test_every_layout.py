"""Layouts with parts, periods and stories: every stored figure, every skipped row, and what is said of wrong ones."""

from datetime import date
from typing import Any

import pytest

from tests import layouts
from tests.reference_units import reference
from tests.sheet_reading import figures_of, problem, read, read_file, said
from tests.workbooks import a_workbook
from work.templates import template_of

_IN = ["KẾT QUẢ NĂM 2023 - TP.HCM"]
_DEEP: list[list[Any]] = [
    ["TP.HCM NĂM 2022"],
    ["STT", "Quận, huyện", "Mô hình", None, None, None, None, None, None, None, None, None, "Ghi chú"],
    [None, None, "Tổng số", "Trong đó", None, "Chia theo lĩnh vực", None, None, None, "Được công nhận"],
    [None, None, None, "Tập thể", "Cá nhân", "Kinh tế", "VH - XH", "QP - AN", "XD HTCT", "Cấp cơ sở", "Cấp quận", "Cấp TP"],
    ["(1)", "(2)", "(3)=(4)+(5)", *(f"({n})" for n in range(4, 14))],
    [1, "Quận 1", 100, 80, 20, 25, 40, 15, 20, 30, 12, 3, None],
    [None, "Tổng cộng", 100, 80, 20, 25, 40, 15, 20, 30, 12, 3, None],
]  # fmt: skip
_DEEP_MERGES = ["A2:A4", "B2:B4", "C2:L2", "M2:M4", "C3:C4", "D3:E3", "F3:I3", "J3:L3"]


def test_three_levels_of_header_with_a_row_of_formulas() -> None:
    reading = read(_DEEP, _DEEP_MERGES)
    assert {key[3:]: (value, cell) for key, (value, _, cell) in figures_of(reading).items()} == {
        ("unspecified", ""): (100, "C6"), ("unspecified", "collective"): (80, "D6"), ("unspecified", "individual"): (20, "E6"),
        ("unspecified", "economy"): (25, "F6"), ("unspecified", "culture_society"): (40, "G6"),
        ("unspecified", "defence_security"): (15, "H6"), ("unspecified", "political_system"): (20, "I6"),
        ("recognised", "grassroots"): (30, "J6"), ("recognised", "district"): (12, "K6"), ("recognised", "province"): (3, "L6"),
    }  # fmt: skip
    assert dict(reading.rows_skipped) == {
        1: "title",
        2: "header",
        3: "header",
        4: "header",
        5: "column_numbers",
        7: "total",
    }
    assert said(reading) == []


def test_parts_that_do_not_give_their_total_are_told_by_both_their_cells() -> None:
    rows = [list(row) for row in _DEEP]
    rows[5][4], rows[6][4] = 21, 21
    rows[5][8], rows[6][8] = 19, 19
    told = [(p.level, p.cell, p.params) for p in read(rows, _DEEP_MERGES).problems]
    assert told == [
        ("warning", "C6", {"stated": 100, "true": 101, "cells": "D6, E6"}),
        ("warning", "C6", {"stated": 100, "true": 99, "cells": "F6, G6, H6, I6"}),
    ]


_ACROSS: list[list[Any]] = [
    _IN,
    ["TT", "Nội dung", "ĐVT", "Quận 1", "Quận 3", "Toàn TP"],
    [1, 'Số mô hình "Dân vận khéo"', "mô hình", 10, 20, 30],
    ["1.1", "- Tập thể", None, 8, 15, 23],
    ["1.2", "- Cá nhân", None, 2, 5, 7],
    [2, "Tập huấn"],
    ["2.1", "Số lớp", "lớp", 1, 2, 3],
    ["2.2", "Số lượt người", "lượt", 100, "1.200", "1.300"],
    [3, "Khen thưởng"],
    ["3.1", "Tập thể", "tập thể", 3, "-", 3],
    ["3.2", "Cá nhân", "cá nhân", 3, 4, 7],
]


def test_measures_down_and_units_across_with_parts_in_rows() -> None:
    reading = read(_ACROSS)
    found = {(u, m, v): (value, cell) for (u, _, m, _, v), (value, _, cell) in figures_of(reading).items()}
    assert found == {
        ("760", "models", ""): (10, "D3"), ("770", "models", ""): (20, "E3"), ("760", "models", "collective"): (8, "D4"),
        ("770", "models", "collective"): (15, "E4"), ("760", "models", "individual"): (2, "D5"),
        ("770", "models", "individual"): (5, "E5"), ("760", "training_sessions", ""): (1, "D7"),
        ("770", "training_sessions", ""): (2, "E7"), ("760", "attendances", ""): (100, "D8"),
        ("770", "attendances", ""): (1200, "E8"), ("760", "commended_collectives", ""): (3, "D10"),
        ("770", "commended_collectives", ""): (0, "E10"),
    }  # fmt: skip
    assert dict(reading.rows_skipped) == {1: "title", 2: "header", 6: "group", 9: "group"}
    assert said(reading) == [("notice", "not_our_measure", "B11")]


def test_parts_in_rows_are_held_against_their_total_unit_by_unit() -> None:
    rows = [list(row) for row in _ACROSS]
    rows[4][4], rows[4][5] = 6, 8
    warning = problem(read(rows), "parts_differ")
    assert (warning.level, warning.cell, warning.params) == (
        "warning",
        "E3",
        {"stated": 20, "true": 21, "cells": "E4, E5"},
    )


def test_one_sheet_a_period_and_the_term_is_a_figure_of_its_own() -> None:
    names = {
        "2021": "year:2021", "Nam 2022": "year:2022", "6T2023": "half_year:2023-H1", "Quý I-2024": "quarter:2024-Q1",
        "NK 2020-2025": "party_term:2020-2025",
    }  # fmt: skip
    head = ["STT", "Đơn vị", "Mô hình", "Lớp", "Lượt", "Khen TT"]
    sheets = {name: [head, [1, "Quận 1", n, 2, 30, 4], [None, "Cộng", n, 2, 30, 4]] for n, name in enumerate(names, 5)}
    readings = read_file(a_workbook(sheets), file="TPHCM.xlsx").sheets
    found = [{(t, m): value for (_, t, m, _, _), (value, _, _) in figures_of(reading).items()} for reading in readings]
    assert found == [
        {
            (term, "models"): n,
            (term, "training_sessions"): 2,
            (term, "attendances"): 30,
            (term, "commended_collectives"): 4,
        }
        for n, term in enumerate(names.values(), 5)
    ]
    assert [said(reading) for reading in readings] == [[]] * len(names)


def test_an_annex_in_one_table_takes_its_collectives_and_counts_its_individuals() -> None:
    title = layouts.l10()[:4]
    head = ["STT", "Tên tập thể, cá nhân", "Thành tích", "Hình thức"]
    entries = [
        ["I", "TẬP THỂ"],
        [1, "Đảng ủy Phường 4", "Dân vận khéo", "Giấy khen"],
        ["II", "CÁ NHÂN"],
        [1, "Phạm Thị Mẫu", None, "Giấy khen"],
    ]
    reading = read([*title, head, *entries])
    (fact,) = reading.facts
    assert {name: fact.row[name] for name in ("decision_no", "decision_date", "awarding_body", "award_ground", "year")} == {
        "decision_no": "1234-QĐ/QU", "decision_date": date(2020, 10, 12), "awarding_body": "Ban Thường vụ Quận ủy",
        "award_ground": "skilful_mass_mobilization", "year": 2020,
    }  # fmt: skip
    assert dict(reading.rows_skipped)[9] == "individual"
    assert problem(reading, "individuals_skipped").params == {"count": 1}


_STORY = "Trong năm đã tổ chức 11 lớp tập huấn cho 2.353 lượt cán bộ, công chức các phường"


@pytest.mark.parametrize("heads", [["Kết quả"], ["Mô hình"], ["Kết quả mô hình", "Tập huấn", "Khen thưởng"]])
def test_stories_in_cells_are_refused_in_one_sentence(heads: list[str]) -> None:
    rows = [
        _IN,
        ["STT", "Đơn vị", *heads],
        [1, "Quận 3", *[_STORY] * len(heads)],
        [2, "Quận 1", *[_STORY] * len(heads)],
    ]
    reading = read_file(a_workbook({"Biểu 1": rows}))
    (sheet,) = reading.sheets
    errors = [(p.code, p.cell, p.params) for p in [*reading.problems, *sheet.problems] if p.level == "error"]
    columns = "CDE"[: len(heads)]
    params = {"columns": ", ".join(columns), "cells": ", ".join(f"{each}3:{each}4" for each in columns)}
    assert errors == [("narrative_cells", "C3", {**params, "count": 2 * len(heads)})]
    (told,) = [p for p in [*reading.problems, *sheet.problems] if p.code == "narrative_cells"]
    assert sorted(told.cells) == [f"{each}{row}" for each in columns for row in (3, 4)]
    assert (sheet.facts, "2.353" in repr(sheet.kept)) == ([], False)


def test_stories_beside_a_sheet_of_figures_block_nothing_and_long_names_are_names() -> None:
    name = (
        "Vận động Nhân dân tham gia tổ tự quản về an ninh trật tự gắn với bảo vệ môi trường tại khu phố 5 và 2 chung cư"
    )
    models = [["MÔ HÌNH NĂM 2023 - QUẬN 3"], ["STT", "Tên mô hình", "Đơn vị thực hiện"], [1, name, "Phường 1"]]
    stories = [_IN, ["STT", "Đơn vị", "Kết quả"], [1, "Quận 3", _STORY]]
    reading = read_file(a_workbook({"Mô hình": models, "Thuyết minh": stories}))
    assert [fact.row["name"] for sheet in reading.sheets for fact in sheet.facts] == [name]
    assert said(reading.sheets[1]) == [("notice", "narrative_cells", "C3")]
    assert not reading.has_errors


def test_nothing_is_said_of_the_guide_in_our_own_template() -> None:
    told = read_file(template_of(reference(), province="79")).sheets
    assert {sheet.sheet: sheet.problems for sheet in told if sheet.dataset is None} == {"Hướng dẫn": []}
