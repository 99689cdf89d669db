"""Ask, tested: what an address may say: codes that mean nothing leave it, and a page says where it shows something else."""

from __future__ import annotations

from tests.facts import Facts
from tests.page_visits import facts, visited
from work.addresses import meaningful

__all__ = ["facts"]


Q1, Q3 = "760", "770"
TERM = "party_term:2020-2025"


def test_codes_that_name_nothing_are_not_meaningful(facts: Facts) -> None:
    facts.stated(Q1, TERM, 11)
    facts.upload()
    asked = {
        "kind": ["party_term", "decade"],
        "term": ["2020-2025", "then", "year:2023", "year:x"],
        "unit": [Q3, "99999", f"shared@{Q3}", "shared@99999"],
        "province": ["12345"],
        "sector": ["economy", "astronomy"],
        "basis": ["guess"],
        "measure": ["models", "all", "wealth"],
        "view": ["former", "sideways"],
        "a": ["2020-2025", Q1, "nobody"],
        "v": ["1", "2", "-1"],
        "by": ["units"],
    }
    assert meaningful(asked) == {
        "kind": ["party_term"],
        "term": ["2020-2025", "year:2023"],
        "unit": [Q3, f"shared@{Q3}"],
        "sector": ["economy"],
        "measure": ["models", "all"],
        "view": ["former"],
        "a": ["2020-2025", Q1],
        "v": ["1"],
        "by": ["units"],
    }


def test_what_means_nothing_leaves_the_address_and_the_rest_stays(facts: Facts) -> None:
    facts.stated(Q1, TERM, 11)
    facts.upload()
    app = visited("overview", unit=f"{Q1},99999", sector="astronomy", term="2020-2025", q="kept")
    assert dict(app.query_params) == {"unit": Q1, "term": "2020-2025", "q": "kept"}


def test_a_page_without_figures_of_the_kind_asked_for_says_which_it_shows(facts: Facts) -> None:
    facts.stated(Q1, TERM, 11)
    facts.upload()
    said = [line.value for line in visited("overview", kind="year").markdown if "Trang này không có" in line.value]
    assert said == [
        ":orange-badge[:material/info: Trang này không có số liệu theo năm; đang xem theo nhiệm kỳ Đảng bộ.]"
    ]
    app = visited("overview", kind="party_term")
    assert [line.value for line in app.markdown if "Trang này không có" in line.value] == []
