"""Show, tested: a unit's own page in both languages, its links, and the way to it from the filters and the panel."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.facts import Facts
from tests.page_visits import facts, visited

__all__ = ["facts"]


Q1, Q2, Q3 = "760", "769", "770"
TERM = "party_term:2020-2025"


def visit(page: str = "unit", **query: str) -> AppTest:
    app = visited(page, **query)
    assert [each.value for each in app.error] == []
    return app


def some(facts: Facts) -> None:
    facts.stated(Q3, TERM, 260, ">")
    facts.stated(Q1, TERM, 40)
    facts.target(Q3, TERM, 240)
    facts.programme(Q3, "Giữ gìn trật tự", "programme_phase:2021-2025")
    facts.upload()


def links(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]


@pytest.mark.parametrize(
    ("lang", "title", "place"), [("vi", "Lịch sử đơn vị", "đứng thứ 1 trên 2"), ("en", "History", "1 of 2")]
)
def test_the_page_says_who_a_unit_is_and_what_it_has(facts: Facts, lang: str, title: str, place: str) -> None:
    assert not visit(lang=lang).subheader
    some(facts)
    app = visit(lang=lang, unit=Q3)
    assert title in [each.value for each in app.subheader]
    assert [each.value for each in app.header] == ["Quận 3"]
    assert {"Phường Bàn Cờ", "Phường Nhiêu Lộc", "Phường Xuân Hòa"} <= {button.label for button in app.button}
    assert place in app.table[1].value.iloc[0].tolist()
    assert any(r"\>260/240" in table.value.iloc[0].tolist() for table in app.table)
    assert any("Giữ gìn trật tự" in table.value.iloc[0].tolist() for table in app.table)


def test_a_unit_without_figures_still_has_its_page(facts: Facts) -> None:
    app = visit(unit=Q2)
    assert [each.value for each in app.header] == ["Quận 2"]
    assert r"Thành phố Thủ Đức \(chung với Quận Thủ Đức, Quận 9\)" in {button.label for button in app.button}


def test_a_unit_that_ended_before_every_term_is_said_to_have_no_figures(facts: Facts) -> None:
    facts.stated("79", "party_term:2025-2030", 5)
    facts.upload()
    app = visit(unit=Q3)

    assert "Chưa có số liệu. Đây không phải là số 0." in [each.value for each in app.markdown]
    assert all(len(table.value) for table in app.table)


def test_a_unit_that_reported_all_is_told_apart_from_one_that_nobody_asks(facts: Facts) -> None:
    for measure in ("models", "training_sessions", "attendances", "commended_collectives"):
        facts.stated(Q3, TERM, 5, measure=measure)
    facts.upload()
    assert "Đơn vị đã nộp đủ cho mọi kỳ đang xem." in [each.value for each in visit(unit=Q3).markdown]
    of_province = [each.value for each in visit(province="79").markdown]
    assert "Không có kỳ nào phải hỏi số liệu của riêng đơn vị này." in of_province


def test_a_name_in_the_history_turns_the_page_to_that_unit_and_keeps_the_version(facts: Facts) -> None:
    some(facts)
    facts.stated(Q1, TERM, 41)
    facts.upload()
    app = visit(unit=Q2, v="1")
    app.button(key="unit.turn.769@2021-01-01").click().run()
    assert [each.value for each in app.header] == ["Thành phố Thủ Đức"]
    assert (app.query_params["unit"], app.query_params["v"]) == ("769@2021-01-01", "1")


def test_the_filter_of_places_and_the_panel_lead_to_the_page(facts: Facts) -> None:
    some(facts)
    app = visit("overview", unit=Q3, kind="party_term", term="2020-2025")
    assert links(app).count("Mở trang của Quận 3") == 1
    app.button(key="why.models").click().run()
    assert links(app).count("Mở trang của Quận 3") == 2
    assert {link.proto.query_string for link in app.get("page_link") if "Quận 3" in link.proto.label} == {
        f"kind=party_term&term=2020-2025&unit={Q3}"
    }
