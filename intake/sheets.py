"""Read: from a file's bytes to its sheets, by a process that a hostile file may bring down instead of us."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from intake.grids import REFUSALS, Refused, Value, Workbook
from intake.guards import inspect
from intake.limits import DEFAULT, Limits
from intake.wire import clean_text, decode_head, decode_rows

_WORKER = Path(__file__).with_name("worker.py")
_AT_ONCE = threading.BoundedSemaphore(2)
# What an interpreter needs to start at all, on Windows and where its libraries lie in a place of their own.
_KEPT_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH")


def read_sheets(name: str, content: bytes, *, worker: Path | None = None, limits: Limits = DEFAULT) -> Workbook:
    """All sheets of a file with their cells; Refused, with a code that says why, where it is not read."""
    kind = inspect(name, content, max_bytes=limits.file_bytes)
    if not _AT_ONCE.acquire(timeout=limits.waiting_seconds):
        raise Refused("busy")
    try:
        workbook = _read_apart(Workbook(kind.kind, [], list(kind.notices)), content, worker or _WORKER, limits)
    finally:
        _AT_ONCE.release()
    if kind.kind == "csv":
        workbook.grids[0].name = clean_text(Path(name.replace("\\", "/")).stem)
    return workbook


def _read_apart(workbook: Workbook, content: bytes, worker: Path, limits: Limits) -> Workbook:
    """Fill the workbook from a worker process, which is gone when this returns, whatever happened to it."""
    process = _start(worker, workbook.kind, limits)
    overdue = threading.Event()
    clock = threading.Timer(limits.wall_seconds, _end, [process, overdue])
    feeder = threading.Thread(target=_feed, args=[process, content], daemon=True)
    clock.start()
    feeder.start()
    try:
        has_ended = _fill(workbook, process, limits)
        if has_ended:
            return workbook
        exit_code = _exit_code(process)
        raise Refused("too_slow" if overdue.is_set() else _reason(exit_code))
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        feeder.join()
        clock.join()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _start(worker: Path, kind: str, limits: Limits) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            [sys.executable, "-I", "-B", str(worker), kind, limits.as_argument()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ},
        )
    except OSError as error:
        raise Refused("reader_failed") from error


def _end(process: "subprocess.Popen[bytes]", overdue: threading.Event) -> None:
    overdue.set()
    process.kill()


def _feed(process: "subprocess.Popen[bytes]", content: bytes) -> None:
    """Hand the worker its file, in a thread: a worker that reads nothing would block us for ever."""
    assert process.stdin is not None
    # A worker that is gone already breaks the pipe; its exit code says why.
    with contextlib.suppress(OSError):
        process.stdin.write(content)
        process.stdin.close()


def _fill(workbook: Workbook, process: "subprocess.Popen[bytes]", limits: Limits) -> bool:
    """Add what the worker says to the workbook; whether it came to its end."""
    for message in _answers(process, limits.output_bytes):
        try:
            if "end" in message:
                break
            if "refused" in message:
                raise Refused(_known(message["refused"]), **message["params"])
            if "sheet" in message:
                workbook.grids.append(decode_head(message["sheet"]))
            else:
                workbook.grids[-1].rows += decode_rows(message)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise Refused("reader_failed") from error
    else:
        return False
    for grid in workbook.grids:
        _cut_blank_end(grid.rows)
    return True


def _answers(process: "subprocess.Popen[bytes]", most: int) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    left = most
    while line := process.stdout.readline(left + 1):
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


def _known(code: object) -> str:
    return code if isinstance(code, str) and code in REFUSALS else "reader_failed"


def _exit_code(process: "subprocess.Popen[bytes]") -> int:
    """How the worker ended; one that closed its output and still runs is ended here."""
    try:
        return process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return 0


def _reason(exit_code: int) -> str:
    """Why a worker that did not come to its end most likely died."""
    if exit_code == -getattr(signal, "SIGXCPU", 0):
        return "too_slow"
    # Readers written in Rust abort when memory is refused, and the system kills the greediest process.
    if exit_code in (-getattr(signal, "SIGABRT", 0), -getattr(signal, "SIGKILL", 0)):
        return "too_much_memory"
    return "reader_failed"
