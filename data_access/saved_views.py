"""Show: saved views and the sets they are presented in: written, read, put in order. No figure depends on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.database import Database
from data_access.rounds import in_rounds

LONGEST_NAME = 100

_SHOWS = sa.text("SELECT id, name FROM saved_show ORDER BY id DESC")
_VIEWS = sa.text("SELECT id, show, name, page, codes, exhibits, version FROM saved_view ORDER BY show, place, id")
_ADD_SHOW = sa.text("INSERT INTO saved_show (name) VALUES (:name) RETURNING id")
_HAS_SHOW = sa.text("SELECT count(*) FROM saved_show WHERE id = :show")
_ADD_VIEW = sa.text(
    "INSERT INTO saved_view (show, place, name, page, codes, exhibits, version) "
    "VALUES (:show, (SELECT coalesce(max(place), 0) + 1 FROM saved_view WHERE show = :show), "
    ":name, :page, :codes, :exhibits, :version) RETURNING id"
)
_RENAME_SHOW = sa.text("UPDATE saved_show SET name = :name WHERE id = :id")
_RENAME_VIEW = sa.text("UPDATE saved_view SET name = :name WHERE id = :id")
_DELETE_VIEW = sa.text("DELETE FROM saved_view WHERE id = :id")
_DELETE_VIEWS = sa.text("DELETE FROM saved_view WHERE show = :id")
_DELETE_SHOW = sa.text("DELETE FROM saved_show WHERE id = :id")
_SIBLINGS = sa.text(
    "SELECT id FROM saved_view WHERE show = (SELECT show FROM saved_view WHERE id = :id) ORDER BY place, id"
)
_PLACE = sa.text("UPDATE saved_view SET place = :place WHERE id = :id")


class NoName(ValueError):
    """What a person typed as a name holds no letter."""


class NoShow(LookupError):
    """The set was deleted meanwhile."""


@dataclass(frozen=True, kw_only=True)
class StoredView:
    """A page, the codes of its address and the keys of what is shown of it; ``version`` None means the newest data."""

    name: str
    page: str
    codes: Mapping[str, Sequence[str]]
    exhibits: tuple[str, ...]
    version: int | None = None
    id: int = 0


@dataclass(frozen=True, kw_only=True)
class StoredShow:
    """A set of views in the order in which they are presented."""

    id: int
    name: str
    views: tuple[StoredView, ...] = ()


def stored_shows(connection: Connection) -> list[StoredShow]:
    """Every set with its views, the youngest set first."""
    views: dict[int, list[StoredView]] = {}
    for row in connection.execute(_VIEWS):
        views.setdefault(row.show, []).append(_view(row))
    return [
        StoredShow(id=row.id, name=row.name, views=tuple(views.get(row.id, ()))) for row in connection.execute(_SHOWS)
    ]


def add_show(database: Database, name: str) -> int:
    """Begin a set; its number."""
    row = {"name": named(name)}
    return in_rounds(database, lambda connection: int(connection.execute(_ADD_SHOW, row).scalar_one()))


def add_view(database: Database, show: int, view: StoredView) -> int:
    """Put a view behind the others of its set; its number."""
    row = {
        "show": show,
        "name": named(view.name),
        "page": view.page,
        "codes": json.dumps({key: list(codes) for key, codes in view.codes.items() if key != "v"}),
        "exhibits": json.dumps(list(view.exhibits)),
        "version": view.version,
    }

    def add(connection: Connection) -> int:
        if not connection.execute(_HAS_SHOW, {"show": show}).scalar_one():
            raise NoShow(show)
        return int(connection.execute(_ADD_VIEW, row).scalar_one())

    return in_rounds(database, add)


def rename_show(database: Database, show: int, name: str) -> None:
    """Call a set something else."""
    _write(database, (_RENAME_SHOW, {"id": show, "name": named(name)}))


def rename_view(database: Database, view: int, name: str) -> None:
    """Call a view something else."""
    _write(database, (_RENAME_VIEW, {"id": view, "name": named(name)}))


def delete_view(database: Database, view: int) -> None:
    """Take a view out of its set."""
    _write(database, (_DELETE_VIEW, {"id": view}))


def delete_show(database: Database, show: int) -> None:
    """Take a set away with all its views."""
    _write(database, (_DELETE_VIEWS, {"id": show}), (_DELETE_SHOW, {"id": show}))


def move_view(database: Database, view: int, steps: int) -> None:
    """Put a view earlier (below zero) or later in its set; at an end it stays."""

    def move(connection: Connection) -> None:
        order = list(connection.scalars(_SIBLINGS, {"id": view}))
        if view not in order:
            return
        place = order.index(view)
        order.insert(min(max(place + steps, 0), len(order) - 1), order.pop(place))
        connection.execute(_PLACE, [{"id": each, "place": number} for number, each in enumerate(order, 1)])

    in_rounds(database, move)


def named(name: str) -> str:
    """A name on one line, at most a hundred letters."""
    plain = " ".join(name.split())[:LONGEST_NAME].strip()
    if not any(letter.isalnum() for letter in plain):
        raise NoName(name)
    return plain


def _write(database: Database, *statements: tuple[sa.TextClause, dict[str, Any]]) -> None:
    def write(connection: Connection) -> None:
        for statement, row in statements:
            connection.execute(statement, row)

    in_rounds(database, write)


def _view(row: Any) -> StoredView:
    return StoredView(
        id=row.id,
        name=row.name,
        page=row.page,
        codes=json.loads(row.codes),
        exhibits=tuple(json.loads(row.exhibits)),
        version=row.version,
    )
