"""Show and commit, tested: the load benchmark in its small form: viewers and secretaries at once, and nothing is lost."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.crowd import at_leisure, at_once, crowd
from benchmarks.load import Site, site
from benchmarks.reading_data import write
from benchmarks.uploading import figures_of_the_year, soak, upload_together, wrong_figures

ROWS, SECRETARIES = 12, 3


async def viewers_and_secretaries(where: Site) -> tuple[list[list[float]], list[float], list[float]]:
    """What those who look waited for, in the same instant and at leisure, and those who upload."""
    async with crowd(where.port, 2, where.cookie) as guests:
        rounds = await at_once(guests, 2)
        sending = asyncio.create_task(asyncio.to_thread(upload_together, where.address, ROWS, SECRETARIES))
        return rounds, await at_leisure(guests, 2, (0.2, 0.5)), await sending


@pytest.mark.slow
def test_secretaries_upload_while_others_look_and_every_figure_is_right(tmp_path: Path) -> None:
    with site(write(tmp_path, 500), SECRETARIES) as where:
        before = figures_of_the_year(where.database)
        with ThreadPoolExecutor(1) as thread:  # a loop of its own, whatever loop the browser tests have left
            rounds, looks, uploads = thread.submit(asyncio.run, viewers_and_secretaries(where)).result()
        wrong = wrong_figures(where.database, before, ROWS, SECRETARIES)
        early, late = soak(where.address, reruns=4, uploads=2, secretaries=1)

    assert [len(taken) for taken in rounds] == [2, 2] and len(looks) >= 2 and len(uploads) == SECRETARIES
    assert wrong == []
    assert late.children == 0 and late.files <= early.files + 10
    assert late.megabytes < early.megabytes * 1.5
