"""Show, tested: pages take turns in their order, none waits long, and none keeps its turn."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock

import pytest

from ui.turns import Turns


def enter(turns: Turns, page: str, said: list[str], leave: Event) -> None:
    with turns.turn(page):
        said.append(page)
        assert leave.wait(20)


def test_the_next_page_begins_when_the_one_before_is_done() -> None:
    turns, said, leave, began = Turns(patience=20), list[str](), Event(), Event()

    def first() -> None:
        with turns.turn("overview"):
            began.set()
            assert leave.wait(20)
            said.append("overview is done")

    with ThreadPoolExecutor(2) as people:
        asked: list[Future[None]] = [people.submit(first)]
        assert began.wait(20)
        asked.append(people.submit(enter, turns, "models", said, leave))
        leave.set()
        for each in asked:
            each.result(20)
    assert said == ["overview is done", "models"]


def test_who_has_waited_long_goes_on_and_a_page_that_waits_for_files_takes_no_turn() -> None:
    said, leave = list[str](), Event()
    for turns, page in ((Turns(patience=0.05), "models"), (Turns(patience=20), "upload")):
        with turns.turn("overview"):
            leave.set()
            enter(turns, page, said, leave)
    assert said == ["models", "upload"]


def test_one_page_that_takes_long_is_passed_by_one_other_at_a_time_in_their_order() -> None:
    turns, said = Turns(patience=0.3), list[str]()

    def follower(place: int) -> None:
        with turns.turn("models"):
            said.append(f"{place} begins")
            time.sleep(0.02)
            said.append(f"{place} ends")

    with ThreadPoolExecutor(3) as people:
        with turns.turn("overview"):
            asked = list[Future[None]]()
            for place in range(3):
                asked.append(people.submit(follower, place))
                while turns._asked < place + 2 and not said:
                    time.sleep(0.001)
            for each in asked:
                each.result(20)
            said.append("the long one ends")
        with turns.turn("overview"):
            said.append("nobody has the turn")
    each_in_turn = [f"{place} {word}" for place in range(3) for word in ("begins", "ends")]
    assert said == [*each_in_turn, "the long one ends", "nobody has the turn"]


def test_a_page_that_waits_behind_many_short_ones_does_not_run_beside_them() -> None:
    turns, at_once, most = Turns(patience=0.5), 0, 0
    lock = Lock()

    def short(_: int) -> None:
        nonlocal at_once, most
        with turns.turn("models"):
            with lock:
                at_once += 1
                most = max(most, at_once)
            time.sleep(0.03)
            with lock:
                at_once -= 1

    with ThreadPoolExecutor(20) as people:
        list(people.map(short, range(20)))  # the last one waits longer than one page may take
    assert most == 1


def test_a_page_that_fails_leaves_its_turn_to_the_next() -> None:
    turns = Turns(patience=20)
    for page in ("overview", "models", "overview"):
        with pytest.raises(ZeroDivisionError), turns.turn(page):
            assert 1 // (len(page) - len(page))
    with turns.turn("models"):
        pass
