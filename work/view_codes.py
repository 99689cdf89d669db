"""Export, ask: a view's short code, as files carry it and as people type it in to see the same again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_access.database import Database
from data_access.errors import StorageError
from data_access.view_codes import CodedView, code_for, view_of_code
from work import start

__all__ = ["CodedView", "coded_view", "kept_code"]


def kept_code(database: Database, page: str, codes: Mapping[str, Sequence[str]], version: int) -> str:
    """The code that opens a page again at a version; none where it cannot be written down, as it would open nothing."""
    try:
        return code_for(database, page, {**codes, "v": [str(version)]})
    except StorageError:
        return ""


def coded_view(typed: str) -> CodedView | None:
    """The page and address that a code stands for; None where none was given out."""
    with start.database().read() as connection:
        return view_of_code(connection, typed)
