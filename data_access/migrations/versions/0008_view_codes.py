"""Export: revision 0008 keeps the short codes by which views are opened again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "view_code",
        sa.Column("code", sa.String(12), primary_key=True),
        sa.Column("page", sa.String(30), nullable=False),
        sa.Column("codes", sa.String, nullable=False),
    )


def downgrade() -> None:
    """Drop what upgrade made."""
    op.drop_table("view_code")
