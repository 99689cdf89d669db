"""Commit: takes an upload back, thing by thing, leaving what somebody changed since; an undo likewise.

A thing (a natural key) is in the state that some upload gave it. An undo gives no state of its own: it brings
back the one before the upload that it undoes. So a thing can be taken back exactly when its present state is
the one that the upload left. A thing that stands under another key meanwhile (with a code, without one) does
not come back beside itself.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.current_rows import current_rows
from data_access.errors import UnknownUpload
from data_access.hand_rows import gone_units, never_undone, touched_by_hand, why_not
from data_access.keys import NAMED, has_code, name_key
from data_access.model_merges import followed_back, in_the_way, links
from data_access.tables import FACT_TABLES, fact_table
from data_access.undo_lines import UndoLine, UndoPlan
from data_access.unit_aliases import touched_rows
from data_access.upload_rows import ANSWERS, BY_HAND, chunks

_NAMES = ("name", "title", "collective_name", "measure")


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
        """The upload whose state this is once ``upload`` has touched it; 0 is its never having been there.

        An undo that came upon another state than the one it takes back, as parting two models does, leaves its own.
        """
        states: dict[int, int] = {}
        latest = 0
        for touch in self.touches:
            if (target := undoes.get(touch)) is not None and states.get(target) == latest:
                before = bisect_left(self.touches, target)
                latest = states[self.touches[before - 1]] if before else 0
            else:
                latest = touch
            states[touch] = latest
        return states[upload]


@dataclass(slots=True)
class Candidate:
    """One thing (or several that hang together) with its rows now and before the upload."""

    line: UndoLine
    now: list[Any]
    before: list[Any]

    @classmethod
    def of(cls, dataset: str, linked: dict[str, _Thing], upload: int) -> "Candidate":
        things = list(linked.values())
        latest = max(thing.touches[-1] for thing in things)
        now = [row for thing in things if (row := thing.row_as_of(latest))]
        before = [row for thing in things if (row := thing.row_as_of(upload - 1))]
        shown = (now + before + things[0].rows)[0]
        line = UndoLine(dataset, tuple(linked), shown.unit, shown.term, shown.name)
        if dataset == "summary":
            line = replace(line, stage=shown.stage, part=(shown.dimension, shown.dimension_value))
        return cls(line, now, before)

    def reappearing(self) -> list[Any]:
        """The rows to come back under a key that has no current row."""
        held = {row.natural_key for row in self.now}
        return [row for row in self.before if row.natural_key not in held]

    def note(self, plan: UndoPlan) -> None:
        """Put it on the list of what is restored, with the rows to remove and to copy."""
        plan.restored.append(self.line)
        plan.remove[self.line.dataset] += [row.id for row in self.now]
        plan.copy[self.line.dataset] += self.copies()

    def copies(self) -> Iterator[tuple[int, int | None]]:
        """The rows to copy, each with the row of another key that it takes the place of, so that a redo takes both."""
        for row in self.before:
            other = [gone.id for gone in self.now if gone.natural_key != row.natural_key]
            yield row.id, other[0] if other else None


def plan_undo(connection: Connection, upload: int) -> UndoPlan:
    """What taking this upload back would do now."""
    undoes = undone_by_number(connection)
    if upload not in undoes:
        raise UnknownUpload(upload)
    plan = UndoPlan(upload)
    if why := never_undone(connection, upload):
        plan.impossible.append(UndoLine("", (), why=why))
        return plan
    undone = {number: of for number, of in undoes.items() if of is not None}
    gone = gone_units(connection)
    for dataset in (*FACT_TABLES, ANSWERS, *BY_HAND):
        things = _things(connection, dataset, upload)
        candidates = []
        for keys in _linked(things, upload):
            candidate = Candidate.of(dataset, {key: things[key] for key in keys}, upload)
            later = _changed_since([things[key] for key in keys], upload, undone)
            if later:
                plan.kept.append(replace(candidate.line, later=later))
            elif dataset != "units" and any(row.unit in gone for row in candidate.before):
                plan.impossible.append(replace(candidate.line, why="unit_gone"))
            elif why := why_not(connection, dataset, candidate.now, candidate.before):
                plan.impossible.append(replace(candidate.line, why=why))
            else:
                candidates.append(candidate)
        _settle(connection, plan, dataset, candidates)
    return plan


def _settle(connection: Connection, plan: UndoPlan, dataset: str, candidates: list[Candidate]) -> None:
    """Take back what can come back, with the links of merged models that so get or lose their code."""
    pairs = [pair for candidate in candidates for pair in candidate.copies()] if dataset == "models" else []
    following = followed_back(connection, pairs)
    linked = links(connection) | dict(following.values()) if following else None
    settle_candidates(plan, candidates, standing_beside(connection, dataset, candidates, linked))
    restored = set(plan.copy.get(dataset, ()))
    plan.link += dict.fromkeys(("same", *link) for pair, link in following.items() if pair in restored)


def undone_by_number(connection: Connection) -> dict[int, int | None]:
    """For every upload the one that it undoes."""
    return {row.id: row.undoes for row in connection.execute(sa.text("SELECT id, undoes FROM upload"))}


def _changed_since(things: list[_Thing], upload: int, undone: dict[int, int]) -> int | None:
    """The last upload that gave one of the things another state than this upload left it in."""
    return max(
        (
            thing.touches[-1]
            for thing in things
            if thing.state_after(thing.touches[-1], undone) != thing.state_after(upload, undone)
        ),
        default=None,
    )


def _things(connection: Connection, dataset: str, upload: int) -> dict[str, _Thing]:
    """Every thing that the upload touched, with all its rows."""
    rows = _touched(connection, dataset, upload)
    things: dict[str, _Thing] = {}
    for row in rows:
        things.setdefault(row.natural_key, _Thing([], [])).rows.append(row)
    for thing in things.values():
        marks = {row.added_by for row in thing.rows} | {row.removed_by for row in thing.rows if row.removed_by}
        thing.touches = sorted(marks)
    return things


def _touched(connection: Connection, dataset: str, upload: int) -> Iterable[Any]:
    if dataset in BY_HAND:
        return touched_by_hand(connection, dataset, upload)
    return touched_rows(connection, upload) if dataset == ANSWERS else _rows(connection, dataset, upload)


def _rows(connection: Connection, dataset: str, upload: int) -> Iterable[Any]:
    table = fact_table(dataset)
    touched = sa.select(table.c.natural_key).where((table.c.added_by == upload) | (table.c.removed_by == upload))
    name = next((table.c[column] for column in _NAMES if column in table.c), sa.literal(""))
    columns = [table.c.id, table.c.natural_key, table.c.added_by, table.c.removed_by, table.c.replaces]
    if dataset == "summary":
        columns += [table.c.stage, table.c.dimension, table.c.dimension_value]
    return connection.execute(
        sa.select(*columns, table.c.unit, table.c.term, name.label("name"))
        .where(table.c.natural_key.in_(touched))
        .order_by(table.c.added_by, table.c.id)
    )


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


def standing_beside(
    connection: Connection, dataset: str, candidates: list[Candidate], linked: Mapping[str, str] | None = None
) -> dict[int, list[tuple[int, int]]]:
    """For each row that may come back the current rows (id, upload) that are the same thing by its names or by a merge."""
    back = {row.id: row.unit for candidate in candidates for row in candidate.reappearing()}
    if dataset not in NAMED or not back:
        return {}
    table = fact_table(dataset)
    standing: dict[Any, list[tuple[int, int]]] = defaultdict(list)
    for row in current_rows(connection, dataset, set(back.values())).values():
        standing[name_key(dataset, row), has_code(dataset, row)].append((row["id"], row["added_by"]))
    rows: list[dict[str, Any]] = []
    for chunk in chunks(list(back)):
        rows += map(dict, connection.execute(sa.select(table).where(table.c.id.in_(chunk))).mappings())
    found = {row["id"]: list(standing[name_key(dataset, row), not has_code(dataset, row)]) for row in rows}
    for id, others in in_the_way(connection, rows, linked).items() if dataset == "models" else ():
        found[id] += others
    return found


def settle_candidates(plan: UndoPlan, candidates: list[Candidate], others: dict[int, list[tuple[int, int]]]) -> None:
    """Take back what can come back; what is kept stays in the way of others, so look again until none is."""
    stands_again = True
    while stands_again:
        leaving = {row.id for candidate in candidates for row in candidate.now}
        free = []
        for candidate in candidates:
            stay = [o for row in candidate.before for o in others.get(row.id, ()) if o[0] not in leaving]
            if stay:
                plan.kept.append(replace(candidate.line, later=max(upload for _, upload in stay)))
            else:
                free.append(candidate)
        stands_again = len(free) < len(candidates)
        candidates = free
    for candidate in candidates:
        candidate.note(plan)
