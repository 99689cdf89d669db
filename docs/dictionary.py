"""Beside the walk: the data dictionary, from the row classes, the tables and the texts of their columns."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column

from data_access import vocabulary
from data_access.columns import SheetColumn, sheet_columns
from data_access.records import ROW_CLASSES
from data_access.tables import FACT_TABLES, Record, Versioned, fact_table
from locales import text

FOLDER = Path(__file__).resolve().parent
_HEAD = """\
# Data dictionary

Written by `python -m docs.write_documents` from the row classes (`data_access/records.py`), the tables
(`data_access/tables.py`) and their texts; do not edit by hand.

One class is the single source of a sheet: its columns below are those of the template, of the readers, of the checks,
of the table and of the export. A header is recognised by its words (without diacritics, anywhere in the header), not by
its position. A column is *needed* when a row without it is refused or when the template marks it; unit and term may
also come from the title, the sheet's name, a group row or an option.

No column about a person is ever taken, and none is in this list.

"""
_KINDS = {
    "text": "text", "organisation": "name of a body", "unit": "unit", "period": "term", "date": "day or period",
    "year": "year", "count": "whole number, may be a bound", "choice": "one code", "choices": "one or several codes",
    "partners": "names of bodies, separated by ;",
}  # fmt: skip
_SHARED = ("sheet", "source_row", "source_cell", "other_words", *Versioned.model_fields)
_LISTS = {
    "sector": vocabulary.SECTORS, "stage": vocabulary.STAGES, "level": vocabulary.LEVELS,
    "owner_kind": vocabulary.OWNER_KINDS, "bloc": vocabulary.BLOCS, "award_form": vocabulary.AWARD_FORMS,
    "award_ground": vocabulary.AWARD_GROUNDS, "topic": vocabulary.TOPICS, "audience": vocabulary.AUDIENCES,
    "programme_status": vocabulary.PROGRAMME_STATUSES, "term_kind": vocabulary.TERM_KINDS,
}  # fmt: skip


def field_notes() -> dict[str, str]:
    """What the stored fields mean that are no column of a sheet."""
    notes: dict[str, str] = tomllib.loads((FOLDER / "notes.toml").read_text(encoding="utf-8"))["field"]
    return notes


def fields_without_column() -> dict[str, list[str]]:
    """The stored fields of each dataset that no column of its sheet fills by itself."""
    return {
        dataset: [c.name for c in fact_table(dataset).columns if c.name not in sheet_columns(row_class)]
        for dataset, row_class in ROW_CLASSES.items()
    }


def data_dictionary() -> str:
    """The document: each kind of sheet, the other tables, the lists of codes."""
    datasets = [_dataset(dataset) for dataset in ROW_CLASSES]
    parts = [_HEAD.rstrip() + "\n", *datasets, _of_every_row(), _other_tables(), _codes()]
    return "\n".join(parts)


def _of_every_row() -> str:
    table = fact_table("summary")
    lines = [
        "## Every row",
        "",
        "Whatever its kind, a stored row also says where it stood and since when it holds.",
        "",
    ]
    lines += ["| field | type | meaning |", "|---|---|---|", *(_stored(table.columns[name]) for name in _SHARED)]
    return "\n".join(lines) + "\n"


def _dataset(dataset: str) -> str:
    own = [name for name in fields_without_column()[dataset] if name not in _SHARED]
    lines = [
        f"## {text(f'upload.dataset.{dataset}', 'en')} (`{dataset}`)",
        "",
        f"{_first_sentence(ROW_CLASSES[dataset])} Table `{fact_table(dataset).name}`.",
        "",
        "| column of the sheet | in English | field | holds | recognised by |",
        "|---|---|---|---|---|",
        *(_column(dataset, field, column) for field, column in sheet_columns(ROW_CLASSES[dataset]).items()),
    ]
    if own:
        lines += ["", "Stored beside them:", "", "| field | type | meaning |", "|---|---|---|"]
        lines += [_stored(fact_table(dataset).columns[name]) for name in own]
    return "\n".join(lines) + "\n"


def _column(dataset: str, field: str, column: SheetColumn) -> str:
    names = [text(f"columns.{dataset}.{field}", lang) for lang in ("vi", "en")]
    is_mark = column.kind == "choice" and not column.choices
    holds = ("x or empty" if is_mark else _KINDS[column.kind]) + (", needed" if column.needed else "")
    listed = next((name for name, codes in _LISTS.items() if codes == column.choices), None)
    if listed:
        holds += f": [{listed}](#{listed})"
    words = ", ".join(column.words) + (f"; not: {', '.join(column.unless)}" if column.unless else "")
    return f"| {names[0]} | {names[1]} | `{field}` | {holds} | {words} |"


def _stored(column: Column[Any]) -> str:
    return f"| `{column.name}` | {_type(column)} | {field_notes().get(column.name, '')} |"


def _type(column: Column[Any]) -> str:
    length = getattr(column.type, "length", None)
    named = type(column.type).__name__.removeprefix("Auto").lower() + (f"({length})" if length else "")
    target = next((f" → `{key.target_fullname}`" for key in column.foreign_keys), "")
    return f"{named}{', may be empty' if column.nullable else ''}{target}"


def _other_tables() -> str:
    facts = {fact_table(dataset).name for dataset in FACT_TABLES}
    lines = ["## The other tables", ""]
    for table in Record.metadata.sorted_tables:
        if table.name not in facts:
            lines += [f"### `{table.name}`", "", _meaning(table.name), "", "| field | type |", "|---|---|"]
            lines += [*(f"| `{column.name}` | {_type(column)} |" for column in table.columns), ""]
    return "\n".join(lines)


def _meaning(name: str) -> str:
    return next(_first_sentence(each) for each in _classes(Record) if getattr(each, "__tablename__", "") == name)


def _classes(parent: type) -> Iterator[type]:
    below: list[type] = parent.__subclasses__()
    for each in below:
        yield each
        yield from _classes(each)


def _first_sentence(described: type) -> str:
    return " ".join((described.__doc__ or "").split())


def _codes() -> str:
    lines = ["## Lists of codes", "", "Codes are stored; words are shown. A word outside a list is kept beside it.", ""]
    for name, codes in _LISTS.items():
        lines += [f"### {name}", "", "| code | vi | en |", "|---|---|---|"]
        lines += [f"| `{code}` | {_label(name, code, 'vi')} | {_label(name, code, 'en')} |" for code in codes]
        lines.append("")
    return "\n".join(lines)


def _label(name: str, code: str, lang: str) -> str:
    return text(f"choices.{name}.{code}", lang)
