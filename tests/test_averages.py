"""Count, tested: attendances a class: each unit once, a province only where nothing below it has both figures."""

from __future__ import annotations

from data_access.database import Database
from data_access.measures import ATTENDANCES, MEASURES, TRAINING_SESSIONS
from tests.facts import Facts
from tests.upload_visits import data
from work.averages import both_exact, by_class
from work.views import open_view

__all__ = ["data"]
HCM, Q1, Q3 = "79", "760", "770"
TERM = "party_term:2020-2025"


def told(data: Database, *said: tuple[str, int, int]) -> None:
    """Units with their classes and attendances."""
    facts = Facts(data)
    for unit, classes, attendances in said:
        facts.stated(unit, TERM, classes, measure="training_sessions")
        facts.stated(unit, TERM, attendances, measure="attendances")
    facts.upload()


def test_an_average_takes_no_province_beside_the_units_in_it(data: Database) -> None:
    told(data, (HCM, 30, 1200), (Q1, 10, 300), (Q3, 20, 900))
    view = open_view({}, list(MEASURES.values()))

    assert both_exact(view, TRAINING_SESSIONS, ATTENDANCES) == (30, 1200, 2)
    assert by_class(view, TRAINING_SESSIONS, ATTENDANCES, "vi")["unit"].tolist() == [Q3, Q1]


def test_a_province_without_figures_below_it_has_its_own_average(data: Database) -> None:
    told(data, (HCM, 30, 1200))

    assert both_exact(open_view({}, list(MEASURES.values())), TRAINING_SESSIONS, ATTENDANCES) == (30, 1200, 1)
