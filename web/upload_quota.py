"""Guard: how much one account may upload in a minute; the server holds uploads in memory until they are read."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

SPAN, MOST_FILES, MOST_BYTES = 60.0, 60, 200 * 1024 * 1024


@dataclass
class Upload:
    """One file on its way in, and how much of it has come."""

    begun: float
    size: int = 0


class UploadQuota:
    """The uploads of the last minute, by account."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._uploads: dict[str, list[Upload]] = {}

    def begin(self, account: str) -> Upload | None:
        """Count another file; None where there were too many files or bytes already."""
        now = self._clock()
        kept = {name: [each for each in known if each.begun > now - SPAN] for name, known in self._uploads.items()}
        self._uploads = {name: known for name, known in kept.items() if known}
        known = self._uploads.get(account, [])
        if len(known) >= MOST_FILES or sum(each.size for each in known) >= MOST_BYTES:
            return None
        self._uploads[account] = [*known, Upload(now)]
        return self._uploads[account][-1]
