"""Validate: the facts of a sheet in the order of its rows, held by columns: a list may have a hundred thousand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, overload

from data_access.row_tables import RowTable


@dataclass(slots=True)
class Fact:
    """One row for the database: its dataset and the fields of its row class, without keys and versions."""

    dataset: str
    row: dict[str, Any]


class Facts(Sequence[Fact]):
    """A sequence of facts; ``parts`` are the stretches of one dataset and the same fields."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self.parts: list[tuple[str, RowTable]] = []
        for fact in facts:
            self.append(fact)

    def append(self, fact: Fact) -> None:
        """Add one fact."""
        self.table(fact.dataset, fact.row).append(fact.row)

    def table(self, dataset: str, names: Iterable[str]) -> RowTable:
        """The rows that further ones of this dataset and with these fields go to."""
        fields = dict.fromkeys(names)
        if not self.parts or self.parts[-1][0] != dataset or self.parts[-1][1].columns.keys() != fields.keys():
            self.parts.append((dataset, RowTable({name: [] for name in fields})))
        return self.parts[-1][1]

    @classmethod
    def of_parts(cls, parts: list[tuple[str, RowTable]]) -> "Facts":
        """Facts of what ``parts`` held."""
        facts = cls()
        facts.parts = parts
        return facts

    def join(self, other: "Facts") -> None:
        """Add all facts of another sheet or table."""
        for dataset, rows in other.parts:
            self.table(dataset, rows.columns).extend(rows.columns)

    def of(self, dataset: str) -> Iterator[dict[str, Any]]:
        """The rows of one dataset."""
        return chain.from_iterable(rows for name, rows in self.parts if name == dataset)

    def different(self, *names: str, dataset: str | None = None) -> set[tuple[Any, ...]]:
        """What the facts (of one dataset) say under these names, each once; nothing under a name that a fact lacks."""
        return {
            said
            for kind, rows in self.parts
            if dataset in (None, kind)
            for said in zip(*(rows.columns.get(name) or [None] * len(rows) for name in names), strict=True)
        }

    def __len__(self) -> int:
        return sum(len(rows) for _, rows in self.parts)

    def __iter__(self) -> Iterator[Fact]:
        return (Fact(dataset, row) for dataset, rows in self.parts for row in rows)

    @overload
    def __getitem__(self, at: int) -> Fact: ...
    @overload
    def __getitem__(self, at: slice) -> list[Fact]: ...
    def __getitem__(self, at: int | slice) -> Fact | list[Fact]:
        if isinstance(at, slice):
            return list(self)[at]
        left = at if at >= 0 else at + len(self)
        for dataset, rows in self.parts:
            if 0 <= left < len(rows):
                return Fact(dataset, rows[left])
            left -= len(rows)
        raise IndexError(at)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Facts | list) else NotImplemented

    def __repr__(self) -> str:
        return repr(list(self))
