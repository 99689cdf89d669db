"""Compare: the rows of an import, each thing once: equal rows dropped, others named, classes numbered."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from data_access.change_sets import CONTENT_FIELDS, Duplicate, Incoming, Source
from data_access.keys import natural_keys, without_ordinal
from data_access.records import ROW_CLASSES
from data_access.row_tables import RowTable, joined

Row = Mapping[str, Any]
Rows = Mapping[str, Row]
# The natural key of each row, and where the row stands in its table.
Places = dict[str, int]


class Keyed(Rows):
    """Rows of a table by their keys."""

    def __init__(self, table: RowTable, places: Places) -> None:
        self.table, self.places = table, places

    def __getitem__(self, key: str) -> Row:
        return self.table.view(self.places[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def __contains__(self, key: object) -> bool:
        return key in self.places

    def stated(self, keys: Iterable[str], names: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        """What the rows under some keys say under these names; a key that no row has is left out."""
        known = [key for key in keys if key in self.places]
        places = [*map(self.places.__getitem__, known)]
        columns = (map(self.table.columns[name].__getitem__, places) for name in names)
        return dict(zip(known, zip(*columns, strict=True), strict=True))

    def all_state(self, keys: Sequence[str], said: Mapping[str, Sequence[Any]]) -> bool:
        """Whether there is a row under each of these keys, and they say just this, a column under each name."""
        places = [at for key in keys if (at := self.places.get(key)) is not None]
        if len(places) < len(keys):
            return False
        columns, first = self.table.columns, places[0]
        if places == [*range(first, first + len(places))]:
            return all([*values] == columns[name][first : first + len(places)] for name, values in said.items())
        return all([*values] == [*map(columns[name].__getitem__, places)] for name, values in said.items())

    def places_of(self, keys: list[str]) -> Sequence[int]:
        """Where these rows stand; places that follow one another take no room."""
        places = [*map(self.places.__getitem__, keys)]
        whole = range(places[0], places[0] + len(places))
        return whole if places == [*whole] else places

    def without(self, keys: set[str]) -> "Keyed":
        """The rows under other keys than these."""
        return Keyed(
            self.table, {key: at for key, at in self.places.items() if key not in keys} if keys else self.places
        )


def source(row: Row) -> Source:
    """Where an incoming row stands."""
    return Source(row["file"], row["sheet"], row["source_row"], row["source_cell"])


def together(dataset: str, incoming: Iterable[Incoming]) -> RowTable:
    """The rows of one kind over all workbooks of the import, with every field of their class and ``file``."""
    fields = ROW_CLASSES[dataset].model_fields
    defaults = {name: field.get_default() for name, field in fields.items() if not field.is_required()}
    names = (*fields, "file")
    tables = [
        part.rows if isinstance(part.rows, RowTable) else RowTable.of(({**defaults, **row} for row in part.rows), names)
        for part in incoming
        if part.dataset == dataset
    ]
    return joined(tables, names, defaults)


def different_rows(part: Incoming, names: tuple[str, ...]) -> Iterator[Row]:
    """What the rows say under these names, each combination once; a name that their class lacks is left out."""
    rows = together(part.dataset, [part])
    here = [name for name in names if name in rows.columns]
    return (dict(zip(here, said, strict=True)) for said in set(rows.tuples(here)))


def standing_once(keys: list[str]) -> Places:
    """The rows whose key no other row has."""
    if len(every := dict(zip(keys, range(len(keys)), strict=True))) == len(keys):
        return every
    once: Places = {}
    twice = set()
    for at, key in enumerate(keys):
        if once.setdefault(key, at) != at:
            twice.add(key)
    for key in twice:
        del once[key]
    return once


def by_key(
    dataset: str, keys: list[str], table: RowTable, *, once: Places, current: Rows, same: set[str]
) -> tuple[Places, list[Duplicate]]:
    """The rows by their keys, and what stood twice; ``once``: those that no other shares its key with; ``same``: the
    keys of single rows that are current as they are."""
    if (dataset != "training" or not current) and len(once) == len(keys):
        return once, []
    if dataset == "training":
        return _classes_by_key(keys, table, current=current, same=same)
    states = _stated(dataset)
    found: Places = {}
    duplicates = []
    for at, key in enumerate(keys):
        first = found.setdefault(key, at)
        if first != at:
            one, other = table[first], table[at]
            duplicates.append(Duplicate(dataset, key, states(one) != states(other), source(one), source(other)))
    return found, duplicates


def contradictions(incoming: Sequence[Incoming]) -> list[Duplicate]:
    """The rows of an import that contradict another one of it, whatever is current."""
    found = []
    for dataset in dict.fromkeys(part.dataset for part in incoming):
        rows = together(dataset, incoming)
        keys = natural_keys(dataset, rows)
        _, duplicates = by_key(dataset, keys, rows, once=standing_once(keys), current={}, same=set())
        found += [duplicate for duplicate in duplicates if duplicate.is_conflict]
    return found


def _stated(dataset: str) -> Callable[[Row], Any]:
    # Two sheets that state one figure agree when the numbers do, whatever their remarks.
    return itemgetter("value", "qualifier") if dataset == "summary" else itemgetter(*CONTENT_FIELDS[dataset])


def _classes_by_key(
    keys: list[str], table: RowTable, *, current: Rows, same: set[str]
) -> tuple[Places, list[Duplicate]]:
    states = _stated("training")
    firsts: Places = {}
    others: dict[str, dict[Any, int]] = {}
    duplicates = []
    for at, key in enumerate(keys):
        if (first := firsts.setdefault(key, at)) == at:
            continue
        known = others.setdefault(key, {states(table[first]): first}).setdefault(states(table[at]), at)
        if known != at:
            duplicates.append(Duplicate("training", key, False, source(table[known]), source(table[at])))
    numbered: dict[str, dict[str, Row]] = defaultdict(dict)
    for key, row in current.items():
        if without_ordinal(key) in firsts:
            numbered[without_ordinal(key)][key] = row
    found: Places = {}
    for key, first in firsts.items():
        here = numbered.get(key, {})
        if key in same or (key not in others and len(here) <= 1):
            found[key if key in same else next(iter(here), key)] = first
        else:
            found.update(_numbered(key, others.get(key, {0: first}).values(), table, here))
    return found, duplicates


def _numbered(shared: str, places: Iterable[int], table: RowTable, current: Rows) -> Places:
    """Give each class a number: the one it had where nothing changed, then in order of what it states."""
    states = _stated("training")
    rows = {at: table[at] for at in places}
    known = {states(row): key for key, row in current.items()}
    found = {known[states(row)]: at for at, row in rows.items() if states(row) in known}
    rest = sorted((at for at, row in rows.items() if states(row) not in known), key=lambda at: _class_order(rows[at]))
    every = [shared, *(f"{shared}:{number}" for number in range(2, len(rows) + len(current) + 1))]
    free = sorted(set(current) - set(found), key=_ordinal) + [key for key in every if key not in current]
    return found | dict(zip(free, rest, strict=False))


def _ordinal(key: str) -> int:
    _, _, ordinal = (*key.split(":"), "1")[:3]
    return int(ordinal)


def _class_order(row: Row) -> tuple[Any, ...]:
    attendances = -1 if row["attendances"] is None else row["attendances"]
    rest = tuple(str(row[name]) for name in CONTENT_FIELDS["training"])
    return attendances, row["class_count"], row["audience"], rest
