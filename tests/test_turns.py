"""Show, tested: pages take turns in their order, none waits long, and none keeps its turn."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

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


def test_a_page_that_fails_leaves_its_turn_to_the_next() -> None:
    turns = Turns(patience=20)
    for page in ("overview", "models", "overview"):
        with pytest.raises(ZeroDivisionError), turns.turn(page):
            assert 1 // (len(page) - len(page))
    with turns.turn("models"):
        pass
