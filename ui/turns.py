"""Show: the pages of one process take turns: it works on one at a time anyway, and who came first had better be done first."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Semaphore

# A page that waits for a file to be read lets the others work meanwhile.
_WITHOUT_TURN = frozenset({"upload"})
# Whoever has waited so many seconds goes on beside the others: one page that takes long must not hold up all.
_PATIENCE = 0.5


class Turns:
    """A turn at a time, in the order in which pages ask for it."""

    def __init__(self, *, patience: float = _PATIENCE) -> None:
        self._patience, self._free = patience, Semaphore(1)
        self._lock, self._asked, self._last = Lock(), 0, float("-inf")

    def have_rested(self, seconds: float) -> bool:
        """Whether no page waits or runs, and none did for so long."""
        return not self._asked and time.monotonic() - self._last >= seconds

    @contextmanager
    def turn(self, page: str) -> Iterator[None]:
        """Wait until the pages that were asked for before are done, but not long; whatever happens, the next one follows."""
        with self._lock:
            self._asked += 1
        has_turn = page not in _WITHOUT_TURN and self._free.acquire(timeout=self._patience)
        try:
            yield
        finally:
            if has_turn:
                self._free.release()
            with self._lock:
                self._asked, self._last = self._asked - 1, time.monotonic()


turns = Turns()
