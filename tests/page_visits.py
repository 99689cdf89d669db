"""Show, tested without a browser: a page of the product, opened on a database of known facts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from data_access.database import Database
from tests.facts import Facts
from tests.source_code import ROOT
from work import start


@pytest.fixture
def facts(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Facts]:
    """A database of known facts that the pages open."""
    monkeypatch.setenv("DATABASE_URL", sqlite_database.url)
    yield Facts(sqlite_database)
    start.database().close()


def visited(page: str = "overview", **query: str) -> AppTest:
    """A page with this address, once it has run without failing."""
    app = AppTest.from_file(str(ROOT / "pages" / "_router.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page != "overview":
        app.switch_page(f"{page}.py").run()
    assert not app.exception
    return app
