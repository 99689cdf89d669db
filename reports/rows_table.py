"""Export: rows of lists as one plain table: the columns of their sheet, and where each row stands in its file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from data_access.columns import SheetColumn, sheet_columns
from data_access.measures import Measure
from data_access.records import ROW_CLASSES
from locales import has_text, term_text, text
from reports.export_content import Kind, Table, TableColumn, Value

# A sheet of Excel has a million rows, a person's patience fewer.
MOST_ROWS = 100_000
_Row = Mapping[str, Any]
_Declared = tuple[TableColumn, Callable[[_Row], Value]]
_LABELS = {"recognition_level": "level", "awarding_level": "level"}
_WIDTHS = {"text": 24, "organisation": 28, "unit": 20}
_KINDS: dict[str, Kind] = {"count": "number", "year": "text", "date": "day"}


def rows_table(found: Sequence[_Row], measure: Measure, units: Mapping[str, str], lang: str) -> Table:
    """The rows as a table; ``units`` are the names of units by id."""
    declared = [*_said(measure, units, lang), *_origin(lang)]
    rows = tuple(tuple(value(row) for _, value in declared) for row in found)
    return Table(tuple(column for column, _ in declared), rows)


def _said(measure: Measure, units: Mapping[str, str], lang: str) -> Iterator[_Declared]:
    dataset = measure.dataset
    for field, column in sheet_columns(ROW_CLASSES[dataset]).items():
        header = text(f"columns.{dataset}.{field}", lang)
        shape = TableColumn(
            header, _KINDS.get(column.kind, "text"), 40 if column.needed else _WIDTHS.get(column.kind, 16)
        )
        yield shape, _value(field, column, units, lang)
        if field == "attendances":
            qualifier = TableColumn(text("exports.column.qualifier", lang), "text", 8)
            yield qualifier, lambda row: row.get("attendances_qualifier") or ""
        if field == "term" and dataset == "training":
            yield TableColumn(text("choices.term_kind.year", lang), "text", 10), lambda row: str(row.get("year") or "")


def _value(field: str, column: SheetColumn, units: Mapping[str, str], lang: str) -> Callable[[_Row], Value]:
    def of_unit(row: _Row) -> Value:
        return units.get(row["unit"], row["unit"])

    def of_term(row: _Row) -> Value:
        return term_text(row["term"], lang, short=True) if row["term"] else ""

    def of_choice(row: _Row) -> Value:
        kept = json.loads(row["other_words"]) if row.get("other_words") else {}
        return str(kept[field]) if field in kept else labels(field, row.get(field), lang)

    def of_day(row: _Row) -> Value:
        return _day(row.get(field)) or (row.get("period_text") or "" if field == "start_date" else None)

    def plainly(row: _Row) -> Value:
        value = row.get(field)
        return str(value) if column.kind == "year" and value is not None else value

    special = {"unit": of_unit, "period": of_term, "choice": of_choice, "choices": of_choice, "date": of_day}
    return special.get(column.kind, plainly)


def labels(field: str, codes: str | None, lang: str) -> str:
    """The codes of a field in words; what nobody said stays empty."""
    topic = _LABELS.get(field, field)
    said = [code for code in (codes or "").split(",") if code and code != "unspecified"]
    keys = [f"choices.{topic}.{code}" for code in said]
    return "; ".join(text(key, lang) for key in keys if has_text(key))


def _day(value: Any) -> date | None:
    # SQLite hands text, PostgreSQL dates.
    return value if isinstance(value, date) or value is None else date.fromisoformat(str(value))


def _origin(lang: str) -> Iterator[_Declared]:
    def column(name: str, kind: Kind, width: int) -> TableColumn:
        return TableColumn(text(f"columns.row.{name}", lang), kind, width)

    yield column("source_file", "text", 34), lambda row: row["file_name"]
    yield column("source_sheet", "text", 16), lambda row: row["sheet"]
    yield column("source_row", "number", 8), lambda row: row["source_row"]
    yield column("upload", "number", 12), lambda row: row["brought_by"]
