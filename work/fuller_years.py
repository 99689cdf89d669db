"""Count: the newest year that more units reported than the Party term in the foreground, where years are not added up."""

from __future__ import annotations

from data_access.measures import Measure
from data_access.periods import period, years_of
from data_access.queries import Figure, units_behind
from work.views import View


def fuller_year(view: View, measure: Measure) -> Figure | None:
    """The sum of that year; None where the term has as many units, or holds its years already."""
    if view.term is None or measure.adds_up_over_time or period(view.term).kind != "party_term":
        return None
    offered = set(view.offered.terms.get("year", ()))
    years = [year for year in years_of(view.term, view.cube.rules.plan_shift) if year in offered]
    if not years:
        return None
    have = units_behind(view.total(measure))
    found = view.figures(measure, view.at(*years), ("term",))
    fuller = [figure for figure in found if units_behind(figure) > have]
    return max(fuller, key=lambda figure: period(figure.term).sort_key, default=None)
