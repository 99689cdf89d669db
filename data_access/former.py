"""Count: units seen by former district: communes since July 2025 back in the district that they came from.

A commune of several parents stands in the shared line of its province, never divided by guess. A province's own figure
that nothing below it replaces stands in a line of its own. Every unit stands in exactly one line, so that the sum over
a present province is the same as without this view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from data_access.own_figures import Coverage, Own, summed
from data_access.places import WITHOUT_OFFICES, stands
from data_access.reference import Reference, UnitRecord
from data_access.selection import Selection

# The last day on which there were districts.
LAST_DAY = date(2025, 6, 30)
SHARED, WHOLE = "shared", "whole"
# Proper names, as those of other units: the same in every language.
_SHARED_NAME = "Phường, xã thuộc nhiều quận, huyện cũ"
_SHARED_SHORT = "Thuộc nhiều quận, huyện"
_WHOLE_NAME = "{} (số của cả tỉnh, thành phố)"
_AFTER_ALL = 1_000_000


@dataclass(frozen=True)
class FormerReference(Reference):
    """The units by former district. ``line_of`` says in which line a unit stands, ``members`` who stands in a line."""

    as_reported: Reference = field(kw_only=True)
    line_of: dict[str, str] = field(kw_only=True)
    members: dict[str, tuple[str, ...]] = field(kw_only=True)
    presents: dict[str, str] = field(kw_only=True)

    def line(self, unit: str) -> str:
        """The line in which a unit stands; a present province is its own place and no line."""
        return self.line_of.get(unit, unit)

    def present(self, province: str) -> str:
        """The province of today that a province became, or is."""
        return self.presents.get(province, province)

    def units_in(self, lines: Iterable[str]) -> frozenset[str]:
        """Every unit that stands in one of the lines."""
        return frozenset(unit for line in lines for unit in self.members.get(line, (line,)))


def reporting_units(reference: Reference, selection: Selection) -> frozenset[str] | None:
    """The units of a selection as they report, by former district all that stand in its lines; None where all are."""
    asked = selection.unit_ids(reference)
    return reference.units_in(asked) if asked is not None and isinstance(reference, FormerReference) else asked


def former_reference(reference: Reference) -> FormerReference:
    """The units and terms with districts that go on after June 2025, each under its province of today."""
    parents: dict[str, list[str]] = defaultdict(list)
    for each in reference.successors:
        # One that came from others too, of which nobody knows, is as little of its one known parent alone.
        parents[each.after] += [each.before, each.before] if each.shared else [each.before]
    presents = _present_provinces(reference)
    units = dict(reference.units)
    line_of: dict[str, str] = {}
    for unit in reference.units.values():
        if unit.level == "district":
            line = _lasting(unit, presents)
        elif unit.level == "province":
            line = _whole(unit, presents)
        else:
            line = _line_of_commune(reference, unit, parents[unit.id], presents=presents)
        line_of[unit.id], units[line.id] = line.id, line
    members: dict[str, list[str]] = defaultdict(list)
    for of, line_id in line_of.items():
        members[line_id].append(of)
    return FormerReference(
        units,
        reference.successors,
        reference.aliases,
        reference.terms,
        term_days=reference.term_days,
        as_reported=reference,
        line_of=line_of,
        members={line_id: tuple(found) for line_id, found in members.items()},
        presents=presents,
    )


def joined(reference: FormerReference, line: str, term: str, owns: dict[str, Own]) -> Own:
    """One line's figure of the figures of its members, with how many of those who stood in the term have one."""
    # One member's figure keeps what its lists say beside its report.
    together = next(iter(owns.values())) if len(owns) == 1 else summed(list(owns.values()))
    return replace(together, units=_coverage(reference, line, term, owns))


def _coverage(reference: FormerReference, line: str, term: str, having: Iterable[str]) -> Coverage | None:
    have = set(having)
    before = reference.as_reported
    asked = {
        unit
        for unit in reference.members[line]
        if before.units[unit].code not in WITHOUT_OFFICES and stands(before, unit, term)
    }
    of = len(asked | have)
    return Coverage(len(have), of, tuple(sorted(asked - have))) if of > 1 else None


def _present_provinces(reference: Reference) -> dict[str, str]:
    """Each province with the one of today that it became, or is."""
    provinces = {unit.id for unit in reference.units.values() if unit.level == "province"}
    became = {each.before: each.after for each in reference.successors if each.before in provinces}
    found = {}
    for province in provinces:
        now = province
        while now in became:
            now = became[now]
        found[province] = now
    return found


def _lasting(district: UnitRecord, presents: dict[str, str]) -> UnitRecord:
    last = None if district.valid_to == LAST_DAY else district.valid_to
    return replace(district, province=presents.get(district.province or "", district.province), valid_to=last)


def _line_of_commune(
    reference: Reference, commune: UnitRecord, parents: list[str], *, presents: dict[str, str]
) -> UnitRecord:
    if len(parents) == 1 and reference.units[parents[0]].level == "district":
        return _lasting(reference.units[parents[0]], presents)
    return replace(
        commune, id=f"{SHARED}@{commune.province}", code=SHARED, name=_SHARED_NAME, short_name=_SHARED_SHORT,
        level="district", type="", sort_order=_AFTER_ALL,
    )  # fmt: skip


def _whole(province: UnitRecord, presents: dict[str, str]) -> UnitRecord:
    """The line of a province's own figure: nobody is asked for it, so it has no code."""
    name = _WHOLE_NAME.format(province.name)
    return replace(
        province, id=f"{WHOLE}@{province.id}", code="", level="district", name=name, short_name=name,
        province=presents[province.id], sort_order=_AFTER_ALL + 1,
    )  # fmt: skip
