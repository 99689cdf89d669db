"""The command line's sentences, and how one command refuses."""

import json
import sys
from io import TextIOWrapper
from typing import Any

from data_access.errors import Impossible, NotAllowed, StorageError, TermLocked
from locales import text
from settings import language

__all__ = ["Refusal", "language", "print_json", "say", "speak_utf8", "storage_words", "writable"]


def say(key: str, **params: Any) -> str:
    """A sentence of the command line."""
    return text(f"commands.{key}", language(), **params)


def speak_utf8() -> None:
    """Vietnamese on every machine: a pipe on Windows, or a server without a language, could not write it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def writable(word: str) -> str:
    """A word of the command line as it can be stored: bytes that are no text become question marks."""
    return word.encode(errors="replace").decode()


class Refusal(Exception):
    """Why a command was not carried out, as the sentence to print; ``exit_code`` 1 or 2."""

    def __init__(self, key: str, *, exit_code: int = 2, **params: Any) -> None:
        super().__init__(say(key, **params))
        self.exit_code = exit_code


def storage_words(error: StorageError) -> str:
    """What the database could not do, or what locked terms and lists forbid, as the sentence to print."""
    if isinstance(error, TermLocked):
        from work.locks import locked_sentence

        return locked_sentence(error, language())
    if isinstance(error, Impossible):
        from work.office import impossible_words

        return impossible_words(error, language())
    if isinstance(error, NotAllowed):
        return text(error.key, language())
    return say(f"storage.{type(error).__name__}", detail=str(error))


def print_json(value: Any) -> None:
    """One JSON value on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))
