"""Count: what views asked of a cube, kept for the views after them as long as there is room; the oldest goes first."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

# So many answers are some twenty megabytes: what a page asks about the whole country.
_MOST_ANSWERS = 40_000


class Sized(Protocol):
    """Something that knows how many answers it holds."""

    @property
    def size(self) -> int:
        """How many answers are held."""

    def carried_to(self, cube: Any) -> Any:
        """The same about a cube that the one it is about became, with the answers that hold there, too."""


S = TypeVar("S", bound=Sized)


def carried(asked: dict[Any, Any], cube: Any) -> dict[Any, Any]:
    """What was asked of a cube, as far as it holds of the one that it became."""
    return {key: each.carried_to(cube) for key, each in asked.copy().items()}


def asked_before(asked: dict[Any, Any], key: Hashable, make: Callable[[], S]) -> S:
    """What was asked under a key before, or else is made, as the newest; others go while all hold too much."""
    found: S = asked.pop(key, None) or make()
    asked[key] = found
    kept = list(asked.items())
    size = sum(1 + each.size for _, each in kept)
    for oldest, each in kept[:-1]:
        if size <= _MOST_ANSWERS:
            break
        size -= 1 + each.size
        asked.pop(oldest, None)
    return found
