"""Validate, tested: what one unit did in one time: whole numbers whose parts add up to their totals."""

from random import Random

from tests.offices.amounts import Amount
from tests.offices.habits import Habits
from tests.offices.wording import AWARDS, CLASSES, FORMS, LEVELS, MODELS, PEOPLE, SECTORS, STAGES, total_of

Key = tuple[str, str, str, str]
Work = dict[Key, Amount | None]


def any_work(rng: Random, habits: Habits, *, new: bool = False) -> Work:
    """All figures of a unit; some may be missing or be bounds, and then their parts are not reported."""
    total = rng.choice((rng.randint(0, 9), rng.randint(5, 99), rng.randint(20, 300), rng.randint(900, 2500)))
    work: Work = {}
    _put(rng, habits, work, key=MODELS, number=total)
    _parts(rng, work, MODELS, dimension="owner_kind", values=("collective", "individual"))
    _parts(rng, work, MODELS, dimension="sector", values=SECTORS)
    remaining = total
    for stage in STAGES:
        _put(rng, habits, work, key=total_of(stage), number=remaining)
        _parts(rng, work, total_of(stage), dimension="owner_kind", values=("collective", "individual"))
        remaining = rng.randint(0, remaining)
    _parts(rng, work, total_of("recognised"), dimension="level", values=("grassroots", "province") if new else LEVELS)
    classes = rng.choice((0, rng.randint(1, 9), rng.randint(1, 30)))
    _put(rng, habits, work, key=CLASSES, number=classes)
    _put(rng, habits, work, key=PEOPLE, number=classes * rng.randint(30, 250))
    _put(rng, habits, work, key=AWARDS, number=rng.randint(0, 40))
    _parts(rng, work, AWARDS, dimension="award_form", values=FORMS)
    return work


def _put(rng: Random, habits: Habits, work: Work, *, key: Key, number: int) -> None:
    if rng.random() < habits.gaps:
        work[key] = None
    elif number > 3 and rng.random() < habits.bounds:
        work[key] = Amount(number, habits.bound)
    else:
        work[key] = Amount(number)


def _parts(rng: Random, work: Work, total: Key, *, dimension: str, values: tuple[str, ...]) -> None:
    whole = work[total]
    keys = [(total[0], total[1], dimension, value) for value in values]
    if whole is None or whole.qualifier:
        work.update(dict.fromkeys(keys))
        return
    cuts = sorted(rng.randint(0, whole.value) for _ in keys[1:])
    for key, low, high in zip(keys, [0, *cuts], [*cuts, whole.value], strict=True):
        work[key] = Amount(high - low)
