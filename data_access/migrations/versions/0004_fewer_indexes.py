"""Commit: revision 0004 drops the indexes of facts that no question uses: each costs a large import its share."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_UNUSED = {
    "dan_van_model": ("term", "report_year"),
    "training_session": ("term", "year"),
    "commendation": ("term", "year"),
}
_FACTS = (*_UNUSED, "reported_figure", "target", "coordination_programme")
_REMOVED = sa.text("removed_by IS NOT NULL")


def upgrade() -> None:
    """Drop those of terms and years of lists; of removals keep only the rows that were removed."""
    for table, columns in _UNUSED.items():
        for column in columns:
            op.drop_index(f"ix_{table}_{column}", table)
    for table in _FACTS:
        op.drop_index(f"ix_{table}_removed_by", table)
        op.create_index(
            f"ix_{table}_removed_by", table, ["removed_by"], sqlite_where=_REMOVED, postgresql_where=_REMOVED
        )


def downgrade() -> None:
    """Make them again as they were."""
    for table in _FACTS:
        op.drop_index(f"ix_{table}_removed_by", table)
        op.create_index(f"ix_{table}_removed_by", table, ["removed_by"])
    for table, columns in _UNUSED.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
