"""Show: text that came from a workbook, as literal text: no Markdown, no HTML, no icons in it."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~])")


def literal(value: object) -> str:
    """The value as Markdown that shows it letter by letter."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(value).split()))
