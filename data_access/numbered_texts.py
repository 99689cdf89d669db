"""Commit and show: which of a few texts stands in each row of a kept column, written as bytes in base64.

A hundred thousand numbers one by one would cost more than all else that is kept of a sheet.
"""

from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Sequence
from sys import byteorder


def written(numbers: Iterable[int], texts: int) -> str:
    """The numbers of so many texts, -1 where none stands, least byte first: two bytes each, four where they are many."""
    return b2a_base64(_least_first(array(_kind(texts), numbers)), newline=False).decode()


def numbers_of(said: str | list[int], texts: int) -> Sequence[int]:
    """What ``written`` wrote for so many texts; older copies list the numbers."""
    if isinstance(said, list):
        return said
    numbers = array(_kind(texts))
    numbers.frombytes(a2b_base64(said))
    return _least_first(numbers)


def _kind(texts: int) -> str:
    return "h" if texts < 1 << 15 else "i"


def _least_first(numbers: "array[int]") -> "array[int]":
    if byteorder == "big":
        numbers.byteswap()
    return numbers
