"""Read, tested: the numbers of an office and the ways it writes them into a cell."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Amount:
    """A number, exact or a bound."""

    value: int
    qualifier: str | None = None


_BOUND_WORDS = {
    ">": ("trên {}", "hơn {}", "Trên {}", "> {}", ">{}"),
    "≥": ("≥ {}", "≥{}"),
    "<": ("gần {}", "dưới {}", "< {}"),
    "≈": ("khoảng {}", "Khoảng {}"),
}
_ZERO = ("0", "-", "–", "không", "KPS", "Không")


def added(amounts: Iterable[Amount | None]) -> Amount:
    """The sum as the office would write it below a column; an office uses one kind of bound throughout."""
    known = [amount for amount in amounts if amount is not None]
    qualifiers = {amount.qualifier for amount in known if amount.qualifier}
    assert len(qualifiers) <= 1
    return Amount(sum(amount.value for amount in known), qualifiers.pop() if qualifiers else None)


def with_dots(number: int) -> str:
    """2353 as 2.353."""
    return f"{number:,}".replace(",", ".")


def written(
    rng: Random, amount: Amount | None, *, texts: float, word: str = "", vague: bool = False
) -> int | float | str | None:
    """A cell's value for an amount: mostly a number, sometimes (``texts``) one of the spellings of a typist."""
    if amount is None and vague and rng.random() < 0.1:
        return rng.choice(("hàng trăm", "nhiều"))
    if amount is None:
        return rng.choice((None, None, None, "", " ")) if texts else None
    digits = with_dots(amount.value)
    if amount.qualifier:
        phrase = rng.choice(_BOUND_WORDS[amount.qualifier]).format(digits)
        return f"{phrase} {word}" if word and rng.random() < 0.2 else phrase
    if rng.random() >= texts:
        return float(amount.value) if rng.random() < 0.02 else amount.value
    if amount.value == 0:
        return rng.choice(_ZERO)
    choices = [digits, digits, f" {digits}", f"{digits} "]
    if amount.value < 10:
        choices += [f"0{amount.value}"] * 2
    if amount.value >= 1000:
        choices.append(f"{amount.value:,}")
    if word:
        choices += [f"{digits} {word}"] * 2
    return rng.choice(choices)
