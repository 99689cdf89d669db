"""Guard to commit, measured: what others take for the same file: pandas as most use it, and the least anyone could do."""

import sqlite3
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measuring import measured

_FLOOR_TABLE = """
    CREATE TABLE listed (number INTEGER, a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT, g TEXT, h TEXT, i TEXT);
    CREATE UNIQUE INDEX listed_once ON listed (a, b, i);
"""


def pandas(workbook: str, path: str) -> None:
    """``read_excel`` with openpyxl and ``to_sql``: no checks, no keys, no provenance."""
    import openpyxl  # noqa: F401  (so that its import is not measured)
    import pandas as pd
    from sqlalchemy import create_engine

    engine = create_engine(f"sqlite:///{path}")
    with measured():
        pd.read_excel(workbook, engine="openpyxl").to_sql("listed", engine, index=False)
    engine.dispose()


def floor(workbook: str, path: str) -> None:
    """calamine's rows, one check by hand, one ``executemany`` under a unique index."""
    from python_calamine import CalamineWorkbook

    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _FLOOR_TABLE)
    with measured():
        rows = CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).iter_rows()
        next(rows)
        with connection:
            connection.executemany("INSERT INTO listed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _checked(rows))
    connection.close()


def _checked(rows: Iterator[list[Any]]) -> Iterator[tuple[Any, ...]]:
    districts: dict[str, str] = {}
    for number, name, district, *rest in rows:
        if not name or not isinstance(number, float):
            continue
        known = districts.setdefault(district, unicodedata.normalize("NFC", district).casefold())
        yield (int(number), unicodedata.normalize("NFC", name), known, *map(str, rest))


if __name__ == "__main__":
    {"pandas": pandas, "floor": floor}[sys.argv[1]](*map(str, map(Path, sys.argv[2:])))
