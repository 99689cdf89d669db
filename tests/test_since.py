"""Count and show, tested: what became known since an earlier version, figure by figure and upload by upload."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from data_access.bounds import Amount
from data_access.changes_since import Touch, touches_since
from data_access.database import Database
from data_access.incoming import Incoming
from data_access.measures import COMMENDED_COLLECTIVES, MEASURES, MODELS
from data_access.upload_changes import touches_of
from tests.facts import Facts
from tests.row_builders import a_figure, a_model, committed, models
from tests.upload_visits import Visitor, data
from work.since import FigureChange, changed_figures, changes_file, totals, view_then
from work.views import open_view

__all__ = ["data"]
Q1, Q3, Q4 = "760", "770", "773"
TERM, BEFORE = "party_term:2020-2025", "party_term:2015-2020"
ALL = list(MEASURES.values())


@pytest.fixture
def facts(data: Database) -> Iterator[Facts]:
    """After upload 1 Quận 1 had 40 and Quận 4 had 7; then Quận 1 says more than 50, Quận 3 comes, Quận 4 goes."""
    known = Facts(data)
    known.stated(Q1, TERM, 40)
    known.stated(Q4, TERM, 7)
    known.upload()
    gone = known.ids("summary")
    known.stated(Q1, TERM, 50, ">")
    known.upload(remove={"summary": gone})
    known.stated(Q3, TERM, 12)
    known.stated(Q3, BEFORE, 9)
    known.upload()
    yield known


def test_each_figure_that_differs_is_named_with_what_it_was(facts: Facts) -> None:
    now = open_view({}, ALL)

    assert changed_figures(now, view_then(now, 1), ALL) == [
        FigureChange(MODELS, Q1, TERM, Amount(40), Amount(50, ">")),
        FigureChange(MODELS, Q3, TERM, None, Amount(12)),
        FigureChange(MODELS, Q4, TERM, Amount(7), None),
        FigureChange(MODELS, Q3, BEFORE, None, Amount(9)),
    ]
    assert changed_figures(now, view_then(now, 3), ALL) == []


def test_totals_stand_beside_those_of_then(facts: Facts) -> None:
    now = open_view({}, ALL)
    then = view_then(now, 1)
    found = totals(now, then, [MODELS, COMMENDED_COLLECTIVES], changed_figures(now, then, ALL))

    assert [(each.difference, each.units) for each in found] == [
        (Amount(15, ">"), {"changed": 1, "new": 1, "removed": 1}),
        (None, {"changed": 0, "new": 0, "removed": 0}),
    ]


def test_a_past_version_can_be_held_against_an_earlier_one(facts: Facts) -> None:
    past = open_view({"v": ["2"]}, ALL)

    assert [each.kind for each in changed_figures(past, view_then(past, 1), ALL)] == ["changed", "removed"]


def test_uploads_say_what_they_did_to_each_unit(database: Database) -> None:
    first = committed(database, models(a_model("Hẻm xanh"), a_model("Hẻm sạch"), a_model("Hẻm đẹp", unit=Q1)))
    figure = Incoming("summary", [a_figure(260)])
    committed(database, figure)
    committed(database, models(a_model("Hẻm xanh", stage="recognised"), a_model("Hẻm mới")))
    last = committed(database, Incoming("summary", [a_figure(261)]))
    assert first is not None and last is not None
    with database.read() as connection:
        found = touches_since(connection, 0, last)

        assert found == [
            Touch(4, Q3, changed=1),
            Touch(3, Q3, new=1, changed=1),
            Touch(2, Q3, new=1),
            Touch(1, Q1, new=1),
            Touch(1, Q3, new=2),
        ]
        for upload in range(1, last + 1):
            told = touches_of(connection, upload).totals()
            mine = [each for each in found if each.upload == upload]
            assert {kind: sum(getattr(each, kind) for each in mine) for kind in told} == told
        assert touches_since(connection, first, first) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_tells_totals_figures_and_uploads(facts: Facts, lang: str) -> None:
    visitor = Visitor("changes", lang)
    kinds = {"vi": "Mới", "en": "New"}
    assert {row[3] for row in map(list, visitor.app.table[1].value.to_numpy().tolist())} == {kinds[lang]}
    visitor.app.selectbox(key="since.upload").set_value(1).run()
    rows = visitor.checked().app.table[1].value.to_numpy().tolist()
    assert [row[0] for row in rows] == ["Quận 1", "Quận 3", "Quận 4", "Quận 3"]
    assert visitor.app.query_params["since"] in ("1", ["1"])
    visitor.app.selectbox(key="since.line").set_value(0).run()
    visitor.click("since.why")
    assert "\\>50" in [each.value for each in visitor.app.metric] or ">50" in [e.value for e in visitor.app.metric]


def test_the_file_holds_the_table(facts: Facts) -> None:
    now = open_view({}, ALL)
    lines = changes_file(now, changed_figures(now, view_then(now, 1), ALL), "vi").decode("utf-8-sig").splitlines()

    assert lines[:2] == ["Đơn vị,Kỳ,Chỉ số,Loại,Trước,Nay,Chênh lệch", "Quận 1,2020–2025,Mô hình,Đổi,40,>50,>+10"]


def test_with_one_version_there_is_nothing_to_hold_it_against(data: Database) -> None:
    Facts(data).upload()

    assert "Mới có một phiên bản số liệu, chưa có gì để đối chiếu." in Visitor("changes").said()


def test_where_the_page_turned_to_is_there_no_more_the_last_one_is_shown_and_chosen_from(data: Database) -> None:
    known = Facts(data)
    known.stated("776", TERM, 7)
    known.upload()
    for units in ((Q1, Q3, Q4, "774", "775"), ("778", "771", "772", "761", "765")):
        for term in (TERM, BEFORE, "party_term:2010-2015"):
            for unit, measure in product(units, MEASURES):
                known.stated(unit, term, 12, measure=measure)
        known.upload()
    visitor = Visitor("changes")
    visitor.app.selectbox(key="since.upload").set_value(1).run()
    visitor.app.session_state["since.figures.page"] = 3
    visitor.app.run()
    visitor.app.selectbox(key="since.upload").set_value(2).run()
    visitor.checked()
    shown = [" · ".join(row[:3]) for row in visitor.app.table[1].value.to_numpy().tolist()]
    (turned,) = visitor.app.get("pagination")

    assert len(shown) == 10
    assert visitor.app.selectbox(key="since.line").options == shown
    assert (turned.proto.num_pages, turned.proto.value) == (2, 2)
