"""Compare, undo and export: the current rows of some units.

An import has them read by columns, and those that it states again are only named.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.change_sets import CONTENT_FIELDS
from data_access.driver_rows import handed_over
from data_access.fact_indexes import is_mostly
from data_access.incoming import Keyed, Row, Rows
from data_access.tables import FACT_TABLES, fact_table

# Above this many units one look at all rows is cheaper than naming them.
_NAMED_UNITS = 500
_AT_ONCE = 5_000


def current_rows(connection: Connection, dataset: str, units: set[str]) -> Rows:
    """The current rows of these units, by natural key."""
    return current_but_same(connection, dataset, units, None)[0]


def current_but_same(
    connection: Connection, dataset: str, units: set[str], incoming: Keyed | None
) -> tuple[dict[str, Row], set[str]]:
    """The current rows of these units, and the keys of those that an incoming row states again: they are not held."""
    table = fact_table(dataset)
    stated = ("natural_key", *CONTENT_FIELDS[dataset])
    names = (*stated, *(column.name for column in table.c if column.name not in stated))
    current: dict[str, Row] = {}
    same: set[str] = set()
    for columns in _columns(connection, table, names, units=units, expected=len(incoming or ())):
        keys = columns[0]
        if incoming and incoming.all_state(keys, dict(zip(stated[1:], columns[1:], strict=False))):
            same.update(keys)
            continue
        states = incoming.stated(keys, stated[1:]) if incoming else {}
        for row in zip(*columns, strict=True):
            key = row[0]
            if states.get(key) == row[1 : len(stated)]:
                same.add(key)
            else:
                current[key] = dict(zip(names, row, strict=True))
    return current, same


def _columns(
    connection: Connection, table: sa.Table, names: Sequence[str], *, units: set[str], expected: int
) -> Iterator[list[Sequence[Any]]]:
    """The current rows of these units in their order, some thousand at a time, by columns."""
    dialect = connection.dialect
    query = sa.select(*map(table.c.__getitem__, names)).where(table.c.removed_by.is_(None)).order_by(table.c.id)
    if len(units) <= _NAMED_UNITS:
        unit: sa.ColumnElement[str] = table.c.unit
        if is_mostly(connection, table.name, expected):
            # Read from its beginning to its end, a table costs half of what its index of units does.
            unit = sa.literal_column(f"+{table.name}.unit", sa.String)
        query = query.where(unit.in_(sorted(units)))
    read = [table.c[name].type.dialect_impl(dialect).result_processor(dialect, None) for name in names]
    with connection.execute(query) as result:
        for chunk in handed_over(connection, result, _AT_ONCE):
            columns = zip(*chunk, strict=True)
            yield [[*map(how, said)] if how else said for how, said in zip(read, columns, strict=True)]


def rows_by_unit(connection: Connection, dataset: str, units: Collection[str]) -> Iterator[dict[str, Any]]:
    """The current rows of these units with all their columns, unit by unit in the order in which they came."""
    table = fact_table(dataset)
    asked = sa.select(table).where(table.c.removed_by.is_(None), table.c.unit.in_(sorted(units)))
    return map(dict, connection.execute(asked.order_by(table.c.unit, table.c.id)).mappings())


def units_with_rows(connection: Connection) -> set[str]:
    """The units of which there is any row, in force or not."""
    tables = map(fact_table, FACT_TABLES)
    return {str(unit) for table in tables for unit in connection.scalars(sa.select(table.c.unit).distinct())}
