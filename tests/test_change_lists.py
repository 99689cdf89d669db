"""Compare, tested: many units at once, classes of one title, names that are nearly another, and what a change set says of itself."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from data_access.audit import Entry, Wanted, entries
from data_access.change_sets import Change, Changes, Duplicate, Source
from data_access.changes import Incoming
from data_access.database import Database
from data_access.errors import Overtaken
from data_access.incoming import different_rows
from data_access.keys import natural_key
from data_access.upload_rows import remove_rows
from tests.row_builders import a_commendation, a_model, a_scope, a_training, committed, compared, models


def likely(database: Database, before: list[str], after: list[str]) -> dict[str, str | None]:
    """For each new name the missing one that it is likely to be."""
    committed(database, models(*map(a_model, before)))
    found = compared(database, models(*map(a_model, after), scopes=[a_scope("models", "year:2023")]))
    names = {change.key: (change.before or {}).get("name") for change in found.changes if change.kind == "missing"}
    return {
        (change.after or {})["name"]: names.get(change.likely_renamed_from or "")
        for change in found.changes
        if change.kind == "new"
    }


def test_a_list_of_more_units_than_can_be_named_finds_its_rows_all_the_same(sqlite_database: Database) -> None:
    with sqlite_database.read() as connection:
        units = list(connection.execute(text("SELECT id FROM unit ORDER BY id LIMIT 502")).scalars())
    before = [a_model(unit=unit, source_row=5 + row) for row, unit in enumerate(units)]
    committed(sqlite_database, models(*before))
    asked = [{**row} for row in before[:501]]
    asked[3] |= {"stage": "recognised"}

    found = compared(sqlite_database, models(*asked))
    assert found.totals() == {"new": 0, "changed": 1, "unchanged": 500, "missing": 0, "removed": 0}


def test_the_nearest_of_several_missing_names_is_the_likely_one(database: Database) -> None:
    assert likely(database, ["Hẻm xanh sạch", "Hẻm xanh sạch đẹp", "Hẻm an ninh"], ["Hẻm xanh sạch đẹp mới"]) == {
        "Hẻm xanh sạch đẹp mới": "Hẻm xanh sạch đẹp"
    }


def test_a_missing_name_is_likely_for_one_new_row_only(database: Database) -> None:
    assert likely(database, ["Hẻm xanh sạch"], ["Hẻm xanh sạch a", "Hẻm xanh sạch b"]) == {
        "Hẻm xanh sạch a": "Hẻm xanh sạch",
        "Hẻm xanh sạch b": None,
    }


@pytest.mark.parametrize("name", ["abcdefghik", "abcdefghikabcdefghik", "x"])
def test_the_same_letters_in_another_order_or_number_are_another_name(database: Database, name: str) -> None:
    assert likely(database, ["kihgfedcba"], [name]) == {name: None}


def test_a_renaming_keeps_unit_time_and_body(database: Database) -> None:
    committed(database, models(a_model("Hẻm xanh sạch")))
    scopes = [a_scope("models", "year:2023", "year:2024")]
    other = {"body": {"implementing_body": "Hội Phụ nữ"}, "time": {"report_year": 2024}, "unit": {"unit": "760"}}
    found = {
        why: [
            change.likely_renamed_from
            for change in compared(database, models(a_model("Hẻm xanh sạch đẹp", **said), scopes=scopes)).changes
            if change.kind == "new"
        ]
        for why, said in other.items()
    }

    assert found == {"body": [None], "time": [None], "unit": [None]}


def test_a_list_that_changed_altogether_was_not_renamed_row_by_row(database: Database) -> None:
    def names(word: str, count: int) -> list[str]:
        return [f"Mô hình {word} khu phố {number}" for number in range(count)]

    scopes = [a_scope("models", "year:2023")]
    committed(database, models(*map(a_model, names("xanh", 100))))
    few = compared(database, models(*map(a_model, names("xanh sạch", 100)), scopes=scopes)).changes
    many = compared(database, models(*map(a_model, names("xanh sạch", 101)), scopes=scopes)).changes

    assert sum(change.likely_renamed_from is not None for change in few) == 100
    assert [change.likely_renamed_from for change in many if change.kind == "new"] == [None] * 101


def test_commended_collectives_and_classes_are_renamed_by_their_own_fields(database: Database) -> None:
    rows = {
        "commendations": (a_commendation, "awarding_body", "Quận ủy", "Chi bộ khu phố Bến Nghé"),
        "training": (a_training, "organiser", "Ban Dân vận", "Tập huấn công tác dân vận"),
    }
    for dataset, (build, body, who, name) in rows.items():
        scopes = [a_scope(dataset, "year:2023")]
        committed(database, Incoming(dataset, [build(name, **{body: who})], scopes))
        same = compared(database, Incoming(dataset, [build(f"{name} A", **{body: who})], scopes)).changes
        other = compared(database, Incoming(dataset, [build(f"{name} A", **{body: "Hội"})], scopes)).changes

        assert [change.kind for change in same] == ["new", "missing"]
        assert (same[0].likely_renamed_from, other[0].likely_renamed_from) == (same[1].key, None)


def test_classes_are_numbered_only_where_one_title_and_time_hold_several(database: Database) -> None:
    def an_import(*rows: dict[str, Any]) -> Incoming:
        return Incoming("training", list(rows), [a_scope("training", "year:2023")])

    first, second, other = (
        a_training("A", attendances=10),
        a_training("A", attendances=20, source_row=6),
        a_training("B", source_row=7),
    )
    committed(database, an_import(first, second, other, {**second, "source_row": 8}))
    found = compared(database, an_import(second, first, other))
    keys = {change.key for change in found.changes}

    assert found.totals() == {"new": 0, "changed": 0, "unchanged": 3, "missing": 0, "removed": 0}
    assert len({key.removesuffix(":2") for key in keys}) == 2 and len(keys) == 3
    fewer = compared(database, an_import(first, other))
    assert fewer.totals() == {"new": 0, "changed": 0, "unchanged": 2, "missing": 1, "removed": 0}
    another = compared(database, an_import({**first, "attendances": 11}, second, other))
    assert another.totals() == {"new": 0, "changed": 1, "unchanged": 2, "missing": 0, "removed": 0}


def test_of_several_classes_of_one_title_that_of_unknown_attendances_has_the_first_number(database: Database) -> None:
    rows = [a_training("A", attendances=people, source_row=5 + at) for at, people in enumerate((1, 0, None))]
    key = natural_key("training", rows[0])

    found = compared(database, Incoming("training", rows)).changes
    assert {change.key: (change.after or {})["attendances"] for change in found} == {
        key: None, f"{key}:2": 0, f"{key}:3": 1,
    }  # fmt: skip


def test_equal_classes_count_once_and_the_second_place_is_told(database: Database) -> None:
    twice = [
        a_training("A", source_row=5),
        a_training("A", source_row=9),
        a_training("A", attendances=1, source_row=11),
    ]
    found = compared(database, Incoming("training", twice))

    key = natural_key("training", twice[0])
    assert found.duplicates == [
        Duplicate("training", key, False, Source(0, "Biểu 1", 5, None), Source(0, "Biểu 1", 9, None))
    ]
    assert found.totals()["new"] == 2


def test_a_change_set_names_the_units_that_it_touches(database: Database) -> None:
    scopes = [a_scope("models", "year:2023", area="79")]
    committed(database, models(a_model("A"), a_model("B", unit="760"), a_model("C", unit="773")))
    incoming = models(
        a_model("A"), a_model("B", unit="760", stage="recognised"), a_model("D", unit="769"), scopes=scopes
    )

    assert compared(database, incoming).units() == {"760", "769"}
    assert compared(database, incoming, replace=True).units() == {"760", "769", "773"}
    assert compared(database, models(a_model("A"))).units() == set()
    assert compared(database, models(a_model("E"), a_model("F", unit="760"))).units() == {"770", "760"}


def test_changes_can_be_read_one_by_one_by_number_and_as_a_whole() -> None:
    every = [Change("new", "models", key, 0, "Biểu 1") for key in ("a", "b", "c")]
    changes = Changes()
    changes.parts += [every[:1], every[1:]]

    assert (len(changes), list(changes), changes[-1], changes[:2]) == (3, every, every[2], every[:2])
    assert repr(changes) == repr(every)


def test_different_rows_of_an_import_are_told_once_by_the_names_they_have() -> None:
    part = models(a_model("A"), a_model("B"), a_model("C", unit="760"))

    found = sorted(row["unit"] for row in different_rows(part, ("unit", "report_year", "no such column")))
    assert found == ["760", "770"]
    assert list(different_rows(models(a_model("A")), ("report_year",))) == [{"report_year": 2023}]


def test_a_row_that_is_not_current_any_more_cannot_be_taken_out(database: Database) -> None:
    committed(database, models(a_model("A")))
    with pytest.raises(Overtaken), database.write() as connection:
        remove_rows(connection, "models", [1, 999], 1)
    with database.read() as connection:
        assert connection.execute(text("SELECT removed_by FROM dan_van_model")).scalars().all() == [None]


def test_a_commit_leaves_a_line_in_the_trail_with_its_number_and_what_it_did(database: Database) -> None:
    said = Entry(action="import", name="lan", detail="bieu.xlsx")
    committed(database, models(a_model("A"), a_model("B")), audit=said)
    with database.read() as connection:
        (line,) = entries(connection, Wanted())

    assert (line.action, line.outcome, line.name) == ("import", "done", "lan")
    assert (line.target, line.detail) == ("upload 1", "bieu.xlsx · new 2")
