"""Show: words from the data, made literal: Streamlit would read stars, colons and dollars in them as markup."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")


def literal(words: object) -> str:
    """A text that Markdown shows letter by letter, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(str(words).split()))
