"""Match, validate, count: what a term's id says: its kind, days, order and years, and who stood in it.

An id is ``kind:label``: ``party_term:2020-2025``, ``year:2023``, ``half_year:2024-H1``,
``branch_term:?-2020``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from data_access.vocabulary import TERM_KINDS

# A year belongs to the Party term whose plan years contain it: 2021 to 2025 to the term 2020-2025. Zero
# gives each year to the term that begins in it: a setting, so what counts says which (``figure_rules``).
PLAN_SHIFT = 1
TERM_LENGTH = 5
CALENDAR_KINDS = ("year", "half_year", "quarter", "month", "nine_months")

_SPAN = re.compile(r"(\?|\d{4})-(\?|\d{4})")
_PART = re.compile(r"(\d{4})-(H[12]|Q[1-4]|9M|0[1-9]|1[0-2])")
_NEAR_FULL = 4


class NotATerm(ValueError):
    """An id or a label that names no term."""


@dataclass(frozen=True)
class Period:
    """A term taken apart. ``starts`` or ``ends`` is None where its source names none."""

    id: str
    kind: str
    label: str
    starts: date | None
    ends: date | None

    @property
    def sort_key(self) -> tuple[int, date, date, str]:
        """Kinds in their order, then by the days they end and begin; an unknown start comes first."""
        return (TERM_KINDS.index(self.kind), self.ends or date.max, self.starts or date.min, self.label)

    @property
    def year(self) -> int | None:
        """The year that a term of the calendar lies in."""
        return int(self.label[:4]) if self.kind in CALENDAR_KINDS else None


@lru_cache(maxsize=4096)
def period(term_id: str) -> Period:
    """The term of an id; NotATerm where the id names none."""
    kind, _, label = term_id.partition(":")
    if kind not in TERM_KINDS:
        raise NotATerm(term_id)
    starts, ends = _days_of_part(kind, label) if kind in CALENDAR_KINDS else _days_of_span(kind, label)
    return Period(term_id, kind, label, starts, ends)


def make_term(term_id: str) -> dict[str, str | date | None]:
    """The columns of the Term table for an id, without the upload that adds it."""
    made = period(term_id)
    return {"id": made.id, "kind": made.kind, "label": made.label, "starts": made.starts, "ends": made.ends}


def ids_of_label(label: str, kind: str | None = None) -> tuple[str, ...]:
    """Every id a label may mean: 2020-2025 is a term of four kinds, 2023 a year; an id means itself."""
    if ":" in label:
        return (period(label).id,)
    kinds = (kind,) if kind else TERM_KINDS
    return tuple(f"{each}:{label}" for each in kinds if _names_a_term(f"{each}:{label}"))


def party_term_of_year(year: int, shift: int = PLAN_SHIFT) -> str:
    """The Party term that a year belongs to: 2021 to 2025 belong to 2020-2025."""
    start = (year - shift) // TERM_LENGTH * TERM_LENGTH
    return f"party_term:{start}-{start + TERM_LENGTH}"


@lru_cache(maxsize=4096)
def party_term_of(term_id: str, shift: int = PLAN_SHIFT) -> str | None:
    """The Party term that a year, half-year, quarter or month belongs to; None for every other kind."""
    year = period(term_id).year
    return party_term_of_year(year, shift) if year is not None else None


@lru_cache(maxsize=4096)
def years_of(term_id: str, shift: int = PLAN_SHIFT) -> tuple[str, ...]:
    """The years of a Party term in order, as ids; empty for every other kind."""
    made = period(term_id)
    if made.kind != "party_term" or "?" in made.label:
        return ()
    first = int(made.label[:4]) + shift
    return tuple(f"year:{year}" for year in range(first, int(made.label[5:]) + shift))


def previous(term_id: str) -> str | None:
    """The term before, of the same kind and length; of a part of a year the same part a year earlier; None: there is none."""
    made = period(term_id)
    if made.kind in CALENDAR_KINDS:
        before = f"{made.kind}:{int(made.label[:4]) - 1}{made.label[4:]}"
    elif made.kind == "review" or "?" in made.label:
        return None
    else:
        start, end = int(made.label[:4]), int(made.label[5:])
        length = end - start + (1 if made.kind == "programme_phase" else 0)
        before = f"{made.kind}:{start - length}-{end - length}"
    # An address may name any year; before the year 1000 there is none of four digits.
    return before if _names_a_term(before) else None


def is_running(term: str | Period, today: date) -> bool:
    """Whether a term has begun and not ended; by its label's days where only its id is given."""
    made = _taken(term)
    return (made.starts is None or made.starts <= today) and made.ends is not None and today <= made.ends


def in_order(term_ids: Iterable[str]) -> list[str]:
    """Term ids as people expect them: kind by kind, oldest first."""
    return sorted(term_ids, key=lambda term_id: period(term_id).sort_key)


def stood_in(valid_from: date | None, valid_to: date | None, term: str | Period) -> bool:
    """Whether a unit of these days stood for at least a quarter of a term.

    Quận 2 ended half a year into the term 2020-2025 and did not live it; the communes of July 2025 neither.
    """
    starts, ends = _days_or_near(_taken(term))
    shared = min(ends, valid_to or date.max) - max(starts, valid_from or date.min)
    return shared >= timedelta(0) and (shared.days + 1) * _NEAR_FULL >= (ends - starts).days + 1


def overlaps(valid_from: date | None, valid_to: date | None, term: str | Period) -> bool:
    """Whether a unit of these days stood on any day of a term."""
    made = _taken(term)
    begins_in_time = valid_from is None or made.ends is None or valid_from <= made.ends
    return begins_in_time and (valid_to is None or made.starts is None or made.starts <= valid_to)


def _taken(term: str | Period) -> Period:
    return period(term) if isinstance(term, str) else term


def _names_a_term(term_id: str) -> bool:
    try:
        period(term_id)
    except NotATerm:
        return False
    return True


def _days_or_near(made: Period) -> tuple[date, date]:
    ends = made.ends or (made.starts or date.min) + timedelta(days=365 * TERM_LENGTH)
    return made.starts or ends - timedelta(days=365 * TERM_LENGTH - 1), ends


def _days_of_span(kind: str, label: str) -> tuple[date | None, date | None]:
    found = _SPAN.fullmatch(label)
    years = [None if part == "?" else int(part) for part in found.groups()] if found else []
    if not years or years == [None, None] or (None not in years and years[0] >= years[1]):  # type: ignore[operator]
        raise NotATerm(f"{kind}:{label}")
    # A committee sits from congress to congress, in mid-year; every other span is counted in whole years.
    first, last = ((7, 1), (6, 30)) if kind == "party_term" else ((1, 1), (12, 31))
    start, end = years
    return (date(start, *first) if start else None), (date(end, *last) if end else None)


def _days_of_part(kind: str, label: str) -> tuple[date, date]:
    found = _PART.fullmatch(label)
    part = found.group(2) if found else ""
    months = _MONTHS[kind](part) if kind == "year" or part else None
    if months is None or (kind == "year") != bool(re.fullmatch(r"\d{4}", label)):
        raise NotATerm(f"{kind}:{label}")
    year = int(label[:4])
    if year < 1:
        raise NotATerm(f"{kind}:{label}")
    return date(year, months[0], 1), date(year, months[1], calendar.monthrange(year, months[1])[1])


_MONTHS = {
    "year": lambda part: (1, 12),
    "half_year": lambda part: {"H1": (1, 6), "H2": (7, 12)}.get(part),
    "quarter": lambda part: (3 * int(part[1]) - 2, 3 * int(part[1])) if part[0] == "Q" else None,
    "month": lambda part: (int(part), int(part)) if part.isdigit() else None,
    "nine_months": lambda part: (1, 9) if part == "9M" else None,
}
