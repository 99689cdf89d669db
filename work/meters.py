"""Beside every step: what this process counts and times of itself; only numbers, never who or what."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
Labels = tuple[tuple[str, str], ...]
P = ParamSpec("P")
T = TypeVar("T")


class Meters:
    """Counters and durations by name and labels. Labels come from closed lists, so that there are never many."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: dict[tuple[str, Labels], float] = {}
        self._durations: dict[tuple[str, Labels], list[float]] = {}

    def count(self, name: str, by: float = 1, /, **labels: str) -> None:
        """Add to a counter, or to a gauge that goes up and down."""
        key = name, tuple(sorted(labels.items()))
        with self._lock:
            self._counts[key] = self._counts.get(key, 0) + by

    def observe(self, name: str, seconds: float, /, **labels: str) -> None:
        """Add a duration: one more within each bound that it keeps, one more in all, and its seconds."""
        key = name, tuple(sorted(labels.items()))
        with self._lock:
            kept = self._durations.setdefault(key, [0.0] * (len(BOUNDS) + 2))
            for place, bound in enumerate(BOUNDS):
                kept[place] += seconds <= bound
            kept[-2] += 1
            kept[-1] += seconds

    @contextmanager
    def timed(self, name: str, /, **labels: str) -> Iterator[None]:
        """Time what happens inside, however it ends."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.observe(name, time.perf_counter() - began, **labels)

    def read(self) -> tuple[dict[tuple[str, Labels], float], dict[tuple[str, Labels], list[float]]]:
        """Copies of all counters, and of all durations: within each bound, in all, and their seconds."""
        with self._lock:
            return dict(self._counts), {key: list(kept) for key, kept in self._durations.items()}


meters = Meters()


def timed(name: str, /, **labels: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Time every call of a function."""

    def timing(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def calling(*args: P.args, **kwargs: P.kwargs) -> T:
            with meters.timed(name, **labels):
                return function(*args, **kwargs)

        return calling

    return timing
