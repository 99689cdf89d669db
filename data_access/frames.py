"""Count, draw: figures as frames, one a shape of chart; a chart shows and an export writes the same frame.

Values are what was counted, ``text`` is how people read it. What nobody reported has no value, never zero.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data_access.bounds import Amount
from data_access.cube import Cube
from data_access.own_cells import Coverage
from data_access.periods import is_running, previous
from data_access.places import stands
from data_access.queries import Figure, Question, figures
from data_access.reference import Reference
from data_access.selection import Selection
from data_access.term_days import lived
from data_access.unit_amounts import OfUnit, amounts_by_term, amounts_of_term, units_of, units_to_show
from locales import figure_text, term_text, text

# Words are written into frames and read out of them row by row, which Arrow's arrays make slow; none is computed with.
pd.options.mode.string_storage = "python"

# A share of fewer says nothing.
SMALL_BASE = 10
Written = tuple[int | None, str]


def ranking_frame(
    cube: Cube, question: Question, term: str, *, lang: str, chosen: Collection[str] = ()
) -> pd.DataFrame:
    """One term's units, the greatest first, those without a figure last.

    Columns: unit (id), label (short name), value (nullable whole number), text, previous and previous_text
    (of the term before), chosen (bool), missing (bool). A row is a unit that stood in the term or has a
    figure in it.
    """
    earlier = previous(term)
    now = amounts_of_term(cube, question, term)
    before = amounts_of_term(cube, question, earlier) if earlier else {}
    picked = frozenset(chosen)
    lines = []
    for unit in units_to_show(question, [term], now):
        value, written = _of_unit(now.get(unit), lang)
        then = _of_unit(before.get(unit), lang)
        lines.append((unit, label_of(question.reference, unit), value, written, *then, unit in picked, value is None))
    lines.sort(key=lambda line: -1 if line[2] is None else line[2], reverse=True)
    columns = ["unit", "label", "value", "text", "previous", "previous_text", "chosen", "missing"]
    return _framed(lines, columns, "value", "previous")


def heat_frame(
    cube: Cube,
    question: Question,
    terms: Sequence[str],
    *,
    lang: str,
    today: date,
    units: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Units by terms in official order, or some ``units`` in theirs.

    Columns: unit (id), label (short name), term (id), value (nullable whole number), text, state (value,
    missing, not_existing, running). A row is a unit and a term; a running term's figure keeps its value and
    text.
    """
    found = amounts_by_term(cube, question, terms)
    lines = []
    for unit in units_of(question, found) if units is None else units:
        for term in terms:
            value, written = _of_unit(found[term].get(unit), lang)
            running = "running" if is_running(lived(question.reference, term), today) else "value"
            absent = "missing" if stands(question.reference, unit, term) else "not_existing"
            state = running if value is not None else absent
            lines.append((unit, label_of(question.reference, unit), term, value, written, state))
    columns = ["unit", "label", "term", "value", "text", "state"]
    return _framed(lines, columns, "value")


def trend_frame(
    cube: Cube,
    question: Question,
    terms: Sequence[str],
    *,
    lang: str,
    today: date,
    known: Sequence[Figure] | None = None,
) -> pd.DataFrame:
    """The sum over the selection's units, term by term; ``known`` are these sums where they were asked for already.

    Columns: term (id), label (short), value (nullable whole number), text, running (bool), have and of
    (units that the sum is of; missing where it is of one unit). A row is a term asked for, with or without
    a figure.
    """
    if known is None:
        asked = _narrowed(question.selection, terms)
        known = figures(cube, question.reference, question.measure, asked, by=("term",))
    found = {each.term: each for each in known}
    lines = []
    for term in terms:
        value, written = _written(found.get(term), lang)
        coverage = found[term].coverage if term in found else None
        covered = (coverage.have, coverage.of) if coverage else (None, None)
        running = is_running(lived(question.reference, term), today)
        lines.append((term, term_text(term, lang, short=True), value, written, running, *covered))
    columns = ["term", "label", "value", "text", "running", "have", "of"]
    return _framed(lines, columns, "value", "have", "of")


def composition_frame(cube: Cube, question: Question, term: str, *, dimension: str, lang: str) -> pd.DataFrame:
    """What one term's sum is made of, the greatest first, other and unspecified last.

    Columns: code, label, value (whole number), text, share and previous_share (0 to 1, missing where none may be said:
    of a small or a bounded base). A row is a code that has a figure.
    """
    now = _by_code(cube, question, term, dimension)
    before = _by_code(cube, question, earlier, dimension) if (earlier := previous(term)) else {}
    base, base_before = _bearing_shares(now), _bearing_shares(before)
    lines = []
    for code, figure in now.items():
        share = figure.value / base if base else None
        share_before = before[code].value / base_before if base_before and code in before else None
        label = text(f"choices.{dimension}.{code}", lang)
        lines.append((code, label, figure.value, figure.amount.written(lang), share, share_before))
    last = {"other": 1, "several": 2, "unspecified": 3}
    lines.sort(key=lambda line: (last.get(line[0], 0), -line[2]))
    columns = ["code", "label", "value", "text", "share", "previous_share"]
    return _framed(lines, columns, "value").astype({"share": "Float64", "previous_share": "Float64"})


def label_of(reference: Reference, unit_id: str) -> str:
    """A unit's short name, with its type where another unit of the province is called the same."""
    known: dict[str, str] = reference.remembered.setdefault("labels", {})
    if unit_id not in known:
        known[unit_id] = _label(reference, unit_id)
    return known[unit_id]


def _label(reference: Reference, unit_id: str) -> str:
    unit = reference.units.get(unit_id)
    if unit is None:
        return unit_id
    siblings = reference.children(unit.province) if unit.province else []
    is_shared = any(each.short_name == unit.short_name and each.id != unit.id for each in siblings)
    return unit.name if is_shared else unit.short_name


def _by_code(cube: Cube, question: Question, term: str, dimension: str) -> dict[str, Figure]:
    asked = _narrowed(question.selection, [term])
    found = figures(cube, question.reference, question.measure, asked, by=("term", dimension))
    return {each.dims[dimension]: each for each in found}


def _bearing_shares(found: Mapping[str, Figure]) -> int | None:
    """What shares are of: not said of a small base, nor where a bound is in it."""
    base = sum(each.value for each in found.values())
    return base if base >= SMALL_BASE and not any(each.qualifier for each in found.values()) else None


def _narrowed(selection: Selection, terms: Sequence[str]) -> Selection:
    return replace(selection, terms=tuple(terms), term_kind=None)


def _written(figure: Figure | None, lang: str) -> Written:
    if figure is None:
        return None, ""
    covered = figure.coverage if figure.unit else None
    return figure.value, _said(figure.amount, lang, is_estimate=figure.is_estimate, covered=covered)


def _of_unit(found: OfUnit | None, lang: str) -> Written:
    if found is None:
        return None, ""
    if isinstance(found, int):
        return found, figure_text(found, lang)
    return found.amount.value, _said(found.amount, lang, is_estimate=found.is_estimate, covered=found.units)


def _said(amount: Amount, lang: str, *, is_estimate: bool, covered: Coverage | None) -> str:
    written = amount.written(lang)
    if is_estimate:
        written = text("measures.value.estimate", lang, value=written)
    # A former district of which some communes are silent: how many spoke stands beside the number.
    if covered and covered.have < covered.of:
        written = text("measures.value.partial", lang, value=written, have=covered.have, of=covered.of)
    return written


def _framed(lines: list[tuple[Any, ...]], columns: Sequence[str], *whole: str) -> pd.DataFrame:
    """A frame of these lines, some columns of which are ``whole`` numbers or nothing."""
    said = dict(zip(columns, zip(*lines, strict=True), strict=True)) if lines else dict.fromkeys(columns, ())
    return pd.DataFrame({name: _whole(values) if name in whole else values for name, values in said.items()})


def _whole(values: Sequence[int | None]) -> pd.arrays.IntegerArray:
    """Whole numbers, some of them not known. Pandas would look at each to find out what it is, and round great ones."""
    return pd.arrays.IntegerArray(
        np.array([0 if value is None else value for value in values], dtype=np.int64),
        np.array([value is None for value in values], dtype=bool),
    )
