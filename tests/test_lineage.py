"""Lineage: the cells and rows behind a figure, and that they always add up to it."""

from __future__ import annotations

import random
from typing import Any

import pytest

from data_access.bounds import Amount, total
from data_access.cache import cube_of
from data_access.database import Database
from data_access.lineage import Trace, trace, trace_figure
from data_access.list_rows import rows
from data_access.measures import (
    ATTENDANCES,
    COMMENDED_COLLECTIVES,
    MEASURES,
    MODELS,
    TRAINING_SESSIONS,
    Measure,
)
from data_access.queries import Question, figures
from data_access.reference import Reference, load_reference
from data_access.selection import Selection
from tests.facts import Facts
from tests.random_facts import add_random_facts

Q1, Q3, TPHCM, TERM = "760", "770", "79", "party_term:2020-2025"


@pytest.fixture
def facts(database: Database) -> Facts:
    return Facts(database)


def reference_of(facts: Facts) -> Reference:
    with facts.database.read() as connection:
        return load_reference(connection)


def traced(facts: Facts, measure: Measure, **selection: Any) -> list[Trace]:
    facts.upload()
    question = Question(reference_of(facts), measure, Selection(**selection))
    with facts.database.read() as connection:
        return trace(connection, cube_of(facts.database), question)


def test_a_reported_figure_leads_to_its_cell(facts: Facts) -> None:
    facts.stated(Q3, "review:2010-2020", 23, measure="commended_collectives")
    assert traced(facts, COMMENDED_COLLECTIVES, units=(Q3,), terms=("review:2010-2020",)) == [
        Trace("bieu-1.xlsx", 1, "Biểu 1", "D1", None, 23, None, 1)
    ]


def test_a_list_leads_to_the_rows_that_count(facts: Facts) -> None:
    facts.model(Q3, "Hẻm xanh", 2021, sheet="Mô hình", source_row=9)
    facts.model(Q3, "Hẻm xanh", 2023, sheet="Mô hình", source_row=10)
    facts.model(Q3, "Đã dừng", 2023, stage="discontinued", sheet="Mô hình", source_row=11)
    found = traced(facts, MODELS, units=(Q3,), terms=(TERM,), roll_up=True)
    assert found == [Trace("bieu-1.xlsx", 1, "Mô hình", None, 10, 1, None, 1)]


def test_a_sum_of_years_leads_to_the_cells_and_rows_of_its_years(facts: Facts) -> None:
    facts.stated(Q1, "year:2021", 30, ">", measure="attendances")
    facts.training(Q1, 2022, attendances=12, sheet="Lớp", source_row=7)
    assert traced(facts, ATTENDANCES, units=(Q1,), terms=(TERM,), roll_up=True) == [
        Trace("bieu-1.xlsx", 1, "Biểu 1", "D1", None, 30, ">", 1),
        Trace("bieu-1.xlsx", 1, "Lớp", None, 7, 12, None, 1),
    ]


def test_a_province_leads_to_its_own_figure_or_else_to_its_districts(facts: Facts) -> None:
    facts.stated(Q1, TERM, 5)
    facts.stated(Q3, TERM, 7)
    assert [each.value for each in traced(facts, MODELS, units=(TPHCM,), terms=(TERM,))] == [5, 7]
    facts.stated(TPHCM, TERM, 99)
    assert [each.value for each in traced(facts, MODELS, units=(TPHCM,), terms=(TERM,))] == [99]


def test_what_has_no_figure_has_no_trace(facts: Facts) -> None:
    assert traced(facts, MODELS, units=(Q1,), terms=(TERM,)) == []


@pytest.mark.parametrize("seed", range(6))
def test_the_traces_of_any_figure_add_up_to_it(facts: Facts, seed: int) -> None:
    add_random_facts(facts, random.Random(seed), rows=120)
    reference, cube = reference_of(facts), cube_of(facts.database)
    selections = [
        Selection(),
        Selection(roll_up=True),
        Selection(basis="itemised", roll_up=True),
        Selection(levels=("district",)),
    ]
    with facts.database.read() as connection:
        for measure in MEASURES.values():
            for selection in selections:
                for by in (("unit", "term"), ("term",), ("unit", "term", "level")):
                    split = tuple(name for name in by if name == "level")
                    question = Question(reference, measure, selection, split)
                    for figure in figures(cube, reference, measure, selection, by=by):
                        traces = trace_figure(connection, cube, question, figure)
                        assert total(Amount(each.value, each.qualifier) for each in traces) == figure.amount


def test_rows_are_listed_once_with_the_file_they_came_from(facts: Facts) -> None:
    facts.training(Q1, 2022, 2, title="Quy chế dân chủ", term=TERM, level="district")
    facts.training(Q3, 2022, 1, title="Kỹ năng", level="grassroots")
    facts.upload()
    reference = reference_of(facts)
    with facts.database.read() as connection:
        every = rows(connection, Question(reference, TRAINING_SESSIONS, Selection()), version=1)
        one = rows(connection, Question(reference, TRAINING_SESSIONS, Selection(levels=("grassroots",))), version=1)
        second = rows(connection, Question(reference, TRAINING_SESSIONS, Selection()), version=1, limit=1, offset=1)
        term = Selection(terms=(TERM,), roll_up=True)
        both = rows(connection, Question(reference, TRAINING_SESSIONS, term), version=1)
    assert [
        (row["unit"], row["title"], row["counted"], row["file_name"], row["sheet"], row["source_row"]) for row in every
    ] == [
        (Q1, "Quy chế dân chủ", 2, "bieu-1.xlsx", "Biểu 1", 1),
        (Q3, "Kỹ năng", 1, "bieu-1.xlsx", "Biểu 1", 2),
    ]
    assert [row["title"] for row in one] == [row["title"] for row in second] == ["Kỹ năng"]
    assert [row["title"] for row in both] == ["Quy chế dân chủ", "Kỹ năng"]
