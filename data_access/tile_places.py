"""Draw: the rough places of districts among each other, in squares, for the provinces of which we wrote them down."""

from __future__ import annotations

import csv
from functools import cache

from data_access.reference import FOLDER


@cache
def tile_places() -> dict[str, tuple[int, int]]:
    """Row and column of each unit that has a place, from north to south and from west to east."""
    rows = csv.DictReader((FOLDER / "tiles.csv").read_text(encoding="utf-8").splitlines())
    return {row["unit"]: (int(row["row"]), int(row["column"])) for row in rows}
