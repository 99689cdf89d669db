"""What offices do to a table that a stranger thought of and a reader once read wrongly."""

from typing import Any

import pytest

from tests.sheet_reading import figures_of, read, read_file, said
from tests.workbooks import a_workbook

_IN = ["KẾT QUẢ NĂM 2023 - TP.HCM"]


def _values(rows: list[list[Any]], merges: tuple[str, ...] = (), **options: Any) -> dict[tuple[str, ...], int]:
    reading = read(rows, merges, **options)
    assert said(reading, "error", "warning") == []
    return {(u, t.split(":")[1], m, s, v): value for (u, t, m, s, v), (value, _, _) in figures_of(reading).items()}


def test_meetings_households_and_days_are_no_classes_attendances_or_models() -> None:
    heads = [
        "Số mô hình", "Số cuộc đối thoại", "Số hộ tham gia mô hình", "Số lượt tiếp công dân", "Số ngày tập huấn",
        "Số người tham gia hiến đất", "Số mô hình được khen thưởng",
    ]  # fmt: skip
    rows = [_IN, ["STT", "Đơn vị", *heads], [1, "Quận 1", 5, 2, 300, 40, 3, 25, 4]]
    assert _values(rows) == {("760", "2023", "models", "unspecified", ""): 5}


def test_tt_below_a_wide_head_is_the_collectives_also_without_an_stt() -> None:
    rows = [_IN, ["Đơn vị", "Số mô hình", "Trong đó"], [None, None, "TT", "CN"], ["Quận 1", 9, 5, 4]]
    assert _values(rows, ("A2:A3", "B2:B3", "C2:D2")) == {
        ("760", "2023", "models", "unspecified", ""): 9,
        ("760", "2023", "models", "unspecified", "collective"): 5,
        ("760", "2023", "models", "unspecified", "individual"): 4,
    }


def test_the_head_above_a_part_decides_what_it_is_part_of() -> None:
    rows = [
        _IN,
        ["TT", "Tên đơn vị", "Tổng số mô hình", "Theo lĩnh vực", None, None, None, "Được khen thưởng"],
        [None, None, None, "Phát triển kinh tế", "VH-XH", "QP-AN", "Xây dựng HTCT", "Số tập thể", "Cá nhân"],
        [1, "Quận 1", 10, 1, 2, 3, 4, 7, 8],
    ]
    found = _values(rows, ("A2:A3", "B2:B3", "C2:C3", "D2:G2", "H2:I2"))
    assert {key[2:]: value for key, value in found.items()} == {
        ("models", "unspecified", ""): 10, ("models", "unspecified", "economy"): 1,
        ("models", "unspecified", "culture_society"): 2, ("models", "unspecified", "defence_security"): 3,
        ("models", "unspecified", "political_system"): 4, ("commended_collectives", "unspecified", ""): 7,
    }  # fmt: skip


def test_forms_of_award_over_collectives_are_parts_and_persons_are_left() -> None:
    rows = [
        ["KẾT QUẢ KHEN THƯỞNG NĂM 2023 - TP.HCM"],
        ["STT", "Đơn vị", "Bằng khen", None, "Giấy khen", None],
        [None, None, "Tập thể", "Cá nhân", "Tập thể", "Cá nhân"],
        [1, "Quận 1", 3, 4, 5, 6],
    ]
    assert _values(rows, ("A2:A3", "B2:B3", "C2:D2", "E2:F2")) == {
        ("760", "2023", "commended_collectives", "unspecified", "certificate_of_merit_higher"): 3,
        ("760", "2023", "commended_collectives", "unspecified", "certificate_of_commendation"): 5,
    }


@pytest.mark.parametrize("head", ["Số tập thể", "Tập thể"])
def test_bare_collectives_are_commended_where_the_title_is_about_commendation(head: str) -> None:
    table = [["STT", "Đơn vị", head, "Số cá nhân"], [1, "Quận 1", 5, 9]]
    found = _values([['KHEN THƯỞNG "DÂN VẬN KHÉO" NĂM 2023 - TP.HCM'], *table])
    assert found == {("760", "2023", "commended_collectives", "unspecified", ""): 5}
    assert read([_IN, *table]).facts == []


def test_a_province_may_be_named_in_short_among_the_units() -> None:
    units = ["TP.HCM", "TPHCM", "Tp. Hồ Chí Minh", "HCM"]
    sheets = {f"S{i}": [["Đơn vị", "Năm", "Số mô hình"], [unit, 2023, 5]] for i, unit in enumerate(units)}
    readings = read_file(a_workbook(sheets)).sheets
    assert [[fact.row["unit"] for fact in reading.facts] for reading in readings] == [["79"]] * len(units)


def test_the_title_names_its_district_within_the_province_of_the_option() -> None:
    table = [["STT", "Nội dung", "ĐVT", "Số lượng"], [1, "Số mô hình", "mô hình", 5], [2, "Số lớp", "lớp", 1]]
    assert {key[0] for key in _values([["HUYỆN PHÚ TÂN"], ["NĂM 2023"], *table], unit="89")} == {"888"}
    assert {key[0] for key in _values([["NĂM 2023"], *table], unit="89")} == {"89"}
    reading = read([["HUYỆN KHÔNG CÓ"], ["NĂM 2023"], *table], unit="89")
    assert (reading.facts, said(reading, "error")) == ([], [("error", "no_unit", "A4")])


@pytest.mark.parametrize("year", [2023, "2023", "Năm 2023"])
def test_a_year_across_the_entries_below_it_is_a_group_and_no_entry(year: Any) -> None:
    rows = [["MÔ HÌNH QUẬN 3"], ["STT", "Tên mô hình", "Năm"], [year], [1, "Hẻm xanh", 2023], [2, 2023, 2023]]
    reading = read(rows, ("A3:C3",))
    assert [f.row["name"] for f in reading.facts] == ["Hẻm xanh", "2023"]
    assert (dict(reading.rows_skipped)[3], said(reading, "error", "warning")) == ("group", [])


def test_classes_told_in_sentences_in_the_first_column_are_a_list() -> None:
    rows = [
        ["Tổ chức 2 lớp cho 120 cán bộ dân vận cơ sở", "5/3/2023", 120],
        ["Mở 1 lớp bồi dưỡng cho 60 học viên khu phố", "6/4/2023", 60],
    ]
    reading = read([["QUẬN 3 NĂM 2023"], ["Nội dung tập huấn", "Ngày tổ chức", "Số lượt người"], *rows])
    assert [(f.dataset, f.row["title"], f.row["attendances"]) for f in reading.facts] == [
        ("training", title, people) for title, _, people in rows
    ]
    assert said(reading) == []


def test_a_column_of_times_is_no_column_of_figures() -> None:
    rows = [
        ["QUẬN 3"],
        ["STT", "Nội dung", "Thời gian", "Số lượng", "Ghi chú"],
        [1, 'Mô hình "Dân vận khéo"', None, " "],
        ["1.1", "Mô hình đăng ký mới", "Năm 2023", 6],
        ["1.2", "Mô hình được công nhận", 2023, 4],
        [2, "Tập huấn", None, None],
        ["2.1", "Số lớp tập huấn", "2023", 0],
        ["2.2", "Lượt người tham dự", "Năm 2023", "không"],
        [3, "Khen thưởng", None, ""],
        ["3.1", "Tập thể", 2023, 12],
    ]
    assert _values(rows) == {
        ("770", "2023", "models", "registered", ""): 6, ("770", "2023", "models", "recognised", ""): 4,
        ("770", "2023", "training_sessions", "unspecified", ""): 0, ("770", "2023", "attendances", "unspecified", ""): 0,
        ("770", "2023", "commended_collectives", "unspecified", ""): 12,
    }  # fmt: skip


def test_the_title_says_the_stage_of_a_table_wide_by_year_and_a_line_of_units_says_nothing() -> None:
    rows = [["SỐ MÔ HÌNH DÂN VẬN KHÉO ĐƯỢC CÔNG NHẬN NHIỆM KỲ 2020 - 2025"], [None, "Đơn vị tính: mô hình"], []]
    found = _values([*rows, ["Quận/huyện", 2021, 2022], ["Quận 1 - TP.HCM", 5, 6]])
    assert found == {("760", "2021", "models", "recognised", ""): 5, ("760", "2022", "models", "recognised", ""): 6}


def test_two_columns_of_chi_tieu_are_the_name_and_the_target() -> None:
    head = ["STT", "Nội dung chỉ tiêu", "ĐVT", "Chỉ tiêu", "Kết quả thực hiện", "Tỷ lệ đạt (%)"]
    reading = read([["QUẬN 3 NĂM 2023"], head, [1, "Số mô hình", "mô hình", 10, 12, "120%"]])
    assert [(f.dataset, f.row.get("target_value", f.row.get("value"))) for f in reading.facts] == [
        ("targets", 10), ("summary", 12),
    ]  # fmt: skip
    assert said(reading) == [("notice", "columns_not_taken", "F2")]


def test_a_word_of_an_entry_opens_no_table_and_cong_and_a_group_is_a_subtotal() -> None:
    rows = [
        ["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO QUẬN 3"],
        ["Tên mô hình", "Đơn vị đăng ký", "Loại hình", "Năm"],
        ["I. LỰC LƯỢNG VŨ TRANG"],
        ["Tiếng kẻng an ninh", "Công an Phường 9", "TT", 2022],
        ["Mô hình hẻm sạch", "Chi bộ khu phố 9", "TT", 2021],
        ["Cộng lực lượng vũ trang", "2 mô hình"],
        ["Tổng cộng", 2],
    ]
    reading = read(rows)
    assert [(f.row["name"], f.row["implementing_body"], f.row["bloc"]) for f in reading.facts] == [
        ("Tiếng kẻng an ninh", "Công an Phường 9", "armed_forces"),
        ("Mô hình hẻm sạch", "Chi bộ khu phố 9", "armed_forces"),
    ]
    assert dict(reading.rows_skipped) == {1: "title", 2: "header", 3: "group", 6: "subtotal", 7: "total"}
    assert said(reading, "error", "warning") == []


def test_bodies_in_capitals_or_called_khoi_van_are_commended_and_no_groups() -> None:
    names = ["Khối vận Phường 3", "ĐẢNG ỦY PHƯỜNG 4", "Quận đoàn Quận 3"]
    rows = [["KHEN THƯỞNG TẬP THỂ QUẬN 3 NĂM 2023"], ["Tên tập thể", "Hình thức"], *([name] for name in names)]
    assert [f.row["collective_name"] for f in read(rows).facts] == names


def test_numbers_of_columns_and_of_groups_may_hide_invisible_letters() -> None:
    rows = [
        _IN, ["STT", "Đơn vị", "Số mô hình", "Số lớp"], ["(1)", "\u200b(2)", "(3) ", "\ufeff(4)"],
        ["\ufeffI", "CỤM 1"], [1, "Quận 1", 5, 1], ["\u200bII", "CỤM 2", 7, 2], [1, "Quận 3", 7, 2], [None, "Cộng II", 7, 2],
    ]  # fmt: skip
    reading = read(rows)
    assert dict(reading.rows_skipped) == {
        1: "title", 2: "header", 3: "column_numbers", 4: "group", 6: "subtotal", 8: "subtotal",
    }  # fmt: skip
    assert said(reading) == []


@pytest.mark.parametrize(
    "change", ["So sánh", "Tăng/giảm", "Tăng, giảm so với cùng kỳ", "Tăng (+), giảm (-)", "Cùng kỳ"]
)
def test_a_column_that_compares_is_neither_a_figure_nor_a_term(change: str) -> None:
    found = {("770", "2022", "models", "unspecified", ""): 9, ("770", "2023", "models", "unspecified", ""): 5}
    rows = [["QUẬN 3"], ["TT", "Nội dung", "ĐVT", "Năm 2022", "Năm 2023", change]]
    lines = [[1, "Số mô hình", "mô hình", 9, 5, -4], [2, "Kết nạp đảng viên", "đồng chí", 1, 2, 1]]
    assert _values([*rows, *lines, [3, "Số mô hình nhân rộng", "mô hình", None, None, 1]]) == found
    heads = [["TP.HCM"], ["Đơn vị", "Số mô hình"], [None, "Năm 2022", "Năm 2023", change]]
    assert _values([*heads, ["Quận 3", 9, 5, -4]], ("A2:A3", "B2:D2")) == found


def test_wards_whose_names_hold_such_words_are_wards() -> None:
    heads = ["STT", "Nội dung", "ĐVT", "P. Tăng Nhơn Phú", "P. Bàn Cờ"]
    rows = [["NĂM 2026 - TP.HCM"], heads, [1, "Số mô hình", "mô hình", 5, 6], [2, "Số lớp", "lớp", 1, 2]]
    assert sorted(_values(rows).values()) == [1, 2, 5, 6]


def test_the_former_district_beside_a_commune_is_never_its_unit() -> None:
    rows = [["NĂM 2025 - TP.HCM"], ["STT", "Tên đơn vị", "Quận, huyện cũ", "Số mô hình"], [1, "P. Bàn Cờ", "Quận 3", 5]]
    assert _values(rows) == {("27154@2025-07-01", "2025", "models", "unspecified", ""): 5}


def test_the_half_of_2025_tells_the_old_district_from_the_commune_of_its_name() -> None:
    head = ["STT", "Quận/huyện", "Tên lớp", "Ngày tổ chức", "Số lượt"]
    for title, day in (("6 THÁNG ĐẦU NĂM 2025", None), ("NĂM 2025", "15/3/2025")):
        reading = read([[f"TẬP HUẤN {title} - TP.HCM"], head, [1, "Gò Vấp", "Lớp dân vận", day, 30]])
        assert [fact.row["unit"] for fact in reading.facts] == ["764"]


def test_a_legend_beside_a_table_is_no_part_of_it() -> None:
    rows = [
        _IN, ["STT", "Đơn vị", "Số mô hình", "Số lớp", None, "Chữ viết tắt:"],
        ["(1)", "(2)", "(3)", "(4)", None, "DVK: Dân vận khéo"], [1, "Quận 1", 5, 1],
    ]  # fmt: skip
    found = {key[2]: value for key, value in _values(rows).items()}
    assert found == {"models": 5, "training_sessions": 1}
