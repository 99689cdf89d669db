"""Count: from where to where a value may lie, so that what a bound leaves open is said to be open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data_access.bounds import Amount
from data_access.periods import period
from work.views import Figure


@dataclass(frozen=True)
class Range:
    """Whole numbers from ``lowest`` to ``highest``; None where there is no end."""

    lowest: int
    highest: int | None

    @property
    def is_exact(self) -> bool:
        """Whether only one number is left."""
        return self.lowest == self.highest

    def surely_at_least(self, value: float) -> bool:
        """Whether every number of it reaches a value."""
        return self.lowest >= value

    def surely_below(self, value: float) -> bool:
        """Whether no number of it reaches a value."""
        return self.highest is not None and self.highest < value


def range_of(amount: Amount) -> Range:
    """What an amount leaves possible; «about» leaves everything open."""
    value = amount.value
    return {
        None: Range(value, value),
        ">": Range(value + 1, None),
        "≥": Range(value, None),
        "<": Range(0, max(value - 1, 0)),
        "≤": Range(0, value),
    }.get(amount.qualifier, Range(0, None))


def known(figure: Figure, until: date) -> Amount:
    """A figure; at least so many where units, or years that were over on a day, are missing in it."""
    years = figure.years.missing if figure.years else ()
    past = [year for year in years if (period(year).ends or until) < until]
    lacks_units = figure.coverage is not None and bool(figure.coverage.missing)
    return at_least(figure.amount) if past or lacks_units else figure.amount


def at_least(amount: Amount) -> Amount:
    """The same as a lower bound."""
    return amount if amount.qualifier == ">" else amount + Amount(0, "≥")
