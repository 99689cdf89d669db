"""Count, show: what lies behind and beside figures: rows, missing units, reports that differ, estimates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, Connection, TextClause, bindparam, select, text

from data_access.bounds import Amount
from data_access.cube import Cube
from data_access.measures import Measure
from data_access.periods import PLAN_SHIFT, in_order, period
from data_access.places import expected_units
from data_access.queries import Figure, Question, figures, own_figures
from data_access.reference import Reference
from data_access.selection import Selection

_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_DETAILS = {
    "models": text(
        "SELECT id, model_code, name, implementing_body, bloc, theme, start_year, decision_no, "
        "decision_date, term, other_words FROM dan_van_model WHERE id IN :ids"
    ).bindparams(_IDS),
    "training": text(
        "SELECT id, title, topic, start_date, end_date, period_text, class_count, attendances, "
        "attendances_qualifier, organiser, term, other_words FROM training_session WHERE id IN :ids"
    ).bindparams(_IDS),
    "commendations": text(
        "SELECT id, collective_name, bloc, awarding_body, award_ground, decision_no, decision_date, "
        "term, other_words FROM commendation WHERE id IN :ids"
    ).bindparams(_IDS),
}
_FILES = text("SELECT id, name FROM uploaded_file WHERE id IN :ids").bindparams(_IDS)


@dataclass(frozen=True)
class Missing:
    """The units from which a term's sum still needs a figure, of how many."""

    term: str
    units: tuple[str, ...]
    of: int


@dataclass(frozen=True)
class Difference:
    """A unit and a term for which the office states one figure and its lists hold another."""

    unit: str
    term: str
    reported: Amount
    itemised: Amount

    @property
    def difference(self) -> Amount:
        """Reported less itemised."""
        return self.reported - self.itemised


def rows(
    connection: Connection, question: Question, *, version: int, limit: int = 100, offset: int = 0
) -> list[dict[str, Any]]:
    """The list rows of a selection, each once, in the order of unit, time and place in the file."""
    allowed = (row for row in _counted(connection, question, version) if question.selection.allows(row))
    distinct: dict[int, dict[str, Any]] = {}
    for row in allowed:
        distinct.setdefault(row["id"], row)
        if len(distinct) >= offset + limit:
            break
    page = list(islice(distinct.values(), offset, offset + limit))
    return _with_details(connection, question.measure, page)


def missing_units(cube: Cube, question: Question) -> list[Missing]:
    """Term by term the units that stood in it, are asked for and have no figure."""
    having: dict[str, set[str]] = {}
    for unit, term in own_figures(cube, question):
        having.setdefault(term, set()).add(unit)
    found = []
    for term in in_order(having):
        expected = expected_units(question.reference, question.selection, term, having[term])
        missing = tuple(unit for unit in expected if unit not in having[term])
        if missing:
            found.append(Missing(term, missing, len(expected)))
    return found


def report_list_differences(
    cube: Cube, reference: Reference, measure: Measure, selection: Selection
) -> list[Difference]:
    """Where a stated figure and the lists disagree; a bound that the list keeps is no disagreement."""
    found = figures(cube, reference, measure, replace(selection, basis="auto"))
    return [
        Difference(each.unit, each.term, each.amount, each.other)
        for each in found
        if each.unit
        and each.basis == "reported"
        and each.other is not None
        and not _agrees(each.amount, each.other)
    ]


def estimates(cube: Cube, reference: Reference, measure: Measure, selection: Selection) -> list[Figure]:
    """The figures of units that their offices call estimates."""
    return [each for each in figures(cube, reference, measure, selection) if each.is_estimate]


def counted_rows(measure: Measure, *, units: list[str] | None, terms: list[str], how: str) -> Any:
    """The query for the list rows that count for units (None: all) in terms; needs version and shift."""
    counted = measure.counted_rows.subquery("counted").c
    query = select(*counted).where(counted.how == how)
    if terms:
        query = query.where(counted.counted_in.in_(terms))
    if units is not None:
        query = query.where(counted.unit.in_(units))
    return query.order_by(
        counted.unit, counted.year, counted.file, counted.sheet, counted.source_row, counted.id
    )


def _counted(connection: Connection, question: Question, version: int) -> Iterator[dict[str, Any]]:
    selection = question.selection
    asked = selection.unit_ids(question.reference)
    units = sorted(asked) if asked is not None else None
    spans = [term for term in selection.terms if selection.roll_up and period(term).kind == "party_term"]
    plain = [term for term in selection.terms if term not in spans]
    queries = [("recorded", plain)] if plain or not spans else []
    for how, terms in [*queries, *([("rolled", spans)] if spans else [])]:
        query = counted_rows(question.measure, units=units, terms=terms, how=how)
        for row in connection.execute(query, {"version": version, "shift": PLAN_SHIFT}).mappings():
            if selection.allows_term(row["counted_in"]) or how == "rolled":
                yield dict(row)


def _with_details(
    connection: Connection, measure: Measure, page: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    if not page:
        return []
    details = _by_id(connection, _DETAILS[measure.dataset], {row["id"] for row in page})
    names = _by_id(connection, _FILES, {row["file"] for row in page})
    return [{**row, **details[row["id"]], "file_name": names[row["file"]]["name"]} for row in page]


def _by_id(connection: Connection, statement: TextClause, ids: set[int]) -> dict[int, dict[str, Any]]:
    return {row["id"]: dict(row) for row in connection.execute(statement, {"ids": sorted(ids)}).mappings()}


def _agrees(reported: Amount, itemised: Amount) -> bool:
    holds = {
        None: reported.value == itemised.value,
        ">": itemised.value > reported.value,
        "≥": itemised.value >= reported.value,
        "<": itemised.value < reported.value,
        "≤": itemised.value <= reported.value,
    }
    return holds.get(reported.qualifier, False)
