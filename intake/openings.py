"""Match: rows further down a sheet that may open another table: a cell that says STT, and words beside it."""

import re
from itertools import islice

from data_access.spelling import without_marks
from intake.layouts import NUMBERING_WORDS, View

_LONGEST_NUMBERING = 30
# What all words for a numbering begin with; a letter that is not ASCII may be a way of writing one of these.
_MAY_NUMBER = re.compile(r"[\W_]*(?:[sStT]|[^\x00-\x7f])")


def opens_a_table(view: View, row: int) -> bool:
    """Whether a row further down may open another table: it has a cell that says STT, and words beside it."""
    filled = (value for value in view.grid.rows[row - 1] if type(value) is str and value and not value.isspace())
    if len(texts := [*islice(filled, 3)]) < 3:
        return False
    keys = [_numbering_key(text) for text in texts]
    # «TT» further to the right is a word of an entry: a collective's.
    return keys[0] in NUMBERING_WORDS or any(key in NUMBERING_WORDS and key != "tt" for key in keys[1:])


def openings(view: View) -> list[int]:
    """All such rows of a sheet; each different text of a column is looked at once."""
    rows: set[int] = set()
    for column in view.columns:
        # A name is longer: of a hundred thousand of them the length is asked, and nothing else.
        short = (text for text in set(column) if type(text) is str and len(text.strip()) < _LONGEST_NUMBERING)
        if says := set(filter(_says_numbering, short)):
            rows.update(row for row, value in enumerate(column, 1) if value in says)
    return [row for row in sorted(rows) if opens_a_table(view, row)]


def _says_numbering(text: str) -> bool:
    return _MAY_NUMBER.match(text) is not None and _numbering_key(text) in NUMBERING_WORDS


def _numbering_key(text: str) -> str:
    return without_marks(text) if len(text.strip()) < _LONGEST_NUMBERING else ""
