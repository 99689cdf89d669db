"""Match, ask, tested: two columns that fit one measure are asked about, and the answer is carried out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commands import main
from data_access.database import Database
from tests.sheet_reading import figures_of, problem, read, said
from tests.workbooks import a_workbook
from work.field_words import NEITHER, column_choices, field_words

TERM = "2020-2025"
HEAD = ["Quận/huyện", "Nhiệm kỳ", "Số lớp tập huấn", "Lớp tập huấn đã mở", "Số mô hình"]
ROWS: list[list[Any]] = [HEAD, ["Quận 1", TERM, 3, 4, 5]]


def classes(rows: list[list[Any]], answer: str, field: str = "training_sessions") -> dict[str, int]:
    reading = read(rows, columns={f"Biểu 1\n{field}": answer})
    return {key[2]: value for key, (value, _, _) in figures_of(reading).items()}


def test_two_columns_of_one_measure_are_a_question_with_their_letters() -> None:
    asked = problem(read(ROWS), "two_columns_one_measure")
    assert (asked.level, asked.cell, asked.question, asked.answers) == ("error", "D1", "column", ("C", "D"))
    assert asked.params["field"] == "training_sessions"
    assert column_choices(asked) == {
        "C\nSố lớp tập huấn": "C «Số lớp tập huấn»",
        "D\nLớp tập huấn đã mở": "D «Lớp tập huấn đã mở»",
    }


@pytest.mark.parametrize(
    ("answer", "found"),
    [("C", {"models": 5, "training_sessions": 3}), ("D", {"models": 5, "training_sessions": 4}),
     ("D\nLớp tập huấn đã mở", {"models": 5, "training_sessions": 4}), (NEITHER, {"models": 5})],
)  # fmt: skip
def test_the_answer_decides_which_column_counts(answer: str, found: dict[str, int]) -> None:
    assert classes(ROWS, answer) == found


def test_the_columns_that_were_not_chosen_are_named_as_not_taken() -> None:
    reading = read(ROWS, columns={"Biểu 1\ntraining_sessions": "C"})
    assert said(reading) == [("notice", "columns_not_taken", "D1")]
    assert "4" not in {text for cell, text in reading.kept["cells"].items() if cell.startswith("D")}


@pytest.mark.parametrize("answer", ["E", "ZZ", "C\nSố lớp", "", "C1", "đ"])
def test_an_answer_that_names_no_candidate_leaves_the_question_open(answer: str) -> None:
    reading = read(ROWS, columns={"Biểu 1\ntraining_sessions": answer})
    assert said(reading, "error") == [("error", "two_columns_one_measure", "D1")]


def test_three_columns_are_one_question() -> None:
    rows = [[*HEAD, "Lớp tập huấn trong năm"], ["Quận 1", TERM, 3, 4, 5, 6]]
    asked = problem(read(rows), "two_columns_one_measure")
    assert asked.answers == ("C", "D", "F")
    assert classes(rows, "F") == {"models": 5, "training_sessions": 6}


def test_a_head_merged_over_two_columns_is_no_question_where_one_of_them_is_blank() -> None:
    title, head = ["KẾT QUẢ NHIỆM KỲ 2020-2025"], ["STT", "Quận/huyện", "Số mô hình", None, "Số lớp tập huấn"]
    first: list[list[Any]] = [title, head, [1, "Quận 1", 5, None, 3], [2, "Quận 3", 6, " ", 4]]
    second: list[list[Any]] = [title, head, [1, "Quận 1", None, 5, 3], [2, "Quận 3", None, 6, 4]]
    signed: list[list[Any]] = [*first, [], [None, None, None, "NGƯỜI LẬP BIỂU"], [None, None, None, "(Đã ký)"]]
    named = [("notice", "columns_not_taken", "D2")]
    cases = [(first, "C", []), (second, "D", []), (signed, "C", named)]
    for rows, column, told in cases:
        reading = read(rows, ["C2:D2"])
        cells = [cell for _, _, cell in figures_of(reading).values()]
        assert (cells, said(reading)) == ([f"{column}3", "E3", f"{column}4", "E4"], told)
        assert [value for value, _, _ in figures_of(reading).values()] == [5, 3, 6, 4]
    late: list[list[Any]] = [*first, [None, "Người lập biểu"], [3, "Quận 4", None, 7, 5]]
    assert said(read(late, ["C2:D2"]), "error") == [("error", "two_columns_one_measure", "D2")]
    both: list[list[Any]] = [title, head, [1, "Quận 1", 5, None, 3], [2, "Quận 3", None, 6, 4]]
    assert said(read(both, ["C2:D2"])) == [("error", "two_columns_one_measure", "D2")]


def test_a_blank_column_of_a_list_is_no_question_either() -> None:
    head = ["Quận/huyện", "Tên lớp", "Thời gian", "Số lượt người", "Số lượt người"]
    for counts in ((30, None), (None, 30)):
        reading = read([head, ["Quận 1", "Kỹ năng", "5/2022", *counts]])
        assert [fact.row["attendances"] for fact in reading.facts] == [30]
        assert said(reading, "error") == []


def test_a_count_of_a_list_is_asked_about_too() -> None:
    rows = [
        ["Quận/huyện", "Tên lớp", "Thời gian", "Số lượt người", "Số lượt người"],
        ["Quận 1", "Kỹ năng", "5/2022", 30, 40],
    ]
    assert problem(read(rows), "two_columns_one_measure").params["subject"] == "training:attendances"
    reading = read(rows, columns={"Biểu 1\nattendances": "E"})
    assert [fact.row["attendances"] for fact in reading.facts] == [40]
    assert said(reading, "error") == []


@pytest.mark.parametrize(
    ("subject", "vi", "en"),
    [
        ("summary:training_sessions", "Lớp tập huấn", "Training classes"),
        ("summary:models:recognised@year:2023", "Mô hình «Dân vận khéo», công nhận, Năm 2023", "“Dân vận khéo” models, recognised, 2023"),
        ("training:attendances", "Số lượt người", "Attendances"),
    ],
)  # fmt: skip
def test_a_field_is_called_by_its_words(subject: str, vi: str, en: str) -> None:
    assert (field_words(subject, "vi"), field_words(subject, "en")) == (vi, en)


def imported(path: Path, *words: str) -> int:
    return main(["import", str(path), "--json", *words])


def test_the_command_line_answers_by_the_field_and_the_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sqlite_database: Database
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_database.url)
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    path = tmp_path / "a.xlsx"
    path.write_bytes(a_workbook({"Biểu 1": ROWS}))
    assert imported(path) == 1 and imported(path, "--answer", "Biểu 1!training_sessions=E") == 1
    assert imported(path, "--answer", "Biểu 1!training_sessions=d") == 0
    capsys.readouterr()
    assert main(["figures", "--measure", "training_sessions", "--json"]) == 0
    assert [figure["value"] for figure in json.loads(capsys.readouterr().out)] == [4]


@pytest.mark.parametrize("answer", ["Biểu 1!training_sessions=12", "Biểu 1!attendances=C"])
def test_an_answer_that_answers_nothing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_database: Database, answer: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_database.url)
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    path = tmp_path / "a.xlsx"
    path.write_bytes(a_workbook({"Biểu 1": ROWS}))
    assert imported(path, "--answer", "Biểu 1!training_sessions=C", "--answer", answer) == 2
