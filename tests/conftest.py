"""Every step, tested: a database for each test that asks, and a count at the end of how many ran on which."""

import gc
import importlib.util
import py_compile
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from data_access.database import Database, open_database
from tests import databases

# How long one example takes says more about the machine's other work than about ours.
settings.register_profile(
    "unhurried",
    settings.get_profile(settings.get_current_profile_name()),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("unhurried")
ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("commands", "data_access", "intake", "locales", "pages", "reports", "sample_data", "ui", "web", "work")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile what the processes that tests start import: a worker may write no file, so each would compile it again."""
    if not hasattr(session.config, "workerinput") and sys.pycache_prefix is None:
        folders = (ROOT / package for package in PACKAGES)
        for source in (*ROOT.glob("*.py"), *(source for folder in folders for source in folder.rglob("*.py"))):
            with suppress(OSError):
                _compile(source)


def _compile(source: Path) -> None:
    """Held against what the source says, not when it was written, so that no change within one second is missed."""
    compiled = Path(importlib.util.cache_from_source(str(source)))
    checked_hash = b"\3\0\0\0" + importlib.util.source_hash(source.read_bytes())
    if not compiled.exists() or compiled.read_bytes()[4:16] != checked_hash:
        py_compile.compile(str(source), quiet=2, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs whole pages. Files with long tests come first: begun last, one would keep one worker alone at the end."""
    for item in items:
        if isinstance(item, pytest.Function) and {"at_the_door", "visited", "Visitor"} & vars(item.module).keys():
            item.add_marker(pytest.mark.pages)
    slow, pages = ({item.path for item in items if item.get_closest_marker(mark)} for mark in ("slow", "pages"))
    items.sort(key=lambda item: ("browser" not in item.path.parts, item.path not in slow, item.path not in pages))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end, so the collector need not walk through it again, and seldom through the rest."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(params=databases.kinds())
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with the units and no facts, for a command that opens it itself."""
    request.node.user_properties.append(("database", request.param))
    url = databases.new_url(request.param, tmp_path)
    yield url
    databases.drop(Database(url))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database with the units and no facts."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture(params=databases.kinds())
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database in which nothing has been made yet."""
    request.node.user_properties.append(("database", request.param))
    url = databases.empty_url(request.param, tmp_path)
    yield url
    databases.drop(Database(url))


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    """A database of its own file, for what only files can suffer; it is not counted."""
    opened = open_database(databases.new_url("sqlite", tmp_path), busy_seconds=1)
    yield opened
    databases.drop(opened)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which office workbooks were drawn, and how many tests ran on each database, so that a run that skipped one is seen."""
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    counted = Counter(
        value
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "database"
    )
    offices = [
        value
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "offices"
    ]
    for told in offices:
        terminalreporter.write_line(f"offices: {told}")
    if counted:
        numbers = ", ".join(f"{kind} {counted[kind]}" for kind in ("sqlite", "postgresql"))
        terminalreporter.write_line(f"databases: {numbers}")
