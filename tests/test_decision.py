"""Show, tested: before the commit the decision stands first: what it would write, what is worth a look, the one button."""

from __future__ import annotations

from typing import Any

from data_access.database import Database
from tests.upload_visits import Visitor, data, rows

__all__ = ["data"]

HEAD = ["STT", "Đơn vị", "Số mô hình", "Số lớp tập huấn"]


def with_total(*totals: int, title: str = "TỔNG HỢP NĂM 2023, TP. HỒ CHÍ MINH") -> list[list[Any]]:
    """Two units and what their total row says."""
    return [[title], HEAD, [1, "Quận 1", 5, 3], [2, "Quận 3", 6, 4], ["", "Tổng cộng", *totals]]


def order(visitor: Visitor) -> list[str]:
    """The commit button and the tables, from top to bottom."""
    names = ((element.type, getattr(element, "key", None) or "") for element in visitor.app.main)
    return [key or kind for kind, key in names if key == "upload.commit" or kind == "table"]


def decision(visitor: Visitor) -> str:
    """The words of the box that holds the commit button."""
    (words,) = [str(m.value) for m in visitor.app.markdown if "Mới" in str(m.value) and str(m.value).startswith("**")]
    return words.strip("*")


def test_the_button_stands_above_the_changes_and_there_is_one(data: Database) -> None:
    many = rows(*((f"Quận {number}", number, number) for number in (1, 3, 4, 5, 6, 7, 8, 10, 11, 12)))
    visitor = Visitor("upload").drop(a=many)
    assert order(visitor) == ["upload.commit", "table"]
    visitor = Visitor("upload").drop(a=with_total(11, 8))
    assert order(visitor) == ["upload.commit", "table", "table"]  # what is worth a look, then the changes


def test_the_decision_says_how_much_of_whom_and_of_which_time(data: Database) -> None:
    visitor = Visitor("upload").drop(a=with_total(11, 7))
    assert decision(visitor) == "Mới 4 · 2 đơn vị · Năm 2023"
    visitor.click("upload.commit")

    visitor.drop(a=rows(("Quận 1", 5, 3), term="2023"), b=[["NĂM 2023"], ["Đơn vị", "Số mô hình"], ["Quận 3", 7]])
    assert decision(visitor) == "Mới 1 · Đổi 1 · 2 đơn vị · Năm 2023"
    visitor.click("upload.cancel").drop(a=rows(("Quận 4", 5, 3)))
    assert decision(visitor) == "Mới 2 · Quận 4 · 2020–2025"


def test_a_wrong_total_is_said_beside_the_button_with_its_cell(data: Database) -> None:
    visitor = Visitor("upload").drop(a=with_total(12, 8))
    said = visitor.said().replace("\\", "")
    assert "**C5** Dòng tổng ghi 12 nhưng cộng các dòng được 11." in said
    assert "**D5** Dòng tổng ghi 8 nhưng cộng các dòng được 7." in said and "bên dưới" not in said
    visitor.click("upload.cancel").drop(a=with_total(12, 8), b=with_total(13, 9, title="NĂM 2022, TP. HỒ CHÍ MINH"))
    said = visitor.said().replace("\\", "")
    assert "**a.xlsx · Biểu 1 · C5** Dòng tổng ghi 12" in said and "và 1 điều khác bên dưới" in said
    assert "**b.xlsx · Biểu 1 · D5**" not in said
    assert "Nên xem trước khi ghi" not in visitor.click("upload.cancel").drop(a=with_total(11, 7)).said()


def test_where_nothing_would_change_nothing_is_worth_a_look_before_a_commit(data: Database) -> None:
    visitor = Visitor("upload").drop(a=with_total(12, 8)).click("upload.commit").drop(a=with_total(12, 8))
    assert not visitor.has_button("upload.commit") and "Nên xem trước khi ghi" not in visitor.said()
