"""Every step, measured: processor time and memory of a process and of all that it starts."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[1]
_PAGE = os.sysconf("SC_PAGE_SIZE")
_EVERY_SECONDS = 0.02
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds of processor, seconds of the clock, megabytes.

    ``together`` is the peak of all its processes at one moment, ``added`` what its own process grew by.
    """

    cpu: float
    wall: float
    together: float
    added: float
    said: dict[str, Any]


@contextmanager
def measured() -> Iterator[dict[str, Any]]:
    """Measure what happens inside, in the process that is measured, and print it as a line of JSON."""
    said: dict[str, Any] = {}
    before, cpu, wall = _resident(os.getpid()), _cpu(), time.perf_counter()
    yield said
    said |= {"cpu": _cpu() - cpu, "wall": time.perf_counter() - wall}
    print(json.dumps({**said, "added": (_peak() - before) / _MEGABYTE}))


def run(module: str, *arguments: str) -> Cost:
    """Run a module in a fresh process that measures itself, and watch the memory of all its processes."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments], cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        together = 0
        while process.poll() is None:
            together = max(together, sum(map(_resident, _family(process.pid))))
            time.sleep(_EVERY_SECONDS)
        assert process.stdout is not None
        lines = process.stdout.read().splitlines()
    if process.returncode:
        raise SystemExit(f"{module} ended with {process.returncode}")
    said = json.loads(lines[-1])
    return Cost(said.pop("cpu"), said.pop("wall"), together / _MEGABYTE, said.pop("added"), said)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak() -> int:
    """The most this process held; what the system tells at its end counts what its parent held, too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started and that still run."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _resident(pid: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    return 0
