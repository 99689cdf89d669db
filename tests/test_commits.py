"""Commit, tested: all of an import or nothing, and nothing that somebody has not seen."""

from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import Connection, text

from data_access.change_sets import ChangeSet
from data_access.changes import Incoming, compare
from data_access.commits import commit
from data_access.database import Database
from data_access.errors import Stale
from data_access.history import imported_before, uploads
from data_access.kept_copies import load_kept
from data_access.soundness import check
from data_access.upload_changes import changes_of, touches_of
from data_access.uploaded_files import FileRecord, Kept
from tests.row_builders import (
    a_commendation,
    a_figure,
    a_model,
    a_row,
    a_scope,
    a_training,
    committed,
    compared,
    facts_as_of,
    models,
)


def test_every_kind_of_row_is_kept_with_its_source(database: Database) -> None:
    parts = [
        Incoming("summary", [a_figure(260, qualifier=">")]),
        models(a_model("A")),
        Incoming("training", [a_training("Lớp", organiser="Ban Dân vận")]),
        Incoming("commendations", [a_commendation("Chi bộ 1")]),
        Incoming("targets", [a_row(term="year:2023", measure="models", target_value=300)]),
        Incoming("programmes", [a_row(term="programme_phase:2016-2020", name="Phối hợp", partners="Công an; UBND")]),
    ]
    assert committed(database, *parts) == 1
    with database.read() as connection:
        (listed,) = uploads(connection)
        told = {name: listed[name] for name in ("upload", "by", "kind", "undoes", "files", "changes")}
        assert told == {
            "upload": 1,
            "by": "tester",
            "kind": "import",
            "undoes": None,
            "files": ["0.xlsx"],
            "changes": {"new": 6, "changed": 0, "unchanged": 0, "missing": 0, "removed": 0},
        }
        figure = connection.execute(
            text("SELECT value, qualifier, source_cell, file, brought_by FROM reported_figure")
        ).one()
        assert tuple(figure) == (260, ">", "D5", 1, 1)
        assert load_kept(connection, 1, "Biểu 1") == {"cells": {"D5": "x"}}
        assert load_kept(connection, 1, "Biểu 2") is None
        assert imported_before(connection, f"{0:064}") == [1]
        assert check(connection) == []


def test_a_changed_row_is_removed_and_added_by_one_upload(database: Database) -> None:
    committed(database, models(a_model("A")))
    before = facts_as_of(database, 1)
    committed(database, models(a_model("A", stage="recognised")))
    assert facts_as_of(database, 1) == before
    with database.read() as connection:
        rows = connection.execute(
            text("SELECT stage, added_by, removed_by, replaces FROM dan_van_model ORDER BY id")
        ).all()
        (change,) = changes_of(connection, touches_of(connection, 2).things)
    assert [tuple(row) for row in rows] == [("unspecified", 1, 2, None), ("recognised", 2, None, None)]
    assert (change["kind"], change["before"]["stage"], change["after"]["stage"]) == (
        "changed",
        "unspecified",
        "recognised",
    )


def test_a_code_that_comes_later_keeps_the_thread_to_the_row_before(database: Database) -> None:
    committed(database, models(a_model("A")))
    committed(database, models(a_model("A", model_code="Q3-01")))
    with database.read() as connection:
        rows = connection.execute(text("SELECT id, removed_by, replaces FROM dan_van_model ORDER BY id")).all()
        (change,) = changes_of(connection, touches_of(connection, 2).things)
    assert [tuple(row) for row in rows] == [(1, 2, None), (2, None, 1)]
    assert (change["kind"], change["before"]["id"], change["after"]["id"]) == ("changed", 1, 2)


def test_replace_takes_out_what_is_missing(database: Database) -> None:
    committed(database, models(a_model("A"), a_model("B")))
    incoming = models(a_model("A"), scopes=[a_scope("models", "year:2023")])
    assert committed(database, incoming) is None
    assert committed(database, incoming, replace=True) == 2
    with database.read() as connection:
        assert [
            (c["kind"], c["before"]["name"], c["after"])
            for c in changes_of(connection, touches_of(connection, 2).things)
        ] == [("removed", "B", None)]
        assert uploads(connection)[1]["changes"] == {
            "new": 0,
            "changed": 0,
            "unchanged": 1,
            "missing": 0,
            "removed": 1,
        }


def test_a_stale_change_set_is_refused_with_the_new_one(database: Database) -> None:
    incoming = models(a_model("A", stage="recognised"))
    before = compared(database, incoming)
    committed(database, models(a_model("A")))
    with pytest.raises(Stale) as refused:
        committed(database, incoming, change_set=before)
    assert [change.kind for change in refused.value.change_set.changes] == ["changed"]
    assert database.version() == 1
    assert committed(database, incoming, change_set=refused.value.change_set) == 2


def test_a_change_set_that_would_still_do_the_same_goes_on(database: Database) -> None:
    incoming = models(a_model("A"))
    before = compared(database, incoming)
    committed(database, models(a_model("B")))
    assert committed(database, incoming, change_set=before) == 2


def test_nothing_is_committed_where_a_row_breaks_the_rules_of_its_class(database: Database) -> None:
    for value in (-1, "7", 7.0, True):
        with pytest.raises(ValidationError):
            committed(database, Incoming("summary", [a_figure(value)]))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="conflicts"):
        committed(database, Incoming("summary", [a_figure(1), a_figure(2)]))
    assert database.version() == 0


def test_terms_are_added_once_and_kept_copies_only_where_something_came(database: Database) -> None:
    term = "party_term:2020-2025"
    committed(database, models(a_model("A", term=term)))
    second = [a_model("B", term=term), a_model("A", term=term, sheet="Biểu 2")]
    committed(database, models(*second))
    with database.read() as connection:
        assert connection.execute(text("SELECT id, added_by FROM term")).all() == [(term, 1)]
        assert connection.execute(text("SELECT file, sheet FROM kept_copy ORDER BY id")).all() == [
            (1, "Biểu 1"),
            (2, "Biểu 1"),
        ]


def test_progress_is_told_and_a_failing_listener_leaves_nothing(database: Database) -> None:
    incoming = models(a_model("A"), a_model("B"))
    told: list[float] = []
    assert committed(database, incoming, progress=told.append) == 1
    assert told == [1.0]

    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        committed(database, models(a_model("C")), progress=stop)
    assert database.version() == 1


def test_the_check_names_what_is_broken(database: Database) -> None:
    committed(database, models(a_model("A")), kept=[])
    with database.write() as connection:
        connection.execute(text("UPDATE dan_van_model SET removed_by = 1"))
        connection.execute(text("UPDATE upload SET undoes = 1 WHERE id = 1"))
    with database.read() as connection:
        assert check(connection) == [
            ("undoes_later_upload", {"upload": 1, "undoes": 1}),
            ("removed_before_added", {"dataset": "models", "row": 1}),
            ("kept_copy_missing", {"dataset": "models", "row": 1}),
            ("counts_differ", {"upload": 1, "said": 1, "found": 2}),
        ]


def test_an_import_of_several_files_keeps_each_with_its_own_rows(database: Database) -> None:
    rows = [a_model("A", file=0), a_model("B", file=1, sheet="Biểu 2")]

    def recompute(connection: Connection) -> ChangeSet:
        return compare(connection, [models(*rows)], replace=False)

    with database.read() as connection:
        change_set = recompute(connection)
    told: dict[str, Any] = {"by": "", "kind": "import", "new_terms": [], "recompute": recompute}
    files = [FileRecord("một.xlsx", 10, "a" * 64), FileRecord("hai.xlsx", 20, "b" * 64)]
    kept = [Kept(0, "Biểu 1", {"cells": {}}), Kept(1, "Biểu 2", {"cells": {"A1": "hai"}})]
    assert commit(database, change_set, files=files, kept=kept, **told) == 1
    with database.read() as connection:
        assert uploads(connection)[0]["files"] == ["một.xlsx", "hai.xlsx"]
        found = connection.execute(
            text("SELECT m.name, f.name FROM dan_van_model m JOIN uploaded_file f ON f.id = m.file ORDER BY m.id")
        )
        assert [tuple(row) for row in found] == [("A", "một.xlsx"), ("B", "hai.xlsx")]
        assert load_kept(connection, 2, "Biểu 2") == {"cells": {"A1": "hai"}}
