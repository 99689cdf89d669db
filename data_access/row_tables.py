"""Validate, compare, commit: rows of one kind held by columns: an import may have a hundred thousand, mostly alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload


class RowView(Mapping[str, Any]):
    """One row of a table, looked up where it lies: it costs next to nothing to make."""

    __slots__ = ("_at", "_columns")

    def __init__(self, columns: Mapping[str, list[Any]], at: int) -> None:
        self._columns, self._at = columns, at

    def __getitem__(self, name: str) -> Any:
        return self._columns[name][self._at]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return repr(dict(self))


class RowTable(Sequence[dict[str, Any]]):
    """Rows that all have the same fields: a sequence of dicts that are made when they are asked for."""

    __slots__ = ("columns",)

    def __init__(self, columns: dict[str, list[Any]]) -> None:
        self.columns = columns

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], names: Iterable[str]) -> "RowTable":
        """A table of these fields of the rows."""
        every = list(rows)
        return cls({name: [row[name] for row in every] for name in names})

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    @overload
    def __getitem__(self, at: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, at: slice) -> "RowTable": ...
    def __getitem__(self, at: int | slice) -> "dict[str, Any] | RowTable":
        if isinstance(at, slice):
            return RowTable({name: values[at] for name, values in self.columns.items()})
        return {name: values[at] for name, values in self.columns.items()}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        names = tuple(self.columns)
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(names, values, strict=True))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RowTable):
            return self.columns == other.columns
        return list(self) == other if isinstance(other, list) else NotImplemented

    def __repr__(self) -> str:
        return repr(list(self))

    def view(self, at: int) -> RowView:
        """A row where it lies."""
        return RowView(self.columns, at)

    def append(self, row: Mapping[str, Any]) -> None:
        """Add one row with exactly these fields."""
        for name, values in self.columns.items():
            values.append(row[name])

    def extend(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Add many rows, a column at a time."""
        for name, values in self.columns.items():
            values.extend(columns[name])

    def with_column(self, name: str, value: Any) -> "RowTable":
        """The same rows with one value for all of them under one more name; nothing is copied."""
        return RowTable({**self.columns, name: [value] * len(self)})

    def tuples(self, names: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        """What each row says under these names."""
        return zip(*(self.columns[name] for name in names), strict=True)


def joined(tables: Sequence[RowTable], names: Iterable[str], defaults: Mapping[str, Any]) -> RowTable:
    """The rows of several tables under these names; a name that a table lacks has its default there."""
    names = tuple(names)
    if len(tables) == 1 and tables[0].columns.keys() >= set(names):
        return RowTable({name: tables[0].columns[name] for name in names})
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for table in tables:
        for name, values in columns.items():
            known = table.columns.get(name)
            values.extend([defaults[name]] * len(table) if known is None else known)
    return RowTable(columns)
