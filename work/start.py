"""Before and beside everything: the one database of this process, sample data on the very first start, and health."""

from functools import cache

from sqlalchemy import text

import settings
from data_access.database import Database, open_database, version
from data_access.reference import Reference, load_reference

_SAMPLE_IS_CURRENT = text(
    "SELECT count(*) FROM upload u WHERE u.is_sample AND NOT EXISTS "
    "(SELECT 1 FROM upload v WHERE v.undoes = u.id AND NOT EXISTS (SELECT 1 FROM upload w WHERE w.undoes = v.id))"
)
_SAMPLE_UPLOADS = text("SELECT id FROM upload WHERE is_sample AND kind <> 'undo' ORDER BY id DESC")
_MERGES_OF_SAMPLES = text(
    "SELECT DISTINCT m.added_by FROM model_merge m JOIN upload u ON u.id = m.added_by "
    "JOIN dan_van_model r ON r.added_by = m.added_by OR r.removed_by = m.added_by "
    "JOIN upload b ON b.id = r.brought_by "
    "WHERE m.kind = 'same' AND m.removed_by IS NULL AND u.kind IN ('merge', 'undo') AND b.is_sample "
    "ORDER BY m.added_by DESC"
)


@cache
def _opened(url: str) -> Database:
    return open_database(url)


def database() -> Database:
    """The database of this process, opened once an address."""
    return _opened(settings.database_url())


def prepare() -> None:
    """Open the database; one that this start made gets the sample data, so that a first visitor sees something."""
    opened = database()
    if opened.is_new and settings.sample_on_first_start():
        from work.sample import load_sample

        load_sample(opened)


def reference() -> Reference:
    """The units, terms and spellings that are current."""
    with database().read() as connection:
        return load_reference(connection)


def health() -> int:
    """The newest data version, or the exception that keeps the database from answering."""
    with database().read() as connection:
        return version(connection)


def sample_banner() -> bool:
    """Whether sample data is among what the pages show."""
    with database().read() as connection:
        return bool(connection.execute(_SAMPLE_IS_CURRENT).scalar_one())


def clear_sample(by: str = "") -> None:
    """Take every sample upload back, newest first; what was uploaded since stays."""
    from data_access.undos import undo

    with database().read() as connection:
        # A row that a merge leans on would stay, so those go first.
        uploads = [int(u) for query in (_MERGES_OF_SAMPLES, _SAMPLE_UPLOADS) for u in connection.scalars(query)]
    for upload in uploads:
        undo(database(), upload, by=by)
