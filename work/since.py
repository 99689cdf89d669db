"""Count: what became known since an earlier version: totals then and now, each figure that differs, upload by upload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from data_access.bounds import Amount
from data_access.cache import cube_of
from data_access.changes_since import Touch, touches_since
from data_access.former import reporting_units
from data_access.measures import Measure
from data_access.periods import period
from data_access.places import unit_order
from data_access.queries import Figure
from locales import term_text, text
from reports.csv_file import table_file
from reports.export_content import Table, TableColumn
from work.views import View

Kind = Literal["new", "changed", "removed"]
KINDS: tuple[Kind, ...] = ("changed", "new", "removed")


@dataclass(frozen=True)
class Total:
    """A measure's sum in the term in the foreground then and now, and what of the difference came how."""

    measure: Measure
    before: Figure | None
    after: Figure | None
    units: dict[Kind, int]

    @property
    def difference(self) -> Amount | None:
        """Now less then, where there are both."""
        return self.after.amount - self.before.amount if self.after and self.before else None


@dataclass(frozen=True)
class FigureChange:
    """A unit's figure of a term that is another one now; None where there was or is none."""

    measure: Measure
    unit: str
    term: str
    before: Amount | None
    after: Amount | None

    @property
    def kind(self) -> Kind:
        """Whether it is new, changed or no longer there."""
        return "new" if self.before is None else "removed" if self.after is None else "changed"


def view_then(view: View, since: int) -> View:
    """The same look at the figures as they were known at an earlier version."""
    past = cube_of(view.database, since)
    return replace(view, cube=past, selection=replace(view.selection, version=since))


def changed_figures(now: View, then: View, measures: Sequence[Measure]) -> list[FigureChange]:
    """Every figure of a unit that differs, of all terms of the kind: the newest term first, then unit by unit."""
    found = [each for measure in measures for each in _of_measure(now, then, measure)]
    place = {term: number for number, term in enumerate(now.terms)}
    return sorted(found, key=lambda each: (-place[each.term], unit_order(now.reference, each.unit)))


def _of_measure(now: View, then: View, measure: Measure) -> list[FigureChange]:
    if not now.terms:
        return []
    before, after = (_amounts(look, measure, now.terms) for look in (then, now))
    return [
        FigureChange(measure, unit, term, before.get((unit, term)), after.get((unit, term)))
        for unit, term in {**before, **after}
        if before.get((unit, term)) != after.get((unit, term))
    ]


def _amounts(view: View, measure: Measure, terms: Sequence[str]) -> dict[tuple[str, str], Amount]:
    return {(str(each.unit), each.term): each.amount for each in view.figures(measure, view.at(*terms))}


def totals(now: View, then: View, measures: Sequence[Measure], changes: Sequence[FigureChange]) -> list[Total]:
    """Each measure's sum in the term in the foreground at both versions."""
    return [
        Total(
            measure,
            then.total(measure, now.term),
            now.total(measure, now.term),
            {
                kind: sum(c.measure is measure and c.term == now.term and c.kind == kind for c in changes)
                for kind in KINDS
            },
        )
        for measure in measures
    ]


def touched(view: View, since: int) -> list[Touch]:
    """What each upload since a version did to each unit, those of the selection."""
    until = view.cube.version

    def count() -> list[Touch]:
        with view.database.read() as connection:
            return touches_since(connection, since, until)

    units = reporting_units(view.reference, view.selection)
    found: list[Touch] = view.once(("touches", since), count)
    return [each for each in found if units is None or each.unit in units]


def changes_file(view: View, changes: Sequence[FigureChange], lang: str) -> bytes:
    """The changed figures as a text file for a spreadsheet."""
    heads = ("unit", "term", "measure", "kind", "before", "after", "difference")
    frame = changes_frame(view, changes, lang)
    columns = tuple(TableColumn(text(f"since.head.{head}", lang)) for head in heads)
    return table_file(Table(columns, tuple(tuple(row) for row in frame[list(heads)].to_numpy().tolist())))


def changes_frame(view: View, changes: Sequence[FigureChange], lang: str) -> pd.DataFrame:
    """A row a changed figure. Columns: unit, term, measure, kind, before, after, difference, all as people read them."""
    lines = [
        (
            view.name(each.unit),
            term_text(each.term, lang, short=True),
            text(each.measure.short_label_key, lang),
            text(f"since.kind.{each.kind}", lang),
            each.before.written(lang) if each.before else "",
            each.after.written(lang) if each.after else "",
            (each.after - each.before).written_as_change(lang) if each.before and each.after else "",
        )
        for each in changes
    ]
    return pd.DataFrame(lines, columns=["unit", "term", "measure", "kind", "before", "after", "difference"])


def names_of_terms(changes: Sequence[FigureChange], besides: str | None, lang: str) -> list[str]:
    """The other terms in which figures changed, each once."""
    found = dict.fromkeys(each.term for each in changes if each.term != besides)
    return [term_text(term, lang, short=True) for term in sorted(found, key=lambda term: period(term).sort_key)]
