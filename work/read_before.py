"""Read: what was read of an upload's files before a question about them was answered, so that the answer need not wait."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from intake.grids import Workbook

# Larger files are read again: what they hold would lie twice in memory for as long as somebody looks at them.
MOST_BYTES = 512 * 1024
_MOST_KEPT = 8 * 1024 * 1024


@dataclass
class ReadBefore:
    """One person's files as they were read."""

    kept: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def workbook(self, name: str, content: bytes, read: Callable[[], Workbook]) -> Workbook:
        """The sheets of a file; each time a copy of its own, as the reading takes some of them out."""
        if len(content) > MOST_BYTES:
            return read()
        key = _key(name, content)
        if key in self.kept:
            found: Workbook = pickle.loads(self.kept[key])  # our own, never out of this process
            return found
        workbook = read()
        packed = pickle.dumps(workbook, pickle.HIGHEST_PROTOCOL)
        if len(packed) <= _MOST_KEPT:
            self.kept[key] = packed
        return workbook

    def forget_others(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Let go what belongs to none of these files."""
        keys = {_key(name, content) for name, content in files if len(content) <= MOST_BYTES}
        self.kept = {key: packed for key, packed in self.kept.items() if key in keys}


def _key(name: str, content: bytes) -> tuple[str, str]:
    return name, sha256(content).hexdigest()
