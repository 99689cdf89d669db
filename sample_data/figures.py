"""Read: what the illustrative districts report: what their lists count, but for a few known differences."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from sample_data.districts import TERMS, District
from sample_data.invention import RECOGNISED, SEED, WITHOUT_COMMENDATIONS, ModelYear, World, states_in

REPORTS_A_BOUND = "Quận 1"  # reports "trên 50" models for 2020-2025 where its list holds fewer
LIST_LACKS = {("Huyện Củ Chi", "2020-2025"): 6, ("Quận 10", "2015-2020"): -3}  # reported minus listed
NOT_REPORTED = {("Quận 8", 2024), ("Huyện Nhà Bè", 2024)}


@dataclass(frozen=True)
class Reported:
    """What one district reports for a year or a term; None where it reports nothing."""

    models: int
    recognised: int
    classes: int
    attendances: int
    over: bool
    commended: int | None
    owners: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    levels: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def attendances_text(self) -> str | int:
        """The attendances as the office writes them: a number, or «trên 2.400» for a bound."""
        return f"trên {with_dots(self.attendances)}" if self.over else self.attendances


def with_dots(number: int) -> str:
    """2353 as 2.353."""
    return f"{number:,}".replace(",", ".")


def reported(world: World, district: District, years: range) -> Reported:
    """What a district reports for some years, from its lists."""
    states = [m for m in states_in(world.models, years).values() if m.unit == district.name]
    classes = [t for t in world.trainings if t.unit == district.name and t.first_day.year in years]
    awards = [c for c in world.commendations if c.unit == district.name and c.year in years]
    silent = district.name in WITHOUT_COMMENDATIONS and years[0] > 2020
    return Reported(
        models=len(states),
        recognised=sum(state.stage in RECOGNISED for state in states),
        classes=sum(training.classes for training in classes),
        attendances=sum(training.attendances for training in classes),
        over=any(training.over for training in classes),
        commended=None if silent else len(awards),
        owners=Counter(state.owner for state in states),
        sectors=Counter(state.sector for state in states),
        levels=Counter(state.level for state in states if state.stage in RECOGNISED),
        forms=Counter(award.form for award in awards),
    )


def models_in_term(world: World, district: District, term: str) -> str | int:
    """The models that a district reports for a term: what it lists, but for the known differences."""
    listed = reported(world, district, TERMS[term]).models
    if district.name == REPORTS_A_BOUND and term == "2020-2025":
        return f"trên {bound_above(listed)}"
    return listed + LIST_LACKS.get((district.name, term), 0)


def bound_above(listed: int) -> int:
    """The next round number above a count."""
    return (listed // 10 + 1) * 10


def before_lists(district: District) -> tuple[int, int, int]:
    """Classes, attendances and commended collectives of 2010-2015, which were reported but never listed."""
    dice = random.Random(SEED * 100 + int(district.weight * 10) + len(district.name))
    classes = max(3, int(dice.uniform(6, 11) * district.weight))
    return (
        classes,
        sum(dice.randint(90, 240) for _ in range(classes)),
        max(2, int(dice.uniform(5, 12) * district.weight)),
    )


def states_of(world: World, district: District, years: range) -> list[ModelYear]:
    """The models of a district, each at its first state in the years, stopped ones left out."""
    alive = states_in(world.models, years)
    firsts: dict[tuple[str, str, str], ModelYear] = {}
    for state in world.models:
        if state.unit == district.name and state.year in years and state.model in alive:
            firsts.setdefault(state.model, state)
    return list(firsts.values())
