"""Read: one column of a block on its way from the worker to the server, as few and as small pieces of JSON as it can be.

What a column said before travels as its number; whole numbers and days travel as bytes in base64.
"""

import re
from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from math import isfinite
from typing import Any

from intake.grids import CellError, NotCalculated, Value

# Control characters and lone halves of pairs: no office writes them, and no database or workbook takes them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LARGEST_WHOLE = 1e15
# Numbering pays where a block says few things that its column has not said before.
_WORTH_NUMBERING = 4
_MOST_NUMBERED = 1 << 16
_NUMBERS, _WHOLES = "H", "i"
# Texts, days and blanks are never equal to a cell of another kind.
_UNLIKE_OTHERS = frozenset((str, date, type(None)))

Special = tuple[str, str]
Packed = dict[str, Any]


def clean_text(text: str) -> str:
    """The text without the characters that nothing can store."""
    return _UNWRITABLE.sub("", text) if _UNWRITABLE.search(text) else text


def _number(value: float) -> float | int | Special:
    if not isfinite(value):
        return ("error", "#NUM!")
    return int(value) if value.is_integer() and abs(value) < _LARGEST_WHOLE else value


def _moment(value: datetime) -> Special:
    return ("datetime", value.isoformat()) if value.time() != time() else ("date", value.date().isoformat())


def _duration(value: timedelta) -> float | int | Special:
    return _number(value / timedelta(days=1))


_ENCODE: dict[type, Callable[[Any], Any]] = {
    str: lambda value: clean_text(value) or None,
    float: _number,
    datetime: _moment,
    date: lambda value: ("date", value.isoformat()),
    time: lambda value: ("time", value.isoformat()),
    timedelta: _duration,
    CellError: lambda value: ("error", clean_text(value.code)),
    NotCalculated: lambda value: ("uncalculated", ""),
}
_DECODE: dict[str, Callable[[str], Value]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "error": CellError,
    "uncalculated": lambda text: NotCalculated(),
}


class TooLong(Exception):
    """A text that is longer than allowed stands so many cells below the first one."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class _Numbers(dict[Any, int]):
    """The numbers of what a column said; a kind of cell that equals only its like is numbered when it is looked up."""

    most = 0

    def __missing__(self, value: Any) -> int:
        if type(value) not in _UNLIKE_OTHERS or len(self) >= self.most:
            raise KeyError
        number = self[value] = len(self)
        return number


class ColumnWriter:
    """Packs one column of a sheet block by block; it remembers what the column said, for a limited number of things."""

    def __init__(self, text_length: int) -> None:
        self._text_length = text_length
        self._numbers = _Numbers()
        self._says_numbers = False

    def pack(self, column: tuple[Any, ...]) -> Packed:
        """The next cells of the column, as ``ColumnReader`` takes them; TooLong where a text is."""
        if not self._says_numbers and (numbered := self._numbered_at_once(column)) is not None:
            return numbered
        kinds = set(map(type, column))
        # Most columns hold one kind of cell; asking the whole column is several times faster than each cell.
        if kinds == {float} and (wholes := _wholes(column)) is not None:
            return {"wholes": wholes}
        # True equals 1, so a column of both cannot be told apart by what it said before.
        if bool not in kinds and (numbered := self._numbered(column, kinds)) is not None:
            return numbered
        self._check_length(column, column, kinds)
        if kinds == {str} and (together := "".join(column)).isprintable() and together:
            return {"lines": "\n".join(column)}
        if kinds == {date}:
            return {"days": _bytes(_WHOLES, map(date.toordinal, column))}
        return _one_by_one(column)

    def _numbered_at_once(self, column: tuple[Any, ...]) -> Packed | None:
        """The column by numbers, each cell looked at once: only where numbers and truths neither stand nor stood."""
        numbers, known = self._numbers, len(self._numbers)
        numbers.most = min(known + len(column) // _WORTH_NUMBERING, _MOST_NUMBERED)
        try:
            at = array(_NUMBERS, map(numbers.__getitem__, column))
        except KeyError:
            while len(numbers) > known:
                numbers.popitem()
            return None
        fresh = [*islice(reversed(numbers), len(numbers) - known)][::-1]
        self._check_length(fresh, column, set(map(type, fresh)))
        return _numbered(fresh, at)

    def _numbered(self, column: tuple[Any, ...], kinds: set[type]) -> Packed | None:
        if kinds <= _UNLIKE_OTHERS and not self._says_numbers:
            return None  # says too many things: it has been tried at once
        numbers = self._numbers
        fresh = [value for value in dict.fromkeys(column) if value not in numbers]
        if len(fresh) * _WORTH_NUMBERING > len(column) or len(numbers) + len(fresh) > _MOST_NUMBERED:
            return None
        self._check_length(fresh, column, kinds)
        numbers.update(zip(fresh, count(len(numbers))))
        self._says_numbers |= not kinds <= _UNLIKE_OTHERS
        return _numbered(fresh, array(_NUMBERS, map(numbers.__getitem__, column)))

    def _check_length(self, values: Sequence[Any], column: tuple[Any, ...], kinds: set[type]) -> None:
        texts = values if kinds == {str} else [value for value in values if type(value) is str]
        if texts and max(map(len, texts)) > self._text_length:
            is_long = (type(value) is str and len(value) > self._text_length for value in column)
            raise TooLong(next(offset for offset, found in enumerate(is_long) if found))


class ColumnReader:
    """Unpacks what a ``ColumnWriter`` packed, block by block in its order; equal texts become one object."""

    def __init__(self) -> None:
        self._said: list[Value] = []

    def unpack(self, packed: Packed) -> list[Value]:
        """The next cells of the column."""
        if "at" in packed:
            if "fresh" in packed:
                self._said += _each(packed["fresh"])
            return list(map(self._said.__getitem__, _numbers(_NUMBERS, packed["at"])))
        if "lines" in packed:
            lines = packed["lines"].split("\n")
            return [text or None for text in lines] if "" in lines else lines
        if "wholes" in packed:
            return [*_numbers(_WHOLES, packed["wholes"])]
        if "days" in packed:
            return list(map(date.fromordinal, _numbers(_WHOLES, packed["days"])))
        return _each(packed)


def _numbered(fresh: list[Any], at: "array[int]") -> Packed:
    return {"fresh": _one_by_one(fresh), "at": _as_text(at)} if fresh else {"at": _as_text(at)}


def _wholes(column: tuple[float, ...]) -> str | None:
    try:
        wholes = array(_WHOLES, map(int, column))
    except (OverflowError, ValueError):
        return None
    return _as_text(wholes) if all(map(float.is_integer, column)) else None


def _bytes(kind: str, numbers: Iterable[int]) -> str:
    return _as_text(array(kind, numbers))


def _as_text(numbers: "array[int]") -> str:
    return b2a_base64(numbers, newline=False).decode()


def _numbers(kind: str, said: str) -> "array[int]":
    numbers = array(kind)
    numbers.frombytes(a2b_base64(said))
    return numbers


def _one_by_one(column: Iterable[Any]) -> Packed:
    values: list[Any] = []
    places: dict[str, list[int]] = {}
    for at, value in enumerate(column):
        encode = _ENCODE.get(type(value))
        plain = encode(value) if encode else value
        if type(plain) is tuple:
            kind, plain = plain
            places.setdefault(kind, []).append(at)
        values.append(plain)
    return {"values": values, "special": places} if places else {"values": values}


def _each(packed: Packed) -> list[Value]:
    values: list[Value] = packed["values"]
    for kind, places in packed.get("special", {}).items():
        decode = _DECODE[kind]
        for at in places:
            values[at] = decode(values[at])
    return values
