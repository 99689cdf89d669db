"""Count: what uploads since a version changed in the lists, put into what was counted then, or taken back from what is now.

Of a thing that an upload touched, all that it counted before is taken off and all that it counts now is put on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

from sqlalchemy import Connection

from data_access.list_counts import Listed, Shapes, count_lists, packed, summed
from data_access.listed import RECORDED, ROLLED
from data_access.measures import Measure

ByUnit = Mapping[str, Mapping[str, Listed]]
Groups = dict[int, int]
T = TypeVar("T")

# Beyond so many units a question by unit costs more than counting everything again.
MANY_UNITS = 400


def recount_lists(
    connection: Connection,
    before: Mapping[str, ByUnit],
    shapes: Shapes,
    measure: Measure,
    *,
    span: tuple[int, int],
    shift: int,
) -> Mapping[str, ByUnit]:
    """What the lists hold at the second of two versions, given what they held at the first, be it earlier or later."""
    since, version = min(span), span[1]
    if not measure.source.has_values:
        changes = _changes(connection, shapes, measure, span=span, shift=shift)
        return {how: _changed(by_unit, changes[how], shapes) for how, by_unit in before.items()}
    # A row that stands for none leaves no trace in a sum, so these units are counted again.
    units = set(connection.execute(measure.source.units_since, {"since": since}).scalars())
    if len(units) > MANY_UNITS:
        return count_lists(connection, version, shapes, measure, shift=shift)
    if not units:
        return before
    again = summed(measure.source.placed(connection, version, units, shift=shift), shapes)
    return {how: replaced(by_unit, units, again[how]) for how, by_unit in before.items()}


def replaced(old: Mapping[str, T], units: Collection[str], new: Mapping[str, T]) -> dict[str, T]:
    """What holds of each unit, for some units what is new."""
    return {unit: held for unit, held in old.items() if unit not in units} | dict(new)


def _changes(
    connection: Connection, shapes: Shapes, measure: Measure, *, span: tuple[int, int], shift: int
) -> dict[str, dict[tuple[str, str], Groups]]:
    """By how, and by unit and term: how many more rows of a shape count."""
    found: dict[str, dict[tuple[str, str], Groups]] = {RECORDED: {}, ROLLED: {}}
    for at, sign in zip(span, (-1, 1), strict=True):
        for (how, term), row in measure.source.placed_since(connection, at, min(span), shift=shift):
            groups = found[how].setdefault((row.unit, term), {})
            number = shapes.number((*row.codes, row.qualifier))
            groups[number] = groups.get(number, 0) + sign * row.value
    return found


def _changed(by_unit: ByUnit, changes: Mapping[tuple[str, str], Groups], shapes: Shapes) -> ByUnit:
    changed = dict(by_unit)
    own: dict[str, dict[str, Listed]] = {}
    for (unit, term), more in changes.items():
        terms = own.setdefault(unit, dict(by_unit.get(unit, {})))
        pairs = terms[term].groups if term in terms else ()
        groups = dict(zip(pairs[::2], pairs[1::2], strict=True))
        for number, value in more.items():
            groups[number] = groups.get(number, 0) + value
            if not groups[number]:
                del groups[number]
        terms[term] = packed(shapes, groups)
        if not groups:
            del terms[term]
    for unit, terms in own.items():
        changed[unit] = terms
        if not terms:
            del changed[unit]
    return changed
