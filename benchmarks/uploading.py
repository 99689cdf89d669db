"""Commit, measured: secretaries who upload at the same time, what became of it, and a server's memory over many uploads."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import httpx
import xlsxwriter

from benchmarks.secretary import Tab, sign_in, tab
from tests.account_holders import PASSWORD

DISTRICTS = (
    ("760", "Quận 1"), ("770", "Quận 3"), ("773", "Quận 4"), ("774", "Quận 5"), ("775", "Quận 6"), ("778", "Quận 7"),
    ("776", "Quận 8"), ("771", "Quận 10"), ("772", "Quận 11"), ("761", "Quận 12"),
)  # fmt: skip
YEAR = 2024
_LATER = 1_000_000
_ROOT = Path(__file__).parents[1]
_HEAD = ("STT", "Tên mô hình", "Quận/huyện", "Đơn vị thực hiện", "Lĩnh vực", "Năm báo cáo")
_DONE = re.compile(r"Đã ghi nhận: lần tải lên (\d+)")


@dataclass(frozen=True)
class Held:
    """What a server holds at a moment."""

    megabytes: float
    files: int
    children: int


def new_rows(district: str, first: int, count: int) -> bytes:
    """A workbook with a list of so many models of a district, numbered from the first on."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, _HEAD)
        for row in range(count):
            name = f"Tổ tự quản số {first + row} tại khu phố {row % 90 + 1}"
            sheet.write_row(row + 1, 0, (row + 1, name, district, "UBND Phường 4", "Kinh tế", YEAR))
    return content.getvalue()


def upload(secretary: Tab, name: str, content: bytes) -> float:
    """Drop a file and commit it; seconds until the page says that it is in."""
    began = time.perf_counter()
    secretary.drop(name, content)
    if "upload.commit" not in secretary.widgets:
        raise SystemExit(f"{name} cannot be committed: {secretary.said}")
    said = secretary.press("upload.commit")
    while "upload.commit" in secretary.widgets:  # the data changed meanwhile; what would change is shown again
        said = secretary.press("upload.commit")
    if not any(map(_DONE.match, said)):
        raise SystemExit(f"{name} was not committed: {said}")
    return time.perf_counter() - began


def upload_together(address: str, rows: int, secretaries: int = len(DISTRICTS)) -> list[float]:
    """A secretary of each district drops a file in the same instant; seconds of each."""
    ready = Barrier(secretaries)

    def work(code: str, district: str) -> float:
        with httpx.Client(base_url=address, timeout=180) as browser:
            _enter(browser, code)
            with tab(browser) as secretary:
                secretary.open("upload")
                content = new_rows(district, 1, rows)
                ready.wait(180)
                return upload(secretary, f"mo-hinh-{code}.xlsx", content)

    with ThreadPoolExecutor(secretaries) as pool:
        return list(pool.map(lambda each: work(*each), DISTRICTS[:secretaries]))


def figures_of_the_year(database: Path) -> dict[str, int]:
    """The models of each unit, counted anew from their rows by another process."""
    asked = (
        "figures",
        "--measure",
        "models",
        "--basis",
        "itemised",
        "--by",
        "unit,term",
        "--term",
        str(YEAR),
        "--json",
    )
    return {each["unit"]: each["value"] for each in json.loads(_told(database, *asked))}


def wrong_figures(database: Path, before: dict[str, int], rows: int, secretaries: int = len(DISTRICTS)) -> list[str]:
    """What is not as it must be after the secretaries: a unit's figure, or a version that is not there."""
    found = figures_of_the_year(database)
    expected = before | {code: before.get(code, 0) + rows for code, _ in DISTRICTS[:secretaries]}
    if found != expected:
        wrong = [code for code in sorted(found | expected) if found.get(code) != expected.get(code)]
        return [f"{code}: {found.get(code)} instead of {expected.get(code)}" for code in wrong]
    versions = [each["upload"] for each in json.loads(_told(database, "uploads", "--json"))]
    return [] if sorted(versions) == list(range(1, len(versions) + 1)) else ["a version is missing"]


def soak(address: str, *, reruns: int, uploads: int, secretaries: int = len(DISTRICTS)) -> tuple[Held, Held]:
    """Run pages and upload, one after the other; what the server holds after the first tenth, and at the end."""
    # The first tenth fills what the server keeps for later.
    warm, each = max(1, uploads // 10), max(1, reruns // uploads)
    with ExitStack() as stack:
        tabs = []
        for code, _ in DISTRICTS[:secretaries]:
            browser = stack.enter_context(httpx.Client(base_url=address, timeout=180))
            _enter(browser, code)
            tabs.append((stack.enter_context(tab(browser)), stack.enter_context(tab(browser))))
        for secretary, reader in tabs:
            secretary.open("upload")
            reader.open()
        before = held(address)
        for number in range(uploads):
            if number == warm:
                before = held(address)
            place = number % len(tabs)
            secretary, reader = tabs[place]
            content = new_rows(DISTRICTS[place][1], _LATER + number * 10, 10)
            upload(secretary, f"mo-hinh-{number}.xlsx", content)
            for _ in range(each):
                reader.again()
        return before, held(address)


def held(address: str) -> Held:
    """What the server tells of itself, and which processes of its own still run."""
    said = dict(line.rsplit(" ", 1) for line in httpx.get(f"{address}/metrics").text.splitlines() if line[:1] != "#")
    children = int(float(said["dashboard_process_children"]))
    return Held(
        float(said["dashboard_process_resident_bytes"]) / 2**20, int(said["dashboard_process_open_files"]), children
    )


def _enter(browser: httpx.Client, code: str) -> None:
    if sign_in(browser, f"thu-ky-{code}", PASSWORD) != 303:
        raise SystemExit("signing in failed")


def _told(database: Path, *arguments: str) -> str:
    own = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "DATA_FOLDER": str(database.parent)}
    command = [sys.executable, "cli.py", *arguments]
    return subprocess.run(command, cwd=_ROOT, env=own, check=True, capture_output=True, text=True).stdout
