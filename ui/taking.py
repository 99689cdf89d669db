"""Export: the one way to a download: who clicks is asked for the right to it at the click, and it is noted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ui.person import acting
from work import start
from work.taking import take_away


def taking(what: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What a download button calls once it is pressed; ``what`` is the name of the file."""
    return partial(take_away, start.database(), acting(), what, make)
