"""Read, tested: what was read of a file once is not read again for an answer, and an answer changes the same as ever."""

from __future__ import annotations

from pathlib import Path

from data_access.database import Database
from intake.grids import Workbook
from tests.upload_visits import data
from tests.workbooks import a_workbook
from work.imports import Prepared, prepare
from work.options import Options
from work.read_before import MOST_BYTES, ReadBefore

__all__ = ["data"]
HEAD = ["Quận/huyện", "Nhiệm kỳ", "Số mô hình"]
TERM = "2020-2025"
NOBODY = Path("no-such-worker.py")


def a_file(unit: str, count: int) -> bytes:
    return a_workbook(
        {"Biểu 1": [["BIỂU TỔNG HỢP THÀNH PHỐ HỒ CHÍ MINH"], HEAD, ["Quận 1", TERM, 5], [unit, TERM, count]]}
    )


def told(prepared: Prepared) -> list[tuple[str, str | None]]:
    found = [(each.code, each.cell) for reading in prepared.readings for each in reading.problems]
    return found + [
        (p.code, p.cell) for reading in prepared.readings for sheet in reading.sheets for p in sheet.problems
    ]


def test_an_answer_is_taken_without_reading_the_file_again_and_means_the_same(data: Database) -> None:
    files, kept = [("a.xlsx", a_file("Q. Bình Hòa", 7)), ("b.xlsx", a_file("Quận 3", 8))], ReadBefore()
    asked = prepare(data, files, Options(), before=kept)
    key = next(
        str(p.params["spelling"]) for s in asked.readings[0].sheets for p in s.problems if "spelling" in p.params
    )
    answered = Options(answers={key: "765"})

    again = prepare(data, files, answered, worker=NOBODY, before=kept)
    afresh = prepare(data, files, answered)

    assert asked.has_errors and not again.has_errors
    assert (again.digest, told(again)) == (afresh.digest, told(afresh))


def test_a_file_that_was_changed_or_taken_away_is_not_remembered(data: Database) -> None:
    first, changed, kept = ("a.xlsx", a_file("Quận 3", 7)), ("a.xlsx", a_file("Quận 3", 8)), ReadBefore()
    one = prepare(data, [first], Options(), before=kept)
    other = prepare(data, [changed], Options(), before=kept)

    assert one.digest != other.digest
    assert told(prepare(data, [changed], Options(), worker=NOBODY, before=kept)) == told(other)
    assert ("reader_failed", None) in told(prepare(data, [first], Options(), worker=NOBODY, before=kept))


def test_a_large_file_is_not_kept(data: Database) -> None:
    kept = ReadBefore()
    content = a_file("Quận 3", 7)
    for size, count in ((len(content), 1), (MOST_BYTES + 1, 0)):
        kept.kept.clear()
        kept.workbook("a.xlsx", content.ljust(size, b"\0"), lambda: Workbook("xlsx"))
        assert len(kept.kept) == count
