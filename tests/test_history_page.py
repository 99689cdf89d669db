"""Show, tested: the history page: what each upload did, what taking one back would do, and two people at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from data_access.changes import Incoming
from data_access.database import Database
from tests.people import OPERATOR
from tests.row_builders import a_figure, a_model, a_scope, committed, models
from tests.upload_visits import Visitor, data
from work import uploads
from work.uploads import PlanChanged

__all__ = ["data"]


@pytest.fixture
def three_uploads(data: Database) -> Iterator[Database]:
    """A list, a change of one of its rows with one gone, and a summary."""
    committed(data, models(a_model("A"), a_model("B")))
    changed = models(a_model("A", stage="recognised"), a_model("C"), scopes=[a_scope("models", "year:2023")])
    committed(data, changed, replace=True)
    committed(data, Incoming("summary", [a_figure(value=12)]))
    yield data


def test_an_address_shows_one_upload_with_its_changes_and_the_way_to_all(three_uploads: Database) -> None:
    visitor = Visitor("history")
    visitor.app.query_params["upload"] = "2"
    visitor.app.run()
    assert cards(visitor) == ["**Lần tải lên 2** · Thay thế toàn bộ"]
    assert [each.label for each in visitor.app.expander if each.label == "mới 1 · đổi 1 · bỏ 1"] != []
    assert len(visitor.app.get("page_link")) == 2

    visitor.app.query_params["upload"] = "77"
    visitor.app.run()
    assert len(cards(visitor)) == 3
    assert "upload" not in visitor.app.query_params


def cards(visitor: Visitor) -> list[str]:
    return [each.value for each in visitor.app.markdown if each.value.startswith("**")]


@pytest.mark.parametrize(("lang", "said"), [("vi", "Chưa có lần tải lên nào."), ("en", "There are no uploads yet.")])
def test_an_empty_history_says_so_and_leads_to_the_upload(data: Database, lang: str, said: str) -> None:
    visitor = Visitor("history", lang)

    assert said in visitor.said() and len(visitor.app.get("page_link")) == 1


@pytest.mark.parametrize(
    ("lang", "titles", "counts"),
    [
        (
            "vi",
            ["**Lần tải lên 3** · Nhập tệp", "**Lần tải lên 2** · Thay thế toàn bộ", "**Lần tải lên 1** · Nhập tệp"],
            ["mới 1", "mới 1 · đổi 1 · bỏ 1", "mới 2"],
        ),
        (
            "en",
            ["**Upload 3** · Import", "**Upload 2** · Replacement", "**Upload 1** · Import"],
            ["new 1", "new 1 · changed 1 · removed 1", "new 2"],
        ),
    ],
)
def test_uploads_stand_newest_first_with_what_they_did(
    three_uploads: Database, lang: str, titles: list[str], counts: list[str]
) -> None:
    visitor = Visitor("history", lang)

    assert cards(visitor) == titles
    assert [each.label for each in visitor.app.expander] == counts


def test_the_pages_of_an_uploads_changes_together_are_all_it_changed(three_uploads: Database) -> None:
    touched = uploads.touches(three_uploads, 2)
    kinds = ["changed", "new", "removed"]
    pages = [uploads.lines_page(three_uploads, 2, kinds, page=page, size=2, lang="vi") for page in (1, 2, 3)]
    lines = [line for page in pages for line in page]

    assert touched.totals() == {"changed": 1, "new": 1, "removed": 1}
    assert [(line.kind, line.subject) for line in lines] == [("changed", "A"), ("new", "C"), ("removed", "B")]
    assert sorted(line.kind for line in lines) == sorted(thing.kind for thing in touched.things)


def test_a_hundred_thousand_changes_are_listed_a_page_at_a_time(data: Database) -> None:
    committed(data, models(a_model("A")))
    names = ", ".join(
        f'"{row[0]}"'
        for row in _columns(data)
        if row[0] not in ("id", "natural_key", "added_by", "name", "source_row", "model_key")
    )
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
    with data.write() as connection:
        connection.execute(text(_NEW_UPLOAD))
        connection.exec_driver_sql(
            f"{numbers} INSERT INTO dan_van_model (natural_key, added_by, name, source_row, model_key, {names}) "
            f"SELECT 'k' || i, 2, 'N' || i, i, 'm' || i, {names} FROM dan_van_model, n WHERE dan_van_model.id = 1"
        )
    last = uploads.lines_page(data, 2, ["new"], page=5000, size=20, lang="vi")

    assert uploads.touches(data, 2).totals() == {"changed": 0, "new": 100_000, "removed": 0}
    assert [line.subject for line in last] == [f"N{number}" for number in range(99_981, 100_001)]


_NEW_UPLOAD = (
    'INSERT INTO upload (id, at, "by", kind, is_sample, changes) '
    'SELECT 2, at, "by", kind, is_sample, \'{"new": 100000}\' FROM upload WHERE id = 1'
)


def _columns(database: Database) -> list[tuple[str]]:
    with database.read() as connection:
        return [(row[1],) for row in connection.exec_driver_sql("PRAGMA table_info(dan_van_model)")]


def test_an_undo_and_its_redo_are_told_apart_and_only_what_holds_can_be_taken_back(three_uploads: Database) -> None:
    uploads.take_back(three_uploads, OPERATOR, 3)
    visitor = Visitor("history")
    assert cards(visitor)[:2] == [
        "**Lần tải lên 4** · Hoàn tác lần 3",
        "**Lần tải lên 3** · Nhập tệp :orange-badge[đã hoàn tác ở lần 4]",
    ]
    assert [visitor.has_button(f"history.undo.{number}") for number in (4, 3, 2)] == [True, False, True]

    uploads.take_back(three_uploads, OPERATOR, 4)
    visitor = Visitor("history")
    assert cards(visitor)[:3] == [
        "**Lần tải lên 5** · Làm lại lần 3",
        "**Lần tải lên 4** · Hoàn tác lần 3 :orange-badge[đã hoàn tác ở lần 5]",
        "**Lần tải lên 3** · Nhập tệp",
    ]
    assert [visitor.has_button(f"history.undo.{number}") for number in (5, 4, 3)] == [True, False, True]


def test_the_panel_names_what_would_return_and_what_stays(three_uploads: Database) -> None:
    committed(three_uploads, models(a_model("C", stage="recognised")))
    visitor = Visitor("history").click("history.undo.2")
    said = visitor.said()

    assert "**2** mục trở về như trước:" in said
    assert "**1** mục giữ nguyên vì lần sau đã đổi:" in said and "lần 4 đã đổi" in said


def test_of_two_people_the_second_is_shown_that_the_data_changed(three_uploads: Database) -> None:
    seen = uploads.plan_of(three_uploads, 2)
    first = uploads.take_back(three_uploads, OPERATOR, 2, seen=seen)
    with pytest.raises(PlanChanged) as changed:
        uploads.take_back(three_uploads, OPERATOR, 2, seen=seen)

    assert (first.upload, first.restored, three_uploads.version()) == (4, 3, 4)
    assert changed.value.plan.restored == [] and {line.later for line in changed.value.plan.kept} == {4}


def test_an_upload_that_changed_something_else_does_not_hold_an_undo_up(three_uploads: Database) -> None:
    seen = uploads.plan_of(three_uploads, 2)
    committed(three_uploads, models(a_model("D")))

    assert uploads.take_back(three_uploads, OPERATOR, 2, seen=seen).upload == 5
