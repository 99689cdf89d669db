"""Match, tested: a unit's name with wrong diacritics is read, and told once with its cells; other ways of writing are not."""

import unicodedata

import pytest

from intake.readings import SheetReading
from tests.sheet_reading import figures_of, problem, read, said

TITLE = ["TỔNG HỢP NĂM 2023, TP. HỒ CHÍ MINH"]
HEAD = ["STT", "Đơn vị", "Số mô hình", "Số lớp tập huấn"]


def a_summary(*names: str) -> SheetReading:
    rows = [[number, name, number + 5, number + 2] for number, name in enumerate(names, 1)]
    return read([TITLE, HEAD, *rows])


def told(reading: SheetReading) -> list[tuple[str | None, object, object, object]]:
    """Cell, words, unit and number of cells of each name that was mended."""
    params = ((p.cell, p.params) for p in reading.problems if p.code == "unit_mended")
    return [(cell, said["found"], said["unit"], said["count"]) for cell, said in params]


def test_a_name_with_wrong_diacritics_is_read_and_told_with_its_cell() -> None:
    reading = a_summary("Quận 1", "Huyện Hốc Mon", "Q. Phú Nhuân")
    assert told(reading) == [
        ("B4", "Huyện Hốc Mon", "Huyện Hóc Môn", 1),
        ("B5", "Q. Phú Nhuân", "Quận Phú Nhuận", 1),
    ]
    assert {level for level, code, _ in said(reading) if code == "unit_mended"} == {"notice"}
    assert len({unit for unit, *_ in figures_of(reading)}) == 3


@pytest.mark.parametrize(
    "name",
    [
        "Huyện Hóc Môn", "HUYỆN HÓC MÔN", "huyện  hóc môn ", "Hóc Môn", "H. Hóc Môn", "H.Hoc Mon", "Huyện Hoc Mon",
        "Huyen Hoc Mon", "HOC MON", "BDV Huyện ủy Hóc Môn", "Huyện Hóc Môn - TP.HCM",
        unicodedata.normalize("NFD", "Huyện Hóc Môn"), "Quận Ba", "Q.III", "BThạnh", "TP Thủ Đức",
    ],
)  # fmt: skip
def test_other_ways_of_writing_are_not_told(name: str) -> None:
    reading = a_summary("Quận 1", name)
    assert told(reading) == []
    assert len({unit for unit, *_ in figures_of(reading)}) == 2


def test_where_the_tone_stands_makes_no_other_name() -> None:
    title = ["TỔNG HỢP NĂM 2023, THÀNH PHỐ ĐÀ NẴNG"]
    reading = read([title, HEAD, [1, "Huyện Hoà Vang", 5, 2], [2, "Quận Hải Châu", 7, 1]])
    assert told(reading) == []
    assert len(reading.facts) == 4


def test_many_rows_of_one_name_are_one_notice() -> None:
    head = ["STT", "Tên mô hình", "Quận/huyện", "Đơn vị thực hiện"]
    names = ["Hốc Mon", "Hóc Môn", "HỐC MON", "Gò Váp"]
    reading = read([TITLE, head, *([at, f"Mô hình {at}", name, f"UBND {at}"] for at, name in enumerate(names, 1))])
    assert told(reading) == [("C3", "Hốc Mon", "Huyện Hóc Môn", 2), ("C6", "Gò Váp", "Quận Gò Vấp", 1)]
    assert len(reading.facts) == 4


def test_a_group_row_with_wrong_diacritics_is_told_at_its_own_cell() -> None:
    head = ["STT", "Tên mô hình", "Đơn vị thực hiện"]
    reading = read([TITLE, head, ["I", "HUYỆN HỐC MÔN"], [1, "A", "UBND 1"], [2, "B", "UBND 2"]])
    assert told(reading) == [("B3", "HUYỆN HỐC MÔN", "Huyện Hóc Môn", 1)]
    assert len(reading.facts) == 2


def test_a_title_and_the_name_of_a_sheet_are_told_too() -> None:
    head = ["STT", "Tên mô hình", "Đơn vị thực hiện"]
    rows = [head, [1, "A", "UBND 1"], [2, "B", "UBND 2"]]
    reading = read([["DANH SÁCH MÔ HÌNH NĂM 2023 TỈNH BÌNH ĐƯƠNG"], *rows])
    assert told(reading) == [("A1", "Bình Đương", "Tỉnh Bình Dương", 1)]
    reading = read([["DANH SÁCH MÔ HÌNH NĂM 2023"], ["HUYỆN HỐC MÔN"], *rows])
    assert told(reading) == [("A2", "Hốc Môn", "Huyện Hóc Môn", 1)]
    reading = read([["DANH SÁCH MÔ HÌNH NĂM 2023"], *rows], sheet="Hốc Mon")
    assert problem(reading, "unit_mended").cell is None
    assert len(reading.facts) == 2


def test_a_name_that_a_person_explained_is_not_told_again() -> None:
    reading = read([TITLE, HEAD, [1, "Quận Bình Hòa", 5, 3]], answers={"quận bình hòa": "765"})
    assert told(reading) == []
    assert len(reading.facts) == 2
