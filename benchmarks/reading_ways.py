"""Count, measured: one way of reading a large database in a process of its own: ours, the naive one, a chart's query.

``python -m benchmarks.reading_ways WAY FILE``: cube, refresh, pandas, superset, search, past.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.measuring import measured
from benchmarks.reading_data import RARE, YEARS

# As business intelligence tools write the query behind a bar chart: distinct models by unit, under two filters.
_CHART = """
SELECT unit AS unit, COUNT(DISTINCT model_key) AS "COUNT_DISTINCT(model_key)" FROM dan_van_model
WHERE removed_by IS NULL AND sector IN ('economy') AND report_year >= 2021 AND report_year < 2026
GROUP BY unit ORDER BY "COUNT_DISTINCT(model_key)" DESC LIMIT 10000
"""
_UPLOADED = 1_000


def cube(path: Path) -> None:
    """Count everything at the newest version."""
    from data_access.cube import build_cube
    from data_access.database import open_database
    from data_access.database import version as newest_version

    with measured() as cost, open_database(f"sqlite:///{path}").read() as connection:
        cost["units"] = len(build_cube(connection, newest_version(connection)).listed["models", "recorded"])


def past(path: Path) -> None:
    """Count everything as of a version long ago."""
    from data_access.cube import build_cube
    from data_access.database import open_database

    with measured() as cost, open_database(f"sqlite:///{path}").read() as connection:
        cost["units"] = len(build_cube(connection, len(YEARS) // 2).listed["models", "recorded"])


def refresh(path: Path) -> None:
    """Take an upload of a thousand rows into a cube that is there."""
    from data_access.cube import build_cube, touched_since
    from data_access.cube import refresh as refreshed
    from data_access.database import open_database
    from data_access.database import version as newest_version

    copy = path.with_name(f"refresh-{path.name}")
    shutil.copyfile(path, copy)
    try:
        database = open_database(f"sqlite:///{copy}")
        with database.read() as connection:
            before = build_cube(connection, newest_version(connection))
        _upload(copy)
        with measured() as cost, database.read() as connection:
            cost["version"] = refreshed(before, connection, touched_since(connection, before.version)).version
    finally:
        copy.unlink()


def _upload(path: Path) -> None:
    """Another upload: a thousand rows of one province, every third a model that is known from the year before."""
    with closing(sqlite3.connect(path)) as connection:
        last = len(YEARS)
        connection.execute(
            'INSERT INTO upload SELECT ?, at, "by", kind, undoes, is_sample, changes FROM upload WHERE id = ?',
            (last + 1, last),
        )
        names = [row[1] for row in connection.execute("PRAGMA table_info(dan_van_model)") if row[1] != "id"]
        new = {
            "natural_key": "'new ' || id", "added_by": str(last + 1), "brought_by": str(last + 1), "report_year": "report_year + 1",
            "model_key": "CASE id % 3 WHEN 0 THEN model_key ELSE 'new ' || id END",
        }  # fmt: skip
        connection.execute(
            f"INSERT INTO dan_van_model ({', '.join(names)}) SELECT {', '.join(new.get(name, name) for name in names)} "
            f"FROM dan_van_model WHERE added_by = {last} AND unit IN (SELECT id FROM unit WHERE province = '79') LIMIT {_UPLOADED}"
        )
        connection.commit()


def pandas(path: Path) -> None:
    """The naive way: the whole table into a frame, then grouped."""
    import pandas as pd

    with measured() as cost, closing(sqlite3.connect(path)) as connection:
        frame = pd.read_sql("SELECT * FROM dan_van_model", connection)
        current = frame[frame["removed_by"].isna()]
        cost["units"] = int(current.groupby(["unit", "report_year"])["model_key"].nunique().groupby("unit").size().size)


def superset(path: Path) -> None:
    """The query that a chart of a business intelligence tool asks of the same file, its frame included."""
    import pandas as pd

    with measured() as cost, closing(sqlite3.connect(path)) as connection:
        cost["units"] = len(pd.read_sql(_CHART, connection))


def search(path: Path) -> None:
    """Look for a name that few models bear."""
    from data_access.database import open_database
    from data_access.measures import MEASURES
    from data_access.name_search import ids_by_name, words_of
    from data_access.queries import Question
    from data_access.reference import load_reference
    from data_access.selection import Selection

    with open_database(f"sqlite:///{path}").read() as connection:
        question = Question(load_reference(connection), MEASURES["models"], Selection())
        with measured() as cost:
            words = words_of(RARE[0])
            cost["found"] = len(ids_by_name(connection, question, words, version=len(YEARS), most=50))


WAYS: dict[str, Callable[[Path], None]] = {way.__name__: way for way in (cube, past, refresh, pandas, superset, search)}

if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]))
