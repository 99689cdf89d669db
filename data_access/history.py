"""Show: what was uploaded: every upload with its files, and which of them brought a file of these bytes."""

import json
from typing import Any

from sqlalchemy import Connection, text

from data_access.moments import stored_moment

_UPLOADS = text('SELECT id, at, "by", kind, undoes, is_sample, changes FROM upload WHERE id > 0 ORDER BY id')
_FILES = text("SELECT id, upload, name, size, sha256 FROM uploaded_file ORDER BY id")


def uploads(connection: Connection) -> list[dict[str, Any]]:
    """Every upload in order, as ``uploads --json`` shows it, with its files' sizes and hashes beside."""
    files: dict[int, list[dict[str, Any]]] = {}
    for row in connection.execute(_FILES).mappings():
        files.setdefault(row["upload"], []).append(dict(row))
    return [
        {
            "upload": row.id,
            "at": stored_moment(row.at).isoformat(),
            "by": row.by,
            "kind": row.kind,
            "undoes": row.undoes,
            "files": [file["name"] for file in files.get(row.id, [])],
            "changes": json.loads(row.changes),
            "is_sample": bool(row.is_sample),
            "stored_files": files.get(row.id, []),
        }
        for row in connection.execute(_UPLOADS)
    ]


def imported_before(connection: Connection, sha256: str) -> list[int]:
    """The uploads that brought a file of these very bytes."""
    query = text("SELECT DISTINCT upload FROM uploaded_file WHERE sha256 = :sha256 ORDER BY upload")
    return list(connection.scalars(query, {"sha256": sha256}))
