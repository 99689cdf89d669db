"""Compare: what a commit would do, row by row, and what stood twice in the workbooks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Any, Literal

from data_access.records import ROW_CLASSES

Kind = Literal["new", "changed", "unchanged", "missing", "removed"]
KINDS: tuple[Kind, ...] = ("new", "changed", "unchanged", "missing", "removed")

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
    rows: list[dict[str, Any]]
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
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    fields: tuple[str, ...] = ()
    likely_renamed_from: str | None = None


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
    changes: list[Change]
    duplicates: list[Duplicate]
    sheets: list[tuple[int, str]]
    merged: list[Merged] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def has_changes(self) -> bool:
        """Whether committing it would make a new version."""
        return any(change.kind in ("new", "changed", "removed") for change in self.changes)

    @property
    def has_conflicts(self) -> bool:
        """Whether two rows contradict each other, so that it cannot be committed."""
        return any(duplicate.is_conflict for duplicate in self.duplicates)

    def of(self, *kinds: Kind) -> Iterator[Change]:
        """The changes of these kinds."""
        return (change for change in self.changes if change.kind in kinds)

    def counts(self) -> dict[tuple[int, str], dict[str, int]]:
        """How many rows of each kind, for each file and sheet."""
        nothing: dict[str, int] = {kind: 0 for kind in KINDS}
        counted = {sheet: dict(nothing) for sheet in self.sheets}
        for change in self.changes:
            counted.setdefault((change.file, change.sheet), dict(nothing))[change.kind] += 1
        return counted

    def totals(self) -> dict[str, int]:
        """How many rows of each kind in all."""
        sheets = self.counts().values()
        return {kind: sum(counted[kind] for counted in sheets) for kind in KINDS}

    def digest(self) -> str:
        """A hash that is the same for two change sets that would do the same, as long as the process lives."""
        # Of each change a number and of all their sum: sorting a hundred thousand lines would cost as much as comparing.
        changes = sum(map(_number, self.changes)) % _LARGEST
        return f"{changes:016x}{hash(frozenset(self.duplicates)) % _LARGEST:016x}"


def content(dataset: str, row: dict[str, Any] | None) -> tuple[Any, ...] | None:
    """What a row states, in the order of its class's fields, without where it stood."""
    return None if row is None else stated(dataset)(row)


@cache
def stated(dataset: str) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    """What tells, quickly, what a row of this kind states."""
    return itemgetter(*CONTENT_FIELDS[dataset])


def sheets_of(incoming: Iterable[Incoming]) -> list[tuple[int, str]]:
    """Every file and sheet of an import that holds rows or speaks for a scope."""
    found: dict[tuple[int, str], None] = {}
    for part in incoming:
        found.update(dict.fromkeys((scope.file, scope.sheet) for scope in part.scopes))
        found.update(dict.fromkeys((row["file"], row["sheet"]) for row in part.rows))
    return sorted(found)


def _number(change: Change) -> int:
    before, after = content(change.dataset, change.before), content(change.dataset, change.after)
    return hash((change.dataset, change.key, change.kind, change.file, change.sheet, before, after))
