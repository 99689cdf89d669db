"""Every step, measured: which lines and branches of the measured files the tests reach, worker processes included.

``python -m tests.reached`` runs all tests but those of the browser (or what it is given, as pytest takes it) and lists
what none of them reached. As a pytest plugin (``-p tests.reached``) it notes for each test what it reached, also in every
process of xdist. A worker of ``intake`` is started without an environment and may write no file, so it hands over what
it saw through a socket.
"""

from __future__ import annotations

import contextlib
import os
import resource
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import coverage
import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("REACHED_FOLDER", ROOT / "data" / "reached"))
MEASURED = (
    "intake/*",
    "web/gate.py",
    "data_access/changes.py",
    "data_access/change_sets.py",
    "data_access/changes_since.py",
    "data_access/incoming.py",
    "data_access/commits.py",
    "data_access/additions.py",
    "data_access/upload_rows.py",
    "data_access/measures.py",
    "data_access/queries.py",
    "data_access/own_figures.py",
    "data_access/cube.py",
    "data_access/cell_sums.py",
    "data_access/list_counts.py",
    "data_access/list_changes.py",
    "data_access/listed.py",
    "data_access/whole_lists.py",
    "data_access/overtaken.py",
)
# The tests of what happens inside the workers; what others read says nothing more about it.
READING = (
    *("test_formats", "test_reading", "test_hostile_files", "test_plain_sheets", "test_wire", "test_workers"),
    *("test_legacy_text", "test_marked", "test_marked_parts", "test_reader_habits", "test_sheet_rarities"),
)
_WATCHED = """
import os, runpy, socket, sys
sys.path.insert(0, {site!r})
import coverage
hearer = socket.socket(socket.AF_UNIX)
hearer.connect({address!r})
watch = coverage.Coverage(data_file=None, branch=True, include={include!r}, config_file=False, context={context!r})
leave = os._exit
def handing_over(code):
    watch.stop()
    hearer.sendall(watch.get_data().dumps())
    hearer.close()
    leave(code)
os._exit = handing_over
watch.start()
sys.argv[0] = {worker!r}
try:
    runpy.run_path({worker!r}, run_name="__main__")
finally:
    handing_over(1)
"""


class Watch:
    """What one pytest process and the workers it starts reach, test by test."""

    def __init__(self) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        self.include = [str(ROOT / path) for path in MEASURED]
        self.scratch = Path(tempfile.mkdtemp(prefix="reached-"))
        self.seconds: dict[str, float] = {}
        self.coverage = coverage.Coverage(
            data_file=str(FOLDER / "reached"), data_suffix=True, branch=True, include=self.include, config_file=False
        )
        self.heard = coverage.CoverageData(basename=str(FOLDER / "reached"), suffix=f"workers.{os.getpid()}")
        self.ear = socket.socket(socket.AF_UNIX)
        self.ear.bind(str(self.scratch / "ear"))
        self.ear.listen(64)
        threading.Thread(target=self._hear, daemon=True).start()
        subprocess.Popen.kill = self._patient(subprocess.Popen.kill)  # type: ignore[method-assign]
        self.coverage.start()

    def _patient(self, kill: Callable[[subprocess.Popen[bytes]], None]) -> Callable[[subprocess.Popen[bytes]], None]:
        """The server ends a worker as soon as it has its answer; a watched one may hand over first what it saw."""

        def after_a_while(process: subprocess.Popen[bytes]) -> None:
            if any(str(self.scratch) in str(argument) for argument in process.args):  # type: ignore[union-attr]
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=3)
            kill(process)

        return after_a_while

    def _hear(self) -> None:
        while True:
            speaker, _ = self.ear.accept()
            with speaker:
                said = b"".join(iter(lambda: speaker.recv(65_536), b""))  # noqa: B023
                if said:
                    told = coverage.CoverageData(no_disk=True)
                    told.loads(said)
                    self.heard.update(told)

    def watch_workers(self, test: str) -> None:
        """Let the workers that this test starts be watched ones."""
        import intake.marked
        import intake.sheets

        for module, name in ((intake.sheets, "worker.py"), (intake.marked, "marking_worker.py")):
            watched = self.scratch / name
            watched.write_text(
                textwrap.dedent(_WATCHED).format(
                    site=str(Path(coverage.__file__).parents[1]),
                    address=str(self.scratch / "ear"),
                    include=self.include,
                    context=test,
                    worker=str(ROOT / "intake" / name),
                )
            )
            module._WORKER = watched  # type: ignore[attr-defined]

    def leave_workers_alone(self) -> None:
        """Let the next workers be what they are: watching one costs more than most of them do."""
        if "intake.sheets" in sys.modules:
            sys.modules["intake.sheets"]._WORKER = ROOT / "intake" / "worker.py"  # type: ignore[attr-defined]
        if "intake.marked" in sys.modules:
            sys.modules["intake.marked"]._WORKER = ROOT / "intake" / "marking_worker.py"  # type: ignore[attr-defined]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Note what a test reaches, its fixtures included, under the name of its function."""
        test = item.nodeid.partition("[")[0]
        self.coverage.switch_context(test)
        if item.path.stem in READING:
            self.watch_workers(test)
        else:
            self.leave_workers_alone()
        began = _cpu_seconds()
        try:
            return (yield)
        finally:
            self.seconds[test] = self.seconds.get(test, 0.0) + _cpu_seconds() - began

    def pytest_unconfigure(self) -> None:
        """Write down what was seen."""
        self.coverage.stop()
        with warnings.catch_warnings():
            # The process that only hands tests out to others reaches nothing.
            warnings.filterwarnings("ignore", "No data was collected", coverage.exceptions.CoverageWarning)
            self.coverage.save()
        with (FOLDER / f"seconds.{os.getpid()}").open("w", encoding="utf-8") as file:
            file.writelines(f"{seconds:.3f}\t{test}\n" for test, seconds in self.seconds.items())


def _cpu_seconds() -> float:
    """What this process and those it waited for have cost."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def pytest_configure(config: pytest.Config) -> None:
    """Begin before anything of ours is imported."""
    config.pluginmanager.register(Watch())


def main(arguments: list[str]) -> int:
    """Run the tests that were named, or all but those of the browser, and list what they did not reach."""
    for old in FOLDER.glob("*"):
        old.unlink()
    FOLDER.mkdir(parents=True, exist_ok=True)
    named = any((ROOT / argument.partition("::")[0]).exists() for argument in arguments)
    tests = arguments if named else [*arguments, *map(str, sorted((ROOT / "tests").glob("test_*.py")))]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.reached", "-p", "no:cacheprovider", *tests], cwd=ROOT
    )  # fmt: skip
    return report() or run.returncode


def report() -> int:
    """Say what was not reached; whether anything was not."""
    seen = coverage.Coverage(
        data_file=str(FOLDER / "together"),
        branch=True,
        source=[str(ROOT)],
        config_file=False,
    )
    # A worker's first lines are run by name only; what they call is measured.
    seen.exclude('if __name__ == "__main__":')
    seen.combine([str(path) for path in FOLDER.glob("reached.*")], keep=True)
    seen.save()
    share = seen.report(include=[str(ROOT / path) for path in MEASURED], show_missing=True, skip_covered=True)
    return int(share < 100.0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
