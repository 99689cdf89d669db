"""Show: what a view has to show, as the blocks of a page: each with what a click on one of its marks leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from data_access.measures import Measure
from reports.exhibits import Exhibit
from ui.blocks import Block, page_of
from ui.state import language
from ui.why import ask_why
from work import exhibits, stage_frames
from work.views import View

# More rows than fit on two screens are paged: a city has 168 communes.
HEAT_ROWS = 40


def block(exhibit: Exhibit, on_mark: Callable[[list[Any]], None] | None = None, *, pages: int = 1) -> Block:
    """An exhibit as a block."""
    return Block(**vars(exhibit), on_mark=on_mark, pages=pages)


def ranking_block(view: View, measure: Measure, key: str) -> Block:
    """Who has most and who least; a bar leads to the unit's figure."""
    shown = exhibits.ranking(view, measure, key, language())
    return block(shown, lambda mark: ask_why(view, measure, view.at(view.term or "", units=(mark[0],))))


def trend_block(view: View, measure: Measure, key: str) -> Block:
    """How the sum went; a point leads to the figure of its year or term."""
    return block(exhibits.trend(view, measure, key, language()), lambda mark: ask_why(view, measure, view.at(mark[0])))


def heat_block(view: View, measure: Measure, key: str) -> Block:
    """Units by terms, forty rows a page; a cell leads to its figure."""
    whole = exhibits.heat(view, measure, key, language())
    units = list(dict.fromkeys(whole.chart["unit"]))
    page, pages = page_of(key, len(units), HEAT_ROWS)
    shown = exhibits.rows_of_heat(view, whole, units[(page - 1) * HEAT_ROWS : page * HEAT_ROWS], language())
    return block(shown, lambda mark: ask_why(view, measure, view.at(mark[1], units=(mark[0],))), pages=pages)


def composition_block(view: View, measure: Measure, dimension: str, key: str) -> Block:
    """What the term's figure is made of; a part leads to its figure."""

    def on_mark(mark: list[Any]) -> None:
        ask_why(view, measure, view.at(view.term or "", **{dimension: (mark[0],)}))

    shown = exhibits.composition(view, measure, dimension, key=key, lang=language())
    # A class for several audiences stands in one line but is found under each, so a click there would show other rows.
    return block(shown, None if dimension == "audience" else on_mark)


def through_terms_block(view: View, measure: Measure, dimension: str, key: str) -> Block:
    """The shares of every term; a part leads to its figure."""
    shown = exhibits.through_terms(view, measure, dimension, key=key, lang=language())
    return block(shown, lambda mark: ask_why(view, measure, view.at(mark[0], **{dimension: (mark[1],)})))


def funnel_block(view: View, measure: Measure, key: str) -> Block:
    """From registered to replicated; a step leads to the models that passed it."""
    path = stage_frames.funnel(view, measure, language())
    shown = exhibits.funnel(view, measure, key, language())
    return block(shown, lambda mark: ask_why(view, measure, path.selection(view, mark[0])))


def measure_in_term(view: View, measure: Measure) -> str:
    """The sentence under a title: «Mô hình, nhiệm kỳ 2020–2025.»"""
    return exhibits.measure_in_term(view, measure, language())


def term_words(view: View) -> str:
    """The term in the foreground inside a sentence."""
    return exhibits.term_words(view, language())
