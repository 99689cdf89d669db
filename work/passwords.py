"""Guard: passwords: hashed with Argon2id, a few at a time, and refused where they are easy to guess.

They are put into NFC before hashing: Vietnamese letters are typed as one or as two characters, depending on the
machine. Nothing else is changed, no kinds of characters are demanded, and nobody has to change one without a reason.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from data_access.spelling import without_marks

SHORTEST, LONGEST = 12, 128
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
# Each verification takes 19 MiB and a tenth of a second of one processor; a flood of them must not take the machine.
_AT_ONCE = BoundedSemaphore(3)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_NOT_A_LETTER = re.compile(r"[^a-z]+")
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890123456789", "qazwsxedc")
_FEWEST_DIFFERENT, _MOST_WORDS = 5, 3

# What people choose most often, in Vietnamese offices and everywhere, written without marks, digits and signs: a
# password of nothing but up to three of these words, whatever digits stand between them, is refused.
_FREQUENT = frozenset((Path(__file__).parent / "frequent_passwords.txt").read_text(encoding="ascii").split())


class WeakPassword(ValueError):
    """A password that is not accepted; ``reason`` is short, long, simple, frequent or names."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def hash_password(password: str) -> str:
    """What is stored of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_same_letters(password))


def is_right(stored: str, password: str) -> bool:
    """Whether a password is the stored one; without a stored one it takes as long and is wrong."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(stored or _nobodys(), _same_letters(password[: LONGEST * 4])) and bool(stored)
        except (Argon2Error, InvalidHashError):
            return False


def new_one_time_password() -> str:
    """A random password that its owner has to change, in groups that can be read out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def refuse_weak(password: str, *, names: Iterable[str] = ()) -> None:
    """Raise WeakPassword where a password is too short, too long, or nothing but frequent words and these names."""
    same = _same_letters(password)
    if len(same) < SHORTEST:
        raise WeakPassword("short")
    if len(same) > LONGEST:
        raise WeakPassword("long")
    folded = without_marks(same).lower()
    letters = _NOT_A_LETTER.sub("", folded)
    solid = re.sub(r"[\W_]+", "", folded)
    if len(set(solid)) < _FEWEST_DIFFERENT or not letters or any(_runs_along(solid, run) for run in _RUNS):
        raise WeakPassword("simple")
    if _fewest_words(letters, _FREQUENT) <= _MOST_WORDS:
        raise WeakPassword("frequent")
    own = {_NOT_A_LETTER.sub("", without_marks(name).lower()) for name in names} - {""}
    if _fewest_words(letters, _FREQUENT | own) <= _MOST_WORDS:
        raise WeakPassword("names")


def _same_letters(password: str) -> str:
    return unicodedata.normalize("NFC", password)


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_hex(16))


def _runs_along(solid: str, run: str) -> bool:
    """Whether most of a password is one run along the alphabet, the digits or a row of keys, in either direction."""
    longest = 0
    for line in (run, run[::-1]):
        for start in range(len(solid)):
            end = start + longest + 1
            while end <= len(solid) and solid[start:end] in line:
                longest, end = end - start, end + 1
    return longest * 4 >= len(solid) * 3


def _fewest_words(letters: str, words: frozenset[str] | set[str]) -> int:
    """How many of these words make up the letters; far too many where they do not."""
    longest = max(map(len, words))
    best = [0] + [99] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - longest), end):
            if best[start] < best[end] - 1 and letters[start:end] in words:
                best[end] = best[start] + 1
    return best[-1]
