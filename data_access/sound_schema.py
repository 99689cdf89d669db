"""Show: whether the tables of a database are those that the code declares, with their indexes and the guards of the audit trail."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, text

from data_access.tables import Record

# What is wrong with a database: the code of its sentence, and what the sentence names.
Fault = tuple[str, dict[str, Any]]
_TRIGGERS = {
    "sqlite": text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'"),
    "postgresql": text(
        "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relname = 'audit_entry' "
        "AND c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND t.tgenabled = 'O'"
    ),
}
_GUARDS = {
    "sqlite": {"audit_entry_no_update", "audit_entry_no_delete", "audit_entry_no_replace"},
    "postgresql": {"audit_entry_no_change", "audit_entry_no_truncate"},
}


def broken_schema(connection: Connection) -> Iterator[Fault]:
    """Tables, columns, keys, rules, indexes and guards that are missing, other than declared, or nobody's."""
    inspector = sa.inspect(connection)
    there = set(inspector.get_table_names())
    for name, table in sorted(Record.metadata.tables.items()):
        if name not in there:
            yield "table_missing", {"table": name}
            continue
        found = _found(inspector, name)
        for what, declared in _declared(table, connection.dialect.name).items():
            for each in sorted(declared ^ found[what], key=str):
                yield "schema_differs", {"table": name, "what": what, "name": _written(each)}
    guards = set(connection.scalars(_TRIGGERS[connection.dialect.name]))
    for name in sorted(_GUARDS[connection.dialect.name] - guards):
        yield "guard_missing", {"table": "audit_entry", "name": name}


def _written(each: Any) -> str:
    return each if isinstance(each, str) else " ".join(str(part) for part in each if part != "")


def _declared(table: sa.Table, dialect: str) -> dict[str, set[Any]]:
    unique = {_names(each.columns) for each in table.constraints if isinstance(each, sa.UniqueConstraint)}
    return {
        "column": {(column.name, "null" if column.nullable else "not null") for column in table.columns},
        "primary key": {_names(table.primary_key.columns)},
        "foreign key": {(_names(key.columns), key.referred_table.name) for key in table.foreign_key_constraints},
        "unique": unique | {column.name for column in table.columns if column.unique and not column.index},
        "check": {str(each.name) for each in table.constraints if isinstance(each, sa.CheckConstraint) and each.name},
        "index": {
            (
                str(index.name),
                _names(index.columns),
                _flags(bool(index.unique), index.dialect_options[dialect].get("where")),
            )
            for index in table.indexes
        },
    }


def _found(inspector: sa.Inspector, name: str) -> dict[str, set[Any]]:
    return {
        "column": {
            (column["name"], "null" if column["nullable"] else "not null") for column in inspector.get_columns(name)
        },
        "primary key": {" ".join(inspector.get_pk_constraint(name)["constrained_columns"])},
        "foreign key": {
            (" ".join(key["constrained_columns"]), key["referred_table"]) for key in inspector.get_foreign_keys(name)
        },
        "unique": {" ".join(key["column_names"]) for key in inspector.get_unique_constraints(name)},
        "check": {str(check["name"]) for check in inspector.get_check_constraints(name)},
        "index": {
            (
                str(index["name"]),
                " ".join(str(part) for part in index["column_names"]),
                _flags(bool(index["unique"]), _where(index)),
            )
            for index in inspector.get_indexes(name)
            if not index.get("duplicates_constraint")
        },
    }


def _names(columns: Any) -> str:
    return " ".join(column.name for column in columns)


def _where(index: Any) -> Any:
    options = index.get("dialect_options", {})
    return next((options[key] for key in options if key.endswith("_where")), None)


def _flags(unique: bool, where: Any) -> str:
    # A server writes the condition its own way: upper and lower case, brackets and casts are not what counts.
    condition = "" if where is None else "".join(ch for ch in str(where).lower().replace("::text", "") if ch.isalnum())
    return f"{'unique' if unique else 'plain'} {condition}".strip()
