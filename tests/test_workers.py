"""Read: a reader that aborts, hangs, lies or eats memory is a refusal, and the server goes on as before."""

import os
import resource
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from intake.grids import REFUSALS, Refused, Workbook
from intake.limits import DEFAULT, MEGABYTE
from intake.sheets import read_sheets
from tests.workbooks import a_workbook

pytestmark = pytest.mark.slow

KINDS = ("xlsx", "xlsm", "xls", "ods", "csv")
ROOT = Path(__file__).parents[1]


def refusal(content: bytes, name: str = "a.xlsx", **options: object) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Refused) as refused:
        read_sheets(name, content, **options)  # type: ignore[arg-type]
    assert set(refused.value.params) == set(REFUSALS[refused.value.code])
    return refused.value.code, refused.value.params


# Workers that fail in the ways a reader may fail. Each reads its limits as the real one does.
FAILING = {
    "abort": "import os; os.abort()",
    "crash": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "exit": "raise SystemExit(3)",
    "garbage": "import sys; sys.stdin.buffer.read(); print('garbage' * 100_000)",
    "garbage lines": "print('[1]'); print('{\"sheet\": 1}')",
    "cut answer": "print('{\"sheet\": {\"name\"', end='')",
    "unknown refusal": 'print(\'{"refused": "x", "params": {}}\')',
    "closes its output": "import os, time; os.close(1); time.sleep(60)",
    "hang": "import time; time.sleep(60)",
    "reads and hangs": "import sys, time; sys.stdin.buffer.read(); time.sleep(60)",
    "talks for ever": "while True: print('{}')",
    "endless line": "import sys\nwhile True: sys.stdout.write('x' * 65536)",
    "runs": "\nwhile True: pass",
    "eats memory": "kept = []\nwhile True: kept.append(bytearray(1 << 24))",
}
EXPECTED = {
    "abort": "too_much_memory",
    "hang": "too_slow",
    "reads and hangs": "too_slow",
    "closes its output": "too_slow",
    "endless line": "bomb",
    "runs": "too_slow",
}
CONFINED = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from intake.limits import Limits, confine
confine(Limits.from_argument(sys.argv[2]))
"""
SHORT = replace(DEFAULT, wall_seconds=0.7, cpu_seconds=1, memory_bytes=300 * MEGABYTE, output_bytes=4 * MEGABYTE)


def children() -> set[str]:
    """The processes this one has started and not yet seen the end of; other tests may keep a browser."""
    found: set[str] = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # a thread that ended meanwhile
            found.update((task / "children").read_text().split())
    return found


def a_failing_worker(tmp_path: Path, failure: str) -> Path:
    worker = tmp_path / "worker.py"
    worker.write_text(CONFINED + FAILING[failure])
    return worker


@pytest.mark.parametrize("failure", FAILING)
def test_a_worker_that_fails_is_a_refusal_and_leaves_nothing_behind(failure: str, tmp_path: Path) -> None:
    worker = a_failing_worker(tmp_path, failure)
    before = sorted(os.listdir("/proc/self/fd")), threading.active_count(), children()
    expected = EXPECTED.get(failure, "reader_failed")
    # Only what hangs or runs is meant to meet its end of time: on a busy machine an interpreter alone may take a second
    # to start, and the kernel another to clear the pages that are asked for.
    limits = SHORT if expected == "too_slow" else replace(SHORT, wall_seconds=60, cpu_seconds=20)
    code, _ = refusal(a_workbook({"A": [["x" * 30_000] * 10] * 10}), worker=worker, limits=limits)
    assert code == expected
    assert (sorted(os.listdir("/proc/self/fd")), threading.active_count(), children()) == before


def test_a_worker_is_held_to_the_processor_time_it_uses_before_the_clock(tmp_path: Path) -> None:
    worker, content = a_failing_worker(tmp_path, "runs"), a_workbook({"A": [["x"]]})
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert refusal(content, worker=worker, limits=replace(SHORT, wall_seconds=DEFAULT.wall_seconds)) == ("too_slow", {})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert 0.7 < used < 3.5
    assert DEFAULT.wall_seconds >= 5 * DEFAULT.cpu_seconds


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("failure", ["abort", "hang", "garbage", "eats memory"])
def test_every_kind_of_file_survives_its_reader(kind: str, failure: str, tmp_path: Path) -> None:
    content = a_workbook({"A": [["x", "y"]]}, kind=kind)
    limits = replace(SHORT, wall_seconds=0.3)
    assert refusal(content, f"a.{kind}", worker=a_failing_worker(tmp_path, failure), limits=limits)[0] in REFUSALS
    assert read_sheets(f"a.{kind}", content).grids[0].rows == [["x", "y"]]


def test_too_little_memory_or_time_is_said() -> None:
    rows = [[f"Mô hình số {row} {column}" for column in range(10)] for row in range(12_000)]
    content = a_workbook({"A": rows})
    assert refusal(content, limits=replace(DEFAULT, memory_bytes=40 * MEGABYTE))[0] == "too_much_memory"
    assert refusal(content, limits=replace(DEFAULT, wall_seconds=0.05))[0] == "too_slow"
    assert refusal(content, limits=replace(DEFAULT, output_bytes=MEGABYTE))[0] == "bomb"


def test_a_third_file_waits_and_is_then_told_that_readers_are_busy(tmp_path: Path) -> None:
    worker, content = a_failing_worker(tmp_path, "hang"), a_workbook({"A": [["x"]]})
    told: list[str] = []

    def read() -> None:
        try:
            read_sheets("a.xlsx", content, worker=worker, limits=replace(DEFAULT, wall_seconds=3))
        except Refused as refused:
            told.append(refused.code)

    readers = [threading.Thread(target=read) for _ in range(2)]
    before, end = children(), time.monotonic() + 60
    for reader in readers:
        reader.start()
    while len(children() - before) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    assert refusal(content, limits=replace(DEFAULT, waiting_seconds=0.2)) == ("busy", {})
    assert read_sheets("a.xlsx", content, limits=replace(DEFAULT, waiting_seconds=10)).grids[0].rows == [["x"]]
    for reader in readers:
        reader.join()
    assert told == ["too_slow", "too_slow"]


def test_the_server_itself_never_loads_a_reader(tmp_path: Path) -> None:
    paths = []
    for kind in KINDS:
        paths.append(tmp_path / f"a.{kind}")
        paths[-1].write_bytes(a_workbook({"A": [["x"]]}, kind=kind))
    script = f"""
        import sys
        sys.path.insert(0, {str(ROOT)!r})
        from pathlib import Path
        from intake.sheets import read_sheets
        for path in map(Path, sys.argv[1:]):
            assert read_sheets(path.name, path.read_bytes()).grids[0].rows == [["x"]]
        readers = {{"python_calamine", "xlrd", "openpyxl", "openpyxl.reader", "defusedxml"}}
        print(sorted(readers & set(sys.modules)))
    """
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, paths)]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout == "[]\n"


def test_many_readings_leave_no_memory_behind() -> None:
    content = a_workbook({"A": [["x"]]})
    read_sheets("a.xlsx", content)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(20):
        assert isinstance(read_sheets("a.xlsx", content), Workbook)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20 * 1024
