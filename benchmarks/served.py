"""Show, measured: a server of ours for viewers: started on a database, its processor time and memory told."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 120


@dataclass(frozen=True)
class Server:
    """A server on a port of this machine."""

    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of processor so far; told in hundredths, so that many answers have to be measured together."""
        numbers = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(numbers[11]) + int(numbers[12])) / _TICKS

    def megabytes(self) -> float:
        """The most memory it held so far."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


@contextmanager
def served(database: Path, folder: Path) -> Iterator[Server]:
    """A server on this SQLite file, once it listens; ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    own = {
        "DATABASE_URL": f"sqlite:///{database}", "DATA_FOLDER": str(folder), "SAMPLE_DATA": "0", "BACKUP_HOUR": "off",
        "STREAMLIT_SERVER_PORT": str(port), "STREAMLIT_SERVER_HEADLESS": "true",
    }  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=_ROOT, env={**os.environ, **own}, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise SystemExit("the server did not start")
