"""Commit: revision 0002 keeps corrections of single cells, and decisions that two models are one."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("upload", sa.Integer, sa.ForeignKey("upload.id"), nullable=False),
        sa.Column("file", sa.Integer, sa.ForeignKey("uploaded_file.id"), nullable=False),
        sa.Column("sheet", sa.String(100), nullable=False),
        sa.Column("cell", sa.String(12), nullable=False),
        sa.Column("found", sa.String(300), nullable=False),
        sa.Column("entered", sa.String(300), nullable=False),
    )
    op.create_index("ix_correction_upload", "correction", ["upload"])
    op.create_index("ix_correction_file", "correction", ["file"])
    op.create_table(
        "model_merge",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("from_key", sa.String(64), nullable=False),
        sa.Column("into_key", sa.String(64), nullable=False),
        sa.Column("added_by", sa.Integer, sa.ForeignKey("upload.id"), nullable=False),
        sa.Column("removed_by", sa.Integer, sa.ForeignKey("upload.id"), nullable=True),
    )
    for column in ("from_key", "into_key", "added_by", "removed_by"):
        op.create_index(f"ix_model_merge_{column}", "model_merge", [column])
    current = sa.text("kind = 'same' AND removed_by IS NULL")
    op.create_index(
        "model_merge_current_key",
        "model_merge",
        ["from_key"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )


def downgrade() -> None:
    """Drop what upgrade made."""
    op.drop_table("model_merge")
    op.drop_table("correction")
