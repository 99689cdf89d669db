"""Count: one target against what was done: attained or not, and in a running term whether in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Literal

from data_access.bounds import Amount
from data_access.frames import SMALL_BASE
from data_access.periods import PLAN_SHIFT, Period, period, years_of
from data_access.target_figures import StatedTarget
from work.ranges import Range, at_least, known, range_of
from work.views import Figure

Verdict = Literal["met", "on_pace", "slow", "short", "exceeded", "open", "unknown", "to_come"]
VERDICTS: tuple[Verdict, ...] = ("met", "on_pace", "slow", "short", "exceeded", "open", "unknown", "to_come")
# Two in a hundred behind the calendar are not late.
NEAR = 0.02


@dataclass(frozen=True)
class Standing:
    """A target and what was done. ``done`` is the figure as far as it is known: an incomplete one is a bound.

    ``elapsed`` is the share of a running term that was over on ``until``, the day up to which the figure speaks.
    """

    target: StatedTarget
    actual: Figure | None
    done: Amount | None
    verdict: Verdict
    elapsed: float | None = None
    until: date | None = None

    @property
    def share(self) -> float | None:
        """What was done of the target, where both are exact and the target is not too small."""
        if self.done is None or self.done.qualifier is not None or self.target.value < SMALL_BASE:
            return None
        return self.done.value / self.target.value


def standing(
    target: StatedTarget,
    actual: Figure | None,
    *,
    updated: date,
    today: date,
    shift: int = PLAN_SHIFT,
    term: Period | None = None,
) -> Standing:
    """How a target stands; ``updated`` is the day of the newest upload, up to which a figure without a day may speak.

    ``term`` is the target's, where the office set its days.
    """
    starts, ends = _span(term or period(target.term), actual, shift)
    if actual is None:
        has_begun = starts is None or starts <= today
        return Standing(target, None, None, "unknown" if has_begun else "to_come")
    until = min(today, actual.as_of or updated, _last_day(actual, shift) or date.max)
    done = _known(target, actual, until)
    running = ends is not None and today <= ends
    elapsed = _elapsed(starts, ends, until) if running else None
    is_over = ends is not None and today > ends and until >= ends
    verdict = _verdict(target, range_of(done), elapsed, is_over=is_over)
    return Standing(target, actual, done, verdict, elapsed, until if elapsed is not None or not is_over else None)


def _span(made: Period, actual: Figure | None, shift: int) -> tuple[date | None, date | None]:
    """The days of a term; where its figure comes from years, the days of those."""
    years = years_of(made.id, shift)
    if actual is None or actual.basis == "reported" or not years:
        return made.starts, made.ends
    return period(years[0]).starts, period(years[-1]).ends


def _last_day(actual: Figure, shift: int) -> date | None:
    """The last day of the last year that a rolled-up figure holds."""
    if actual.years is None:
        return None
    having = [year for year in years_of(actual.term, shift) if year not in actual.years.missing]
    return period(having[-1]).ends if having else None


def _known(target: StatedTarget, actual: Figure, until: date) -> Amount:
    """The figure as far as it is known; at least so many where only a narrower stage is stated."""
    narrower = target.stage != "unspecified" and actual.counted_stage not in (None, target.stage)
    return at_least(actual.amount) if narrower else known(actual, until)


def _elapsed(starts: date | None, ends: date | None, until: date) -> float | None:
    if starts is None or ends is None:
        return None
    return min(1.0, max(0.0, ((until - starts).days + 1) / ((ends - starts).days + 1)))


def _verdict(target: StatedTarget, done: Range, elapsed: float | None, *, is_over: bool) -> Verdict:
    goal = target.value
    if target.operator == "≤":
        return _within(goal, done, elapsed, is_over=is_over)
    if target.operator == "=" and done.surely_at_least(goal + 1):
        return "exceeded"
    if done.surely_at_least(goal) and (target.operator != "=" or done.is_exact):
        return "met"
    if is_over:
        return "short" if done.surely_below(goal) else "open"
    if elapsed is None or (target.operator == "=" and not done.surely_below(goal + 1)):
        return "open"
    due = goal * (elapsed - NEAR) if goal >= SMALL_BASE else floor(goal * elapsed)
    if done.surely_at_least(due):
        return "on_pace"
    return "slow" if done.surely_below(due) else "open"


def _within(goal: int, done: Range, elapsed: float | None, *, is_over: bool) -> Verdict:
    """A target that is not to be passed: it is kept only once its term is over."""
    if done.surely_at_least(goal + 1):
        return "exceeded"
    if not done.surely_below(goal + 1):
        return "open"
    if is_over:
        return "met"
    return "on_pace" if elapsed is not None else "open"
