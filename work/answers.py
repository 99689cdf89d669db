"""Count: what was worked out for one reader and is the same for the next, shared by all sessions of a process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

# One page asks some forty questions; an answer about the whole country is a megabyte or two.
_MOST_ANSWERS = 200


class Answers:
    """Answers by question and version: a version never changes, so none goes stale; the oldest make room."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()

    def get(self, key: tuple[Any, ...], count: Callable[[], Any]) -> Any:
        """The answer to a question, worked out only the first time."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = count()
        with self._lock:
            self._kept[key] = found
            if len(self._kept) > _MOST_ANSWERS:
                self._kept.popitem(last=False)
        return found

    def clear(self) -> None:
        """Forget all answers, as after a backup was restored: its versions may be others."""
        with self._lock:
            self._kept.clear()


answers = Answers()
