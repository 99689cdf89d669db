"""Commit: the rows that an upload adds: checked by their class column by column, then handed over many at a time."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Annotated, Any

import sqlalchemy as sa
from pydantic import ConfigDict, TypeAdapter
from sqlalchemy import Connection

from data_access.change_sets import Change, ChangeSet
from data_access.driver_rows import told_as_usual
from data_access.fact_indexes import filled_afterwards
from data_access.keys import model_key
from data_access.records import ROW_CLASSES
from data_access.row_tables import RowTable, joined
from data_access.tables import FACT_TABLES, fact_table
from data_access.upload_rows import CHUNK

# Nothing in it that a statement could take for anything but letters.
_CODE = re.compile("[a-z_]*")


def check_rows(change_set: ChangeSet) -> None:
    """Raise ValidationError where a row to be added breaks a rule of its class."""
    for dataset, rows in added(change_set).items():
        for name, rule in _rules(dataset).items():
            rule.validate_python(_different(rows.columns[name]))


def added(change_set: ChangeSet) -> dict[str, RowTable]:
    """The rows that are added, by dataset: what they say, their key, the row they replace and the file's position."""
    return {dataset: joined(list(_added(change_set, dataset)), _names(dataset), {}) for dataset in FACT_TABLES}


def _different(column: list[Any]) -> list[Any]:
    """What a column says, each once: most columns say few different things, many one alone."""
    return column[:1] if column.count(next(iter(column), None)) == len(column) else list(set(column))


def _said(dataset: str) -> tuple[str, ...]:
    return (*ROW_CLASSES[dataset].model_fields, "file", *(("model_key",) if dataset == "models" else ()))


def _names(dataset: str) -> tuple[str, ...]:
    return (*_said(dataset), "natural_key", "replaces")


def _added(change_set: ChangeSet, dataset: str) -> Iterator[RowTable]:
    for part in change_set.changes.parts:
        if isinstance(part, list):
            singles = (each for each in part if each.dataset == dataset and each.kind in ("new", "changed"))
            rows = [_row(each) for each in singles]
            if rows:
                yield RowTable.of(rows, _names(dataset))
        elif part.dataset == dataset and part.kind == "new":
            said = part.columns(_said(dataset))
            yield RowTable({**said, "natural_key": list(part.keys), "replaces": [None] * len(part.keys)})


@cache
def _rules(dataset: str) -> dict[str, TypeAdapter[list[Any]]]:
    with_rules: Any = Annotated
    return {
        name: TypeAdapter(list[with_rules[(field.annotation, *field.metadata)]], config=ConfigDict(strict=True))
        for name, field in ROW_CLASSES[dataset].model_fields.items()
    }


def add_rows(
    connection: Connection, dataset: str, rows: RowTable, *, upload: int, files: dict[int, int]
) -> Iterator[int]:
    """Add these rows; after each chunk, how many it had."""
    table = fact_table(dataset)
    hand_over = _copy if connection.dialect.name == "postgresql" else _insert
    with filled_afterwards(connection, table.name, len(rows)):
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            columns = dict(chunk.columns)
            columns |= {"added_by": [upload] * len(chunk), "brought_by": [upload] * len(chunk)}
            columns["file"] = [files[position] for position in columns["file"]]
            hand_over(connection, table, columns)
            yield len(chunk)


def _row(change: Change) -> dict[str, Any]:
    row = dict(change.after or {})
    key = {"model_key": model_key(row)} if change.dataset == "models" else {}
    return {**row, **key, "natural_key": change.key, "replaces": _replaced(change)}


def _replaced(change: Change) -> int | None:
    """The row that this one changes, where its key does not say so."""
    before = change.before
    return before["id"] if before is not None and before["natural_key"] != change.key else None


def _insert(connection: Connection, table: sa.Table, columns: dict[str, list[Any]]) -> None:
    # A column that says nothing in all these rows is cheaper left out: each value costs as much as one that speaks.
    columns = {name: said for name, said in columns.items() if said[0] is not None or said.count(None) < len(said)}
    for name, values in columns.items():
        if isinstance(table.c[name].type, sa.Date):
            columns[name] = [None if value is None else _as_stored(value) for value in values]
    # What all of them say in numbers or codes stands in the statement itself.
    fixed = {name: told for name, said in columns.items() if (told := _in_statement(said)) is not None}
    handed = [said for name, said in columns.items() if name not in fixed]
    places = ", ".join(fixed.get(name, "?") for name in columns)
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({places})"
    connection.exec_driver_sql(statement, list(zip(*handed, strict=True)))


def _in_statement(said: list[Any]) -> str | None:
    """The one whole number or code that a column says, as a statement writes it; None where it says anything else."""
    first = said[0]
    if said.count(first) < len(said):
        return None
    if type(first) is int:
        return str(first)
    return f"'{first}'" if type(first) is str and _CODE.fullmatch(first) else None


@lru_cache(maxsize=10_000)
def _as_stored(day: date) -> str:
    return day.isoformat()


def _copy(connection: Connection, table: sa.Table, columns: dict[str, list[Any]]) -> None:
    """By way of a table of this transaction alone, so that a broken rule is told as it is of any statement."""
    names, beside = ", ".join(columns), f"added_{table.name}"
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE IF NOT EXISTS {beside} ON COMMIT DROP AS SELECT {names} FROM {table.name} WITH NO DATA"
    )
    driver: Any = connection.connection.driver_connection
    with (
        told_as_usual(connection, "COPY"),
        driver.cursor() as cursor,
        cursor.copy(f"COPY {beside} ({names}) FROM STDIN") as copy,
    ):
        for row in zip(*columns.values(), strict=True):
            copy.write_row(row)
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {beside}")
    connection.exec_driver_sql(f"TRUNCATE {beside}")
