"""Two tables beside each other whose heads begin in different rows, and what is said of each by its own cells."""

from typing import Any

import pytest

from tests.sheet_reading import problem, read, said

_TITLE: list[Any] = ["SỐ LIỆU NĂM 2023 - TP.HCM"]
_HEAD: list[Any] = ["STT", "Đơn vị", "Số mô hình"]
_GAP: list[Any] = [None]
_NONE: list[Any] = [None, None, None]
_EARLY: list[list[Any]] = [_HEAD, [1, "Quận 1", 2], [2, "Quận 3", 3], [3, "Quận 5", 4]]
_LATE: list[list[Any]] = [_NONE, _HEAD, [1, "Quận 4", 5], [2, "Quận 6", 6], [3, "Quận 7", 7]]
_DISTRICTS = {"760": 2, "770": 3, "774": 4, "773": 5, "775": 6, "778": 7}


def _beside(left: list[list[Any]], right: list[list[Any]]) -> list[list[Any]]:
    """The rows of two tables with an empty column between them, the shorter one filled up."""
    rows = range(max(len(left), len(right)))
    return [[*(left[n] if n < len(left) else _NONE), *_GAP, *(right[n] if n < len(right) else [])] for n in rows]


def _values(rows: list[list[Any]]) -> tuple[dict[tuple[str, str], int], list[tuple[str, str, str | None]]]:
    reading = read(rows)
    found = {(f.row["unit"], f.row["term"]): f.row["value"] for f in reading.facts}
    assert len(found) == len(reading.facts)
    return found, said(reading)


@pytest.mark.parametrize("order", [1, -1])
def test_heads_may_begin_in_different_rows_whichever_table_begins_first(order: int) -> None:
    left, right = [_EARLY, _LATE][::order]
    both = {(unit, "year:2023"): value for unit, value in _DISTRICTS.items()}
    assert _values([_TITLE, *_beside(left, right)]) == (both, [])
    without = [[row[1:] for row in table] for table in (left, right)]
    apart = [[*one[:2], None, *other] for one, *other in zip(_fill(without[0]), *_columns(without[1]), strict=True)]
    assert _values([_TITLE, *apart]) == (both, [])


def _fill(table: list[list[Any]]) -> list[list[Any]]:
    return [*table, *[[None, None]] * (5 - len(table))]


def _columns(table: list[list[Any]]) -> list[list[Any]]:
    return [[row[place] for row in _fill(table)] for place in (0, 1)]


@pytest.mark.parametrize("order", [1, -1])
def test_a_line_above_the_later_head_is_about_that_table_alone(order: int) -> None:
    late = [["NĂM 2022", None, None], *_LATE[1:]]
    found, problems = _values([_TITLE, *_beside(*[_EARLY, late][::order])])
    terms = {unit: term for unit, term in found}
    assert terms == {unit: "year:2022" if value > 4 else "year:2023" for unit, value in _DISTRICTS.items()}
    assert problems == []


def test_both_may_have_totals_of_their_own_and_another_table_below_them() -> None:
    early = [*_EARLY, [None, "Tổng cộng", 9]]
    late = [*_LATE, [None, "Tổng cộng", 18]]
    rows = [
        _TITLE,
        *_beside(early, late),
        [],
        ["STT", "Đơn vị", "Số lớp", None, "Lượt người"],
        [1, "Quận 1", 5, None, 90],
    ]
    reading = read(rows)
    told = {(f.row["measure"], f.row["unit"]): f.row["value"] for f in reading.facts}
    models = {("models", unit): value for unit, value in _DISTRICTS.items()}
    assert told == models | {("training_sessions", "760"): 5, ("attendances", "760"): 90}
    assert said(reading) == []
    rows[5][2] = 10
    rows[6][6] = 20
    assert said(read(rows)) == [("warning", "total_differs", "C6"), ("warning", "total_differs", "G7")]


@pytest.mark.parametrize("line", ["Kế hoạch", "Cùng kỳ năm trước", "Lũy kế từ đầu nhiệm kỳ"])
def test_a_table_of_other_numbers_that_begins_further_down_is_not_taken(line: str) -> None:
    late = [[line, None, None], *_LATE[1:4]]
    found, problems = _values([_TITLE, *_beside(_EARLY, late)])
    assert set(found) == {("760", "year:2023"), ("770", "year:2023"), ("774", "year:2023")}
    assert problems == [("notice", "columns_not_taken", "E2")]


@pytest.mark.parametrize("merges", [[], ["A2:C2", "E2:G2"]])
@pytest.mark.parametrize("option", [None, "year:2023"])
@pytest.mark.parametrize(
    "lines",
    [
        ("KẾT QUẢ", "KẾ HOẠCH"), ("KẾ HOẠCH", "KẾT QUẢ"), ("KẾT QUẢ", "KẾ HOẠCH NĂM 2024"), ("CÙNG KỲ NĂM TRƯỚC", "KẾT QUẢ"),
        ("", "Lũy kế từ đầu nhiệm kỳ"),
    ],
)  # fmt: skip
def test_of_heads_in_one_row_the_table_of_plans_is_not_taken(
    lines: tuple[str, str], option: str | None, merges: list[str]
) -> None:
    left, right = ([[line or None, None, None], *table] for line, table in zip(lines, (_EARLY, _LATE[1:]), strict=True))
    reading = read([_TITLE if option is None else ["TP.HCM"], *_beside(left, right)], merges, term=option)
    is_left = lines[0] in ("KẾT QUẢ", "")
    assert {f.row["unit"]: f.row["value"] for f in reading.facts} == {
        unit: value for unit, value in _DISTRICTS.items() if (value < 5) == is_left
    }
    assert {f.row["term"] for f in reading.facts} == {"year:2023"}
    assert said(reading, "error", "warning") == [("warning", "table_not_taken", "E3" if is_left else "A3")]


def test_a_title_above_the_first_table_alone_and_a_span_that_a_line_names_leave_tables_as_they_are() -> None:
    both = _beside([["KẾ HOẠCH", None, None], *_EARLY], [_NONE, *_LATE[1:]])
    assert len(_values([_TITLE, *both])[0]) == 6
    span = _beside([["NĂM 2023", None, None], *_EARLY], [["LŨY KẾ NHIỆM KỲ 2020-2025", None, None], *_LATE[1:]])
    found, problems = _values([_TITLE, *span])
    assert ({term for _, term in found}, problems) == ({"year:2023", "party_term:2020-2025"}, [])


def test_a_list_of_abbreviations_beside_a_table_is_no_table() -> None:
    legend = [_NONE, ["Viết tắt", "Đơn vị", None], ["Q1", "Quận 1", None], ["MH", "Mô hình", None]]
    found, problems = _values([_TITLE, *_beside(_EARLY, legend)])
    assert sorted(found.values()) == [2, 3, 4]
    assert problems == [("notice", "columns_not_taken", "E2")]


def test_a_head_that_stands_again_among_the_rows_of_the_other_table_divides_nothing() -> None:
    early = [*_EARLY[:3], _HEAD, [3, "Quận 5", 4]]
    assert [code for level, code, _ in said(read([_TITLE, *_beside(early, _LATE)])) if level == "error"] != []


def test_a_numbered_row_beside_a_total_of_the_other_table_is_no_total_of_both() -> None:
    head = ["STT", "Năm", "Số mô hình"]
    left = [head, [1, 2022, 2], [None, "Tổng cộng", 2]]
    right = [head, [1, 2021, 5], [2, 2022, 6], [3, 2023, 7]]
    rows = [["TP.HCM"], ["QUẬN 1", None, None, None, "QUẬN 3"], *_beside(left, right)]
    found, _ = _values(rows)
    assert found == {
        ("760", "year:2022"): 2, ("770", "year:2021"): 5, ("770", "year:2022"): 6, ("770", "year:2023"): 7,
    }  # fmt: skip


def test_a_question_about_the_right_table_names_its_own_first_cell() -> None:
    rows = [["SỐ LIỆU TP.HCM"], *_beside(_EARLY, _LATE[1:])]
    assert said(read(rows)) == [("error", "no_term", "A3"), ("error", "no_term", "E3")]
    indented = read([[None, *row] for row in [["SỐ LIỆU TP.HCM"], *_EARLY]])
    assert problem(indented, "no_term").cell == "B3"


def test_collectives_beside_individuals_begin_no_table_of_their_own() -> None:
    rows: list[Any] = [
        _TITLE,
        ["TT", "Quận, huyện", "Số mô hình", "Gồm", None, "Được công nhận", None, None],
        [None, None, None, "TT", "CN", "Cơ sở", "Cấp quận, huyện", "Cấp TP"],
        [1, "Quận 1", 9, 6, 3, 2, 1, 1],
        [2, "Quận 3", 7, 5, 2, 1, 0, 1],
    ]
    reading = read(rows, ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:H2"])
    found = {(f.row["unit"], f.row["stage"], f.row["dimension_value"]): f.row["value"] for f in reading.facts}
    assert [problem for problem in said(reading) if problem[0] == "error"] == []
    assert (found["760", "unspecified", ""], found["770", "unspecified", ""]) == (9, 7)
    assert (found["760", "unspecified", "collective"], found["770", "recognised", "grassroots"]) == (6, 1)


def test_words_in_two_cells_above_the_later_head_are_no_line_about_it_and_what_is_not_taken_is_said() -> None:
    late = [_NONE, ["Ghi chú", "số tạm tính", None], _HEAD, [1, "Quận 4", 5]]
    values, problems = _values([_TITLE, *_beside(_EARLY, late)])
    assert values == {(unit, "year:2023"): count for unit, count in _DISTRICTS.items() if count < 5}
    assert problems == [("notice", "columns_not_taken", "E2")]


def test_heads_in_one_row_below_words_that_read_like_one_are_asked_about() -> None:
    above = [None, "Quận", "Mô hình"]
    values, problems = _values([_TITLE, above, *_beside(_EARLY[:3], _LATE[1:4])])
    assert values == {("760", "year:2023"): 2, ("770", "year:2023"): 3}
    assert problems == [("error", "two_columns_one_measure", "G3"), ("notice", "columns_not_taken", "E3")]


_WIDE: list[Any] = ["Quận", "Số mô hình", "Số lớp", "Số lượt"]


def _wide(line: list[Any]) -> tuple[dict[tuple[str, str], list[int]], list[tuple[str, str, str | None]]]:
    """By unit and term what two tables of four columns say below a line, and what is said of them."""
    left, right = ([["Quận 1", n, n + 1, n + 2], ["Quận 3", n + 3, n + 4, n + 5]] for n in (1, 7))
    body = [[*one, None, *other] for one, other in zip([_WIDE, *left], [_WIDE, *right], strict=True)]
    reading = read([["BIỂU TỔNG HỢP NĂM 2023"], line, *body])
    found: dict[tuple[str, str], list[int]] = {}
    for fact in reading.facts:
        found.setdefault((fact.row["unit"], fact.row["term"]), []).append(fact.row["value"])
    return found, said(reading)


@pytest.mark.parametrize("column", range(6, 10))
def test_a_line_upon_any_column_of_a_table_is_about_that_table(column: int) -> None:
    before = [None] * (column - 1)
    left = {("760", "year:2023"): [1, 2, 3], ("770", "year:2023"): [4, 5, 6]}
    right = {("760", "year:2024"): [7, 8, 9], ("770", "year:2024"): [10, 11, 12]}

    assert _wide([*before, "Năm 2024"]) == (left | right, [])
    assert _wide([*before, "KẾ HOẠCH NĂM 2024"]) == (left, [("warning", "table_not_taken", "F3")])


def test_each_table_has_the_line_upon_its_own_columns() -> None:
    found, problems = _wide([None, None, "Năm 2021", *[None] * 5, "Năm 2022"])
    assert (set(found), problems) == ({(unit, f"year:{year}") for unit in ("760", "770") for year in (2021, 2022)}, [])


def test_a_title_that_calls_both_tables_a_plan_is_said_of_both() -> None:
    rows = [["KẾ HOẠCH CÔNG TÁC NĂM 2023"], *_beside(_EARLY, _LATE[1:])]
    assert said(read(rows)) == [("warning", "title_is_plan", "A1")]
