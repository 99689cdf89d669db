"""Match and count: revision 0009 keeps the days of terms that deviate from their labels."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_CURRENT = sa.text("removed_by IS NULL")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "term_days",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("term", sa.String(40), sa.ForeignKey("term.id"), nullable=False),
        sa.Column("starts", sa.Date, nullable=False),
        sa.Column("ends", sa.Date, nullable=False),
        sa.Column("added_by", sa.Integer, sa.ForeignKey("upload.id"), nullable=False),
        sa.Column("removed_by", sa.Integer, sa.ForeignKey("upload.id"), nullable=True),
    )
    op.create_index(
        "term_days_current_key", "term_days", ["term"], unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT
    )
    for column in ("added_by", "removed_by"):
        op.create_index(f"ix_term_days_{column}", "term_days", [column])


def downgrade() -> None:
    """Drop what upgrade made."""
    op.drop_table("term_days")
