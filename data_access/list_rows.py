"""Show, trace: the rows of lists themselves, what they say and the file, sheet and row they came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, text

from data_access.former import reporting_units
from data_access.listed import RECORDED, ROLLED, ListRow
from data_access.measures import Measure
from data_access.periods import period
from data_access.queries import Question

Row = dict[str, Any]

# Every database takes so many values in one question.
_AT_ONCE = 5_000


def _of_ids(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("ids", expanding=True))


_DETAILS = {
    "models": _of_ids(
        """
        SELECT r.id, r.unit, r.term, r.report_year, r.model_code, r.name, r.implementing_body, r.bloc,
               r.owner_kind, r.sector, r.theme, r.start_year, r.stage, r.recognition_level, r.decision_no,
               r.decision_date,
               r.other_words, r.file, r.sheet, r.source_row, r.brought_by, f.name AS file_name
        FROM dan_van_model r JOIN uploaded_file f ON f.id = r.file WHERE r.id IN :ids
        """
    ),
    "training": _of_ids(
        """
        SELECT r.id, r.unit, r.term, r.year, r.title, r.topic, r.start_date, r.end_date, r.period_text,
               r.class_count, r.audience, r.attendances, r.attendances_qualifier, r.organiser, r.level,
               r.other_words, r.file, r.sheet, r.source_row, r.brought_by, f.name AS file_name
        FROM training_session r JOIN uploaded_file f ON f.id = r.file WHERE r.id IN :ids
        """
    ),
    "commendations": _of_ids(
        """
        SELECT r.id, r.unit, r.term, r.year, r.collective_name, r.bloc, r.award_form, r.awarding_body,
               r.awarding_level, r.award_ground, r.decision_no, r.decision_date,
               r.other_words, r.file, r.sheet, r.source_row, r.brought_by, f.name AS file_name
        FROM commendation r JOIN uploaded_file f ON f.id = r.file WHERE r.id IN :ids
        """
    ),
}


def rows(connection: Connection, question: Question, *, version: int, limit: int = 100, offset: int = 0) -> list[Row]:
    """The list rows that count in a selection, each once, by unit and year; ``counted`` is what it adds."""
    found = {row.id: row for row in asked_rows(connection, question, version)}
    page = sorted(found.values(), key=lambda row: (row.unit, row.year or 0, row.id))[offset : offset + limit]
    said = details(connection, question.measure, [row.id for row in page])
    return [
        {
            **said[row.id],
            **dict(zip(question.measure.dimensions, row.codes, strict=True)),
            "year": row.year,
            "counted": row.value,
            "qualifier": row.qualifier,
        }
        for row in page
    ]


def details(connection: Connection, measure: Measure, ids: Collection[int]) -> dict[int, Row]:
    """What rows of a measure's list say and where they came from, by id."""
    numbers = sorted(ids)
    return {
        row["id"]: dict(row)
        for start in range(0, len(numbers), _AT_ONCE)
        for row in connection.execute(_DETAILS[measure.dataset], {"ids": numbers[start : start + _AT_ONCE]}).mappings()
    }


def asked_rows(connection: Connection, question: Question, version: int) -> Iterator[ListRow]:
    """The list rows that count in a selection, once for each of its terms that they count in."""
    measure, selection = question.measure, question.selection
    units = reporting_units(question.reference, selection)
    for (how, term), row in measure.source.placed(connection, version, units):
        rolls = selection.roll_up and period(term).kind == "party_term"
        is_asked = how == (ROLLED if rolls else RECORDED) and selection.allows_term(term)
        if is_asked and selection.allows(dict(zip(measure.dimensions, row.codes, strict=True))):
            yield row
