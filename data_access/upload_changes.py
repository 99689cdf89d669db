"""Show: what an upload did, thing by thing and a page at a time, however large it was.

An upload never changes once it is committed, so its list can be kept; only the rows of a page are read whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.tables import FACT_TABLES, fact_table

KINDS = ("changed", "new", "removed")


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing that an upload changed: the ids of its row before and after, None where there was none."""

    kind: str
    dataset: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Touches:
    """All that an upload changed: changed things first, then new ones, then those removed."""

    things: tuple[Touched, ...]

    def totals(self) -> dict[str, int]:
        """How many things of each kind."""
        counted = Counter(thing.kind for thing in self.things)
        return {kind: counted[kind] for kind in KINDS}

    def page(self, kinds: Collection[str], *, number: int, size: int) -> Sequence[Touched]:
        """One page of the things of some kinds, the first page being 1."""
        return [thing for thing in self.things if thing.kind in kinds][(number - 1) * size : number * size]


def touches_of(connection: Connection, upload: int) -> Touches:
    """What an upload changed, by ids."""
    found = [thing for dataset in FACT_TABLES for thing in _touched(connection, dataset, upload)]
    return Touches(tuple(sorted(found, key=lambda thing: KINDS.index(thing.kind))))


def changes_of(connection: Connection, things: Sequence[Touched]) -> list[dict[str, Any]]:
    """The things with their whole rows: ``dataset``, ``kind``, ``before`` and ``after``, each a row or None."""
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for dataset in {thing.dataset for thing in things}:
        ids = [id for thing in things if thing.dataset == dataset for id in (thing.before, thing.after) if id]
        table = fact_table(dataset)
        for row in connection.execute(sa.select(table).where(table.c.id.in_(ids))).mappings():
            rows[dataset, row["id"]] = dict(row)
    return [
        {
            "dataset": thing.dataset,
            "kind": thing.kind,
            "before": rows[thing.dataset, thing.before] if thing.before else None,
            "after": rows[thing.dataset, thing.after] if thing.after else None,
        }
        for thing in things
    ]


def _touched(connection: Connection, dataset: str, upload: int) -> Iterator[Touched]:
    table = fact_table(dataset)
    removed = sa.select(table.c.id, table.c.natural_key).where(table.c.removed_by == upload).order_by(table.c.id)
    added = sa.select(table.c.id, table.c.natural_key, table.c.replaces).where(table.c.added_by == upload)
    gone = {key: id for id, key in connection.execute(removed)}
    keys = {id: key for key, id in gone.items()}
    for id, key, replaces in connection.execute(added.order_by(table.c.id)):
        before = gone.pop(keys.get(replaces, key), None)
        yield Touched("new" if before is None else "changed", dataset, before, id)
    for id in gone.values():
        yield Touched("removed", dataset, id, None)
