"""Commit, tested: an upload is taken back thing by thing, and that can be taken back too."""

import time
from typing import Any

import pytest
from sqlalchemy import text

from data_access.change_sets import Incoming
from data_access.database import Database
from data_access.errors import UnknownUpload
from data_access.history import uploads
from data_access.soundness import check
from data_access.undos import PlanChanged, UndoLine, UndoResult, plan_undo, undo
from tests.row_builders import Row, a_figure, a_model, a_scope, committed, facts_as_of, models


def names_and_stages(database: Database) -> list[tuple[Any, ...]]:
    """What is current of the models."""
    query = text("SELECT name, stage, model_code FROM dan_van_model WHERE removed_by IS NULL ORDER BY name, stage")
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(query)]


def told(lines: list[UndoLine]) -> list[tuple[str, int | None, str]]:
    """What a person sees of a list of an undo."""
    return sorted((line.name, line.later, line.why) for line in lines)


def test_an_undo_brings_back_what_was_there_before(database: Database) -> None:
    committed(database, models(a_model("A"), a_model("B")))
    changed = models(a_model("A", stage="recognised"), a_model("C"), scopes=[a_scope("models", "year:2023")])
    committed(database, changed, replace=True)
    assert names_and_stages(database) == [("A", "recognised", None), ("C", "unspecified", None)]
    assert undo(database, 2, by="tester") == UndoResult(3, 3, [], [])
    assert names_and_stages(database) == [("A", "unspecified", None), ("B", "unspecified", None)]
    assert facts_as_of(database, 3) == facts_as_of(database, 1)
    with database.read() as connection:
        rows = connection.execute(text("SELECT added_by, brought_by, file FROM dan_van_model WHERE removed_by IS NULL"))
        assert {tuple(row) for row in rows} == {(3, 1, 1)}
        listed = uploads(connection)[2]
        assert check(connection) == []
    assert {name: listed[name] for name in ("kind", "undoes", "is_sample", "files", "changes")} == {
        "kind": "undo",
        "undoes": 2,
        "is_sample": False,
        "files": [],
        "changes": {"restored": 3, "kept": 0, "impossible": 0},
    }


def test_no_other_plan_is_carried_out_than_the_one_that_was_decided_about(database: Database) -> None:
    committed(database, models(a_model("A"), a_model("B")))
    with database.read() as connection:
        agreed = plan_undo(connection, 1)
    committed(database, models(a_model("B", stage="recognised")))
    with pytest.raises(PlanChanged) as changed:
        undo(database, 1, by="tester", agreed=agreed)
    assert (told(changed.value.plan.restored), database.version()) == ([("A", None, "")], 2)
    assert undo(database, 1, by="tester", agreed=changed.value.plan).upload == 3


def test_what_a_later_upload_changed_is_kept_and_the_upload_named(database: Database) -> None:
    committed(database, models(a_model("A"), a_model("B")))
    committed(database, models(a_model("B", stage="recognised")))
    with database.read() as connection:
        plan = plan_undo(connection, 1)
    assert (told(plan.restored), told(plan.kept), plan.impossible) == ([("A", None, "")], [("B", 2, "")], [])
    result = undo(database, 1, by="tester")
    assert (result.upload, result.restored, told(result.kept)) == (3, 1, [("B", 2, "")])
    assert names_and_stages(database) == [("B", "recognised", None)]


def test_after_the_later_change_is_undone_the_first_can_be_undone_too(database: Database) -> None:
    committed(database, models(a_model("A")))
    committed(database, models(a_model("A", stage="recognised")))
    assert undo(database, 2, by="").restored == 1
    assert undo(database, 1, by="").restored == 1
    assert names_and_stages(database) == []


def test_an_undo_of_an_undo_is_a_redo(database: Database) -> None:
    committed(database, models(a_model("A")))
    committed(database, models(a_model("A", stage="recognised"), a_model("B")))
    undo(database, 2, by="")
    assert undo(database, 3, by="") == UndoResult(4, 2, [], [])
    assert facts_as_of(database, 4) == facts_as_of(database, 2)
    assert undo(database, 2, by="") == UndoResult(5, 2, [], [])
    assert facts_as_of(database, 5) == facts_as_of(database, 1)


def test_a_second_undo_restores_nothing_and_makes_no_version(database: Database) -> None:
    committed(database, models(a_model("A")))
    undo(database, 1, by="")
    result = undo(database, 1, by="")
    assert (result.upload, result.restored, told(result.kept)) == (None, 0, [("A", 2, "")])
    assert database.version() == 2


def test_after_an_undo_the_same_rows_are_imported_again(database: Database) -> None:
    committed(database, models(a_model("A")))
    undo(database, 1, by="")
    assert committed(database, models(a_model("A"))) == 3
    assert undo(database, 1, by="").kept[0].later == 3
    assert undo(database, 2, by="").upload is None
    assert names_and_stages(database) == [("A", "unspecified", None)]


def test_a_code_and_the_name_it_took_the_place_of_go_together(database: Database) -> None:
    committed(database, models(a_model("A"), a_model("B")))
    committed(database, models(a_model("A", model_code="1"), a_model("B", model_code="2")))
    committed(database, models(a_model("B", model_code="2", stage="recognised")))
    result = undo(database, 2, by="")
    assert (result.restored, told(result.kept)) == (1, [("B", 3, "")])
    assert names_and_stages(database) == [("A", "unspecified", None), ("B", "recognised", "2")]
    assert undo(database, 4, by="").restored == 1
    assert names_and_stages(database) == [("A", "unspecified", "1"), ("B", "recognised", "2")]
    assert undo(database, 3, by="").restored == 1
    assert undo(database, 2, by="").restored == 2
    assert names_and_stages(database) == [("A", "unspecified", None), ("B", "unspecified", None)]
    with database.read() as connection:
        assert check(connection) == []


def test_the_list_of_units_cannot_be_undone(database: Database) -> None:
    assert undo(database, 0, by="") == UndoResult(None, 0, [], [UndoLine("", (), why="reference")])
    with pytest.raises(UnknownUpload):
        undo(database, 7, by="")


def test_a_row_of_a_unit_that_is_gone_does_not_come_back(database: Database) -> None:
    committed(database, models(a_model("A")))
    committed(database, models(scopes=[a_scope("models", "year:2023")]), replace=True)
    with database.write() as connection:
        connection.execute(text("UPDATE unit SET removed_by = 2 WHERE id = '770'"))
    result = undo(database, 2, by="")
    assert (result.upload, told(result.impossible)) == (None, [("A", None, "unit_gone")])


def test_figures_are_named_by_what_they_measure(database: Database) -> None:
    from data_access.changes import Incoming

    committed(database, Incoming("summary", [a_figure(1)]))
    with database.read() as connection:
        (line,) = plan_undo(connection, 1).restored
    assert (line.dataset, line.unit, line.term, line.name) == (
        "summary",
        "770",
        "party_term:2020-2025",
        "models",
    )


@pytest.mark.slow
def test_an_upload_of_many_rows_is_undone_in_seconds(sqlite_database: Database) -> None:
    rows: list[Row] = [a_model(f"Mô hình {number}") for number in range(20_000)]
    committed(sqlite_database, models(*rows))
    coded = [{**row, "model_code": str(number)} for number, row in enumerate(rows)]
    committed(sqlite_database, models(*coded))
    started = time.process_time()
    assert undo(sqlite_database, 2, by="").restored == 20_000
    took = time.process_time() - started
    print(f"undone in {took:.1f} s")
    assert took < 30


def test_two_figures_of_one_measure_are_told_apart_by_stage_and_part(database: Database) -> None:
    whole, part = a_figure(260, stage="registered"), a_figure(41, dimension="sector", dimension_value="economy")
    committed(database, Incoming("summary", [whole, part]))
    with database.read() as connection:
        plan = plan_undo(connection, 1)

    assert sorted((line.stage, line.part) for line in plan.restored) == [
        ("registered", ("", "")),
        ("unspecified", ("sector", "economy")),
    ]
