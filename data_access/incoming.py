"""Compare: the rows of an import, each thing once: equal rows dropped, others named, classes numbered."""

from collections import defaultdict
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from data_access.change_sets import CONTENT_FIELDS, Duplicate, Incoming, Source
from data_access.keys import without_ordinal
from data_access.records import ROW_CLASSES

Rows = dict[str, dict[str, Any]]
Keyed = list[tuple[str, dict[str, Any]]]


def source(row: dict[str, Any]) -> Source:
    """Where an incoming row stands."""
    return Source(row["file"], row["sheet"], row["source_row"], row["source_cell"])


def together(dataset: str, incoming: list[Incoming]) -> list[dict[str, Any]]:
    """The rows of one kind over all workbooks of the import, with every field of their class."""
    fields = ROW_CLASSES[dataset].model_fields
    defaults = {name: field.get_default() for name, field in fields.items() if not field.is_required()}
    rows = (row for part in incoming if part.dataset == dataset for row in part.rows)
    return [row if defaults.keys() <= row.keys() else {**defaults, **row} for row in rows]


def standing_once(keyed: Keyed) -> Rows:
    """The rows whose key no other row has."""
    if len(every := dict(keyed)) == len(keyed):
        return every
    once: Rows = {}
    twice = set()
    for key, row in keyed:
        if once.setdefault(key, row) is not row:
            twice.add(key)
    for key in twice:
        del once[key]
    return once


def by_key(dataset: str, keyed: Keyed, *, current: Rows, same: set[str]) -> tuple[Rows, list[Duplicate]]:
    """The rows by their keys, and what stood twice; ``same``: the keys of single rows that are current as they are."""
    if dataset == "training":
        return _classes_by_key(keyed, current, same)
    if len(every := dict(keyed)) == len(keyed):
        return every, []
    states = _stated(dataset)
    found: Rows = {}
    duplicates = []
    for key, row in keyed:
        first = found.setdefault(key, row)
        if first is not row:
            differs = states(first) != states(row)
            duplicates.append(Duplicate(dataset, key, differs, source(first), source(row)))
    return found, duplicates


def _stated(dataset: str) -> Callable[[dict[str, Any]], Any]:
    # Two sheets that state one figure agree when the numbers do, whatever their remarks.
    return itemgetter("value", "qualifier") if dataset == "summary" else itemgetter(*CONTENT_FIELDS[dataset])


def _classes_by_key(keyed: Keyed, current: Rows, same: set[str]) -> tuple[Rows, list[Duplicate]]:
    if not current and len(every := dict(keyed)) == len(keyed):
        return every, []
    states = _stated("training")
    firsts: Rows = {}
    others: dict[str, dict[Any, dict[str, Any]]] = {}
    duplicates = []
    for key, row in keyed:
        if (first := firsts.setdefault(key, row)) is row:
            continue
        known = others.setdefault(key, {states(first): first}).setdefault(states(row), row)
        if known is not row:
            duplicates.append(Duplicate("training", key, False, source(known), source(row)))
    numbered: dict[str, dict[str, Any]] = defaultdict(dict)
    for key, row in current.items():
        if without_ordinal(key) in firsts:
            numbered[without_ordinal(key)][key] = row
    found: Rows = {}
    for base, first in firsts.items():
        here = numbered.get(base, {})
        if base in same or (base not in others and len(here) <= 1):
            found[base if base in same else next(iter(here), base)] = first
        else:
            found.update(_numbered(base, list(others.get(base, {0: first}).values()), here))
    return found, duplicates


def _numbered(base: str, rows: list[dict[str, Any]], current: Rows) -> Rows:
    """Give each class a number: the one it had where nothing changed, then in order of what it states."""
    states = _stated("training")
    known = {states(row): key for key, row in current.items()}
    found = {known[states(row)]: row for row in rows if states(row) in known}
    rest = sorted((row for row in rows if states(row) not in known), key=_class_order)
    every = [base, *(f"{base}:{number}" for number in range(2, len(rows) + len(current) + 1))]
    free = sorted(set(current) - set(found), key=_ordinal) + [key for key in every if key not in current]
    return found | dict(zip(free, rest, strict=False))


def _ordinal(key: str) -> int:
    _, _, ordinal = (*key.split(":"), "1")[:3]
    return int(ordinal)


def _class_order(row: dict[str, Any]) -> tuple[Any, ...]:
    attendances = -1 if row["attendances"] is None else row["attendances"]
    rest = tuple(str(row[name]) for name in CONTENT_FIELDS["training"])
    return attendances, row["class_count"], row["audience"], rest
