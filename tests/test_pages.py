"""Show, tested: every reading page in both languages, on facts that are known, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.facts import Facts
from tests.page_visits import facts, visited

__all__ = ["facts"]


PAGES = ("overview", "models", "training", "commendations", "definitions")
Q1, Q3, Q4 = "760", "770", "773"
TERM, BEFORE = "party_term:2020-2025", "party_term:2015-2020"
HOSTILE = "**đậm** <b>x</b> <script>alert(1)</script> [a](http://x) :red[đỏ] $x$ `c` :material/home: -> {unit}"

Open = Callable[..., AppTest]


@pytest.fixture
def visit() -> Open:
    return visited


def some_facts(facts: Facts) -> None:
    facts.stated(Q1, BEFORE, 200)
    facts.stated(Q3, BEFORE, 79)
    facts.stated(Q1, TERM, 203)
    facts.stated(Q3, TERM, 260, ">")
    facts.stated(Q4, TERM, 40, is_estimate=True)
    facts.stated(Q1, TERM, 11, measure="training_sessions")
    facts.stated(Q1, TERM, 2353, measure="attendances")
    facts.model(Q3, HOSTILE, 2023, sector="economy", stage="recognised")
    facts.model(Q3, "Hẻm xanh", 2022, sector="culture_society", stage="replicated")
    facts.training(Q4, 2024, 2, attendances=300, topic="persuasion_skills", audience="officials")
    facts.commended(Q4, 2024, award_form="certificate_of_commendation", award_ground="grassroots_democracy")
    facts.upload()


def cards(app: AppTest) -> dict[str, tuple[str, str]]:
    return {metric.label.strip("*"): (metric.value, metric.delta) for metric in app.metric}


def words(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.subheader, *app.title, *app.metric]
    return "\n".join(str(getattr(part, "value", "")) for part in parts)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_without_facts_and_with_them(facts: Facts, visit: Open, page: str, lang: str) -> None:
    empty = visit(page, lang=lang)
    assert [each.value for each in empty.error] == []
    if page != "definitions":
        said = {"vi": "**Đây không phải là số 0.**", "en": "**This is not zero.**"}[lang]
        assert said in [each.value for each in empty.markdown]
    some_facts(facts)
    full = visit(page, lang=lang)
    assert [each.value for each in full.error] == []
    assert bool(full.metric) == (page != "definitions")


def test_the_first_page_shows_four_figures_and_how_they_changed(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    app = visit()
    assert cards(app) == {
        "Mô hình": (">503", "tăng hơn 184"),
        "Lớp tập huấn": ("13", ""),
        "Lượt người": ("2.653", ""),
        "Tập thể được khen": ("1", ""),
    }
    said = words(app)
    assert r"so được với nhiệm kỳ 2015–2020, không đơn vị nào giảm\." in said
    assert r"so với nhiệm kỳ trước \(2/21 đơn vị\)" in said
    assert r"3/22 đơn vị đã nộp" in said


def test_a_change_within_two_in_a_hundred_is_no_news(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    assert cards(visit(unit=Q1))["Mô hình"] == ("203", "gần như không đổi (+3)")


def test_what_is_missing_is_named(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    app = visit()
    said = words(app)
    assert "Chưa nộp số mô hình" in said
    assert r"Quận 3\: báo cáo \>260, danh sách 2" in said
    assert "Số ước, chưa chốt" in said


def test_where_units_reported_a_year_and_not_the_term_the_year_is_one_click_away(facts: Facts, visit: Open) -> None:
    facts.stated(Q1, TERM, 203)
    for unit in (Q1, Q3, Q4):
        facts.stated(unit, "year:2023", 9)
    facts.upload()
    app = visit()
    button = app.button(key="overview.missing.year")
    assert button.label.startswith("Năm 2023: 3/22 đơn vị đã nộp số mô hình")
    button.click().run()
    assert cards(app)["Mô hình"] == ("27", "")
    assert "overview.missing.year" not in [each.key for each in app.button]


def test_the_address_chooses_term_unit_and_measure(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    app = visit(kind="party_term", term="2015-2020", unit=Q3, measure="training_sessions")
    assert cards(app)["Mô hình"] == ("79", "")
    assert app.segmented_control(key="filters.measure").value == "training_sessions"
    assert app.multiselect(key="filters.unit").value == [Q3]


def test_a_filter_is_set_kept_on_the_next_page_and_cleared(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    app = visit()
    app.pills(key="filters.sector").set_value(["economy"]).run()
    assert cards(app)["Mô hình"][0] == "1"
    assert cards(app)["Tập thể được khen"][0] == "–"
    assert "Chỉ số này không chia theo lĩnh vực\\." in words(app)
    app.switch_page("models.py").run()
    assert cards(app)["Đang tính"][0] == "1"
    app.switch_page("commendations.py").run()
    assert cards(app)["Tập thể được khen"][0] == "1"
    app.button(key="filters.clear").click().run()
    app.switch_page("models.py").run()
    assert cards(app)["Đang tính"][0] == ">503"


def test_the_basis_decides_between_report_and_list(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    assert cards(visit(basis="itemised"))["Mô hình"][0] == "2"
    assert cards(visit(basis="reported"))["Tập thể được khen"][0] == "–"


def test_models_are_shown_at_every_step_they_passed(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    app = visit("models", unit=Q3)
    assert cards(app) == {
        "Đang tính": (">260", "tăng hơn 181"),
        "Được công nhận": ("2", ""),
        "Nhân rộng": ("1", ""),
        "Do tập thể thực hiện": ("2", ""),
    }
    path = next(frame for frame in tables(app, "models.path") if len(frame))
    assert path.iloc[:, :2].values.tolist() == [
        ["Đăng ký", "2"],
        ["Triển khai", "2"],
        ["Công nhận", "2"],
        ["Tiêu biểu", "1"],
        ["Nhân rộng", "1"],
    ]


def tables(app: AppTest, block: str) -> list[Any]:
    """The tables of a page once a block is turned into its table."""
    return [table.value for table in app.button(key=f"{block}.turn").click().run().table]


def test_a_running_term_is_not_held_against_a_full_one(facts: Facts, visit: Open) -> None:
    facts.stated(Q1, TERM, 100)
    facts.stated(Q1, "party_term:2025-2030", 20)
    facts.upload()
    app = visit()
    assert cards(app)["Mô hình"] == ("20", "")
    assert r"chưa so sánh\: nhiệm kỳ đang chạy" in words(app)


def test_why_leads_to_the_cell_and_to_the_rows(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    app = visit(unit=Q3)
    app.button(key="why.models").click().run()
    said = words(app)
    assert "Lấy từ **báo cáo** của đơn vị, không phải đếm danh sách. Danh sách có **2**; lệch hơn 258." in said
    (source,) = [table.value for table in app.table]
    assert source.iloc[:, 1].tolist()[:2] == [r"bieu\-1\.xlsx", "Biểu 1 · **D7**"]


def test_why_of_a_sum_has_a_line_for_each_unit(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    app = visit()
    app.button(key="why.models").click().run()
    lines = [button.label for button in app.button if ".of." in str(button.key)]
    assert [line for line in lines if line.startswith("Quận 3")] == [r"Quận 3 **\>260** *Báo cáo*"]
    assert "Bấm một đơn vị" in words(app)


def test_names_from_the_data_are_shown_letter_by_letter(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    app = visit("models", unit=Q3, basis="itemised")
    app.button(key="why.counted").click().run()
    names = [str(cell) for table in app.table for cell in table.value.iloc[:, 0]]
    shown = next(name for name in names if "đậm" in name)
    assert shown.startswith(r"\*\*đậm\*\* \<b\>x\</b\> \<script\>")
    assert ":red[" not in shown and ":material" not in shown


def test_a_click_on_a_mark_opens_the_figure_behind_it(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    app = visit()
    app.session_state["blocks.drill"] = ("overview.heat", [Q1, TERM])
    app.run()
    assert "Mô hình · Quận 1 · Nhiệm kỳ 2020–2025" in [metric.label.replace("\\", "") for metric in app.metric]


def test_a_chart_can_be_turned_into_its_table(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    app = visit()
    before = len(app.get("plotly_chart"))
    app.button(key="overview.ranking.turn").click().run()
    assert len(app.get("plotly_chart")) == before - 1
    table = app.table[0].value
    assert table.iloc[0].tolist() == ["Quận 3", r"\>260", "79"]
    assert table.iloc[-1, 1] == "–"


def test_a_past_version_stays_what_it_was(facts: Facts, visit: Open) -> None:
    facts.stated(Q1, TERM, 5)
    facts.upload()
    past = facts.version
    facts.stated(Q3, TERM, 7)
    facts.upload()
    assert cards(visit())["Mô hình"][0] == "12"
    app = visit(v=str(past))
    assert cards(app)["Mô hình"][0] == "5"
    app.button(key="head.newest").click().run()
    assert cards(app)["Mô hình"][0] == "12"


def test_every_chart_is_told_to_those_who_do_not_see_it(facts: Facts, visit: Open) -> None:
    some_facts(facts)
    for page in ("overview", "models", "training", "commendations"):
        app = visit(page)
        assert all(chart.proto.alt for chart in app.get("plotly_chart"))
