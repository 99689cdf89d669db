"""Count: the figure that one unit has in one term by itself: its basis, its stage, its parts.

Stated figures and lists are never added: one basis is taken for a unit and a term. With a split or a filter
the office's own parts are taken if it gave that split, else its list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from data_access.asked import asked_before
from data_access.bounds import Amount, joined
from data_access.cell_sums import FEW, CellSums, cell_sums
from data_access.cube import Cube, Listed, ListedByTerm, Stated
from data_access.listed import RECORDED, ROLLED
from data_access.lists_alone import ListsAlone, Values, part_of_lists
from data_access.measures import INCLUSIVE_STAGES, NARROW_STAGES, Measure
from data_access.own_cells import MIXED, Cell, Coverage, Key, Own, Part, by_line, summed, together
from data_access.periods import period, years_of
from data_access.selection import Selection, group_of

__all__ = ["MIXED", "Cell", "Coverage", "Key", "Own", "OwnFigures", "Part", "summed", "together"]

_NOTHING: ListedByTerm = {}
_NOWHERE: frozenset[str] = frozenset()


def _wanted(selection: Selection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, selection.wanted(name)) for name in selection.filtered)


class OwnFigures:
    """Answers one question (a measure, a selection, a split) for any unit and term of a cube."""

    def __init__(
        self, cube: Cube, measure: Measure, selection: Selection, split: tuple[str, ...] = (), *, few: int = FEW
    ) -> None:
        self._few = few
        self._cube, self._measure, self._selection, self._split = cube, measure, selection, split
        used = dict.fromkeys((*split, *selection.filtered))
        self._has_all = set(used) <= set(measure.dimensions) | ({"stage"} if measure.has_stages else set())
        self._parts_of = tuple(dimension for dimension in used if dimension != "stage")
        self._is_plain = not used
        self._lines: dict[int, Key | None] = {}
        self._stated_at = self._stated_places()
        self._lists = {how: cube.listed[measure.key, how] for how in (RECORDED, ROLLED)}
        self._known: dict[str, dict[str, Own | None]] = {}
        self._sums: dict[str, CellSums | None] = {}
        self._hows: dict[str, str] = {}

    @classmethod
    def asked_of(cls, cube: Cube, measure: Measure, selection: Selection, split: tuple[str, ...]) -> OwnFigures:
        """The answers that earlier questions of views began, where only units and terms differ; else new ones."""
        if cube.asked is None:
            return cls(cube, measure, selection, split)
        key = (measure.key, split, selection.basis, selection.roll_up, _wanted(selection))
        return asked_before(cube.asked, key, lambda: cls(cube, measure, selection, split))

    @property
    def size(self) -> int:
        """How many answers are held."""
        return sum(map(len, self._known.values()))

    def carried_to(self, cube: Cube) -> OwnFigures:
        """The same question to a later or an earlier version of the same rules, with what is known of units that did not change."""
        after = OwnFigures(cube, self._measure, self._selection, self._split, few=self._few)
        changed = cube.changed_units(self._measure, since=self._cube)
        # As of this moment: other threads may go on asking the version before.
        after._known = {unit: known for unit, known in self._known.copy().items() if unit not in changed}
        return after

    def of(self, unit: str, term: str) -> Own | None:
        """The unit's own figure in the term, or None where it has none."""
        known = self._known.get(unit)
        if known is None:
            known = self._known[unit] = {}
        if term not in known:
            known[term] = self._of(unit, term)
        return known[term]

    def _of(self, unit: str, term: str) -> Own | None:
        basis = self._selection.basis
        how = self._how(term)
        stated = self.stated(unit, term) if basis != "itemised" else None
        listed = self.listed(unit, term, how) if basis != "reported" else None
        leading = stated if stated and (stated.is_split or listed is None) else None
        if leading is None and how == ROLLED and basis != "itemised" and self._measure.adds_up_over_time:
            leading = self._rolled_up(unit, term)
        if leading is None or listed is None:
            return leading or listed
        others = {key: cell.amount for key, cell in listed.cells.items()}
        return Own(leading.basis, leading.cells, leading.years, others, leading.is_split, leading.units)

    def _leading(self, unit: str, year: str) -> Own | None:
        """The unit's own figure in a year as ``of`` gives it, without what its lists hold beside what its office states."""
        stated = self.stated(unit, year)
        if stated is None:
            return self.listed(unit, year, RECORDED) if self._selection.basis != "reported" else None
        return stated if stated.is_split else self.of(unit, year)

    @property
    def has_any(self) -> bool:
        """Whether there can be any figure: the measure has the dimensions that are asked for."""
        return self._has_all

    def alone(self, term: str) -> ListsAlone:
        """The term's figures of those units of which only the lists speak."""
        how, selection = self._how(term), self._selection
        speaks = self._has_all and selection.basis != "reported"
        adds_years = how == ROLLED and self._measure.adds_up_over_time
        return ListsAlone(
            self._cube,
            term,
            how,
            self._lists[how] if speaks else {},
            self._sums_of(how) if speaks and not self._is_plain else None,
            self._is_plain,
            self._stated_at if selection.basis != "itemised" else {},
            frozenset((term, *(years_of(term, self._cube.rules.plan_shift) if adds_years else ()))),
        )

    def only_lists(self, units: Sequence[str], term: str) -> Values:
        """The units of which only the lists speak in a term, at least those of ``units``; without a split their figures."""
        alone = self.alone(term)
        return dict.fromkeys(alone.units(units)) if self._split else alone.values()

    def of_several(self, units: Sequence[str], term: str, only_lists: Values) -> Iterator[Own]:
        """The figures of units in a term, in their order: of those beside each other in ``only_lists`` the sum of all."""
        alone = self.alone(term)
        for has_only_lists, group in groupby(units, key=only_lists.__contains__):
            if has_only_lists:
                yield alone.together(list(group), None if self._split else only_lists)
            else:
                yield from (own for unit in group if (own := self.of(unit, term)))

    def _how(self, term: str) -> str:
        """In which way a term takes the rows of lists."""
        found = self._hows.get(term)
        if found is None:
            rolls = self._selection.roll_up and period(term).kind == "party_term"
            found = self._hows[term] = ROLLED if rolls else RECORDED
        return found

    def _sums_of(self, how: str) -> CellSums | None:
        if how not in self._sums:
            place, asked = (self._measure.key, how), (self._split, _wanted(self._selection))
            self._sums[how] = cell_sums(self._cube, place, asked, self._line_of_shape, few=self._few)
        return self._sums[how]

    def stated(self, unit: str, term: str) -> Own | None:
        """What the office states for exactly this unit, term and split."""
        if term not in self._stated_at.get(unit, ()):
            return None
        dimension = self._parts_of[0] if self._parts_of else ""
        held = self._cube.stated_in(self._measure, unit, term)
        found = [each for each in held if each.dimension == dimension] if held else []
        found = self._of_stage(found) if found and self._measure.has_stages else found
        if not found:
            return None
        wanted = self._selection.wanted(dimension) if dimension else ()
        lines = [
            {self._line_of_stated(each): self._stated_cell(unit, term, each)}
            for each in found
            if not wanted or each.dimension_value in wanted
        ]
        cells = lines[0] if len(lines) == 1 else by_line(lines)
        is_split = "stage" not in self._split or any(each.stage != "unspecified" for each in found)
        return Own("reported", cells, is_split=is_split)

    def listed(self, unit: str, term: str, how: str) -> Own | None:
        """What the unit's lists hold for this term."""
        listed = self._lists[how].get(unit, _NOTHING).get(term)
        if listed is None or not self._has_all:
            return None
        part = part_of_lists(self._cube, unit, term, how)
        if self._is_plain:
            return Own("itemised", {(): Cell(listed.total, part)})
        sums = self._sums_of(how)
        amounts = sums.of(unit, term) if sums else None
        if amounts is None:
            amounts = self._by_line(listed)
        return Own("itemised", {key: Cell(amount, part) for key, amount in amounts.items()})

    def line_of(self, row: dict[str, str]) -> Key | None:
        """The line of the split that a list row stands in; None if the selection leaves it out."""
        if not self._selection.allows(row):
            return None
        return tuple(group_of(name, row[name]) for name in self._split)

    def _rolled_up(self, unit: str, term: str) -> Own | None:
        """The sum of a Party term's years, where the office stated some year and no list names the term."""
        years = years_of(term, self._cube.rules.plan_shift)
        names_term = self._cube.listed_in(self._measure, unit, term, RECORDED) is not None
        if self._stated_at.get(unit, _NOWHERE).isdisjoint(years) or (names_term and self._selection.basis == "auto"):
            return None
        owns = {year: own for year in years if (own := self._leading(unit, year))}
        # A stated year may stand behind its list, where the office did not give the split.
        if all([own.basis != "reported" for own in owns.values()]) and not any(self.stated(unit, y) for y in years):
            return None
        missing = tuple(year for year in years if year not in owns)
        return Own(
            "rolled_up",
            by_line(own.cells for own in owns.values()),
            years=Coverage(len(owns), len(years), missing),
        )

    def _stated_places(self) -> Mapping[str, frozenset[str]]:
        """Where something is stated of these dimensions at all: by unit the terms."""
        if len(self._parts_of) > 1 or not self._has_all:
            return {}
        dimension = self._parts_of[0] if self._parts_of else ""
        return self._cube.stated_places(self._measure, dimension)

    def _of_stage(self, found: list[Stated]) -> list[Stated]:
        """Of stated models those of the stages asked for, or of the one stage that holds the others."""
        wanted = self._selection.stages
        if "stage" in self._split:
            return [each for each in found if each.stage in wanted or (not wanted and each.stage != "discontinued")]
        inclusive = [s for s in (*INCLUSIVE_STAGES, *NARROW_STAGES) if s in wanted] if wanted else INCLUSIVE_STAGES
        stages = {each.stage for each in found}
        chosen = next((stage for stage in inclusive if stage in stages), None)
        return [each for each in found if each.stage == chosen]

    def _line_of_stated(self, each: Stated) -> Key:
        return tuple(each.stage if name == "stage" else each.dimension_value for name in self._split)

    def _stated_cell(self, unit: str, term: str, each: Stated) -> Cell:
        stage = each.stage if self._measure.has_stages else None
        part = Part("reported", unit, term, ids=(each.id,))
        return Cell(each.amount, (part,), stage, each.as_of, each.is_estimate)

    def _by_line(self, listed: Listed) -> dict[Key, Amount]:
        lines, bounds = self._lines, self._cube.shapes.bounds
        sums: dict[Key, int] = {}
        bounded: dict[Key, str | None] = {}
        pairs = zip(listed.groups[::2], listed.groups[1::2], strict=True)
        for number, value in pairs:
            if number not in lines:
                lines[number] = self._line_of_shape(number)
            line = lines[number]
            if line is not None:
                sums[line] = sums.get(line, 0) + value
                if number in bounds:
                    bounded[line] = joined(bounded.get(line), bounds[number])
        return {line: Amount(value, bounded.get(line)) for line, value in sums.items()}

    def _line_of_shape(self, number: int) -> Key | None:
        shape = self._cube.shapes[number]
        return self.line_of({name: str(code) for name, code in zip(self._measure.dimensions, shape, strict=False)})
