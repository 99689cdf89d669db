"""Count: which figures other rules of counting would change, by unit and term, before anybody agrees to them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from data_access.bounds import Amount
from data_access.cube import Cube, build_cube
from data_access.figure_rules import FigureRules, rules_at
from data_access.list_counts import Shape
from data_access.measures import MEASURES
from data_access.queries import figures
from data_access.reference import Reference, load_reference
from data_access.selection import Selection

_EVERYTHING = Selection(roll_up=True)
Said = tuple[Amount, str, str | None]


@dataclass(frozen=True, slots=True)
class Moved:
    """One unit's figure in a term under two sets of rules; None where it has none."""

    measure: str
    unit: str
    term: str
    before: Amount | None
    after: Amount | None

    @property
    def is_same(self) -> bool:
        """Whether the number stays and only the stage it is told with changes."""
        return self.before == self.after


def moved_figures(connection: Connection, version: int, rules: FigureRules) -> list[Moved]:
    """Every figure at a version that other rules would change, in the order of measures, units and terms."""
    if rules == rules_at(connection, version):
        return []
    before, after = build_cube(connection, version), build_cube(connection, version, rules)
    return between_cubes(load_reference(connection, version), before, after)


def moved_terms(connection: Connection, version: int, rules: FigureRules) -> set[str]:
    """The terms of which some figure would change, or some part of one that only a filter or a split shows."""
    reference, before = load_reference(connection, version), build_cube(connection, version)
    after = build_cube(connection, version, rules)
    then, now = _parts(before), _parts(after)
    parted = {where[-1] for where in then.keys() | now.keys() if then.get(where) != now.get(where)}
    return parted | {each.term for each in between_cubes(reference, before, after)}


def _parts(cube: Cube) -> dict[tuple[tuple[str, str], str, str], dict[Shape, int]]:
    """What the lists hold by measure, unit and term, and there by combination of dimensions."""
    return {
        (key, unit, term): {
            cube.shapes[number]: value for number, value in zip(listed.groups[::2], listed.groups[1::2], strict=True)
        }
        for key, units in cube.listed.items()
        for unit, terms in units.items()
        for term, listed in terms.items()
    }


def between_cubes(reference: Reference, before: Cube, after: Cube) -> list[Moved]:
    """Every figure that differs between two cubes, also where only the stage it counts does."""
    found = []
    for measure in MEASURES:
        then, now = _figures(reference, before, measure), _figures(reference, after, measure)
        for unit, term in dict.fromkeys((*then, *now)):
            was, becomes = then.get((unit, term)), now.get((unit, term))
            if was != becomes:
                found.append(Moved(measure, unit, term, was and was[0], becomes and becomes[0]))
    return found


def _figures(reference: Reference, cube: Cube, measure: str) -> dict[tuple[str, str], Said]:
    return {
        (figure.unit or "", figure.term): (figure.amount, figure.basis, figure.counted_stage)
        for figure in figures(cube, reference, MEASURES[measure], _EVERYTHING, by=("unit", "term"))
    }
