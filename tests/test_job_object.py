"""Guard, tested: what a job object is told, byte for byte; elsewhere than on Windows there is none."""

import ctypes

from intake.job_object import ExtendedLimits, confine_by_job, limits_of


def test_the_limits_lie_where_the_system_looks_for_them() -> None:
    told = bytes(limits_of(1536 * 1024 * 1024, 20))

    assert (ctypes.sizeof(ExtendedLimits), ExtendedLimits.process_memory.offset) == (144, 112)
    assert int.from_bytes(told[0:8], "little") == 200_000_000
    assert int.from_bytes(told[16:20], "little") == 0x50A
    assert int.from_bytes(told[40:44], "little") == 1
    assert int.from_bytes(told[112:120], "little") == 1536 * 1024 * 1024


def test_where_there_is_no_such_system_nothing_is_done() -> None:
    assert hasattr(ctypes, "WinDLL") or confine_by_job(1, 1) is False
