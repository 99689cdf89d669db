"""What single cells, rows and heads of a sheet rarely say, and what is then taken, left out and told."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data_access.row_tables import RowTable
from intake.apart import set_apart
from intake.choices import read_target
from intake.facts import Fact, Facts
from intake.grids import CellError, Grid, Refused, Value, Workbook, parse_address
from intake.legacy_text import convert
from intake.limits import DEFAULT, Limits
from intake.readings import Context, SheetReading
from intake.sheets import read_sheets
from intake.terms import find_term, read_term
from intake.units import UnitNames
from intake.wire import RowReader
from intake.workbooks import read_workbook
from tests.reference_units import reference
from tests.sheet_reading import figures_of, problem, read_grid, said
from tests.workbooks import a_workbook

NAMES = UnitNames(reference())
TITLE = ["KẾT QUẢ NĂM 2023 - TP.HCM"]
HEAD = ["STT", "Đơn vị", "Số mô hình", "Số lớp tập huấn"]
TERM = "party_term:2020-2025"


def read(
    rows: list[list[Any]], merges: tuple[str, ...] = (), *, look: dict[str, Any] | None = None, **said: Any
) -> SheetReading:
    """The reading of one sheet, without a file around it."""
    ends = [merge.split(":") for merge in merges]
    spans = [(*parse_address(first), *parse_address(last)) for first, last in ends]
    grid = Grid("Biểu 1", rows=[list(row) for row in rows], merges=spans, **(look or {}))
    context = Context(reference(), NAMES, date(2026, 11, 22), **{"province": "79", **said})
    return read_workbook("bieu.xlsx", Workbook("xlsx", [grid]), context).sheets[0]


def values(reading: SheetReading) -> dict[str, tuple[int, str | None]]:
    """By cell what a summary states."""
    return {cell: (value, qualifier) for value, qualifier, cell in figures_of(reading).values()}


def told(reading: SheetReading) -> list[tuple[str, str | None, dict[str, str | int]]]:
    return [(each.code, each.cell, dict(each.params)) for each in reading.problems]


def test_what_was_done_of_a_target_in_one_cell_counts_as_done_and_is_told() -> None:
    found = read([TITLE, HEAD, [1, "Quận 1", "12/20", 3], [2, "Quận 3", "5/0", 4], [3, "Quận 4", "từ 5 trở xuống", 3]])

    assert values(found) == {"C3": (12, None), "D3": (3, None), "D4": (4, None), "C5": (5, "≤"), "D5": (3, None)}
    assert told(found) == [
        ("done_of_target", "C3", {"found": "12/20", "value": "12"}),
        ("not_a_number", "C4", {"found": "5/0", "value": ""}),
    ]


def test_what_was_done_of_a_target_that_is_too_large_or_a_date_is_no_number() -> None:
    cells: list[Value] = [
        "1.000.000.000/5",
        "5/2.000",
        "12/1.990",
        "13/2.000",
        "5 cái gì đó rất dài dòng trong năm qua trên địa bàn",
    ]
    found = read([TITLE, HEAD, *([n, f"Quận {n + 2}", cell, 1] for n, cell in enumerate(cells, 1))])
    codes = {each.cell: each.code for each in found.problems if each.cell and each.cell.startswith("C")}

    assert codes == {
        "C3": "count_too_large",
        "C4": "date_in_count",
        "C5": "date_in_count",
        "C6": "done_of_target",
        "C7": "narrative",
    }


def test_numbers_carried_over_from_another_page_are_held_against_nothing() -> None:
    found = read([TITLE, HEAD, [None, "Mang sang", 9, 9], [1, "Quận 1", 5, 3], [None, "Cộng trang", 5, 3]])

    assert (values(found), told(found)) == ({"C4": (5, None), "D4": (3, None)}, [])
    assert found.rows_skipped[2:] == [(3, "carried"), (5, "carried")]


def test_a_group_row_without_a_unit_sums_the_rows_below_it() -> None:
    found = read(
        [
            TITLE,
            HEAD,
            ["I", None, 8, None],
            [1, "Quận 1", 5, 3],
            [2, "Quận 3", 3, 1],
            ["II", None, None, 9],
            [1, "Quận 4", 3, 1],
        ]
    )

    assert found.rows_skipped[2:] == [(3, "subtotal"), (6, "subtotal")]
    assert told(found) == [("total_differs", "D6", {"stated": 9, "true": 1})]


def test_a_merged_row_of_words_names_a_group_also_in_small_letters() -> None:
    head = [*HEAD, "Ghi"]
    found = read([TITLE, head, ["Khối phường"], [1, "Quận 1", 5, 3]], ("A3:D3",))

    assert found.rows_skipped[2:] == [(3, "group")]
    # Words beside the name make it a row of its own, and a question.
    beside = read([TITLE, head, ["", "KHỐI PHƯỜNG", None, None, "x"], [1, "Quận 1", 5, 3]])
    assert said(beside, "error") == [("error", "unknown_unit_nothing_near", "B3")]


def test_a_body_in_capitals_in_a_list_of_commendations_is_commended_and_no_group() -> None:
    rows = [
        ["DANH SÁCH KHEN THƯỞNG - QUẬN 3"],
        ["Tên tập thể", "Hình thức"],
        ["ĐẢNG ỦY PHƯỜNG 4"],
        ["CHI BỘ 1", "Giấy khen"],
    ]
    found = read(rows, term=TERM)

    assert [fact.row["collective_name"] for fact in found.facts] == ["ĐẢNG ỦY PHƯỜNG 4", "CHI BỘ 1"]


TARGETS = ["TT", "Đơn vị", "Nội dung chỉ tiêu", "ĐVT", "Nhiệm kỳ", "Chỉ tiêu", "Kết quả", "Tỷ lệ (%)"]


def test_a_row_of_targets_is_taken_as_far_as_it_says_whose_when_and_what() -> None:
    rows = [
        [1, "Quận 1", "Số mô hình", "mô hình", "2020-2025", 100, 50, "50%"],
        [2, "Quận 1", "Số hộ nghèo", "hộ", "2020-2025", 5, 4, None],
        [3, "Quận 3", "Số mô hình", "mô hình", None, 100, 40, None],
        [4, "Quận 3", "Số mô hình", "mô hình", "2020-2025", None, 40, "40%"],
        [5, "Quận 4", "Số mô hình", "mô hình", "2020-2025", "≤200", 50, "30%"],
        [6, "Nơi lạ", "Số mô hình", "mô hình", "2020-2025", 200, 50, None],
        [7, "Quận 5", "Số mô hình", "mô hình", "2020-2025", 1000, 250, "25,5%"],
        [8, "Quận 6", "Số mô hình", "mô hình", "2020-2025", 1000, 250, "25,7%"],
        [None, "Tổng cộng", "Số mô hình", "mô hình", None, None, None, None],
    ]
    found = read([["CHỈ TIÊU - TP.HCM"], TARGETS, *rows])

    assert [
        (f.row["unit"], f.row["operator"], f.row["target_value"]) for f in found.facts if f.dataset == "targets"
    ] == [
        ("760", "≥", 100),
        ("773", "≤", 200),
        ("774", "≥", 1000),
        ("775", "≥", 1000),
    ]
    assert {cell: value for cell, (value, _) in values(found).items()} == {
        "G3": 50,
        "G6": 40,
        "G7": 50,
        "G9": 250,
        "G10": 250,
    }
    assert {(each.code, each.cell) for each in found.problems} == {
        ("not_our_measure", "C4"),
        ("ratio_differs", "H7"),
        ("ratio_differs", "H10"),
        ("columns_not_taken", "H2"),
        ("unknown_unit_nothing_near", "B8"),
        ("no_term", "A5"),
    }
    assert [each.params for each in found.problems if each.cell == "H7"] == [{"stated": "30", "true": "25.0"}]
    assert (found.rows_skipped[-1][0], found.rows_read) == (11, 8)


def test_hidden_rows_columns_and_sheets_are_read_and_told() -> None:
    look = {"visible": False, "hidden_rows": frozenset({3}), "hidden_columns": frozenset({1, 2})}
    found = read([TITLE, HEAD, [1, "Quận 1", 5, 3]], look=look)

    assert values(found) == {"C3": (5, None), "D3": (3, None)}
    assert told(found) == [
        ("hidden_read", None, {"rows": 1, "columns": 2}),
        ("hidden_sheet_read", None, {"sheet": "Biểu 1"}),
    ]
    assert [
        code for code, *_ in told(read([TITLE, HEAD, [1, "Quận 1", 5, 3]], look={"hidden_columns": frozenset({9})}))
    ] == ["hidden_read"]


def test_a_term_or_a_unit_that_is_an_error_a_blank_or_still_running() -> None:
    rows: list[list[Any]] = [
        ["TP.HCM"],
        ["Đơn vị", "Nhiệm kỳ", "Số mô hình"],
        ["Quận 1", CellError("#REF!"), 5],
        ["Quận 3", "  ", 4],
        [CellError("#N/A"), "2020-2025", 5],
        ["Quận 4", "2020 đến nay", 6],
    ]
    found, alone = read(rows, term=TERM), read(rows)

    assert values(found) == {"C4": (4, None), "C6": (6, None)}
    assert told(found) == [("error_cell", "B3", {"found": "#REF!"}), ("error_cell", "A5", {"found": "#N/A"})]
    assert values(alone) == {}
    assert {(each.code, each.cell) for each in alone.problems if each.level == "error"} == {
        ("error_cell", "B3"),
        ("error_cell", "A5"),
        ("running_term", "B6"),
        ("no_term", "A4"),
    }


def test_in_a_list_of_commendations_persons_are_known_by_kind_mark_or_an_empty_name() -> None:
    title = ["DANH SÁCH KHEN THƯỞNG - QUẬN 3"]
    marks = read(
        [
            title,
            ["STT", "Tên tập thể", "Hình thức", "Tập thể", "Cá nhân", "Năm"],
            [1, "Chi bộ 1", "Giấy khen", "x", None, 2023],
            [2, "Gương sáng khu phố", "Giấy khen", None, "X", 2023],
            [3, None, "Giấy khen", "x", None, 2023],
        ]
    )
    kinds = read(
        [
            title,
            ["STT", "Tên tập thể, cá nhân", "Đối tượng", "Hình thức", "Năm"],
            [1, "Chi bộ 1", "Tập thể", "Giấy khen", 2023],
            [2, "Gương sáng", "Cá nhân", "Giấy khen", 2023],
            [3, "Bé", "", "Giấy khen", 2023],
        ]
    )
    beside = read(
        [
            title,
            ["STT", "Họ và tên", "Tên tập thể", "Hình thức", "Năm"],
            [1, None, "Chi bộ 1", "Giấy khen", 2023],
            [2, "Trần Thị Mẫu", None, "Giấy khen", 2023],
        ]
    )

    for found, skipped in ((marks, [4]), (kinds, [4, 5]), (beside, [4])):
        assert [fact.row["collective_name"] for fact in found.facts] == ["Chi bộ 1"]
        assert [row for row, why in found.rows_skipped if why == "individual"] == skipped
    assert said(marks, "error") == [("error", "empty_name", "B5")]


def test_a_table_of_persons_is_counted_and_nothing_of_it_kept() -> None:
    title, head = ["DANH SÁCH CÁ NHÂN QUẬN 3 NĂM 2023"], ["STT", "Họ và tên", "Năm sinh", "Chức vụ"]
    two = read([title, head, [1, "Lê Văn Mẫu", 1980, "x"], [2, "Lê Thị Mẫu", 1980, "x"]])
    none = read([title, head, [None, "Tổng cộng", 3, None]])

    assert (told(two), len(two.facts)) == ([("individuals_skipped", "A2", {"count": 2})], 0)
    assert (told(none), none.rows_skipped[2:]) == ([], [(3, "total")])


def test_a_title_whose_term_is_assumed_says_so_where_it_stands() -> None:
    found = read([["KẾT QUẢ NHIỆM KỲ 2020-2023 - TP.HCM"], HEAD, [1, "Quận 1", 5, 3]])
    option = read([HEAD, [1, "Quận 1", 5, 3]], term="branch_term:2020-2023")

    assert told(found) == [("term_kind_assumed", "A1", {"found": "branch_term:2020-2023", "count": 1})]
    assert (told(option), len(option.facts)) == ([], 2)


def test_a_decision_without_a_day_or_a_body_gives_its_number() -> None:
    head, row = ["STT", "Tên tập thể", "Hình thức"], [1, "Chi bộ 1", "Giấy khen"]

    def decided(*lines: Any) -> tuple[Any, ...]:
        (fact,) = read([["DANH SÁCH KHEN THƯỞNG NĂM 2023 - QUẬN 3"], *([line] for line in lines), head, row]).facts
        return tuple(fact.row[name] for name in ("decision_no", "decision_date", "awarding_body"))

    assert decided("Kèm theo Quyết định số 12-QĐ/QU", 2023) == ("12-QĐ/QU", None, "")
    assert decided("(Kèm theo Quyết định số 12-QĐ/QU ngày 12/10/2023)") == ("12-QĐ/QU", date(2023, 10, 12), "")
    assert decided("Theo Quyết định số 12 -QĐ/QU ngày 12/10/2023 của Quận ủy Quận 3") == (
        "12-QĐ/QU",
        date(2023, 10, 12),
        "Quận ủy Quận 3",
    )


def test_the_day_of_a_summary_and_its_letter_stand_in_the_title() -> None:
    (fact, _) = read([TITLE, ["Tính đến ngày 30/6/2023"], ["Số 45-BC/BDVTU"], HEAD, [1, "Quận 1", 5, 3]]).facts

    assert (fact.row["as_of"], fact.row["source_ref"]) == (date(2023, 6, 30), "45-BC/BDVTU")


def test_a_correction_of_no_cell_is_left_alone_and_one_of_other_words_is_outdated() -> None:
    found = read([TITLE, HEAD, [1, "Quận 1", 5, 3]], corrections={"Biểu 1\nxx\n5": "6", "Biểu 1\nC3\nx": "7"})

    assert (values(found), told(found)) == ({"C3": (5, None), "D3": (3, None)}, [("correction_outdated", "C3", {})])


def test_a_lone_text_beside_the_list_is_a_note() -> None:
    head = ["STT", "Tên mô hình", "Đơn vị thực hiện", "Quận", "Năm", "Ghi thêm"]
    rows = [
        [1, "Hẻm xanh", "UBND", "Quận 3", 2023],
        [None, None, None, None, None, "một lời bên lề"],
        [2, "Hẻm sạch", "UBND", "Quận 3", 2023],
    ]
    found = read([["MÔ HÌNH - TP.HCM"], head, *rows])

    assert [fact.row["name"] for fact in found.facts] == ["Hẻm xanh", "Hẻm sạch"]
    assert found.rows_skipped[2:] == [(4, "note")]


def test_a_table_with_its_measures_in_the_rows_says_what_it_leaves_out() -> None:
    head = ["STT", "Nội dung", "ĐVT", "Quận 1", "Quận 3", "Tổng"]
    rows = [
        [1, "Số mô hình", "mô hình", 5, 6, 12],
        [2, "Số lớp tập huấn", "lớp", "trên 3", 4, 9],
        [3, "Số lượt người", "lượt", 3, 4, None],
        [4, "Số tập thể được khen thưởng", "tập thể", 3, 4, "x"],
        [5, 2023, None, 1, 2, 3],
    ]
    found = read([TITLE, head, *rows])
    unknown = read([["TP.HCM"], [*head[:4], "Nơi lạ"], *(row[:5] for row in rows[:2])])

    assert values(found) == {
        "D3": (5, None), "E3": (6, None), "D4": (3, ">"), "E4": (4, None), "D5": (3, None), "E5": (4, None),
        "D6": (3, None), "E6": (4, None),
    }  # fmt: skip
    assert told(found) == [
        ("total_differs", "F3", {"stated": 12, "true": 11}),
        ("not_our_measure", "B7", {}),
    ]
    assert said(unknown, "error") == [("error", "unknown_unit_nothing_near", "E2"), ("error", "no_term", "A3")]


def test_a_part_whose_head_fits_no_measure_is_not_taken() -> None:
    rows = [
        TITLE,
        ["STT", "Đơn vị", "Số mô hình", "Trong đó", None, "Số lớp", None],
        [None, None, None, "Giấy khen", "Kinh tế", "Kinh tế", "Cấp quận"],
        [1, "Quận 1", 5, 2, 3, 4, 5],
    ]
    found = read(rows, ("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"))

    assert {key[2:]: value for key, (value, _, _) in figures_of(found).items()} == {
        ("models", "unspecified", ""): 5,
        ("commended_collectives", "unspecified", "certificate_of_commendation"): 2,
        ("models", "unspecified", "economy"): 3,
    }
    assert problem(found, "columns_not_taken").params["count"] == 2


def test_truths_are_neither_numbers_nor_units_nor_a_row_of_column_numbers() -> None:
    found = read([TITLE, HEAD, [True, True, True, True], [1, "Quận 1", 5, 3]])

    assert said(found, "error") == [
        ("error", "truth_value", "C3"),
        ("error", "truth_value", "D3"),
        ("error", "unknown_unit_nothing_near", "B3"),
    ]


def test_a_time_that_covers_more_than_it_can_say_is_rounded_and_told() -> None:
    rows = [
        [1, "Lớp A", "Đầu năm 2023", 30],
        [2, "Lớp B", "trong 6 tháng đầu năm 2023", 30],
        [3, "Lớp C", "tháng 3-5/2023", 3],
    ]
    found = read([["TẬP HUẤN - QUẬN 3"], ["STT", "Tên lớp", "Thời gian", "Số người"], *rows])

    assert [(f.row["title"], f.row["period_text"]) for f in found.facts] == [("Lớp B", "2023-H1"), ("Lớp C", "2023")]
    assert [(code, cell) for code, cell, _ in told(found)] == [
        ("not_a_date", "C3"),
        ("date_rounded", "C5"),
        ("no_term", "A3"),
    ]


def test_a_column_of_either_meaning_is_the_body_where_the_unit_is_known_otherwise() -> None:
    rows = [[1, "Hẻm xanh", "Hội Phụ nữ", 2023], [2, "Hẻm sạch", "Ban chỉ huy", 2023]]
    head = ["STT", "Tên mô hình", "Đơn vị", "Năm"]
    known, unknown = (read([[title], head, *rows]) for title in ("MÔ HÌNH QUẬN 3", "MÔ HÌNH"))
    both = read(
        [["MÔ HÌNH QUẬN 3"], [*head[:2], "Đơn vị thực hiện", *head[2:]], *([*row[:2], "A", *row[2:]] for row in rows)]
    )

    assert [fact.row["implementing_body"] for fact in known.facts] == ["Hội Phụ nữ", "Ban chỉ huy"]
    assert [code for code, *_ in told(unknown) if code != "defaults_used"] == ["unknown_unit_nothing_near"] * 2
    assert [fact.row["implementing_body"] for fact in both.facts] == ["A", "A"]
    assert problem(both, "columns_not_taken").params["columns"] == "D «Đơn vị»"


def test_without_a_province_anywhere_a_list_without_units_asks_for_one() -> None:
    found = read([["KẾT QUẢ"], ["Tên mô hình", "Năm"], ["Hẻm xanh", 2023]], province=None)

    assert said(found, "error") == [("error", "no_unit", "A3")]


def test_heads_that_are_neither_merged_nor_above_their_parts_are_found_to_the_left() -> None:
    parts = read(
        [
            TITLE,
            ["STT", "Đơn vị", "Số mô hình", None, "Số lớp"],
            [None, None, "Tập thể", "Cá nhân"],
            [1, "Quận 1", 5, 3, 2],
        ]
    )
    years = [
        ["KẾT QUẢ - TP.HCM"],
        ["STT", "Đơn vị", "Năm 2021", "Năm 2022"],
        [None, None, "Số mô hình", "Số lớp"],
        [1, "Quận 1", 5, 3],
    ]

    assert {key[2:]: value for key, (value, _, _) in figures_of(parts).items()} == {
        ("models", "unspecified", "collective"): 5,
        ("models", "unspecified", "individual"): 3,
        ("training_sessions", "unspecified", ""): 2,
    }
    assert {key[1:3]: value for key, (value, _, _) in figures_of(read(years)).items()} == {
        ("year:2021", "models"): 5,
        ("year:2022", "training_sessions"): 3,
    }


def test_facts_are_a_sequence_of_single_ones_whatever_parts_they_lie_in() -> None:
    every = [Fact("models", {"a": 1}), Fact("models", {"a": 2}), Fact("summary", {"b": 3})]
    facts = Facts(every)

    assert (len(facts), list(facts), len(facts.parts)) == (3, every, 2)
    assert [facts[at] for at in (0, 1, 2, -1, -3)] == [every[at] for at in (0, 1, 2, -1, -3)]
    assert (facts[1:], facts == every, facts == "x", repr(facts)) == (every[1:], True, False, repr(every))
    for at in (3, -4):
        with pytest.raises(IndexError):
            facts[at]
    joined = Facts.of_parts([("models", RowTable({"a": [0]}))])
    joined.join(facts)
    assert (list(joined.of("models")), joined.different("a")) == (
        [{"a": 0}, {"a": 1}, {"a": 2}],
        {(0,), (1,), (2,), (None,)},
    )


def test_a_block_without_columns_is_so_many_empty_rows() -> None:
    assert RowReader().rows({"columns": [], "rows": 2}) == [[], []]


def test_blank_rows_at_the_end_of_a_sheet_are_no_rows() -> None:
    (grid,) = read_sheets("a.csv", b"a;b\n;\n1;2\n;\n;\n").grids

    assert len(grid.rows) in (3, 5) and grid.cell(3, 2) == "2" and grid.cell(0, 1) is None and grid.cell(1, 3) is None


def test_spellings_beyond_what_is_remembered_are_worked_out_again() -> None:
    names = UnitNames(reference())
    nothing = names.resolve(None, province=None, on=None)
    names._known.update({(str(number), None, None, ""): nothing for number in range(20_001)})

    assert names.resolve("Quận 3", province="79", on=None).state == "value"
    assert len(names._known) == 1


@pytest.mark.slow
def test_a_worker_that_cannot_be_started_or_falls_silent_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused, set_apart(tmp_path / "x.py", ["x" * 3_000_000], b"", DEFAULT):
        pass
    assert refused.value.code == "reader_failed"
    silent = tmp_path / "silent.py"
    silent.write_text("import os, time\nos.close(1)\ntime.sleep(60)")
    with pytest.raises(Refused) as refused:
        read_sheets("a.xlsx", a_workbook({"A": [[1]]}), worker=silent)
    assert refused.value.code == "reader_failed"


def test_a_mark_under_collectives_or_persons_says_whose_a_model_is() -> None:
    head = ["STT", "Tên mô hình", "Tập thể", "Cá nhân", "Đơn vị thực hiện", "Năm"]
    found = read([["MÔ HÌNH QUẬN 3"], head, [1, "A", "x", None, "UBND", 2023], [2, "B", None, "✓", "UBND", 2023]])

    assert [(f.row["name"], f.row["owner_kind"], f.row["implementing_body"]) for f in found.facts] == [
        ("A", "collective", "UBND"),
        ("B", "individual", ""),
    ]


def test_blank_cells_totals_and_notes_of_a_table_with_its_measures_in_the_rows_are_no_figures() -> None:
    head = ["STT", "Nội dung", "ĐVT", "Quận 1", "Quận 3"]
    rows = [
        [1, "Số mô hình", "mô hình", 5, None],
        [2, "Số lớp tập huấn", "lớp", 3, 4],
        [None, "Tổng cộng", None, 8, 4],
        ["Ghi chú: x"],
    ]
    found = read([TITLE, head, *rows])

    assert values(found) == {"D3": (5, None), "D4": (3, None), "E4": (4, None)}
    assert found.rows_skipped[2:] == [(5, "total"), (6, "note")]
    assert read([TITLE, ["STT", "Nội dung", "Quận 1"], [1, "Số mô hình", 5]]).dataset is None


@pytest.mark.parametrize(
    "text", ["nhiệm kỳ 1929-1934", "năm 9999", "nhiệm kỳ 2025-2020", "Giai đoạn 2025-2020", "giai đoạn 2020-2020"]
)
def test_years_that_no_figure_is_about_are_no_term(text: str) -> None:
    assert (read_term(text).term, find_term(text).term) == (None, None)


def test_a_bare_span_of_a_party_cell_is_a_term_of_that_cell() -> None:
    assert [read_term(text).term for text in ("chi bộ 2020-2025", "2020-2025", "Nhiệm kỳ chi bộ 2020-2025")] == [
        "branch_term:2020-2025",
        TERM,
        "branch_term:2020-2025",
    ]


def test_a_district_is_found_among_those_that_stood_on_the_days_that_are_asked_about() -> None:
    before, after = (date(2015, 1, 1), date(2015, 12, 31)), (date(2026, 1, 1), date(2026, 12, 31))

    assert NAMES.find_unit("Quận 3", "79", on=before) == "770"
    assert NAMES.find_unit("Quận 3", "79", on=after) is None


@pytest.mark.slow
def test_more_different_texts_than_are_remembered_are_read_like_the_first() -> None:
    rows = [[number, f"Mô hình số {number}", f"Tổ dân phố {number}", "Quận 3", 2023] for number in range(1, 50_501)]
    found = read([["MÔ HÌNH - TP.HCM"], ["STT", "Tên mô hình", "Đơn vị thực hiện", "Quận", "Năm"], *rows])

    assert (len(found.facts), found.rows_read) == (50_500, 50_500)
    assert found.facts[-1].row["implementing_body"] == "Tổ dân phố 50500"


def test_text_in_an_old_font_ends_with_its_runs_and_text_of_today_stays() -> None:
    grid = Grid("A", rows=[["QuËn B×nh T©n vµ n÷a", "Quận", "phè"]])
    grid.old_fonts = {(1, 1): (("tcvn3", 4), ("", 1), ("tcvn3", 3)), (1, 2): (("tcvn3", 0),), (1, 3): (("tcvn3", 0),)}
    convert(grid)

    assert grid.rows == [["Quận Bình T©n vµ n÷a", "Quận", "phố"]]


def test_letters_that_no_code_page_has_are_left_as_they_are() -> None:
    grid = Grid("A", rows=[["Quận 3 ✓", "Đơn vị"]] * 3, code_page="cp1258")
    convert(grid)

    assert grid.rows == [["Quận 3 ✓", "Đơn vị"]] * 3


@pytest.mark.parametrize(
    ("total", "is_told"),
    [(5, False), (6, True), (4, True), ("dưới 9", False), ("trên 9", True), ("trên 3", False), ("dưới 3", True), ("khoảng 9", False), ("khoảng 3", False)],
)  # fmt: skip
def test_a_total_that_is_a_bound_leaves_room_on_its_own_side(total: int | str, is_told: bool) -> None:
    found = read([TITLE, HEAD, [1, "Quận 1", 3, 1], [2, "Quận 3", 2, 1], [None, "Tổng cộng", total, 2]])

    assert [(code, cell) for code, cell, _ in told(found)] == ([("total_differs", "C5")] if is_told else [])


def test_of_two_provinces_in_a_title_the_first_is_the_one_it_is_about() -> None:
    found = read(
        [["KẾT QUẢ NĂM 2023 - TP.HCM"], ["Kính gửi: Thành phố Hà Nội"], HEAD, [1, "Quận 3", 5, 3]], province=None
    )

    assert ([fact.row["unit"] for fact in found.facts], told(found)) == (["770", "770"], [])


def test_a_total_may_be_named_beside_the_column_of_names() -> None:
    found = read(
        [TITLE, ["Đơn vị", "Số mô hình", "Số lớp"], ["Quận 1", 5, 2], ["Quận 3", 4, 3], [None, "Tổng cộng", 5]]
    )

    assert (found.rows_skipped[2:], len(found.facts)) == ([(5, "total")], 4)
    assert told(found) == [("total_unreadable", "B5", {})]


def test_a_reader_that_the_system_ends_had_too_much_memory(tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    for signal in ("SIGKILL", "SIGABRT"):
        worker.write_text(f"import os, signal\nos.kill(os.getpid(), signal.{signal})")
        with pytest.raises(Refused) as refused:
            read_sheets("a.xlsx", a_workbook({"A": [[1]]}), worker=worker)
        assert refused.value.code == "too_much_memory"


def test_one_file_may_cost_what_the_manual_of_operation_says() -> None:
    assert (
        Limits(
            file_bytes=20 * 1024**2,
            memory_bytes=1536 * 1024**2,
            cpu_seconds=20,
            wall_seconds=120,
            waiting_seconds=45,
            output_bytes=200 * 1024**2,
            part_bytes=200 * 1024**2,
            unpacked_bytes=400 * 1024**2,
            cells=5_000_000,
            sheets=100,
            text_length=32_767,
            block_rows=5_000,
        )
        == DEFAULT
    )


@pytest.mark.parametrize(("count", "shown"), [(8, "3, 4, 5, 6, 7, 8, 9, 10"), (9, "3, 4, 5, 6, 7, 8, 9, 10 …")])
def test_a_question_about_many_rows_names_the_first_eight(count: int, shown: str) -> None:
    rows = [[number, f"Mô hình {number}", 2023] for number in range(1, count + 1)]
    found = read([["TP.HCM"], ["STT", "Tên mô hình", "Năm"], *rows], province=None)

    assert problem(found, "no_unit").params == {"count": count, "rows": shown}


def test_a_name_that_is_too_long_is_told_with_the_limit_and_not_cut() -> None:
    rows = [[1, "x" * 300, 2023], [2, "y" * 301, 2023]]
    found = read([["MÔ HÌNH QUẬN 3"], ["STT", "Tên mô hình", "Năm"], *rows])

    assert [len(fact.row["name"]) for fact in found.facts] == [300]
    assert (problem(found, "text_too_long").cell, problem(found, "text_too_long").params) == ("B4", {"limit": 300})


def test_a_target_for_commended_collectives_may_name_persons_too() -> None:
    said = {"Số tập thể được khen": True, "Số tập thể, cá nhân được khen thưởng": True, "Số cá nhân được khen": False}

    assert {text: read_target(text) == ("commended_collectives", "unspecified") for text in said} == said


def test_a_sheet_of_many_merges_takes_as_long_a_row_as_one_of_few() -> None:
    """Thousands of groups and as many entries of two rows, and a head again on every printed page, all of them merged."""
    head = ["STT", "Tên mô hình", "Nội dung", "Đơn vị thực hiện"]
    rows: list[list[Any]] = [["DANH SÁCH MÔ HÌNH NĂM 2023 - QUẬN 3, TP.HCM"], head]
    merges: list[tuple[int, int, int, int]] = []
    for number in range(1, 4_001):
        first = len(rows) + 1
        rows += [[number, f"Mô hình {number}", "a", "UBND Phường 1"], [None, None, "b"], ["UBND PHƯỜNG"]]
        merges += [(first, 1, first + 1, 1), (first, 2, first + 1, 2), (first + 2, 1, first + 2, 4)]
        if number % 30 == 0:
            rows.append(head)
            merges.append((len(rows), 1, len(rows), 1))
    began = time.process_time()
    reading = read_grid(rows, look={"merges": merges})

    assert len(reading.facts) == 4_000
    assert time.process_time() - began < 5
