"""Match: the units and provinces named somewhere inside a title, a sheet's name or the name of a body."""

from collections.abc import Iterator
from datetime import date

from data_access.reference import UnitRecord
from intake.unit_index import Days, Scope, UnitIndex, stands_in, ways_to_compare
from intake.unit_spellings import Spelling, kind_at, numbered, plain, take_apart, tokens_of

LONGEST_NAME = 40
LAST_DISTRICT_DAY = date(2025, 6, 30)
_LONGEST_TITLE = 1_000
_LONGEST_UNIT = 5
_LONGEST_PROVINCE = 6
_NOT_A_PROVINCE_AFTER = ("duong", "phuong", "xa", "quan", "huyen", "truong", "cho", "cau", "thi", "tran")


def days_of_former(text: str) -> Days | None:
    """The days of the old districts where a text says «(cũ)» of the unit itself, else nothing."""
    return (None, LAST_DISTRICT_DAY) if take_apart(text).is_former else None


def provinces_in(index: UnitIndex, text: str) -> list[tuple[str, ...]]:
    """The provinces that a text names, in its order; each as its ids in both its times."""
    words = [plain(word) for word in tokens_of(text[:_LONGEST_TITLE])]
    found: list[tuple[str, ...]] = []
    place = 0
    while place < len(words):
        taken = next(_province_at(index, words, place), None)
        if taken and not (place and words[place - 1] in _NOT_A_PROVINCE_AFTER):
            found.append(taken[1])
            place += taken[0]
        else:
            place += 1
    return found


def _province_at(index: UnitIndex, words: list[str], place: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for length in range(min(_LONGEST_PROVINCE, len(words) - place), 0, -1):
        ids = index.province_forms.get(" ".join(words[place : place + length]))
        if ids:
            yield length, ids


def without_province(index: UnitIndex, tokens: list[str]) -> tuple[list[str], str] | None:
    """The words before a province that closes a spelling, and that province: «Quận 3 - TP.HCM»."""
    words = [plain(word) for word in tokens]
    for place in range(1, len(words)):
        tail = " ".join(words[place:])
        ids = index.province_forms.get(tail) or index.province_forms.get(f"tinh {tail}")
        ids = ids or index.province_forms.get(f"tp {tail}")
        if ids:
            return tokens[:place], min(ids, key=len)
    return None


def units_in(index: UnitIndex, text: str, province: str | None, days: Days | None) -> list[UnitRecord]:
    """The districts and communes that a text names behind their type; «Q1/2024» is a quarter."""
    return units_at(index, tokens_of(take_apart(text[:_LONGEST_TITLE]).main), index.scopes(province), days)


def units_at(index: UnitIndex, tokens: list[str], scopes: list[Scope], days: Days | None) -> list[UnitRecord]:
    """The districts and communes that words name behind their type, in the order of the words."""
    found: list[UnitRecord] = []
    place = 0
    while place < len(tokens):
        kind, length = kind_at(tokens, place)
        named = _unit_after(index, tokens, (place + length, kind), scopes=scopes, days=days) if kind else None
        if named is not None:
            found.append(named[0])
            length += named[1]
        place += max(length, 1)
    return found


def the_one(found: list[UnitRecord]) -> str | None:
    """The one district among the units found (a commune beside it is a part of it), else the one commune."""
    for level in ("district", "commune"):
        ids = {unit.id for unit in found if unit.level == level}
        if ids:
            return ids.pop() if len(ids) == 1 else None
    return None


def _unit_after(
    index: UnitIndex, tokens: list[str], head: tuple[int, str], *, scopes: list[Scope], days: Days | None
) -> tuple[UnitRecord, int] | None:
    start, kind = head
    for length in range(min(_LONGEST_UNIT, len(tokens) - start), 0, -1):
        words = tokens[start : start + length]
        number = numbered(words) if kind == "Quận" else ""
        if number and _is_no_district(tokens, start, start + length):
            continue
        unit = _standing(index, Spelling(kind, number or " ".join(words)), scopes, days)
        if unit is not None:
            return unit, length
    return None


def _standing(index: UnitIndex, spelling: Spelling, scopes: list[Scope], days: Days | None) -> UnitRecord | None:
    for scope in scopes:
        for marks in ways_to_compare(spelling.name):
            named = index.named(spelling, scope, marks=marks)
            found = [unit for unit in named if unit.level != "province" and stands_in(unit, days)]
            if found:
                return found[0] if len(found) == 1 else None
    return None


def _is_no_district(tokens: list[str], start: int, behind: int) -> bool:
    """«Q1 2024» is a quarter, «quận sáu tháng» no Quận 6, and «Quận 1, 3, 5» are three."""
    following = [plain(word) for word in tokens[behind : behind + 2]]
    if not following:
        return False
    if not tokens[start].isdigit():
        return True
    if following[0] == "va":
        return following[-1].isdigit()
    if not following[0].isdigit():
        return False
    if len(following[0]) == 4:
        return tokens[start - 1] == "q"
    return following[1:] not in (["thang"], ["t"])
