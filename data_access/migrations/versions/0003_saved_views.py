"""Show: revision 0003 keeps saved views and the sets they are presented in."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "saved_show",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
    )
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("show", sa.Integer, sa.ForeignKey("saved_show.id"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("page", sa.String(30), nullable=False),
        sa.Column("codes", sa.String, nullable=False),
        sa.Column("exhibits", sa.String, nullable=False),
        sa.Column("version", sa.Integer, sa.ForeignKey("upload.id"), nullable=True),
    )
    op.create_index("ix_saved_view_show", "saved_view", ["show"])


def downgrade() -> None:
    """Drop what upgrade made."""
    op.drop_table("saved_view")
    op.drop_table("saved_show")
