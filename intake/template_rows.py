"""Export: facts as the cells of a template that reads back to exactly these facts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_access.periods import period
from data_access.reference import Reference
from intake.dates import read_date
from intake.template_columns import Row, Say, TemplateColumn, figure_key
from intake.terms import read_term

Cell = str | int | date | None
_COUNT_WORDS = {"nguoi": "người", "luot": "lượt"}
_TOPICS = {"recognition_level": "level", "awarding_level": "level", "status": "programme_status"}
_TERM = "Nhiệm kỳ {}"  # where the head of the column would make another kind of the years alone
_PART = {"H1": "6 tháng đầu năm {}", "H2": "6 tháng cuối năm {}", "9M": "9 tháng năm {}"}


@dataclass(frozen=True)
class Wording:
    """How codes, units and terms are written in the template."""

    reference: Reference
    say: Say
    term: Callable[[str], str]

    def unit(self, unit: str) -> str:
        """A unit's full name."""
        return self.reference.name_of(unit)

    def term_cell(self, term: str, header: str) -> Cell:
        """A term in the plainest way that the column reads back as this very term."""
        label = period(term).label
        years = all(len(part) == 4 and part.isdigit() for part in label.split("-"))
        plainest: list[Cell] = [int(label) if label.isdigit() else label] if years else []
        plainest += [self.term(term), _TERM.format(label), label, term]
        return next((cell for cell in plainest if read_term(cell, header=header).term == term), term)

    def choice(self, field: str, code: str) -> str:
        """A code of a field as the drop-down shows it; what nobody said is left empty."""
        return "" if code == "unspecified" else self.say(f"template.choice.{_TOPICS.get(field, field)}.{code}")


def sheet_rows(dataset: str, rows: Iterable[Row], columns: list[TemplateColumn], wording: Wording) -> list[list[Cell]]:
    """The facts of a dataset as rows of cells, in the order of the columns."""
    if dataset == "summary":
        return _summary_rows(rows, columns, wording)
    return [[_cell(dataset, row, column, wording) for column in columns] for row in rows]


def _summary_rows(rows: Iterable[Row], columns: list[TemplateColumn], wording: Wording) -> list[list[Cell]]:
    """Figures side by side that one row may state: of one unit and term, one date and one source."""
    together: dict[tuple[Any, ...], dict[Any, Row]] = {}
    for row in rows:
        key = tuple(row[name] for name in ("unit", "term", "as_of", "is_estimate", "source_ref"))
        together.setdefault(key, {})[figure_key(row)] = row
    lines = []
    for found in together.values():
        first = next(iter(found.values()))
        line: list[Cell] = []
        for column in columns:
            if column.figure is None:
                line.append(_cell("summary", first, column, wording))
            else:
                line.append(_stated(found[column.figure]) if column.figure in found else None)
        lines.append(line)
    return lines


def _stated(row: Row) -> Cell:
    value, qualifier = row["value"], row["qualifier"]
    return f"{qualifier}{value}" if qualifier else int(str(value))


def _cell(dataset: str, row: Row, column: TemplateColumn, wording: Wording) -> Cell:
    field = column.field
    if field == "unit":
        return wording.unit(str(row["unit"]))
    if field == "term":
        return _term(dataset, row, column, wording)
    if field == "is_estimate":
        return "x" if row[field] else ""
    if dataset == "targets" and field in ("measure", "target_value"):
        return _target(row, field, wording)
    if dataset == "models" and field == "implementing_body" and row["owner_kind"] != "collective":
        # Who owns a person's model is not kept; a number tells those of one name apart.
        return f"{wording.choice('owner_kind', str(row['owner_kind']))} {row['namesake']}"
    if column.kind in ("choice", "choices"):
        return _chosen(row, column, wording)
    if column.kind == "date":
        return _date(dataset, row, field)
    if field == "attendances":
        return _attendances(row)
    value: Any = row.get(field)
    return value


def _term(dataset: str, row: Row, column: TemplateColumn, wording: Wording) -> Cell:
    if row["term"]:
        return wording.term_cell(str(row["term"]), column.head)
    # A class without a day of its own says its time where others say their term.
    if dataset == "training" and not row["date_precision"]:
        return _part_of_year(row)
    return None


def _part_of_year(row: Row) -> Cell:
    told = str(row["period_text"] or "")
    return told or (int(str(row["year"])) if row["year"] else None)


def _chosen(row: Row, column: TemplateColumn, wording: Wording) -> Cell:
    kept = json.loads(str(row["other_words"])) if row.get("other_words") else {}
    if column.field in kept:
        return str(kept[column.field])
    codes = [code for code in str(row[column.field] or "").split(",") if code]
    return "; ".join(filter(None, (wording.choice(column.field, code) for code in codes)))


def _date(dataset: str, row: Row, field: str) -> Cell:
    value = _day(row.get(field))
    if dataset != "training":
        return value
    start, end, precision = _day(row["start_date"]), _day(row["end_date"]), row["date_precision"]
    if field == "end_date":
        return end if precision == "day" and end != start else None
    if precision == "days" and start and end:
        return f"{start:%d/%m/%Y} - {end:%d/%m/%Y}"
    if precision == "day" or not precision:
        return start
    return _vague(row)


def _vague(row: Row) -> Cell:
    """A month, a quarter, a half-year or a year, written so that it is read as just that."""
    told = str(row["period_text"] or "")
    year, _, part = told.partition("-")
    if not part:
        return int(str(row["year"])) if row["year"] else None
    if part in _PART:
        return _PART[part].format(year)
    written = f"Quý {part[1]}/{year}" if part.startswith("Q") else f"Tháng {int(part)}/{year}"
    return written if read_date(written).period == told else told


def _attendances(row: Row) -> Cell:
    value: Any = row["attendances"]
    word, qualifier = _COUNT_WORDS.get(str(row["counted_as"] or "")), row["attendances_qualifier"]
    if value is None or (not word and not qualifier):
        return value
    return f"{qualifier or ''}{value} {word or ''}".rstrip()


def _target(row: Row, field: str, wording: Wording) -> Cell:
    if field == "measure":
        stage = "" if row["stage"] == "unspecified" else f"_{row['stage']}"
        return wording.say(f"template.target.{row['measure']}{stage}")
    value: Any = row["target_value"]
    return f"≤{value}" if row["operator"] == "≤" else value


def _day(value: Any) -> date | None:
    # SQLite hands text, PostgreSQL dates.
    return value if isinstance(value, date) or value is None else date.fromisoformat(str(value))
