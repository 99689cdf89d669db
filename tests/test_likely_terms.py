"""Match and ask, tested: a term that a line about a document or a file's name mentions is offered, never taken."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from data_access.database import Database
from intake.likely_terms import Mention, likely_terms, mentioned_by_name
from tests.sheet_reading import problem, read, read_file
from tests.upload_visits import Visitor, data
from tests.workbooks import a_workbook

__all__ = ["data"]

HEAD = ["STT", "Đơn vị", "Số mô hình"]
ROWS = [[1, "Quận 1", 5], [2, "Quận 3", 8]]
LINE = "(Kèm theo Báo cáo kết quả năm 2025 của Ban Dân vận)"
SUMMARY: list[list[Any]] = [["TỔNG HỢP KẾT QUẢ, TP. HỒ CHÍ MINH"], [LINE], HEAD, *ROWS]


@pytest.mark.parametrize(
    ("line", "likely"),
    [
        (LINE, ("year:2025", "party_term:2020-2025")),
        ("(Kèm theo Báo cáo số 12-BC/BDV ngày 5/12/2025 về công tác 6 tháng đầu năm 2024)", ("half_year:2024-H1", "party_term:2020-2025")),
        ("(Ban hành kèm theo Báo cáo tổng kết nhiệm kỳ 2015 - 2020)", ("party_term:2015-2020",)),
        ("(Kèm theo Báo cáo số 12-BC/BDV ngày 05/12/2025)", ()),
        ("(Kèm theo Công văn số 45/2025 ngày 5 tháng 12 năm 2025)", ()),
        ("Quận 1, ngày 5 tháng 12 năm 2025", ()),
    ],
)  # fmt: skip
def test_the_term_of_a_report_that_a_line_names_is_offered(line: str, likely: tuple[str, ...]) -> None:
    reading = read([["TỔNG HỢP KẾT QUẢ, TP. HỒ CHÍ MINH"], [line], HEAD, *ROWS])
    asked = problem(reading, "no_term")
    assert (asked.level, asked.question, asked.answers) == ("error", "term", likely)
    assert asked.params.get("mentioned") == ("A2" if likely else None)
    assert not reading.facts


def test_what_a_title_says_of_the_figures_is_taken_as_before() -> None:
    reading = read([["BÁO CÁO KẾT QUẢ NĂM 2025, TP. HỒ CHÍ MINH"], ["(Kèm theo Báo cáo năm 2024)"], HEAD, *ROWS])
    assert {term for (term,) in reading.facts.different("term")} == {"year:2025"}


@pytest.mark.parametrize(
    ("file", "term"),
    [
        ("bao-cao-nam-2025.xlsx", "year:2025"), ("Bieu_so_lieu_2025.xlsx", "year:2025"), ("nk 2020-2025.xlsx", "party_term:2020-2025"),
        ("6-thang-dau-nam-2024.ods", "half_year:2024-H1"), ("bieu-2025-12-05.xlsx", None), ("bieu.xlsx", None), ("2025", "year:2025"),
    ],
)  # fmt: skip
def test_the_name_of_a_file_is_offered_where_no_line_says_anything(file: str, term: str | None) -> None:
    found = mentioned_by_name(file)
    assert (found.term if found else None) == term
    bare = a_workbook({"Biểu 1": [["TỔNG HỢP, TP. HỒ CHÍ MINH"], HEAD, *ROWS]})
    asked = problem(read_file(bare, file=file).sheets[0], "no_term")
    assert asked.answers[:1] == ((term,) if term else ())
    said = problem(read_file(a_workbook({"Biểu 1": SUMMARY}), file=file).sheets[0], "no_term")
    assert said.answers[0] == "year:2025" and said.params["mentioned"] == "A2"


def test_whose_a_year_is_follows_the_office_s_rule() -> None:
    assert likely_terms(Mention("year:2025"), 1) == ("year:2025", "party_term:2020-2025")
    assert likely_terms(Mention("year:2025"), 0) == ("year:2025", "party_term:2025-2030")


def test_a_table_below_is_offered_what_its_own_lines_mention() -> None:
    below = [
        [None],
        ["TP. HỒ CHÍ MINH (Kèm theo Báo cáo năm 2024)"],
        ["STT", "Đơn vị", "Số lớp tập huấn"],
        *ROWS,
    ]
    asked = [p for p in read([*SUMMARY, *below]).problems if p.code == "no_term"]
    assert [p.answers[0] for p in asked] == ["year:2025", "year:2024"]


def test_one_click_takes_the_term_that_is_offered(data: Database) -> None:
    visitor = Visitor("upload").drop(a=SUMMARY)
    (question,) = visitor.app.get("button_group")
    assert question.options == ["Năm 2025", "2020–2025", "Khác…"]
    assert "Ô A2 có nhắc đến" in visitor.said()
    assert not visitor.app.text_input and not visitor.has_button("upload.commit")
    question.set_value("year:2025").run()
    visitor.checked().click("upload.commit")
    with data.read() as connection:
        assert {*connection.scalars(text("SELECT term FROM reported_figure"))} == {"year:2025"}


def test_another_term_can_be_written_and_the_answer_taken_back(data: Database) -> None:
    visitor = Visitor("upload").drop(a=SUMMARY)
    visitor.app.get("button_group")[0].set_value("?").run()
    visitor.checked().app.text_input[0].set_value("2023").run()
    assert visitor.checked().has_button("upload.commit") and {row[2] for row in visitor.table()} == {"2023"}
    visitor.click("upload.answered.0")
    assert not visitor.has_button("upload.commit") and len(visitor.app.get("button_group")) == 1


def test_two_tables_of_a_sheet_without_a_term_are_one_question(data: Database) -> None:
    below = [[None], ["BIỂU 2"], ["STT", "Đơn vị", "Số lớp tập huấn"], *ROWS]
    visitor = Visitor("upload").drop(a=[*SUMMARY, *below])
    (question,) = visitor.app.get("button_group")
    question.set_value("year:2025").run()
    assert visitor.checked().has_button("upload.commit") and len(visitor.table()) == 4
