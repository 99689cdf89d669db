"""Match: the units of a Reference by their names, and the provinces that belong together over July 2025."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import TypeAlias

from data_access.reference import Reference, UnitRecord
from data_access.spelling import with_marks
from intake.unit_spellings import KINDS, Spelling, plain, tokens_of

Days: TypeAlias = tuple[date | None, date | None]
Scope: TypeAlias = frozenset[str] | None
# Whether of initials, the first letter, the last.
_Ends: TypeAlias = tuple[bool, str, str]

_TYPES = tuple((kind, f"{kind.casefold()} ") for kind in dict.fromkeys(KINDS.values()))
_TYPE_WORDS = frozenset(word for phrase in KINDS for word in plain(phrase).split())
_LIKE_DIGITS = str.maketrans("loi", "101")
_CLUSTERS = ("ngh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "ch")
_CITY_NAMES = ("hcm", "tphcm", "tp hcm", "sai gon tp hcm")
_BARE_CITIES = ("ha noi", "hai phong", "da nang", "can tho")


def kind_of(unit: UnitRecord) -> str:
    """The type that a unit's name begins with: the column of types has none for provinces."""
    name = unit.name.casefold()
    return next((kind for kind, head in _TYPES if name.startswith(head)), unit.type)


def stands_in(unit: UnitRecord, days: Days | None) -> bool:
    """Whether a unit stood on any of the days; an open side has no end."""
    return days is None or shared_days(unit, days) > 0


def shared_days(unit: UnitRecord, days: Days) -> int:
    """On how many of the days a unit stood."""
    first = max(unit.valid_from or date.min, days[0] or date.min)
    last = min(unit.valid_to or date.max, days[1] or date.max)
    return max(0, (last - first).days + 1)


def ways_to_compare(name: str) -> tuple[bool, ...]:
    """With diacritics, then without; what is written without any may mean every name that reads so."""
    return (False,) if name.isascii() else (True, False)


def bare_name(unit: UnitRecord) -> str:
    """A unit's name without its type, as a key: «3» of Quận 3, «cao lãnh» of the city and of the Huyện."""
    return " ".join(tokens_of(unit.name[len(kind_of(unit)) :]))


def _abbreviations(name: str) -> tuple[set[str], set[str]]:
    """«bthạnh», «b thạnh» and, apart, the initials alone: «bt»."""
    words = name.split()
    if len(words) < 2 or words[-1].isdigit():
        return set(), set()
    heads = [{word[0], next((c for c in _CLUSTERS if word.startswith(c)), word[0])} for word in words[:-1]]
    letters = [min(head, key=len) for head in heads]
    clusters = [max(head, key=len) for head in heads]
    short = {separator.join([*kept, words[-1]]) for kept in (letters, clusters) for separator in ("", " ")}
    return short, {separator.join([*letters, words[-1][0]]) for separator in ("", " ")}


class UnitIndex:
    """Finds units by a reading of their name, within provinces."""

    def __init__(self, reference: Reference) -> None:
        self.units = reference.units
        self._marked: dict[str, list[UnitRecord]] = defaultdict(list)
        self._plain: dict[str, list[UnitRecord]] = defaultdict(list)
        self._names: dict[str, str] = {}
        for unit in reference.units.values():
            name = bare_name(unit)
            self._marked[name].append(unit)
            self._names[unit.id] = unmarked = plain(name)
            self._plain[unmarked].append(unit)
        self._by_ends: dict[_Ends, dict[str, list[UnitRecord]]] = {}
        self._short: dict[_Ends, dict[str, list[UnitRecord]]] = {}
        self._pools: dict[tuple[Scope, Days | None], dict[str, list[UnitRecord]]] = {}
        provinces = [unit for unit in reference.units.values() if unit.level == "province"]
        self._eras: dict[str, frozenset[str]] = self._same_names(provinces)
        self._kin = self._successions(reference)
        self.province_forms = self._forms(provinces)

    @staticmethod
    def _same_names(provinces: list[UnitRecord]) -> dict[str, frozenset[str]]:
        by_name: dict[str, set[str]] = defaultdict(set)
        for unit in provinces:
            by_name[with_marks(unit.short_name)].add(unit.id)
        return {unit.id: frozenset(by_name[with_marks(unit.short_name)]) for unit in provinces}

    def _successions(self, reference: Reference) -> dict[str, frozenset[str]]:
        kin: dict[str, set[str]] = defaultdict(set)
        for step in reference.successors:
            if step.before in self._eras and step.after in self._eras:
                kin[step.before].add(step.after)
                kin[step.after].add(step.before)
        return {province: frozenset(related) for province, related in kin.items()}

    def _forms(self, provinces: list[UnitRecord]) -> dict[str, tuple[str, ...]]:
        """How a province is written where it is meant beyond doubt, as keys without diacritics."""
        forms: dict[str, list[str]] = defaultdict(list)
        for unit in provinces:
            name = plain(with_marks(unit.short_name))
            heads = ("tinh", "tinh uy") if kind_of(unit) == "Tỉnh" else ("thanh pho", "tp", "thanh uy", "tpho")
            written = {f"{head} {name}" for head in heads} | ({name} if name in _BARE_CITIES else set())
            if name == "ho chi minh":
                written |= {*_CITY_NAMES, "thanh pho hcm", "thanh uy tp hcm", "tp ho chi minh", "tphochiminh"}
            for form in written:
                forms[form].append(unit.id)
        return {form: tuple(ids) for form, ids in forms.items()}

    def scopes(self, province: str | None) -> list[Scope]:
        """Where to look for units of a province: in it in both its times, then in those merged with it."""
        if province is None:
            return [None]
        eras = self._eras.get(province, frozenset((province,)))
        related = frozenset(other for era in eras for other in self._kin.get(era, ()))
        return [eras, related - eras] if related - eras else [eras]

    def same_province(self, province: str) -> frozenset[str]:
        """A province in both its times."""
        return self._eras.get(province, frozenset((province,)))

    def named(self, spelling: Spelling, scope: Scope, *, marks: bool) -> list[UnitRecord]:
        """The units of that type and name, with or without regard to diacritics."""
        found = self._marked.get(spelling.name, [])
        if not marks:
            found = found + [unit for unit in self._plain.get(plain(spelling.name), []) if unit not in found]
        return [unit for unit in found if _fits(unit, spelling.kind, scope)]

    def abbreviated(self, spelling: Spelling, scope: Scope, *, initials: bool = False) -> list[UnitRecord]:
        """The units whose name shortens to this one: «BThạnh», or by ``initials`` «BT»."""
        found: list[UnitRecord] = []
        for unit in self._shortened(spelling.name, initials) or self._shortened(plain(spelling.name), initials):
            if _fits(unit, spelling.kind, scope) and unit not in found:
                found.append(unit)
        return found

    def _shortened(self, form: str, initials: bool) -> list[UnitRecord]:
        """The units whose name shortens to this form: those are looked at that begin and end as it does."""
        if not self._by_ends:
            self._fill_ends()
        ends = (initials, form[:1], form[-1:])
        if ends not in self._short:
            table: dict[str, list[UnitRecord]] = defaultdict(list)
            for name, units in self._by_ends.get(ends, {}).items():
                for short in _abbreviations(name)[initials] | _abbreviations(plain(name))[initials]:
                    table[short].extend(units)
            self._short[ends] = dict(table)
        return self._short[ends].get(form, [])

    def _fill_ends(self) -> None:
        """Which names may be shortened to what begins and ends with certain letters."""
        ends: dict[_Ends, dict[str, list[UnitRecord]]] = defaultdict(dict)
        for name, units in self._marked.items():
            for written in (name, plain(name)):
                head, _, last = written.rpartition(" ")
                if head:
                    ends[False, head[0], last[-1]][name] = units
                    ends[True, head[0], last[0]][name] = units
        self._by_ends = dict(ends)

    def nearest(self, names: Iterable[str], scope: Scope, days: Days | None) -> list[UnitRecord]:
        """The units whose names look most like these; only ever proposed, never taken."""
        pool = self._pool_of(scope, days)
        near: list[UnitRecord] = []
        for name in map(plain, names):
            alike = get_close_matches(name, _sharing_a_word(name, pool), n=3, cutoff=0.65)
            near += [unit for key in alike for unit in pool[key]]
        return near

    def slips(self, names: Iterable[str], scope: Scope, days: Days | None) -> list[UnitRecord]:
        """The units of the same words in another order («Phú Tân»), or of a number in pieces or with letters («1 O»)."""
        pool = self._pool_of(scope, days)
        found: list[UnitRecord] = []
        for name in map(plain, names):
            words = sorted(name.split())
            found += [unit for key, units in pool.items() if sorted(key.split()) == words for unit in units]
            found += pool.get(name.replace(" ", "").translate(_LIKE_DIGITS), [])
        return found

    def _pool_of(self, scope: Scope, days: Days | None) -> dict[str, list[UnitRecord]]:
        if (scope, days) not in self._pools:
            self._pools[scope, days] = self._pool(scope, days)
        return self._pools[scope, days]

    def _pool(self, scope: Scope, days: Days | None) -> dict[str, list[UnitRecord]]:
        """The units of a scope and time by their full and their bare names."""
        pool: dict[str, list[UnitRecord]] = defaultdict(list)
        for unit in self.units.values():
            if (scope is None or unit.province in scope) and stands_in(unit, days):
                for key in {plain(with_marks(unit.name)), self._names[unit.id]}:
                    pool[key].append(unit)
        return dict(pool)


def _fits(unit: UnitRecord, kind: str, scope: Scope) -> bool:
    within = scope is None or unit.province in scope or unit.id in scope
    return within and (not kind or kind_of(unit) == kind)


def _sharing_a_word(name: str, pool: dict[str, list[UnitRecord]]) -> list[str]:
    """The keys worth comparing: those that share a word which is no type, else any word, else the first letter."""
    words = set(name.split())
    for shared in (words - _TYPE_WORDS, words):
        if keys := [key for key in pool if not shared.isdisjoint(key.split())]:
            return keys
    return [key for key in pool if key[:1] == name[:1]]
