"""Show: whether a database keeps its promises; each one that it does not is named by a code and what it is about."""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, text

from data_access.model_merges import broken_links
from data_access.sound_facts import broken_facts, broken_keys
from data_access.sound_figures import broken_figures
from data_access.sound_schema import Fault, broken_schema
from data_access.sound_uploads import broken_answers, broken_copies, broken_counts, broken_lives, gaps

_NOT_HELD = text(
    "SELECT c.conrelid::regclass::text AS table_name, c.conname FROM pg_constraint c "
    "WHERE NOT c.convalidated AND c.connamespace = current_schema()::regnamespace ORDER BY 1, 2"
)


def check(connection: Connection) -> list[Fault]:
    """Every promise that the database does not keep; nothing is good.

    Where the tables are not as they should be, or the file is damaged, the rest is not asked: the answers would mislead.
    """
    for ground in (_file_itself, broken_schema):
        if found := list(ground(connection)):
            return found
    checks: tuple[Callable[[Connection], Iterator[Fault]], ...] = (
        gaps,
        broken_lives,
        broken_facts,
        broken_keys,
        broken_links,
        _pointers,
        broken_copies,
        broken_counts,
        broken_answers,
    )
    broken = [finding for find in checks for finding in find(connection)]
    # Figures are counted from rows: what is wrong with those has been said.
    broken += [] if broken else broken_figures(connection)
    return list({str(finding): finding for finding in broken}.values())


def _pointers(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name == "sqlite":
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            yield "points_nowhere", {"table": row[0], "row": row[1], "target": row[2]}
    else:
        for row in connection.execute(_NOT_HELD):
            yield "constraint_not_held", {"table": row.table_name, "name": row.conname}


def _file_itself(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check").all():
            # Only what is unique or must not be empty: the file as such is whole, and the checks of rows say it better.
            if said != "ok" and not _by_rows(said):
                yield "file_damaged", {"detail": said}


def _by_rows(said: str) -> bool:
    return said.startswith(("CHECK constraint failed", "NULL value in", "non-unique entry"))
