"""Count: changes from the term before, over units that have a figure in both, and what forbids them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from data_access.bounds import Amount, total
from data_access.cube import Cube
from data_access.own_figures import Own
from data_access.periods import is_running, period, previous, years_of
from data_access.places import expected_units, in_unit_order, stands
from data_access.term_days import lived
from data_access.unit_figures import Question, of_term, without_double


class Change(NamedTuple):
    """One unit's figures in two terms; None where it has none, new or silent.

    ``same_years`` says that neither of them is a sum over a Party term of which years are missing.
    """

    unit: str
    before: Amount | None
    after: Amount | None
    existed_before: bool
    exists_after: bool
    same_meaning: bool
    same_years: bool = True

    @property
    def has_both(self) -> bool:
        """Whether there is a figure in each of the two terms."""
        return self.before is not None and self.after is not None

    @property
    def is_alike(self) -> bool:
        """Whether there are both figures and they count the same over equal time."""
        return self.has_both and self.same_meaning and self.same_years

    @property
    def difference(self) -> Amount | None:
        """After less before, where they are alike."""
        return (
            self.after - self.before if self.after is not None and self.before is not None and self.is_alike else None
        )


@dataclass(frozen=True)
class Comparison:
    """A term against the one before it: sums over the ``have`` units whose two figures are alike, of ``of`` compared.

    ``running`` says that the term is not over, so that it must not be held against a full one. ``years``
    says that only these years of both terms were compared. ``unlike`` names units with two figures that are left
    out because they count different stages, stand on different bases or lack years.
    """

    term: str
    previous: str
    before: Amount
    after: Amount
    have: int
    of: int
    changes: tuple[Change, ...]
    running: bool
    years: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()

    @property
    def difference(self) -> Amount:
        """After less before."""
        return self.after - self.before

    @property
    def is_possible(self) -> bool:
        """Whether an increase or a decrease may be said."""
        return self.have > 0 and not self.running


def comparison(cube: Cube, question: Question, term: str, *, today: date) -> Comparison | None:
    """A term against the one before; None where it has none before it or nothing in either term is known."""
    earlier = previous(term)
    return None if earlier is None else between(cube, question, (term, earlier), today=today)


def between(cube: Cube, question: Question, terms: tuple[str, str], *, today: date) -> Comparison | None:
    """A term against another of its kind and length, the later one first; None where nothing in either is known."""
    now, then = (_whole(cube, question, term) for term in terms)
    running = any(is_running(lived(question.reference, term), today) for term in terms)
    return _compared(question, terms, (now, then), running=running)


def same_elapsed(cube: Cube, question: Question, term: str, *, today: date) -> Comparison | None:
    """A running Party term's full years against as many of the one before; None where that says nothing.

    Only for measures that add up over time, over units that have a figure in each of these years.
    """
    earlier = previous(term)
    return None if earlier is None else same_elapsed_between(cube, question, (term, earlier), today=today)


def same_elapsed_between(cube: Cube, question: Question, terms: tuple[str, str], *, today: date) -> Comparison | None:
    """As ``same_elapsed``, with any other Party term, the later one first."""
    term, earlier = terms
    if {period(each).kind for each in terms} != {"party_term"} or not question.measure.adds_up_over_time:
        return None
    shift = cube.rules.plan_shift
    years = tuple(year for year in years_of(term, shift) if (period(year).ends or today) < today)
    if not years or not is_running(lived(question.reference, term), today):
        return None
    before = years_of(earlier, shift)[: len(years)]
    now, then = _of_years(cube, question, years), _of_years(cube, question, before)
    found = _compared(question, terms, (now, then), running=False)
    return replace(found, years=years) if found and found.have else None


class _Side(NamedTuple):
    """One unit's figure on one side: its amount, what it counts and on which basis, and whether years of it are missing."""

    amount: Amount
    meaning: frozenset[tuple[str, str | None]]
    lacks_years: bool = False


_Sides = tuple[Mapping[str, _Side], Mapping[str, _Side]]
_OF_LISTS = frozenset({("itemised", None)})


def _whole(cube: Cube, question: Question, term: str) -> dict[str, _Side]:
    only_lists, others = of_term(cube, question, term)
    sides = {unit: _Side(Amount(value), _OF_LISTS) for unit, value in only_lists.items() if value is not None}
    for unit, own in others.items():
        cell = own.cells.get(())
        if cell and _is_whole(own):
            lacks_years = own.years is not None and own.years.have != own.years.of
            sides[unit] = _Side(cell.amount, frozenset({(own.basis, cell.counted_stage)}), lacks_years)
    return sides


def _of_years(cube: Cube, question: Question, years: tuple[str, ...]) -> dict[str, _Side]:
    of_each = [_whole(cube, question, year) for year in years]
    everywhere = set(of_each[0]).intersection(*of_each[1:])
    return {unit: _together([of_year[unit] for of_year in of_each]) for unit in everywhere}


def _together(sides: Sequence[_Side]) -> _Side:
    meaning = frozenset[tuple[str, str | None]]().union(*(each.meaning for each in sides))
    return _Side(total(each.amount for each in sides), meaning, any(each.lacks_years for each in sides))


def _is_whole(own: Own) -> bool:
    """Whether every unit that a figure is put together of has one: a part would look like a fall."""
    return own.units is None or own.units.have == own.units.of


def _compared(
    question: Question,
    terms: tuple[str, str],
    sides: _Sides,
    *,
    running: bool,
) -> Comparison | None:
    reference = question.reference
    units = without_double(reference, [*sides[0], *(unit for unit in sides[1] if unit not in sides[0])])
    if not units:
        return None
    districts = [unit for unit in units if reference.units[unit].level != "province"]
    expected = set(units)
    for term in terms:
        expected |= set(expected_units(reference, question.selection, term, districts))
    changes = tuple(_change(question, unit, terms, sides) for unit in in_unit_order(reference, expected))
    alike = [each for each in changes if each.is_alike]
    return Comparison(
        term=terms[0],
        previous=terms[1],
        before=total(each.before for each in alike if each.before is not None),
        after=total(each.after for each in alike if each.after is not None),
        have=len(alike),
        of=sum(each.existed_before and each.exists_after for each in changes),
        changes=changes,
        running=running,
        unlike=tuple(each.unit for each in changes if each.has_both and not each.is_alike),
    )


def _change(question: Question, unit: str, terms: tuple[str, str], sides: _Sides) -> Change:
    after, before = (side.get(unit) for side in sides)
    return Change(
        unit,
        before.amount if before else None,
        after.amount if after else None,
        existed_before=before is not None or stands(question.reference, unit, terms[1]),
        exists_after=after is not None or stands(question.reference, unit, terms[0]),
        same_meaning=(before.meaning if before else None) == (after.meaning if after else None),
        same_years=not (before and before.lacks_years) and not (after and after.lacks_years),
    )
