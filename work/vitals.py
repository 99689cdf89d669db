"""Beside every step: how the process and its database are, for whoever watches over the machine."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from data_access.cache import kept_cube
from data_access.errors import StorageError
from work import start


def vitals() -> dict[str, float]:
    """Numbers of this moment by name; what cannot be known now is left out."""
    return _of_the_database() | _of_the_process()


def _of_the_database() -> dict[str, float]:
    try:
        database = start.database()
        said = {"database_up": 1.0, "data_version": float(database.version())}
    except StorageError:
        return {"database_up": 0.0}
    if cube := kept_cube(database):
        said |= {"cube_version": float(cube[0]), "cube_age_seconds": time.monotonic() - cube[1]}
    return said


def _of_the_process() -> dict[str, float]:
    said = {"process_cpu_seconds": time.process_time()}
    with suppress(OSError, AttributeError):  # only Linux tells these
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        said["process_resident_bytes"] = float(pages * os.sysconf("SC_PAGE_SIZE"))
        tasks = Path("/proc/self/task").glob("*/children")
        said["process_children"] = float(sum(len(task.read_text(encoding="ascii").split()) for task in tasks))
        said["process_open_files"] = float(len(os.listdir("/proc/self/fd")))
    return said
