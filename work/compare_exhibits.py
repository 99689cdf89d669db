"""Draw: a comparison in words and as a chart: the table of measures, and both figures of each unit or term on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data_access.bounds import Amount
from data_access.frames import label_of
from data_access.queries import Figure
from locales import term_text, text
from reports import charts
from reports.exhibits import Exhibit
from work.card_words import figure_words
from work.compare import Side
from work.views import View

MOST_LINES = 30


@dataclass(frozen=True)
class Names:
    """What the two sides are called, and where each line of both leads: a unit in two terms, or two units in a term."""

    a: str
    b: str
    places: tuple[str, str]
    are_terms: bool


def names_of_terms(terms: tuple[str, str], lang: str) -> Names:
    """Two terms as the sides."""
    a, b = (term_text(term, lang, short=True) for term in terms)
    return Names(a, b, terms, are_terms=True)


def names_of_units(view: View, units: tuple[str, str]) -> Names:
    """Two units as the sides."""
    return Names(view.name(units[0]), view.name(units[1]), units, are_terms=False)


def summary(view: View, sides: Sequence[Side], names: Names, lang: str) -> pd.DataFrame:
    """A row a measure. Columns: measure, a, b, change (in words), remark (over what, or why not)."""
    lines = [
        (
            text(side.measure.label_key, lang),
            _of_side(side.a, lang),
            _of_side(side.b, lang),
            change_words(side, names, lang),
            _lacking(view, side, lang) or remark(side, names, lang),
        )
        for side in sides
    ]
    return pd.DataFrame(lines, columns=["measure", "a", "b", "change", "remark"])


def _lacking(view: View, side: Side, lang: str) -> str:
    lacking = view.lacks(side.measure)
    if not lacking:
        return ""
    return text("pages.card.not_split", lang, dimension=text(f"choices.dimension.{lacking[0]}", lang).lower())


def change_words(side: Side, names: Names, lang: str) -> str:
    """The difference as it may be said: over time an increase or a decrease, between units by how much they differ."""
    difference = side.difference
    if difference is None:
        return ""
    return difference.change_in_words(lang) if names.are_terms else _more(difference, lang)


def remark(side: Side, names: Names, lang: str) -> str:
    """Over what a difference is said and what stands apart; or why there is none."""
    if side.why:
        key = "running_units" if side.why == "running" and not names.are_terms else side.why
        return text(f"compare.why.{key}", lang, a=names.a, b=names.b)
    if not names.are_terms:
        return ""
    before, after = side.matched_b.written(lang), side.matched_a.written(lang)
    said = [text("compare.matched", lang, have=side.have, of=side.of, a=after, b=before)]
    if side.years:
        years = ", ".join(term_text(year, lang, short=True) for year in side.years)
        said.insert(0, text("compare.elapsed", lang, years=years))
    if side.apart:
        said.append(text("compare.apart", lang, count=len(side.apart)))
    return " ".join(said)


def dumbbell(view: View, side: Side, names: Names, *, key: str, lang: str) -> Exhibit:
    """Both figures of each unit (or of each term) as two marks on one scale, the difference on the right."""
    frame = _frame(view, side, names, lang)
    shown, left_out = _cut(frame)
    what = "units" if names.are_terms else "terms"
    columns = {
        "label": text(f"compare.head.{'unit' if names.are_terms else 'term'}", lang),
        "a_text": names.a,
        "b_text": names.b,
        "change": text("compare.head.change", lang),
        "remark": text("compare.head.remark", lang),
    }
    marks = text("compare.dumbbell.marks", lang, a=names.a, b=names.b)
    measure = text(side.measure.short_label_key, lang)
    return Exhibit(
        key=key,
        shape="dumbbell",
        measure=side.measure,
        title=text(f"compare.dumbbell.{what}", lang, measure=measure),
        caption=f"{marks} {text('compare.dumbbell.right', lang)}",
        frame=frame,
        columns=columns,
        chart=shown,
        draw=lambda look: charts.dumbbell(shown, theme=look, lang=lang),
        note=text("compare.dumbbell.cut", lang, shown=MOST_LINES, left_out=left_out) if left_out else "",
        marks=marks,
        sides=(names.a, names.b),
        has_sides=True,
        behind=lambda mark: view.at(mark[1], units=(mark[0],), province=None),
    )


def _frame(view: View, side: Side, names: Names, lang: str) -> pd.DataFrame:
    """Columns: as ``charts.dumbbell`` wants them, text (of the whole line), remark. A row a unit or a term."""
    lines = []
    for line in side.lines if names.are_terms else side.lines[::-1]:
        label = label_of(view.reference, line.place) if names.are_terms else term_text(line.place, lang, short=True)
        a, b = (_written(amount, lang) for amount in (line.a, line.b))
        keys = [(line.place, place) if names.are_terms else (place, line.place) for place in names.places]
        change = line.difference.written_as_change(lang) if line.difference else ""
        why = text(f"compare.line.{line.why}", lang) if line.why else ""
        said = text("compare.line.said", lang, a=a or "–", b=b or "–", change=change or why)
        lines.append((*keys, label, _value(line.a), a, _value(line.b), b, change, why, said))
    columns = ["a_key", "b_key", "label", "a", "a_text", "b", "b_text", "change", "remark", "text"]
    frame = pd.DataFrame(lines, columns=columns).astype({"a": "Int64", "b": "Int64"})
    if not names.are_terms or frame.empty:
        return frame
    return frame.sort_values("a", ascending=False, na_position="last", kind="stable").reset_index(drop=True)


def _cut(frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """At most thirty lines: of more those that differ most, in their order."""
    if len(frame) <= MOST_LINES:
        return frame, 0
    gap = (frame["a"] - frame["b"]).abs()
    kept = gap.fillna(-1).sort_values(ascending=False, kind="stable").index[:MOST_LINES]
    return frame.loc[sorted(kept)].reset_index(drop=True), len(frame) - MOST_LINES


def _of_side(figure: Figure | None, lang: str) -> str:
    if figure is None:
        return ""
    said = figure_words(figure, lang)
    if figure.coverage and figure.coverage.have < figure.coverage.of:
        said = text("compare.covered", lang, value=said, have=figure.coverage.have, of=figure.coverage.of)
    return said


def _more(difference: Amount, lang: str) -> str:
    key = "equal" if difference == Amount(0) else "difference"
    return text(f"compare.units.{key}", lang, change=difference.written_as_change(lang))


def _written(amount: Amount | None, lang: str) -> str:
    return "" if amount is None else amount.written(lang)


def _value(amount: Amount | None) -> int | None:
    return None if amount is None else amount.value
