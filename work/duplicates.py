"""Compare and commit: the models that look like one reported twice, a page at a time, and what a person says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from data_access import duplicates
from data_access.database import Database
from data_access.duplicates import Proposal
from data_access.history import file_names, newest_data
from data_access.merge_decisions import Kind, decide, kept_apart, models_of
from data_access.model_merges import links, root_of, rows_of
from data_access.model_names import differing
from data_access.places import unit_order
from data_access.reference import Reference, load_reference
from work.answers import answers
from work.rights import Action, Person, authorise, line_of

__all__ = [
    "Pair", "Proposal", "Side", "all_proposals", "differing", "kept_two", "merged", "pairs_of", "proposals_by_unit",
]  # fmt: skip


@dataclass(frozen=True)
class Side:
    """One of two models that may be one: its current rows, the newest first, each with its file's name."""

    key: str
    unit: str
    rows: tuple[Mapping[str, Any], ...]

    @property
    def newest(self) -> Mapping[str, Any]:
        """Its latest state."""
        return self.rows[0]


@dataclass(frozen=True)
class Pair:
    """Two models that may be one, the one that had better stay first."""

    proposal: Proposal
    sides: tuple[Side, Side]
    listed_under: str


def all_proposals(database: Database) -> list[Proposal]:
    """Every pair that may be one model and that nobody has decided on, unit by unit in official order, the likeliest first."""
    with database.read() as connection:
        reference = load_reference(connection)
        newest = newest_data(connection)
    # A decision changes no name: what was found on this data needs no second look, only the decided left out.
    found = answers.get((database.url, newest, "duplicates"), lambda: duplicates.proposals(database, reference))
    with database.read() as connection:
        open_ones = _undecided(connection, found)
    return sorted(open_ones, key=lambda each: (unit_order(reference, _unit_of(each, reference)), -each.score))


def _undecided(connection: Connection, found: Sequence[Proposal]) -> list[Proposal]:
    linked, apart = links(connection), kept_apart(connection)
    left: dict[frozenset[str], Proposal] = {}
    for each in found:
        keys = root_of(each.keys[0], linked), root_of(each.keys[1], linked)
        pair = frozenset(keys)
        if len(pair) == 2 and pair not in apart:
            left.setdefault(pair, replace(each, keys=keys))
    return list(left.values())


def _unit_of(proposal: Proposal, reference: Reference) -> str:
    """The unit that a pair is listed under: of two the one that stands first."""
    return min(proposal.units, key=lambda unit: unit_order(reference, unit))


def proposals_by_unit(found: Sequence[Proposal], reference: Reference) -> dict[str, int]:
    """How many pairs each unit has, in official order; a pair of two units counts for both."""
    counted = Counter(unit for each in found for unit in dict.fromkeys(each.units))
    return {unit: counted[unit] for unit in sorted(counted, key=lambda unit: unit_order(reference, unit))}


def pairs_of(database: Database, found: Sequence[Proposal]) -> list[Pair]:
    """The pairs with their rows, for a page of proposals."""
    with database.read() as connection:
        reference = load_reference(connection)
        rows = models_of(connection, [key for each in found for key in each.keys])
        names = file_names(connection, {row["file"] for each in rows.values() for row in each})
    sides = {
        key: Side(key, of_model[0]["unit"], tuple({**row, "file_name": names[row["file"]]} for row in of_model))
        for key, each in rows.items()
        if (of_model := sorted(each, key=_age, reverse=True))
    }
    return [
        Pair(each, _better_first(sides[each.keys[0]], sides[each.keys[1]]), _unit_of(each, reference))
        for each in found
        if each.keys[0] in sides and each.keys[1] in sides
    ]


def _age(row: Mapping[str, Any]) -> tuple[int, int]:
    return row["report_year"] or 0, row["id"]


def _better_first(one: Side, other: Side) -> tuple[Side, Side]:
    """First the one that had better stay: with a code, with diacritics, with a body, with more years, the newer one."""

    def worth(side: Side) -> tuple[Any, ...]:
        row = side.newest
        return (
            bool(row["model_code"]), not row["name"].isascii(), bool(row["implementing_body"]), not row["name"].isupper(),
            len(side.rows), _age(row),
        )  # fmt: skip

    return (one, other) if worth(one) >= worth(other) else (other, one)


def merged(database: Database, person: Person, gone: str, kept: str) -> int | None:
    """Make two models one, the second staying; the upload's number, or None where they are decided on already."""
    return _decided(database, person, "same", (gone, kept))


def kept_two(database: Database, person: Person, one: str, other: str) -> int | None:
    """Remember that two models are two; the upload's number, or None where they are decided on already."""
    return _decided(database, person, "different", (one, other))


def _decided(database: Database, person: Person, kind: Kind, keys: tuple[str, str]) -> int | None:
    with database.read() as connection:
        units = {row["unit"] for row in rows_of(connection, keys)}
    person = authorise(database, person, Action.MERGE, units=units)
    return decide(database, kind, *keys, by=person.name, audit=line_of(person, Action.MERGE))
