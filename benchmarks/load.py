"""Show and commit, measured: many people at the same time at one server; see ``python -m benchmarks``.

The database of a million rows is made in the folder, once; what is uploaded goes into a copy. It stops by itself.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from os import getloadavg
from pathlib import Path
from statistics import quantiles

import httpx

from benchmarks.crowd import at_leisure, at_once, crowd
from benchmarks.reading_data import ROWS, write
from benchmarks.secretary import sign_in
from benchmarks.served import served
from benchmarks.uploading import DISTRICTS, figures_of_the_year, soak, upload_together, wrong_figures
from data_access.database import open_database
from tests.account_holders import PASSWORD, an_account

_OPTIONS = 5


@dataclass(frozen=True)
class Site:
    """A server with accounts, the copy of the database behind it, and a leader's cookie."""

    port: int
    database: Path
    cookie: str

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def site(source: Path, secretaries: int = len(DISTRICTS)) -> Iterator[Site]:
    """A server on a copy of a database, with a leader and a secretary for each of some districts."""
    with tempfile.TemporaryDirectory(prefix="dashboard-load-", dir=source.parent) as folder:
        copy = Path(folder) / "dashboard.sqlite"
        shutil.copyfile(source, copy)
        database = open_database(f"sqlite:///{copy}")
        for name, role in (("quan-tri", "administrator"), ("lanh-dao", "leader")):
            an_account(database, name, role)
        for code, _ in DISTRICTS[:secretaries]:
            an_account(database, f"thu-ky-{code}", "secretary", units=(code,))
        database.close()
        with (
            served(copy, Path(folder)) as server,
            httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=180) as browser,
        ):
            if sign_in(browser, "lanh-dao", PASSWORD) != 303:
                raise SystemExit("signing in failed")
            yield Site(server.port, copy, f"app_session={browser.cookies['app_session']}")


def viewers(where: Site, share: float) -> list[str]:
    """Fifty in the same instant; two hundred at their leisure."""
    fifty, many = max(2, round(50 * share)), max(2, round(200 * share))

    async def together() -> list[list[float]]:
        async with crowd(where.port, fifty, where.cookie) as guests:
            return await at_once(guests, 2 * _OPTIONS)

    async def leisurely() -> list[float]:
        async with crowd(where.port, many, where.cookie) as guests:
            return await at_leisure(guests, max(10, 60 * share), (5, 15))

    rounds = asyncio.run(together())
    known = [each for taken in rounds[_OPTIONS:] for each in taken]
    return [
        _line(f"{fifty} viewers in the same instant, filters that nobody set before (first round)", rounds[0]),
        _line(f"{fifty} viewers in the same instant, filters that somebody set before", known),
        _line(f"{many} viewers, each a filter every 5 to 15 s", asyncio.run(leisurely())),
    ]


def uploads(where: Site, share: float) -> list[str]:
    """Ten secretaries with a thousand rows each, thirty viewers; then every figure."""
    rows, readers = max(20, round(1000 * share)), max(2, round(30 * share))

    async def both() -> tuple[list[float], list[float]]:
        async with crowd(where.port, readers, where.cookie) as guests:
            sending = asyncio.create_task(asyncio.to_thread(upload_together, where.address, rows))
            reading = await at_leisure(guests, max(10, 45 * share), (1, 3))
            return reading, await sending

    before = figures_of_the_year(where.database)
    reading, taken = asyncio.run(both())
    wrong = wrong_figures(where.database, before, rows)
    return [
        _line(f"{readers} viewers meanwhile, each a filter every 1 to 3 s", reading),
        _line(f"{len(DISTRICTS)} secretaries, {rows:,} rows each, from dropping the file to «Đã ghi nhận»", taken),
        f"| figures and rows afterwards | {'all right' if not wrong else '; '.join(wrong)} | | | |",
    ]


def soaked(where: Site, share: float) -> list[str]:
    """Two thousand runs of pages and five hundred uploads: memory, files and processes after the first tenth, and at the end."""
    reruns, files = max(40, round(2000 * share)), max(10, round(500 * share))
    before, after = soak(where.address, reruns=reruns, uploads=files)
    growth = after.megabytes / before.megabytes - 1
    said = (
        f"{before.megabytes:.0f} → {after.megabytes:.0f} MB ({growth:+.0%}), {before.files} → {after.files} open files"
    )
    return [f"| {reruns:,} runs, {files} uploads | {said}, {after.children} processes left over | | | |"]


def _line(name: str, seconds: list[float]) -> str:
    cut = quantiles(seconds, n=100, method="inclusive")
    return f"| {name} | {len(seconds)} | {cut[49] * 1000:.0f} | {cut[94] * 1000:.0f} | {max(seconds) * 1000:.0f} |"


def load(folder: Path, share: float) -> str:
    """Measure all; ``share`` (1 for the whole) makes everything smaller; the table of what came out."""
    rows, busy = max(2_000, round(ROWS * share)), getloadavg()[0]
    told = f"One run on {date.today():%d/%m/%Y}, {rows:,} model rows, load {busy:.0f} at its beginning."
    lines = [told, "", "| | times | p50 ms | p95 ms | most ms |", "|-|-|-|-|-|"]
    with site(write(folder, rows)) as where:
        for part in (viewers, uploads):
            lines += part(where, share)
            print(*lines[-3:], sep="\n", flush=True)
    with site(write(folder, 2_000)) as where:
        lines += soaked(where, share)
    return "\n".join([*lines, "", f"Load {getloadavg()[0]:.0f} at its end; viewers and server share the machine."])
