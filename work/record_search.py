"""Show: the rows of lists whose names hold what a reader typed, a page at a time, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from data_access.list_rows import details
from data_access.measures import Measure
from data_access.name_search import ids_by_name, words_of
from work.views import View

MOST = 1_000


@dataclass(frozen=True)
class Found:
    """The ids of the rows found, the newest first; ``has_more`` where there are more than a reader would turn over."""

    ids: tuple[int, ...]
    has_more: bool


def search(view: View, measure: Measure, asked: str) -> Found:
    """The rows of a measure's list whose name holds every word, with or without diacritics; no words: all rows."""
    words = words_of(asked)
    question = view.question(measure, selection=replace(view.selection, term_kind=None))

    def look() -> Found:
        with view.database.read() as connection:
            ids = ids_by_name(connection, question, words, version=view.cube.version, most=MOST + 1)
        return Found(tuple(ids[:MOST]), len(ids) > MOST)

    found: Found = view.once(("search", measure.key, words, question.selection), look)
    return found


def rows_of_page(view: View, measure: Measure, found: Found, *, page: int, size: int) -> list[dict[str, Any]]:
    """What the rows of one page say, the first page being 1."""
    ids = found.ids[(page - 1) * size : page * size]
    with view.database.read() as connection:
        said = details(connection, measure, ids)
    return [said[number] for number in ids]
