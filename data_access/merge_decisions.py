"""Commit: a person's decision that two models are one, or are not, as an upload; and what taking it back would do.

Unlike a row, a decision is taken back as a whole, whatever came since: every row goes back to the model it names.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import SimpleNamespace
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection, text

from data_access.audit import Entry
from data_access.database import Database
from data_access.hand_rows import gone_units
from data_access.keys import model_key, time_of
from data_access.model_merges import add_links, count_under_roots, gave_way, links, place_of, root_of, rows_of
from data_access.rounds import in_rounds
from data_access.row_copies import copy_rows
from data_access.tables import fact_table
from data_access.term_locks import hold_locks
from data_access.undo_plans import (
    Candidate,
    UndoLine,
    UndoPlan,
    settle_candidates,
    standing_beside,
    undone_by_number,
)
from data_access.upload_rows import TABLES, add_upload, remove_rows

Kind = Literal["same", "different"]
_OF_UPLOAD = text(
    "SELECT id, kind, from_key, into_key, added_by, removed_by FROM model_merge "
    "WHERE added_by = :upload OR removed_by = :upload ORDER BY id"
)
_LIKE = text(
    "SELECT id, added_by, removed_by FROM model_merge "
    "WHERE kind = :kind AND from_key = :from_key AND into_key = :into_key ORDER BY id DESC"
)
_KIND = text("SELECT kind FROM upload WHERE id = :upload")
_FROM = text("SELECT added_by FROM model_merge WHERE kind = 'same' AND removed_by IS NULL AND from_key = :key")
_APART = text("SELECT from_key, into_key FROM model_merge WHERE kind = 'different' AND removed_by IS NULL")


@dataclass
class Moves:
    """What joining two models does to their rows: those that go on under the other key, give way, or stay for both."""

    moved: list[dict[str, Any]]
    dropped: list[dict[str, Any]]
    staying: list[dict[str, Any]]

    def note(self, plan: UndoPlan) -> None:
        """Put the rows on a plan; those that stay are touched too, so that they do not go while the others lean on them."""
        plan.remove["models"] += [row["id"] for row in (*self.moved, *self.dropped, *self.staying)]
        plan.copy["models"] += [(row["id"], None) for row in (*self.moved, *self.staying)]


def decide(
    database: Database, kind: Kind, from_key: str, into_key: str, *, by: str, audit: Entry | None = None
) -> int | None:
    """Make two models one (the rows of the second stay) or keep them apart; None where they are decided on already."""
    add = partial(add_upload, by=by, audit=audit)
    return in_rounds(database, lambda connection: _decide(connection, kind, (from_key, into_key), add), is_upload=True)


def _decide(connection: Connection, kind: Kind, keys: tuple[str, str], add: Callable[..., int]) -> int | None:
    linked = links(connection)
    pair = root_of(keys[0], linked), root_of(keys[1], linked)
    if pair[0] == pair[1] or not all(rows_of(connection, [key]) for key in pair):
        return None
    if frozenset(pair) in kept_apart(connection):
        return None
    plan = UndoPlan(0, link=[(kind, *pair)])
    counts = {"kept_apart": 1}
    if kind == "same":
        moves = _moves(connection, *pair)
        moves.note(plan)
        counts = {"merged": len(moves.moved) + len(moves.dropped)}
    word = "merge" if kind == "same" else "apart"
    upload = add(connection, kind=word, changes=counts)
    carry_out(connection, plan, upload)
    hold_locks(connection, upload)
    return upload


def carry_out(connection: Connection, plan: UndoPlan, upload: int) -> None:
    """Write what a plan says: rows that end, decisions that end or begin, copies, and under which model they count."""
    for dataset, ids in plan.remove.items():
        remove_rows(connection, dataset, ids, upload)
    table = TABLES["model_merge"]
    for id in plan.unlink:
        connection.execute(sa.update(table).where(table.c.id == id).values(removed_by=upload))
    add_links(connection, plan.link, upload)
    for dataset, copies in plan.copy.items():
        copy_rows(connection, dataset, copies, upload)
    count_under_roots(connection, upload)


def kept_apart(connection: Connection) -> set[frozenset[str]]:
    """The pairs of models that a person found to be two."""
    linked = links(connection)
    return {frozenset(root_of(key, linked) for key in pair) for pair in connection.execute(_APART)}


def _moves(connection: Connection, from_root: str, into_root: str) -> Moves:
    there = {time_of(row): row for row in rows_of(connection, [into_root])}
    rows = rows_of(connection, [from_root])
    dropped = [row for row in rows if time_of(row) in there]
    times = {time_of(row) for row in dropped}
    return Moves(
        [row for row in rows if time_of(row) not in there],
        dropped,
        [row for time, row in there.items() if time in times],
    )


def plan_decision_undo(connection: Connection, upload: int) -> UndoPlan | None:
    """What taking a decision about models back (or making it again) would do; None for an upload of another kind."""
    undone = _undone(connection)
    kind = connection.scalars(_KIND, {"upload": _first(upload, undone)}).first()
    if kind not in ("merge", "apart"):
        return None
    found = connection.execute(_OF_UPLOAD, {"upload": upload}).all()
    plan = UndoPlan(upload)
    for link in found:
        if link.added_by == upload:
            _plan_end(connection, plan, link)
        else:
            _plan_again(connection, plan, link)
    return plan


def _plan_end(connection: Connection, plan: UndoPlan, link: Any) -> None:
    line = _line_of(connection, link)
    latest = connection.execute(_LIKE, _params(link)).all()[0]
    undone = _undone(connection)
    if latest.removed_by is not None or _first(latest.added_by, undone) != _first(plan.upload, undone):
        plan.kept.append(replace(line, later=latest.removed_by or latest.added_by))
        return
    plan.unlink.append(latest.id)
    linked = links(connection)
    root = root_of(link.from_key, linked)
    without = {key: into for key, into in linked.items() if key != link.from_key or link.kind != "same"}
    rows = rows_of(connection, [root])
    leaving = [row for row in rows if root_of(model_key(row), without) != root]
    parted = {row["id"] for row in leaving}
    touched = [row for row in rows if row["id"] in parted or row["added_by"] == latest.added_by]
    plan.remove["models"] += [row["id"] for row in touched]
    plan.copy["models"] += [(row["id"], None) for row in touched]
    plan.restored += [_line(row) for row in leaving]
    if link.kind == "same":
        _bring_back(connection, plan, latest.added_by, without)
    if not plan.restored:
        plan.restored.append(line)


def _bring_back(connection: Connection, plan: UndoPlan, since: int, linked: Mapping[str, str]) -> None:
    """The rows that gave way since a merge and stand for a model of their own by the links that remain."""
    before = links(connection)
    taken = {place_of(row, linked) for row in rows_of(connection, {root_of(key, before) for key in before})}
    gone = gone_units(connection)
    candidates = []
    for row in sorted(gave_way(connection, since), key=lambda row: model_key(row) in linked):
        place = place_of(row, linked)
        is_freed = row["removed_by"] == since or place[0] != root_of(model_key(row), before)
        if not is_freed or place in taken:
            continue
        taken.add(place)
        if row["unit"] in gone:
            plan.impossible.append(replace(_line(row), why="unit_gone"))
        else:
            candidates.append(Candidate(_line(row), [], [SimpleNamespace(**row)]))
    others = standing_beside(connection, "models", candidates, linked)
    for row in (row for candidate in candidates for row in candidate.before if row.removed_by == since):
        # What stood beside it when it gave way, with a code or without one, may stand beside it again.
        others[row.id] = [other for other in others.get(row.id, ()) if other[1] > since]
    settle_candidates(plan, candidates, others)


def _plan_again(connection: Connection, plan: UndoPlan, link: Any) -> None:
    line = _line_of(connection, link)
    later = _in_the_way(connection, link)
    if later is not None:
        plan.kept.append(replace(line, later=later))
        return
    plan.link.append((link.kind, link.from_key, link.into_key))
    if link.kind == "same":
        into = root_of(link.into_key, links(connection))
        moves = _moves(connection, link.from_key, into)
        moves.note(plan)
        plan.restored += [_line(row) for row in (*moves.moved, *moves.dropped)]
    if not plan.restored:
        plan.restored.append(line)


def _in_the_way(connection: Connection, link: Any) -> int | None:
    """The upload of the decision that does not let this one be made again."""
    latest = connection.execute(_LIKE, _params(link)).all()[0]
    if latest.removed_by is None:
        return int(latest.added_by)
    if link.kind == "different":
        return None
    linked = links(connection)
    key = link.from_key if link.from_key in linked else link.into_key
    if key == link.into_key and root_of(key, linked) != link.from_key:
        return None
    while key != link.from_key and linked[key] != link.from_key:
        key = linked[key]
    return connection.scalars(_FROM, {"key": key}).one()


def _params(link: Any) -> dict[str, str]:
    return {"kind": link.kind, "from_key": link.from_key, "into_key": link.into_key}


def _undone(connection: Connection) -> dict[int, int]:
    return {number: of for number, of in undone_by_number(connection).items() if of is not None}


def _first(upload: int, undone: Mapping[int, int]) -> int:
    """Where a chain of undos and redos began."""
    while upload in undone:
        upload = undone[upload]
    return upload


def _line(row: Mapping[str, Any]) -> UndoLine:
    return UndoLine("models", (row["natural_key"],), row["unit"], row["term"] or time_of(row), row["name"])


def _line_of(connection: Connection, link: Any) -> UndoLine:
    """The decision itself, by the latest name of the model that it is about."""
    table = fact_table("models")
    query = sa.select(table.c.unit, table.c.name).where(table.c.model_key == link.from_key).order_by(table.c.id.desc())
    row = connection.execute(query.limit(1)).first()
    return UndoLine("models", (link.from_key,), row.unit if row else "", None, row.name if row else "")


def models_of(connection: Connection, keys: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The current rows of models by the key that they count under."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(connection, keys):
        found.setdefault(row["model_key"], []).append(row)
    return found
