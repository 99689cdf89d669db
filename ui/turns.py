"""Show: the pages of one process take turns: it works on one at a time anyway, and who came first had better be done first."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore

# A page that waits for a file to be read lets the others work meanwhile.
_WITHOUT_TURN = frozenset({"upload"})
# Whoever has waited so many seconds goes on beside the others: one page that takes long must not hold up all.
_PATIENCE = 0.5


class Turns:
    """A turn at a time, in the order in which pages ask for it."""

    def __init__(self, *, patience: float = _PATIENCE) -> None:
        self._patience, self._free = patience, Semaphore(1)
        self._last = float("-inf")

    @property
    def quiet_for(self) -> float:
        """Seconds since a page was last asked for or done."""
        return time.monotonic() - self._last

    @contextmanager
    def turn(self, page: str) -> Iterator[None]:
        """Wait until the pages that were asked for before are done, but not long; whatever happens, the next one follows."""
        self._last = time.monotonic()
        has_turn = page not in _WITHOUT_TURN and self._free.acquire(timeout=self._patience)
        try:
            yield
        finally:
            self._last = time.monotonic()
            if has_turn:
                self._free.release()


turns = Turns()
