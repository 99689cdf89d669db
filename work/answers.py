"""Count: what was worked out for one reader and is the same for the next, shared by all sessions of a process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock, RLock
from typing import Any

# One page asks some twenty questions; what it keeps about the whole country is half a megabyte.
_MOST_ANSWERS = 1800
# What is looked at now, what it was before the last upload, and one version of the past.
_MOST_VERSIONS = 3
_UNKNOWN = object()
_Version = tuple[Any, ...]


class Answers:
    """Answers by question, the database and the version first: a version never changes, so none goes stale.

    What makes room is the oldest answer about the version that nobody has asked about for longest.
    """

    def __init__(self, *, most: int = _MOST_ANSWERS) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[_Version, OrderedDict[tuple[Any, ...], Any]] = OrderedDict()
        self._under_way: dict[tuple[Any, ...], RLock] = {}

    def get(self, key: tuple[Any, ...], count: Callable[[], Any]) -> Any:
        """The answer to a question, worked out only the first time; who asks the same meanwhile waits for it."""
        found = self._known(key)
        if found is not _UNKNOWN:
            return found
        with self._lock:
            turn = self._under_way.setdefault(key, RLock())
        with turn:
            found = self._known(key)
            if found is _UNKNOWN:
                try:
                    found = count()
                    self._keep(key, found)
                finally:
                    with self._lock:
                        self._under_way.pop(key, None)
        return found

    def _known(self, key: tuple[Any, ...]) -> Any:
        with self._lock:
            own = self._of_version(key[:2])
            if key not in own:
                return _UNKNOWN
            own.move_to_end(key)
            return own[key]

    def _keep(self, key: tuple[Any, ...], found: Any) -> None:
        with self._lock:
            self._of_version(key[:2])[key] = found
            too_many = sum(map(len, self._kept.values())) - self._most
            for _ in range(too_many):
                oldest = next(own for own in self._kept.values() if own)
                oldest.popitem(last=False)

    def clear(self) -> None:
        """Forget all answers, as after a backup was restored: its versions may be others."""
        with self._lock:
            self._kept.clear()

    def _of_version(self, version: _Version) -> OrderedDict[tuple[Any, ...], Any]:
        own = self._kept.setdefault(version, OrderedDict())
        self._kept.move_to_end(version)
        while len(self._kept) > _MOST_VERSIONS:
            self._kept.popitem(last=False)
        return own


answers = Answers()
