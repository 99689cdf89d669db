"""Layouts beyond the usual ones: wide by year, measures in the rows, odd heads; and no owner's or signer's name anywhere."""

from typing import Any

import pytest

from tests.sheet_reading import figures_of, read, said

_IN = "KẾT QUẢ NĂM 2023 - TP.HCM"


def _values(rows: list[list[Any]], merges: list[str] | None = None, **options: Any) -> dict[tuple[str, ...], int]:
    reading = read(rows, merges or [], **options)
    assert said(reading, "error", "warning") == []
    return {(u, t, m, s, v): value for (u, t, m, s, v), (value, _, _) in figures_of(reading).items()}


def test_a_table_wide_by_year_states_each_year_and_the_whole_term() -> None:
    rows = [
        ["SỐ MÔ HÌNH DÂN VẬN KHÉO NHIỆM KỲ 2020 - 2025 - TP.HCM"],
        ["STT", "Quận/huyện", 2021, "Năm 2022", "N.2023", "6T/2025", "Cả nhiệm kỳ"],
        [1, "Quận 1", 10, 11, 12, 5, 30],
        [None, "Tổng cộng", 10, 11, 12, 5, 30],
    ]
    assert _values(rows) == {
        ("760", "year:2021", "models", "unspecified", ""): 10,
        ("760", "year:2022", "models", "unspecified", ""): 11,
        ("760", "year:2023", "models", "unspecified", ""): 12,
        ("760", "half_year:2025-H1", "models", "unspecified", ""): 5,
        ("760", "party_term:2020-2025", "models", "unspecified", ""): 30,
    }


def test_a_wide_head_over_years_names_the_measure() -> None:
    rows = [
        [_IN],
        ["STT", "Quận/huyện", "Số mô hình", None, "Số lớp", None],
        [None, None, 2021, 2022, 2021, 2022],
        [1, "Quận 1", 10, 11, 1, 2],
    ]
    expected = {
        ("760", "year:2021", "models", "unspecified", ""): 10,
        ("760", "year:2022", "models", "unspecified", ""): 11,
        ("760", "year:2021", "training_sessions", "unspecified", ""): 1,
        ("760", "year:2022", "training_sessions", "unspecified", ""): 2,
    }
    assert _values(rows) == _values(rows, ["A2:A3", "B2:B3", "C2:D2", "E2:F2"]) == expected


def test_measures_in_the_rows_and_units_across() -> None:
    rows = [
        [_IN],
        ["TT", "Nội dung", "ĐVT", "Quận 1", "Q.3", "Toàn TP"],
        [1, 'Số mô hình "Dân vận khéo"', "mô hình", 10, 20, 30],
        ["1.1", "- Tập thể", None, 8, 15, 23],
        [2, "Tập huấn"],
        ["2.1", "Số lớp", "lớp", 1, 2, 3],
        ["2.2", "Số lượt người", "lượt", 100, "1.200", 1301],
        [3, "Kết nạp đảng viên", "đồng chí", 1, 2, 3],
    ]
    reading = read(rows)
    assert said(reading) == [("warning", "total_differs", "F7"), ("notice", "not_our_measure", "B8")]
    assert {(u, m, v): cell for (u, _, m, _, v), (_, _, cell) in figures_of(reading).items()} == {
        ("760", "models", ""): "D3", ("770", "models", ""): "E3", ("760", "models", "collective"): "D4",
        ("770", "models", "collective"): "E4", ("760", "training_sessions", ""): "D6", ("770", "training_sessions", ""): "E6",
        ("760", "attendances", ""): "D7", ("770", "attendances", ""): "E7",
    }  # fmt: skip
    assert dict(reading.rows_skipped)[5] == "group"


def test_one_sheet_a_district_with_a_measure_in_each_row() -> None:
    rows = [
        ["QUẬN 3"],
        ["STT", "Nội dung", "Thời gian", "Số lượng", "Ghi chú"],
        [1, "Số mô hình", "Năm 2023", 20, None],
        [2, "Số lớp tập huấn", "Năm 2022", 2, None],
    ]
    assert _values(rows, sheet="Q.3") == {
        ("770", "year:2023", "models", "unspecified", ""): 20,
        ("770", "year:2022", "training_sessions", "unspecified", ""): 2,
    }


@pytest.mark.parametrize("beside", ["Lũy kế", "Cùng kỳ", "Năm trước", "So với cùng kỳ"])
def test_a_head_of_another_time_leaves_out_all_columns_below_it(beside: str) -> None:
    rows = [
        [_IN],
        ["STT", "Đơn vị", "Trong kỳ", None, beside, None],
        [None, None, "Số mô hình", "Số lớp", "Số tập thể được khen", "Số lượt"],
        [1, "Quận 1", 10, 2, 55, 660],
    ]
    reading = read(rows, ["A2:A3", "B2:B3", "C2:D2", "E2:F2"])
    assert {(m, cell): value for (_, _, m, _, _), (value, _, cell) in figures_of(reading).items()} == {
        ("models", "C4"): 10,
        ("training_sessions", "D4"): 2,
    }
    assert said(reading) == [("notice", "columns_not_taken", "E2")]


def test_a_head_goes_on_below_where_only_its_first_columns_are_merged_down() -> None:
    rows = [[_IN], [], ["STT", "Đơn vị", "Số mô hình", "Số lớp"], [None, None, "đăng ký"], [1, "Quận 1", 5, 1]]
    assert _values(rows, ["A3:A4", "B3:B4"]) == {
        ("760", "year:2023", "models", "registered", ""): 5,
        ("760", "year:2023", "training_sessions", "unspecified", ""): 1,
    }


@pytest.mark.parametrize("merged", [True, False])
def test_three_levels_of_header(merged: bool) -> None:
    rows = [
        [_IN],
        ["STT", "Đơn vị", "Mô hình DVK", None, None, "Tập huấn", None],
        [None, None, "Tổng số", "Trong đó", None, "Số lớp", "Lượt người"],
        [None, None, None, "Đăng ký", "Công nhận", None, None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, "Quận 1", 9, 5, 3, 2, 100],
    ]
    merges = ["A1:G1", "A2:A4", "B2:B4", "C2:E2", "F2:G2", "C3:C4", "D3:E3", "F3:F4", "G3:G4"]
    reading = read(rows, merges if merged else ["A1:G1"])
    assert (reading.header_rows, dict(reading.rows_skipped)[5]) == ([2, 3, 4], "column_numbers")
    assert {(m, s): value for (_, _, m, s, _), (value, _, _) in figures_of(reading).items()} == {
        ("models", "unspecified"): 9, ("models", "registered"): 5, ("models", "recognised"): 3,
        ("training_sessions", "unspecified"): 2, ("attendances", "unspecified"): 100,
    }  # fmt: skip


def test_plans_money_and_shares_are_no_figures() -> None:
    rows = [
        [_IN],
        ["STT", "Đơn vị", "Kế hoạch", None, "Thực hiện", None, "Kinh phí khen thưởng", "Tỷ lệ khen"],
        [None, None, "Số mô hình", "Số lớp", "Số mô hình", "Số lớp", None, None],
        [1, "Quận 1", 5, 2, 4, 3, 9000000, "80%"],
    ]
    assert _values(rows, ["C2:D2", "E2:F2"]) == {
        ("760", "year:2023", "models", "unspecified", ""): 4,
        ("760", "year:2023", "training_sessions", "unspecified", ""): 3,
    }


def test_a_story_in_cells_is_refused_not_scraped() -> None:
    story = "Trong năm đã tổ chức 11 lớp tập huấn cho 2.353 lượt cán bộ"
    reading = read([[_IN], ["STT", "Đơn vị", "Kết quả"], [1, "Quận 3", story], [2, "Quận 1", story]])
    assert (reading.dataset, reading.facts) == (None, [])


def test_unit_and_term_may_stand_in_the_title_alone() -> None:
    assert _values([["QUẬN 3 NĂM 2023"], ["Số mô hình", "Số lớp"], [5, 2]]) == {
        ("770", "year:2023", "models", "unspecified", ""): 5,
        ("770", "year:2023", "training_sessions", "unspecified", ""): 2,
    }


def test_the_year_of_the_title_completes_a_quarter() -> None:
    rows = [["QUẬN 3 NĂM 2023"], ["Kỳ báo cáo", "Số mô hình", "Số lớp"], ["Quý I", 5, 2]]
    assert {term for _, term, *_ in _values(rows)} == {"quarter:2023-Q1"}


def test_an_owner_is_never_kept_by_name() -> None:
    rows = [
        ["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO QUẬN 3 NĂM 2022"],
        ["STT", "Tên mô hình", "Tập thể, cá nhân thực hiện", "Đơn vị"],
        [1, "Hẻm sáng", "Nguyễn Văn Thử", "Phường 1"],
        [2, "Hũ gạo", "Hội LHPN Phường 2", "Phường 2"],
        [3, "Tủ thuốc", "Bà Trần Thị Nghiệm", "Phường 3"],
    ]
    reading = read(rows)
    assert [(f.row["name"], f.row["owner_kind"], f.row["unit"]) for f in reading.facts] == [
        ("Hẻm sáng", "individual", "770"), ("Hũ gạo", "collective", "770"), ("Tủ thuốc", "individual", "770"),
    ]  # fmt: skip
    everything = repr((reading.facts, reading.problems, reading.kept))
    assert "Thử" not in everything and "Nghiệm" not in everything


def test_families_and_persons_in_groups_are_individuals() -> None:
    rows = [
        ["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG NĂM 2023 - QUẬN 3"],
        ["STT", "Họ tên/Tên tập thể", "Hình thức"],
        ["I", "TẬP THỂ"], [1, "Đảng ủy Phường 4", "Bằng khen"],
        ["II", "CÁ NHÂN"], [1, "Nguyễn Văn Thử", "Giấy khen"],
        ["III", "HỘ GIA ĐÌNH"], [1, "Hộ ông Lê Văn Dụ", "Giấy khen"],
    ]  # fmt: skip
    reading = read(rows)
    assert [f.row["collective_name"] for f in reading.facts] == ["Đảng ủy Phường 4"]
    assert [row for row, kind in reading.rows_skipped if kind == "individual"] == [6, 8]
    assert "Thử" not in repr(reading) and "Dụ" not in repr(reading)


@pytest.mark.parametrize("signed", ["Người lập", "NGƯỜI LẬP BIỂU", "TRƯỞNG BAN"])
def test_who_signs_right_below_a_summary_without_an_stt_is_neither_a_unit_nor_a_group(signed: str) -> None:
    reading = read([[_IN], ["Đơn vị", "Số mô hình"], ["Quận 1", 5], ["Quận 3", 7], [signed]])
    assert (dict(reading.rows_skipped)[5], said(reading)) == ("signature", [])


def test_a_note_right_below_a_summary_needs_no_colon() -> None:
    reading = read(
        [[_IN], ["Đơn vị", "Số mô hình"], ["Quận 1", 5], ["Quận 3", 7], ["Ghi chú số liệu đến hết tháng 11"]]
    )
    assert (dict(reading.rows_skipped)[5], said(reading)) == ("note", [])


def test_names_that_begin_like_signatures_are_names() -> None:
    names = ["Bí thư chi bộ gương mẫu", "Trưởng ban điều hành thân thiện", "Ghi chú việc tốt", "Toàn xã hội chung tay"]
    rows = [["MÔ HÌNH QUẬN 3 NĂM 2023"], ["Tên mô hình", "Đơn vị thực hiện"], *([name, "Phường 1"] for name in names)]
    reading = read([*rows, [], ["NGƯỜI LẬP", "TRƯỞNG BAN"], ["Nguyễn Văn Thử", "Trần Thị Nghiệm"]])
    assert [f.row["name"] for f in reading.facts] == names
    assert said(reading, "error", "warning") == []


def test_dates_turned_by_an_american_excel_are_warned_of() -> None:
    from datetime import date

    rows = [
        ["TẬP HUẤN QUẬN 3"],
        ["STT", "Tên lớp", "Thời gian", "Số học viên"],
        [1, "Lớp một", date(2023, 5, 12), 100],
        [2, "Lớp hai", "13/5/2023", 20],
    ]
    assert said(read(rows), "warning") == [("warning", "dates_swapped", "C3")]


def test_districts_and_communes_of_one_year_are_remarked() -> None:
    rows = [["NĂM 2025 - TP.HCM"], ["STT", "Đơn vị", "Số mô hình"], [1, "Quận 3", 10], [2, "Phường Bàn Cờ", 20]]
    assert said(read(rows)) == [("notice", "districts_and_communes", "C3")]


def test_a_signer_taken_for_a_unit_is_not_quoted() -> None:
    rows = [[_IN], ["Đơn vị", "Số mô hình"], ["Quận 1", 5], ["Phụ trách bộ phận"], ["Nguyễn Văn Thử"]]
    reading = read(rows)
    assert [row for row in ("Thử", "Nguyễn") if row in repr(reading)] == []
    assert {f.row["value"] for f in reading.facts} == {5}


def test_what_is_signed_below_a_short_list_does_not_unmake_its_column_of_units() -> None:
    head = ["Tên lớp, nội dung tập huấn", "Thời gian tổ chức", "Địa phương", "Số lớp", "Số lượt người"]
    classes = [[f"Tập huấn lớp {i}", "5/2019", unit, 1, 0] for i, unit in enumerate(("Quận 1", "Quận 1", "Bình Thạnh"))]
    below = ["TP. Hồ Chí Minh, ngày 05 tháng 12 năm 2023", "TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", None, "Lê Văn Dụ"]
    reading = read([["TP.HCM"], head, *classes, *([None, None, words] for words in below)])
    assert [fact.row["unit"] for fact in reading.facts] == ["760", "760", "765"]
    assert said(reading, "error") == []
