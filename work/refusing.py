"""Guard: somebody who opened a page that is not for them stands in the audit trail, though not once for every run of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data_access.audit import Entry, is_recorded_between
from data_access.database import Database
from data_access.errors import StorageError
from work.rights import Person, note_refusal

OPEN_PAGE = "open_page"
# A page that is refused runs again at every click; one line tells of all that time.
QUIET = timedelta(minutes=10)


def note_refused_page(database: Database, person: Person, page: str, *, now: datetime | None = None) -> None:
    """Add a line that this person opened a page that is not for them; once for a person, a page and ten minutes."""
    now = now or datetime.now(UTC)
    entry = Entry(action=OPEN_PAGE, account=person.account, name=person.name, target=page, detail="role")
    try:
        with database.read() as connection:
            is_told = is_recorded_between(connection, entry, now - QUIET, now)
    except StorageError:  # the page says so itself
        return
    if not is_told:
        note_refusal(database, person, entry)
