"""Show, tested: rows of lists found by their names, with or without diacritics, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.database import Database
from data_access.measures import COMMENDED_COLLECTIVES, MODELS, TRAINING_SESSIONS, Measure
from data_access.name_search import ids_by_name, words_of
from data_access.queries import Question
from data_access.reference import load_reference
from data_access.selection import Selection
from data_access.spelling import without_marks
from tests.facts import Facts
from tests.row_builders import a_model, committed, models
from tests.upload_visits import Visitor, data

__all__ = ["data"]
Q1, Q3 = "760", "770"
NAMES = [
    "Hẻm xanh, sạch",
    "HẺM XANH số 2",
    "Đoàn kết 100%",
    "Tiếng kẻng hòa bình",
    "Tiếng kẻng hoà giải",
    "Camera [an ninh]*",
]


@pytest.fixture
def facts(database: Database) -> Facts:
    """Six models of Quận 3 in 2023, one of Quận 1 in a term, a class and a commended collective."""
    known = Facts(database)
    for name in NAMES:
        known.model(Q3, name, 2023, stage="recognised")
    known.model(Q1, "Hẻm xanh Quận 1", None, term="party_term:2020-2025")
    known.training(Q3, 2023, title="Tập huấn dân vận khéo")
    known.commended(Q3, 2022, "Chi bộ khu phố xanh")
    known.upload()
    return known


def found(facts: Facts, asked: str, measure: Measure = MODELS, **selection: object) -> list[int]:
    with facts.database.read() as connection:
        question = Question(load_reference(connection), measure, Selection(**selection))  # type: ignore[arg-type]
        return ids_by_name(connection, question, words_of(asked), version=facts.version, most=100)


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("hem xanh", [7, 2, 1]),
        ("HẺM XANH", [7, 2, 1]),
        ("xanh hẻm", [7, 2, 1]),
        ("hoa", [5, 4]),
        ("hoà", [5, 4]),
        ("doan ket 100", [3]),
        ("[an", [7, 6, 3, 2, 1]),
        ("camera *", [6]),
        ("không có", []),
        ("", [7, 6, 5, 4, 3, 2, 1]),
    ],
)
def test_names_are_found_whatever_marks_are_typed(facts: Facts, asked: str, places: list[int]) -> None:
    assert found(facts, asked) == places


def test_filters_narrow_what_is_found(facts: Facts) -> None:
    assert found(facts, "hem xanh", units=(Q1,)) == [7]
    assert found(facts, "hem xanh", terms=("year:2023",)) == [2, 1]
    assert found(facts, "hem xanh", terms=("party_term:2020-2025",)) == [7, 2, 1]
    assert found(facts, "hem xanh", terms=("party_term:2015-2020",)) == []
    assert found(facts, "hem xanh", stages=("recognised",)) == [2, 1]
    assert len(found(facts, "xanh", COMMENDED_COLLECTIVES)) == len(found(facts, "khéo", TRAINING_SESSIONS)) == 1


def test_of_an_earlier_version_its_own_rows_are_found(facts: Facts) -> None:
    first = facts.version
    facts.upload(remove={"models": [1]})
    facts.version, newest = first, facts.version
    assert found(facts, "hem xanh") == [7, 2, 1]
    facts.version = newest
    assert found(facts, "hem xanh") == [7, 2]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(alphabet="aàăâđeêhioxnôơuưyỳHXĐ012%_*?[]^'\\ ", max_size=8))
def test_what_is_found_is_what_folding_the_names_would_find(facts: Facts, asked: str) -> None:
    plain = [without_marks(name) for name in [*NAMES, "Hẻm xanh Quận 1"]]
    expected = [number for number, name in enumerate(plain, start=1) if all(word in name for word in words_of(asked))]
    if all(character.isalnum() for word in words_of(asked) for character in word):
        assert found(facts, asked) == expected[::-1]


@pytest.fixture
def listed(data: Database) -> Iterator[None]:
    committed(data, models(*(a_model(f"Hẻm xanh số {n}", source_row=n + 5) for n in range(30)), a_model("Tổ tự quản")))
    yield


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_finds_pages_and_leads_to_the_sheet(listed: None, lang: str) -> None:
    visitor = Visitor("records", lang)
    assert len(visitor.table()) == 25
    assert visitor.app.session_state["filters.term"] is None
    visitor.app.text_input(key="records.find").set_value("to tu quan").run()
    assert [row[:3] for row in visitor.checked().table()] == [["Tổ tự quản", "Quận 3", "2023"]]
    visitor.app.selectbox(key="records.row.1").set_value(0).run()
    assert visitor.checked().app.table[1].value.to_numpy().tolist()[0][1] == "0\\.xlsx"
    visitor.app.text_input(key="records.find").set_value("không có đâu").run()
    said = {"vi": "Không có dòng nào như vậy", "en": "There are no such rows"}[lang]
    assert said in visitor.checked().said()


def test_without_lists_the_page_says_so(data: Database) -> None:
    assert "Chưa có danh sách nào được ghi nhận." in Visitor("records").said()
