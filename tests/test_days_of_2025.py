"""In the year in which districts ended the day of a row says which of the units of one name it is about, row by row."""

from datetime import date
from typing import Any

from tests.sheet_reading import read

_ROWS: list[list[Any]] = [
    ["STT", "Đơn vị", "Tên lớp", "Ngày tổ chức", "Số lớp", "Số lượt người"],
    [1, "Bình Thạnh", "Lớp A", "05/03/2025", 1, 100],
    [2, "Bình Thạnh", "Lớp B", "05/10/2025", 1, 100],
    [3, "Bình Thạnh", "Lớp C", "06/03/2025", 1, 100],
]


def test_one_name_is_a_district_before_the_end_of_districts_and_a_commune_after_it() -> None:
    assert [(fact.row["start_date"], fact.row["unit"]) for fact in read(_ROWS).facts] == [
        (date(2025, 3, 5), "765"),
        (date(2025, 10, 5), "26929@2025-07-01"),
        (date(2025, 3, 6), "765"),
    ]
