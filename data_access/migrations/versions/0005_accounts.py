"""Guard: revision 0005 keeps accounts, sessions, tries to sign in, and an audit trail that nothing can rewrite."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_FORBIDDEN = "the audit trail only grows"
_SQLITE = (
    f"CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, '{_FORBIDDEN}'); END",
    f"CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, '{_FORBIDDEN}'); END",
    # INSERT OR REPLACE would take a row away without a word to the trigger of deletions.
    "CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry "
    "WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id) "
    f"BEGIN SELECT RAISE(ABORT, '{_FORBIDDEN}'); END",
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_FORBIDDEN}'; END $$",
    "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
    "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()",
)


def upgrade() -> None:
    """Make the tables and the triggers."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(60), nullable=False, unique=True),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("password_version", sa.Integer, nullable=False),
        sa.Column("must_change", sa.Boolean, nullable=False),
        sa.Column("password_expires", moment, nullable=True),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("subject", sa.String(200), nullable=True, unique=True),
        sa.Column("created_at", moment, nullable=False),
        sa.CheckConstraint("role IN ('leader', 'secretary', 'administrator')", name="account_role"),
    )
    op.create_table(
        "account_unit",
        sa.Column("account", sa.Integer, sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("unit", sa.String(20), sa.ForeignKey("unit.id"), primary_key=True),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("account", sa.Integer, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("password_version", sa.Integer, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("seen_at", moment, nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
    )
    op.create_index("ix_sign_in_account", "sign_in", ["account"])
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("name_hash", sa.String(64), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("succeeded", sa.Boolean, nullable=False),
    )
    for column in ("at", "name_hash", "address"):
        op.create_index(f"ix_sign_in_try_{column}", "sign_in_try", [column])
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", moment, nullable=False),
        sa.Column("account", sa.Integer, sa.ForeignKey("account.id"), nullable=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("action", sa.String(30), nullable=False),
        sa.Column("target", sa.String(200), nullable=False),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("detail", sa.String(500), nullable=False),
        sa.CheckConstraint("outcome IN ('done', 'refused', 'failed')", name="audit_entry_outcome"),
    )
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Drop what upgrade made."""
    for table in ("audit_entry", "sign_in_try", "sign_in", "account_unit", "account"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entry_refuse()")
