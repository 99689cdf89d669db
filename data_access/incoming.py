"""Compare: the rows of an import, each thing once: equal rows dropped, others named, classes numbered."""

from collections import defaultdict
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from data_access.change_sets import CONTENT_FIELDS, Duplicate, Incoming, Source
from data_access.keys import natural_key, without_ordinal
from data_access.records import ROW_CLASSES

Rows = dict[str, dict[str, Any]]


def source(row: dict[str, Any]) -> Source:
    """Where an incoming row stands."""
    return Source(row["file"], row["sheet"], row["source_row"], row["source_cell"])


def together(dataset: str, incoming: list[Incoming]) -> list[dict[str, Any]]:
    """The rows of one kind over all workbooks of the import, with every field of their class."""
    fields = ROW_CLASSES[dataset].model_fields
    defaults = {name: field.get_default() for name, field in fields.items() if not field.is_required()}
    rows = (row for part in incoming if part.dataset == dataset for row in part.rows)
    return [row if defaults.keys() <= row.keys() else {**defaults, **row} for row in rows]


def by_key(dataset: str, rows: list[dict[str, Any]], current: Rows) -> tuple[Rows, list[Duplicate]]:
    """The rows by their keys, and what stood twice."""
    if dataset == "training":
        return _classes_by_key(rows, current)
    states = _stated(dataset)
    found: Rows = {}
    duplicates = []
    for row in rows:
        key = natural_key(dataset, row)
        first = found.setdefault(key, row)
        if first is not row:
            differs = states(first) != states(row)
            duplicates.append(Duplicate(dataset, key, differs, source(first), source(row)))
    return found, duplicates


def _stated(dataset: str) -> Callable[[dict[str, Any]], Any]:
    # Two sheets that state one figure agree when the numbers do, whatever their remarks.
    return itemgetter("value", "qualifier") if dataset == "summary" else itemgetter(*CONTENT_FIELDS[dataset])


def _classes_by_key(rows: list[dict[str, Any]], current: Rows) -> tuple[Rows, list[Duplicate]]:
    states = _stated("training")
    groups: dict[str, dict[Any, dict[str, Any]]] = defaultdict(dict)
    duplicates = []
    for row in rows:
        key = natural_key("training", row)
        first = groups[key].setdefault(states(row), row)
        if first is not row:
            duplicates.append(Duplicate("training", key, False, source(first), source(row)))
    numbered: dict[str, dict[str, Any]] = defaultdict(dict)
    for key, row in current.items():
        numbered[without_ordinal(key)][key] = row
    found: Rows = {}
    for base, group in groups.items():
        found.update(_numbered(base, list(group.values()), numbered.get(base, {})))
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
