"""Show: how an increase or a decrease is said: a word, a sign and an arrow; colour only comes fourth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data_access.bounds import Amount
from locales import term_text, text
from work.views import Comparison

# Within so much of what was before a change is no news.
NEUTRAL = 0.02


@dataclass(frozen=True)
class Delta:
    """A change as a card shows it: its words, colour and arrow, and the line under it."""

    words: str | None
    colour: Literal["blue", "orange", "gray"] = "gray"
    arrow: Literal["up", "down", "off"] = "off"
    against: str = ""


def delta(compared: Comparison | None, lang: str) -> Delta:
    """The change of a comparison in words; where none may be said, why not."""
    if compared is None:
        return Delta(None, against=text("pages.change.no_previous", lang))
    if compared.running:
        is_term = compared.term.startswith("party_term:")
        return Delta(None, against=text("pages.change.running" if is_term else "pages.change.running_part", lang))
    earlier = term_text(compared.previous, lang, short=True)
    if not compared.have:
        key = "none_alike" if compared.unlike else "none_in_both"
        return Delta(None, against=text(f"pages.change.{key}", lang, previous=earlier))
    covered = text("pages.change.units", lang, have=compared.have, of=compared.of)
    kind = "same_period" if compared.years else "previous" if compared.term.startswith("party_term:") else "before"
    against = text(f"pages.change.{kind}", lang, units=covered, previous=earlier)
    if compared.unlike:
        against += f" · {text('pages.change.unlike', lang, count=len(compared.unlike))}"
    return _said(compared.difference, compared.before, against, lang)


def _said(difference: Amount, before: Amount, against: str, lang: str) -> Delta:
    is_small = abs(difference.value) <= NEUTRAL * before.value
    if difference.qualifier is None and difference.value and is_small:
        return Delta(text("pages.change.nearly", lang, change=difference.written_as_change(lang)), against=against)
    words = difference.change_in_words(lang)
    if difference.may_be_up_or_down:
        return Delta(words, against=against)
    if difference.value > 0:
        return Delta(words, "blue", "up", against)
    if difference.value < 0:
        return Delta(words, "orange", "down", against)
    return Delta(words, against=against)
