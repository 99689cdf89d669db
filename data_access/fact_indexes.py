"""Commit and compare: the indexes of every table of facts, each of the rows that it is asked for."""

import sqlalchemy as sa


def keyed_while_current(table: str) -> tuple[sa.Index, sa.Index]:
    """One current row a key; and which rows an upload removed: most rows are current and stand in no index of those."""
    current, removed = sa.text("removed_by IS NULL"), sa.text("removed_by IS NOT NULL")
    return (
        sa.Index(f"{table}_current_key", "natural_key", unique=True, sqlite_where=current, postgresql_where=current),
        sa.Index(f"ix_{table}_removed_by", "removed_by", sqlite_where=removed, postgresql_where=removed),
    )
