"""Compare, commit, count, tested: two models found to be one count once, and part again without a trace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from commands import main
from data_access.cube import build_cube, refresh, touched_since
from data_access.database import Database
from data_access.history import uploads
from data_access.keys import model_key
from data_access.measures import MEASURES
from data_access.merge_decisions import decide, kept_apart
from data_access.queries import Question, figures
from data_access.reference import load_reference
from data_access.selection import Selection
from data_access.soundness import check
from data_access.undos import undo
from tests.row_builders import Row, a_model, a_scope, committed, compared, facts_as_of, models
from tests.workbooks import a_workbook
from work import start
from work.imports import prepare
from work.options import Options

COMMUNE = "27139@2025-07-01"
ROLLED = Selection(roll_up=True)
TERM = "party_term:2020-2025"


def key(name: str, **said: object) -> str:
    """The key of a model by itself."""
    return model_key(a_model(name, **said))


def counts(database: Database, version: int | None = None) -> dict[tuple[str | None, str | None], int]:
    """How many models each unit has in each term, itemised, Party terms too."""
    with database.read() as connection:
        cube = build_cube(connection, database.version() if version is None else version)
        question = Question(load_reference(connection), MEASURES["models"], ROLLED)
        found = figures(cube, question.reference, question.measure, question.selection)
    return {(figure.unit, figure.term): figure.amount.value for figure in found}


def current(database: Database) -> list[tuple[str, int | None, str]]:
    """The current rows: name, year, and the name of the model that they count under."""
    query = text("SELECT name, report_year, model_key FROM dan_van_model WHERE removed_by IS NULL ORDER BY 1, 2")
    names = {key(name): name for name in "ABCD"} | {
        key("D", unit=COMMUNE): "D of the commune",
        key("B", unit=COMMUNE): "B of the commune",
    }
    with database.read() as connection:
        assert check(connection) == []
        return [(row.name, row.report_year, names[row.model_key]) for row in connection.execute(query)]


def in_years(name: str, *years: int, **said: object) -> list[Row]:
    return [a_model(name, report_year=year, **said) for year in years]


@pytest.fixture
def two(database: Database) -> Database:
    """A in 2021 and 2022, B in 2022 and 2023, of one unit."""
    committed(database, models(*in_years("A", 2021, 2022), *in_years("B", 2022, 2023)))
    return database


def join(database: Database, gone: str, kept: str) -> int | None:
    return decide(database, "same", key(gone), key(kept), by="tester")


def test_two_models_that_are_one_count_once_a_year_and_once_a_term(two: Database) -> None:
    before = counts(two)
    assert join(two, "B", "A") == 2

    assert current(two) == [("A", 2021, "A"), ("A", 2022, "A"), ("B", 2023, "A")]
    assert (before["770", TERM], before["770", "year:2022"]) == (2, 2)
    after = counts(two)
    assert {term: after["770", term] for term in (TERM, "year:2021", "year:2022", "year:2023")} == {
        TERM: 1, "year:2021": 1, "year:2022": 1, "year:2023": 1
    }  # fmt: skip
    assert counts(two, 1) == before


def test_a_merge_stands_in_the_history_and_its_undo_restores_every_fact(two: Database) -> None:
    before = facts_as_of(two, 1)
    join(two, "B", "A")
    merged = facts_as_of(two, 2)
    result = undo(two, 2, by="tester")

    assert (result.upload, [(line.name, line.term) for line in result.kept], result.impossible) == (3, [], [])
    assert facts_as_of(two, 3) == before
    assert undo(two, 3, by="").upload == 4 and facts_as_of(two, 4) == merged
    assert undo(two, 2, by="").upload == 5 and facts_as_of(two, 5) == before
    assert current(two) == [("A", 2021, "A"), ("A", 2022, "A"), ("B", 2022, "B"), ("B", 2023, "B")]
    with two.read() as connection:
        listed = [(each["kind"], each["undoes"], each["changes"]) for each in uploads(connection)[1:3]]
    assert listed == [("merge", None, {"merged": 2}), ("undo", 2, {"restored": 2, "kept": 0, "impossible": 0})]


def test_the_same_files_again_change_nothing_after_a_merge(two: Database) -> None:
    join(two, "B", "A")
    again = models(
        *in_years("A", 2021, 2022),
        *in_years("B", 2022, 2023),
        scopes=[a_scope("models", *(f"year:{y}" for y in range(2021, 2024)))],
    )

    assert committed(two, again) is None and committed(two, again, replace=True) is None
    assert committed(two, models(*in_years("B", 2022, 2023))) is None
    change_set = compared(two, again)
    assert change_set.totals()["unchanged"] == 4
    assert [(merged.name, merged.row.source_row) for merged in change_set.merged] == [("A", 5)]


def test_what_comes_later_under_the_other_name_counts_under_the_one_that_stays(two: Database) -> None:
    join(two, "B", "A")
    committed(two, models(*in_years("B", 2024)))
    assert ("B", 2024, "A") in current(two) and counts(two)["770", TERM] == 1

    committed(two, models(*in_years("A", 2024, stage="recognised")))
    assert [row for row in current(two) if row[1] == 2024] == [("A", 2024, "A")]
    assert committed(two, models(*in_years("B", 2024))) is None
    assert undo(two, 4, by="").restored == 1
    assert [row for row in current(two) if row[1] == 2024] == [("B", 2024, "A")]


def test_both_names_in_one_new_file_are_one_row(two: Database) -> None:
    join(two, "B", "A")
    change_set = compared(two, models(*in_years("B", 2024), *in_years("A", 2024)))

    assert [(change.kind, change.after and change.after["name"]) for change in change_set.changes] == [
        ("unchanged", None),
        ("new", "A"),
    ]


def test_a_merged_model_that_gets_a_code_counts_where_it_did(two: Database) -> None:
    join(two, "B", "A")
    coded = models(*in_years("B", 2023, model_code="7"), *in_years("A", 2021, model_code="8"))
    assert committed(two, coded) == 3 and committed(two, coded) is None
    assert counts(two)["770", TERM] == 1
    assert committed(two, models(*in_years("B", 2024, model_code="7"))) == 4 and counts(two)["770", TERM] == 1
    assert committed(two, models(*in_years("B", 2023, stage="recognised"))) == 5 and counts(two)["770", TERM] == 1
    with two.read() as connection:
        assert check(connection) == []

    assert [undo(two, number, by="").upload for number in (5, 4, 3, 2)] == [6, 7, 8, 9]
    assert facts_as_of(two, 9) == facts_as_of(two, 1)
    committed(two, coded)
    assert counts(two)["770", TERM] == 2


def test_a_merged_model_can_be_merged_on_and_each_merge_undone_by_itself(two: Database) -> None:
    committed(two, models(*in_years("C", 2023, 2024)))
    join(two, "B", "A")
    assert join(two, "A", "C") == 4
    assert {row[2] for row in current(two)} == {"C"} and counts(two)["770", TERM] == 1
    assert join(two, "B", "C") is None and join(two, "C", "B") is None

    assert undo(two, 3, by="").upload == 5
    assert current(two) == [
        ("A", 2021, "C"), ("A", 2022, "C"), ("B", 2022, "B"), ("B", 2023, "B"), ("C", 2023, "C"), ("C", 2024, "C")
    ]  # fmt: skip
    assert undo(two, 4, by="").upload == 6
    assert {name: root for name, _, root in current(two)} == {"A": "A", "B": "B", "C": "C"}
    assert facts_as_of(two, 6) == facts_as_of(two, 2)


def test_of_two_merges_the_second_can_be_undone_and_the_first_stays(two: Database) -> None:
    committed(two, models(*in_years("C", 2023, 2024)))
    join(two, "B", "A")
    joined = facts_as_of(two, 3)
    join(two, "A", "C")
    undo(two, 4, by="")

    assert facts_as_of(two, 5) == joined
    assert current(two) == [
        ("A", 2021, "A"), ("A", 2022, "A"), ("B", 2023, "A"), ("C", 2023, "C"), ("C", 2024, "C")
    ]  # fmt: skip


def test_a_merge_can_be_undone_whatever_was_uploaded_since(two: Database) -> None:
    join(two, "B", "A")
    committed(two, models(*in_years("B", 2023, stage="recognised"), *in_years("B", 2024)))
    committed(two, models(*in_years("A", 2022, stage="recognised")))
    result = undo(two, 2, by="")

    assert (result.upload, result.kept) == (5, [])
    assert current(two) == [
        ("A", 2021, "A"), ("A", 2022, "A"), ("B", 2022, "B"), ("B", 2023, "B"), ("B", 2024, "B")
    ]  # fmt: skip
    assert [(line.name, line.later) for line in undo(two, 3, by="").kept] == [("B", 5), ("B", 5)]
    first = undo(two, 1, by="")
    assert [(line.name, line.term, line.later) for line in first.kept] == [("A", None, 4), ("B", None, 5)]
    assert current(two) == [("A", 2022, "A"), ("B", 2023, "B"), ("B", 2024, "B")]


def test_parting_two_models_leaves_others_where_they_are(two: Database) -> None:
    committed(two, models(*in_years("C", 2022)))
    join(two, "B", "A")
    join(two, "C", "A")
    committed(two, models(*in_years("A", 2021), scopes=[a_scope("models", "year:2021", "year:2022")]), replace=True)
    undo(two, 3, by="")

    assert current(two) == [("A", 2021, "A"), ("B", 2022, "B"), ("B", 2023, "B")]


def test_a_row_on_which_a_merge_leans_stays_until_the_merge_is_undone(database: Database) -> None:
    committed(database, models(*in_years("B", 2022)))
    committed(database, models(*in_years("A", 2022)))
    join(database, "B", "A")
    result = undo(database, 2, by="")
    assert (result.upload, [(line.name, line.later) for line in result.kept]) == (None, [("A", 3)])

    undo(database, 3, by="")
    assert undo(database, 2, by="").restored == 1 and undo(database, 1, by="").restored == 1


def test_a_row_that_an_undo_brings_back_counts_where_its_model_counts_now(two: Database) -> None:
    emptied = models(scopes=[a_scope("models", "year:2021", "year:2022")])
    committed(two, emptied, replace=True)
    join(two, "A", "B") or join(two, "B", "A")
    assert current(two) == [("B", 2023, "B")]

    undo(two, 2, by="")
    committed(two, models(*in_years("A", 2020)))
    decided = join(two, "A", "B")
    assert decided is not None
    assert {root for _, _, root in current(two)} == {"B"}


def test_of_two_rows_that_an_undo_would_bring_back_for_one_model_and_year_one_comes(two: Database) -> None:
    committed(two, models(*in_years("A", 2024)))
    committed(two, models(scopes=[a_scope("models", "year:2022")]), replace=True)
    join(two, "B", "A")
    result = undo(two, 3, by="")

    assert (result.restored, [(line.name, line.later) for line in result.kept]) == (1, [("B", 4)])
    assert [row for row in current(two) if row[1] == 2022] == [("A", 2022, "A")]


def test_a_model_of_a_district_and_of_the_commune_after_it_counts_once_a_term(database: Database) -> None:
    committed(database, models(*in_years("A", 2023, 2024)))
    committed(database, models(*in_years("D", 2025, unit=COMMUNE)))
    with database.read() as connection:
        old = build_cube(connection, 2)
    before = counts(database)
    decide(database, "same", key("D", unit=COMMUNE), key("A"), by="")
    after = counts(database)

    assert (before["770", TERM], before[COMMUNE, TERM]) == (1, 1)
    assert ("770", TERM) not in after and after[COMMUNE, TERM] == 1
    assert (after["770", "year:2024"], after[COMMUNE, "year:2025"]) == (1, 1)
    with database.read() as connection:
        assert refresh(old, connection, touched_since(connection, 2)).listed == build_cube(connection, 3).listed


def test_models_found_to_be_two_are_remembered_until_that_is_undone(two: Database) -> None:
    pair = frozenset({key("A"), key("B")})
    assert decide(two, "different", key("A"), key("B"), by="") == 2
    assert decide(two, "different", key("B"), key("A"), by="") is None
    assert join(two, "B", "A") is None
    with two.read() as connection:
        assert kept_apart(connection) == {pair}
    assert facts_as_of(two, 2) == facts_as_of(two, 1)

    assert undo(two, 2, by="").upload == 3
    with two.read() as connection:
        assert kept_apart(connection) == set()
    assert undo(two, 3, by="").upload == 4
    with two.read() as connection:
        assert kept_apart(connection) == {pair}


def test_a_merge_is_not_made_again_against_one_made_since(two: Database) -> None:
    join(two, "B", "A")
    undo(two, 2, by="")
    join(two, "A", "B")
    result = undo(two, 3, by="")

    assert (result.upload, [(line.name, line.later) for line in result.kept]) == (None, [("B", 4)])
    assert {root for _, _, root in current(two)} == {"B"}


def test_models_that_are_gone_are_not_merged(two: Database) -> None:
    assert join(two, "B", "C") is None and join(two, "B", "B") is None and two.version() == 1


def test_the_command_line_lists_merges_and_takes_back(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    opened = start.database()
    committed(opened, models(a_model("Khu phố không rác", report_year=2022), a_model("KP không rác", report_year=2023)))

    assert main(["duplicates", "--unit", "770", "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    first, second = (model["key"] for model in pair["models"])
    assert (pair["score"], [model["name"] for model in pair["models"]]) == (99, ["KP không rác", "Khu phố không rác"])
    assert main(["merge", second, first, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"upload": 2, "kind": "merge"}
    assert main(["merge", second, first]) == 1 and main(["duplicates"]) == 0
    assert main(["undo", "2"]) == 0 and main(["merge", second, first, "--apart"]) == 0
    said = capsys.readouterr()
    assert "Không có gì thay đổi" in said.err and "Xác định là hai mô hình: phiên bản số liệu 4." in said.out
    opened.close()


def test_a_row_that_adds_nothing_is_named_in_a_notice_with_the_model_it_counts_as(two: Database) -> None:
    committed(two, models(*in_years("B", 2024)))
    join(two, "B", "A")
    committed(two, models(*in_years("A", 2024)))
    rows = [["Đơn vị", "Năm báo cáo", "Tên mô hình", "Đơn vị thực hiện"], ["Quận 3", 2024, "B", "UBND Phường 1"]]
    prepared = prepare(two, [("b.xlsx", a_workbook({"Biểu 1": rows}))], Options())

    assert [(p.level, p.code, p.cell, p.params) for p in prepared.readings[0].sheets[0].problems if p.code == "merged_model"] == [
        ("notice", "merged_model", "A2", {"name": "A"})
    ]  # fmt: skip
    assert prepared.change_set is not None and not prepared.change_set.has_changes


def held(database: Database) -> list[tuple[str, str | None, int]]:
    """The current rows (name, code, year) of a sound database, in which one row stands for a model and a time."""
    query = text(
        "SELECT name, model_code, report_year, model_key FROM dan_van_model WHERE removed_by IS NULL ORDER BY 1, 3, 2"
    )
    with database.read() as connection:
        assert check(connection) == []
        found = connection.execute(query).all()
    assert len({(row.model_key, row.report_year) for row in found}) == len(found)
    return [(row.name, row.model_code, row.report_year) for row in found]


ALL_YEARS = a_scope("models", *(f"year:{year}" for year in range(2021, 2026)))


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("kept", ["A", "B"])
def test_a_model_that_gets_its_code_in_an_import_meets_the_other_in_the_same_import(
    database: Database, replace: bool, kept: str
) -> None:
    committed(database, models(*in_years("B", 2022), *in_years("A", 2021)))
    join(database, "A" if kept == "B" else "B", kept)
    before = facts_as_of(database, 2)
    both = models(*in_years("B", 2022, 2024, model_code="7"), *in_years("A", 2021, 2024), scopes=[ALL_YEARS])

    assert committed(database, both, replace=replace) == 3
    standing = ("A", None, 2024) if kept == "A" else ("B", "7", 2024)
    assert held(database) == sorted([("A", None, 2021), ("B", "7", 2022), standing], key=str)
    assert committed(database, both, replace=replace) is None and counts(database)["770", TERM] == 1
    after = facts_as_of(database, 3)
    assert undo(database, 3, by="").upload == 4 and facts_as_of(database, 4) == before
    assert undo(database, 4, by="").upload == 5 and facts_as_of(database, 5) == after
    assert held(database) and committed(database, both, replace=replace) is None


def test_a_model_that_loses_its_code_meets_the_other_in_the_same_import(database: Database) -> None:
    committed(database, models(*in_years("B", 2022, model_code="7"), *in_years("A", 2021)))
    decide(database, "same", key("A"), key("B", model_code="7"), by="")
    both = models(*in_years("A", 2024), *in_years("B", 2022, 2023, 2024))

    assert committed(database, both) == 3 and committed(database, both) is None
    assert held(database) == [("A", None, 2021), ("A", None, 2024), ("B", None, 2022), ("B", None, 2023)]
    assert counts(database)["770", TERM] == 1


def test_a_model_listed_with_and_without_its_code_in_one_import_is_one_where_the_code_follows_it(two: Database) -> None:
    join(two, "A", "B")
    mixed = models(*in_years("B", 2022, 2024, model_code="7"), *in_years("B", 2023, 2024))

    assert committed(two, mixed) == 3 and committed(two, mixed) is None
    assert held(two) == [("A", None, 2021), ("B", "7", 2022), ("B", None, 2023), ("B", None, 2024)]
    assert counts(two)["770", TERM] == 1


def test_a_code_follows_its_model_though_its_row_gives_way_to_the_model_that_was_kept(two: Database) -> None:
    join(two, "B", "A")
    both = models(*in_years("A", 2023), *in_years("B", 2023, 2024, model_code="7"))

    assert committed(two, both) == 3 and committed(two, both) is None
    assert held(two) == [("A", None, 2021), ("A", None, 2022), ("A", None, 2023), ("B", "7", 2024)]
    assert counts(two)["770", TERM] == 1


def test_a_code_under_which_a_model_stands_already_is_not_drawn_into_a_merge(two: Database) -> None:
    committed(two, models(*in_years("B", 2024, model_code="7")))
    join(two, "A", "B")
    before = facts_as_of(two, 3)
    coded = models(*in_years("B", 2023, model_code="7"), *in_years("A", 2023, 2024))

    assert committed(two, coded) == 4 and committed(two, coded) is None
    standing = held(two)
    assert ("B", "7", 2023) in standing and ("B", "7", 2024) in standing and counts(two)["770", TERM] == 2
    assert undo(two, 4, by="").upload == 5 and facts_as_of(two, 5) == before


def test_a_code_follows_its_model_through_a_chain_of_merges(two: Database) -> None:
    committed(two, models(*in_years("C", 2024)))
    join(two, "B", "A")
    join(two, "A", "C")
    rows = [*in_years("B", 2023, 2025, model_code="7"), *in_years("A", 2022, 2025), *in_years("C", 2024, 2025)]
    all_three = models(*rows, scopes=[ALL_YEARS])

    assert committed(two, all_three, replace=True) == 5 and committed(two, all_three, replace=True) is None
    assert held(two) == [("A", None, 2022), ("B", "7", 2023), ("C", None, 2024), ("C", None, 2025)]
    assert counts(two)["770", TERM] == 1
    assert undo(two, 3, by="").upload == 6
    assert counts(two)["770", TERM] == 2 and held(two) == [
        ("A", None, 2022), ("B", None, 2022), ("B", "7", 2023), ("C", None, 2024), ("C", None, 2025)
    ]  # fmt: skip


def test_an_undo_that_takes_a_code_away_again_meets_the_other_model(database: Database) -> None:
    committed(database, models(*in_years("B", 2022, 2024)))
    coded = models(*in_years("B", 2022, model_code="7"), scopes=[ALL_YEARS])
    committed(database, coded, replace=True)
    committed(database, models(*in_years("A", 2024)))
    decide(database, "same", key("A"), key("B", model_code="7"), by="")
    result = undo(database, 2, by="")

    assert (result.restored, [(line.name, line.later) for line in result.kept]) == (1, [("B", 4)])
    assert held(database) == [("A", None, 2024), ("B", None, 2022)] and counts(database)["770", TERM] == 1


def test_a_merge_beside_a_namesake_with_a_code_is_undone_as_a_whole(database: Database) -> None:
    committed(database, models(a_model("B"), a_model("B", model_code="7"), a_model("A")))
    decide(database, "same", key("B", model_code="7"), key("A"), by="")
    result = undo(database, 2, by="")

    assert (result.restored, result.kept) == (1, []) and facts_as_of(database, 3) == facts_as_of(database, 1)
