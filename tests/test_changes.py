"""Compare, tested: what is new, changed, unchanged, missing and removed, and what stands twice."""

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.change_sets import Duplicate, Source
from data_access.changes import Change, Incoming
from data_access.database import Database
from data_access.incoming import together
from data_access.keys import model_key, natural_key, natural_keys
from data_access.merge_decisions import decide
from tests.row_builders import (
    Row,
    a_commendation,
    a_figure,
    a_model,
    a_scope,
    a_training,
    committed,
    compared,
    models,
)


def seen(changes: list[Change]) -> list[tuple[Any, ...]]:
    """What a change table shows of each change."""
    shown = ("name", "title", "collective_name", "measure")
    rows = [(change, change.after or change.before or {}) for change in changes]
    return [(change.kind, next((row[n] for n in shown if n in row), None), change.fields) for change, row in rows]


def test_rows_are_new_changed_unchanged_or_missing(database: Database) -> None:
    committed(database, models(a_model("A"), a_model("B"), a_model("C", report_year=2022), a_model("D")))
    found = compared(
        database,
        models(
            a_model("A"),
            a_model("B", stage="recognised"),
            a_model("E"),
            scopes=[a_scope("models", "year:2023")],
        ),
    )
    assert seen(found.changes) == [
        ("unchanged", None, ()),
        ("changed", "B", ("stage",)),
        ("new", "E", ()),
        ("missing", "D", ()),
    ]
    assert found.counts() == {(0, "Biểu 1"): {"new": 1, "changed": 1, "unchanged": 1, "missing": 1, "removed": 0}}
    assert (found.base_version, found.has_changes) == (1, True)


def test_where_a_row_stands_is_no_change(database: Database) -> None:
    committed(database, models(a_model("A"), a_model("B")))
    moved = [a_model("B", sheet="Khác", source_row=9), a_model("A", source_row=70, file=1)]
    found = compared(database, models(*moved))
    assert [change.kind for change in found.changes] == ["unchanged", "unchanged"]
    assert found.has_changes is False
    assert committed(database, models(*moved)) is None
    assert database.version() == 1


def test_names_meet_whatever_their_case_quotes_and_tone_position(database: Database) -> None:
    committed(database, models(a_model("Mô hình “Hoà giải”")))
    found = compared(database, models(a_model('MÔ HÌNH "Hòa giải"')))
    assert [(change.kind, change.fields) for change in found.changes] == [("changed", ("name",))]
    assert natural_key("models", a_model("Xã Thanh An")) != natural_key("models", a_model("Xã Thạnh An"))


def test_replace_removes_only_what_the_scope_holds(database: Database) -> None:
    other_unit = a_model("Elsewhere", unit="760")
    committed(database, models(a_model("A"), a_model("Old", report_year=2019), other_unit))
    incoming = models(a_model("B"), scopes=[a_scope("models", "year:2023")])
    assert seen(compared(database, incoming, replace=True).changes) == [
        ("new", "B", ()),
        ("removed", "A", ()),
    ]
    whole_city = models(a_model("B"), scopes=[a_scope("models", "year:2023", area="79")])
    removed = [change for change in compared(database, whole_city, replace=True).changes if change.kind == "removed"]
    assert [change.before["unit"] for change in removed if change.before] == ["770", "760"]


def test_the_scope_of_a_list_is_the_term_its_rows_name_or_else_their_year(database: Database) -> None:
    term = "party_term:2020-2025"
    committed(database, models(a_model("A", term=term), a_model("B")))
    for label, gone in ((term, ["A"]), ("year:2023", ["B"])):
        found = compared(database, models(scopes=[a_scope("models", label)]), replace=True)
        assert [name for _, name, _ in seen(found.changes)] == gone


def test_a_list_that_later_has_codes_is_matched_by_its_names_and_back(database: Database) -> None:
    committed(database, models(a_model("A"), a_model("B")))
    coded = models(a_model("A", model_code="Q3-01"), a_model("B"))
    found = compared(database, coded)
    assert seen(found.changes) == [("changed", "A", ("model_code",)), ("unchanged", None, ())]
    committed(database, coded)
    back = compared(database, models(a_model("A"), a_model("B")))
    assert seen(back.changes) == [("changed", "A", ("model_code",)), ("unchanged", None, ())]
    renamed = compared(database, models(a_model("A, new name", model_code="Q3-01")))
    assert seen(renamed.changes) == [("changed", "A, new name", ("name",))]


def test_a_decision_number_that_comes_later_is_a_change_too(database: Database) -> None:
    committed(database, Incoming("commendations", [a_commendation("Chi bộ 1")]))
    decided = a_commendation("Chi bộ 1", decision_no="12-QĐ/QU", decision_date=date(2023, 10, 12))
    found = compared(database, Incoming("commendations", [decided]))
    assert seen(found.changes) == [("changed", "Chi bộ 1", ("decision_no", "decision_date"))]


def test_a_name_that_two_codes_bear_is_not_matched_by_name(database: Database) -> None:
    committed(database, models(a_model("A")))
    found = compared(database, models(a_model("A", model_code="1"), a_model("A", model_code="2")))
    assert [change.kind for change in found.changes] == ["new", "new"]


@pytest.mark.parametrize(
    ("new_name", "is_likely"),
    [("Tuyến hẻm xanh sạch đẹp", True), ("Tổ tự quản an ninh", False)],
)
def test_a_close_name_of_the_same_body_is_a_likely_renaming(database: Database, new_name: str, is_likely: bool) -> None:
    committed(database, models(a_model("Tuyến hẻm xanh - sạch")))
    found = compared(database, models(a_model(new_name), scopes=[a_scope("models", "year:2023")]))
    new, missing = found.changes
    assert (new.kind, missing.kind) == ("new", "missing")
    assert new.likely_renamed_from == (missing.key if is_likely else None)


def test_names_that_differ_in_a_number_are_never_a_renaming(database: Database) -> None:
    committed(database, models(a_model("Khu phố 1 không rác")))
    found = compared(database, models(a_model("Khu phố 2 không rác"), scopes=[a_scope("models", "year:2023")]))
    assert [change.likely_renamed_from for change in found.changes] == [None, None]


def test_equal_rows_of_an_import_count_once_and_others_contradict(database: Database) -> None:
    found = compared(
        database,
        models(a_model("A", source_row=5), a_model("A", source_row=6)),
        models(a_model("A", stage="recognised", file=1, source_row=7)),
    )
    key = natural_key("models", a_model("A"))
    first = Source(0, "Biểu 1", 5, None)
    assert found.duplicates == [
        Duplicate("models", key, False, first, Source(0, "Biểu 1", 6, None)),
        Duplicate("models", key, True, first, Source(1, "Biểu 1", 7, None)),
    ]
    assert found.has_conflicts is True
    assert [change.kind for change in found.changes] == ["new"]


def test_one_figure_stated_twice_agrees_when_the_numbers_do(database: Database) -> None:
    twice = [a_figure(260, qualifier=">"), a_figure(260, qualifier=">", source_ref="45-BC", source_cell="D9")]
    found = compared(database, Incoming("summary", twice))
    assert [duplicate.is_conflict for duplicate in found.duplicates] == [False]
    apart = compared(database, Incoming("summary", [a_figure(260), a_figure(261)]))
    assert [duplicate.is_conflict for duplicate in apart.duplicates] == [True]


def classes(*attendances: int, **said: Any) -> Incoming:
    return Incoming(
        "training",
        [a_training(attendances=number, **said) for number in attendances],
        [a_scope("training", "year:2023")],
    )


def test_classes_of_one_title_and_day_are_told_apart_by_what_they_state(database: Database) -> None:
    day = {"start_date": date(2023, 4, 15), "date_precision": "day"}
    committed(database, classes(200, 100, 100, **day))
    assert [change.kind for change in compared(database, classes(100, 200, **day)).changes] == ["unchanged"] * 2
    only = compared(database, classes(200, **day))
    assert [(change.kind, (change.before or {}).get("attendances")) for change in only.changes] == [
        ("unchanged", None),
        ("missing", 100),
    ]
    corrected = compared(database, classes(100, 250, **day))
    assert [(change.kind, change.fields) for change in corrected.changes] == [
        ("unchanged", ()),
        ("changed", ("attendances",)),
    ]
    third = compared(database, classes(50, 100, 200, **day))
    assert sorted(change.kind for change in third.changes) == ["new", "unchanged", "unchanged"]


def test_a_vague_date_names_a_class_by_its_period() -> None:
    first = a_training(start_date=date(2023, 4, 1), date_precision="month", period_text="2023-04")
    assert natural_key("training", first) == natural_key("training", {**first, "start_date": None})
    assert natural_key("training", first) != natural_key("training", {**first, "period_text": "2023-05"})


def test_a_model_has_one_key_over_the_years() -> None:
    first, second = a_model("A", report_year=2022), a_model("A", report_year=2023)
    assert model_key(first) == model_key(second)
    assert natural_key("models", first) != natural_key("models", second)
    assert model_key(a_model("A", model_code="1")) != model_key(a_model("A", model_code="1", unit="760"))


def test_two_change_sets_that_do_the_same_have_the_same_digest(database: Database) -> None:
    rows = [a_model("A"), a_model("B")]
    assert compared(database, models(*rows)).digest() == compared(database, models(*reversed(rows))).digest()
    assert compared(database, models(*rows)).digest() != compared(database, models(rows[0])).digest()


def test_what_a_merge_makes_of_an_import_changes_its_digest(database: Database) -> None:
    """A row that stands for another model, and a model that takes its code into the merge, are not what was seen before."""
    committed(database, models(a_model("A", report_year=2022), a_model("B")))
    coded, both = models(a_model("B", model_code="7")), models(a_model("B"), a_model("A"))
    before = [compared(database, each) for each in (coded, both)]
    decide(database, "same", model_key(a_model("B")), model_key(a_model("A")), by="")
    after = [compared(database, each) for each in (coded, both)]

    assert [(seen(list(one.changes)), len(one.links), len(one.merged)) for one in (before[0], after[0])] == [
        ([("changed", "B", ("model_code",))], 0, 0),
        ([("changed", "B", ("model_code",))], 1, 0),
    ]
    assert [len(each.merged) for each in (before[1], after[1])] == [0, 1]
    assert {each.digest() for each in before}.isdisjoint(each.digest() for each in after)


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_compared_and_committed_in_seconds(sqlite_database: Database) -> None:
    rows: list[Row] = [a_model(f"Mô hình {number}", source_row=number + 1) for number in range(100_000)]
    started = time.process_time()
    assert committed(sqlite_database, models(*rows)) == 1
    committing = time.process_time() - started
    rows[7]["stage"] = "recognised"
    started = time.process_time()
    found = compared(sqlite_database, models(*rows, scopes=[a_scope("models", "year:2023")]))
    comparing = time.process_time() - started
    assert found.totals() == {"new": 0, "changed": 1, "unchanged": 99_999, "missing": 0, "removed": 0}
    assert committing < 40
    assert comparing < 20
    print(f"committing {committing:.1f} s, comparing {comparing:.1f} s")


_WORDS = st.sampled_from(["", "Hẻm xanh", "HẺM  XANH", "Hẻm - xanh", "Hoà bình", "“Sạch”", "Việc tốt\n2"])
_MODEL = st.builds(
    a_model, name=_WORDS, model_code=st.sampled_from([None, "", "A1", "a1"]), implementing_body=_WORDS, namesake=st.integers(1, 2),
    report_year=st.sampled_from([None, 2023]), term=st.sampled_from([None, "party_term:2020-2025"]),
)  # fmt: skip
_CLASS = st.builds(
    a_training, title=_WORDS, topic=st.sampled_from(["unspecified", "ethnic"]), start_date=st.sampled_from([None, date(2023, 5, 4)]),
    date_precision=st.sampled_from(["", "day", "month"]), period_text=st.sampled_from(["", "2023-05"]),
    year=st.sampled_from([None, 2023]), term=st.sampled_from([None, "party_term:2020-2025"]),
)  # fmt: skip


@given(models=st.lists(_MODEL, max_size=12), classes=st.lists(_CLASS, max_size=12))
def test_the_keys_of_many_rows_at_once_are_those_of_each(
    models: list[dict[str, Any]], classes: list[dict[str, Any]]
) -> None:
    for dataset, rows in (("models", models), ("training", classes)):
        table = together(dataset, [Incoming(dataset, rows)])

        assert natural_keys(dataset, table) == [natural_key(dataset, row) for row in rows]
        if dataset == "models":
            assert table.columns["model_key"] == [model_key(row) for row in rows]
