"""Show: what a view has to show, as the blocks of a page: each with what a click on one of its marks leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from data_access.measures import Measure
from reports.exhibits import Exhibit
from reports.sentences import Sentence
from ui.blocks import Block, page_of, shows_table
from ui.plain import literal
from ui.state import language
from ui.why import ask_why
from work import exhibits, heat_exhibits
from work.views import View

# A city has 168 communes; the districts of every province stood on one page.
HEAT_ROWS = 30


def block(exhibit: Exhibit, on_mark: Callable[[list[Any]], None] | None = None) -> Block:
    """An exhibit as a block."""
    return Block(**vars(exhibit), on_mark=on_mark)


def figure_block(view: View, exhibit: Exhibit) -> Block:
    """An exhibit as a block, each mark of which leads to the figure that it shows."""
    return block(exhibit, ask_behind(view, exhibit))


def ask_behind(view: View, exhibit: Exhibit) -> Callable[[list[Any]], None] | None:
    """What a click on a mark of an exhibit asks; None where a mark is no figure."""
    behind, measure = exhibit.behind, exhibit.measure
    if behind is None or measure is None:
        return None
    return lambda mark: ask_why(view, measure, behind(mark))


def _drawn_once(
    view: View, exhibit: Exhibit, *, of: View | None = None, page: int = 1, pages: int = 1, lang: str = ""
) -> Block:
    """A block of which the view (``of``) and the measure say all; so it is drawn once a version, selection and look."""
    said = of or view
    measure = exhibit.measure.key if exhibit.measure else ""
    key = ("drawn", exhibit.key, measure, said.selection, said.term, said.today, lang or language(), page)
    made = figure_block(view, exhibit)
    return replace(made, pages=pages, keep=lambda look, draw: said.once((*key, look), draw))


def ranking_block(view: View, measure: Measure, key: str, *, lang: str = "") -> Block:
    """Who has most and who least; a bar leads to the unit's figure. In the reader's language unless in another."""
    return _drawn_once(view, exhibits.ranking(view, measure, key, lang or language()), lang=lang)


def trend_block(view: View, measure: Measure, key: str, *, lang: str = "") -> Block:
    """How the sum went; a point leads to the figure of its year or term."""
    shown = exhibits.trend(view, measure, key, lang or language())
    return _drawn_once(view, shown, of=view.through_terms, lang=lang)


def heat_block(view: View, measure: Measure, key: str) -> Block:
    """Units by terms, thirty rows a page; a cell leads to its figure."""
    pages = _pages(heat_exhibits.units_of_heat(view, measure))
    return heat_page(view, measure, key, page=page_of(key, pages), has_table=shows_table(key))


def heat_page(
    view: View, measure: Measure, key: str, *, lang: str = "", page: int = 1, has_table: bool = False
) -> Block:
    """Thirty rows of it; the table of all only where it is shown."""
    units = heat_exhibits.units_of_heat(view, measure)
    on_page = units[(page - 1) * HEAT_ROWS : page * HEAT_ROWS]
    rows = heat_exhibits.rows_of_heat if has_table else heat_exhibits.page_of_heat
    shown = rows(view, measure, key, lang or language(), units=on_page)
    return _drawn_once(view, shown, page=page, pages=_pages(units), lang=lang)


def _pages(units: Sequence[str]) -> int:
    return max(1, -(-len(units) // HEAT_ROWS))


def composition_block(view: View, measure: Measure, dimension: str, key: str) -> Block:
    """What the term's figure is made of; a part leads to its figure."""
    return _drawn_once(view, exhibits.composition(view, measure, dimension, key=key, lang=language()))


def through_terms_block(view: View, measure: Measure, dimension: str, key: str) -> Block:
    """The shares of every term; a part leads to its figure."""
    return _drawn_once(view, exhibits.through_terms(view, measure, dimension, key=key, lang=language()))


def funnel_block(view: View, measure: Measure, key: str) -> Block:
    """From registered to replicated; a step leads to the models that passed it."""
    return _drawn_once(view, exhibits.funnel(view, measure, key, language()))


def say(sentence: Sentence | None) -> None:
    """A sentence above the charts; nothing where it may not be said."""
    if sentence:
        st.markdown(literal(sentence.words))


def measure_in_term(view: View, measure: Measure) -> str:
    """The sentence under a title: «Mô hình, nhiệm kỳ 2020–2025.»"""
    return exhibits.measure_in_term(view, measure, language())


def term_words(view: View) -> str:
    """The term in the foreground inside a sentence."""
    return exhibits.term_words(view, language())
