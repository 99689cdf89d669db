"""Show, tested: each promise that a database makes is broken once, and the check says which, in words."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import text

from commands import main
from data_access import sound_facts, sound_figures, sound_schema, sound_uploads, soundness
from data_access.changes import Incoming
from data_access.database import Database
from data_access.soundness import check
from locales import has_text
from tests.full_database import fill
from tests.row_builders import a_figure, committed
from tests.source_code import sources
from work.soundness import fault_text, findings

WITHOUT_RULES = {  # how a hand that is not ours gets round the rules of the tables
    "sqlite": lambda connection: None,
    "postgresql": lambda connection: connection.exec_driver_sql("SET LOCAL session_replication_role = replica"),
}
BROKEN: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "version_missing": ("UPDATE upload SET id = 9 WHERE id = 4", [{"upload": number} for number in range(4, 9)]),
    "undoes_later_upload": ("UPDATE upload SET undoes = 4 WHERE id = 3", [{"upload": 3, "undoes": 4}]),
    "removed_before_added": (
        "UPDATE training_session SET removed_by = 1 WHERE id = 1",
        [{"dataset": "training", "row": 1}],
    ),
    "brought_after_added": (
        "UPDATE commendation SET brought_by = 2",
        [{"dataset": "commendations", "row": 1}],
    ),
    "brought_by_another_file": (
        "UPDATE commendation SET file = 2",
        [{"dataset": "commendations", "row": 1}],
    ),
    "kept_copy_missing": ("DELETE FROM kept_copy WHERE file = 2", [{"dataset": "models", "row": 4}]),
    "kept_copy_unreadable": ("UPDATE kept_copy SET content = substr(content, 5) WHERE id = 2", [{"copy": 2}]),
    "file_without_record": ("UPDATE uploaded_file SET sha256 = 'x' WHERE id = 2", [{"file": 2}]),
    "unit_missing": (
        "UPDATE reported_figure SET unit = 'nowhere'",
        [{"dataset": "summary", "row": 1}],
    ),
    "term_missing": (
        "UPDATE reported_figure SET term = 'year:1066'",
        [{"dataset": "summary", "row": 1}],
    ),
    "uploaded_file_missing": (
        "UPDATE reported_figure SET file = 99",
        [{"dataset": "summary", "row": 1}],
    ),
    "upload_missing": (
        "UPDATE reported_figure SET removed_by = 99",
        [{"dataset": "summary", "row": 1}],
    ),
    "wrong_natural_key": (
        "UPDATE training_session SET title = 'Another title' WHERE id = 3",
        [{"dataset": "training", "row": 3}],
    ),
    "wrong_model_key": (
        "UPDATE dan_van_model SET model_key = natural_key WHERE id = 8",
        [{"dataset": "models", "row": 8}],
    ),
    "merge_circle": (
        "INSERT INTO model_merge (kind, from_key, into_key, added_by) "
        "SELECT 'same', into_key, from_key, added_by FROM model_merge",
        [],
    ),
    "counts_differ": (
        "UPDATE training_session SET added_by = 4 WHERE id = 3",
        [{"upload": 1, "said": 8, "found": 7}],
    ),
    "answer_twice": (
        "INSERT INTO unit_alias (province, spelling, unit, added_by) VALUES ('79', 'Q. BA', '770', 4)",
        [{"answer": 2}],
    ),
    "answer_misplaced": (
        "UPDATE unit_alias SET province = '01'",
        [{"answer": 1}],
    ),
}


@pytest.fixture
def full(database: Database) -> Database:
    fill(database)
    return database


def broken_by(database: Database, statement: str) -> list[tuple[str, dict[str, Any]]]:
    """What the check finds after a statement that no rule of the tables held back."""
    with database.restructure() as connection:
        WITHOUT_RULES[database.engine_dialect](connection)
        connection.exec_driver_sql(statement)
    with database.read() as connection:
        return check(connection)


def test_a_database_with_something_in_every_corner_is_sound(full: Database) -> None:
    assert findings(full) == []


@pytest.mark.parametrize("code", list(BROKEN))
def test_what_is_broken_is_told(full: Database, code: str) -> None:
    statement, expected = BROKEN[code]
    found = broken_by(full, statement)
    told = [params for each, params in found if each == code]
    assert told == expected or (told and not expected), found
    for finding in found:
        assert fault_text(finding, "vi") != fault_text(finding, "en")


def test_two_current_rows_of_one_thing_are_told_where_the_index_is_gone(full: Database) -> None:
    with full.restructure() as connection:
        connection.exec_driver_sql("DROP INDEX commendation_current_key")
        columns = [c["name"] for c in sa.inspect(connection).get_columns("commendation") if c["name"] != "id"]
        names = ", ".join(f'"{name}"' for name in columns)
        connection.exec_driver_sql(f"INSERT INTO commendation ({names}) SELECT {names} FROM commendation")
        (key,) = set(connection.scalars(text("SELECT natural_key FROM commendation")))
        twice = [f for f in sound_facts.broken_facts(connection) if f[0] == "two_current_rows"]
        assert twice == [("two_current_rows", {"dataset": "commendations", "key": key})]
        assert [code for code, _ in check(connection)] == ["schema_differs"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DROP TABLE saved_view", ("table_missing", {"table": "saved_view"})),
        (
            "CREATE INDEX another ON upload (kind)",
            ("schema_differs", {"table": "upload", "what": "index", "name": "another kind plain"}),
        ),
        (
            "ALTER TABLE term ADD COLUMN note TEXT",
            ("schema_differs", {"table": "term", "what": "column", "name": "note null"}),
        ),
    ],
)
def test_tables_that_are_not_as_declared_are_told(
    database: Database, statement: str, expected: tuple[str, dict[str, str]]
) -> None:
    assert broken_by(database, statement) == [expected]


def test_an_audit_trail_without_its_guards_is_told(database: Database) -> None:
    on_sqlite = database.engine_dialect == "sqlite"
    name = "audit_entry_no_delete" if on_sqlite else "audit_entry_no_truncate"
    statement = f"DROP TRIGGER {name}" if on_sqlite else f"DROP TRIGGER {name} ON audit_entry"
    assert broken_by(database, statement) == [("guard_missing", {"table": "audit_entry", "name": name})]


def test_rows_that_point_nowhere_are_told_whatever_table_they_stand_in(full: Database) -> None:
    found = broken_by(full, "UPDATE saved_view SET version = 99")
    if full.engine_dialect == "sqlite":
        assert found == [("points_nowhere", {"table": "saved_view", "row": 1, "target": "upload"})]
        return
    loose = "ALTER TABLE saved_view ADD CONSTRAINT loose FOREIGN KEY (show) REFERENCES saved_show NOT VALID"
    assert ("constraint_not_held", {"table": "saved_view", "name": "loose"}) in _pointers_after(full, loose)


def _pointers_after(database: Database, statement: str) -> list[tuple[str, dict[str, Any]]]:
    with database.restructure() as connection:
        connection.exec_driver_sql(statement)
        return list(soundness._pointers(connection))


def test_a_figure_that_its_cells_do_not_add_up_to_is_told(full: Database) -> None:
    committed(full, Incoming("summary", [a_figure(1, unit="760")]))
    with full.restructure() as connection:
        WITHOUT_RULES[full.engine_dialect](connection)
        connection.exec_driver_sql("UPDATE reported_figure SET file = 99 WHERE unit = '760'")
        assert list(sound_figures.broken_figures(connection)) == [
            ("trace_leads_nowhere", {"measure": "models", "unit": "760", "term": "party_term:2020-2025"})
        ]


def test_every_finding_has_its_words() -> None:
    modules = {
        Path(module.__file__ or "").stem
        for module in (soundness, sound_facts, sound_figures, sound_schema, sound_uploads)
    }
    said = [
        literal
        for source in sources()
        if source.path.startswith("data_access/") and Path(source.path).stem in modules
        for literal in _codes(source.text)
    ]
    wanted = {*said, *BROKEN} - {"_missing"}
    assert [code for code in sorted(wanted) if not has_text(f"check.{code}")] == []
    assert len(wanted) >= 25


def _codes(source: str) -> list[str]:
    patterns = (
        r'yield "(\w+)"',
        r'_finding\("(\w+)"',
        r'^        "(\w+)": (?:~|table|brought)',
        r'f"\{target\}(_missing)"',
    )
    return [found for pattern in patterns for found in re.findall(pattern, source, re.MULTILINE)]


def test_the_command_says_in_words_what_is_wrong(
    full: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", full.url)
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.delenv("DASHBOARD_LANGUAGE", raising=False)
    assert main(["check"]) == 0
    broken_by(full, "UPDATE uploaded_file SET sha256 = 'x' WHERE id = 2")
    capsys.readouterr()
    assert main(["check", "--json"]) == 1
    message = "Tệp số 2 thiếu tên, cỡ hoặc mã băm."
    assert json.loads(capsys.readouterr().out) == {
        "sound": False,
        "findings": [{"code": "file_without_record", "message": message, "file": 2}],
    }
    assert main(["check"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == message
