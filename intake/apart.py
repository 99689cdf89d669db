"""Read and export: a throw-away process that does one thing with one file, under limits, at most two at once.

Whatever a hostile file makes of it, the server learns what it answered, or a code that says why there is no answer.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from intake.grids import REFUSALS, Refused
from intake.limits import Limits

_AT_ONCE = threading.BoundedSemaphore(2)
# What an interpreter needs to start at all, on Windows and where its libraries lie in a place of their own.
_KEPT_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH")


class Apart:
    """A worker process at work: ``output`` is what it says."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        self.process = process
        self.output: BinaryIO = process.stdout  # type: ignore[assignment]
        self.overdue = threading.Event()

    def end(self) -> None:
        """End it because its time is over."""
        self.overdue.set()
        self.process.kill()

    def reason(self) -> str:
        """Why it most likely did not come to its end, as one of ``REFUSALS``."""
        exit_code = self._exit_code()
        if self.overdue.is_set() or exit_code == -getattr(signal, "SIGXCPU", 0):
            return "too_slow"
        # Readers written in Rust abort when memory is refused, and the system kills the greediest process.
        if exit_code in (-getattr(signal, "SIGABRT", 0), -getattr(signal, "SIGKILL", 0)):
            return "too_much_memory"
        return "reader_failed"

    def _exit_code(self) -> int:
        """How it ended; one that closed its output and still runs is ended afterwards."""
        try:
            return self.process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return 0


@contextlib.contextmanager
def set_apart(worker: Path, arguments: list[str], content: bytes, limits: Limits) -> Iterator[Apart]:
    """A worker process that is fed the content; gone when this is left, whatever happened to it."""
    if not _AT_ONCE.acquire(timeout=limits.waiting_seconds):
        raise Refused("busy")
    try:
        with _running(_start(worker, arguments, limits), content, limits) as at_work:
            yield at_work
    finally:
        _AT_ONCE.release()


@contextlib.contextmanager
def _running(process: "subprocess.Popen[bytes]", content: bytes, limits: Limits) -> Iterator[Apart]:
    at_work = Apart(process)
    clock = threading.Timer(limits.wall_seconds, at_work.end)
    feeder = threading.Thread(target=_feed, args=[process, content], daemon=True)
    clock.start()
    feeder.start()
    try:
        yield at_work
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        feeder.join()
        clock.join()
        assert process.stdin is not None and process.stdout is not None
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()


def _start(worker: Path, arguments: list[str], limits: Limits) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            [sys.executable, "-I", "-B", str(worker), *arguments, limits.as_argument()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ},
        )
    except OSError as error:
        raise Refused("reader_failed") from error


def _feed(process: "subprocess.Popen[bytes]", content: bytes) -> None:
    """Hand the worker its file, in a thread: a worker that reads nothing would block us for ever."""
    assert process.stdin is not None
    # A worker that is gone already breaks the pipe; its exit code says why.
    with contextlib.suppress(OSError):
        process.stdin.write(content)
        process.stdin.close()


def known_refusal(code: object) -> str:
    """The code of a refusal that a worker told, if it is one we have words for."""
    return code if isinstance(code, str) and code in REFUSALS else "reader_failed"
