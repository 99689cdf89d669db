"""Commit, measured: what a database server of ours does for an import: its processes end with their connections."""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import Cost, run

_TICKS = os.sysconf("SC_CLK_TCK")
# Of /proc/<pid>/stat, counted from behind the name: time of its own, and of its children that ended.
_OWN, _ENDED = slice(11, 13), slice(13, 15)


def with_server_time(module: str, *arguments: str) -> Cost:
    """A run, with what the servers on this machine spent meanwhile."""
    before = _spent()
    cost = run(module, *arguments)
    return replace(cost, cpu=cost.cpu + _spent() - before)


def _spent() -> float:
    """Seconds of processor of all processes named postgres, those that have ended among them."""
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            said = (process / "stat").read_text()
            if "(postgres" in said:
                numbers = said.rpartition(")")[2].split()
                ticks += sum(map(int, numbers[_OWN])) + sum(map(int, numbers[_ENDED]))
    return ticks / _TICKS
