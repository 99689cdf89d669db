"""Count: which units fell from one term to another, in a sentence; those whose direction a bound leaves open are left out."""

from __future__ import annotations

from data_access.bounds import Amount
from data_access.measures import Measure
from data_access.periods import in_order
from locales import term_text, text
from reports.sentences import Sentence, falls_sentence
from work.compare import Side, terms_compared
from work.views import View


def falls(view: View, side: Side, terms: tuple[str, str], lang: str) -> Sentence | None:
    """Who fell in the later of two terms, the greatest fall first; None where the two may not be compared."""
    if side.why or in_order(terms)[-1] != terms[0] or terms[0] == terms[1]:
        return None
    known = [(view.name(each.place), each.difference) for each in side.lines if each.difference is not None]
    decided = [(name, change, fell) for name, change in known if (fell := _fell(change)) is not None]
    if not decided:
        return None
    fallen = sorted(((name, change) for name, change, fell in decided if fell), key=lambda each: each[1].value)
    earlier = term_text(terms[1], lang, short=True)
    if terms[1].startswith("party_term:"):
        earlier = text("pages.term.party", lang, term=earlier)
    return falls_sentence(earlier, fallen, len(decided), lang)


def falls_since_previous(view: View, measure: Measure, lang: str) -> Sentence | None:
    """Who fell since the term before the one in the foreground."""
    if view.term is None or view.previous is None:
        return None
    terms = (view.term, view.previous)
    return falls(view, terms_compared(view, measure, terms), terms, lang)


def _fell(change: Amount) -> bool | None:
    """Whether a change is a fall; None where its bound leaves that open."""
    if change.qualifier is None:
        return change.value < 0
    if change.qualifier in (">", "≥"):
        return False if change.value >= 0 else None
    if change.qualifier in ("<", "≤"):
        return True if change.value < 0 or (change.value == 0 and change.qualifier == "<") else None
    return None
