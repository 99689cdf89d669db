"""Export: how the width of a page is shared among the columns of a table."""

from __future__ import annotations

from reports.report_content import Grid

NARROWEST, WIDEST = 3, 40  # letters
SHORT_HEAD = 9  # letters of a head that stay on one line
AROUND = 3  # letters of room that a cell's edges take
LEAST = 0.3  # of the page that words keep, however many numbers there are


def column_widths(grid: Grid, room: float, letter: float) -> list[float]:
    """The width of each column, together the room; ``letter`` is the width of one. Where it is tight, words wrap."""
    numbers = number_columns(grid)
    needs = [_need(grid, place) * letter for place in range(len(grid.heads))]
    fixed = sum(need for need, is_number in zip(needs, numbers, strict=True) if is_number)
    if sum(needs) <= room or fixed > room * (1 - LEAST):
        return [room * need / sum(needs) for need in needs]
    # What must not break: numbers and single words; the rest is shared.
    least = [
        need if is_number else min(need, (_longest_word(grid, place) + AROUND) * letter)
        for place, (need, is_number) in enumerate(zip(needs, numbers, strict=True))
    ]
    more = [need - small for need, small in zip(needs, least, strict=True)]
    share = max(room - sum(least), 0.0) / (sum(more) or 1.0)
    given = [small + extra * share for small, extra in zip(least, more, strict=True)]
    return [room * width / sum(given) for width in given]


def _need(grid: Grid, place: int) -> int:
    longest_word = max((len(word) for word in grid.heads[place].split()), default=0)
    longest = max((len(row[place]) for row in grid.rows), default=0)
    head = max(longest_word, min(len(grid.heads[place]), SHORT_HEAD))
    return min(max(longest, head, NARROWEST), WIDEST) + AROUND


def _longest_word(grid: Grid, place: int) -> int:
    cells = (grid.heads[place], *(row[place] for row in grid.rows))
    return max((len(word) for cell in cells for word in cell.split()), default=0)


def number_columns(grid: Grid) -> list[bool]:
    """Which columns hold numbers, and so stand on the right; the first never does."""
    return [place > 0 and not _is_wordy([row[place] for row in grid.rows]) for place in range(len(grid.heads))]


def _is_wordy(cells: list[str]) -> bool:
    said = [cell for cell in cells if cell]
    return sum(any(letter.isalpha() for letter in cell) for cell in said) * 2 > len(said)
