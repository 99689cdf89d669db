"""Count, show: the moments and days that a database holds; SQLite hands texts, and of moments not that they are in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any


def stored_moment(value: Any) -> datetime:
    """A moment out of the database, in UTC."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


@lru_cache(maxsize=1_000)
def stored_day(value: Any) -> date:
    """A day out of the database; few of them occur thousands of times."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def day_if_any(value: Any) -> date | None:
    """The same of a column that may hold none."""
    return None if value is None else stored_day(value)


def local_moment(value: Any) -> datetime:
    """A moment out of the database, on the clock of this machine."""
    return stored_moment(value).astimezone()
