"""Before and beside everything: the one database of this process, sample data on the very first start, and health."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

import sqlalchemy as sa
from sqlalchemy import Connection

import settings
from data_access.database import Database, open_database, version
from data_access.errors import StorageError
from data_access.moments import stored_moment
from data_access.reference import Reference, load_reference
from work.answers import answers
from work.backup_words import before_migration_text
from work.rights import Action, Person, authorise, line_of

_LOOK_AGAIN = 2.0
_KNOWN_AND_NEWEST = sa.text(
    "SELECT id, at FROM upload WHERE id = :known OR id = (SELECT max(id) FROM upload) ORDER BY id"
)

_SAMPLE_IS_CURRENT = sa.text(
    "SELECT count(*) FROM upload u WHERE u.is_sample AND NOT EXISTS "
    "(SELECT 1 FROM upload v WHERE v.undoes = u.id AND NOT EXISTS (SELECT 1 FROM upload w WHERE w.undoes = v.id))"
)
_SAMPLE_UPLOADS = sa.text("SELECT id FROM upload WHERE is_sample AND kind <> 'undo' ORDER BY id DESC")
_MERGES_OF_SAMPLES = sa.text(
    "SELECT DISTINCT m.added_by FROM model_merge m JOIN upload u ON u.id = m.added_by "
    "JOIN dan_van_model r ON r.added_by = m.added_by OR r.removed_by = m.added_by "
    "JOIN upload b ON b.id = r.brought_by "
    "WHERE m.kind = 'same' AND m.removed_by IS NULL AND u.kind IN ('merge', 'undo') AND b.is_sample "
    "ORDER BY m.added_by DESC"
)


@dataclass
class _Opened:
    """A database with the newest upload that was seen in it, and when somebody looked last."""

    database: Database
    newest: tuple[int, datetime]
    looked: float


_opened: dict[str, _Opened] = {}
_opening = Lock()


def database() -> Database:
    """The database of this process, opened once an address, and once more after a backup was restored into it."""
    url = settings.database_url()
    with _opening:
        opened = _opened.get(url)
        if opened is None:
            opened = _opened[url] = _open(url)
        elif time.monotonic() - opened.looked > _LOOK_AGAIN:
            opened.looked = time.monotonic()
            if _is_replaced(opened):
                # Everything counted from the data that was there before would be wrong, whatever its version says.
                answers.clear()
                opened = _opened[url] = _open(url)
    return opened.database


def _open(url: str) -> _Opened:
    database = open_database(url)
    if database.backed_up_to:
        logging.getLogger(__name__).warning(before_migration_text(database.backed_up_to))
    with database.read() as connection:
        (newest,) = _seen(connection, 0)[-1:]
    return _Opened(database, newest, time.monotonic())


def _is_replaced(opened: _Opened) -> bool:
    """Whether the newest upload that was seen is no longer there, or is another one."""
    try:
        with opened.database.read() as connection:
            found = _seen(connection, opened.newest[0])
    except StorageError:
        return False  # whoever asks next is told
    if opened.newest not in found:
        return True
    opened.newest = found[-1]
    return False


def _seen(connection: Connection, known: int) -> list[tuple[int, datetime]]:
    return [(id, stored_moment(at)) for id, at in connection.execute(_KNOWN_AND_NEWEST, {"known": known})]


def prepare() -> None:
    """Open the database; one that this start made gets the sample data, so that a first visitor sees something."""
    opened = database()
    if opened.is_new and settings.sample_on_first_start():
        from work.sample import load_sample

        load_sample(opened)


def reference() -> Reference:
    """The units, terms and spellings that are current."""
    opened = database()
    with opened.read() as connection:
        found: Reference = answers.get(
            (opened.url, version(connection), "current reference"), lambda: load_reference(connection)
        )
    return found


def health() -> int:
    """The newest data version, or the exception that keeps the database from answering."""
    with database().read() as connection:
        return version(connection)


def sample_banner() -> bool:
    """Whether sample data is among what the pages show."""
    with database().read() as connection:
        return bool(connection.execute(_SAMPLE_IS_CURRENT).scalar_one())


def clear_sample(person: Person) -> None:
    """Take every sample upload back, newest first; what was uploaded since stays."""
    from data_access.undos import undo

    person = authorise(database(), person, Action.SAMPLE)

    with database().read() as connection:
        # A row that a merge leans on would stay, so those go first.
        uploads = [int(u) for query in (_MERGES_OF_SAMPLES, _SAMPLE_UPLOADS) for u in connection.scalars(query)]
    for upload in uploads:
        undo(database(), upload, by=person.name, audit=line_of(person, Action.SAMPLE))
