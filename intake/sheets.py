"""Read: from a file's bytes to its sheets, by a process that a hostile file may bring down instead of us."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from intake.apart import known_refusal, set_apart
from intake.grids import Refused, Value, Workbook
from intake.guards import FileKind, inspect
from intake.legacy_text import convert
from intake.limits import DEFAULT, Limits
from intake.wire import RowReader, decode_head
from intake.wire_columns import clean_text

_WORKER = Path(__file__).with_name("worker.py")


def read_sheets(name: str, content: bytes, *, worker: Path | None = None, limits: Limits = DEFAULT) -> Workbook:
    """All sheets of a file with their cells; Refused, with a code that says why, where it is not read."""
    kind = inspect(name, content, max_bytes=limits.file_bytes)
    with set_apart(worker or _WORKER, [kind.kind], content, limits) as at_work:
        if (workbook := workbook_told(name, kind, at_work.output, limits)) is None:
            raise Refused(at_work.reason())
    return workbook


def workbook_told(name: str, kind: FileKind, output: BinaryIO, limits: Limits) -> Workbook | None:
    """The workbook that a worker tells line by line, its texts in old fonts made readable; nothing where it broke off."""
    workbook = Workbook(kind.kind, [], list(kind.notices))
    if not _fill(workbook, output, limits):
        return None
    if kind.kind == "csv":
        workbook.grids[0].name = clean_text(Path(name.replace("\\", "/")).stem)
    for grid in workbook.grids:
        convert(grid)
    return workbook


def _fill(workbook: Workbook, output: BinaryIO, limits: Limits) -> bool:
    """Add what the worker says to the workbook; whether it came to its end."""
    reader = RowReader()
    for message in _answers(output, limits.output_bytes):
        try:
            if "end" in message:
                break
            if "refused" in message:
                raise Refused(known_refusal(message["refused"]), **message["params"])
            if "sheet" in message:
                workbook.grids.append(decode_head(message["sheet"]))
                reader = RowReader()
            else:
                workbook.grids[-1].rows += reader.rows(message)
        except (KeyError, IndexError, TypeError, ValueError, OverflowError, AttributeError) as error:
            raise Refused("reader_failed") from error
    else:
        return False
    for grid in workbook.grids:
        _cut_blank_end(grid.rows)
    return True


def _answers(output: BinaryIO, most: int) -> Iterator[dict[str, Any]]:
    left = most
    while line := output.readline(left + 1):
        left -= len(line)
        if left < 0:
            raise Refused("bomb")
        if not line.endswith(b"\n"):
            return
        try:
            message = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise Refused("reader_failed") from error
        if not isinstance(message, dict):
            raise Refused("reader_failed")
        yield message


def _cut_blank_end(rows: list[list[Value]]) -> None:
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
