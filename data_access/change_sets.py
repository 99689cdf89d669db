"""Compare: what a commit would do, row by row, and what stood twice in the workbooks."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, repeat
from operator import itemgetter
from typing import Any, Literal, overload

from data_access.records import ROW_CLASSES
from data_access.row_tables import RowTable

Kind = Literal["new", "changed", "unchanged", "missing", "removed"]
KINDS: tuple[Kind, ...] = ("new", "changed", "unchanged", "missing", "removed")
# What a commit would do something about.
CHANGING: tuple[Kind, ...] = ("new", "changed", "removed")

_LARGEST = 1 << 64
# Where a row stood says nothing about what it states.
_WHERE = ("sheet", "source_row", "source_cell")
CONTENT_FIELDS: dict[str, tuple[str, ...]] = {
    dataset: tuple(name for name in row_class.model_fields if name not in _WHERE)
    for dataset, row_class in ROW_CLASSES.items()
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a sheet speaks for: with *replace*, rows of this area and these terms that it no longer has go.

    ``area`` is a unit's id and means all below it. A row's term is the one it names, else ``year:2023``.
    """

    file: int
    sheet: str
    dataset: str
    area: str
    terms: frozenset[str]


@dataclass(frozen=True)
class Incoming:
    """Rows of one kind from the workbooks of an import: the fields of their row class, and ``file``."""

    dataset: str
    rows: Sequence[Mapping[str, Any]]
    scopes: list[Scope] = field(default_factory=list)


@dataclass(slots=True)
class Change:
    """What would happen to one row; ``file`` and ``sheet`` say on whose account.

    ``before`` is the current row with its id, ``after`` the incoming one; unchanged rows carry neither.
    """

    kind: Kind
    dataset: str
    key: str
    file: int
    sheet: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    fields: tuple[str, ...] = ()
    likely_renamed_from: str | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Rows that are all new, or all unchanged, at these places of a table that also says ``file``."""

    kind: Literal["new", "unchanged"]
    dataset: str
    keys: Sequence[str]
    rows: RowTable
    places: Sequence[int]

    def __iter__(self) -> Iterator[Change]:
        is_new, files, sheets = self.kind == "new", self.rows.columns["file"], self.rows.columns["sheet"]
        for key, at in zip(self.keys, self.places, strict=True):
            after = self.rows.view(at) if is_new else None
            yield Change(self.kind, self.dataset, key, files[at], sheets[at], after=after)

    def columns(self, names: Iterable[str]) -> dict[str, list[Any]]:
        """What these rows say under these names."""
        every, columns = len(self.places) == len(self.rows), self.rows.columns
        if every and isinstance(self.places, range):
            return {name: columns[name] for name in names}
        return {name: list(map(columns[name].__getitem__, self.places)) for name in names}

    def numbers(self) -> Iterator[int]:
        """A hash of each, the one that it would have as a change."""
        said = self.columns(("file", "sheet", *CONTENT_FIELDS[self.dataset]))
        files, sheets, *stated = said.values()
        after: Iterable[Any] = zip(*stated, strict=True) if self.kind == "new" else repeat(None)
        told = zip(repeat(self.dataset), self.keys, repeat(self.kind), files, sheets, repeat(None), after)
        return map(hash, told)


class Changes(Sequence[Change]):
    """Changes in their order; ``parts`` are single ones, or many alike, which are made when they are asked for."""

    def __init__(self) -> None:
        self.parts: list[list[Change] | Alike] = []

    def __iter__(self) -> Iterator[Change]:
        return chain.from_iterable(self.parts)

    def __len__(self) -> int:
        return sum(len(part.keys if isinstance(part, Alike) else part) for part in self.parts)

    @overload
    def __getitem__(self, at: int) -> Change: ...
    @overload
    def __getitem__(self, at: slice) -> list[Change]: ...
    def __getitem__(self, at: int | slice) -> Change | list[Change]:
        return list(self)[at]

    def __repr__(self) -> str:
        return repr(list(self))


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row stands: the file's position in the import, the sheet, Excel's row number, a cell."""

    file: int
    sheet: str
    source_row: int
    source_cell: str | None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two rows of one import for the same thing. Equal ones count once, a conflict blocks."""

    dataset: str
    key: str
    is_conflict: bool
    first: Source
    second: Source


@dataclass(frozen=True, slots=True)
class Merged:
    """A row that adds nothing, since a person found its model to be another one, which has a row for that time."""

    row: Source
    name: str


@dataclass
class ChangeSet:
    """All that a commit on top of ``base_version`` would do; ``links``: merged models that get or lose their code."""

    base_version: int
    changes: Changes
    duplicates: list[Duplicate]
    merged: list[Merged] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def has_changes(self) -> bool:
        """Whether committing it would make a new version."""
        return any(True for _ in self.of(*CHANGING))

    @property
    def has_conflicts(self) -> bool:
        """Whether two rows contradict each other, so that it cannot be committed."""
        return any(duplicate.is_conflict for duplicate in self.duplicates)

    def of(self, *kinds: Kind) -> Iterator[Change]:
        """The changes of these kinds."""
        parts = (part for part in self.changes.parts if not isinstance(part, Alike) or part.kind in kinds)
        return (change for part in parts for change in part if change.kind in kinds)

    def units(self) -> set[str]:
        """The units of the rows that a commit would add, change or remove."""
        found: set[str] = set()
        for part in self.changes.parts:
            if isinstance(part, Alike):
                found.update(part.columns(("unit",))["unit"] if part.kind == "new" else ())
            else:
                rows = (row for each in part if each.kind in CHANGING for row in (each.before, each.after))
                found.update(str(row["unit"]) for row in rows if row)
        return found

    def counts(self) -> dict[tuple[int, str], dict[str, int]]:
        """How many rows of each kind, for each file and sheet of which there are any."""
        counted: dict[tuple[int, str], dict[str, int]] = {}
        for part in self.changes.parts:
            for (kind, file, sheet), count in Counter(_accounts(part)).items():
                counted.setdefault((file, sheet), dict.fromkeys(KINDS, 0))[kind] += count
        return counted

    def totals(self) -> dict[str, int]:
        """How many rows of each kind in all."""
        sheets = self.counts().values()
        return {kind: sum(counted[kind] for counted in sheets) for kind in KINDS}

    def digest(self) -> str:
        """A hash that is the same for two change sets that would do the same, as long as the process lives."""
        # Of each change a number and of all their sum: sorting a hundred thousand lines would cost as much as comparing.
        numbers = (part.numbers() if isinstance(part, Alike) else map(_number, part) for part in self.changes.parts)
        changes = sum(map(sum, numbers)) % _LARGEST
        # What was merged is told by the key under which an unchanged row is listed.
        others = hash((frozenset(self.duplicates), frozenset(self.links)))
        return f"{changes:016x}{others % _LARGEST:016x}"


def _accounts(part: list[Change] | Alike) -> Iterable[tuple[Kind, int, str]]:
    if isinstance(part, Alike):
        return zip(repeat(part.kind), *part.columns(("file", "sheet")).values())
    return ((change.kind, change.file, change.sheet) for change in part)


def content(dataset: str, row: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    """What a row states, in the order of its class's fields, without where it stood."""
    return None if row is None else stated(dataset)(row)


@cache
def stated(dataset: str) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """What tells, quickly, what a row of this kind states."""
    return itemgetter(*CONTENT_FIELDS[dataset])


def _number(change: Change) -> int:
    before, after = content(change.dataset, change.before), content(change.dataset, change.after)
    return hash((change.dataset, change.key, change.kind, change.file, change.sheet, before, after))
