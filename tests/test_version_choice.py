"""Ask, tested: the figures as they were known: after an upload, or at the end of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import text

from data_access.changes import Incoming
from data_access.database import Database
from tests.row_builders import a_figure, committed
from tests.upload_visits import Visitor, data
from ui.version_choice import version_on
from work.uploads import history_of

__all__ = ["data"]


@pytest.fixture
def three_days(data: Database) -> Iterator[Database]:
    """260, then 261, then 262 models, on 1, 2 and 4 March 2026."""
    for value in (260, 261, 262):
        committed(data, Incoming("summary", [a_figure(value)]))
    with data.write() as connection:
        for upload, day in ((1, 1), (2, 2), (3, 4)):
            at = f"2026-03-0{day} 05:00:00.000000"
            connection.execute(text("UPDATE upload SET at = :at WHERE id = :id"), {"at": at, "id": upload})
    yield data


def models_card(visitor: Visitor) -> str:
    return str(visitor.app.metric[0].value)


def test_the_version_leads_to_what_changed_since_the_last_meeting(three_days: Database) -> None:
    visitor = Visitor("overview")
    assert list(visitor.app.get("page_link")) == []
    visitor.unfold("version.badge")
    links = [(link.proto.label, link.proto.page) for link in visitor.app.get("page_link")]
    assert links == [("Có gì thay đổi từ lần họp trước?", "changes")]


def test_a_day_means_the_last_version_of_that_day(three_days: Database) -> None:
    found = history_of(three_days)

    assert [version_on(found, date(2026, 3, day)) for day in (1, 2, 3, 4, 5)] == [1, 2, 2, 3, 3]
    assert version_on(found, date(2026, 2, 28)) is None


def test_choosing_an_upload_shows_the_figures_after_it_and_says_so(three_days: Database) -> None:
    visitor = Visitor("overview")
    assert models_card(visitor) == "262"
    visitor.unfold("version.badge")
    visitor.app.selectbox(key="version.upload").set_value(1).run()

    assert models_card(visitor) == "260"
    assert visitor.app.query_params["v"] == "1"
    assert "Đang xem số liệu như đã biết ngày 01/3/2026 (phiên bản 1)" in visitor.said()


def test_choosing_a_day_shows_what_was_known_that_evening_and_the_way_back_leads_to_today(three_days: Database) -> None:
    visitor = Visitor("overview")
    visitor.unfold("version.badge")
    visitor.app.date_input(key="version.day").set_value(date(2026, 3, 3)).run()
    assert (models_card(visitor), visitor.app.query_params["v"]) == ("261", "2")
    visitor.click("head.newest")

    assert models_card(visitor) == "262" and "v" not in visitor.app.query_params


def test_the_newest_upload_is_no_past(three_days: Database) -> None:
    visitor = Visitor("overview")
    visitor.unfold("version.badge")
    visitor.app.selectbox(key="version.upload").set_value(1).run()
    visitor.app.selectbox(key="version.upload").set_value(3).run()

    assert models_card(visitor) == "262" and "v" not in visitor.app.query_params
