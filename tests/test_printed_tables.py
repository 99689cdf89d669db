"""What printed reports look like: tables beside each other, pages that sum themselves, lines of other times below."""

from typing import Any

import pytest

from tests.sheet_reading import figures_of, problem, read, said

_IN = ["KẾT QUẢ NĂM 2023 - TP.HCM"]
_HEAD = ["STT", "Đơn vị", "Số mô hình", "Số lớp"]
_NUMBERS = ["(1)", "(2)", "(3)", "(4)"]


def _models(reading: Any) -> dict[str, tuple[int, str]]:
    return {key[0]: (found[0], found[2]) for key, found in figures_of(reading).items() if key[2] == "models"}


_BESIDE: list[list[Any]] = [
    _IN,
    ["STT", "Đơn vị", "Số mô hình", None, "STT", "Đơn vị", "Số mô hình"],
    [1, "Quận 1", 5, None, 3, "Quận 4", 7],
    [2, "Quận 3", 6, None, 4, "Quận 5", 8],
    [None, None, None, None, 5, "Quận 6", 9],
    [None, "Tổng cộng", 11, None, None, "Tổng cộng", 24],
    [],
    ["Ghi chú: số liệu do các quận báo cáo"],
    [None, "NGƯỜI LẬP BIỂU", None, None, None, "TRƯỞNG BAN"],
    [None, "Nguyễn Văn Thử", None, None, None, "Trần Thị Nghiệm"],
]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv"])
def test_two_tables_side_by_side_are_both_read(kind: str) -> None:
    reading = read(_BESIDE, kind=kind)
    assert (reading.dataset, reading.header_rows, reading.rows_read, reading.area) == ("summary", [2], 3, "79")
    assert _models(reading) == {
        "760": (5, "C3"), "770": (6, "C4"), "773": (7, "G3"), "774": (8, "G4"), "775": (9, "G5"),
    }  # fmt: skip
    assert dict(reading.rows_skipped) == {
        1: "title", 2: "header", 6: "total", 7: "blank", 8: "note", 9: "signature", 10: "signature",
    }  # fmt: skip
    assert said(reading) == []
    assert "Thử" not in repr(reading) and "Nghiệm" not in repr(reading)


def test_the_totals_of_both_tables_are_held_against_their_own_rows() -> None:
    rows = [list(row) for row in _BESIDE]
    rows[5] = [None, "Tổng cộng", 12, None, None, "Tổng cộng", 25]
    assert said(read(rows)) == [("warning", "total_differs", "C6"), ("warning", "total_differs", "G6")]
    rows[5] = [None, None, None, None, None, "Tổng cộng", 35]  # one total for both
    assert said(read(rows)) == []


def test_tables_side_by_side_need_no_gutter_where_each_numbers_its_rows() -> None:
    rows = [[cell for place, cell in enumerate(row) if place != 3] for row in _BESIDE]
    assert {unit: value for unit, (value, _) in _models(read(rows)).items()} == {
        "760": 5, "770": 6, "773": 7, "774": 8, "775": 9,
    }  # fmt: skip


def test_tables_of_different_things_and_years_side_by_side_keep_apart() -> None:
    rows = [
        ["TP.HCM"],
        ["NĂM 2022", None, None, None, "NĂM 2023"],
        ["STT", "Đơn vị", "Số mô hình", None, "STT", "Đơn vị", "Số lớp", "Lượt người"],
        [1, "Quận 1", 5, None, 1, "Quận 3", 7, 70],
    ]
    assert figures_of(read(rows)) == {
        ("760", "year:2022", "models", "unspecified", ""): (5, None, "C4"),
        ("770", "year:2023", "training_sessions", "unspecified", ""): (7, None, "G4"),
        ("770", "year:2023", "attendances", "unspecified", ""): (70, None, "H4"),
    }


_PAIR = ["Quận/huyện", "Số mô hình"]
_PAIRS: list[list[Any]] = [
    [*_PAIR, None, *_PAIR],
    ["Quận 1", 10, None, "Quận 1", 11],
    ["Quận 3", 20, None, "Quận 3", 22],
]
_LEFT = {("760", 0): 10, ("770", 0): 20}
_RIGHT = {("760", 1): 11, ("770", 1): 22}


def _by_term(rows: list[list[Any]], merges: list[str], terms: tuple[str, str]) -> tuple[dict[Any, int], list[Any]]:
    reading = read(rows, merges, province="79")
    found = {(key[0], terms.index(key[1])): value for key, (value, _, _) in figures_of(reading).items()}
    assert len(found) == len(reading.facts)
    return found, [(p.level, p.code) for p in reading.problems]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("left", "right", "terms"),
    (
        ("Nhiệm kỳ 2015-2020", "Nhiệm kỳ 2020-2025", ("party_term:2015-2020", "party_term:2020-2025")),
        ("Năm 2023", "Năm 2024", ("year:2023", "year:2024")),
        ("Năm 2024", "Năm 2023", ("year:2024", "year:2023")),
    ),
)
def test_each_of_two_tables_takes_the_term_above_it_in_whatever_row_that_stands(
    left: str, right: str, terms: tuple[str, str]
) -> None:
    both = ({**_LEFT, **_RIGHT}, [])
    above, below = [None, None, None, right], [left]
    for title in ("SỐ LIỆU TP.HCM", "BÁO CÁO NHIỆM KỲ 2010-2015", "SO SÁNH NĂM 2024 VỚI NĂM 2023"):
        assert _by_term([[title], below, above, *_PAIRS], [], terms) == both
        assert _by_term([[title], above, below, *_PAIRS], ["A1:E1"], terms) == both
        assert _by_term([[title], below, above, [], *_PAIRS], ["A1:E1", "A2:B2", "D3:E3"], terms) == both
        assert _by_term([[title], [left, None, None, right], *_PAIRS], ["A1:E1", "A2:B2", "D2:E2"], terms) == both


def test_a_table_without_a_term_beside_one_that_has_its_own_is_asked_about_or_takes_that_of_all() -> None:
    terms, asked = ("year:2022", "year:2023"), [("error", "no_term")]
    title, right, left = ["TP.HCM"], [None, None, None, "Năm 2023"], ["Năm 2022"]
    assert _by_term([title, right, *_PAIRS], [], terms) == (_RIGHT, asked)
    assert _by_term([title, left, *_PAIRS], ["A2:B2"], terms) == (_LEFT, asked)
    assert _by_term([["NĂM 2022"], right, *_PAIRS], ["A1:E1"], terms) == ({**_LEFT, **_RIGHT}, [])
    for_all = {("760", 0): 10, ("770", 0): 20, ("773", 0): 7}
    beside = [_PAIRS[0], [*_PAIRS[1][:3], "Quận 4", 7], _PAIRS[2][:2]]
    assert _by_term([left, *beside], [], terms) == (for_all, [])


def test_what_stands_above_one_of_two_tables_is_not_the_term_of_a_third_beside_or_below_them() -> None:
    terms = ("year:2022", "year:2023")
    lines = [["Năm 2022"], [None, None, None, "Năm 2023"]]
    beside = [[*row, None, *row[:2]] for row in _PAIRS]
    below = [[], ["STT", "Đơn vị", "Số lớp"], [1, "Quận 4", 5]]
    for rows in ([*lines, *beside], [*lines, *_PAIRS, *below]):
        assert _by_term(rows, [], terms) == ({**_LEFT, **_RIGHT}, [("error", "no_term")])


def test_tables_need_no_gutter_where_the_head_of_the_first_column_stands_again() -> None:
    terms = ("year:2023", "year:2024")
    close = [[cell for place, cell in enumerate(row) if place != 2] for row in _PAIRS]
    for lines in ([["Năm 2023"], [None, None, "Năm 2024"]], [[None, None, "Năm 2024"], ["Năm 2023"]]):
        assert _by_term([*lines, *close], [], terms) == ({**_LEFT, **_RIGHT}, [])
    assert _by_term([["Năm 2023", None, "Năm 2024"], *close], ["A1:B1", "C1:D1"], terms) == ({**_LEFT, **_RIGHT}, [])
    others = [["NĂM 2023"], [*_PAIR, "Quận/huyện", "Số lớp"], ["Quận 1", 10, "Quận 3", 7], ["Quận 3", 20, "Quận 1", 8]]
    assert {key[0::2][:2]: value for key, (value, _, _) in figures_of(read(others, province="79")).items()} == {
        ("760", "models"): 10, ("770", "models"): 20, ("770", "training_sessions"): 7, ("760", "training_sessions"): 8,
    }  # fmt: skip


def test_each_of_two_tables_takes_the_place_above_it_in_whatever_row_that_stands() -> None:
    head, first = ["STT", "Năm", "Số mô hình"], ["QUẬN 1"]
    second = [None, None, None, None, "QUẬN 3"]
    body: list[list[Any]] = [[*head, None, *head], [1, 2022, 10, None, 1, 2022, 12]]
    for title in ("SỐ LIỆU TP.HCM", "QUẬN 5 - TP.HCM"):
        for lines in ([first, second], [second, first]):
            reading = read([[title], *lines, *body], ["A1:G1"])
            assert _models(reading) == {"760": (10, "C5"), "770": (12, "G5")}
            assert said(reading) == []
    letter = [["QUẬN ỦY QUẬN 3"], [None, None, None, None, "Quận 3, ngày 5 tháng 6 năm 2023"]]
    assert {unit for unit, *_ in figures_of(read([*letter, body[0], [1, 2022, 10, None, 2, 2023, 12]]))} == {"770"}


def test_an_empty_column_within_a_table_divides_nothing() -> None:
    rows = [_IN, ["STT", "Đơn vị", "Số mô hình", None, "Số lớp"], [1, "Quận 1", 5, None, 3], [2, "Quận 3", 6, None, 4]]
    reading = read(rows)
    assert {cell for _, _, cell in figures_of(reading).values()} == {"C3", "E3", "C4", "E4"}
    assert said(reading) == []


def test_one_table_below_two_side_by_side_is_read_over_its_whole_width() -> None:
    below = [[], ["STT", "Đơn vị", "Số lớp", None, "Lượt người"], [1, "Quận 1", 5, None, 90]]
    reading = read([*_BESIDE[:6], *below])
    found = {key[2:3] + key[:1]: value for key, (value, _, _) in figures_of(reading).items() if key[2] != "models"}
    assert found == {("training_sessions", "760"): 5, ("attendances", "760"): 90}
    assert (len(_models(reading)), reading.header_rows, reading.rows_read) == (5, [2, 8], 4)


_PAGES: list[list[Any]] = [
    _IN, _HEAD, _NUMBERS,
    [1, "Quận 1", 5, 1], [2, "Quận 3", 7, 2], [None, "Cộng trang", 12, 3],
    _HEAD, _NUMBERS, [None, "Mang sang", 12, 3],
    [3, "Quận 4", 1, 1], [4, "Quận 5", 2, 2], [None, "Cộng trang", 3, 3],
    [None, "Tổng cộng", 15, 6],
]  # fmt: skip


def test_pages_with_repeated_heads_and_sums_of_their_own_are_one_table() -> None:
    reading = read(_PAGES)
    assert dict(reading.rows_skipped) == {
        1: "title", 2: "header", 3: "column_numbers", 6: "carried", 7: "repeated_header", 8: "column_numbers",
        9: "carried", 12: "carried", 13: "total",
    }  # fmt: skip
    assert _models(reading) == {"760": (5, "C4"), "770": (7, "C5"), "773": (1, "C10"), "774": (2, "C11")}
    assert said(reading) == []


def test_the_lowest_row_of_a_deep_head_that_stands_again_opens_no_table() -> None:
    head: list[list[Any]] = [
        [
            "Stt",
            "Quận, huyện",
            "Mô hình Dân vận khéo",
            *[None] * 6,
            "Đào tạo, bồi dưỡng, tập huấn",
            None,
            "Khen thưởng",
        ],
        [
            None,
            None,
            "Tổng",
            "Trong đó",
            None,
            "Phân theo lĩnh vực",
            None,
            None,
            None,
            "Số lớp",
            "Lượt người",
            "Số tập thể",
        ],
        [None, None, None, "TT", "CN", "Kinh tế", "VH - XH", "QP - AN", "XD HTCT"],
    ]

    def row(number: int, unit: str, models: int) -> list[Any]:
        return [number, unit, models, models, 0, models, 0, 0, 0, 1, 40, 2]

    rows = [
        _IN, *head, row(1, "Quận 1", 5), row(2, "Quận 3", 7), [None, "Cộng trang", 12],
        *head, [None, "Mang sang", 12], row(3, "Quận 4", 1), row(4, "Quận 5", 2), [None, "Tổng cộng", 15],
    ]  # fmt: skip
    down = ("A0:A2", "B0:B2", "C0:I0", "J0:K0", "C1:C2", "D1:E1", "F1:I1", "J1:J2", "K1:K2", "L1:L2")
    merges = [":".join(f"{end[0]}{top + int(end[1])}" for end in merge.split(":")) for top in (2, 8) for merge in down]
    reading = read(rows, merges=merges)
    found = {key[0]: found[0] for key, found in figures_of(reading).items() if key[2] == "models" and not any(key[4:])}
    assert found == {"760": 5, "770": 7, "773": 1, "774": 2}
    assert said(reading) == []


@pytest.mark.parametrize(("row", "cell"), [(6, "C6"), (9, "C9"), (12, "C12"), (13, "C13")])
def test_a_wrong_sum_of_a_page_is_told_with_its_cell_and_the_true_value(row: int, cell: str) -> None:
    rows = [list(cells) for cells in _PAGES]
    rows[row - 1][2] += 1
    warning = problem(read(rows), "total_differs")
    assert (warning.level, warning.cell, warning.params["stated"]) == ("warning", cell, rows[row - 1][2])
    assert warning.params["true"] == _PAGES[row - 1][2]


def test_a_page_may_also_sum_all_that_came_before_it() -> None:
    rows = [list(cells) for cells in _PAGES]
    rows[11][2:] = [15, 6]
    assert said(read(rows)) == []


def test_a_total_above_the_data_and_an_empty_first_column() -> None:
    rows = [
        [None, *_IN],
        [None, *_HEAD],
        [None, None, "Tổng cộng", 12, 3],
        [None, 1, "Quận 1", 5, 1],
        [None, 2, "Quận 3", 7, 2],
    ]
    reading = read(rows)
    assert _models(reading) == {"760": (5, "D4"), "770": (7, "D5")}
    assert (dict(reading.rows_skipped), said(reading)) == ({1: "title", 2: "header", 3: "total"}, [])


_OTHER_LINES = [
    "Lũy kế", "Luỹ kế từ đầu năm", "Lũy kế từ đầu nhiệm kỳ đến nay", "Bình quân", "Bình quân mỗi quận", "Trung bình chung",
    "Tỷ lệ (%)", "Tỉ lệ đạt so với kế hoạch", "So với năm 2022", "So với cùng kỳ", "Tăng/giảm", "Tăng (+), giảm (-)",
    "Cùng kỳ", "Cùng kỳ năm 2022", "Năm trước", "Năm 2022", "Chênh lệch", "Kế hoạch năm 2023", "Chỉ tiêu giao",
    "Ước cả năm", "Cơ cấu", "% so với kế hoạch", "Ty le",
]  # fmt: skip


def test_lines_of_other_times_and_of_ratios_below_a_total_are_no_figures() -> None:
    lines = [[None, words, 40, "75%"] for words in _OTHER_LINES]
    reading = read([_IN, _HEAD, [1, "Quận 1", 5, 1], [2, "Quận 3", 7, 2], [None, "Tổng cộng", 12, 3], *lines])
    assert _models(reading) == {"760": (5, "C3"), "770": (7, "C4")}
    assert dict(reading.rows_skipped) == {1: "title", 2: "header", 5: "total"} | {
        6 + place: "carried" for place in range(len(lines))
    }
    assert said(reading) == []


@pytest.mark.parametrize("name", ["Lũy kế Quận 3", "Bình Quân", "Tỷ lệ vàng quận", "Năm mươi", "So với"])
def test_words_that_only_begin_like_such_lines_are_asked_about(name: str) -> None:
    reading = read([_IN, _HEAD, [1, "Quận 1", 5, 1], [2, name, 7, 2]])
    if name == "Bình Quân":
        assert (dict(reading.rows_skipped)[4], said(reading)) == ("carried", [])
    else:
        assert [found.level for found in reading.problems] == ["error"]
        assert 4 not in dict(reading.rows_skipped)


def test_a_year_among_the_units_is_asked_about_unless_it_stands_below_the_total() -> None:
    assert said(read([_IN, _HEAD, [1, "Quận 1", 5, 1], [None, "Năm 2022", 7, 2]]), "error") != []
