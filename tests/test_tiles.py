"""Draw, tested: the squares of a province: none twice in a place, none for what did not exist, none missing wrongly."""

from __future__ import annotations

from data_access.database import Database
from data_access.measures import MEASURES, MODELS
from data_access.tile_places import tile_places
from reports.theme import theme
from tests.country import a_reference
from tests.facts import Facts
from tests.upload_visits import Visitor, data
from work.tiles import tiles
from work.views import open_view

__all__ = ["data"]
Q1, Q3, TP_THU_DUC = "760", "770", "769@2021-01-01"
TERM = "party_term:2020-2025"
ALL = list(MEASURES.values())


def test_every_place_is_of_a_known_unit_and_taken_once_in_its_province() -> None:
    units, taken = a_reference().units, tile_places()
    places = [(units[unit].province, spot) for unit, spot in taken.items()]

    assert len(places) == len(set(places)) == 63
    for province in ("79", "48", "01"):
        districts = {unit.id for unit in a_reference().children(province) if unit.level == "district"}
        assert districts - set(taken) == set()


def test_silent_units_are_hatched_and_those_that_did_not_exist_have_no_square(data: Database) -> None:
    facts = Facts(data)
    facts.stated(Q1, TERM, 50, ">")
    facts.stated(TP_THU_DUC, TERM, 12)
    facts.upload()
    shown = tiles(open_view({}, ALL), MODELS, "k", "vi")
    frame = shown.frame.set_index("unit")

    assert (len(frame), set(frame.index) & {"769", "763", "762"}) == (22, set())
    assert frame.loc[Q1, ["value", "text", "missing"]].tolist() == [50, ">50", False]
    assert bool(frame.loc[Q3, "missing"]) and shown.note == ""
    bars = shown.draw(theme("light")).data[0]
    at = [list(mark) for mark in bars.customdata].index([Q3])
    assert (bars.marker.pattern.shape[at], bars.text[at]) == ("/", "Quận 3<br><i>chưa nộp</i>")


def test_a_province_without_places_stands_in_official_order_and_says_so(data: Database) -> None:
    facts = Facts(data)
    long_an = next(unit for unit in a_reference().children("80") if unit.level == "district")
    facts.stated(long_an.id, TERM, 5)
    facts.upload()
    shown = tiles(open_view({}, ALL), MODELS, "k", "en")

    assert shown.note.startswith("The places of these units are not known")
    assert len(set(zip(shown.frame["row"], shown.frame["column"], strict=True))) == len(shown.frame) > 10


def test_of_more_units_than_fit_no_squares_are_drawn_and_nobody_reads_that_there_are_no_figures(data: Database) -> None:
    facts = Facts(data)
    communes = [unit for unit in a_reference().units.values() if unit.province == "79@2025-07-01"]
    for place, unit in enumerate(communes):
        facts.stated(unit.id, "year:2026", place)
    facts.upload()
    shown = tiles(open_view({"kind": ["year"], "term": ["2026"]}, ALL), MODELS, "k", "vi")

    assert (len(shown.frame), len(shown.chart), shown.note[:31]) == (168, 0, "168 đơn vị là quá nhiều cho ô v")
    (said,) = shown.draw(theme("light")).layout.annotations
    assert said.text == "Quá nhiều đơn vị để vẽ ô vuông; số của từng đơn vị ở dạng bảng."


def test_of_an_empty_database_there_are_no_squares(data: Database) -> None:
    Facts(data).upload()

    assert tiles(open_view({}, ALL), MODELS, "k", "vi").frame.empty


def test_the_page_shows_the_squares_of_all_measures(data: Database) -> None:
    facts = Facts(data)
    facts.stated(Q1, TERM, 50)
    facts.upload()
    visitor = Visitor("compare")
    visitor.app.segmented_control(key="filters.by").set_value("spread").run()

    assert "Mô hình: Thành phố Hồ Chí Minh theo vị trí" in [
        each.value.replace("\\", "") for each in visitor.checked().app.subheader
    ]
