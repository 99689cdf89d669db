"""Ask: the answers that a marked copy brought, taken over as if they had just been given: shown, and free to take back."""

from __future__ import annotations

from typing import Any

from locales import number, term_text
from ui.state import language
from work import start
from work.copied_answers import brought_answers
from work.options import Options


def take_over(kept: Any, found: Options) -> None:
    """Add to an upload what its files brought; ``kept`` is the ``UploadFlow``."""
    for kind, key, value in brought_answers(kept.options(), found):
        getattr(kept, kind)[key] = value
        if kind != "corrections":
            kept.said[kind, key] = _words(kind, key, value)
    kept.not_kept |= set(found.not_kept)
    kept.asked_anew |= set(found.asked_anew)


def _words(kind: str, key: str, value: Any) -> str:
    if kind == "answers":
        return f"«{key}»: {start.reference().units[value].name}"
    _, sheet, *rest = f"{key}\n".split("\n")
    if kind == "counts":
        return f"{sheet} · {rest[0]}: {number(value, language())}"
    if kind == "units":
        return f"{sheet}: {start.reference().units[value].name}"
    if kind == "terms":
        return f"{sheet}: {term_text(value, language())}"
    return f"{sheet}: {str(value).partition(chr(10))[0]}"
