"""Validate and show, tested: whatever column the row class of a list declares is read, counted and shown behind its figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import pytest
from sqlmodel import Field

from data_access.columns import SheetColumn, sheet_columns
from data_access.list_rows import _DETAILS
from data_access.model_rows import ModelRow
from data_access.records import COUNTED, ROW_CLASSES
from intake import headers
from intake.entries import FIELDS
from tests.sheet_reading import read, said

# Read by rules of their own: whose and when a row is, who carried a model out, from when to when a class was held.
OF_THEIR_OWN = {
    "models": {"unit", "term", "owner_kind", "implementing_body"},
    "training": {"unit", "term", "start_date", "end_date"},
    "commendations": {"unit", "term"},
    "programmes": {"unit", "term"},
}
HEAD = ["STT", "Quận/huyện", "Tên mô hình", "Kinh phí (triệu đồng)"]
ROWS = [[1, "Quận 3", "Hẻm xanh", 120], [2, "Quận 3", "Nhà trọ an toàn", "trên 1.250"], [3, "Quận 1", "Chợ sạch", None]]


class ModelWithBudget(ModelRow):
    """A model with one more column, of numbers."""

    budget: Annotated[int | None, SheetColumn("Kinh phí (triệu đồng)", "count", ("kinh phi",))] = Field(
        default=None, ge=0
    )


class ModelWithBoundedBudget(ModelWithBudget):
    """The same, with a field for «trên»."""

    budget_qualifier: str | None = Field(default=None, max_length=1)


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    """Models are read as such a row class says."""
    monkeypatch.setitem(ROW_CLASSES, "models", request.param)
    monkeypatch.setitem(COUNTED, "models", ("budget",))
    headers._columns.cache_clear()
    yield
    headers._columns.cache_clear()


@pytest.mark.parametrize("dataset", FIELDS)
def test_every_column_of_a_list_is_read(dataset: str) -> None:
    read_somehow = {*FIELDS[dataset], *COUNTED[dataset], *OF_THEIR_OWN[dataset]}
    assert [name for name in sheet_columns(ROW_CLASSES[dataset]) if name not in read_somehow] == []


@pytest.mark.parametrize("dataset", _DETAILS)
def test_every_column_of_a_list_stands_behind_its_figures_and_in_their_export(dataset: str) -> None:
    asked = str(_DETAILS[dataset])
    assert [name for name in sheet_columns(ROW_CLASSES[dataset]) if f" r.{name}," not in asked] == []


@pytest.mark.parametrize("merges", [(), ("B4:B5",)], ids=["many at once", "one by one"])
@pytest.mark.parametrize(
    ("known", "bounds"),
    [(ModelWithBudget, None), (ModelWithBoundedBudget, [None, ">", None])],
    indirect=["known"],
)
def test_a_new_column_of_numbers_is_stored_and_held_against_its_total(
    known: None, merges: tuple[str, ...], bounds: list[str | None] | None
) -> None:
    title = [["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NĂM 2024 - TP.HCM"], [], HEAD]
    found = read([*title, *ROWS, [None, "Tổng cộng", None, 100]], merges)

    assert [fact.row["budget"] for fact in found.facts] == [120, 1250, None]
    assert {fact.row.get("budget_qualifier") for fact in found.facts} == set(bounds or [None])
    lost = [] if bounds else [("bound_not_kept", "D5")]
    told = [(each.code, each.cell) for each in found.problems if each.level == "warning"]
    assert told == [*lost, ("total_differs", "D7")]


def test_a_bound_that_a_list_cannot_keep_is_told_whichever_way_its_rows_are_read() -> None:
    head = ["STT", "Tên lớp", "Quận/huyện", "Năm", "Số lớp", "Số lượt người"]
    rows = [[n, f"Lớp {n}", "Quận 1", 2023, 2, 50] for n in range(1, 31)]
    rows[4][4], rows[20][4], rows[20][5] = "trên 5", "khoảng 3", "trên 60"
    reading = read([["LỚP TẬP HUẤN, TP. HỒ CHÍ MINH"], head, *rows])

    assert said(reading) == [("warning", "bound_not_kept", "E7"), ("warning", "bound_not_kept", "E23")]
    found = {
        fact.row["source_row"]: (fact.row["class_count"], fact.row["attendances_qualifier"]) for fact in reading.facts
    }
    assert (found[7], found[23], found[8]) == ((5, None), (3, ">"), (2, None))
