"""Show: sentences in the language of the person who looks."""

from __future__ import annotations

from locales import text
from ui.state import language


def t(key: str, /, **params: object) -> str:
    """The text of a key in the current language."""
    return text(key, language(), **params)
