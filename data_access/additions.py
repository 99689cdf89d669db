"""Commit: the rows that an upload adds: checked by their class column by column, then handed over many at a time."""

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Annotated, Any

import sqlalchemy as sa
from pydantic import ConfigDict, TypeAdapter
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from data_access.change_sets import Change, ChangeSet
from data_access.keys import model_key
from data_access.records import ROW_CLASSES
from data_access.tables import FACT_TABLES, fact_table
from data_access.upload_rows import chunks


def check_rows(change_set: ChangeSet) -> None:
    """Raise ValidationError where a row to be added breaks a rule of its class."""
    for dataset, changes in added(change_set).items():
        for chunk in chunks(changes):
            rows = [change.after or {} for change in chunk]
            for name, rule in _rules(dataset).items():
                # Most columns say few different things; each is looked at once.
                rule.validate_python(list({row[name] for row in rows}))


def added(change_set: ChangeSet) -> dict[str, list[Change]]:
    """The changes that add a row, by dataset."""
    found: dict[str, list[Change]] = {dataset: [] for dataset in FACT_TABLES}
    for change in change_set.of("new", "changed"):
        found[change.dataset].append(change)
    return found


@cache
def _rules(dataset: str) -> dict[str, TypeAdapter[list[Any]]]:
    with_rules: Any = Annotated
    return {
        name: TypeAdapter(list[with_rules[(field.annotation, *field.metadata)]], config=ConfigDict(strict=True))
        for name, field in ROW_CLASSES[dataset].model_fields.items()
    }


def add_rows(
    connection: Connection, dataset: str, changes: list[Change], *, upload: int, files: dict[int, int]
) -> Iterator[int]:
    """Add the rows of these changes; after each chunk, how many rows it had."""
    table = fact_table(dataset)
    hand_over = _copy if connection.dialect.name == "postgresql" else _insert
    for chunk in chunks(changes):
        columns = _columns(dataset, chunk)
        columns |= {"added_by": [upload] * len(chunk), "brought_by": [upload] * len(chunk)}
        columns["file"] = [files[change.file] for change in chunk]
        hand_over(connection, table, columns)
        yield len(chunk)


def _columns(dataset: str, changes: list[Change]) -> dict[str, list[Any]]:
    rows = [change.after or {} for change in changes]
    columns: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in ROW_CLASSES[dataset].model_fields}
    columns["natural_key"] = list(map(attrgetter("key"), changes))
    columns["replaces"] = [_replaced(change) for change in changes]
    if dataset == "models":
        columns["model_key"] = list(map(model_key, rows))
    return columns


def _replaced(change: Change) -> int | None:
    """The row that this one changes, where its key does not say so."""
    before = change.before
    return before["id"] if before is not None and before["natural_key"] != change.key else None


def _insert(connection: Connection, table: sa.Table, columns: dict[str, list[Any]]) -> None:
    for name, values in columns.items():
        if isinstance(table.c[name].type, sa.Date):
            columns[name] = [None if value is None else _as_stored(value) for value in values]
    places = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({places})"
    connection.exec_driver_sql(statement, list(zip(*columns.values(), strict=True)))


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
    failure: Any = connection.dialect.loaded_dbapi.Error
    try:
        with driver.cursor() as cursor, cursor.copy(f"COPY {beside} ({names}) FROM STDIN") as copy:
            for row in zip(*columns.values(), strict=True):
                copy.write_row(row)
    except failure as error:
        raise DBAPIError.instance("COPY", None, error, failure) from error
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {beside}")
    connection.exec_driver_sql(f"TRUNCATE {beside}")
