"""Count: values that may be bounds: «trên 260» is 260 with ``>``, and a sum of bounds is a bound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from locales import figure_text, number, signed, text

_LOWER = (">", "≥")
_UPPER = ("<", "≤")
_MIRROR = {">": "<", "≥": "≤", "<": ">", "≤": "≥"}
_BELOW_ZERO = {">": "higher_than", "≥": "or_higher", "<": "lower_than", "≤": "or_lower"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A whole number and what is known about it: exact, or more, at least, less, at most, about."""

    value: int
    qualifier: str | None = None

    def __add__(self, other: Amount) -> Amount:
        """The sum: ``>260`` and 12 are ``>272``; a lower and an upper bound together are only an estimate."""
        return Amount(self.value + other.value, joined(self.qualifier, other.qualifier))

    def __sub__(self, other: Amount) -> Amount:
        """The difference: what is taken away bounds it from the other side."""
        if self.qualifier is None and other.qualifier is None:
            return Amount(self.value - other.value)
        return self + Amount(-other.value, _MIRROR.get(other.qualifier or "", other.qualifier))

    def written(self, lang: str) -> str:
        """The amount as screens and exports show it: ``>4.812``."""
        return figure_text(self.value, lang, qualifier=self.qualifier)

    def written_as_change(self, lang: str) -> str:
        """The amount as a change in a table: ``+181``, ``>+181``, ``−12``, «thấp hơn −12»."""
        if self.value < 0 and self.qualifier in _BELOW_ZERO:
            # A sign before a minus is read of the size of the fall, of which it says the contrary.
            words = f"measures.change.{_BELOW_ZERO[self.qualifier]}"
            return text(words, lang, value=number(self.value, lang))
        return signed(self.value, lang, qualifier=self.qualifier)

    @property
    def may_be_up_or_down(self) -> bool:
        """Whether a change bounded so may be a rise as well as a fall: more than −12, less than 12."""
        return self.value != 0 and self.qualifier in (_LOWER if self.value < 0 else _UPPER)

    def change_in_words(self, lang: str) -> str:
        """The amount as a change in a sentence: «tăng hơn 1.371», «giảm 12», «không đổi»."""
        if self.value == 0:
            key = {None: "unchanged", ">": "up_some", "≥": "not_down", "<": "down_some", "≤": "not_up"}
            return text(f"measures.change.{key.get(self.qualifier, 'nearly_unchanged')}", lang)
        direction = "up" if self.value > 0 else "down"
        # «Giảm hơn 160» is a difference below −160: the words bound the size, the sign is in the verb.
        qualifier = self.qualifier if self.value > 0 else _MIRROR.get(self.qualifier or "", self.qualifier)
        how = {None: "exactly", ">": "over", "≥": "at_least", "<": "under", "≤": "at_most", "≈": "about"}[qualifier]
        return text(f"measures.change.{direction}_{how}", lang, value=number(abs(self.value), lang))


ZERO = Amount(0)


def joined(one: str | None, other: str | None) -> str | None:
    """What is known of a sum of which both parts are known so."""
    if one is None or other is None or one == other:
        return one or other
    if one in _LOWER and other in _LOWER:
        return ">"
    if one in _UPPER and other in _UPPER:
        return "<"
    return "≈"


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum of amounts; nothing adds up to an exact zero."""
    value, qualifier = 0, None
    for amount in amounts:
        value += amount.value
        if amount.qualifier is not None:
            qualifier = joined(qualifier, amount.qualifier)
    return Amount(value, qualifier)


def agrees(reported: Amount, itemised: Amount) -> bool:
    """Whether lists hold what a report states; a bound that the other keeps is no disagreement, nor is the same bound."""
    if reported == itemised:
        return True
    if reported.qualifier is None:
        return _keeps(reported.value, itemised)
    return _keeps(itemised.value, reported)


def _keeps(value: int, bound: Amount) -> bool:
    holds = {
        None: value == bound.value,
        ">": value > bound.value,
        "≥": value >= bound.value,
        "<": value < bound.value,
        "≤": value <= bound.value,
    }
    return holds.get(bound.qualifier, False)
