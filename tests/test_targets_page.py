"""Show, tested: the page of targets in both languages: words, filters in the address, and the cells behind a target."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from data_access.database import Database
from tests.facts import Facts
from tests.page_visits import visited
from work import start

Q1, Q3 = "760", "770"
TERM, BEFORE = "party_term:2020-2025", "party_term:2015-2020"


@pytest.fixture
def facts(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Facts]:
    """A database of known facts that the pages open."""
    monkeypatch.setenv("DATABASE_URL", sqlite_database.url)
    yield Facts(sqlite_database)
    start.database().close()


def visit(**query: str) -> AppTest:
    app = visited("targets", **query)
    assert [each.value for each in app.error] == []
    return app


def some(facts: Facts) -> None:
    facts.target(Q1, TERM, 50, source_ref="12-KH/BDV")
    facts.stated(Q1, TERM, 60)
    facts.target(Q3, TERM, 240)
    facts.stated(Q3, TERM, 260, ">")
    facts.target(Q3, TERM, 20, measure="training_sessions")
    facts.target(Q3, BEFORE, 10)
    facts.upload()


@pytest.mark.parametrize(
    ("lang", "title", "verdict"), [("vi", "Chưa có chỉ tiêu", "đạt 2"), ("en", "No targets", "met 2")]
)
def test_the_page_opens_without_targets_and_with_them(facts: Facts, lang: str, title: str, verdict: str) -> None:
    assert title in [each.value for each in visit(lang=lang).subheader]
    some(facts)
    app = visit(lang=lang)
    assert app.button_group(key="targets.verdicts").options[0] == verdict
    assert len(app.get("plotly_chart")) == 2


def test_the_table_says_done_against_set(facts: Facts) -> None:
    some(facts)
    (table,) = [each.value for each in visit().table]
    assert table.values.tolist() == [
        ["Quận 1", "Mô hình", "50", r"60/50 \(120%\)", "đạt", "12\\-KH/BDV"],
        ["Quận 3", "Mô hình", "240", r"\>260/240", "đạt", "–"],
        ["Quận 3", "Lớp tập huấn", "20", "–", "chưa có số thực hiện", "–"],
    ]
    every = next(each.value for each in visit(span="all", unit=Q3, measure="models").table)
    assert every.values.tolist() == [
        ["2020–2025", "Mô hình", "240", r"\>260/240", "đạt"],
        ["2015–2020", "Mô hình", "10", "–", "chưa có số thực hiện"],
    ]


def test_a_target_leads_to_its_own_cell_and_to_that_of_what_was_done(facts: Facts) -> None:
    some(facts)
    app = visit()
    app.selectbox(key="targets.look").select_index(0).run()
    app.button(key="targets.open").click().run()
    said = [str(each.value) for each in app.markdown]
    assert "Chỉ tiêu giao: **50**" in said and "Số thực hiện: **60**" in said
    places = [table.value.iloc[1, 1] for table in app.table if len(table.value.columns) == 2]
    assert places == ["Biểu 1 · **E1**", "Biểu 1 · **D3**"]


def test_a_term_without_targets_says_so(facts: Facts) -> None:
    some(facts)
    app = visit(kind="party_term", term="2010-2015")
    assert "Chưa có chỉ tiêu" in [each.value for each in app.subheader]
