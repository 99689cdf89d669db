"""Match, commit and count: the units and terms that a process keeps, read again only where something was said of them."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sqlalchemy import text

from data_access.reference import Reference, load_reference
from data_access.reference_by_hand import NEWEST

if TYPE_CHECKING:
    from data_access.database import Database

# The present, and what it was before somebody said something of a unit.
_FEW = 3
_SAID_OF = "SELECT max({by}) AS upload FROM {table} WHERE {by} <= :version"
_SAID = " UNION ALL ".join(
    _SAID_OF.replace("{table}", table).replace("{by}", by)
    for table in ("unit", "unit_succession", "unit_state", "unit_link", "named_term", "term_days")
    for by in ("added_by", "removed_by")
)
# Spellings are those of now whatever the version, and terms only come.
_MARK = text(
    "SELECT (SELECT max(upload) FROM (" + _SAID + ") AS said), (SELECT count(*) FROM term), "
    "(SELECT max(added_by) FROM unit_alias), (SELECT max(removed_by) FROM unit_alias)"
)
_Mark = tuple[Any, ...]

_kept: WeakKeyDictionary[Database, dict[_Mark, Reference]] = WeakKeyDictionary()
_lock = Lock()


def reference_of(database: Database, version: int | None = None) -> Reference:
    """What ``load_reference`` gives of a database at a version (None: now); nobody changes it.

    It is the same object for all versions between which no upload said anything of units, terms or spellings, so that
    what was worked out from it holds for all of them.
    """
    with database.read() as connection:
        mark = tuple(connection.execute(_MARK, {"version": NEWEST if version is None else version}).one())
        with _lock:
            found = _kept.setdefault(database, {}).get(mark)
        read = found or load_reference(connection, version)
    with _lock:
        kept = _kept[database]
        found = kept.pop(mark, read)  # another thread may have read it meanwhile
        kept[mark] = found
        for oldest in list(kept)[:-_FEW]:
            del kept[oldest]
    return found
