"""Compare, commit: models that a person found to be one: under which key their rows count, and which row stands.

A link leads from the key of a model to the key it counts under, and perhaps on from there; the end is the root.
A row keeps its own natural key, so its file finds it again; its ``model_key`` is always the root of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, text

from data_access.change_sets import Merged
from data_access.incoming import Row, Rows, source
from data_access.keys import model_key, name_key, time_of
from data_access.tables import fact_table
from data_access.upload_rows import TABLES, chunks

_AT_ONCE = 5_000
_LINKS = text("SELECT from_key, into_key FROM model_merge WHERE kind = 'same' AND removed_by IS NULL")
_SINCE = text("SELECT from_key, added_by FROM model_merge WHERE kind = 'same' AND removed_by IS NULL")
_EVER_LINKED = text(
    "SELECT from_key FROM model_merge WHERE kind = 'same' UNION SELECT into_key FROM model_merge WHERE kind = 'same'"
)
_MERGES = text(
    "SELECT m.added_by FROM model_merge m JOIN upload u ON u.id = m.added_by "
    "WHERE m.kind = 'same' AND m.added_by >= :since AND u.kind IN ('merge', 'undo')"
)
Place = tuple[str, str]
Link = tuple[str, str]
Pair = tuple[Mapping[str, Any], Mapping[str, Any]]


@dataclass
class Settled:
    """What links say of the rows of an import.

    ``before``: for a key the current row of another key that it takes the place of. ``same``: for a key that of the
    row that stands for it. ``merged``: the rows of ``same``, for the person to see. ``links``: from the keys of merged
    models that get or lose their code with this import to those they had.
    """

    before: dict[str, Row] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)

    def leaned_on(self) -> set[str]:
        """The keys of the rows that another one takes the place of, or that stand for another one."""
        return {row["natural_key"] for row in self.before.values()} | set(self.same.values())


def links(connection: Connection) -> dict[str, str]:
    """For each model that counts under another now, the other's key."""
    return {row.from_key: row.into_key for row in connection.execute(_LINKS)}


def root_of(key: str, linked: Mapping[str, str]) -> str:
    """The key under which a model counts; a circle, which must not be, ends where it began."""
    seen = {key}
    while key in linked and linked[key] not in seen:
        key = linked[key]
        seen.add(key)
    return key


def place_of(row: Mapping[str, Any], linked: Mapping[str, str]) -> Place:
    """The model and the time that a row is about: one row stands for each."""
    return root_of(model_key(row), linked), time_of(row)


def rows_of(connection: Connection, keys: Iterable[str]) -> list[dict[str, Any]]:
    """The current rows that count under these keys."""
    table, wanted = fact_table("models"), sorted(set(keys))
    found: list[dict[str, Any]] = []
    for start in range(0, len(wanted), _AT_ONCE):
        chosen = table.c.model_key.in_(wanted[start : start + _AT_ONCE])
        query = sa.select(table).where(chosen, table.c.removed_by.is_(None)).order_by(table.c.id)
        found += map(dict, connection.execute(query).mappings())
    return found


def settle(connection: Connection, found: Rows, renamed: Rows) -> Settled:
    """Which incoming rows stand for one model and time, and which of them or of the current rows stays.

    A row under the key that the model counts under goes before all; then what is current; then the first.
    ``renamed``: for a key the current row that is the same thing with a code, or without one.
    """
    linked = links(connection)
    settled = Settled()
    if not linked:
        return settled
    settled.links = followed(connection, [(found[key], before) for key, before in renamed.items()], linked)
    linked |= settled.links
    groups: dict[Place, list[str]] = defaultdict(list)
    targets = set(linked.values())
    own = {key: model_key(row) for key, row in found.items()}
    for key, row in found.items():
        if own[key] in linked or own[key] in targets:
            groups[place_of(row, linked)].append(key)
    standing = _standing(connection, groups)
    for place, keys in groups.items():
        row = standing.get(place, {})
        named = next((key for key in keys if own[key] == place[0]), None)
        here = row["natural_key"] if row else keys[0]
        alike = next((key for key in keys if row and name_key("models", found[key]) == name_key("models", row)), None)
        winner = named or (here if here in keys else alike) or here
        if row and winner in found and here != winner:
            settled.before[winner] = row
        shown = found.get(winner, row)
        for key in keys:
            if key != winner:
                settled.same[key] = winner
                settled.merged.append(Merged(source(found[key]), shown["name"]))
    return settled


def _standing(connection: Connection, places: Iterable[Place]) -> dict[Place, dict[str, Any]]:
    """The current row of each place, the one under the root's own key if there are several."""
    standing: dict[Place, dict[str, Any]] = {}
    for row in rows_of(connection, {root for root, _ in places}):
        place = row["model_key"], time_of(row)
        if place not in standing or model_key(row) == row["model_key"]:
            standing[place] = row
    return standing


def in_the_way(
    connection: Connection, returning: list[dict[str, Any]], linked: Mapping[str, str] | None
) -> dict[int, list[tuple[int, int]]]:
    """For each row that an undo may bring back the rows (id, upload) that stand for its model and time already.

    ``linked``: the links as the undo will leave them, where it changes them.
    """
    linked = links(connection) if linked is None else linked
    targets = set(linked.values())
    places = {
        row["id"]: place_of(row, linked) for row in returning if (own := model_key(row)) in linked or own in targets
    }
    if not places:
        return {}
    standing = _standing(connection, places.values())
    since: dict[str, int] = {row.from_key: row.added_by for row in connection.execute(_SINCE)}
    found: dict[int, list[tuple[int, int]]] = {}
    first: dict[Place, int] = {}
    # Of two that would come back for one place, the one under the root's own key goes first.
    for row in sorted(returning, key=lambda row: row["model_key"] in linked):
        if (place := places.get(row["id"])) is None:
            continue
        if (other := standing.get(place)) is not None:
            found[row["id"]] = [(other["id"], other["added_by"])]
        elif first.setdefault(place, row["id"]) != row["id"]:
            found[row["id"]] = [(first[place], since.get(model_key(row), row["added_by"]))]
    return found


def gave_way(connection: Connection, since: int) -> list[dict[str, Any]]:
    """The rows that ended when their model was merged, by this upload or later ones, and did not come back."""
    table = fact_table("models")
    merges = _MERGES.bindparams(since=since).columns(sa.column("added_by", sa.Integer)).subquery()
    ended = table.c.removed_by.in_(sa.select(merges.c.added_by))
    of_them = table.c.natural_key.in_(sa.select(table.c.natural_key).where(ended))
    newest = sa.select(sa.func.max(table.c.id)).where(of_them).group_by(table.c.natural_key)
    rows = connection.execute(sa.select(table).where(table.c.id.in_(newest), ended).order_by(table.c.id)).mappings()
    return [dict(row) for row in rows]


def followed(connection: Connection, pairs: Iterable[Pair], linked: Mapping[str, str]) -> dict[str, str]:
    """The links by which merged models that get or lose their code count where they did: from the new key to the former.

    ``pairs``: the row as it will be, the row as it was. A key under which a model stands already is left alone.
    """
    keys = [(model_key(after), model_key(before)) for after, before in pairs]
    known = linked.keys() | set(linked.values())
    found: dict[str, str] = {}
    refused: set[str] = set()
    # A link may be what makes the next one: a code for one year, then none for another.
    while fresh := {key: to for key, to in reversed(keys) if to in known and key not in known and key not in refused}:
        refused |= {row["model_key"] for row in rows_of(connection, fresh)}
        # To its former key and not to the root: it goes with it when the merge is undone.
        found |= {key: to for key, to in fresh.items() if key not in refused}
        known |= found.keys()
    return found


def followed_back(connection: Connection, copies: Iterable[tuple[int, int | None]]) -> dict[tuple[int, int], Link]:
    """The links that rows make which an undo brings back (id, id of the row each takes the place of), by these two."""
    linked, pairs = links(connection), [(id, other) for id, other in copies if other is not None]
    if not linked or not pairs:
        return {}
    table = fact_table("models")
    rows: dict[int, dict[str, Any]] = {}
    for chunk in chunks(sorted({id for pair in pairs for id in pair})):
        query = sa.select(table).where(table.c.id.in_(chunk))
        rows |= {row["id"]: dict(row) for row in connection.execute(query).mappings()}
    found = followed(connection, [(rows[id], rows[other]) for id, other in pairs], linked)
    keys = {pair: (model_key(rows[pair[0]]), model_key(rows[pair[1]])) for pair in pairs}
    return {pair: link for pair, link in keys.items() if found.get(link[0]) == link[1]}


def count_under_roots(connection: Connection, upload: int) -> None:
    """Give the rows that this upload has just added the keys that they count under."""
    table = fact_table("models")
    for row, root in _misplaced(connection, table.c.added_by == upload):
        connection.execute(sa.update(table).where(table.c.id == row["id"]).values(model_key=root))


def add_links(connection: Connection, found: Iterable[tuple[str, str, str]], upload: int) -> None:
    """Keep decisions about models: their kind, the key of the first model and that of the second."""
    for kind, from_key, into_key in found:
        row = {"kind": kind, "from_key": from_key, "into_key": into_key, "added_by": upload}
        connection.execute(sa.insert(TABLES["model_merge"]), row)


def _misplaced(connection: Connection, where: sa.ColumnElement[bool]) -> Iterator[tuple[dict[str, Any], str]]:
    """The current rows of models that were ever merged whose key is not the root of their own, with that root."""
    ever = list(connection.scalars(_EVER_LINKED))
    if not ever:
        return
    linked, table = links(connection), fact_table("models")
    for start in range(0, len(ever), _AT_ONCE):
        of_them = table.c.model_key.in_(ever[start : start + _AT_ONCE])
        rows = connection.execute(sa.select(table).where(where, of_them, table.c.removed_by.is_(None))).mappings()
        for row in map(dict, rows.all()):
            if row["model_key"] != (root := root_of(model_key(row), linked)):
                yield row, root


def broken_links(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Links that go in a circle, and rows that do not count under the root of their own key."""
    linked = links(connection)
    for key in linked:
        if root_of(key, linked) in linked:
            yield "merge_circle", {"key": key}
    for row, _ in _misplaced(connection, sa.true()):
        yield "wrong_model_key", {"dataset": "models", "row": row["id"]}
