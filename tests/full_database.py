"""Commit, tested: a database with something in every corner, and all that it holds as plain values to compare."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import text

from data_access.backups import NOT_KEPT
from data_access.changes import Incoming
from data_access.database import Database
from data_access.merge_decisions import decide
from data_access.tables import Record
from data_access.undos import undo
from tests.row_builders import (
    a_commendation,
    a_figure,
    a_model,
    a_scope,
    a_training,
    committed,
    models,
)

MOMENT = datetime(2026, 3, 1, 17, 30, 0, 123456, tzinfo=UTC)


def fill(database: Database) -> int:
    """Uploads of every kind, an account that is signed in, and a line of the audit trail; the version they make."""
    listed = [a_model("Hẻm «xanh»"), a_model("Hẻm xanh 2", decision_date=date(2023, 5, 19)), a_model("Vườn rau")]
    training = Incoming("training", [a_training(), a_training(attendances=50), a_training("Lớp\tkhác\\ 2")])
    committed(
        database,
        models(*listed),
        Incoming("summary", [a_figure(260, qualifier=">")]),
        training,
        Incoming("commendations", [a_commendation()]),
        answers={"Q. Ba": "770"},
    )
    committed(
        database,
        models(a_model("Hẻm «xanh»", stage="recognised"), scopes=[a_scope("models", "year:2023")]),
        replace=True,
    )
    undo(database, 2, by="tester")
    with database.read() as connection:
        keys = list(connection.scalars(text("SELECT DISTINCT model_key FROM dan_van_model ORDER BY model_key")))
    decide(database, "same", keys[0], keys[1], by="tester")
    with database.write() as connection:
        _sign_in(connection)
    return database.version()


def _sign_in(connection: sa.Connection) -> None:
    tables = Record.metadata.tables
    rows: dict[str, dict[str, Any]] = {
        "account": {"id": 7, "name": "thu-ky", "role": "secretary", "password_hash": "x", "created_at": MOMENT},
        "account_unit": {"account": 7, "unit": "770"},
        "sign_in": {"token_hash": "a" * 64, "account": 7, "created_at": MOMENT, "seen_at": MOMENT},
        "sign_in_try": {"at": MOMENT, "name_hash": "b" * 64, "succeeded": True},
        "audit_entry": {"at": MOMENT, "account": 7, "action": "sign_in", "outcome": "done"},
        "saved_show": {"id": 3, "name": "Họp giao ban"},
        "saved_view": {
            "show": 3,
            "place": 1,
            "name": "x",
            "page": "models",
            "codes": "{}",
            "exhibits": "[]",
            "version": 1,
        },
    }
    filled_in = {
        "password_version": 1,
        "must_change": False,
        "disabled": True,
        "address": "",
        "name": "",
        "target": "",
        "detail": "",
    }
    for name, row in rows.items():
        lacking = {column: value for column, value in filled_in.items() if column in tables[name].c}
        connection.execute(sa.insert(tables[name]), lacking | row)


def contents(database: Database, *, without: Collection[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that a backup keeps; moments in UTC."""
    with database.read() as connection:
        return {
            name: sorted((tuple(map(_plain, row)) for row in connection.execute(_query(table))), key=repr)
            for name, table in Record.metadata.tables.items()
            if name not in {*NOT_KEPT, *without}
        }


def _query(table: sa.Table) -> sa.Select[Any]:
    query = sa.select(table)
    # That it was restored is a line of its own, which no backup can hold.
    return query.where(table.c.action != "restore") if table.name == "audit_entry" else query


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    return bytes(value) if isinstance(value, memoryview) else value
