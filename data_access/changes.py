"""Compare: current rows with incoming rows, giving the change set that is seen and committed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from difflib import SequenceMatcher
from itertools import chain, groupby
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.change_sets import (
    CONTENT_FIELDS,
    Alike,
    Change,
    Changes,
    ChangeSet,
    Duplicate,
    Incoming,
    Kind,
    Scope,
)
from data_access.current_rows import current_but_same
from data_access.database import version
from data_access.incoming import Keyed, Row, Rows, by_key, standing_once, together
from data_access.keys import has_code, name_key, natural_keys, normal, time_of
from data_access.model_merges import Settled, settle
from data_access.tables import FACT_TABLES

__all__ = ["Change", "ChangeSet", "Duplicate", "Incoming", "Scope", "compare"]

Outcome = Literal["new", "unchanged", "single"]
_CLOSE = 0.75
_COMPARED_NAMES = 10_000
_NAME_AND_BODY = {
    "models": ("name", "implementing_body"),
    "training": ("title", "organiser"),
    "commendations": ("collective_name", "awarding_body"),
    "programmes": ("name", "lead_body"),
}


def compare(connection: Connection, incoming: list[Incoming], *, replace: bool) -> ChangeSet:
    """What committing the incoming rows would do; ``replace`` removes what their scopes no longer hold."""
    result = ChangeSet(version(connection), Changes(), [])
    for dataset in FACT_TABLES:
        scopes = [scope for part in incoming for scope in part.scopes if scope.dataset == dataset]
        rows = together(dataset, incoming)
        if not rows and not scopes:
            continue
        areas = {area: _units_within(connection, area) for area in {scope.area for scope in scopes}}
        keys = natural_keys(dataset, rows)
        units = set(rows.columns["unit"]).union(*areas.values())
        once = standing_once(keys)
        current, same = current_but_same(connection, dataset, units, Keyed(rows, once))
        places, duplicates = by_key(dataset, keys, rows, once=once, current=current, same=same)
        found = Keyed(rows, places)
        renamed = _matched_by_name(dataset, found.without(same), current)
        settled = settle(connection, found, renamed) if dataset == "models" else Settled()
        changes = _changes(dataset, found, current, settled=settled, renamed=renamed, same=same)
        kind: Kind = "removed" if replace else "missing"
        gone = [
            Change(kind, dataset, key, scope.file, scope.sheet, before=row)
            for key, row, scope in _gone(changes, current, scopes, areas)
        ]
        result.changes.parts += _with_renamings(dataset, changes, gone)
        result.duplicates += duplicates
        result.merged += settled.merged
        result.links += settled.links.items()
    return result


def _units_within(connection: Connection, area: str) -> set[str]:
    query = sa.text("SELECT id FROM unit WHERE id = :area OR province = :area")
    return set(connection.scalars(query, {"area": area}))


def _changes(
    dataset: str, found: Keyed, current: Rows, *, settled: Settled, renamed: Rows, same: set[str]
) -> list[list[Change] | Alike]:
    """What happens to each incoming row; stretches of which all are new, or none changes, as one."""
    leaned_on = settled.leaned_on()
    before = {key: row for key, row in renamed.items() if row["natural_key"] not in leaned_on}
    before |= settled.before
    before |= {key: row for key, row in current.items() if key in found}

    parts: list[list[Change] | Alike] = []
    for kind, stretch in _stretches(found, before.keys() | settled.same.keys(), same):
        keys = list(stretch)
        if kind == "single":
            parts.append([_change(dataset, key, found[key], before=before.get(key), settled=settled) for key in keys])
        else:
            parts.append(Alike(kind, dataset, keys, found.table, found.places_of(keys)))
    return parts


def _stretches(found: Keyed, single: Set[str], same: set[str]) -> Iterable[tuple[Outcome, Iterable[str]]]:
    """The incoming rows in their order, as many together as have one outcome; most files have one for all."""
    if found and not single and not same:
        return [("new", found)]
    if found and not single and found.places.keys() <= same:
        return [("unchanged", found)]

    def outcome(key: str) -> Outcome:
        return "single" if key in single else "unchanged" if key in same else "new"

    return groupby(found, outcome)


def _change(dataset: str, key: str, after: Row, *, before: Row | None, settled: Settled) -> Change:
    at = (dataset, settled.same.get(key, key), after["file"], after["sheet"])
    names = CONTENT_FIELDS[dataset]
    fields = tuple(name for name in names if before[name] != after[name]) if before is not None else ()
    if key in settled.same or not fields:
        return Change("unchanged", *at)
    # Which model a row counts as is no field of it: what the current row has may be another's, after a merge.
    stated = {name: said for name, said in after.items() if name != "model_key"}
    return Change("changed", *at, before=before, after=stated, fields=fields)


def _matched_by_name(dataset: str, found: Rows, current: Rows) -> Rows:
    """Rows that have a code on one side only, where the names leave no doubt which is which."""
    fresh = [key for key in found if key not in current]
    if not fresh or name_key(dataset, found[fresh[0]]) is None:
        return {}
    here: dict[Any, list[Row]] = defaultdict(list)
    for key, row in current.items():
        if key not in found:
            here[name_key(dataset, row), has_code(dataset, row)].append(row)
    there: dict[Any, list[str]] = defaultdict(list)
    for key in fresh if here else ():
        there[name_key(dataset, found[key]), has_code(dataset, found[key])].append(key)
    return {
        keys[0]: here[name, not coded][0]
        for (name, coded), keys in there.items()
        if len(keys) == 1 and len(here.get((name, not coded), ())) == 1
    }


def _gone(
    changes: list[list[Change] | Alike], current: Rows, scopes: list[Scope], areas: dict[str, set[str]]
) -> Iterator[tuple[str, Row, Scope]]:
    """The current rows that no incoming row is about, each with the first scope that should have held it."""
    if not current:
        return
    singles = [change for part in changes if isinstance(part, list) for change in part]
    matched = {change.key for change in singles} | {c.before["natural_key"] for c in singles if c.before}
    matched.update(*(part.keys for part in changes if isinstance(part, Alike)))
    for key, row in current.items():
        if key in matched:
            continue
        term = row["term"] or time_of(row)
        for scope in scopes:
            if term in scope.terms and row["unit"] in areas[scope.area]:
                yield key, row, scope
                break


def _with_renamings(
    dataset: str, changes: list[list[Change] | Alike], gone: list[Change]
) -> list[list[Change] | Alike]:
    """All changes, the new ones singly where what goes may have been renamed to them."""
    if gone:
        changes = [list(part) if isinstance(part, Alike) and part.kind == "new" else part for part in changes]
        singles = chain.from_iterable(part for part in changes if isinstance(part, list))
        _propose_renamings(dataset, [change for change in singles if change.kind == "new"], gone)
    return [*changes, gone]


def _propose_renamings(dataset: str, fresh: list[Change], gone: list[Change]) -> None:
    if dataset not in _NAME_AND_BODY:
        return
    name, body = _NAME_AND_BODY[dataset]
    groups: dict[tuple[str, ...], tuple[list[Change], list[Change]]] = defaultdict(lambda: ([], []))
    for side, changes in enumerate((gone, fresh)):
        for change in changes:
            row = change.before or change.after or {}
            groups[row["unit"], time_of(row), normal(row[body])][side].append(change)
    for before, after in groups.values():
        # A list that changed altogether was not renamed row by row, and all with all would take long.
        for change in after if len(before) * len(after) <= _COMPARED_NAMES else ():
            names = [normal((other.before or {})[name]) for other in before]
            close = _closest(normal((change.after or {})[name]), names)
            if close is not None:
                change.likely_renamed_from = before.pop(close).key


def _closest(name: str, others: list[str]) -> int | None:
    """The position of the name that is nearly this one; other numbers mean other things."""
    numbers = re.findall(r"\d+", name)
    matcher = SequenceMatcher(b=name, autojunk=False)
    best, found = _CLOSE, None
    for position, other in enumerate(others):
        matcher.set_seq1(other)
        if re.findall(r"\d+", other) != numbers or matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
            continue
        if (ratio := matcher.ratio()) >= best:
            best, found = ratio, position
    return found
