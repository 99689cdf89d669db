"""Guard to count: fifty workbooks as offices write them, new ones on every run: none may bring a wrong figure."""

import os
from pathlib import Path
from random import SystemRandom

from tests.offices.judging import judge, mixture
from tests.offices.offices import any_office

WORKBOOKS, MOST_REFUSED = 50, 2


def _seeds() -> list[int]:
    """The seeds that OFFICE_SEEDS names, so that a run can be repeated, or new ones."""
    asked = os.environ.get("OFFICE_SEEDS", "")
    return [int(seed) for seed in asked.split(",")] if asked else SystemRandom().sample(range(1_000_000), WORKBOOKS)


def test_of_fifty_new_office_workbooks_none_brings_a_wrong_figure_and_few_are_refused(tmp_path: Path) -> None:
    seeds = _seeds()
    print(f"OFFICE_SEEDS={','.join(map(str, seeds))}")
    verdicts = [judge(any_office(seed), tmp_path / str(seed)) for seed in seeds]
    wrong = [verdict for verdict in verdicts if verdict.wrong]
    refused = [verdict for verdict in verdicts if verdict.refusals]
    said = "\n".join([*(each.story() for each in [*wrong, *refused]), mixture(verdicts), f"OFFICE_SEEDS={seeds}"])
    print(said)

    assert wrong == [], said
    assert len(refused) <= MOST_REFUSED, said
