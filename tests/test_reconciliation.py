"""Count, tested: reports held against lists: who differs, who agrees, who speaks alone, and never a sum of both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data_access.bounds import Amount, agrees
from data_access.database import Database
from data_access.measures import MEASURES, MODELS
from tests.facts import Facts
from tests.upload_visits import Visitor, data
from work.reconciliation import counted, reconciled
from work.views import open_view

__all__ = ["data"]
Q1, Q3, Q4, Q5 = "760", "770", "773", "774"
TERM = "party_term:2020-2025"


@pytest.fixture
def facts(data: Database) -> Iterator[Facts]:
    """Quận 1 differs, Quận 3 keeps its bound, Quận 4 only reports, Quận 5 only lists."""
    known = Facts(data)
    known.stated(Q1, TERM, 3)
    known.stated(Q3, TERM, 1, ">")
    known.stated(Q4, TERM, 40)
    known.model(Q1, "Hẻm xanh", 2022)
    known.model(Q3, "Hẻm sạch", 2022)
    known.model(Q3, "Hẻm đẹp", 2023)
    known.model(Q5, "Tổ tự quản", 2023)
    known.upload()
    yield known


def test_every_unit_stands_once_with_what_its_report_and_its_list_say(facts: Facts) -> None:
    view = open_view({}, list(MEASURES.values()))
    lines = reconciled(view, [MODELS], [TERM])

    assert [(line.unit, line.reported, line.listed, line.difference, line.state) for line in lines] == [
        (Q1, Amount(3), Amount(1), Amount(2), "differs"),
        (Q3, Amount(1, ">"), Amount(2), Amount(-1, ">"), "agrees"),
        (Q4, Amount(40), None, None, "only_reported"),
        (Q5, None, Amount(1), None, "only_listed"),
    ]
    assert counted(lines) == {"differs": 1, "agrees": 1, "only_reported": 1, "only_listed": 1}


def test_the_largest_difference_comes_first(facts: Facts) -> None:
    facts.stated(Q5, TERM, 90)
    facts.upload()
    view = open_view({}, list(MEASURES.values()))

    assert [line.unit for line in reconciled(view, list(MEASURES.values()), [TERM])][:2] == [Q5, Q1]


@pytest.mark.parametrize(
    ("reported", "listed", "agreed"),
    [
        (Amount(5), Amount(5), True),
        (Amount(5), Amount(6), False),
        (Amount(5, ">"), Amount(6), True),
        (Amount(5, ">"), Amount(5), False),
        (Amount(5, "≥"), Amount(5), True),
        (Amount(5, "<"), Amount(4), True),
        (Amount(5, "≤"), Amount(6), False),
        (Amount(5), Amount(5, ">"), False),
        (Amount(6), Amount(5, ">"), True),
        (Amount(5, ">"), Amount(5, ">"), True),
        (Amount(5, "≈"), Amount(6), False),
    ],
)
def test_a_bound_that_is_kept_is_no_disagreement(reported: Amount, listed: Amount, agreed: bool) -> None:
    assert agrees(reported, listed) is agreed


@pytest.mark.parametrize(
    ("lang", "states", "row"),
    [
        ("vi", ["Lệch 1", "Khớp 1", "Chỉ có báo cáo 1", "Chỉ có danh sách 1"], ["Quận 1", "Mô hình", "3", "1", "\\+2", "Lệch"]),
        ("en", ["Differ 1", "Agree 1", "Report only 1", "List only 1"], ["Quận 1", "Models", "3", "1", "\\+2", "Differ"]),
    ],
)  # fmt: skip
def test_the_page_begins_with_what_differs(facts: Facts, lang: str, states: list[str], row: list[str]) -> None:
    visitor = Visitor("reconciliation", lang)

    assert visitor.app.button_group(key="reconciliation.states").options == states
    assert visitor.table() == [row]


def test_a_line_leads_to_the_cells_behind_it(facts: Facts) -> None:
    visitor = Visitor("reconciliation")
    visitor.app.selectbox(key="reconciliation.why").set_value(0).run()
    visitor.click("reconciliation.open")

    assert "3" in [each.value for each in visitor.app.metric]


def test_without_any_figures_the_page_says_what_to_do(data: Database) -> None:
    assert "**Đây không phải là số 0.**" in Visitor("reconciliation").said()
