"""Show: saved views and their sets, as the screen asks for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from data_access.database import Database
from data_access.saved_views import (
    LONGEST_NAME,
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
from work.rights import Action, Person, authorise, line_of, note

__all__ = [
    "LONGEST_NAME", "NoName", "NoShow", "StoredShow", "StoredView", "add_show", "add_view", "all_shows", "change_shows", "delete_show",
    "delete_view", "move_view", "named", "rename_show", "rename_view", "show_numbered",
]  # fmt: skip

Changed = TypeVar("Changed")


def change_shows(database: Database, person: Person, change: Callable[..., Changed], *what: Any) -> Changed:
    """Carry out one of the changes above, such as ``add_view``, for somebody who may; anybody's set may be changed."""
    numbers = " ".join(str(each) for each in what if isinstance(each, int))
    target = f"{change.__name__} {numbers}".strip()
    person = authorise(database, person, Action.SAVE_VIEW, target=target)
    done = change(database, *what)
    note(database, person, replace(line_of(person, Action.SAVE_VIEW), target=target))
    return done


def all_shows(database: Database) -> list[StoredShow]:
    """Every set with its views, the youngest set first."""
    with database.read() as connection:
        return stored_shows(connection)


def show_numbered(database: Database, number: str) -> StoredShow | None:
    """The set that an address names, if there is one."""
    return next((show for show in all_shows(database) if str(show.id) == number), None)
