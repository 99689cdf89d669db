"""Show: saved views and their sets, as the screen asks for them."""

from __future__ import annotations

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

__all__ = [
    "LONGEST_NAME", "NoName", "NoShow", "StoredShow", "StoredView", "add_show", "add_view", "all_shows", "delete_show",
    "delete_view", "move_view", "named", "rename_show", "rename_view", "show_numbered",
]  # fmt: skip


def all_shows(database: Database) -> list[StoredShow]:
    """Every set with its views, the youngest set first."""
    with database.read() as connection:
        return stored_shows(connection)


def show_numbered(database: Database, number: str) -> StoredShow | None:
    """The set that an address names, if there is one."""
    return next((show for show in all_shows(database) if str(show.id) == number), None)
