"""Match and count: what people said of units and terms by hand, as it held at a version, over the official list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Result, text

from data_access.moments import stored_day

# No version is as high; PostgreSQL's whole numbers end here.
NEWEST = 2**31 - 1
_STATES = text(
    "SELECT u.id, u.code, u.level, s.type, s.name, s.short_name, s.province, u.valid_from, s.valid_to, s.sort_order "
    "FROM unit_state s JOIN unit u ON u.id = s.unit "
    "WHERE s.added_by <= :version AND (s.removed_by IS NULL OR s.removed_by > :version)"
)
_LINKS = text(
    'SELECT "before", "after", effective, shared FROM unit_link '
    "WHERE added_by <= :version AND (removed_by IS NULL OR removed_by > :version) ORDER BY 1, 2"
)
_TERMS = text(
    "SELECT term FROM named_term WHERE added_by <= :version AND (removed_by IS NULL OR removed_by > :version) ORDER BY term"
)
_DAYS = text(
    "SELECT term, starts, ends FROM term_days WHERE added_by <= :version AND (removed_by IS NULL OR removed_by > :version)"
)


def with_states(connection: Connection, official: Result[Any], version: int) -> list[Any]:
    """The rows of units in order: those of the official list, and those that people added or ended in their place."""
    said = {row.id: row for row in connection.execute(_STATES, {"version": version})}
    if not said:
        return [row for row in official.all() if row[-1] == 0]
    # A row of the list that somebody added is there only for others to point at: what it says stands in its state.
    rows = [said.pop(row.id, row) for row in official if row.added_by == 0 or row.id in said]
    return sorted([*rows, *said.values()], key=lambda row: (row.sort_order, row.id))


def links_at(connection: Connection, version: int) -> Iterator[Any]:
    """The successions that people added."""
    yield from connection.execute(_LINKS, {"version": version})


def named_terms_at(connection: Connection, version: int) -> tuple[str, ...]:
    """The terms that people named before any file did."""
    return tuple(connection.scalars(_TERMS, {"version": version}))


def term_days_at(connection: Connection, version: int) -> dict[str, tuple[date, date]]:
    """The first and the last day of the terms of which people said them."""
    said = connection.execute(_DAYS, {"version": version})
    return {term: (stored_day(first), stored_day(last)) for term, first, last in said}
