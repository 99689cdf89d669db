"""Count, show: the moments that a database holds; SQLite hands them as texts in UTC that do not say so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any


def stored_moment(value: Any) -> datetime:
    """A moment out of the database, in UTC."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def local_moment(value: Any) -> datetime:
    """A moment out of the database, on the clock of this machine."""
    return stored_moment(value).astimezone()
