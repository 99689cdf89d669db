"""Commit and show: the understood cells of a sheet, packed small, so that a figure can show its cell.

``{"cells": {"D17": "trên 260"}, "widths": {"D": 12.5}, "merges": ["A1:F1"], "columns": {"attendances": "H"},
"header_rows": [8, 9], "dataset": "summary"}``, and ``old_text`` where cells were written for old fonts and are kept as
they were read; the intake decides which cells those are. Stored they stand by columns:
``{"cells": {"D": [17, ["trên 260"]]}}``, the first row and its texts, or the different texts and which of them stands in
each row (``data_access.numbered_texts``).
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from data_access.numbered_texts import numbers_of

_NAMES = text(
    "SELECT f.id, f.name, count(k.id) AS sheets FROM uploaded_file f JOIN kept_copy k ON k.file = f.id "
    "WHERE f.upload = :upload GROUP BY f.id, f.name ORDER BY f.id"
)
_FILE = text("SELECT name, upload FROM uploaded_file WHERE id = :file")
_SHEETS = text("SELECT sheet, content FROM kept_copy WHERE file = :file ORDER BY id")
_FIND = text("SELECT content FROM kept_copy WHERE file = :file AND sheet = :sheet")


@dataclass(frozen=True)
class KeptName:
    """A workbook of an upload of which something is kept."""

    file: int
    name: str
    sheets: int


def kept_names(connection: Connection, upload: int) -> list[KeptName]:
    """The workbooks of an upload that have a kept copy, in their order."""
    return [KeptName(row.id, row.name, row.sheets) for row in connection.execute(_NAMES, {"upload": upload})]


def named_file(connection: Connection, file: int) -> tuple[str, int]:
    """The name of a stored file, and the upload that it came with."""
    name, upload = connection.execute(_FILE, {"file": file}).one()
    return name, upload


def kept_sheets(connection: Connection, file: int) -> dict[str, dict[str, Any]]:
    """The kept copies of all sheets of a stored file, by name in their order."""
    return {row.sheet: unpack(bytes(row.content)) for row in connection.execute(_SHEETS, {"file": file})}


def pack(sheet: dict[str, Any]) -> bytes:
    """A sheet's understood cells as they are stored; dates become ISO texts."""
    return zlib.compress(json.dumps(sheet, ensure_ascii=False, separators=(",", ":"), default=_as_stored).encode(), 1)


def unpack(content: bytes) -> dict[str, Any]:
    """What ``pack`` stored."""
    unpacked: dict[str, Any] = json.loads(zlib.decompress(content))
    if "cells" in unpacked:
        unpacked["cells"] = dict(_by_address(unpacked["cells"]))
    return unpacked


def load_kept(connection: Connection, file: int, sheet: str) -> dict[str, Any] | None:
    """The kept copy of a sheet of a stored file (its id), or None where there is none."""
    content = connection.execute(_FIND, {"file": file, "sheet": sheet}).scalar()
    return unpack(bytes(content)) if content is not None else None


def _as_stored(value: Any) -> Any:
    return value.by_column() if hasattr(value, "by_column") else str(value)


def _by_address(cells: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for place, said in cells.items():
        if isinstance(said, str):
            yield place, said
            continue
        first, texts, *numbers = said
        for row, at in enumerate(numbers_of(numbers[0], len(texts)) if numbers else range(len(texts)), first):
            if at >= 0 and texts[at] is not None:
                yield f"{place}{row}", texts[at]
