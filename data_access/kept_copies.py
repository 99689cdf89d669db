"""Commit and show: the understood cells of a sheet, packed small, so that a figure can show its cell.

``{"cells": {"D17": "trên 260"}, "widths": {"D": 12.5}, "merges": ["A1:F1"], "columns": {"attendances": "H"},
"header_rows": [8, 9], "dataset": "summary"}``; the intake decides which cells those are.
"""

import json
import zlib
from typing import Any

from sqlalchemy import Connection, text

_FIND = text("SELECT content FROM kept_copy WHERE file = :file AND sheet = :sheet")


def pack(sheet: dict[str, Any]) -> bytes:
    """A sheet's understood cells as they are stored; dates become ISO texts."""
    return zlib.compress(json.dumps(sheet, ensure_ascii=False, separators=(",", ":"), default=str).encode(), 6)


def unpack(content: bytes) -> dict[str, Any]:
    """What ``pack`` stored."""
    unpacked: dict[str, Any] = json.loads(zlib.decompress(content))
    return unpacked


def load_kept(connection: Connection, file: int, sheet: str) -> dict[str, Any] | None:
    """The kept copy of a sheet of a stored file (its id), or None where there is none."""
    content = connection.execute(_FIND, {"file": file, "sheet": sheet}).scalar()
    return unpack(bytes(content)) if content is not None else None
