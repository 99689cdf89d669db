"""Show, tested: saved views are kept in sets, put in order, renamed and deleted, and make no data version."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.database import Database
from data_access.saved_views import (
    NoName,
    NoShow,
    StoredShow,
    StoredView,
    add_show,
    add_view,
    delete_show,
    delete_view,
    move_view,
    named,
    rename_show,
    rename_view,
    stored_shows,
)


def a_view(name: str = "Quận 3", **said: object) -> StoredView:
    made = {"page": "models", "codes": {"unit": ["770"]}, "exhibits": ("cards", "models.ranking"), **said}
    return StoredView(name=name, **made)  # type: ignore[arg-type]


def shows(database: Database) -> list[StoredShow]:
    with database.read() as connection:
        return stored_shows(connection)


def names(database: Database) -> list[str]:
    return [view.name for view in shows(database)[0].views]


def test_a_view_comes_back_as_it_was_saved_and_makes_no_version(database: Database) -> None:
    show = add_show(database, "  Họp   tháng 12 ")
    view = add_view(database, show, a_view(version=0, codes={"unit": ["770"], "v": ["0"]}))
    other = add_show(database, "Khác")

    kept = StoredView(
        id=view,
        name="Quận 3",
        page="models",
        codes={"unit": ["770"]},
        exhibits=("cards", "models.ranking"),
        version=0,
    )
    assert shows(database) == [
        StoredShow(id=other, name="Khác"),
        StoredShow(id=show, name="Họp tháng 12", views=(kept,)),
    ]
    assert database.version() == 0


def test_views_stay_in_the_order_that_they_are_given(database: Database) -> None:
    show = add_show(database, "Họp")
    a, b, _ = (add_view(database, show, a_view(name)) for name in "abc")
    move_view(database, a, 1)
    assert names(database) == ["b", "a", "c"]
    move_view(database, b, -1)
    move_view(database, a, 5)
    assert names(database) == ["b", "c", "a"]
    delete_view(database, b)
    add_view(database, show, a_view("d"))
    assert names(database) == ["c", "a", "d"]
    move_view(database, b, 1)
    assert names(database) == ["c", "a", "d"]


def test_names_can_be_changed_and_a_set_goes_with_its_views(database: Database) -> None:
    show = add_show(database, "Họp")
    view = add_view(database, show, a_view())
    rename_show(database, show, "Hội nghị")
    rename_view(database, view, "<b>Quận 3</b>")
    assert [(each.name, names(database)) for each in shows(database)] == [("Hội nghị", ["<b>Quận 3</b>"])]
    delete_show(database, show)
    assert shows(database) == []
    with pytest.raises(NoShow):
        add_view(database, show, a_view())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_a_name_is_one_line_of_at_most_a_hundred_letters_or_refused(typed: str) -> None:
    try:
        name = named(typed)
    except NoName:
        assert not any(letter.isalnum() for letter in typed[:100])
        return
    assert name == " ".join(name.split()) == named(name) and 0 < len(name) <= 100
