"""Commit: the one file of a backup: a manifest and every table as lines of JSON, the same for both databases.

Dates are ISO texts, moments say that they are UTC, bytes are base64. The manifest names the columns of each table and
their kinds, counts its rows and holds the hash of its lines; the file's comment holds the hash of the manifest. That
shows damage and a careless hand, not a forger: who can write the file can also write its hashes.
"""

import base64
import errno
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from data_access.errors import BackupDamaged, DatabaseFull

FORMAT = 1
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 1_000_000
_AT_ONCE = 5_000
_LEVEL = 3
_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
Row = list[Any]


@dataclass(frozen=True)
class TableEntry:
    """What a backup says of one table: its columns with their kinds, its rows, the hash of its lines."""

    columns: dict[str, str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    ``schema`` is the revision of its tables, ``version`` its data version. ``findings`` counts the promises that its
    database did not keep; None where nobody looked, as before a migration.
    """

    made_at: str
    schema: str
    version: int
    database: str
    findings: int | None
    tables: dict[str, TableEntry] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """How many rows it holds in all."""
        return sum(table.rows for table in self.tables.values())


def write_file(
    path: Path, manifest: Manifest, tables: dict[str, dict[str, str]], rows_of: Callable[[str], Iterable[Row]]
) -> Manifest:
    """Write a backup: whole, on the disk and read back before it has its name; only its owner may read it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
                for name, columns in tables.items():
                    manifest.tables[name] = _write_table(archive, name, columns, rows_of(name))
                said = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
                archive.writestr(_MANIFEST, said)
                archive.comment = sha256(said).hexdigest().encode()
            file.flush()
            os.fsync(file.fileno())
        if verified(part) != manifest:
            raise BackupDamaged("what was written is not what is read back")
        part.replace(path)
        _settle_folder(path.parent)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DatabaseFull(str(error)) from error
        raise
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _settle_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no such thing as writing a folder's entries out
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_table(archive: zipfile.ZipFile, name: str, columns: dict[str, str], rows: Iterable[Row]) -> TableEntry:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_as_text).encode
    seen, count = sha256(), 0
    with archive.open(_member(name), "w", force_zip64=True) as lines:
        for row in rows:
            line = f"{encode(row)}\n".encode()
            seen.update(line)
            lines.write(line)
            count += 1
    return TableEntry(columns, count, seen.hexdigest())


def _as_text(value: Any) -> str:
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(value).decode()
    return str(value.isoformat())


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def verified(path: Path) -> Manifest:
    """What a backup says of itself, after every line was read and held against it."""
    with _opened(path) as archive:
        manifest = _manifest(archive)
        named = {_MANIFEST, *map(_member, manifest.tables)}
        if sorted(archive.namelist()) != sorted(named):
            raise BackupDamaged("the tables are not those that the manifest names")
        for name in manifest.tables:
            for _ in _chunks(archive, manifest, name):
                pass
    return manifest


def rows_in(path: Path, manifest: Manifest, table: str) -> Iterator[list[Row]]:
    """The rows of one table, some thousands at a time; what is not as the manifest says is refused at the end."""
    with _opened(path) as archive:
        yield from _chunks(archive, manifest, table)


_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    TypeError,
    ValueError,
    NotImplementedError,
    RecursionError,
)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """A backup opened for reading; whatever is wrong with what it holds is damage."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGE as error:
        raise BackupDamaged(str(error)) from error


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if archive.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
        raise BackupDamaged("the manifest is too large")
    said = archive.read(_MANIFEST)
    if archive.comment != sha256(said).hexdigest().encode():
        raise BackupDamaged("the manifest is not the one that was written")
    found = json.loads(said)
    if found.get("format") != FORMAT:
        raise BackupDamaged(f"format {found.get('format')} is not known")
    datetime.fromisoformat(found["made_at"])
    return Manifest(**{**found, "tables": {name: TableEntry(**entry) for name, entry in found["tables"].items()}})


def _chunks(archive: zipfile.ZipFile, manifest: Manifest, table: str) -> Iterator[list[Row]]:
    entry, seen, count = manifest.tables[table], sha256(), 0
    chunk: list[Row] = []
    with archive.open(_member(table)) as lines:
        for line in lines:
            seen.update(line)
            chunk.append(json.loads(line))
            if len(chunk[-1]) != len(entry.columns):
                raise BackupDamaged(f"a row of {table} has other columns")
            if len(chunk) == _AT_ONCE:
                count += len(chunk)
                yield chunk
                chunk = []
    count += len(chunk)
    if (count, seen.hexdigest()) != (entry.rows, entry.sha256):
        raise BackupDamaged(f"the rows of {table} are not those that were written")
    if chunk:
        yield chunk
