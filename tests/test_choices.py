"""Validate, tested: the words of closed lists mean their codes; other words are kept, names of persons never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import vocabulary
from intake.cells import words_as_stored
from intake.choice_words import LISTS, PHRASES, WHOLE
from intake.choices import (
    ChoiceReading,
    bloc_of_group,
    level_of_body,
    looks_like_person,
    read_choice,
    read_target,
)
from tests.sheet_reading import read


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("sector", "VH-XH", "culture_society"), ("sector", "Văn hóa - xã hội", "culture_society"),
        ("sector", "Kinh tế", "economy"),
        ("sector", "KT", "economy"), ("sector", "QP-AN", "defence_security"), ("sector", "AN-QP",
        "defence_security"),
        ("sector", "Quốc phòng – an ninh", "defence_security"), ("sector", "XD HTCT", "political_system"),
        ("sector", "Khác", "other"),
        ("sector", "xây dựng Đảng, hệ thống chính trị", "political_system"), ("sector", "Lĩnh vực kinh tế",
        "economy"),
        ("stage", "Đăng ký", "registered"), ("stage", "đã được công nhận", "recognised"), ("stage",
        "đang triển khai", "implementing"),
        ("stage", "Tiêu biểu", "exemplary"), ("stage", "Nhân rộng", "replicated"), ("stage", "Duy trì",
        "continued"),
        ("stage", "tiếp tục thực hiện", "continued"), ("stage", "Dừng", "discontinued"), ("stage",
        "không còn hiệu quả", "discontinued"),
        ("recognition_level", "Quận", "district"), ("level", "cấp TP", "province"), ("awarding_level",
        "cơ sở", "grassroots"),
        ("recognition_level", "Huyện", "district"), ("level", "Tỉnh", "province"), ("awarding_level", "TW",
        "central"),
        ("recognition_level", "Quận/huyện", "district"), ("level", "Cấp cơ sở", "grassroots"), ("level",
        "Trung ương", "central"),
        ("level", "Thành phố", "province"), ("level", "Phường", "grassroots"), ("awarding_level",
        "Quận ủy", "district"),
        ("owner_kind", "TT", "collective"), ("owner_kind", "CN", "individual"), ("owner_kind", "Tập thể",
        "collective"),
        ("owner_kind", "cá nhân", "individual"), ("owner_kind", "Gia đình", "household"), ("owner_kind",
        "hộ", "household"),
        ("bloc", "KHỐI PHƯỜNG", "communes"), ("bloc", "Phường, xã", "communes"), ("bloc",
        "MTTQ và đoàn thể", "front_and_unions"),
        ("bloc", "LLVT", "armed_forces"), ("bloc", "Chính quyền", "government"), ("bloc", "Trường học",
        "schools"),
        ("award_form", "Giấy khen", "certificate_of_commendation"), ("award_form", "Tặng Bằng khen",
        "certificate_of_merit_higher"),
        ("award_form", "Biểu dương", "public_honour"), ("award_form", "Khen thưởng", "unspecified"),
        ("award_form", "GK", "certificate_of_commendation"),
        ("award_form", "Tuyên dương, tặng giấy khen", "certificate_of_commendation"), ("award_form",
        "Huân chương Lao động", "order_medal"),
        ("award_ground", 'Phong trào thi đua "Dân vận khéo" năm 2020', "skilful_mass_mobilization"),
        ("award_ground", "Quy chế công tác dân vận", "mass_mobilization_regulation"), ("award_ground",
        "QCDC", "grassroots_democracy"),
        ("award_ground", "dân vận chính quyền", "government_mass_mobilization"), ("award_ground",
        "công tác dân tộc, tôn giáo", "ethnic_religious"),
        ("topic", "Tập huấn công tác dân vận, QCDC", "mass_mobilization"), ("topic",
        "Kỹ năng tuyên truyền miệng", "persuasion_skills"),
        ("topic", "mô hình Dân vận khéo", "skilful_mass_mobilization"), ("topic",
        "Quy chế dân chủ ở cơ sở", "grassroots_democracy"),
        ("audience", "CB, CC, VC", "officials"), ("audience", "Cán bộ làm công tác dân vận",
        "mass_mobilization_officers"),
        ("audience", "MTTQ, đoàn thể; khối vận khu phố", "neighbourhood_groups,front_and_unions"),
        ("audience", "cán bộ, công chức và chức sắc, chức việc", "officials,religious_dignitaries"),
        ("status", "đang thực hiện", "running"), ("status", "đã sơ kết", "interim_reviewed"), ("status",
        "đã tổng kết", "final_reviewed"),
        ("status", "Ký mới", "signed_anew"),
    ],
)  # fmt: skip
def test_the_words_of_offices_mean_their_codes(field: str, text: str, code: str) -> None:
    assert read_choice(field, text) == ChoiceReading(code)


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("sector", "Môi trường", "other"), ("sector", "ANQP - xây dựng hệ thống chính trị", "other"),
        ("stage", "Chưa được công nhận", "unspecified"), ("award_form", "Kỷ niệm chương", "other"),
        ("topic", "Chuyển đổi số", "other"),
        ("audience", "học sinh", "other"), ("level", "Liên khối", "unspecified"), ("status", "chờ ý kiến",
        "unspecified"),
        ("award_ground", "Hoàn thành xuất sắc nhiệm vụ", "other"), ("owner_kind", "Chi bộ", None), ("bloc",
        "Phường Bà Điểm", "other"),
    ],
)  # fmt: skip
def test_a_word_that_no_code_fits_is_kept(field: str, text: str, code: str | None) -> None:
    assert read_choice(field, text) == ChoiceReading(code, text)


@pytest.mark.parametrize(
    ("field", "code"), [("sector", "unspecified"), ("bloc", None), ("owner_kind", None), ("status", "unspecified")]
)
def test_a_blank_says_nothing(field: str, code: str | None) -> None:
    for text in ("", " ", "-", "x", "không rõ"):
        assert read_choice(field, text) == ChoiceReading(code)


@pytest.mark.parametrize(
    "text", ["Ông Nguyễn Văn A", "đ/c Trần Thị B phụ trách", "do đồng chí Lê C thực hiện", "xanh (bà Trần Thị D)"]
)
def test_a_persons_name_is_not_kept(text: str) -> None:
    assert read_choice("sector", text) == ChoiceReading("other")


def test_only_a_name_in_the_first_four_hundred_signs_keeps_words_from_being_kept() -> None:
    named, words = "ông Nguyễn Văn A", "môi trường " * 30

    assert read_choice("sector", f"{words}{named}") == ChoiceReading("other")
    assert read_choice("sector", f"{words}{'xanh ' * 20}{named}").other_text == words[:100].strip()


def test_a_long_word_is_cut() -> None:
    assert read_choice("sector", "môi trường " * 30) == ChoiceReading("other", ("môi trường " * 30)[:100].strip())


def test_words_that_no_code_fits_are_kept_whole_up_to_six_hundred_signs() -> None:
    kept = words_as_stored((("sector", "x" * 586),))

    assert (len(kept), words_as_stored((("sector", "x" * 587),))) == (600, kept)


@pytest.mark.parametrize("merges", [(), ("A6:D6",)], ids=["by columns", "row by row"])
def test_words_that_no_code_fits_are_told_once_a_column_with_the_first_cell_and_how_many(
    merges: tuple[str, ...],
) -> None:
    rows = [
        ["MÔ HÌNH QUẬN 3 NĂM 2023"],
        ["STT", "Tên mô hình", "Lĩnh vực", "Cấp công nhận"],
        [1, "Hẻm xanh", "Kinh tế", "Cụm dân cư"],
        [2, "Hẻm sạch", "Môi trường", "Quận"],
        [3, "Hẻm đẹp", "Cảnh quan", "Quận"],
        ["Tổng cộng: 3 mô hình"],
    ]
    told = [(found.cell, found.params) for found in read(rows, merges).problems if found.code == "word_kept_as_other"]

    assert told == [
        ("D3", {"column": "Cấp công nhận", "count": 1}),
        ("C4", {"column": "Lĩnh vực", "count": 2}),
    ]


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("Ông Nguyễn Văn A", True), ("ÔNG NGUYỄN VĂN A", True), ("Đ/c Hùng", True),
        ("Đồng chí Trần Thị B, Bí thư", True),
        ("Chị Nguyễn Thị C", True), ("Ông (bà) Nguyễn Văn A", True), ("Bà Điểm", False),
        ("Bà Rịa - Vũng Tàu", False),
        ("Anh hùng Lao động", False), ("Đảng ủy Phường 4", False), ("đồng chí, đồng đội", False),
        ("Bàn Cờ", False), ("", False), ("Bà Điểm, Hóc Môn", False), ("Đồng chí phụ trách", False),
    ],
)  # fmt: skip
def test_a_person_is_known_by_the_form_of_address(text: str, is_person: bool) -> None:
    assert looks_like_person(text) is is_person


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Ban Thường vụ Quận ủy", "district"), ("Huyện ủy Củ Chi", "district"),
        ("Ban Thường vụ Quận ủy 3, TP.HCM", "district"),
        ("Thành ủy", "province"), ("Tỉnh ủy", "province"), ("Chủ tịch UBND Thành phố", "province"),
        ("Thành ủy TP. Hồ Chí Minh", "province"),
        ("UBND TP.HCM", "province"), ("Thành ủy Thủ Đức", "district"), ("UBND Thành phố Thủ Đức",
        "district"), ("Đảng ủy phường", "grassroots"),
        ("UBND Phường 4, Quận 3", "grassroots"), ("Ban Dân vận Trung ương", "central"),
        ("Thủ tướng Chính phủ", "central"),
        ("Phòng Lao động - Thương binh và Xã hội quận", "district"), ("Ban Chỉ huy Quân sự", None),
        ("Sở Nội vụ", None), ("", None),
    ],
)  # fmt: skip
def test_the_level_of_a_body_is_in_its_name(text: str, level: str | None) -> None:
    assert level_of_body(text) == level


@pytest.mark.parametrize(
    ("text", "bloc"),
    [
        ("KHỐI PHƯỜNG", "communes"), ("II. KHỐI CƠ QUAN ĐẢNG, ĐOÀN THỂ", "party"), ("LỰC LƯỢNG VŨ TRANG",
        "armed_forces"),
        ("Khối trường học", "schools"), ("QUẬN 3", None), ("Cụm thi đua số 1", None), ("Lĩnh vực kinh tế",
        None),
    ],
)  # fmt: skip
def test_a_group_row_may_name_a_bloc(text: str, bloc: str | None) -> None:
    assert bloc_of_group(text) == bloc


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Xây dựng mô hình DVK", ("models", "unspecified")), ("mô hình đăng ký", ("models", "registered")),
        ("Mô hình được công nhận cấp quận", ("models", "recognised")),
        ("Số mô hình hoạt động hiệu quả", ("models", "recognised")),
        ("Mô hình tiếp tục duy trì", ("models", "continued")), ("Số mô hình đã dừng", ("models", "discontinued")),
        ("Nhân rộng mô hình tiêu biểu", ("models", "replicated")), ("lớp tập huấn",
        ("training_sessions", "unspecified")),
        ("lượt người", ("attendances", "unspecified")), ("Số lượt người dự lớp tập huấn", ("attendances",
        "unspecified")),
        ("tập thể được khen", ("commended_collectives", "unspecified")), ("cá nhân được khen thưởng",
        None), ("Kết nạp đảng viên", None),
        ("Tỷ lệ mô hình hiệu quả", None), ("", None), ("Kinh phí hỗ trợ mô hình", None), ("Kinh phí tập huấn cán bộ", None),
        ("Số tiền thưởng cho tập thể được khen", None), ("Bình quân lượt người mỗi lớp", None),
    ],
)  # fmt: skip
def test_a_row_of_targets_names_its_measure(text: str, target: tuple[str, str] | None) -> None:
    assert read_target(text) == target


@pytest.mark.parametrize(
    "counted_in", ["Triệu đồng", "tr.đ", "1.000 đồng", "nghìn đồng", "đồng", "VNĐ", "%", "Tỷ lệ (%)"]
)
def test_a_target_in_money_or_in_percent_is_no_number_of_models(counted_in: str) -> None:
    assert read_target("Hỗ trợ mô hình", counted_in) is None


@pytest.mark.parametrize("counted_in", ["", "mô hình", "Mô hình/năm", "hội đồng", "đơn vị"])
def test_a_target_in_anything_else_is(counted_in: str) -> None:
    assert read_target("Hỗ trợ mô hình", counted_in) == ("models", "unspecified")


def test_every_word_means_a_code_of_its_list() -> None:
    strange = [(field, code) for field, words in PHRASES.items() for code in words if code not in LISTS[field]]
    strange += [
        (field, code)
        for field, words in WHOLE.items()
        for code in words.values()
        if code not in LISTS.get(field, vocabulary.LEVELS)
    ]
    assert strange == []


@given(st.sampled_from(sorted(LISTS)), st.text(max_size=150))
def test_reading_a_choice_never_raises_and_keeps_to_its_list(field: str, text: str) -> None:
    reading = read_choice(field, text)
    assert reading.code is None or set(reading.code.split(",")) <= set(LISTS[field])
    assert len(reading.other_text) <= 100
    assert isinstance(level_of_body(text), str | None)
    assert isinstance(bloc_of_group(text), str | None)
    assert read_target(text) is None or len(read_target(text) or ()) == 2
