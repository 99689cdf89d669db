"""Match: rows of a list that are plainly entries, told a column at a time: numbered, and named in words of their own."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from intake.bodies import ENTRY

# Two letters, which stay two letters however the text is written, and no Roman number.
_BEGINS = re.compile(rf"(?=[^\W\d_]{{2}})(?![IVX]{{2}}){ENTRY.pattern}")


def not_plainly_entries(columns: Sequence[Sequence[Any]], numbering: int, last_label: int) -> bytearray:
    """For each row 1 where only its own words and place tell what it is, 0 where ``Body`` calls it data at first sight."""
    doubtful = bytearray(type(value) is not int for value in columns[numbering - 1])
    nameless: Iterable[int] = range(len(doubtful))
    for values in columns[:last_label]:
        if str not in (kinds := set(map(type, values))):
            continue
        # The first text of a row is what it is called by.
        named = nameless if kinds == {str} else [at for at in nameless if type(values[at]) is str]
        nameless = () if kinds == {str} else [at for at in nameless if type(values[at]) is not str]
        for at in named:
            if _BEGINS.match(values[at]) is None:
                doubtful[at] = 1
    for at in nameless:
        doubtful[at] = 1
    return doubtful
