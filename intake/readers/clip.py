"""Read, inside the worker: how a sheet shows its cells, cut to those it has (some hide a million rows)."""

from collections.abc import Iterable

from intake.grids import Merge, Refused
from intake.limits import DEFAULT


def clip_merges(merges: Iterable[Merge], last_row: int, last_column: int) -> list[Merge]:
    """The merges that lie on used cells, each cut to them; one that would keep a single cell is none.

    Refused where they cover more cells than any sheet may have: then they lie over each other, a great many times.
    """
    clipped = (
        (top, left, min(bottom, last_row), min(right, last_column))
        for top, left, bottom, right in merges
        if 1 <= top <= last_row and 1 <= left <= last_column
    )
    kept = [merge for merge in clipped if merge[:2] != merge[2:] and merge[0] <= merge[2] and merge[1] <= merge[3]]
    if sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in kept) > DEFAULT.cells:
        raise Refused("bomb")
    return kept


def clip_rows(numbers: Iterable[int], last: int) -> frozenset[int]:
    """The row or column numbers within the used cells."""
    return frozenset(number for number in numbers if 1 <= number <= last)


def clip_columns(widths: dict[int, float], last_column: int) -> dict[int, float]:
    """The widths of the used columns, in their order."""
    return {column: round(widths[column], 2) for column in sorted(widths) if 1 <= column <= last_column}
