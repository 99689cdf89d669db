"""Export: what a slide show is made of: pages with their cards and exhibits, and all that is told with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data_access.measures import Measure
from reports.exhibits import Exhibit
from reports.export_content import About
from reports.sentences import Gap


@dataclass(frozen=True)
class ShownCard:
    """A card in words: its number, how that changed and against what."""

    label: str
    value: str
    change: str = ""
    direction: Literal["up", "down", "off"] = "off"
    against: str = ""


@dataclass(frozen=True)
class ShownWords:
    """What a page says in words of one measure: who fell, and what is missing."""

    title: str
    caption: str
    measure: Measure
    sentences: tuple[str, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class ShownPage:
    """One page of the dashboard. ``filters``: what was narrowed, in words, empty where all is shown."""

    title: str
    term: str
    filters: str
    measures: tuple[Measure, ...]
    cards: tuple[ShownCard, ...]
    exhibits: tuple[Exhibit, ...]
    words: ShownWords | None = None


@dataclass(frozen=True)
class Show:
    """Pages in their order, and what is told about the copy as a whole."""

    title: str
    about: About
    pages: tuple[ShownPage, ...]
