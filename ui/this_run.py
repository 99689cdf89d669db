"""Show: what is asked again and again while one page runs and stays the same until its end, found out once a run."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

from work import start
from work.answers import answers

T = TypeVar("T")

# A run has a thread of its own; outside of one (a download, a part of a page that runs alone) nothing is kept.
_found: ContextVar[dict[str, Any] | None] = ContextVar("found_this_run", default=None)


def begin() -> None:
    """Another run begins in this thread: what the one before found out is forgotten."""
    _found.set({})


def once_a_run(find_out: Callable[[], T]) -> Callable[[], T]:
    """Something about the reader or the data that does not change while a page runs."""
    name = f"{find_out.__module__}.{find_out.__qualname__}"

    @wraps(find_out)
    def found() -> T:
        kept = _found.get()
        if kept is None:
            return find_out()
        if name not in kept:
            kept[name] = find_out()
        answer: T = kept[name]
        return answer

    return found


@once_a_run
def newest_version() -> int:
    """The newest data version when this run asked first."""
    return start.database().version()


def at_newest(key: tuple[Any, ...], make: Callable[[], T]) -> T:
    """Something that only an upload changes, worked out once a version."""
    answer: T = answers.get((start.database().url, newest_version(), *key), make)
    return answer


@once_a_run
def has_sample() -> bool:
    """Whether sample data is among what the pages show."""
    return at_newest(("has sample",), start.sample_banner)
