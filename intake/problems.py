"""Match and validate: what is wrong with a person's data, as codes; the sentences stand in ``locales/problems.toml``."""

from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning", "notice"]


@dataclass(frozen=True)
class Problem:
    """One thing to tell about a sheet. ``cell`` is an Excel address; an ``error`` blocks the commit, questions included.

    ``params`` fill the sentence ``problems.<code>.message`` and its ``suggestion``; a value of a skipped row or of a
    column that is not taken never goes into them. ``question`` names what an answer would settle (``unit``, ``term``,
    ``count``) and ``answers`` the likeliest answers first. ``cells`` are all that it is about where they are several.
    """

    level: Level
    code: str
    cell: str | None = None
    params: dict[str, str | int] = field(default_factory=dict)
    question: str | None = None
    answers: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
