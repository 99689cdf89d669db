"""Count: how the units' figures lie: their middle, and those so far from it, or from their own past, that someone should look."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Literal

from data_access.bounds import Amount
from data_access.measures import Measure
from data_access.unit_figures import without_double
from work.views import View, kept

# Iglewicz and Hoaglin: beyond this modified z-score a value is worth a look.
FAR = 3.5
TO_MAD, TO_MEAN = 0.6745, 0.7979
LEAST_UNITS = 8
SMALL_BASE = 10

ReasonKind = Literal["high", "low", "rise", "fall"]
NoJump = Literal["no_previous", "running", "few"]


@dataclass(frozen=True)
class Reason:
    """Why a unit should be looked at: how far it lies, and what is usual: the middle value, or the middle ratio."""

    kind: ReasonKind
    score: float
    usual: float
    ratio: float | None = None


@dataclass(frozen=True)
class Outlier:
    """A unit to look at again, with its figure and that of the term before."""

    unit: str
    amount: Amount
    previous: Amount | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Spread:
    """The units' figures of a term, the greatest first. ``is_judged`` is false where they are too few to name any."""

    amounts: tuple[tuple[str, Amount], ...]
    middle: float | None
    outliers: tuple[Outlier, ...]
    is_judged: bool
    no_jump: NoJump | None


def modified_z(values: Sequence[float]) -> list[float]:
    """How far each value lies from the median, in medians of such distances; all 0 where nothing differs.

    Where more than half of the values are the same, the mean distance takes the place of the median one.
    """
    if not values:
        return []
    middle = median(values)
    distances = [abs(value - middle) for value in values]
    if spread := median(distances):
        return [TO_MAD * (value - middle) / spread for value in values]
    mean = fmean(distances)
    return [TO_MEAN * (value - middle) / mean if mean else 0.0 for value in values]


@kept
def spread(view: View, measure: Measure) -> Spread:
    """How the units lie in the term in the foreground; a bound counts as its number."""
    found = {str(f.unit): f.amount for f in view.figures(measure, view.at(view.term))} if view.term else {}
    units = _of_one_level(view, without_double(view.reference, list(found)))
    amounts = sorted(((unit, found[unit]) for unit in units), key=lambda pair: -pair[1].value)
    levels = _by_level(amounts)
    previous, jumps, no_jump = _by_jump(view, measure, set(units))
    flagged = [unit for unit, _ in amounts if unit in levels or unit in jumps]
    outliers = [
        Outlier(unit, found[unit], previous.get(unit), tuple(filter(None, (levels.get(unit), jumps.get(unit)))))
        for unit in flagged
    ]
    outliers.sort(key=lambda each: -max(abs(reason.score) for reason in each.reasons))
    middle = median([amount.value for _, amount in amounts]) if amounts else None
    return Spread(tuple(amounts), middle, tuple(outliers), len(amounts) >= LEAST_UNITS, no_jump)


def _of_one_level(view: View, units: Sequence[str]) -> list[str]:
    """The units of the level that most of them have: a province among districts would always lie far off."""
    levels = Counter(view.reference.units[unit].level for unit in units if unit in view.reference.units)
    most = levels.most_common(1)[0][0] if levels else ""
    return [unit for unit in units if unit in view.reference.units and view.reference.units[unit].level == most]


def _by_level(amounts: Sequence[tuple[str, Amount]]) -> dict[str, Reason]:
    if len(amounts) < LEAST_UNITS:
        return {}
    values = [float(amount.value) for _, amount in amounts]
    middle = median(values)
    return {
        unit: Reason("high" if score > 0 else "low", score, middle)
        for (unit, amount), score in zip(amounts, modified_z(values), strict=True)
        if abs(score) > FAR and max(amount.value, middle) >= SMALL_BASE
    }


def _by_jump(
    view: View, measure: Measure, units: set[str]
) -> tuple[dict[str, Amount], dict[str, Reason], NoJump | None]:
    """The figures of the term before, and the units whose ratio to it is unlike the others' ratios."""
    compared = view.change(measure)
    if compared is None:
        return {}, {}, "no_previous"
    previous = {each.unit: each.before for each in compared.changes if each.before is not None}
    if compared.running:
        return previous, {}, "running"
    pairs = [
        (each.unit, each.after.value, each.before.value)
        for each in compared.changes
        if each.unit in units and each.after and each.before and each.same_meaning and each.same_years
        and each.before.value >= SMALL_BASE
    ]  # fmt: skip
    if len(pairs) < LEAST_UNITS:
        return previous, {}, "few"
    # Of ratios twice as much and half as much are equally far; one more on both sides lets a fall to nothing count.
    steps = [math.log((after + 1) / (before + 1)) for _, after, before in pairs]
    usual = math.exp(median(steps))
    return (
        previous,
        {
            unit: Reason("rise" if score > 0 else "fall", score, usual, after / before)
            for (unit, after, before), score in zip(pairs, modified_z(steps), strict=True)
            if abs(score) > FAR
        },
        None,
    )
