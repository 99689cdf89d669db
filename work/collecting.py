"""Read to commit: no search for garbage while the rows of an import are made: all of them are needed until its end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_pausing = 0


@contextmanager
def no_collecting() -> Iterator[None]:
    """Pause the collector, which would look at every row again and again; it resumes when the last import is done."""
    global _pausing
    with _lock:
        was_on = gc.isenabled() or _pausing > 0
        _pausing += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _pausing -= 1
            if was_on and not _pausing:
                gc.enable()
