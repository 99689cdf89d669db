"""The command line's sentences, and how one command refuses."""

import json
from typing import Any

from locales import text
from settings import language

__all__ = ["Refusal", "language", "print_json", "say"]


def say(key: str, **params: Any) -> str:
    """A sentence of the command line."""
    return text(f"commands.{key}", language(), **params)


class Refusal(Exception):
    """Why a command was not carried out, as the sentence to print; ``exit_code`` 1 or 2."""

    def __init__(self, key: str, *, exit_code: int = 2, **params: Any) -> None:
        super().__init__(say(key, **params))
        self.exit_code = exit_code


def print_json(value: Any) -> None:
    """One JSON value on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))
