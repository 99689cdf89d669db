"""Draw: the frames of a view, shaped as the charts want them; a chart, its table and its export show the same frame."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from data_access import frames
from data_access.bounds import ZERO, total
from data_access.measures import Measure
from data_access.periods import in_order, is_running, party_term_of, period
from data_access.selection import Selection
from data_access.term_days import lived
from data_access.unit_amounts import extent_of_heat, unit_sums
from data_access.vocabulary import AWARD_FORMS, LEVELS, SECTORS
from locales import term_text, text
from work.views import View, kept

MOST_TERMS = 12
MOST_RANKED = 30
ENDS = 10
_OFFICIAL = {"sector": SECTORS, "level": LEVELS, "award_form": AWARD_FORMS}


@dataclass(frozen=True)
class Heat:
    """A heat table: its cells, the total of each term, and the column on the right with what stands above it."""

    cells: pd.DataFrame
    totals: pd.DataFrame
    side: pd.DataFrame
    is_change: bool
    terms: tuple[str, str] | None = None


@kept
def ranking(view: View, measure: Measure, lang: str) -> pd.DataFrame:
    """The units of the term in the foreground, the greatest first. Columns: as ``charts.ranking`` wants them."""
    if view.term is None:
        return pd.DataFrame()
    question = view.question(measure, selection=_everywhere(view))
    frame = frames.ranking_frame(view.cube, question, view.term, lang=lang, chosen=view.selection.units)
    # A part of a term beside a whole one would look like a fall.
    return frame.assign(previous=pd.NA, previous_text="") if view.is_running else frame


def cut(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """A ranking of at most thirty rows and how many were left out: of a longer one both ends and the chosen, ranked."""
    if len(frame) <= MOST_RANKED:
        return frame, 0
    present = [place for place, missing in enumerate(frame["missing"].tolist()) if not missing]
    ends = present if len(present) <= 2 * ENDS else [*present[:ENDS], *present[-ENDS:]]
    picked = frame["chosen"].tolist() if "chosen" in frame.columns else ()
    chosen = [place for place, is_chosen in enumerate(picked) if is_chosen][: MOST_RANKED - 2 * ENDS]
    shown = frame.iloc[sorted({*ends, *chosen})]
    between = {frame.index[place] for place in chosen if place not in ends}
    return _ranked(frame, shown, between) if between else shown, len(frame) - len(shown)


def _ranked(frame: pd.DataFrame, shown: pd.DataFrame, between: set[Hashable]) -> pd.DataFrame:
    """The rows shown, those from between the ends with their place: the ends alone say where the others stand."""
    values = frame.loc[~frame["missing"], "value"]
    labels = [
        f"{label} ({1 + int((values > value).sum())}/{len(values)})" if place in between and not missing else label
        for place, label, value, missing in zip(
            shown.index, shown["label"], shown["value"], shown["missing"], strict=True
        )
    ]
    return shown.assign(label=labels)


@kept
def heat(view: View, measure: Measure, lang: str, units: tuple[str, ...] | None = None) -> Heat:
    """Units (all, or some) by terms, with totals and changes. Columns of the parts: as ``charts.heat`` wants them."""
    cells, totals = _heat_cells(view.through_terms, measure, lang, units)
    if measure.adds_up_over_time:
        return Heat(
            cells, totals, _sums(view, measure, view.terms[-MOST_TERMS:], units=units, lang=lang), is_change=False
        )
    side, terms = _changes(view, measure, units=units, lang=lang)
    return Heat(cells, totals, side, is_change=True, terms=terms)


@kept
def heat_extent(view: View, measure: Measure) -> tuple[tuple[str, ...], int]:
    """All units of a heat table, in its order, and the value that its colours end with."""
    return extent_of_heat(view.cube, view.question(measure), view.terms[-MOST_TERMS:], today=view.today)


@kept
def _heat_cells(
    view: View, measure: Measure, lang: str, units: tuple[str, ...] | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    terms = view.terms[-MOST_TERMS:]
    frame = frames.heat_frame(view.cube, view.question(measure), terms, lang=lang, today=view.today, units=units)
    running = {term for term in terms if is_running(lived(view.reference, term), view.today)}
    labels = {term: term_text(term, lang, short=True) for term in terms}
    of_cells = frame["term"].tolist()
    cells = frame.assign(
        term_label=[labels[term] for term in of_cells],
        running=[term in running for term in of_cells],
        state=[
            "absent" if state == "not_existing" else "value" if state == "running" else state
            for state in frame["state"].tolist()
        ],
    )
    found = view.figures(measure, view.at(*terms), ("term",)) if terms else []
    totals = pd.DataFrame([(each.term, each.amount.written(lang)) for each in found], columns=["term", "text"])
    return cells, totals


def _sums(
    view: View, measure: Measure, terms: Sequence[str], *, units: Sequence[str] | None, lang: str
) -> pd.DataFrame:
    by_unit = unit_sums(view.cube, view.question(measure), terms)
    shown = by_unit if units is None else [unit for unit in units if unit in by_unit]
    lines = [(unit, by_unit[unit].written(lang)) for unit in shown]
    whole = total(each.amount for each in view.figures(measure, view.at(*terms), ("term",))) if by_unit else ZERO
    return pd.DataFrame([*lines, *([("", whole.written(lang))] if by_unit else [])], columns=["unit", "text"])


def _changes(
    view: View, measure: Measure, *, units: Collection[str] | None, lang: str
) -> tuple[pd.DataFrame, tuple[str, str] | None]:
    """How the figures of units changed, with that of all last, and between which terms; nothing where none may be said."""
    compared = view.change(measure)
    if compared is None or not compared.is_possible:
        return pd.DataFrame(columns=["unit", "text"]), None
    shown = (each for each in compared.changes if units is None or each.unit in units)
    lines = [(each.unit, gap.written_as_change(lang) if (gap := each.difference) else "–") for each in shown]
    lines.append(("", compared.difference.written_as_change(lang)))
    return pd.DataFrame(lines, columns=["unit", "text"]), (compared.term, compared.previous)


def trend(view: View, measure: Measure, lang: str) -> pd.DataFrame:
    """Year by year where terms are Party terms, else term by term. Columns: as ``charts.trend`` wants them, have, of, estimate."""
    return _trend(view.through_terms, measure, lang)


@kept
def _trend(view: View, measure: Measure, lang: str) -> pd.DataFrame:
    by_year = view.selection.term_kind == "party_term"
    terms = _years(view) if by_year else list(view.terms[-MOST_TERMS:])
    sums = view.figures(measure, view.at(*terms), ("term",)) if terms else []
    frame = frames.trend_frame(view.cube, view.question(measure), terms, lang=lang, today=view.today, known=sums)
    groups = [_group(view, str(term), lang) if by_year else "" for term in frame["term"]]
    found = {each.term: each for each in sums}
    said = [found[term].amount.written(lang) if term in found else "" for term in frame["term"]]
    estimates = [term in found and found[term].is_estimate for term in frame["term"]]
    return _from_first(frame.assign(key=frame["term"], group=groups, text=said, estimate=estimates))


def _years(view: View) -> list[str]:
    found = view.offered.terms.get("year", ())
    if len(view.selection.terms) > 1:
        shift = view.cube.rules.plan_shift
        found = tuple(year for year in found if party_term_of(year, shift) in view.selection.terms)
    if not found:
        return []
    first, last = int(period(found[0]).label), int(period(found[-1]).label)
    return [f"year:{year}" for year in range(max(first, last - 15), last + 1)]


def _group(view: View, year: str, lang: str) -> str:
    term = party_term_of(year, view.cube.rules.plan_shift)
    return text("pages.trend.group", lang, term=term_text(term, lang, short=True)) if term else ""


def _from_first(frame: pd.DataFrame) -> pd.DataFrame:
    known = frame.index[frame["value"].notna()]
    return frame.loc[known[0] : known[-1]].reset_index(drop=True) if len(known) else frame.iloc[:0]


@kept
def composition(view: View, measure: Measure, dimension: str, lang: str) -> pd.DataFrame:
    """What the term's figure is made of. Columns: as ``charts.composition`` wants them."""
    if view.term is None:
        return pd.DataFrame(columns=["key", "label", "value", "text", "share", "previous_share"])
    frame = frames.composition_frame(view.cube, view.question(measure), view.term, dimension=dimension, lang=lang)
    return frame.assign(key=frame["code"])


@kept
def through_terms(view: View, measure: Measure, dimension: str, lang: str) -> pd.DataFrame:
    """The parts of every term, in official order. Columns: as ``charts.stacked_composition`` wants them, has_bound."""
    terms = view.terms[-MOST_TERMS:]
    found = (
        {(f.term, f.dims[dimension]): f for f in view.figures(measure, view.at(*terms), ("term", dimension))}
        if terms
        else {}
    )
    used = {code for _, code in found}
    codes = [code for code in _OFFICIAL[dimension] if code in used]
    lines = [
        (
            term,
            _row_label(view, term, lang),
            code,
            text(f"choices.{dimension}.{code}", lang),
            found[term, code].value,
            found[term, code].amount.written(lang),
        )
        for code in codes
        for term in in_order(terms)
        if (term, code) in found
    ]
    frame = pd.DataFrame(lines, columns=["row", "row_label", "key", "label", "value", "text"])
    order = {term: place for place, term in enumerate(in_order(terms))}
    parts = {code: place for place, code in enumerate(codes)}
    # The chart takes rows and parts in the order of their first appearance.
    keyed = frame.assign(a=[order[row] for row in frame["row"]], b=[parts[key] for key in frame["key"]])
    return keyed.sort_values(["a", "b"]).drop(columns=["a", "b"]).reset_index(drop=True)


def _row_label(view: View, term: str, lang: str) -> str:
    return term_text(term, lang, short=True) + ("*" if is_running(lived(view.reference, term), view.today) else "")


def _everywhere(view: View) -> Selection:
    """The selection without its choice of units: a ranking shows the chosen among the others of their province."""
    selection = view.selection
    provinces = {view.reference.units[unit].province for unit in selection.units}
    province = selection.province or (provinces.pop() if len(provinces) == 1 else None)
    return replace(selection, units=(), province=province)
