"""Commit and count: what can go wrong with the database at a moment. Sentences for people are made above.

StorageError
├── DatabaseUnavailable   it cannot be opened or reached
│   └── DatabaseDamaged   it is there and cannot be read
├── SchemaTooNew          a newer version of the product made it
├── DatabaseReadOnly      it can be read and not written
├── DatabaseFull          there is no room left
├── DatabaseBusy          somebody else is writing; trying again helps
├── Overtaken             another writer was first; whatever writes starts again, at most three times
├── Stale                 the change set is no longer what a commit would do
├── TermLocked            a figure of a locked term would change
├── NotAllowed            the person may not do this
├── Impossible            what is asked of settings, units or terms cannot be
├── BackupImpossible      what is there cannot be copied as a whole
├── BackupDamaged         the file is no backup, or not as it was written
├── DatabaseNotEmpty      a restore would lose what the database holds
├── DatabaseChanged       somebody committed between the copy and the restore
├── UnknownUpload         there is no upload of that number
└── UnknownAnswer         no answer of that number is remembered
"""

from typing import Any

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class StorageError(Exception):
    """What the database could not do."""


class DatabaseUnavailable(StorageError):
    """The database cannot be opened or reached."""


class DatabaseDamaged(DatabaseUnavailable):
    """The file is there and is no sound database."""


class SchemaTooNew(StorageError):
    """The tables were made by a newer version of the product."""


class DatabaseReadOnly(StorageError):
    """The database can be read and not written."""


class DatabaseFull(StorageError):
    """There is no room left to write."""


class DatabaseBusy(StorageError):
    """Somebody else holds the lock for longer than one waits."""


class Overtaken(StorageError):
    """Another writer committed first."""


class Stale(StorageError):
    """What was previewed is no longer what a commit would do; ``change_set`` is what it would do now."""

    def __init__(self, change_set: Any) -> None:
        super().__init__("the change set is stale")
        self.change_set = change_set


class BackupImpossible(StorageError):
    """What is there cannot be copied as a whole."""


class BackupDamaged(StorageError):
    """The file is no backup, or not as it was written."""


class DatabaseNotEmpty(StorageError):
    """A restore would lose what the database holds."""


class DatabaseChanged(StorageError):
    """Somebody committed between the copy and the restore."""


class UnknownUpload(StorageError):
    """There is no upload of this number."""

    def __init__(self, upload: int) -> None:
        super().__init__(f"there is no upload {upload}")
        self.upload = upload


class UnknownAnswer(StorageError):
    """No answer of this number is remembered."""

    def __init__(self, answer: int) -> None:
        super().__init__(f"no answer {answer} is remembered")
        self.answer = answer


class Impossible(StorageError):
    """What a person asks of settings, units or terms cannot be; ``code`` and ``params`` make its sentence."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class TermLocked(StorageError):
    """A figure of a locked term would change; ``terms`` are what is locked: ids of terms, or kinds."""

    def __init__(self, terms: tuple[str, ...]) -> None:
        super().__init__(", ".join(terms))
        self.terms = terms


class NotAllowed(StorageError):
    """A person may not do this; ``key`` is the sentence in the locales. Nothing was changed."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


# The low byte of an SQLite code is its family; only the families that mean something to a person are named.
_SQLITE_WRITE_FAILED = {778, 1034, 1290, 1546}
_SQLITE_UNIQUE = {1555, 2067}
_SQLITE_FAMILIES: dict[int, type[StorageError]] = {
    5: DatabaseBusy,
    6: DatabaseBusy,
    8: DatabaseReadOnly,
    10: DatabaseUnavailable,
    11: DatabaseDamaged,
    13: DatabaseFull,
    14: DatabaseUnavailable,
    26: DatabaseDamaged,
}
_POSTGRESQL_STATES: dict[str, type[StorageError]] = {
    "40001": Overtaken,
    "40P01": Overtaken,
    "23505": Overtaken,
    "55P03": DatabaseBusy,
    "57014": DatabaseBusy,
    "25006": DatabaseReadOnly,
    "53100": DatabaseFull,
}


def storage_error(error: SQLAlchemyError) -> StorageError | None:
    """What a driver's exception means, or None when it means a mistake of ours."""
    if isinstance(error, PoolTimeout):
        return DatabaseBusy("no connection became free")
    if not isinstance(error, DBAPIError):
        return None
    of_sqlite = hasattr(error.orig, "sqlite_errorcode")
    found = sqlite_error(error.orig) if of_sqlite else _of_postgresql(error.orig)
    return found(str(error.orig)) if found else None


def sqlite_error(error: Any) -> type[StorageError] | None:
    """What an exception of SQLite's own driver means, or None when it means a mistake of ours."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    if code in _SQLITE_WRITE_FAILED:
        return DatabaseFull
    return Overtaken if code in _SQLITE_UNIQUE else _SQLITE_FAMILIES.get(code & 0xFF)


def _of_postgresql(error: Any) -> type[StorageError] | None:
    state = getattr(error, "sqlstate", None)
    if state is None:
        return DatabaseUnavailable if type(error).__name__ == "OperationalError" else None
    if state[:2] in ("08", "57") and state != "57014":
        return DatabaseUnavailable
    return _POSTGRESQL_STATES.get(state)
