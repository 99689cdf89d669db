"""Every step, tested: a database for each test that asks, and a count at the end of how many ran on which."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_access.database import Database, open_database
from tests import databases


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
    opened.close()


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
