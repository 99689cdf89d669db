"""Commit: revision 0006 keeps what an office says by hand: settings, units, successions, terms, and locked terms."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KEYS = {
    "setting": ("key",),
    "unit_state": ("unit",),
    "unit_link": ("before", "after"),
    "named_term": ("term",),
    "term_lock": ("term",),
}
_CURRENT = sa.text("removed_by IS NULL")


def _unit(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(20), sa.ForeignKey("unit.id"), nullable=nullable)


def _life() -> tuple[sa.Column[int], ...]:
    return (
        sa.Column("added_by", sa.Integer, sa.ForeignKey("upload.id"), nullable=False),
        sa.Column("removed_by", sa.Integer, sa.ForeignKey("upload.id"), nullable=True),
    )


def upgrade() -> None:
    """Make the five tables."""
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        *_life(),
    )
    op.create_table(
        "unit_state",
        sa.Column("id", sa.Integer, primary_key=True),
        _unit("unit"),
        sa.Column("type", sa.String(20), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("short_name", sa.String(100), nullable=False),
        _unit("province", nullable=True),
        sa.Column("valid_to", sa.Date, nullable=True),
        sa.Column("sort_order", sa.Integer, nullable=False),
        *_life(),
    )
    op.create_table(
        "unit_link",
        sa.Column("id", sa.Integer, primary_key=True),
        _unit("before"),
        _unit("after"),
        sa.Column("effective", sa.Date, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        *_life(),
    )
    op.create_table(
        "named_term",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("term", sa.String(40), sa.ForeignKey("term.id"), nullable=False),
        *_life(),
    )
    op.create_table(
        "term_lock",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("term", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        *_life(),
        sa.Column("unlock_reason", sa.String(300), nullable=False),
    )
    for table, columns in _KEYS.items():
        op.create_index(
            f"{table}_current_key", table, columns, unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT
        )
        if table != "term_lock":
            for column in ("added_by", "removed_by"):
                op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    """Drop what upgrade made."""
    for table in reversed(_KEYS):
        op.drop_table(table)
