"""Validate: some thousand rows of a list by columns, and which of them have to be read one by one all the same."""

from collections.abc import Iterator, Sequence
from typing import Any

from intake.grids import Value
from intake.places import Time

# What is found out of a cell of which something is to be said: its row is read by itself.
LOUD: Any = object()


class Block:
    """Rows of a table by columns. ``loud``: for each row whether it has to be read by itself."""

    def __init__(self, first: int, columns: Sequence[tuple[Value, ...]], stop: int) -> None:
        self.first, self.size = first, stop - first
        self.raw: list[Sequence[Value]] = [column[first - 1 : stop - 1] for column in columns]
        self.loud = bytearray(self.size)
        self.fields: dict[str, list[Any]] = {}
        self.others: dict[str, list[str]] = {}  # the words that no code fits
        self.counts: dict[str, list[Any]] = {}  # value, bound, word, and whether the cell holds anything
        self.times: list[Time] = []

    def leave(self, values: list[Any]) -> None:
        """Leave the rows with a loud value to be read by themselves."""
        for at, value in enumerate(values):
            if value is LOUD:
                self.loud[at] = 1

    def stretches(self, first: int, stop: int) -> Iterator[tuple[int, int, bool]]:
        """The places from top to bottom: from, up to, and whether these rows can be read at once."""
        while first < stop:
            is_loud = self.loud[first]
            upto = self.loud.find(0 if is_loud else 1, first, stop)
            upto = stop if upto < 0 else upto
            yield first, upto, not is_loud
            first = upto
