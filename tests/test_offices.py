"""Guard to count: fifty workbooks as offices write them, new ones on every run: none may bring a wrong figure."""

import os
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

import pytest

from tests.offices.judging import Verdict, judge, mixture
from tests.offices.offices import any_office

pytestmark = pytest.mark.slow

WORKBOOKS, MOST_REFUSED = 50, 2


def _seeds() -> list[int]:
    """The seeds that OFFICE_SEEDS names, so that a run can be repeated, or new ones."""
    asked = os.environ.get("OFFICE_SEEDS", "")
    return [int(seed) for seed in asked.split(",")] if asked else SystemRandom().sample(range(1_000_000), WORKBOOKS)


def _told(verdicts: list[Verdict]) -> str:
    """What the run was about: its seeds, what occurred how often, and every workbook that did not go well."""
    seeds = ",".join(str(verdict.office.seed) for verdict in verdicts)
    failures = [verdict.story() for verdict in verdicts if verdict.wrong or verdict.refusals]
    return "\n".join([f"OFFICE_SEEDS={seeds}", mixture(verdicts), *failures])


def test_of_fifty_new_office_workbooks_none_brings_a_wrong_figure_and_few_are_refused(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    verdicts = [judge(any_office(seed), tmp_path / str(seed)) for seed in _seeds()]
    told = _told(verdicts)
    record_property("offices", told)

    assert [verdict.office.seed for verdict in verdicts if verdict.wrong] == [], told
    assert len([verdict for verdict in verdicts if verdict.refusals]) <= MOST_REFUSED, told


def test_a_seed_always_makes_the_same_workbook() -> None:
    once, again = any_office(2025), any_office(2025)

    assert (once.truth, once.layouts, once.name) == (again.truth, again.layouts, again.name)
