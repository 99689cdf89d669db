"""The words that offices put above a column, each in a table of its own: what they mean, and which are never taken."""

from typing import Any

from tests.sheet_reading import figures_of, read_file, said
from tests.workbooks import a_workbook

_UNITS = (
    "quận huyện", "Quận/huyện", "QUẬN, HUYỆN", "Quận", "Huyện", "Đơn vị", "Địa phương", "Địa bàn", "Tên đơn vị", "Cấp ủy",
    "Đảng bộ", "Phường, xã, đặc khu", "Quận, huyện, thành phố",
)  # fmt: skip
_TERMS = (
    "Nhiệm kỳ",
    "Giai đoạn",
    "Thời gian",
    "Kỳ báo cáo",
    "Kì báo cáo",
    "Nhiệm kì",
    "Thời điểm",
    "NK",
    "Nhiệm kỳ/Năm",
)
_MEASURES: dict[tuple[str, str], tuple[str, ...]] = {
    ("models", "unspecified"): (
        "Số mô hình", "Mô hình", "Số MH", "Mô hình DVK", 'Mô hình "Dân vận khéo"', "Tổng số mô hình", "SỐ LƯỢNG MÔ HÌNH", "so mo hinh",
    ),
    ("models", "registered"): ("Mô hình đăng ký", "Số mô hình đăng kí"),
    ("models", "implementing"): ("Mô hình triển khai", "Số mô hình đang triển khai"),
    ("models", "recognised"): ("Mô hình được công nhận", "Số MH công nhận", "Mô hình hiệu quả"),
    ("models", "replicated"): ("Mô hình nhân rộng", "Số mô hình được nhân rộng"),
    ("training_sessions", "unspecified"): (
        "Số lớp", "Lớp tập huấn", "Số lớp tập huấn, bồi dưỡng", "Tập huấn (lớp)", "Số cuộc", "Số hội nghị tập huấn", "Lớp",
    ),
    ("attendances", "unspecified"): (
        "Lượt người", "Số lượt", "Lượt tham dự", "Số lượt cán bộ", "Số người tham dự", "Học viên", "Đại biểu", "Số\nlượt\nngười",
        "Số cán bộ được tập huấn",
    ),
    ("commended_collectives", "unspecified"): (
        "Tập thể được khen thưởng", "Số tập thể khen", "Khen thưởng tập thể", "TT được khen", "Tuyên dương tập thể", "Khen TT",
    ),
}  # fmt: skip
_NEVER = (
    "STT", "TT", "Số TT", "Ghi chú", "Họ và tên", "Họ tên", "Năm sinh", "Ngày sinh", "CCCD", "CMND", "Số điện thoại", "Địa chỉ nhà",
    "Tỷ lệ mô hình", "Kinh phí mô hình", "Kế hoạch mô hình", "Số hộ tham gia mô hình", "Cá nhân được khen thưởng", "Số buổi tập huấn",
)  # fmt: skip


def _found(tables: list[list[list[Any]]]) -> list[dict[tuple[str, ...], int]]:
    """For each table its facts without the term's label: (unit, term, measure, stage) to value."""
    readings = read_file(a_workbook({f"S{i}": rows for i, rows in enumerate(tables)})).sheets
    assert [said(reading, "error", "warning") for reading in readings] == [[]] * len(tables)
    return [{key[:4]: value for key, (value, _, _) in figures_of(reading).items()} for reading in readings]


def test_every_word_for_a_measure_means_it() -> None:
    meant = [(measure, head) for measure, heads in _MEASURES.items() for head in heads]
    found = _found([[["Quận/huyện", "Năm", head], ["Quận 3", 2023, 7]] for _, head in meant])
    assert dict(zip(meant, found, strict=True)) == {
        (measure, head): {("770", "year:2023", *measure): 7} for measure, head in meant
    }


def test_every_word_for_a_unit_or_a_term_means_it() -> None:
    units = [[[head, "Năm", "Số mô hình"], ["Quận 3", 2023, 7]] for head in _UNITS]
    terms = [[["Đơn vị", head, "Số mô hình"], ["Quận 3", "Nhiệm kì 2020-2025", 7]] for head in _TERMS]
    found = _found([*units, *terms])
    of_year, of_term = (("770", term, "models", "unspecified") for term in ("year:2023", "party_term:2020-2025"))
    meant = [*((head, {of_year: 7}) for head in _UNITS), *((head, {of_term: 7}) for head in _TERMS)]
    assert list(zip((*_UNITS, *_TERMS), found, strict=True)) == meant


def test_words_of_persons_remarks_and_other_numbers_are_never_taken() -> None:
    found = _found([[["Quận/huyện", "Năm", "Số lớp", head], ["Quận 3", 2023, 7, 5]] for head in _NEVER])
    taken = {("770", "year:2023", "training_sessions", "unspecified"): 7}
    assert list(zip(_NEVER, found, strict=True)) == [(head, taken) for head in _NEVER]
