"""Show: the promises that hold for rows: one current row a thing, keys that say what the row says, pointers that lead somewhere."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.keys import model_key, natural_key, without_ordinal
from data_access.model_merges import links, root_of
from data_access.sound_schema import Fault
from data_access.tables import FACT_TABLES, fact_table

_AT_ONCE = 5_000


def broken_facts(connection: Connection) -> Iterator[Fault]:
    """Two current rows of one thing; rows that end before they begin, or point at what is not there."""
    for dataset in FACT_TABLES:
        table = fact_table(dataset)
        current = sa.select(table.c.natural_key).where(table.c.removed_by.is_(None))
        twice = current.group_by(table.c.natural_key).having(sa.func.count() > 1)
        for key in connection.scalars(twice):
            yield "two_current_rows", {"dataset": dataset, "key": key}
        for code, where in _broken_rows(table).items():
            for id in connection.scalars(sa.select(table.c.id).where(where).order_by(table.c.id)):
                yield code, {"dataset": dataset, "row": id}


def _broken_rows(table: sa.Table) -> dict[str, sa.ColumnElement[bool]]:
    copies = sa.table("kept_copy", sa.column("file"), sa.column("sheet"))
    copy_of = sa.exists().where(copies.c.file == table.c.file, copies.c.sheet == table.c.sheet)
    files = sa.table("uploaded_file", sa.column("id"), sa.column("upload"))
    brought = sa.exists().where(files.c.id == table.c.file, files.c.upload != table.c.brought_by)
    return {
        "removed_before_added": table.c.removed_by <= table.c.added_by,
        "brought_after_added": table.c.brought_by > table.c.added_by,
        "brought_by_another_file": brought,
        "kept_copy_missing": ~copy_of,
        **{f"{target}_missing": _points_nowhere(columns, target) for target, columns in _targets(table).items()},
    }


def _targets(table: sa.Table) -> dict[str, tuple[sa.Column[Any], ...]]:
    return {
        "unit": (table.c.unit,),
        "term": (table.c.term,),
        "uploaded_file": (table.c.file,),
        "upload": (table.c.added_by, table.c.removed_by, table.c.brought_by),
    }


def _points_nowhere(columns: tuple[sa.Column[Any], ...], target: str) -> sa.ColumnElement[bool]:
    other = sa.table(target, sa.column("id"))
    return sa.or_(*(column.is_not(None) & ~sa.exists().where(other.c.id == column) for column in columns))


def broken_keys(connection: Connection) -> Iterator[Fault]:
    """Rows whose key is not made of what they say, and current models that do not count under the root of theirs."""
    linked = links(connection)
    for dataset in FACT_TABLES:
        table = fact_table(dataset)
        found = connection.execute(sa.select(table).order_by(table.c.id), execution_options={"yield_per": _AT_ONCE})
        for row in map(dict, found.mappings()):
            if natural_key(dataset, row) != without_ordinal(row["natural_key"]):
                yield "wrong_natural_key", {"dataset": dataset, "row": row["id"]}
            elif (
                dataset == "models"
                and row["removed_by"] is None
                and row["model_key"] != root_of(model_key(row), linked)
            ):
                yield "wrong_model_key", {"dataset": dataset, "row": row["id"]}
