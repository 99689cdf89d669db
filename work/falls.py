"""Count: which units fell from one term to another, in a sentence; those whose direction a bound leaves open are left out."""

from __future__ import annotations

from collections.abc import Sequence

from data_access.bounds import Amount
from data_access.measures import Measure
from data_access.periods import in_order
from locales import term_in_sentence
from reports.sentences import Sentence, falls_sentence
from work.compare import Side
from work.views import View, kept


def falls(view: View, side: Side, terms: tuple[str, str], lang: str) -> Sentence | None:
    """Who fell in the later of two terms, the greatest fall first; None where the two may not be compared."""
    if side.why or in_order(terms)[-1] != terms[0] or terms[0] == terms[1]:
        return None
    return _said(view, [(each.place, each.difference) for each in side.lines], terms[1], lang)


@kept
def falls_since_previous(view: View, measure: Measure, lang: str) -> Sentence | None:
    """Who fell since the term before the one in the foreground; None where the two may not be compared."""
    change = view.change(measure)
    if change is None or change.running:
        return None
    return _said(view, [(each.unit, each.difference) for each in change.changes], change.previous, lang)


def falls_told(page: str, view: View, measure: Measure, lang: str) -> Sentence | None:
    """The same as a page says it, wherever it is shown; None of pages that leave it to their charts."""
    return falls_since_previous(view, measure, lang) if page == "overview" and view.term is not None else None


def _said(view: View, differences: Sequence[tuple[str, Amount | None]], earlier: str, lang: str) -> Sentence | None:
    decided = [
        (place, change, fell)
        for place, change in differences
        if change is not None and (fell := _fell(change)) is not None
    ]
    if not decided:
        return None
    fallen = sorted(
        ((view.name(place), change) for place, change, fell in decided if fell), key=lambda each: each[1].value
    )
    return falls_sentence(term_in_sentence(earlier, lang), fallen, len(decided), lang)


def _fell(change: Amount) -> bool | None:
    """Whether a change is a fall; None where its bound leaves that open."""
    if change.qualifier is None:
        return change.value < 0
    if change.qualifier in (">", "≥"):
        return False if change.value >= 0 else None
    if change.qualifier in ("<", "≤"):
        return True if change.value < 0 or (change.value == 0 and change.qualifier == "<") else None
    return None
