"""Export: the marked copy of what an import found: exactly those cells, the same figures, and nothing asked twice."""

from __future__ import annotations

import io
from typing import Any

import pytest

from data_access.database import Database
from data_access.reference import load_reference
from intake.grids import Grid, Workbook
from intake.marking.marks import MARKED_ID, MEMORY_SHEET
from tests.test_marked import HEAD, filled, noted, opened
from tests.upload_visits import Visitor, data
from tests.workbooks import a_workbook, names_in
from work.copied_answers import take_answers
from work.imports import Prepared, prepare
from work.marked import copy_name, files_to_mark, marked_copies, own_stem, with_dropped
from work.options import Options, number_key

__all__ = ["data"]

PLANTED = {
    "Biểu 1": [
        HEAD,
        ["Quận 1", "2020-2025", -3, 1000],
        ["Quận 3", "2020-2025", 5, "12%"],
        ["Quận 4", "2020-2025", 7, 2.353],
        *(["Q. Bình Hòa", f"{year}-{year + 5}", 3, 4] for year in range(1970, 2020, 5)),
    ]
}
FAULTY = {"C2", "D3", "D4", *(f"A{row}" for row in range(5, 15))}


def told(prepared: Prepared) -> list[tuple[str, str, Any]]:
    found = [(r.file, "", p) for r in prepared.readings for p in r.problems]
    return found + [(r.file, s.sheet, p) for r in prepared.readings for s in r.sheets for p in s.problems]


def copied(database: Database, name: str, content: bytes, options: Options | None = None) -> bytes:
    options = options or Options()
    problems = told(prepare(database, [(name, content)], options))
    return marked_copies([(name, content)], problems, options, "vi").content


def test_of_a_workbook_with_planted_faults_exactly_those_cells_are_marked(sqlite_database: Database) -> None:
    sheet = opened(copied(sqlite_database, "a.xlsx", a_workbook(PLANTED)))["Biểu 1"]

    assert (set(filled(sheet)), set(noted(sheet))) == (FAULTY, FAULTY)


def test_the_copy_reads_as_its_original_did(sqlite_database: Database) -> None:
    content = a_workbook(PLANTED)
    before = prepare(sqlite_database, [("a.xlsx", content)], Options())
    after = prepare(sqlite_database, [("a.xlsx", copied(sqlite_database, "a.xlsx", content))], Options())

    assert after.readings == before.readings


def a_unit(database: Database) -> str:
    problems = told(prepare(database, [("a.xlsx", a_workbook(PLANTED))], Options()))
    return next(p.answers[0] for _, _, p in problems if p.question == "unit")


def test_answers_ride_along_and_nothing_is_asked_twice(sqlite_database: Database) -> None:
    corrected = a_corrected_copy(sqlite_database)

    found = prepare(sqlite_database, [("khác.xlsx", corrected)], Options())
    assert not found.has_errors and found.options.answers == {"q bình hòa": a_unit(sqlite_database)}
    assert found.options.counts == {number_key("khác.xlsx", "Biểu 1", "D4", found="2.353"): 2353}
    assert [p.code for p in found.readings[0].problems] == ["answers_from_copy"]
    assert found.options.not_kept == ["q bình hòa"]
    assert prepare(sqlite_database, [("khác.xlsx", corrected)], Options(asked_anew=["khác.xlsx"])).has_errors


def test_an_answer_given_now_goes_before_one_that_rode_along(sqlite_database: Database) -> None:
    unit, other = a_unit(sqlite_database), "760"
    copy = copied(sqlite_database, "a.xlsx", a_workbook(PLANTED), Options(answers={"q bình hòa": unit}))

    found = prepare(sqlite_database, [("a.xlsx", copy)], Options(answers={"q bình hòa": other}))
    assert found.options.answers == {"q bình hòa": other}


@pytest.mark.parametrize(
    "written",
    [
        "[]", "{", '{"answers": {"q bình hòa": "no unit"}}', '{"answers": {"q bình hòa": 7}}', '{"answers": [1]}',
        '{"counts": {"Biểu 1\\nD4\\n2.353": -1}}', '{"counts": {"Biểu 1\\nD4\\n2.353": true}}', '{"terms": {"Biểu 1": "x:1"}}',
        '{"replace": true, "by": "admin", "unit": "760"}', "[" * 29_000,
    ],
)  # fmt: skip
def test_what_rides_along_is_only_believed_where_it_can_be_an_answer(written: str, sqlite_database: Database) -> None:
    with sqlite_database.read() as connection:
        reference = load_reference(connection)
    workbook = Workbook("xlsx", [Grid("A", rows=[["a"]]), Grid(MEMORY_SHEET, rows=[[MARKED_ID], [written]])])

    assert take_answers(workbook, Options(), "a.xlsx", reference) == Options(asked_anew=["a.xlsx"])
    assert [grid.name for grid in workbook.grids] == ["A"]


def test_several_files_come_in_one_zip_and_those_that_cannot_be_opened_stay_out(sqlite_database: Database) -> None:
    files = [
        ("a.xlsx", a_workbook(PLANTED)),
        ("b/a.xlsx", a_workbook(PLANTED)),
        ("c.xls", b"%PDF"),
        ("d.csv", b"a;b\n1;2\n"),
    ]
    problems = told(prepare(sqlite_database, files, Options()))
    chosen = files_to_mark(files, problems)
    export = marked_copies(chosen, problems, Options(), "en")

    assert [name for name, _ in chosen] == ["a.xlsx", "b/a.xlsx", "d.csv"]
    assert (export.file_name, export.mime) == ("files-to-correct.zip", "application/zip")
    assert names_in(export.content) == ["a - to correct.xlsx", "a - to correct (2).xlsx", "d - to correct.xlsx"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a.xlsx", "a"), ("a - cần sửa.xlsx", "a"), ("a - cần sửa (1).xlsx", "a"), ("a - to correct.xlsx", "a"), ("a (1).xlsx", "a (1)"),  ("a.b.xls", "a.b")],
)  # fmt: skip
def test_a_copy_of_a_copy_keeps_the_name_of_the_first(name: str, stem: str) -> None:
    assert own_stem(name) == stem
    assert copy_name([(name, a_workbook({"A": [[1]]}))], "vi") == f"{stem} - cần sửa.xlsx"


def a_corrected_copy(database: Database) -> bytes:
    """The marked copy of a file about which all was answered, its two other faults corrected in it."""
    said = Options(
        answers={"q bình hòa": a_unit(database)}, counts={number_key("a.xlsx", "Biểu 1", "D4", found="2.353"): 2353},
    )  # fmt: skip
    book = opened(copied(database, "a.xlsx", a_workbook(PLANTED), said))
    book["Biểu 1"]["C2"], book["Biểu 1"]["D3"] = 3, 120
    corrected = io.BytesIO()
    book.save(corrected)
    return corrected.getvalue()


@pytest.mark.parametrize(
    ("lang", "label"), [("vi", "Tải tệp có đánh dấu chỗ sai"), ("en", "Get the file with problems marked")]
)
def test_the_screen_offers_the_copy_where_there_is_something_to_correct(data: Database, lang: str, label: str) -> None:
    visitor = Visitor("upload", lang).drop(a=a_workbook(PLANTED))
    assert [each.proto.label for each in visitor.app.get("download_button")] == [label]

    visitor.drop(a=a_corrected_copy(data))
    assert label not in [each.proto.label for each in visitor.app.get("download_button")]


def test_a_corrected_copy_dropped_in_another_session_can_be_committed_at_once(data: Database) -> None:
    visitor = Visitor("upload").drop(a=a_corrected_copy(data))
    labels = [button.label for button in visitor.app.button if (button.key or "").startswith("upload.answered")]

    assert [label.replace("\\", "").split(" · lần")[0] for label in labels] == [
        "«q bình hòa»: Quận Bình Thạnh · chỉ lần này",
        "Biểu 1 · D4: 2.353",
    ]
    assert visitor.has_button("upload.commit")


def test_an_answer_that_a_copy_brought_can_be_taken_back(data: Database) -> None:
    visitor = Visitor("upload").drop(a=a_corrected_copy(data)).click("upload.answered.0")

    assert not visitor.has_button("upload.commit") and len(visitor.app.get("button_group")) == 1


def test_the_corrected_copy_takes_the_place_and_the_name_of_its_original() -> None:
    files = [("a.xlsx", b"1"), ("b.xls", b"2"), ("c.xlsx", b"3")]

    assert with_dropped(files, [("a - cần sửa.xlsx", b"4")]) == [("b.xls", b"2"), ("c.xlsx", b"3"), ("a.xlsx", b"4")]
    assert with_dropped(files, [("b - cần sửa (2).xlsx", b"4")]) == [
        ("a.xlsx", b"1"),
        ("c.xlsx", b"3"),
        ("b - cần sửa (2).xlsx", b"4"),
    ]
    assert with_dropped(files, [("c.xlsx", b"4")]) == [("a.xlsx", b"1"), ("b.xls", b"2"), ("c.xlsx", b"4")]
