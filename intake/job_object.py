"""Guard: the worker's limits on Windows, which has no resource limits: a job object bounds memory, time and children.

Written from the documentation of the system and not tried on it by our tests, which run on Linux. Where the system
does not allow it the worker runs on, and only the clock of the parent ends it.
"""

from __future__ import annotations

import ctypes
from ctypes import c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from typing import Any

_EXTENDED = 9  # JobObjectExtendedLimitInformation
_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY, _DIE_ON_EXCEPTION = 0x2, 0x8, 0x100, 0x400
_TICKS = 10_000_000  # a second in steps of 100 nanoseconds


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = [
        ("process_time", c_int64),
        ("job_time", c_int64),
        ("flags", c_uint32),
        ("least_working_set", c_size_t),
        ("most_working_set", c_size_t),
        ("active_processes", c_uint32),
        ("affinity", c_size_t),
        ("priority", c_uint32),
        ("scheduling", c_uint32),
    ]


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = [
        ("basic", BasicLimits),
        ("io_counters", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("peak_process_memory", c_size_t),
        ("peak_job_memory", c_size_t),
    ]


def limits_of(memory_bytes: int, cpu_seconds: int) -> ExtendedLimits:
    """What the system is told: so much memory and time, no other process, and no window when it fails."""
    limits = ExtendedLimits()
    limits.basic.flags = _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_EXCEPTION
    limits.basic.process_time = cpu_seconds * _TICKS
    limits.basic.active_processes = 1
    limits.process_memory = memory_bytes
    return limits


def confine_by_job(memory_bytes: int, cpu_seconds: int) -> bool:
    """Put this process into a job of its own with these limits; whether the system did it."""
    load: Any = getattr(ctypes, "WinDLL", None)
    return load is not None and _confined(load("kernel32", use_last_error=True), limits_of(memory_bytes, cpu_seconds))


def _confined(system: Any, limits: ctypes.Structure) -> bool:  # pragma: no cover - Windows alone
    system.CreateJobObjectW.restype = system.GetCurrentProcess.restype = c_void_p
    system.CreateJobObjectW.argtypes = [c_void_p, c_void_p]
    system.SetInformationJobObject.argtypes = [c_void_p, ctypes.c_int, c_void_p, c_uint32]
    system.AssignProcessToJobObject.argtypes = [c_void_p, c_void_p]
    job = system.CreateJobObjectW(None, None)
    is_set = job and system.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
    return bool(is_set and system.AssignProcessToJobObject(job, system.GetCurrentProcess()))
