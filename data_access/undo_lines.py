"""Commit: what taking an upload back would do: what it restores, what it keeps because of later uploads, what it cannot."""

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class UndoLine:
    """One thing that an undo would restore, keep or cannot restore.

    ``keys``: its natural keys, two where the upload gave it a code. ``later``: who changed it since.
    ``why``: a code, where it is impossible. ``stage`` and ``part`` (dimension and code) tell figures of one measure apart.
    """

    dataset: str
    keys: tuple[str, ...]
    unit: str = ""
    term: str | None = None
    name: str = ""
    later: int | None = None
    why: str = ""
    stage: str = ""
    part: tuple[str, str] = ("", "")


@dataclass
class UndoPlan:
    """What taking an upload back would do; ``unlink`` and ``link``: decisions about models to end and to make again."""

    upload: int
    restored: list[UndoLine] = field(default_factory=list)
    kept: list[UndoLine] = field(default_factory=list)
    impossible: list[UndoLine] = field(default_factory=list)
    remove: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    copy: dict[str, list[tuple[int, int | None]]] = field(default_factory=lambda: defaultdict(list))
    unlink: list[int] = field(default_factory=list)
    link: list[tuple[str, str, str]] = field(default_factory=list)
