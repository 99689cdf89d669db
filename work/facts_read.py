"""Validate to compare: the facts of all sheets of an import, together by dataset, and what each sheet speaks for."""

from collections.abc import Mapping, Sequence
from typing import Any

from data_access.change_sets import Incoming, Scope
from data_access.incoming import together
from data_access.records import ROW_CLASSES
from data_access.row_tables import RowTable
from intake.facts import Facts
from intake.readings import FileReading, SheetReading


def incoming_of(readings: list[FileReading]) -> list[Incoming]:
    """All facts of all files by dataset, with the scope of each sheet."""
    tables: dict[str, list[RowTable]] = {dataset: [] for dataset in ROW_CLASSES}
    scopes: dict[str, list[Scope]] = {dataset: [] for dataset in ROW_CLASSES}
    for number, reading in enumerate(readings):
        for sheet in reading.sheets:
            for dataset, rows in sheet.facts.parts:
                tables[dataset].append(rows.with_column("file", number))
            for dataset in dict.fromkeys(dataset for dataset, _ in sheet.facts.parts):
                scopes[dataset].append(_scope(number, sheet, dataset))
    return [
        Incoming(dataset, together(dataset, [Incoming(dataset, table) for table in rows]), scopes[dataset])
        for dataset, rows in tables.items()
        if rows
    ]


def everything_of(readings: Sequence[FileReading]) -> list[Incoming]:
    """The same without scopes, with the rows whose time is asked: those of one sheet will have the same."""
    return [
        Incoming(dataset, rows.with_column("file", number) if is_dated else _asked(rows, number, sheet), [])
        for number, reading in enumerate(readings)
        for sheet in reading.sheets
        for facts, is_dated in ((sheet.facts, True), (sheet.undated, False))
        for dataset, rows in facts.parts
    ]


def _asked(rows: RowTable, number: int, sheet: SheetReading) -> RowTable:
    return rows.with_column("file", number).with_column("term", f"{number} {sheet.sheet}")


def _scope(number: int, sheet: SheetReading, dataset: str) -> Scope:
    return Scope(number, sheet.sheet[:100], dataset, sheet.area or "", frozenset(terms_of(sheet.facts, dataset)))


def term_of(row: Mapping[str, Any]) -> str:
    """The term a row stands in: the one it names, else its year."""
    return str(row["term"] or f"year:{row.get('report_year') or row.get('year')}")


def terms_of(facts: Facts, dataset: str | None = None) -> set[str]:
    """The terms that the facts of a sheet stand in, those of one dataset if it is named."""
    names = ("term", "report_year", "year")
    return {term_of(dict(zip(names, said, strict=True))) for said in facts.different(*names, dataset=dataset)}


def named_terms(incoming: list[Incoming]) -> set[str]:
    """The terms that rows name, which the database must know."""
    return {str(term) for part in incoming for term in set(together(part.dataset, [part]).columns["term"]) if term}
