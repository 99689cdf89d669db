"""Count: attendances a class: what follows from two figures of the same unit and term, where both are exact."""

from __future__ import annotations

import pandas as pd

from data_access.frames import label_of
from data_access.measures import Measure
from data_access.unit_figures import without_double
from locales import number
from work.views import View


def by_class(view: View, classes: Measure, attendances: Measure, lang: str) -> pd.DataFrame:
    """Attendances a class of each unit, the greatest first. Columns: as ``charts.ranking`` wants them."""
    if view.term is None:
        return pd.DataFrame()
    found = _ratios(view, classes, attendances, view.term)
    before = _ratios(view, classes, attendances, view.previous) if view.previous else {}
    lines = [
        (
            unit,
            label_of(view.reference, unit),
            ratio,
            number(ratio, lang),
            before.get(unit),
            number(before[unit], lang) if unit in before else "",
            False,
            False,
        )
        for unit, ratio in sorted(found.items(), key=lambda pair: -pair[1])
    ]
    columns = ["unit", "label", "value", "text", "previous", "previous_text", "chosen", "missing"]
    return pd.DataFrame(lines, columns=columns)


def both_exact(view: View, classes: Measure, attendances: Measure) -> tuple[int, int, int]:
    """Classes and attendances over the units that have an exact figure of both in the term, and how many units."""
    pairs = _exact_pairs(view, classes, attendances, view.term) if view.term else {}
    return sum(c for c, _ in pairs.values()), sum(a for _, a in pairs.values()), len(pairs)


def _ratios(view: View, classes: Measure, attendances: Measure, term: str) -> dict[str, int]:
    return {unit: round(a / c) for unit, (c, a) in _exact_pairs(view, classes, attendances, term).items()}


def _exact_pairs(view: View, classes: Measure, attendances: Measure, term: str) -> dict[str, tuple[int, int]]:
    """Both figures where both are exact: a ratio of a bound would say more than is known. No unit stands in them twice."""
    held = {str(f.unit): f for f in view.figures(classes, view.at(term))}
    seen = {str(f.unit): f for f in view.figures(attendances, view.at(term))}
    exact = [
        unit
        for unit in held
        if unit in seen and held[unit].value and held[unit].qualifier is None and seen[unit].qualifier is None
    ]
    return {unit: (held[unit].value, seen[unit].value) for unit in without_double(view.reference, exact)}
