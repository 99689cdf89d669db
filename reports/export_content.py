"""Export: what is taken away: the figures or rows of one look at the data, and all that must be told with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from data_access.bounds import Amount
from data_access.measures import Measure
from data_access.periods import period

Value = str | int | date | None
Kind = Literal["text", "number", "day"]


@dataclass(frozen=True)
class Line:
    """One figure: its codes and ids as counted; ``unit`` is None in a sum over units. Coverages are (have, of).

    ``unit_from``: since when the unit bears its code, where it did not from the start: codes were given twice.
    """

    measure: str
    unit: str | None
    unit_code: str
    unit_name: str
    term: str
    amount: Amount
    basis: str
    dims: Mapping[str, str] = field(default_factory=dict)
    units: tuple[int, int] | None = None
    years: tuple[int, int] | None = None
    as_of: date | None = None
    is_estimate: bool = False
    counted_stage: str | None = None
    listed: Amount | None = None
    unit_from: date | None = None

    @property
    def kind(self) -> str:
        """The kind of its term."""
        return period(self.term).kind

    @property
    def split(self) -> tuple[str, ...]:
        """The codes of the further dimensions, in their order."""
        return tuple(self.dims.values())


@dataclass(frozen=True)
class Place:
    """A unit that stands in the table, with or without a figure."""

    unit: str
    code: str
    name: str
    is_province: bool = False


@dataclass(frozen=True)
class Origin:
    """A file that figures came from, and the upload that first brought them."""

    file: str
    upload: int


@dataclass(frozen=True)
class About:
    """What is told about a copy. ``address`` and ``code`` reopen the view; ``is_cut``: the list was too long to take whole.

    ``is_sample``: sample data was among what the pages showed, which no copy may keep to itself.
    """

    title: str
    selection: str
    version: int
    updated: datetime
    exported: datetime
    lang: str
    measures: tuple[Measure, ...]
    by_whom: str = ""
    address: str = ""
    sources: tuple[Origin, ...] = ()
    is_cut: bool = False
    code: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class ExportContent:
    """Figures and their sums term by term. ``absent``: units in terms in which they did not exist."""

    about: About
    lines: tuple[Line, ...]
    totals: tuple[Line, ...] = ()
    split: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    absent: frozenset[tuple[str, str]] = frozenset()
    running: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TableColumn:
    """One column of an exported table."""

    header: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True)
class Table:
    """Columns and rows as they are written, the same into a workbook and into a text file."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class RowsContent:
    """The rows of lists behind a figure."""

    about: About
    table: Table
