"""Match, tested: the unit and the province that a title, a sheet's name or the name of a body names."""

import pytest

from tests.country import HCM, YEAR_2026, names


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("TP.HCM", "79"), ("TP Hồ Chí Minh", "79"), ("thành phố Đà Nẵng", "48"), ("TPHCM", "79"),
        ("Tỉnh ủy Kiên Giang", "91"),
        ("ĐẢNG BỘ TP HỒ CHÍ MINH", "79"), ("Tỉnh Kiên Giang", "91"), ("Bao cao TP HCM 2023.xlsx", "79"),
        ("Quận Hải Châu - Đà Nẵng", "48"),
        ("Học tập tư tưởng Hồ Chí Minh", None), ("TP Thủ Đức", None), ("Xã Bình Dương", None),
        ("minh hoa 01.xlsx", None), ("", None),
    ],
)  # fmt: skip
def test_a_province_is_found_in_a_title(text: str, province: str | None) -> None:
    assert names().province_in(text) == province


def test_a_province_is_the_one_of_the_period() -> None:
    assert names().province_in("TP.HCM", on=YEAR_2026) == "79@2025-07-01"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("QUẬN ỦY QUẬN 3", "770"), ("QUẬN 3", "770"), ("Q.3", "770"), ("BThanh", "765"), ("TP Thu Duc",
        "769@2021-01-01"),
        ("BAN DÂN VẬN QUẬN ỦY QUẬN 1", "760"), ("Q1", "760"), ("QUẬN 3 (CŨ)", "770"), ("Thành ủy Thủ Đức",
        "769@2021-01-01"),
        ("Kết quả phong trào trên địa bàn Quận Bình Thạnh năm 2023", "765"),
        ("QUẬN 3 - 6 THÁNG ĐẦU NĂM 2024", "770"),
        ("UBND Phường 4, Quận 3", "770"), ("Quận Ba", "770"), ("ĐẢNG BỘ THÀNH PHỐ HỒ CHÍ MINH", None),
        ("Q1/2024", None),
        ("Quý I-2024", None), ("6T2023", None), ("TH", None), ("Sheet3", None),
        ("Cụm thi đua Quận 1, 3, 5", None),
        ("Quận 1 và Quận 3", None), ("các quận v.v.", None), ("toàn quận năm 2023", None),
        ("BIỂU TỔNG HỢP", None),
        ("Quyết định của Ban Thường vụ Quận ủy", None), ("toàn quận sáu tháng đầu năm", None), ("Tổng hợp",
        None),
    ],
)  # fmt: skip
def test_a_unit_is_found_in_a_title_or_a_sheets_name(text: str, unit: str | None) -> None:
    assert names().find_unit(text, HCM) == unit


def test_the_last_word_of_a_name_and_a_number_behind_it_are_no_district() -> None:
    assert names().find_unit("KẾT QUẢ CỦA XÃ ĐÔNG QUAN 6 THÁNG ĐẦU NĂM 2026", None) == "12793@2025-07-01"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("UBND Phường 4, Quận 3", "770"),
        ("Công an huyện Củ Chi", "783"),
        ("Hội LHPN Quận Gò Vấp", "764"),
        ("Chi bộ khu phố 3", None),
    ],
)
def test_the_owner_of_a_body_is_the_district_it_names(text: str, unit: str | None) -> None:
    assert names().owner_unit(text, HCM) == unit


def test_the_one_province_that_holds_all_names_is_found() -> None:
    assert names().only_province(["Quận 1", "Gò Vấp", "Huyện Củ Chi", "Tổng cộng"]) == "79"
    assert names().only_province(["Hải Châu", "Ngũ Hành Sơn", "Hòa Vang"]) == "48"
    assert names().only_province(["Quận 1", "Ngũ Hành Sơn"]) is None
    assert names().only_province(["Tổng cộng"]) is None
    assert names().only_province([]) is None
