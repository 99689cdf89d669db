"""Commit: revision 0007 keeps who took on the work of a night, such as its backup, and how it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "upkeep_run",
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("night", sa.String(10), nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("finished_at", moment, nullable=True),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=True),
    )


def downgrade() -> None:
    """Drop what upgrade made."""
    op.drop_table("upkeep_run")
