"""Match, commit and count: the units of Viet Nam over time, the terms in use, the spellings explained.

``write_reference`` fills a new database from the files beside this module; ``load_reference`` reads them back
by plain SQL, so that a command that only reads starts fast.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, bindparam, text

from data_access.moments import day_if_any, local_moment
from data_access.reference_by_hand import NEWEST, links_at, named_terms_at, term_days_at, with_states
from data_access.spelling import with_marks

FOLDER = Path(__file__).parent / "reference"
_LEVELS = ("province", "district", "commune")
_TYPES = ("Quận", "Thành phố", "Thị xã", "Huyện", "Phường", "Thị trấn", "Xã", "Đặc khu")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_UNITS = text(
    "SELECT id, code, level, type, name, short_name, province, valid_from, valid_to, sort_order, added_by "
    "FROM unit WHERE removed_by IS NULL OR removed_by > :version ORDER BY sort_order, id"
)
_SUCCESSIONS = text(
    'SELECT "before", "after", effective, shared FROM unit_succession '
    "WHERE added_by <= :version AND (removed_by IS NULL OR removed_by > :version) ORDER BY 1, 2"
)
_ALIASES = text(
    "SELECT a.province, a.spelling, a.unit, u.at FROM unit_alias a JOIN upload u ON u.id = a.added_by "
    "WHERE a.removed_by IS NULL ORDER BY a.id"
)
_TERMS = text("SELECT id, kind, label, starts, ends FROM term ORDER BY id")
_ADD_UPLOAD = text(
    "INSERT INTO upload (id, at, \"by\", kind, is_sample, changes) VALUES (0, :at, '', 'reference', :is_sample, '{}')"
).bindparams(bindparam("at", type_=DateTime(timezone=True)))
_ADD_UNIT = text(
    "INSERT INTO unit (id, code, level, type, name, short_name, province, "
    "valid_from, valid_to, sort_order, added_by) "
    "VALUES (:id, :code, :level, :type, :name, :short_name, :province, "
    ":valid_from, :valid_to, :sort_order, 0)"
)
_ADD_SUCCESSION = text(
    'INSERT INTO unit_succession ("before", "after", effective, shared, added_by) '
    "VALUES (:before, :after, :effective, :shared, 0)"
)


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A province, district or commune from one day to another; a day is None where it is open."""

    id: str
    code: str
    level: str
    type: str
    name: str
    short_name: str
    province: str | None
    valid_from: date | None
    valid_to: date | None
    sort_order: int

    def exists_on(self, day: date) -> bool:
        """Whether this unit was there on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Succession:
    """One unit succeeded by another; ``shared``: the successor has other parents too."""

    before: str
    after: str
    effective: date
    shared: bool


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A term that some row names."""

    id: str
    kind: str
    label: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True)
class Reference:
    """All that rows point at, as of one data version.

    ``aliases`` are the spellings that people explained, by province and ``with_marks`` of the spelling, the newest
    last; ``answered_on`` says when. ``named_terms`` are those that people named before any file did, ``term_days`` the
    first and the last day of terms that deviate from their labels (``data_access.term_days``).
    """

    units: dict[str, UnitRecord]
    successors: list[Succession]
    aliases: dict[tuple[str, str], str]
    terms: dict[str, TermRecord]
    answered_on: dict[tuple[str, str], date] = field(default_factory=dict)
    named_terms: tuple[str, ...] = ()
    term_days: dict[str, tuple[date, date]] = field(default_factory=dict)
    remembered: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    _codes: dict[str, list[UnitRecord]] = field(init=False, repr=False, default_factory=dict)
    _children: dict[str, list[UnitRecord]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for unit in self.units.values():
            self._codes.setdefault(unit.code, []).append(unit)
            if unit.province:
                self._children.setdefault(unit.province, []).append(unit)

    def name_of(self, unit: str) -> str:
        """What a unit is called; its id where it is not among these any more."""
        return self.units[unit].name if unit in self.units else unit

    def with_code(self, code: str) -> list[UnitRecord]:
        """Every unit that bears or bore this code, the earliest first."""
        return sorted(self._codes.get(code, []), key=lambda unit: unit.valid_from or date.min)

    def by_code(self, code: str, on: date | None = None) -> UnitRecord | None:
        """The unit that bore this code on that day; without a day, the last one to bear it."""
        found = [unit for unit in self.with_code(code) if on is None or unit.exists_on(on)]
        return found[-1] if found else None

    def children(self, province_id: str, on: date | None = None) -> list[UnitRecord]:
        """The units of a province in official order, on a day or of all times."""
        below = self._children.get(province_id, [])
        return sorted((unit for unit in below if on is None or unit.exists_on(on)), key=lambda unit: unit.sort_order)


def unit_id(code: str, valid_from: date | str | None) -> str:
    """The id of a unit: its code, and the day it began where it did not exist before."""
    return f"{code}@{valid_from}" if valid_from else code


def load_reference(connection: Connection, version: int | None = None) -> Reference:
    """The units, successions and terms at a version (None: now), with the spellings that are explained now."""
    at = {"version": NEWEST if version is None else version}
    units = {row[0]: _unit(*row[:10]) for row in with_states(connection, connection.execute(_UNITS, at), at["version"])}
    said = (*connection.execute(_SUCCESSIONS, at).all(), *links_at(connection, at["version"]))
    successors = [_succession(*row) for row in said if row[0] in units and row[1] in units]
    terms = [
        TermRecord(id, kind, label, day_if_any(a), day_if_any(b))
        for id, kind, label, a, b in connection.execute(_TERMS)
    ]
    explained = [((row.province, with_marks(row.spelling)), row) for row in connection.execute(_ALIASES)]
    return Reference(
        units,
        successors,
        {key: row.unit for key, row in explained},
        {term.id: term for term in terms},
        {key: local_moment(row.at).date() for key, row in explained},
        named_terms_at(connection, at["version"]),
        term_days_at(connection, at["version"]),
    )


# Nearly all of these are the same at every reading, and nothing changes them: they are shared.
@lru_cache(maxsize=20_000)
def _unit(*row: Any) -> UnitRecord:
    return UnitRecord(*(*row[:7], day_if_any(row[7]), day_if_any(row[8]), row[9]))


@lru_cache(maxsize=20_000)
def _succession(before: str, after: str, effective: Any, shared: Any) -> Succession:
    return Succession(before, after, day_if_any(effective) or date.min, bool(shared))


def write_reference(connection: Connection) -> None:
    """Fill a new database with upload 0: the units and successions in the files."""
    units = list(_units_in_files())
    connection.execute(_ADD_UPLOAD, {"at": datetime.now(UTC), "is_sample": False})
    connection.execute(_ADD_UNIT, units)
    connection.execute(_ADD_SUCCESSION, list(_successions_in_files(units)))


def _units_in_files() -> Iterator[dict[str, Any]]:
    rows = list(csv.DictReader((FOLDER / "units.csv").read_text(encoding="utf-8").splitlines()))
    provinces = {(row["code"], row["valid_to"]): row["valid_from"] for row in rows if row["level"] == "province"}
    rows.sort(
        key=lambda row: (
            _LEVELS.index(row["level"]),
            official_order(row["type"], row["name"], row["short_name"], row["code"]),
        )
    )
    for position, row in enumerate(rows, start=1):
        # A district of before July 2025 belongs to the province of that time, whichever day of it it ended.
        time = row["valid_to"] and "2025-06-30"
        province = row["province_code"]
        yield {
            **{name: row[name] for name in ("code", "level", "type", "name", "short_name")},
            "id": unit_id(row["code"], row["valid_from"]),
            "province": unit_id(province, provinces[province, time]) if province else None,
            "valid_from": row["valid_from"] or None,
            "valid_to": row["valid_to"] or None,
            "sort_order": position,
        }


def _successions_in_files(units: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    ended = {(unit["code"], unit["valid_to"]): unit["id"] for unit in units}
    ids = {unit["id"] for unit in units}
    for row in csv.DictReader((FOLDER / "successors.csv").read_text(encoding="utf-8").splitlines()):
        began = unit_id(row["new_code"], row["effective"])
        yield {
            "before": ended[row["old_code"], row["old_valid_to"]],
            "after": began if began in ids else row["new_code"],
            "effective": row["effective"],
            "shared": row["shared"] == "1",
        }


def official_order(kind: str, name: str, short_name: str, code: str) -> tuple[Any, ...]:
    """Where a unit stands in a list: provinces by code, others by type, number and alphabet."""
    if not kind:
        return (0, 0, code)
    number = re.search(r"\d+$", name)
    return (_TYPES.index(kind), int(number.group()) if number else 1_000, alphabetical(short_name), code)


def alphabetical(name: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The key that sorts names by the Vietnamese alphabet: ă, â, đ, ê, ô, ơ, ư are letters, tones last."""
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", name.lower()):
        parts = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in parts if mark in _TONES), "")
        letter = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else character
        letters.append(_ALPHABET.find(letter) + 1)
        tones.append(_TONES.find(tone) + 1 if tone else 0)
    return tuple(letters), tuple(tones)
