"""Commit: rows that come back, or go on under another model, as copies that keep where they stood."""

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.upload_rows import chunks, stored_table


def copy_rows(connection: Connection, dataset: str, copies: list[tuple[int, int | None]], upload: int) -> None:
    """Add a copy of each row by its id; the second id is the row that it stands instead of, where that has another key."""
    table = stored_table(dataset)
    same = [column for column in table.c if column.name not in ("id", "added_by", "removed_by", "replaces")]
    stamp = {"added_by": sa.literal(upload), "replaces": sa.cast(sa.column("instead_of"), sa.Integer)}
    stamp = {name: value for name, value in stamp.items() if name in table.c}
    pairs = sa.column("row", sa.Integer), sa.column("instead_of", sa.Integer)
    for chunk in chunks(copies):
        chosen = sa.values(*pairs, name="chosen").data(chunk).cte()
        rows = sa.select(*same, *stamp.values()).join(chosen, chosen.c.row == table.c.id)
        into = [*(column.name for column in same), *stamp]
        connection.execute(sa.insert(table).from_select(into, rows.order_by(table.c.id)))
