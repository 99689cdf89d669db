"""Count, tested: what is worked out once is kept for the next reader, and what nobody asks about any more is let go."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

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


def test_where_too_much_is_held_the_oldest_answer_of_the_version_asked_longest_ago_makes_room() -> None:
    kept = Answers(most=6)
    held = {}
    for key in ((1, 0), (1, 1), (100, 0), (1, 2), (101, 0), (1, 3)):
        held[key] = weakref.ref(kept.get(("db", *key), Large))
    assert all(each() is not None for each in held.values())
    gone = []
    for question in (4, 5, 6):
        kept.get(("db", 1, question), Large)
        gc.collect()
        gone.append([key for key, each in held.items() if each() is None])
    assert gone == [[(100, 0)], [(100, 0), (101, 0)], [(1, 0), (100, 0), (101, 0)]]


def test_a_version_looked_at_again_and_again_holds_no_more_than_there_is_room_for() -> None:
    kept = Answers(most=40)
    held = [weakref.ref(kept.get(("db", 1, question), Large)) for question in range(400)]
    gc.collect()
    assert [place for place, each in enumerate(held) if each() is not None] == list(range(360, 400))


def test_who_asks_what_another_is_working_out_waits_for_the_same_answer() -> None:
    kept, counted, begun, go_on = Answers(), [], Event(), Event()

    def count() -> Large:
        counted.append("counted")
        begun.set()
        assert go_on.wait(20)
        return Large()

    with ThreadPoolExecutor(3) as readers:
        asked = [readers.submit(kept.get, ("db", 1, "models"), count) for _ in range(3)]
        assert begun.wait(20)
        other = kept.get(("db", 1, "training"), lambda: "eleven")
        go_on.set()
        assert len({id(each.result(20)) for each in asked}) == 1
    assert (counted, other) == (["counted"], "eleven")


def test_an_answer_that_failed_is_worked_out_by_the_next_who_asks() -> None:
    kept = Answers()
    with pytest.raises(ZeroDivisionError):
        kept.get(("db", 1, "share"), lambda: 1 // 0)
    assert kept.get(("db", 1, "share"), lambda: 0) == 0
