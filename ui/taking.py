"""Export: the one way to a download: who clicks is asked for the right to it at the click, and it is noted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ui.person import acting_behind, session_mark
from work import start
from work.taking import take_away


def taking(what: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What a download button calls once it is pressed; ``what`` is the name of the file.

    A page shows a dozen such buttons at every run, so nothing is asked of the database before one is pressed.
    """
    return partial(_take, session_mark(), what, make)


def _take(mark: str | None, what: str, make: Callable[[], bytes]) -> bytes:
    return take_away(start.database(), acting_behind(mark), what, make)
