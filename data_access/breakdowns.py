"""Count: lists split by what only their rows say, such as a class's topic; offices state no figures for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection, TextClause, bindparam, text

from data_access.list_rows import asked_rows
from data_access.queries import Question


def _of_ids(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("ids", expanding=True))


# The fields by which lists can be split beyond the dimensions of their measure.
_CODES: Mapping[str, TextClause] = MappingProxyType(
    {
        "topic": _of_ids("SELECT id, topic FROM training_session WHERE id IN :ids"),
        "award_ground": _of_ids("SELECT id, award_ground FROM commendation WHERE id IN :ids"),
    }
)
_AT_ONCE = 5_000


def listed_by(connection: Connection, question: Question, field: str, *, version: int) -> dict[str, int]:
    """What the lists count for a selection of one term, by the codes of a field; nothing that was only reported."""
    values = {row.id: row.value for row in asked_rows(connection, question, version)}
    found: Counter[str] = Counter()
    numbers = sorted(values)
    for start in range(0, len(numbers), _AT_ONCE):
        for number, code in connection.execute(_CODES[field], {"ids": numbers[start : start + _AT_ONCE]}):
            found[code] += int(values[number])
    return dict(found)
