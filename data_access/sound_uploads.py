"""Show: the promises that hold for uploads: no gap, counts as stored, copies that open, answers that mean one unit each."""

import json
import zlib
from collections import Counter
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy import Connection, text

from data_access.kept_copies import unpack
from data_access.sound_schema import Fault
from data_access.spelling import with_marks
from data_access.tables import FACT_TABLES, Record, fact_table

_UNDOES_LATER = text("SELECT id, undoes FROM upload WHERE undoes >= id ORDER BY id")
_IMPORTS = text("SELECT id, changes FROM upload WHERE kind IN ('import', 'replace') ORDER BY id")
_COPIES = text("SELECT id, content FROM kept_copy ORDER BY id")
_ANSWERS = text(
    "SELECT a.id, a.province, a.spelling, a.removed_by, coalesce(u.province, u.id) AS of_unit, "
    "u.removed_by AS unit_gone FROM unit_alias a JOIN unit u ON u.id = a.unit ORDER BY a.id"
)
_BAD_FILES = text("SELECT id FROM uploaded_file WHERE length(sha256) <> 64 OR size < 0 OR name = '' ORDER BY id")


def gaps(connection: Connection) -> Iterator[Fault]:
    """Versions that are missing, and uploads that would take back what came after them."""
    numbers = list(connection.scalars(text("SELECT id FROM upload ORDER BY id")))
    for missing in sorted(set(range(max(numbers, default=0) + 1)) - set(numbers)):
        yield "version_missing", {"upload": missing}
    for row in connection.execute(_UNDOES_LATER):
        yield "undoes_later_upload", {"upload": row.id, "undoes": row.undoes}


def broken_lives(connection: Connection) -> Iterator[Fault]:
    """Rows of tables other than those of facts that end before they begin, such as settings, answers and links."""
    facts = {fact_table(dataset).name for dataset in FACT_TABLES}
    for name, table in sorted(Record.metadata.tables.items()):
        if name in facts or not {"added_by", "removed_by"} <= set(table.c.keys()):
            continue
        for key in connection.execute(sa.select(*table.primary_key).where(table.c.removed_by <= table.c.added_by)):
            yield "removed_before_added", {"dataset": name, "row": " ".join(map(str, key))}


def broken_copies(connection: Connection) -> Iterator[Fault]:
    """Kept copies that cannot be opened again, and files without a name, a size or a hash."""
    for row in connection.execute(_COPIES, execution_options={"yield_per": 100}):
        try:
            unpack(bytes(row.content))
        except (zlib.error, ValueError, TypeError, LookupError, RecursionError):
            yield "kept_copy_unreadable", {"copy": row.id}
    for id in connection.scalars(_BAD_FILES):
        yield "file_without_record", {"file": id}


def broken_counts(connection: Connection) -> Iterator[Fault]:
    """Imports that say to have brought or ended another number of rows than there are."""
    added, removed = _counted(connection, "added_by"), _counted(connection, "removed_by")
    for row in connection.execute(_IMPORTS):
        said = json.loads(row.changes)
        stored = (
            said.get("new", 0) + said.get("changed", 0),
            said.get("changed", 0) + said.get("removed", 0),
        )
        found = added[row.id], removed[row.id]
        if stored != found:
            yield "counts_differ", {"upload": row.id, "said": sum(stored), "found": sum(found)}


def _counted(connection: Connection, name: str) -> Counter[int]:
    counted: Counter[int] = Counter()
    for dataset in FACT_TABLES:
        column = fact_table(dataset).c[name]
        query = sa.select(column, sa.func.count()).where(column.is_not(None)).group_by(column)
        counted.update({upload: count for upload, count in connection.execute(query)})
    return counted


def broken_answers(connection: Connection) -> Iterator[Fault]:
    """Remembered spellings that mean two units at once, one of another province, or one that is gone."""
    current: set[tuple[str, str]] = set()
    for row in connection.execute(_ANSWERS):
        if row.removed_by is not None:
            continue
        place = row.province, with_marks(row.spelling)
        if place in current:
            yield "answer_twice", {"answer": row.id}
        if row.of_unit != row.province or row.unit_gone is not None:
            yield "answer_misplaced", {"answer": row.id}
        current.add(place)
