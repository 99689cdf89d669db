"""Count, tested: what is worked out once is kept for the next reader, and what nobody asks about any more is let go."""

import gc
import weakref
from typing import Any

from work.answers import Answers


class Large:
    """An answer of which it can be seen whether anybody still holds it."""


def test_an_answer_is_worked_out_once_a_version() -> None:
    kept, counted = Answers(), []

    def count() -> str:
        counted.append("counted")
        return "twelve"

    assert [kept.get(("db", version, "models"), count) for version in (1, 1, 2, 1)] == ["twelve"] * 4
    assert len(counted) == 2
    kept.clear()
    assert (kept.get(("db", 1, "models"), count), len(counted)) == ("twelve", 3)


def test_nothing_of_a_version_is_held_after_three_others_were_looked_at() -> None:
    kept = Answers()
    held: list[weakref.ReferenceType[Any]] = []
    for version in range(50):
        for question in ("models", "training", "reference"):
            held.append(weakref.ref(kept.get(("db", version, question), Large)))
    gc.collect()
    alive = [place // 3 for place, answer in enumerate(held) if answer() is not None]
    assert alive == [47] * 3 + [48] * 3 + [49] * 3


def test_a_version_that_is_looked_at_again_stays_and_its_oldest_answers_make_room() -> None:
    kept = Answers()
    first = weakref.ref(kept.get(("db", 1, 0), Large))
    for question in range(1, 200):
        kept.get(("db", 1, question), Large)
        kept.get(("db", 100 + question, 0), Large)
    assert first() is not None
    kept.get(("db", 1, 200), Large)
    gc.collect()
    assert first() is None
