"""Show, tested: how pages and saved views become slides: their number, long rankings and tables, filters that change."""

from __future__ import annotations

import pytest

from data_access.database import Database
from data_access.measures import MODELS
from reports.stage_charts import stage_figures
from reports.theme import theme
from tests.country import a_reference
from tests.facts import Facts
from tests.upload_visits import Visitor, data
from work.falls import falls_told
from work.presentation import CARDS, Slide, Slot, codes_of, described, show_of_page, slide_of, slots_of
from work.saved_views import StoredShow, StoredView, add_show, add_view, all_shows

__all__ = ["data"]
HCM = "79"
TERM, BEFORE = "party_term:2020-2025", "party_term:2015-2020"
LOOK = theme("light", presenting=True)


def districts() -> list[str]:
    """The districts of the city in this century, the ended ones left out."""
    reference = a_reference()
    below = [unit for unit in reference.units.values() if unit.province == HCM and unit.level == "district"]
    return [unit.id for unit in below][:24]


def communes() -> list[str]:
    """The communes of the city after 1/7/2025."""
    below = [unit for unit in a_reference().units.values() if unit.province and unit.province.startswith(HCM)]
    return [unit.id for unit in below if unit.level == "commune"]


@pytest.fixture
def city(data: Database) -> Database:
    """24 districts that reported two terms."""
    facts = Facts(data)
    for count, unit in enumerate(districts(), 1):
        facts.stated(unit, TERM, count * 10)
        facts.stated(unit, BEFORE, count * 9)
    facts.upload()
    return data


def slide(page: str, key: str, part: int = 1, **codes: list[str]) -> Slide:
    return slide_of(Slot(StoredView(name="", page=page, codes={}, exhibits=(key,)), key), codes, "vi", part)


def test_a_page_is_its_cards_and_then_its_charts(city: Database) -> None:
    show = show_of_page("overview", {"unit": ["770"]}, "vi")

    assert [slot.key for slot in slots_of(show)] == [CARDS, "overview.ranking", "overview.trend", "overview.heat"]
    assert [card.label for card in slide("overview", CARDS).cards] == [
        "Mô hình", "Lớp tập huấn", "Lượt người", "Tập thể được khen",
    ]  # fmt: skip


def test_a_long_ranking_stands_in_two_columns_on_one_scale(city: Database) -> None:
    found = slide("overview", "overview.ranking")
    assert found.exhibit is not None
    left, right = stage_figures(found.exhibit, LOOK, "vi")

    rows = len(found.exhibit.chart)
    assert [len(figure.data[0].y) for figure in (left, right)] == [-(-rows // 2), rows // 2]
    assert left.layout.xaxis.range == right.layout.xaxis.range
    assert (left.layout.margin.l, left.layout.margin.r) == (right.layout.margin.l, right.layout.margin.r)
    assert left.layout.yaxis.range == right.layout.yaxis.range == (-(-rows // 2) - 0.5, -0.5)
    assert [*left.data[0].x, *right.data[0].x] == sorted([*left.data[0].x, *right.data[0].x], reverse=True)
    said = [trace.textfont.size for trace in left.data if trace.type == "scatter" and trace.mode == "text"]
    assert [*said, left.layout.yaxis.tickfont.size] == [24, 24]


def test_beside_the_ranking_of_the_first_page_stands_who_fell(city: Database) -> None:
    fell = falls_told("overview", slide("overview", "overview.ranking").view, MODELS, "vi")
    captions = {key: slide("overview", key).caption for key in ("overview.ranking", "overview.trend", "overview.heat")}

    assert fell is not None
    assert [key for key, caption in captions.items() if fell.words in caption] == ["overview.ranking"]
    assert "đơn vị giảm" not in slide("models", "models.ranking").caption


def test_a_heat_table_goes_on_over_slides_that_hold_all_its_units(city: Database) -> None:
    first = slide("overview", "overview.heat")
    parts = [slide("overview", "overview.heat", part) for part in range(1, first.parts + 1)]
    units = [unit for each in parts if each.exhibit for unit in dict.fromkeys(each.exhibit.chart["unit"])]

    fills = {}
    for each in parts:
        assert each.exhibit is not None
        for cells in each.exhibit.draw(LOOK).data[:2]:
            fills |= dict(zip(cells.text, cells.marker.color, strict=True))
    assert fills["240"] == LOOK.colours.steps[-1]  # one scale of colours over all of them
    assert fills["9"] == LOOK.colours.steps[0]
    assert first.parts == 3
    assert set(districts()) <= set(units) and len(units) == len(set(units)) <= 36
    assert slide("overview", "overview.heat", 99).part == 3  # stepping back lands on the last part


def test_of_very_many_units_a_heat_table_shows_both_ends_and_says_so(data: Database) -> None:
    facts = Facts(data)
    for count, unit in enumerate(communes(), 1):
        facts.stated(unit, "year:2025", count)
    facts.upload()
    ends = [slide("overview", "overview.heat", part, kind=["year"]) for part in (1, 2)]
    sizes = [each.exhibit.chart["unit"].nunique() for each in ends if each.exhibit]
    ranking = slide("overview", "overview.ranking", kind=["year"]).exhibit
    assert ranking is not None

    assert (len(communes()), ends[0].parts, sizes) == (168, 2, [10, 10])
    assert "148" in ends[0].caption
    assert [len(figure.data[0].y) for figure in stage_figures(ranking, LOOK, "vi")] == [10, 10]


def test_few_rows_do_not_become_blocks(data: Database) -> None:
    facts = Facts(data)
    facts.model("770", "Hẻm xanh", 2024, sector="economy")
    facts.upload()
    exhibit = slide("models", "models.sectors").exhibit
    assert exhibit is not None
    (figure,) = stage_figures(exhibit, LOOK, "vi")

    assert figure.layout.yaxis.range == (5.5, -0.5)


def test_a_saved_view_opens_as_it_was_saved(city: Database) -> None:
    number = add_show(city, "Họp")
    add_view(city, number, StoredView(name="Cũ", page="models", codes={"unit": ["770"]}, exhibits=(CARDS,), version=1))
    add_view(city, number, StoredView(name="Lạ", page="gone", codes={}, exhibits=("gone.chart",)))
    (show,) = all_shows(city)

    assert codes_of(show.views[0]) == {"unit": ["770"], "v": ["1"]}
    assert [slot.key for slot in slots_of(show)] == [CARDS]
    assert described(show.views[0], a_reference(), "vi") == "Quận 3"


def test_a_chart_that_its_page_no_longer_has_is_said_to_be_gone(city: Database) -> None:
    found = slide_of(Slot(StoredView(name="Tên cũ", page="models", codes={}, exhibits=("x",)), "x"), {}, "vi")

    assert (found.title, found.exhibit, found.cards) == ("Tên cũ", None, ())


def test_without_data_a_slide_says_that_this_is_not_zero(data: Database) -> None:
    visitor = Visitor("present")
    visitor.app.query_params["of"] = "models"
    visitor.app.run()

    assert "không phải là số 0" in visitor.checked().said()


def test_a_set_without_views_is_no_presentation(data: Database) -> None:
    number = add_show(data, "Trống")
    visitor = Visitor("present")
    visitor.app.query_params["show"] = str(number)
    visitor.app.run()

    assert not visitor.checked().has_button("present.next")
    assert visitor.has_button(f"present.deleted.{number}")
    assert StoredShow(id=number, name="Trống") == all_shows(data)[0]
