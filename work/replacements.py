"""Compare: what a replacement speaks for: its areas and terms, and the units that would lose all their rows."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.incoming import different_rows
from work.facts_read import term_of
from work.imports import Prepared


@dataclass(frozen=True)
class Reach:
    """The ids of the areas and terms of an import's sheets, and of the units of which nothing would be left."""

    areas: tuple[str, ...]
    terms: tuple[str, ...]
    losing: tuple[str, ...]


def reach_of(prepared: Prepared) -> Reach:
    """How far *replace* reaches; the change set tells which rows go."""
    assert prepared.change_set is not None
    scopes = [scope for part in prepared.incoming for scope in part.scopes]
    staying = {
        (part.dataset, row["unit"], term_of(row))
        for part in prepared.incoming
        for row in different_rows(part, ("unit", "term", "report_year", "year"))
    }
    gone = {
        (change.dataset, change.before["unit"], term_of(change.before))
        for change in prepared.change_set.of("missing", "removed")
        if change.before
    }
    return Reach(
        tuple(sorted({scope.area for scope in scopes if scope.area})),
        tuple(sorted({term for scope in scopes for term in scope.terms})),
        tuple(sorted({unit for _, unit, _ in gone - staying})),
    )
