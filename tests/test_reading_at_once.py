"""Validate, tested: a list read by columns says exactly what it says read row by row: facts, problems, kept cells, order."""

from collections.abc import Sequence
from datetime import date, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.grids import CellError, Grid, NotCalculated, Workbook
from intake.readings import Context, FileReading
from intake.units import UnitNames
from intake.workbooks import read_workbook
from tests.reference_units import reference
from tests.sheet_reading import TODAY

_ODD: list[Any] = [
    None,
    "",
    "  ",
    2.5,
    3.0,
    True,
    CellError("#REF!"),
    NotCalculated(),
    datetime(2023, 5, 4, 7, 30),
    "…",
]
_UNITS = ["Quận 3", "Quận 1", "Huyện Củ Chi", "quận  3", "Tân Bình", "Bình Thạnh", "Thủ Đức", "Quận 99", "Thảo Điền", 3]
_BODIES = [
    "UBND Phường 4", "UBND Phường 4, Quận 3", "Chi bộ Khu phố 2", "Nguyễn Văn Mẫu", "Ông Trần Văn Mẫu", "Hộ ông Mẫu", 7,
    "Hội LHPN " + "rất dài " * 60,
]  # fmt: skip
_DAYS = [
    date(2023, 5, 4), date(2025, 3, 1), "2022", date(2025, 8, 2), "12/05/2023", "05/13/2023", "tháng 5/2023", "2022", 2021, "quý II",
    "13/13/2023", 45000, "từ 3/4 đến 5/4/2023", "15/7",
]  # fmt: skip
_TERMS = [
    "2020-2025",
    "Nhiệm kỳ 2015-2020",
    2023,
    "2023",
    "quý I/2024",
    "6 tháng đầu năm 2025",
    "đầu nhiệm kỳ đến nay",
    "hôm qua",
    "quý II",
]
_NAMES = [
    "Tuyến hẻm xanh", "Tổ tự quản", "Công an thân thiện", "Tổng vệ sinh", "Cộng đồng xanh", "Cờ Tổ quốc", "Toàn dân đoàn kết",
    "I", "VI", "A", "IV tuyến", "Tong ket", "To tu quan", "CO QUAN XANH", "VIệc tốt", "To\u0302\u0309 da\u0302n vận", "“Hẻm” - sạch",
    "12", 15, "x" * 301, "*sao", "Ghi chú", "Total", "TC", "Lớp tổng hợp",
]  # fmt: skip
_CHOICES = {
    "Lĩnh vực": ["Kinh tế", "Văn hóa - Xã hội", "Lĩnh vực khác lạ", "Nguyễn Văn Mẫu", "khác", "-", 5],
    "Tình trạng": ["Đăng ký", "Nhân rộng", "chưa công nhận", "mới mẻ"],
    "Cấp công nhận": ["Cấp quận", "Cấp thành phố", "UBND Phường 4, Quận 3", "cấp lạ"],
    "Chuyên đề": ["Dân vận khéo", "Công tác dân tộc", "chuyện lạ"],
    "Đối tượng": ["Cán bộ Mặt trận", "Hội viên phụ nữ, đoàn viên thanh niên", "khách", "Bà Lê Thị Mẫu"],
    "Cấp tổ chức": ["Cấp quận", "cấp lạ"],
    "Tập thể/Cá nhân": [
        "Tập thể",
        "tập thể",
        "TẬP THỂ",
        "Cá nhân",
        "Hộ gia đình",
        "Nguyễn Văn Mẫu",
        "Hội Phụ nữ",
        "lạ",
    ],
    "Khối": ["Khối chính quyền", "Khối Đảng", "khối lạ"],
}
_COUNTS = [1, 40, "trên 260", 2, "khoảng 30", "2.353", "2,353", "12 lớp", "chưa có", "nhiều", -3, "3/5", "không", 1e12]
_POOLS: dict[str, list[Any]] = {
    "Quận/huyện": _UNITS, "Đơn vị thực hiện": _BODIES, "Đơn vị tổ chức": _BODIES, "Nhiệm kỳ": _TERMS, "Ngày bắt đầu": _DAYS,
    "Ngày kết thúc": _DAYS, "Ngày QĐ công nhận": _DAYS, "Năm báo cáo": [2022, 2023, 2024, "2024", "năm 2025", 1800, "lạ"],
    "Năm bắt đầu": [2020, 2021, "2022", "xưa"], "Số lớp": _COUNTS, "Số lượt người": _COUNTS, "Mã mô hình": ["A1", "A2", "A3", 12, "x" * 70],
    "Số QĐ công nhận": ["12-QĐ/QU", "13/QĐ", "14", 14], "Chủ đề": ["xanh", "sạch"], "Ghi chú": ["x", "Nguyễn Văn Mẫu"],
    "Người phụ trách": ["Nguyễn Văn Mẫu"], **_CHOICES,
}  # fmt: skip
_LISTS = {
    "Tên mô hình": [
        "Quận/huyện", "Đơn vị thực hiện", "Lĩnh vực", "Năm báo cáo", "Tình trạng", "Cấp công nhận", "Số QĐ công nhận", "Khối",
        "Ngày QĐ công nhận", "Nhiệm kỳ", "Tập thể/Cá nhân", "Mã mô hình", "Chủ đề", "Năm bắt đầu", "Ghi chú", "Người phụ trách",
    ],
    "Tên lớp": [
        "Quận/huyện", "Chuyên đề", "Ngày bắt đầu", "Ngày kết thúc", "Số lớp", "Đối tượng", "Số lượt người", "Đơn vị tổ chức",
        "Cấp tổ chức", "Nhiệm kỳ", "Ghi chú",
    ],
}  # fmt: skip
_BETWEEN: list[list[Any]] = [
    [], ["I", "Khối chính quyền"], ["II", "Quận 3"], [None, "Cộng khối"], [None, "TỔNG CỘNG"], ["A", "Huyện Củ Chi"],
    [None, "Ghi chú: số liệu minh họa"], [None, "Người lập biểu"], [None, "Mang sang"], [1, 2, 3, 4, 5], [None, None, "Quận 4"],
]  # fmt: skip
# Of the first ones of each column nothing is to be said, but that a word is kept as it is.
_GOOD = 3
_OPTIONAL = {
    *_CHOICES,
    "Chủ đề",
    "Đơn vị thực hiện",
    "Đơn vị tổ chức",
    "Số QĐ công nhận",
    "Ngày QĐ công nhận",
    "Số lượt người",
}
_NAMES_OF_UNITS = UnitNames(reference())


def _cell(random: Random, head: str, *, odd: float) -> Any:
    if random.random() < odd:
        return random.choice([*_ODD, *_POOLS[head]])
    return random.choice([*_POOLS[head][:_GOOD], None] if head in _OPTIONAL else _POOLS[head][:_GOOD])


def _a_list(random: Random, count: int, *, odd: float) -> tuple[str, list[list[Any]]]:
    """A title and the rows of a list, header first: mostly good ones, others now and then."""
    named = random.choice([*_LISTS])
    heads = [head for head in _LISTS[named] if random.random() < 0.7]
    rows: list[list[Any]] = [["STT", named, *heads]]
    for number in range(1, count + 1):
        if random.random() < odd / 2:
            rows.append([*random.choice(_BETWEEN)])
        name = random.choice(_NAMES) if random.random() < odd else f"Việc tốt số {number} - xanh"
        numbering = random.choice([number, str(number), None, 1.5]) if random.random() < odd else number
        rows.append([numbering, name, *(_cell(random, head, odd=odd / 5) for head in heads)])
        if random.random() < odd / 3:
            rows.append([*rows[random.randrange(len(rows))]])
    title = random.choice(
        ["DANH SÁCH NĂM 2023", "DANH SÁCH QUẬN 3 NHIỆM KỲ 2020-2025", "DANH SÁCH", "QUẬN 4 QUÝ I NĂM 2025"]
    )
    return title, rows


def _read(title: str, rows: Sequence[list[Any]], told: dict[str, Any], *, row_by_row: bool) -> FileReading:
    every = [[title], [], *rows]
    # A merge of a single cell shows nothing else, but rows beside merges are read one by one.
    merges = [(len(every), 1, len(every), 1)] if row_by_row else []
    grid = Grid("Danh sách", rows=[[*row] for row in every], merges=merges)
    context = Context(reference(), _NAMES_OF_UNITS, TODAY, province="79", **told)
    return read_workbook("danh-sach.xlsx", Workbook("xlsx", [grid]), context)


def _everything(reading: FileReading) -> list[Any]:
    told: list[Any] = [reading.problems]
    for sheet in reading.sheets:
        kept = {name: value for name, value in sheet.kept.items() if name not in ("merges", "cells")}
        told += [
            [(fact.dataset, fact.row) for fact in sheet.facts], sheet.problems, sheet.rows_read, sheet.rows_skipped, sheet.area,
            sheet.open_cells, sheet.answered, kept, dict(sheet.kept["cells"]), sheet.header_rows,
        ]  # fmt: skip
    return told


_TOLD = st.sampled_from(
    [
        {},
        {"unit": "770", "term": "year:2023"},
        {"answers": {"thủ đức": "769", "quận 99": "770"}},
        {"counts": {"Danh sách\nG7\n2.353": 2353}},
    ]
)


@pytest.mark.slow
@given(seed=st.integers(0, 1 << 32), count=st.integers(1, 40), odd=st.sampled_from([0.0, 0.02, 0.1, 0.3]), told=_TOLD)
@settings(max_examples=40, deadline=None)
def test_a_list_read_by_columns_says_what_its_rows_say(seed: int, count: int, odd: float, told: dict[str, Any]) -> None:
    title, rows = _a_list(Random(seed), count, odd=odd)

    at_once, row_by_row = (_everything(_read(title, rows, told, row_by_row=each)) for each in (False, True))

    assert at_once == row_by_row


@pytest.mark.slow
def test_a_long_list_says_the_same_across_its_blocks() -> None:
    title, rows = _a_list(Random(2), 10_100, odd=0.003)

    at_once, row_by_row = (_everything(_read(title, rows, {}, row_by_row=each)) for each in (False, True))

    assert len(at_once[1]) > 5_000 and at_once == row_by_row


_HEADS = [
    "Tổ",
    "Tổng",
    "tong",
    "To",
    "TO",
    "TC",
    "T",
    "Cộng",
    "Công",
    "Cong",
    "Cô",
    "Cờ",
    "CÔN",
    "Toàn",
    "Tọa",
    "Total",
    "Tôn",
    "Grand",
    "Gr",
]
_TAILS = [
    "",
    " ",
    " cộng",
    " số",
    " an",
    " khối xanh",
    ":",
    " I",
    "g",
    "ng",
    "n",
    "\u0323ng",
    "\u200bng",
    "\u0302\u0309ng",
    " toàn quận",
    " dân vận",
    "tal",
]


@pytest.mark.slow
@given(
    labels=st.lists(st.builds(str.__add__, st.sampled_from(_HEADS), st.sampled_from(_TAILS)), min_size=1, max_size=8)
)
@settings(max_examples=50, deadline=None)
def test_an_entry_at_first_sight_is_one_by_all_rules(labels: list[str]) -> None:
    def kinds(*, as_text: bool) -> tuple[list[str], list[tuple[int, str]]]:
        numbers = [str(number) if as_text else number for number in range(1, len(labels) + 1)]
        rows = [[number, label, "Quận 3"] for number, label in zip(numbers, labels, strict=True)]
        # A number that is written as text is no entry at first sight.
        (sheet,) = _read(
            "DANH SÁCH NĂM 2023",
            [["STT", "Tên mô hình", "Quận/huyện"], ["I", "Khối xanh"], *rows],
            {},
            row_by_row=False,
        ).sheets
        return [fact.row["name"] for fact in sheet.facts], sheet.rows_skipped

    assert kinds(as_text=False) == kinds(as_text=True)
