"""The command line, tested: answers beside the files, what is remembered of them, and letting one go."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.test_command_line import Run, run
from tests.workbooks import a_workbook

__all__ = ["run"]

TERM = "2020-2025"


def a_file(name: str, *rows: list[Any], head: list[str] | None = None, sheet: str = "Biểu 1") -> str:
    head = head or ["Quận/huyện", "Nhiệm kỳ", "Số mô hình"]
    Path(name).write_bytes(a_workbook({sheet: [["TP. HỒ CHÍ MINH"], [], head, *rows]}))
    return name


def figures(run: Run, measure: str = "models") -> dict[tuple[str, str], int]:
    _, found = run("figures", "--measure", measure, "--json")
    return {(each["unit"], each["term"]): each["value"] for each in found}


def test_a_spelling_is_answered_once_and_then_remembered(run: Run) -> None:
    first = a_file("a.xlsx", ["Q. Bình Hòa", TERM, 3])
    assert run("import", first, "--json")[0] == 1
    code, said = run("import", first, "--answer", "Q. Bình Hòa=765", "--as", "Lan")
    assert code == 0 and "Đã nhớ cách viết: «Q. Bình Hòa»." in said

    code, report = run("import", a_file("b.xlsx", ["Q. BÌNH HOÀ", TERM, 4]), "--json")
    (problem,) = report["files"][0]["sheets"][0]["problems"]
    assert (code, problem["level"], problem["code"], problem["cell"]) == (0, "notice", "remembered_answer", "A4")
    assert problem["message"].startswith("«Q. BÌNH HOÀ» được hiểu là Quận Bình Thạnh như đã trả lời ngày ")
    assert figures(run) == {("765", TERM): 4}


def test_remembered_spellings_are_listed_and_one_is_let_go(run: Run) -> None:
    assert run("answers", "--json") == (0, [])
    assert "Chưa có cách viết nào được nhớ." in run("answers")[1]
    run("import", a_file("a.xlsx", ["Q. Bình Hòa", TERM, 3]), "--answer", "Q. Bình Hòa=765", "--as", "Lan")

    _, (known,) = run("answers", "--json")
    assert datetime.fromisoformat(known.pop("at")).tzinfo is not None
    assert known == {
        "id": 1, "province": "79", "spelling": "Q. Bình Hòa", "unit": "765", "unit_name": "Quận Bình Thạnh",
        "upload": 1, "by": "Lan",
    }  # fmt: skip
    assert "1 · «Q. Bình Hòa» → Quận Bình Thạnh (765) · Thành phố Hồ Chí Minh" in run("answers")[1]

    assert run("answers", "--forget", "1", "--json") == (0, {"upload": 2})
    assert run("answers", "--json") == (0, [])
    code, said = run("answers", "--forget", "1")
    assert code == 1 and "Không có câu trả lời nào mang số này" in said
    assert [each["kind"] for each in run("uploads", "--json")[1]] == ["import", "reference"]

    assert run("undo", "2", "--json")[1]["restored"] == 1
    assert [each["spelling"] for each in run("answers", "--json")[1]] == ["Q. Bình Hòa"]


def test_an_answer_overrules_what_was_remembered(run: Run) -> None:
    name = a_file("a.xlsx", ["Q. Bình Hòa", TERM, 3])
    run("import", name, "--answer", "Q. Bình Hòa=765")
    assert run("import", name, "--answer", "q bình hoà=764")[0] == 0
    assert [each["unit"] for each in run("answers", "--json")[1]] == ["764"]


def test_a_doubtful_number_is_answered_by_its_cell_in_every_file_that_has_the_sheet(run: Run) -> None:
    files = [a_file("a.xlsx", ["Quận 3", TERM, 2.353]), a_file("b.xlsx", ["Quận 1", TERM, 2.353])]
    assert run("import", *files, "--answer", "'Biểu 1'!c4=2353")[0] == 0

    assert figures(run) == {("770", TERM): 2353, ("760", TERM): 2353}


def test_a_sheet_is_answered_with_its_unit_and_its_term(run: Run) -> None:
    name = a_file("a.xlsx", [2, 3], head=["Số mô hình", "Số lớp tập huấn"])
    assert run("import", name, "--answer", "Biểu 1!=2020-2025", "--json")[0] == 1
    assert run("import", name, "--answer", "Biểu 1!=2020-2025", "--answer", "Biểu 1!=770", "--json")[0] == 0

    assert figures(run) == {("770", TERM): 2} and run("answers", "--json") == (0, [])


def test_a_unit_whose_code_was_borne_twice_is_named_with_its_day(run: Run) -> None:
    name = a_file("a.xlsx", ["TĐ mới", "2021-2025", 3])
    code, said = run("import", name, "--answer", "TĐ mới=769")
    assert code == 2 and "769 Quận 2" in said and "769@2021-01-01 Thành phố Thủ Đức" in said
    assert run("import", name, "--answer", "TĐ mới=769@2021-01-01")[0] == 0


@pytest.mark.parametrize(
    "answer",
    [
        "", "Q. Bình Hòa", "=765", "...=765", "Q. Bình Hòa=", "Q. Bình Hòa=2020-2025", "Biểu 1!=Quận 3", "!D17=5",
        "Biểu 1!D17=-5", "Biểu 1!D17=2,5", "Biểu 1!17=5", "Biểu 1!D0=5", "Biểu 1!D17=٣",
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_read_is_wrong_usage(run: Run, answer: str) -> None:
    code, said = run("import", a_file("a.xlsx", ["Q. Bình Hòa", TERM, 3]), f"--answer={answer}")

    assert code == 2 and f"Không hiểu câu trả lời «{answer}»." in said


@pytest.mark.parametrize(
    "answer", ["Q. Bình Hoa=765", "Quận 3=764", "Biểu 1!C4=7", "Biểu 2!C5=2353", "Biểu 1!=764", "Biểu 1!=2015-2020"]
)
def test_an_answer_to_nothing_that_is_asked_commits_nothing(run: Run, answer: str) -> None:
    code, said = run("import", a_file("a.xlsx", ["Quận 3", TERM, 3]), "--answer", answer)

    assert code == 2 and f"Câu trả lời «{answer}» không ứng với câu hỏi nào" in said
    assert run("uploads", "--json") == (0, [])


def test_an_unknown_unit_in_an_answer_is_wrong_usage(run: Run) -> None:
    code, said = run("import", a_file("a.xlsx", ["Q. Bình Hòa", TERM, 3]), "--answer", "Q. Bình Hòa=999")

    assert code == 2 and "Không có đơn vị nào mang mã 999." in said
