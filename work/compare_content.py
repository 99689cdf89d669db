"""Draw: what the page of comparisons holds: two terms or two units, and how the units of a term lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data_access.measures import MEASURES, Measure
from locales import text
from reports.exhibits import Exhibit
from work import compare, compare_exhibits
from work.compare import Side
from work.compare_exhibits import Names
from work.exhibits import term_words
from work.scope import Codes, first_of
from work.spread_exhibit import outliers_table, strip
from work.tiles import tiles
from work.views import View

TERMS, UNITS, SPREAD = "terms", "units", "spread"
WAYS = (TERMS, UNITS, SPREAD)


@dataclass(frozen=True)
class Pair:
    """Two sides, the look at both, and how a measure is held against itself on them."""

    view: View
    names: Names
    side: Callable[[Measure], Side]


def pair_asked(view: View, measure: Measure, codes: Codes, lang: str) -> Pair | None:
    """The two sides that an address asks for; None where there are no two."""
    asked = (first_of(codes, "a"), first_of(codes, "b"))
    if first_of(codes, "by") == UNITS:
        units = compare.units_to_compare(view, measure, asked)
        if units is None:
            return None
        look = compare.of_units(view, units)
        names = compare_exhibits.names_of_units(view, units)
        return Pair(look, names, lambda each: compare.units_compared(look, each, units))
    terms = compare.terms_to_compare(view, asked)
    if terms is None:
        return None
    look = compare.of_terms(view, terms)
    names = compare_exhibits.names_of_terms(terms, lang)
    return Pair(look, names, lambda each: compare.terms_compared(look, each, terms))


def summary_table(pair: Pair, measures: Sequence[Measure], lang: str) -> Exhibit:
    """All measures on both sides, with what may be said about the difference."""
    names = pair.names
    frame = compare_exhibits.summary(pair.view, [pair.side(each) for each in measures], names, lang)
    change = "change" if names.are_terms else "difference"
    heads = {
        "measure": text("compare.head.measure", lang),
        "a": names.a,
        "b": names.b,
        "change": text(f"compare.head.{change}", lang),
        "remark": text("compare.head.remark", lang),
    }
    caption = text("compare.summary.caption", lang)
    if not names.are_terms:
        caption = text("compare.summary.units_caption", lang, term=term_words(pair.view, lang), a=names.a)
    return Exhibit(
        key="compare.summary",
        shape="table",
        measure=None,
        title=text("compare.summary.terms", lang, a=names.a, b=names.b),
        caption=caption,
        frame=frame,
        columns={name: head for name, head in heads.items() if name != "remark" or frame["remark"].any()},
        chart=frame,
        is_wide=True,
    )


def pair_chart(pair: Pair, measure: Measure, lang: str) -> Exhibit:
    """Both sides unit by unit, or term by term."""
    return compare_exhibits.dumbbell(pair.view, pair.side(measure), pair.names, key="compare.pair", lang=lang)


def compare_content(view: View, measure: Measure, codes: Codes, lang: str) -> list[Exhibit]:
    """What an address compares; one that names no way to compare holds two terms and how the units lie."""
    way = first_of(codes, "by")
    pair = None if way == SPREAD else pair_asked(view, measure, codes, lang)
    found = [summary_table(pair, list(MEASURES.values()), lang), pair_chart(pair, measure, lang)] if pair else []
    if way not in (TERMS, UNITS):
        found += [strip(view, measure, "compare.spread", lang), outliers_table(view, measure, lang)]
        found += [tiles(view, measure, "compare.tiles", lang)]
    return found
