"""Match: where the first table of a sheet begins, where each ends, and which one follows it."""

from bisect import bisect_left
from collections.abc import Callable

from intake.headers import Match, match_headers
from intake.layouts import View, band_at, header_candidates


def first_table(view: View) -> Match | None:
    """The first header of a sheet, or nothing where none fits a dataset."""
    best: Match | None = None
    for band in header_candidates(view):
        if best is not None and band.first_row > best.band.last_row + 1:
            break
        if best is not None and _heads_its_columns(view, best):
            break  # the rest of its rows are the lower levels of one header
        match = match_headers(view, band)
        if match is not None and (best is None or match.score > best.score):
            best = match
    return best


def _heads_its_columns(view: View, match: Match) -> bool:
    """Whether the first row of a header of several rows holds the heads of columns, so that it is no title."""
    band = match.band
    if len(band.rows) == 1:
        return False
    held = [column for column in match.taken if view.holds(band.first_row, column)]
    return len(held) > 1 or any((band.first_row, c, band.last_row, c) in view.merges_in(band.first_row) for c in held)


def next_table(
    view: View, match: Match, opening: list[int], is_another: Callable[[int], bool]
) -> tuple[int, Match | None]:
    """Where the table ends and the one that follows it, if another header opens further down.

    ``is_another``: whether the same header belongs to another table in this row.
    """
    repeated = 0  # the lower rows of a header that stands again open no table
    for row in opening[bisect_left(opening, match.band.body) :]:
        band = band_at(view, row) if row > repeated else None
        found = match_headers(view, band) if band else None
        if found is not None and (not _same_header(found, match) or is_another(row)):
            return row, found
        repeated = found.band.last_row if found else repeated
    return view.height + 1, None


def _same_header(one: Match, other: Match) -> bool:
    """Whether a header stands again on the next printed page; a legend beside one of them makes no difference."""
    here, there = one.band.paths, other.band.paths
    return one.taken == other.taken and all(here[column] == there[column] for column in here.keys() & there.keys())
