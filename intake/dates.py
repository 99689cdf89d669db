"""Validate: which day, days, month, quarter, half-year or year a cell names, as precisely as written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal

from intake.folding import fold, is_blank
from intake.grids import CellError, NotCalculated, Value

FIRST_YEAR, LAST_YEAR = 1990, 2100
_LONGEST_YEAR = 2024  # it has a 29 February: what is no day in it is none in any year
Precision = Literal["day", "days", "month", "quarter", "half_year", "year", ""]

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH_WORDS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
# Excel counts days from 1900: 30000 is in 1982, 80000 in 2119.
_SERIALS = range(30_000, 80_001)

_CONNECTORS = (
    r"\s*(?:\bden(?: het)?\b|→|->)\s*",
    r"\s*(?:\bva\b|&|,|;|\+)\s*",
    r"\s+-\s+",
    r"\s*-\s*",
    r"\s*(?:\bva\b|&|,|;|\+|-)\s*",
)
_YEAR = r"(?P<year>\d{4})"
_MONTH = r"(?:thang|t)\s*\.?\s*"
_OF_YEAR = rf"(?:\s*(?:nam|[/.,-])?\s*{_YEAR})?"
_CLOCK = re.compile(
    r"^(?:luc )?\d{1,2}\s*(?:h|gio|:)\s*(?:\d{1,2})?(?:\s*phut)?\s*,?\s*"
    r"|[\st,]+\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*(?:sa|ch|am|pm))?$"
)
_LEAD = re.compile(r"^(?:(?:cac|tu|trong|vao|sang|chieu|toi|ngay|nhung)\s+)+(?=\D*\d|thang|quy|nam)")
_LONG_MONTH = re.compile(r"\s*(?:,\s*)?\bthang\s+([a-z]+(?: mot| hai)?)\b(?=\s*(?:,|nam|\d|$))")
_LONG = re.compile(r"(\d{1,2})\s*,?\s*thang\s*(\d{1,2})(?:\s*,?\s*(?:nam)?\s*(\d{4}))?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})(?:\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?)?")
_PERIODS = (
    (
        "half_year",
        re.compile(rf"6\s*(?:thang|t)\b\s*(?P<part>dau|cuoi)?(?:\s*nam)?(?:\s*[/.,-])?\s*{_YEAR}?"),
    ),
    ("half_year", re.compile(rf"6t{_YEAR}")),
    ("nine_months", re.compile(rf"9\s*(?:thang|t)\s*(?:dau)?(?:\s*nam)?(?:\s*[/.,-])?\s*{_YEAR}?")),
    ("quarter", re.compile(rf"(?:quy|qui|q)\s*\.?\s*(?P<part>iv|i{{1,3}}|[1-4]){_OF_YEAR}")),
    ("month", re.compile(rf"{_MONTH}(?P<part>\d{{1,2}}){_OF_YEAR}")),
    ("month", re.compile(rf"(?P<part>\d{{1,2}})\s*[/.-]\s*{_YEAR}")),
    ("months", re.compile(rf"{_MONTH}\d{{1,2}}(?:\s*(?:-|,|va|den)\s*(?:{_MONTH})?\d{{1,2}})+{_OF_YEAR}")),
    ("year", re.compile(rf"(?:ca nam|nam|n\.?)?\s*:?\s*{_YEAR}")),
)


@dataclass(frozen=True)
class DateReading:
    """When something was. ``start`` and ``end`` are set for days; else ``period`` says it: 2023-Q2."""

    start: date | None = None
    end: date | None = None
    precision: Precision = ""
    year: int | None = None
    period: str = ""
    finding: str | None = None
    state: Literal["value", "missing", "problem"] = "value"


def _problem(finding: str) -> DateReading:
    return DateReading(finding=finding, state="problem")


class _NoDay(Exception):
    """The text has the shape of days that do not exist, or lacks their year."""


@lru_cache(maxsize=10_000, typed=True)
def read_date(value: Value, *, year: int | None = None) -> DateReading:
    """The days or the period of a cell; ``year`` is the sheet's, for days written without one."""
    if value is None:
        return DateReading(state="missing")
    if isinstance(value, CellError | NotCalculated):
        return _problem("error_cell" if isinstance(value, CellError) else "not_calculated")
    if isinstance(value, bool | time):
        return _problem("not_a_date")
    if isinstance(value, date):
        return _of_days([value.date() if isinstance(value, datetime) else value])
    if isinstance(value, int | float):
        return _of_number(value)
    text = fold(value)
    if is_blank(text) or text in ("-", "--"):
        return DateReading(state="missing")
    if len(text) > 80:
        return _problem("not_a_date")
    reading = _of_text(text, year)
    if reading.finding == "no_year" and (ever := _of_text(text, _LONGEST_YEAR)).state == "problem":
        return ever
    return reading


def _of_number(value: int | float) -> DateReading:
    if isinstance(value, float) and not value.is_integer():
        return _problem("serial_number" if _SERIALS.start <= value < _SERIALS.stop else "not_a_date")
    if FIRST_YEAR <= value <= LAST_YEAR:
        return _of_period("year", int(value))
    return _problem("serial_number" if value in _SERIALS else "not_a_date")


def _of_period(precision: Precision, year: int, label: str = "", finding: str | None = None) -> DateReading:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _problem("out_of_range")
    return DateReading(precision=precision, year=year, period=f"{year}{label}", finding=finding)


def _of_days(days: list[date]) -> DateReading:
    start, end = days[0], days[-1]
    if not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
        return _problem("out_of_range")
    return DateReading(start, end, "day" if start == end else "days", start.year)


def _of_text(text: str, year: int | None) -> DateReading:
    text = _CLOCK.sub("", text).strip(" .,;")
    text = _LEAD.sub("", text)
    text = _LONG_MONTH.sub(lambda m: f" thang {_MONTH_WORDS[m[1]]}" if m[1] in _MONTH_WORDS else m[0], text)
    text = text.strip()
    if text.isdecimal() and len(text) == 5 and int(text) in _SERIALS:
        return _problem("serial_number")
    for kind, pattern in _PERIODS:
        if found := pattern.fullmatch(text):
            return _of_match(kind, found, year)
    try:
        return _of_parts(text, year)
    except _NoDay as reason:
        return _problem(str(reason))


def _of_match(kind: str, found: re.Match[str], sheet_year: int | None) -> DateReading:
    """A period by its pattern; the year may be the sheet's."""
    named = found.groupdict()
    if not (named.get("year") or sheet_year):
        return _problem("no_year")
    year = int(named["year"] or sheet_year or 0)
    part = named.get("part") or ""
    if kind == "half_year":
        return _of_period("half_year", year, "-H2" if part == "cuoi" else "-H1")
    if kind == "quarter":
        return _of_period("quarter", year, f"-Q{ROMAN.get(part) or part}")
    if kind == "month":
        return _of_period("month", year, f"-{int(part):02}") if 1 <= int(part) <= 12 else _problem("no_such_day")
    # Nothing between a quarter and a year is kept: months in a row and nine months count in their year.
    return _of_period("year", year, finding=None if kind == "year" else "date_rounded")


def _of_parts(text: str, sheet_year: int | None) -> DateReading:
    """One day, or several: «19 và 25/7/2019», «15-16/4/2024»; the last one names the month and the year."""
    single = _single(text)
    parts = _split(text) if single is None else [single]
    days: list[date] = []
    month: int | None = None
    year: int | None = None
    for day, own_month, own_year in reversed(parts):
        month = own_month or month
        if own_year is not None:
            year = own_year + 2000 if own_year < 100 else own_year
        if month is None:
            raise _NoDay("not_a_date")
        if (year := year or sheet_year) is None:
            raise _NoDay("no_year")
        made = _made(day, month, year)
        if days and made > days[0] and own_year is None and own_month is not None:
            made = _made(day, month, year - 1)
        days.insert(0, made)
    if days != sorted(days):
        raise _NoDay("not_a_date")
    return _of_days(days)


def _made(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _NoDay("no_such_day") from None


_Part = tuple[int, int | None, int | None]


def _single(text: str) -> _Part | None:
    text = text.strip().removeprefix("ngay ").strip()
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        return day, month, year
    found = _LONG.fullmatch(text) or _NUMERIC.fullmatch(text)
    if found is None:
        return None
    own = [int(part) if part else None for part in found.groups()]
    return (own[0], own[1], own[2]) if own[0] else None


def _split(text: str) -> list[_Part]:
    for connector in _CONNECTORS:
        pieces = [piece for piece in re.split(connector, text) if piece]
        parts = [_single(_LEAD.sub("", piece)) for piece in pieces]
        whole = [part for part in parts if part is not None]
        if 1 < len(whole) == len(parts) and whole[-1][1] is not None:
            return whole
    raise _NoDay("not_a_date")


def looks_swapped(values: Iterable[Value]) -> bool:
    """Whether a column was typed day first into an Excel that reads months first.

    Such an Excel makes dates of all whose day could be a month, and leaves the others as text.
    """
    days: dict[bool, list[int]] = {True: [], False: []}
    for value in values:
        if isinstance(value, date):
            days[True].append(value.day)
        elif isinstance(value, str) and (found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})", fold(value))):
            days[False].append(int(found.group(1)))
    made, left = days[True], days[False]
    return bool(made) and bool(left) and max(made) <= 12 < min(left)
