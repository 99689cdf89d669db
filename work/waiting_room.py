"""Compare to commit: where a prepared import waits, in a file with a token, an owner and half an hour to live.

The file holds what would be committed (facts, counts, kept cells), never the uploaded bytes. The imports looked at last
also lie open on the desk, so that turning a page does not unpack a file of a hundred thousand rows again.
"""

import errno
import json
import os
import secrets
import time
import zlib
from collections import OrderedDict
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

import settings
from data_access.errors import DatabaseFull, DatabaseReadOnly
from data_access.row_tables import RowTable
from data_access.uploaded_files import FileRecord
from intake.facts import Facts
from intake.kept_cells import KeptCells
from intake.problems import Problem
from intake.readings import FileReading, SheetReading
from work.facts_read import incoming_of
from work.imports import Prepared
from work.options import Options

LIFETIME_SECONDS = 30 * 60
_ON_DESK = 2
_desk: OrderedDict[str, tuple[str, Prepared]] = OrderedDict()
_desk_lock = Lock()


class Expired(Exception):
    """No import waits under this token: it was committed, left, or waited too long."""


def _folder() -> Path:
    folder = settings.data_folder() / "waiting"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _path(token: str) -> Path:
    return _folder() / f"{token}.json.z"


def put(prepared: Prepared, owner: str) -> str:
    """Let an import wait; the token that takes it up again."""
    _sweep()
    token = secrets.token_hex(16)
    waiting = {
        "owner": owner,
        "options": prepared.options,
        "files": prepared.files,
        "readings": prepared.readings,
    }
    content = zlib.compress(json.dumps(waiting, ensure_ascii=False, default=_as_json).encode(), 1)
    _write(_path(token), content)
    _lay_on_desk(token, owner, prepared)
    return token


def take(token: str, owner: str) -> Prepared:
    """The import that waits under a token; Expired where there is none of this owner. It may lack its change set."""
    _sweep()
    if not token.isalnum() or not _path(token).is_file():
        raise Expired(token)
    with _desk_lock:
        whose, prepared = _desk.get(token, ("", None))
    if prepared is None:
        try:
            waiting = json.loads(zlib.decompress(_path(token).read_bytes()), object_hook=_from_json)
            whose, prepared = waiting["owner"], _prepared(waiting)
        except FileNotFoundError as gone:
            raise Expired(token) from gone
        except (KeyError, TypeError, ValueError, zlib.error) as unknown:  # another release wrote it
            raise Expired(token) from unknown
    if whose != owner:
        raise Expired(token)
    _lay_on_desk(token, owner, prepared)
    return prepared


def leave(token: str) -> None:
    """Forget an import."""
    if token.isalnum():
        with _desk_lock:
            _desk.pop(token, None)
        _path(token).unlink(missing_ok=True)


def _lay_on_desk(token: str, owner: str, prepared: Prepared) -> None:
    with _desk_lock:
        _desk[token] = (owner, prepared)
        _desk.move_to_end(token)
        while len(_desk) > _ON_DESK:
            _desk.popitem(last=False)


def _write(path: Path, content: bytes) -> None:
    unfinished = path.with_suffix(".part")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        unfinished.rename(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        is_closed = error.errno in (errno.EROFS, errno.EACCES, errno.EPERM)
        raise (DatabaseReadOnly if is_closed else DatabaseFull)(str(error)) from error


def _prepared(waiting: dict[str, Any]) -> Prepared:
    readings = [_reading(reading) for reading in waiting["readings"]]
    prepared = Prepared(readings, Options(**waiting["options"]), [FileRecord(**f) for f in waiting["files"]])
    prepared.incoming = incoming_of(readings)
    return prepared


def _sweep() -> None:
    for path in _folder().iterdir():
        try:
            has_expired = time.time() - path.stat().st_mtime > LIFETIME_SECONDS
        except FileNotFoundError:  # another session swept it
            continue
        if has_expired:
            path.unlink(missing_ok=True)
            with _desk_lock:
                _desk.pop(path.name.partition(".")[0], None)


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Facts):
        return [(dataset, rows.columns) for dataset, rows in value.parts]
    if isinstance(value, KeptCells):
        return {"$cells": value.by_column()}
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    raise TypeError(type(value))


def _from_json(value: dict[str, Any]) -> Any:
    if value.keys() == {"$cells"}:
        return KeptCells.of_columns(value["$cells"])
    return date.fromisoformat(value["$date"]) if value.keys() == {"$date"} else value


def _reading(kept: dict[str, Any]) -> FileReading:
    return FileReading(
        kept["file"], [_sheet(sheet) for sheet in kept["sheets"]], [_problem(p) for p in kept["problems"]]
    )


def _sheet(kept: dict[str, Any]) -> SheetReading:
    return SheetReading(
        **{name: value for name, value in kept.items() if name not in ("rows_skipped", "facts", "undated", "problems")},
        rows_skipped=[(row, reason) for row, reason in kept["rows_skipped"]],
        facts=_facts(kept["facts"]),
        undated=_facts(kept["undated"]),
        problems=[_problem(problem) for problem in kept["problems"]],
    )


def _facts(kept: list[Any]) -> Facts:
    return Facts.of_parts([(dataset, RowTable(columns)) for dataset, columns in kept])


def _problem(kept: dict[str, Any]) -> Problem:
    return Problem(**{**kept, "answers": tuple(kept["answers"]), "cells": tuple(kept["cells"])})
