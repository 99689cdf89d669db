"""Commit: takes an upload back, thing by thing, leaving what somebody changed since; an undo likewise.

A thing (a natural key) is in the state that some upload gave it. An undo gives no state of its own: it brings
back the one before the upload that it undoes. So a thing can be taken back exactly when its present state is
the one that the upload left.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.commits import ROUNDS, add_upload, chunks, remove_rows
from data_access.database import Database
from data_access.errors import DatabaseBusy, Overtaken, UnknownUpload
from data_access.tables import FACT_TABLES, fact_table

_NAMES = ("name", "title", "collective_name", "measure")


@dataclass(frozen=True, slots=True)
class UndoLine:
    """One thing that an undo would restore, keep or cannot restore.

    ``keys``: its natural keys, two where the upload gave it a code. ``later``: who changed it since.
    ``why``: a code, where it is impossible.
    """

    dataset: str
    keys: tuple[str, ...]
    unit: str = ""
    term: str | None = None
    name: str = ""
    later: int | None = None
    why: str = ""


@dataclass
class UndoPlan:
    """What taking an upload back would do."""

    upload: int
    restored: list[UndoLine] = field(default_factory=list)
    kept: list[UndoLine] = field(default_factory=list)
    impossible: list[UndoLine] = field(default_factory=list)
    remove: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    copy: dict[str, list[tuple[int, int | None]]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class UndoResult:
    """What taking an upload back did; ``upload`` is None where there was nothing to restore."""

    upload: int | None
    restored: int
    kept: list[UndoLine]
    impossible: list[UndoLine]


@dataclass(slots=True)
class _Thing:
    """A natural key with all its rows so far, and the uploads that touched it, in order."""

    rows: list[Any]
    touches: list[int]

    def row_as_of(self, upload: int) -> Any | None:
        for row in self.rows:
            if row.added_by <= upload and (row.removed_by is None or row.removed_by > upload):
                return row
        return None

    def state_after(self, upload: int, undoes: dict[int, int]) -> int:
        """The upload whose state this is once ``upload`` has touched it; 0 is its never having been there."""
        while upload in undoes:
            before = bisect_left(self.touches, undoes[upload])
            if not before:
                return 0
            upload = self.touches[before - 1]
        return upload


def plan_undo(connection: Connection, upload: int) -> UndoPlan:
    """What taking this upload back would do now."""
    undoes = _undoes(connection)
    if upload not in undoes:
        raise UnknownUpload(upload)
    plan = UndoPlan(upload)
    if upload == 0:
        plan.impossible.append(UndoLine("", (), why="reference"))
        return plan
    undone = {number: of for number, of in undoes.items() if of is not None}
    gone = set(connection.scalars(sa.text("SELECT id FROM unit WHERE removed_by IS NOT NULL")))
    for dataset in FACT_TABLES:
        things = _things(connection, dataset, upload)
        for keys in _linked(things, upload):
            _place(plan, dataset, {key: things[key] for key in keys}, undone=undone, gone=gone)
    return plan


def undo(database: Database, upload: int, *, by: str) -> UndoResult:
    """Take an upload back as a new upload; nothing to restore makes no version."""
    for round_left in reversed(range(ROUNDS)):
        try:
            with database.write() as connection:
                plan = plan_undo(connection, upload)
                number = _carry_out(connection, plan, by) if plan.restored else None
            return UndoResult(number, len(plan.restored), plan.kept, plan.impossible)
        except (Overtaken, DatabaseBusy):
            if not round_left:
                raise
    raise AssertionError("unreachable")


def _undoes(connection: Connection) -> dict[int, int | None]:
    return {row.id: row.undoes for row in connection.execute(sa.text("SELECT id, undoes FROM upload"))}


def _things(connection: Connection, dataset: str, upload: int) -> dict[str, _Thing]:
    """Every thing that the upload touched, with all its rows."""
    table = fact_table(dataset)
    touched = sa.select(table.c.natural_key).where(
        (table.c.added_by == upload) | (table.c.removed_by == upload)
    )
    name = next((table.c[column] for column in _NAMES if column in table.c), sa.literal(""))
    columns = (table.c.id, table.c.natural_key, table.c.added_by, table.c.removed_by, table.c.replaces)
    rows = connection.execute(
        sa.select(*columns, table.c.unit, table.c.term, name.label("name"))
        .where(table.c.natural_key.in_(touched))
        .order_by(table.c.added_by, table.c.id)
    )
    things: dict[str, _Thing] = {}
    for row in rows:
        things.setdefault(row.natural_key, _Thing([], [])).rows.append(row)
    for thing in things.values():
        marks = {row.added_by for row in thing.rows} | {
            row.removed_by for row in thing.rows if row.removed_by
        }
        thing.touches = sorted(marks)
    return things


def _linked(things: dict[str, _Thing], upload: int) -> Iterable[tuple[str, ...]]:
    """The things one by one, those together whose key the upload changed into one another's."""
    key_of = {row.id: key for key, thing in things.items() for row in thing.rows if row.removed_by == upload}
    after: dict[str, str] = {}
    for key, thing in things.items():
        for row in thing.rows:
            if row.added_by == upload and row.replaces in key_of and key_of[row.replaces] != key:
                after[key_of[row.replaces]] = key
    seen: set[str] = set()
    targets = set(after.values())
    for key in sorted(things, key=lambda key: key in targets):
        chain = tuple(_chain(key, after, seen))
        if chain:
            yield chain


def _chain(key: str, after: dict[str, str], seen: set[str]) -> Iterator[str]:
    while key not in seen:
        seen.add(key)
        yield key
        key = after.get(key, key)


def _place(
    plan: UndoPlan, dataset: str, linked: dict[str, _Thing], *, undone: dict[int, int], gone: set[str]
) -> None:
    """Put one thing (or several that hang together) on the list where it belongs."""
    latest = max(thing.touches[-1] for thing in linked.values())
    now = [thing.row_as_of(latest) for thing in linked.values()]
    before = [thing.row_as_of(plan.upload - 1) for thing in linked.values()]
    shown = next(row for row in (*now, *before, *(thing.rows[-1] for thing in linked.values())) if row)
    line = {
        "dataset": dataset,
        "keys": tuple(linked),
        "unit": shown.unit,
        "term": shown.term,
        "name": shown.name,
    }
    changed_since = [
        thing.touches[-1]
        for thing in linked.values()
        if thing.state_after(thing.touches[-1], undone) != thing.state_after(plan.upload, undone)
    ]
    if changed_since:
        plan.kept.append(UndoLine(**line, later=max(changed_since)))
    elif any(row is not None and row.unit in gone for row in before):
        plan.impossible.append(UndoLine(**line, why="unit_gone"))
    else:
        plan.restored.append(UndoLine(**line))
        _note_rows(plan, dataset, now, before)


def _note_rows(plan: UndoPlan, dataset: str, now: list[Any], before: list[Any]) -> None:
    removed = [row for row in now if row is not None]
    plan.remove[dataset] += [row.id for row in removed]
    for row in before:
        if row is not None:
            # The copy hangs together with the row it takes the place of, so that a redo takes both.
            other = [gone.id for gone in removed if gone.natural_key != row.natural_key]
            plan.copy[dataset].append((row.id, other[0] if other else None))


def _carry_out(connection: Connection, plan: UndoPlan, by: str) -> int:
    changes = {name: len(getattr(plan, name)) for name in ("restored", "kept", "impossible")}
    number = add_upload(connection, by=by, kind="undo", undoes=plan.upload, changes=changes)
    for dataset, ids in plan.remove.items():
        remove_rows(connection, dataset, ids, number)
    for dataset, copies in plan.copy.items():
        _copy_rows(connection, dataset, copies, number)
    return number


def _copy_rows(
    connection: Connection, dataset: str, copies: list[tuple[int, int | None]], upload: int
) -> None:
    table = fact_table(dataset)
    same = [column for column in table.c if column.name not in ("id", "added_by", "removed_by", "replaces")]
    into = [*(column.name for column in same), "added_by", "replaces"]
    pairs = sa.column("row", sa.Integer), sa.column("instead_of", sa.Integer)
    for chunk in chunks(copies):
        chosen = sa.values(*pairs, name="chosen").data(chunk).cte()
        rows = sa.select(*same, sa.literal(upload), sa.cast(chosen.c.instead_of, sa.Integer)).join(
            chosen, chosen.c.row == table.c.id
        )
        connection.execute(sa.insert(table).from_select(into, rows.order_by(table.c.id)))
