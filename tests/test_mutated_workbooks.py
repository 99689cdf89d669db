"""Every step, tested: a good workbook, changed as offices and broken discs change them, gives the same facts or a refusal."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.grids import Grid, Refused, Workbook
from intake.readings import Context, FileReading
from intake.sheets import read_sheets
from intake.units import UnitNames
from intake.workbooks import read_workbook
from tests.reference_units import reference
from tests.sheet_reading import TODAY
from tests.workbooks import a_workbook

pytestmark = pytest.mark.slow

Rows = list[list[Any]]
NAMES = UnitNames(reference())

SUMMARY: Rows = [
    ["BIỂU TỔNG HỢP NĂM 2023"],
    ["STT", "Quận, huyện", "Số mô hình", "Số lớp tập huấn", "Số lượt người", "Số tập thể được khen thưởng"],
    [1, "Quận 1", 260, 11, 2353, 18],
    [2, "Quận 3", "trên 75", 3, "1.019", 12],
    [3, "Quận Bình Thạnh", 41, "02", 640, "-"],
    [4, "Thành phố Thủ Đức", 52, 6, None, 7],
    [5, "Huyện Củ Chi", 36, 4, 300, 9],
]
MODELS: Rows = [
    ["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2023"],
    ["STT", "Quận/huyện", "Tên mô hình", "Đơn vị thực hiện", "Lĩnh vực", "Tình trạng"],
    [1, "Quận 3", "Hẻm xanh sạch đẹp", "UBND Phường 4", "Văn hóa - xã hội", "Công nhận"],
    [2, "Quận 3", "Tổ tự quản", "Công an Phường 5", "Quốc phòng - an ninh", "Đăng ký"],
    [3, "Quận 1", "Hiến đất mở hẻm", "UBMTTQ Phường Đa Kao", "Kinh tế", "Nhân rộng"],
]
FIRST = 2  # the row of the heads; data follow


def _blank_rows(rows: Rows, chance: random.Random) -> Rows:
    at = chance.randint(0, len(rows))
    return rows[:at] + [[None] * 6] * chance.randint(1, 3) + rows[at:] if at not in (FIRST,) else rows


def _titles_above(rows: Rows, chance: random.Random) -> Rows:
    return [["ĐẢNG CỘNG SẢN VIỆT NAM"], ["BAN DÂN VẬN", None, None, "Độc lập - Tự do"]][: chance.randint(1, 2)] + rows


def _column_beside(rows: Rows, chance: random.Random) -> Rows:
    width = max(map(len, rows))
    head = next(number for number, row in enumerate(rows) if "STT" in row)
    notes = ["Ghi chú", "Đã họp ngày 5, còn 12 việc", "chờ 3 phường"]
    return [[*row, *[None] * (width - len(row)), *([notes[0]] if number == head else [chance.choice(notes[1:])] if number > head else [])]
            for number, row in enumerate(rows)]  # fmt: skip


def _empty_first_column(rows: Rows, chance: random.Random) -> Rows:
    return [[None, *row] for row in rows]


def _spaces_and_marks(rows: Rows, chance: random.Random) -> Rows:
    def noisy(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        made = unicodedata.normalize("NFD", value) if chance.random() < 0.5 else value
        return chance.choice(["", " ", "\u00a0"]) + made.replace(" ", chance.choice([" ", "  ", "\u00a0"])) + " "

    return [[noisy(value) for value in row] for row in rows]


def _repeated_head(rows: Rows, chance: random.Random) -> Rows:
    head = next(row for row in rows if "STT" in [str(value).strip() for value in row])
    at = rows.index(head) + 2
    return [*rows[:at], list(head), *rows[at:]]


def _column_numbers(rows: Rows, chance: random.Random) -> Rows:
    at = next(number for number, row in enumerate(rows) if "STT" in row)
    numbers = [f"({number})" if value else None for number, value in enumerate(rows[at], start=1)]
    return [*rows[: at + 1], numbers, *rows[at + 1 :]]


def _signature(rows: Rows, chance: random.Random) -> Rows:
    return [*rows, [None], [None, "NGƯỜI LẬP BIỂU", None, "TRƯỞNG BAN"], [None, "(ký tên)"]]


CHANGES: list[Callable[[Rows, random.Random], Rows]] = [
    _blank_rows, _column_beside, _column_numbers, _repeated_head, _titles_above, _signature, _empty_first_column, _spaces_and_marks,
]  # fmt: skip


def read_rows(rows: Rows) -> FileReading:
    grid = Grid("Biểu 1", rows=[list(row) for row in rows])
    return read_workbook("bieu.xlsx", Workbook("xlsx", [grid]), Context(reference(), NAMES, TODAY, province="79"))


def facts_of(reading: FileReading) -> list[tuple[Any, ...]]:
    """What would be stored, without where it stood."""
    kept = (
        "unit",
        "term",
        "measure",
        "value",
        "qualifier",
        "stage",
        "name",
        "implementing_body",
        "sector",
        "report_year",
    )
    facts = [fact for sheet in reading.sheets for fact in sheet.facts]
    return sorted((fact.dataset, *(str(fact.row.get(name)) for name in kept)) for fact in facts)


def test_the_good_sheets_are_read_without_errors() -> None:
    assert [read_rows(rows).has_errors for rows in (SUMMARY, MODELS)] == [False, False]
    assert [len(facts_of(read_rows(rows))) for rows in (SUMMARY, MODELS)] == [19, 3]


@settings(max_examples=200, deadline=None)
@given(
    which=st.sampled_from([SUMMARY, MODELS]),
    seed=st.integers(0, 10**6),
    some=st.sets(st.sampled_from(range(len(CHANGES))), max_size=5),
)
def test_what_offices_do_to_a_sheet_leaves_its_facts_or_is_refused(which: Rows, seed: int, some: set[int]) -> None:
    chance, rows = random.Random(seed), which
    for number in sorted(some):
        rows = CHANGES[number](rows, chance)
    reading = read_rows(rows)

    assert reading.has_errors or facts_of(reading) == facts_of(read_rows(which)), rows


@settings(max_examples=200, deadline=None)
@given(
    which=st.sampled_from([SUMMARY, MODELS]),
    seed=st.integers(0, 10**6),
    some=st.sets(st.sampled_from(range(len(CHANGES))), max_size=3),
)
def test_the_ordinary_habits_of_offices_are_no_reason_to_refuse(which: Rows, seed: int, some: set[int]) -> None:
    chance, rows = random.Random(seed), which
    for number in sorted(some):
        rows = CHANGES[number](rows, chance)

    assert not read_rows(rows).has_errors, rows


def test_bytes_flipped_overwritten_cut_or_repeated_give_the_same_facts_or_a_refusal() -> None:
    content = a_workbook({"Biểu 1": SUMMARY, "Danh sách": MODELS})
    expected, chance, outcomes = _facts(content), random.Random(20261122), set()
    for _ in range(40):
        spoiled = _spoiled(content, chance)
        try:
            found = _facts(spoiled)
        except Refused as refused:
            outcomes.add(refused.code)
        else:
            assert found == expected

    assert "damaged" in outcomes


def _facts(content: bytes) -> list[tuple[Any, ...]]:
    return facts_of(read_workbook("a.xlsx", read_sheets("a.xlsx", content), Context(reference(), NAMES, TODAY)))


def _spoiled(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    stop = min(len(content), start + chance.choice([1, 4, 64, 512]))
    match chance.randrange(5):
        case 0:
            return content[:start]
        case 1:
            return content[:start] + bytes([content[start] ^ 1 << chance.randrange(8)]) + content[start + 1 :]
        case 2:
            return content[:start] + bytes(stop - start) + content[stop:]
        case 3:
            return content[:start] + chance.randbytes(stop - start) + content[stop:]
        case _:
            return content[:stop] + content[start:]
