"""Before and beside everything: the one database of this process, sample data on the very first start, and health."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

import settings
from data_access.database import Database, open_database, version
from data_access.errors import StorageError
from data_access.history import known_and_newest
from data_access.kept_reference import reference_of
from data_access.reference import Reference
from data_access.sample_uploads import has_samples, sample_uploads
from work.answers import answers
from work.backup_words import before_migration_text
from work.rights import Action, Person, authorise, line_of

_LOOK_AGAIN = 2.0


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
        (newest,) = known_and_newest(connection, 0)[-1:]
    return _Opened(database, newest, time.monotonic())


def _is_replaced(opened: _Opened) -> bool:
    """Whether the newest upload that was seen is no longer there, or is another one."""
    try:
        with opened.database.read() as connection:
            found = known_and_newest(connection, opened.newest[0])
    except StorageError:
        return False  # whoever asks next is told
    if opened.newest not in found:
        return True
    opened.newest = found[-1]
    return False


def prepare() -> None:
    """Open the database; one that this start made gets the sample data, so that a first visitor sees something."""
    opened = database()
    if opened.is_new and settings.sample_on_first_start():
        from work.sample import load_sample

        load_sample(opened)


def reference() -> Reference:
    """The units, terms and spellings that are current."""
    opened = database()
    found: Reference = answers.get((opened.url, opened.version(), "current reference"), lambda: reference_of(opened))
    return found


def health() -> int:
    """The newest data version, or the exception that keeps the database from answering."""
    with database().read() as connection:
        return version(connection)


def sample_banner() -> bool:
    """Whether sample data is among what the pages show."""
    with database().read() as connection:
        return has_samples(connection)


def clear_sample(person: Person) -> None:
    """Take every sample upload back, newest first; what was uploaded since stays."""
    from data_access.undos import undo

    person = authorise(database(), person, Action.SAMPLE)

    with database().read() as connection:
        uploads = sample_uploads(connection)
    for upload in uploads:
        undo(database(), upload, by=person.name, audit=line_of(person, Action.SAMPLE))
