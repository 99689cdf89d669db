"""Show, tested without a browser: a page of the product, opened on a database of known facts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2.component_manager import BidiComponentManager
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


def at_the_door(**query: str) -> AppTest:
    """A visit with this address before anything has run."""
    app = prepared(AppTest.from_file(str(ROOT / "pages" / "_router.py"), default_timeout=60))
    for name, value in query.items():
        app.query_params[name] = value
    return app


def prepared(app: AppTest) -> AppTest:
    """A visit to a server that has started: it looked once which installed packages bring components."""
    app._bidi_component_manager = _components()
    return app


@cache
def _components() -> BidiComponentManager:
    components = BidiComponentManager()
    components.discover_and_register_components(start_file_watching=False)
    return components


def visited(page: str = "overview", **query: str) -> AppTest:
    """A page with this address, once it has run without failing."""
    app = at_the_door(**query).run()
    if page != "overview":
        app.switch_page(f"{page}.py").run()
    assert not app.exception
    return app
