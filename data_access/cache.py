"""Count: the cubes a process keeps: the newest, what it was before, and a few of the past; none ever goes stale."""

from __future__ import annotations

import gc
import time
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from data_access.cube import Cube, back_to, build_cube, refresh, touched_since
from data_access.database import version as newest_version

if TYPE_CHECKING:
    from data_access.database import Database


_FEW = 2


class Shelf:
    """The cubes kept of one database."""

    def __init__(self) -> None:
        self._lock, self._past_lock = Lock(), Lock()
        self._newest: Cube | None = None
        self._past: list[Cube] = []
        self._before: list[Cube] = []
        self._counted = 0.0

    def cube(self, connection: Connection, version: int | None) -> Cube:
        """The cube of a version (None: the one the connection sees), counted only if it is not kept."""
        with self._lock:
            now = newest_version(connection)
            newest = self._brought_up_to(connection, now)
            kept = [newest, *self._before]
        # A reader's snapshot may have begun before a commit that another reader has already seen.
        wanted = now if version is None else version
        for cube in kept:
            if cube.version == wanted:
                return cube
        # Apart, so that whoever looks at the present need not wait while the past is counted.
        with self._past_lock:
            kept_of_the_past = next((cube for cube in self._past if cube.version == wanted), None)
            return kept_of_the_past or self._counted_back(connection, wanted, newest if newest.version == now else None)

    def _counted_back(self, connection: Connection, wanted: int, newest: Cube | None) -> Cube:
        """A cube of the past: from the newest where little changed since, of which it then shares the most."""
        touched = back_to(connection, wanted) if newest else None
        room = _FEW - 1 if touched else 0  # one that shares nothing takes the place of all others
        for older in self._past[room:]:
            older.let_go()
        self._past = self._past[:room]
        made = refresh(newest, connection, touched) if newest and touched else build_cube(connection, wanted)
        self._past.insert(0, made)
        return made

    def _brought_up_to(self, connection: Connection, now: int) -> Cube:
        if self._newest is None:
            self._newest, self._counted = build_cube(connection, now), time.monotonic()
            # Its hundreds of thousands of parts live as long as the process: no search for garbage need look at them.
            gc.freeze()
        elif now > self._newest.version:
            # Who committed asks at once what it was before; most of it is one with what it is now.
            for older in self._before[_FEW - 1 :]:
                older.let_go()
            self._before = [self._newest, *self._before][:_FEW]
            self._newest = refresh(self._newest, connection, touched_since(connection, self._newest.version))
            self._counted = time.monotonic()
        return self._newest

    def kept(self) -> tuple[int, float] | None:
        """The version of the newest cube that is kept, and when it was counted by the steady clock."""
        newest = self._newest
        return (newest.version, self._counted) if newest else None


_shelves: WeakKeyDictionary[Database, Shelf] = WeakKeyDictionary()
_shelves_lock = Lock()


def kept_cube(database: Database) -> tuple[int, float] | None:
    """What is kept of a database without counting anything: the newest cube's version, and when it was counted."""
    with _shelves_lock:
        shelf = _shelves.get(database)
    return shelf.kept() if shelf else None


def cube_of(database: Database, version: int | None = None) -> Cube:
    """The cube of a database as of a version, the newest unless told; safe to call from any thread."""
    with _shelves_lock:
        shelf = _shelves.setdefault(database, Shelf())
    with database.read() as connection:
        return shelf.cube(connection, version)
