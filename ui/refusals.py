"""Show: why something was not done, as a sentence: rights, locked terms, what cannot be, or the database."""

from __future__ import annotations

from data_access.errors import Impossible, NotAllowed, StorageError, TermLocked
from ui.plain import literal
from ui.state import language
from ui.text import t
from work.locks import locked_sentence
from work.office import impossible_words


def refusal(error: StorageError) -> str:
    """The sentence, in the reader's language; nothing was changed."""
    if isinstance(error, Impossible):
        return literal(impossible_words(error, language()))
    if isinstance(error, TermLocked):
        return locked_sentence(error, language())
    if isinstance(error, NotAllowed):
        return t(error.key)
    return t(f"commands.storage.{type(error).__name__}")
