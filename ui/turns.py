"""Show: the pages of one process take turns: it works on one at a time anyway, and who came first had better be done first."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

# A page that waits for a file to be read lets the others work meanwhile.
_WITHOUT_TURN = frozenset({"upload"})
# A page that has worked for so many seconds holds up the others no longer: the next one begins beside it.
_PATIENCE = 0.5


class _Waiting:
    """A page that waits: ``called`` opens when its turn comes."""

    def __init__(self) -> None:
        self.called = Lock()
        self.called.acquire()


class Turns:
    """A turn at a time, in the order in which pages ask for it."""

    def __init__(self, *, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._lock, self._asked, self._last = Lock(), 0, float("-inf")
        self._queue: deque[_Waiting] = deque()
        self._at_work: _Waiting | None = None
        self._began = 0.0

    def have_rested(self, seconds: float) -> bool:
        """Whether no page waits or runs, and none did for so long."""
        return not self._asked and time.monotonic() - self._last >= seconds

    @contextmanager
    def turn(self, page: str) -> Iterator[None]:
        """Wait until the pages that were asked for before are done or take too long; whatever happens, the next one follows."""
        mine = _Waiting()
        with self._lock:
            self._asked += 1
            if page not in _WITHOUT_TURN:
                self._queue.append(mine)
                self._call_next()
        try:
            if page not in _WITHOUT_TURN:
                self._wait(mine)
            yield
        finally:
            with self._lock:
                self._asked, self._last = self._asked - 1, time.monotonic()
                if self._at_work is mine:
                    self._at_work = None
                    self._call_next()

    def _wait(self, mine: _Waiting) -> None:
        while not mine.called.acquire(timeout=self._patience):
            with self._lock:
                self._call_next()

    def _call_next(self) -> None:
        """Under the lock: give the turn to who waits longest, where nobody has it or who has it takes too long."""
        overdue = time.monotonic() - self._began >= self._patience
        if self._queue and (self._at_work is None or overdue):
            self._at_work, self._began = self._queue.popleft(), time.monotonic()
            self._at_work.called.release()


turns = Turns()
