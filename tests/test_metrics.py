"""Guard, tested on a real server: the numbers of a process, for its own computer only, and what they count."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from benchmarks.secretary import tab
from tests.browser.conftest import served
from tests.upload_visits import rows
from tests.workbooks import a_workbook

pytestmark = pytest.mark.slow

LINE = re.compile(r'([a-z_]+(?:\{[a-z_]+="[^"\\\n]*"(?:,[a-z_]+="[^"\\\n]*")*\})?) (-?[0-9.e+-]+)')


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server on which one workbook was committed and another one refused; and its log."""
    folder = tmp_path_factory.mktemp("metrics")
    with (
        served(folder, "python", SAMPLE_DATA="0", LOG_FORMAT="json") as address,
        httpx.Client(base_url=address, timeout=60) as browser,
        tab(browser) as secretary,
    ):
        secretary.open()
        secretary.open("upload")
        secretary.drop("nguyen-thi-buoi.xlsx", b"no workbook")
        secretary.press("upload.cancel")
        secretary.drop("quan.xlsx", a_workbook({"Biểu 1": rows(("Quận 1", 260, 2353))}))
        secretary.press("upload.commit")
        secretary.open()
        browser.get("/tim?q=nguyen-thi-buoi")
        yield address, folder / "server.log"


def numbers(address: str) -> dict[str, float]:
    """Every number by its name and labels; every line is one or a comment."""
    answer = httpx.get(f"{address}/metrics")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    lines = [line for line in answer.text.splitlines() if not line.startswith("# TYPE ")]
    found = [LINE.fullmatch(line) for line in lines]
    assert [line for line, match in zip(lines, found, strict=True) if match is None] == []
    return {match[1]: float(match[2]) for match in found if match}


def test_what_happened_is_counted(used: tuple[str, Path]) -> None:
    said = numbers(used[0])
    names = (
        "dashboard_open_lines", "dashboard_reruns_total", "dashboard_rerun_seconds_count", "dashboard_data_version",
        "dashboard_cube_version", "dashboard_database_up", 'dashboard_import_seconds_count{step="commit"}',
        'dashboard_requests_total{method="PUT",status="204"}', 'dashboard_reader_refusals_total{code="not_a_workbook"}',
    )  # fmt: skip

    assert [said[name] for name in names] == [1, 7, 7, 1, 1, 1, 1, 2, 1]
    assert said['dashboard_import_seconds_count{step="prepare"}'] >= 2
    assert 0 <= said["dashboard_cube_age_seconds"] < 600
    assert said["dashboard_process_resident_bytes"] > 50_000_000 and said["dashboard_process_open_files"] > 5


def test_bounds_of_durations_hold_what_is_shorter(used: tuple[str, Path]) -> None:
    said = numbers(used[0])
    within = [value for name, value in said.items() if name.startswith("dashboard_rerun_seconds_bucket")]

    assert within == sorted(within) and within[-1] == said["dashboard_rerun_seconds_count"]
    assert 0 < said["dashboard_rerun_seconds_sum"] < 600


def test_whoever_comes_from_elsewhere_or_through_a_proxy_finds_nothing(used: tuple[str, Path]) -> None:
    ways = [
        {"host": "dashboard.example"}, {"host": "10.0.0.5"}, {"x-forwarded-for": "127.0.0.1"}, {"forwarded": "for=127.0.0.1"},
        {"x-real-ip": "127.0.0.1"}, {"via": "1.1 x"}, {"x-forwarded-proto": "https"},
    ]  # fmt: skip
    answers = [httpx.get(f"{used[0]}/metrics", headers=each) for each in ways]

    assert [(each.status_code, each.text) for each in answers] == [(404, "")] * len(ways)


def test_the_log_has_a_line_a_request_and_nothing_of_what_people_wrote(used: tuple[str, Path]) -> None:
    said = used[1].read_text(encoding="utf-8")
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    requests = [(line["method"], line["path"], line["status"]) for line in lines if line["message"] == "request"]

    assert ("PUT", "/_stcore/upload_file", 204) in requests and ("GET", "/tim", 200) in requests
    assert [word for word in ("nguyen", "quan.xlsx", "Quận 1", "q=") if word in said] == []
