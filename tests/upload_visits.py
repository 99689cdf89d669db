"""Tests: a person on the upload and history pages without a browser, each with a session of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data_access.database import Database
from tests.page_visits import at_the_door
from tests.workbooks import a_workbook
from work import start

HEAD = ["Quận/huyện", "Nhiệm kỳ", "Số mô hình", "Số lượt người"]


@pytest.fixture
def data(sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An empty database that the pages open, and a folder where imports wait."""
    monkeypatch.setenv("DATABASE_URL", sqlite_database.url)
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    yield sqlite_database
    start.database().close()


class Visitor:
    """A session on one page."""

    def __init__(self, page: str, lang: str = "vi") -> None:
        self.app = at_the_door(lang=lang).run()
        self.app.switch_page(f"{page}.py").run()
        self.checked()

    def checked(self) -> Visitor:
        """The same, once the page has run without failing."""
        assert not self.app.exception
        return self

    def drop(self, **sheets: list[list[Any]] | bytes) -> Visitor:
        """Drop one file a keyword: ``a=[[…], …]`` is a.xlsx with the rows on its sheet; or its bytes."""
        files = [
            (f"{name}.xlsx", rows if isinstance(rows, bytes) else a_workbook({"Biểu 1": rows}), None)
            for name, rows in sheets.items()
        ]
        self.app.file_uploader[0].set_value(files)
        self.app.run()
        return self.checked()

    def unfold(self, key: str) -> None:
        """Press the button of a popover whose content is made only while it is open."""
        self.app.session_state[key] = True
        self.app.run()
        assert not self.app.exception

    def click(self, key: str) -> Visitor:
        """Press a button."""
        self.app.button(key=key).click().run()
        return self.checked()

    def has_button(self, start: str) -> bool:
        """Whether there is a button whose key begins so."""
        return any((button.key or "").startswith(start) for button in self.app.button)

    def table(self) -> list[list[str]]:
        """The rows of the first table on the page."""
        return [list(map(str, row)) for row in self.app.table[0].value.to_numpy().tolist()] if self.app.table else []

    def said(self) -> str:
        """All that stands on the page outside its tables."""
        parts = [*self.app.title, *self.app.markdown, *self.app.caption, *self.app.info, *self.app.warning]
        return "\n".join(str(part.value) for part in [*parts, *self.app.success, *self.app.error])


def rows(*figures: tuple[Any, ...], term: str = "2020-2025") -> list[list[Any]]:
    """A summary sheet: (unit, models, attendances) a row."""
    return [HEAD, *([unit, term, models, attended] for unit, models, attended in figures)]
