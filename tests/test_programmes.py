"""Show, tested: the register of coordination programmes: what is due, what has no status, filters, and the row behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data_access.database import Database
from data_access.programmes import Programme, programmes_at
from tests.facts import Facts
from tests.page_visits import visited
from work import start
from work.programmes import Line, asked_phases, counted, open_programmes, register

Q1, Q3, NHS = "760", "770", "494"
PHASE, BEFORE, NEXT = "programme_phase:2021-2025", "programme_phase:2016-2020", "programme_phase:2096-2100"
TODAY = date(2025, 3, 1)


@pytest.fixture
def facts(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Facts]:
    """A database that views open."""
    monkeypatch.setenv("DATABASE_URL", database.url)
    yield Facts(database)
    start.database().close()


def some(facts: Facts) -> None:
    facts.programme(
        NHS, "Công tác dân vận", BEFORE, lead_body="Ban Dân vận Quận ủy", partners="UBND quận; Công an quận",
        signed_on=date(2016, 7, 27),
    )  # fmt: skip
    facts.programme(Q1, "Giữ gìn trật tự", PHASE, status="running")
    facts.programme(Q1, "Đã tổng kết", BEFORE, status="final_reviewed", reviewed_on=date(2020, 12, 1))
    facts.programme(Q3, "Mới ký", NEXT, status="signed_anew")
    facts.programme(Q3, "Không ghi giai đoạn")
    facts.upload()


def test_a_programme_is_read_back_as_its_sheet_states_it(facts: Facts) -> None:
    some(facts)
    with facts.database.read() as connection:
        found = {each.name: each for each in programmes_at(connection, facts.version)}
        earlier = programmes_at(connection, 0)

    said = found["Công tác dân vận"]
    assert said == Programme(
        said.id, NHS, BEFORE, "Công tác dân vận", "Ban Dân vận Quận ủy", ("UBND quận", "Công an quận"),
        date(2016, 7, 27), "unspecified", None, said.file, "bieu-1.xlsx", "Biểu 1", said.row, 1,
    )  # fmt: skip
    assert (said.trace.cell, said.trace.row, said.trace.upload) == (None, said.row, 1)
    assert (len(found), earlier) == (5, [])


def told(lines: list[Line]) -> list[tuple[str, date | None, str | None]]:
    return [(line.programme.name, line.ends, line.follow_up) for line in lines]


def test_what_ends_within_a_year_or_is_over_and_not_concluded_is_due(facts: Facts) -> None:
    some(facts)
    lines = register(open_programmes({}, today=TODAY))

    assert told(lines) == [
        ("Công tác dân vận", date(2020, 12, 31), "overdue"),
        ("Giữ gìn trật tự", date(2025, 12, 31), "soon"),
        ("Đã tổng kết", date(2020, 12, 31), None),
        ("Mới ký", date(2100, 12, 31), None),
        ("Không ghi giai đoạn", None, None),
    ]
    assert counted(lines) == {
        "overdue": 1, "soon": 1, "running": 1, "interim_reviewed": 0, "final_reviewed": 1, "signed_anew": 1,
        "unspecified": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("today", "follow_up"),
    [
        (date(2024, 12, 30), None),
        (date(2024, 12, 31), "soon"),
        (date(2025, 12, 31), "soon"),
        (date(2026, 1, 1), "overdue"),
    ],
)
def test_a_programme_is_due_from_twelve_months_before_its_last_day(
    facts: Facts, today: date, follow_up: str | None
) -> None:
    facts.programme(Q1, "Giữ gìn trật tự", PHASE, status="running")
    facts.upload()

    assert [line.follow_up for line in register(open_programmes({}, today=today))] == [follow_up]


def test_a_leap_day_is_a_day_like_others(facts: Facts) -> None:
    facts.programme(Q1, "Giữ gìn trật tự", "year:2024", status="running")
    facts.upload()

    assert [line.follow_up for line in register(open_programmes({}, today=date(2024, 2, 29)))] == ["soon"]


def test_places_and_phases_narrow_the_register_and_a_foreign_term_does_not(facts: Facts) -> None:
    some(facts)
    of_unit = open_programmes({"unit": [Q1], "term": ["2020-2025"], "kind": ["party_term"]}, today=TODAY)
    assert [each for each, _, _ in told(register(of_unit))] == ["Giữ gìn trật tự", "Đã tổng kết"]
    assert asked_phases(of_unit, {"term": ["2020-2025"]}) == ()

    view = open_programmes({"province": ["79"]}, today=TODAY)
    phases = asked_phases(view, {"term": ["2016-2020"]})
    assert (phases, [each for each, _, _ in told(register(view, phases))]) == ((BEFORE,), ["Đã tổng kết"])
    assert view.offered.units == (NHS, Q1, Q3)


def visit(**query: str) -> AppTest:
    app = visited("programmes", **query)
    assert [each.value for each in app.error] == []
    return app


@pytest.mark.parametrize(
    ("lang", "title"), [("vi", "Chưa có chương trình phối hợp"), ("en", "No coordination programmes")]
)
def test_the_page_opens_without_programmes_and_with_them(facts: Facts, lang: str, title: str) -> None:
    assert title in [each.value for each in visit(lang=lang).subheader]
    some(facts)
    app = visit(lang=lang)
    assert [metric.value for metric in app.metric] == ["5", "0", "2", "2"]
    assert len(app.table[-1].value) == 5


def test_a_status_in_the_address_narrows_the_page_and_a_row_leads_to_its_sheet(facts: Facts) -> None:
    some(facts)
    app = visit(status="unspecified", unit=NHS)
    assert app.table[-1].value.values.tolist() == [
        ["Công tác dân vận", "Quận Ngũ Hành Sơn", "Ban Dân vận Quận ủy", r"UBND quận; Công an quận", "2016–2020",
         "Không ghi tình trạng", "27/7/2016", "–"],
    ]  # fmt: skip
    app.selectbox(key="programmes.look").select_index(0).run()
    assert [table.value.iloc[1, 1] for table in app.table if len(table.value.columns) == 2] == ["Biểu 1 · **dòng 1**"]
