"""Export: what a copy for a hall without a network is made of: every choice that its reader can make, with its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data_access.measures import Measure
from reports.exhibits import Exhibit
from reports.export_content import About


@dataclass(frozen=True)
class Choice:
    """One line of a filter: its code and its words. ``is_running``: a term that is not over."""

    key: str
    label: str
    is_running: bool = False


@dataclass(frozen=True)
class OfflineCard:
    """A card in words: its number, how that changed, and the lines under it."""

    label: str
    value: str
    change: str = ""
    direction: Literal["up", "down", "off"] = "off"
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfflinePage:
    """A page of the copy: its name, its measures, and whether one of them is picked on it."""

    key: str
    title: str
    measures: tuple[Measure, ...]
    picks: bool


@dataclass(frozen=True)
class OfflineState:
    """What a page shows for one choice of measure, term and province.

    ``filters`` are all filters in words, ``narrowed`` those beside the term, empty where there is none. ``fell`` says who
    fell. ``gaps`` are what stands in the way of the figures, each with its names: who owes one, whose report and list
    differ, whose are estimates.
    """

    page: str
    measure: str
    term: str
    province: str
    filters: str
    narrowed: str
    cards: tuple[OfflineCard, ...]
    exhibits: tuple[Exhibit, ...]
    gaps: tuple[tuple[str, str], ...] = ()
    fell: str = ""


@dataclass(frozen=True)
class OfflineCopy:
    """Pages with a state for every choice, and what is told about the copy as a whole."""

    about: About
    pages: tuple[OfflinePage, ...]
    terms: tuple[Choice, ...]
    provinces: tuple[Choice, ...]
    states: tuple[OfflineState, ...]
    start: tuple[str, str, str]  # page, measure and term
