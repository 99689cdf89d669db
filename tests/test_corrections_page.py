"""Ask, show, tested: cells put right on the upload page, taken back, kept for the next file, and told behind a figure."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from data_access.database import Database
from tests.test_upload_page import stored
from tests.upload_visits import HEAD, Visitor, data, rows
from tests.workbooks import a_workbook

__all__ = ["data"]


def field(visitor: Visitor, cell: str) -> Any:
    """The field of a cell on the page."""
    return next(each for each in visitor.app.text_input if f" {cell} " in f" {each.label} ")


def type_in(visitor: Visitor, **entered: str) -> Visitor:
    """Type into the fields of cells."""
    for cell, words in entered.items():
        field(visitor, cell).set_value(words).run()
    return visitor.checked()


def apply(visitor: Visitor) -> Visitor:
    """Press *Áp dụng*."""
    return visitor.click("upload.fix.apply")


@pytest.mark.parametrize(
    ("lang", "label", "given"),
    [
        ("vi", "Áp dụng 2 chỗ sửa", "Biểu 1 · C2: «\\-3» → «3»"),
        ("en", "Apply corrections: 2", "Biểu 1 · C2: «\\-3» → «3»"),
    ],
)
def test_wrong_cells_are_put_right_in_one_go_and_committed(data: Database, lang: str, label: str, given: str) -> None:
    visitor = Visitor("upload", lang).drop(a=rows(("Quận 1", -3, "12%")))
    before = visitor.app.session_state["upload.flow"].token
    type_in(visitor, C2="3", D2="1.200")
    assert visitor.app.session_state["upload.flow"].token == before and not visitor.has_button("upload.commit")
    assert visitor.app.button(key="upload.fix.apply").label == label
    apply(visitor)
    assert next(b.label for b in visitor.app.button if (b.key or "").startswith("upload.fixed.a.xlsx")) == given
    visitor.click("upload.commit")

    assert stored(data) == [("760", "attendances", 1200), ("760", "models", 3)]
    with data.read() as connection:
        query = "SELECT upload, sheet, cell, found, entered FROM correction ORDER BY cell"
        assert [tuple(row) for row in connection.execute(text(query))] == [
            (1, "Biểu 1", "C2", "-3", "3"), (1, "Biểu 1", "D2", "12%", "1.200"),
        ]  # fmt: skip


def test_a_cell_that_is_still_wrong_keeps_its_field_with_what_was_typed_and_may_be_emptied(data: Database) -> None:
    visitor = apply(type_in(Visitor("upload").drop(a=rows(("Quận 1", -3, 5))), C2="yy"))
    assert field(visitor, "C2").value == "yy" and not visitor.has_button("upload.commit")
    apply(type_in(visitor, C2="Trống")).click("upload.commit")
    assert stored(data) == [("760", "attendances", 5)]


def test_one_value_serves_for_all_cells_that_say_the_same(data: Database) -> None:
    units = ("Quận 1", "Quận 3", "Quận 4")
    visitor = type_in(Visitor("upload").drop(a=rows(*((unit, "xx", 5) for unit in units), ("Quận 5", "yy", 6))), C2="0")
    alike = next(b for b in visitor.app.button if (b.key or "").startswith("upload.fix.alike."))
    assert alike.label == "Dùng «0» cho cả 2 ô khác ghi «xx»"
    visitor.click(str(alike.key))
    assert [field(visitor, cell).value for cell in ("C2", "C3", "C4", "C5")] == ["0", "0", "0", ""]
    apply(visitor)
    assert len(visitor.app.text_input) == 1


def test_a_correction_can_be_taken_back(data: Database) -> None:
    visitor = apply(type_in(Visitor("upload").drop(a=rows(("Quận 1", -3, "12%"))), C2="3", D2="4"))
    key = next(b.key for b in visitor.app.button if "C2" in b.label and (b.key or "").startswith("upload.fixed."))
    visitor.click(str(key))
    assert field(visitor, "C2").value == "" and not visitor.has_button("upload.commit")
    visitor.click("upload.fixed.all")
    assert len(visitor.app.text_input) == 2


def test_what_was_typed_outlives_a_turned_page(data: Database) -> None:
    every = [("Quận 1", "xx", None)] * 60
    sheet = [HEAD, *([unit, str(1961 + at), models, None] for at, (unit, models, _) in enumerate(every))]
    sheet = [[*row[:1], f"năm {1991 + at}" if at < 60 else row[1], *row[2:]] for at, row in enumerate(sheet)]
    sheet[0] = HEAD
    visitor = type_in(Visitor("upload").drop(a=sheet), C2="1")
    assert len(visitor.app.text_input) == 50
    visitor.app.session_state["upload.fix.page"] = 2
    visitor.app.run()
    type_in(visitor, C61="2")
    assert len(visitor.app.text_input) == 10
    assert visitor.app.button(key="upload.fix.apply").label == "Áp dụng 2 chỗ sửa"
    visitor.app.session_state["upload.fix.page"] = 1
    visitor.app.run()
    assert field(visitor.checked(), "C2").value == "1"


def test_a_corrected_file_of_the_same_name_asks_nothing_twice_and_stands_where_it_changed(data: Database) -> None:
    visitor = Visitor("upload").drop(a=rows(("Quận 1", -3, "12%"), ("Quận 3", "xx", 1)))
    apply(type_in(visitor, C2="3", C3="4")).drop(a=rows(("Quận 1", -3, 5), ("Quận 3", 9, 1)))
    given = [str(each.key) for each in visitor.app.button if (each.key or "").startswith("upload.fixed.a.xlsx")]
    assert [key.split("\n")[2] for key in given] == ["C2"]
    told = [" ".join(row) for table in visitor.app.table for row in table.value.to_numpy()]
    assert any("C3" in row and "trong tệp mới ô ghi khác" in row for row in told)
    visitor.click("upload.commit")
    assert [value for _, _, value in stored(data)] == [5, 3, 1, 9]


def test_a_warning_can_be_corrected_in_the_review(data: Database) -> None:
    head = ["Quận/huyện", "Nhiệm kỳ", "Số mô hình", "Trong đó tập thể", "Trong đó cá nhân"]
    visitor = Visitor("upload").drop(a=[head, ["Quận 1", "2020-2025", 9, 5, 3]])
    assert visitor.has_button("upload.commit")
    type_in(visitor, C2="8").click("upload.look.fix.apply")
    visitor.click("upload.commit")
    with data.read() as connection:
        query = "SELECT value FROM reported_figure WHERE dimension = ''"
        assert list(connection.scalars(text(query))) == [8]


def test_which_of_two_columns_is_meant_is_asked_and_the_answer_can_be_taken_back(data: Database) -> None:
    sheet = [["Quận/huyện", "Nhiệm kỳ", "Số lớp tập huấn", "Lớp tập huấn đã mở"], ["Quận 1", "2020-2025", 3, 4]]
    visitor = Visitor("upload").drop(a=sheet)
    (question,) = visitor.app.get("button_group")
    assert question.options == ["C «Số lớp tập huấn»", "D «Lớp tập huấn đã mở»", "Không cột nào"]
    question.set_value("D\nLớp tập huấn đã mở").run()
    assert visitor.checked().has_button("upload.commit")
    visitor.click("upload.answered.0")
    assert len(visitor.app.get("button_group")) == 1
    visitor.app.get("button_group")[0].set_value("C\nSố lớp tập huấn").run()
    visitor.checked().click("upload.commit")
    assert stored(data) == [("760", "training_sessions", 3)]


def test_why_tells_what_the_cell_said_in_the_file(data: Database) -> None:
    content = a_workbook({"Biểu 1": rows(("Quận 1", -3, 5))})
    apply(type_in(Visitor("upload").drop(a=content), C2="3")).click("upload.commit")
    history = Visitor("history")
    history.app.session_state["history.open.1"] = True
    told = [list(row) for shown in history.app.run().table for row in shown.value.to_numpy()]
    assert ["a\\.xlsx", "Biểu 1", "C2", "\\-3", "3"] in told
    said = said_behind_the_figure()
    assert "Ô C2 ghi «\\-3», được sửa thành «3» khi tải lên, " in said and "«\\-3»" in said

    with data.write() as connection:
        connection.execute(text("UPDATE upload SET \"by\" = 'thu-ky-1' WHERE id = 1"))
    said = said_behind_the_figure()
    assert "Ô C2 ghi «\\-3», được sửa thành «3» khi tải lên, bởi thu\\-ky\\-1, " in said


def said_behind_the_figure() -> str:
    """What stands in the panel behind the number of models of the unit."""
    reader = Visitor("overview")
    reader.app.query_params["unit"] = "760"
    reader.app.run()
    reader.app.button(key="why.models").click().run()
    return "\n".join(str(cell) for table in reader.checked().app.table for cell in table.value.to_numpy().flatten())
