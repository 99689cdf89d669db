"""Count: of things with several rows, which of these do not count in a place, because a later row does."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import Connection

from data_access.listed import Source

Numbers = np.ndarray[Any, Any]

_ABSENT = -1
_COMMA, _SEMICOLON = b",;"


def overtaken(
    connection: Connection, source: Source, ids: Numbers, where: Numbers, *, ages: Numbers, ways: Numbers
) -> list[Numbers]:
    """Of rows, given by their ids and numbers of where they count: by way those that a later one of the same thing overtakes.

    ``ages``: of each *where* how late it is, as a small number. ``ways``: by way of each *where* the number of its term;
    that of none is a number like others. Which unit a row is of makes no difference: only what was merged is of several.
    """
    things, rows = _in_order(*_of_several(connection, source, ids), ids=ids, ages=ages[where])
    terms = ways[:, where[rows]]
    late = np.zeros(terms.shape, dtype=bool)
    earlier, distance = np.arange(len(rows)), 0
    while len(earlier):
        distance += 1
        earlier = earlier[: np.searchsorted(earlier, len(rows) - distance)]
        earlier = earlier[things[earlier] == things[earlier + distance]]
        late[:, earlier] |= terms[:, earlier] == terms[:, earlier + distance]
    return [rows[is_late] for is_late in late]


def _of_several(connection: Connection, source: Source, ids: Numbers) -> tuple[Numbers, Numbers]:
    """Of all things that have several rows: thing by thing its number, and where among ``ids`` each row is."""
    at = np.full(int(ids.max(initial=0)) + 1, _ABSENT, dtype=np.int32)
    at[ids] = np.arange(len(ids), dtype=np.int32)
    told = connection.execute(source.several).scalar_one() or ""
    letters = np.frombuffer(told.encode(), dtype=np.uint8)
    ends = letters[(letters == _COMMA) | (letters == _SEMICOLON)] == _SEMICOLON
    several = np.fromstring(told.replace(";", ","), dtype=np.int64, sep=",")
    things = np.concatenate(([0], np.cumsum(ends, dtype=np.int32)))[: len(several)]
    known = np.flatnonzero(several < len(at))
    rows = at[several[known]]
    return things[known][rows != _ABSENT], rows[rows != _ABSENT]


def _in_order(things: Numbers, rows: Numbers, *, ids: Numbers, ages: Numbers) -> tuple[Numbers, Numbers]:
    """Both, the rows of each thing from the earliest to the latest: by age, then in the order in which they came."""
    ages, ids = ages[rows], ids[rows]
    keys = (things.astype(np.int64) * (ages.max(initial=0) + 1) + ages) * (ids.max(initial=0) + 1) + ids
    order = np.argsort(keys, kind="stable")  # most are in order
    return things[order], rows[order]
