"""Commit: revision 0001 makes every table of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CURRENT = sa.text("removed_by IS NULL")


def upgrade() -> None:
    """Make the tables, those that others point at first."""
    _make_uploads()
    _make_terms_and_units()
    _make_models()
    _make_training()
    _make_commendations()
    _make_figures()
    _make_programmes()


def downgrade() -> None:
    """Drop what upgrade made."""
    facts = ("coordination_programme", "target", "reported_figure", "commendation", "training_session", "dan_van_model")
    for table in (*facts, "unit_alias", "unit_succession", "unit", "term", "kept_copy", "uploaded_file", "upload"):
        op.drop_table(table)


def _words(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date, nullable=True)


def _pointer(name: str, target: str, *, length: int | None = None, nullable: bool = False) -> sa.Column[object]:
    kind = sa.String(length) if length else sa.Integer
    return sa.Column(name, kind, sa.ForeignKey(target), nullable=nullable)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _make_uploads() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _words("by", 100),
        _words("kind", 20),
        _pointer("undoes", "upload.id", nullable=True),
        sa.Column("is_sample", sa.Boolean, nullable=False),
        _words("changes"),
    )
    op.create_table(
        "uploaded_file",
        sa.Column("id", sa.Integer, primary_key=True),
        _pointer("upload", "upload.id"),
        _words("name", 200),
        _whole("size"),
        _words("sha256", 64),
    )
    _index("uploaded_file", "upload", "sha256")
    op.create_table(
        "kept_copy",
        sa.Column("id", sa.Integer, primary_key=True),
        _pointer("file", "uploaded_file.id"),
        _words("sheet", 100),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("file", "sheet"),
    )


def _make_terms_and_units() -> None:
    op.create_table(
        "term",
        sa.Column("id", sa.String(40), primary_key=True),
        _words("kind", 20),
        _words("label", 20),
        _day("starts"),
        _day("ends"),
        _pointer("added_by", "upload.id"),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.String(20), primary_key=True),
        _words("code", 8),
        _words("level", 10),
        _words("type", 20),
        _words("name", 100),
        _words("short_name", 100),
        _pointer("province", "unit.id", length=20, nullable=True),
        _day("valid_from"),
        _day("valid_to"),
        _whole("sort_order"),
        *_life(),
    )
    _index("unit", "code", "province")
    op.create_table(
        "unit_succession",
        sa.Column("before", sa.String(20), sa.ForeignKey("unit.id"), primary_key=True),
        sa.Column("after", sa.String(20), sa.ForeignKey("unit.id"), primary_key=True),
        sa.Column("effective", sa.Date, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        *_life(),
    )
    op.create_table(
        "unit_alias",
        sa.Column("id", sa.Integer, primary_key=True),
        _pointer("province", "unit.id", length=20),
        _words("spelling", 200),
        _pointer("unit", "unit.id", length=20),
        *_life(),
    )


def _life() -> list[sa.Column[object]]:
    return [_pointer("added_by", "upload.id"), _pointer("removed_by", "upload.id", nullable=True)]


def _make_facts(table: str, *own: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer, primary_key=True),
        _words("natural_key", 64),
        *_life(),
        _pointer("brought_by", "upload.id"),
        _whole("replaces", nullable=True),
        _pointer("file", "uploaded_file.id"),
        _pointer("unit", "unit.id", length=20),
        _pointer("term", "term.id", length=40, nullable=True),
        _words("sheet", 100),
        _whole("source_row"),
        _words("source_cell", 12, nullable=True),
        _words("other_words", 600),
        *own,
    )
    _index(table, "unit", "term", "added_by", "removed_by")
    op.create_index(
        f"{table}_current_key", table, ["natural_key"], unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT
    )


def _make_models() -> None:
    _make_facts(
        "dan_van_model",
        _words("model_code", 60, nullable=True),
        _whole("report_year", nullable=True),
        _words("name", 300),
        _words("implementing_body", 300),
        _whole("namesake"),
        _words("bloc", 40, nullable=True),
        _words("owner_kind", 40),
        _words("sector", 40),
        _words("theme", 200),
        _whole("start_year", nullable=True),
        _words("stage", 40),
        _words("recognition_level", 40),
        _words("decision_no", 120, nullable=True),
        _day("decision_date"),
        _words("model_key", 64),
        sa.CheckConstraint("term IS NOT NULL OR report_year IS NOT NULL", name="dan_van_model_has_time"),
    )
    _index("dan_van_model", "report_year", "model_key")


def _make_training() -> None:
    _make_facts(
        "training_session",
        _words("title", 300),
        _words("topic", 40),
        _day("start_date"),
        _day("end_date"),
        _words("date_precision", 10),
        _words("period_text", 20),
        _whole("year", nullable=True),
        _whole("class_count"),
        _words("audience", 200),
        _whole("attendances", nullable=True),
        _words("attendances_qualifier", 1, nullable=True),
        _words("counted_as", 20),
        _words("organiser", 300),
        _words("level", 40),
        sa.CheckConstraint("term IS NOT NULL OR year IS NOT NULL", name="training_session_has_time"),
        sa.CheckConstraint(
            "class_count >= 0 AND (attendances IS NULL OR attendances >= 0)", name="training_session_counts"
        ),
    )
    _index("training_session", "year")


def _make_commendations() -> None:
    _make_facts(
        "commendation",
        _whole("year", nullable=True),
        _words("collective_name", 300),
        _words("bloc", 40, nullable=True),
        _words("award_form", 40),
        _words("awarding_body", 300),
        _words("awarding_level", 40),
        _words("award_ground", 40),
        _words("decision_no", 120, nullable=True),
        _day("decision_date"),
        sa.CheckConstraint("term IS NOT NULL OR year IS NOT NULL", name="commendation_has_time"),
    )
    _index("commendation", "year")


def _make_figures() -> None:
    _make_facts(
        "reported_figure",
        _words("measure", 40),
        _words("stage", 40),
        _words("dimension", 40),
        _words("dimension_value", 40),
        _whole("value"),
        _words("qualifier", 1, nullable=True),
        _words("counted_as", 20),
        _day("as_of"),
        sa.Column("is_estimate", sa.Boolean, nullable=False),
        _words("source_ref", 200),
        sa.CheckConstraint("term IS NOT NULL", name="reported_figure_has_term"),
        sa.CheckConstraint("value >= 0", name="reported_figure_value"),
    )
    _make_facts(
        "target",
        _words("measure", 40),
        _words("stage", 40),
        _words("unit_of_measure", 40),
        _words("operator", 1),
        _whole("target_value", nullable=True),
        _words("source_ref", 200),
        sa.CheckConstraint("term IS NOT NULL", name="target_has_term"),
    )


def _make_programmes() -> None:
    _make_facts(
        "coordination_programme",
        _words("name", 300),
        _words("lead_body", 300),
        _words("partners", 1000),
        _day("signed_on"),
        _words("status", 40),
        _day("reviewed_on"),
    )
