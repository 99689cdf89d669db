"""Read and export, tested: whatever goes wrong in it, either throw-away process says the same, and only what it should."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from intake.grids import Refused
from intake.marked import marked_workbook
from intake.marking.marks import Job
from intake.sheets import read_sheets
from tests.source_code import ROOT
from tests.test_marked import WORDS
from tests.workbooks import a_workbook

_SPOILT: dict[str, str] = {"worker.py": "readers/xlsx.py", "marking_worker.py": "marking/marked_copy.py"}
_WORK: dict[str, Callable[[Path, bytes], object]] = {
    "worker.py": lambda worker, content: read_sheets("a.xlsx", content, worker=worker),
    "marking_worker.py": lambda worker, content: marked_workbook("a.xlsx", content, Job((), WORDS), worker=worker),
}


def _worker(folder: Path, name: str, line: str) -> Path:
    """A worker in which this line of Python runs right before its work."""
    for package in ("intake", "data_access", "locales"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    shutil.copy(ROOT / "settings.py", folder)
    spoilt = folder / "intake" / _SPOILT[name]
    spoilt.write_text(f"{spoilt.read_text()}\n{line}\n")
    return folder / "intake" / name


@pytest.mark.parametrize("name", _WORK)
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("raise ImportError('no such library')", "reader_failed"),
        ("raise MemoryError", "too_much_memory"),
        ("raise BaseException('PyObject pointer is null')", "too_much_memory"),
        ("raise BaseException('another panic')", "damaged"),
        ("from intake.grids import Refused; raise Refused('bomb')", "bomb"),
    ],
)
def test_why_the_work_failed_is_told_alike(tmp_path: Path, name: str, line: str, code: str) -> None:
    worker = _worker(tmp_path, name, line)
    with pytest.raises(Refused) as refused:
        _WORK[name](worker, a_workbook({"A": [["x"]]}))
    assert (refused.value.code, refused.value.params) == (code, {})


@pytest.mark.parametrize("name", _WORK)
def test_what_a_library_prints_is_no_answer(tmp_path: Path, name: str) -> None:
    content, real = a_workbook({"A": [["x", 1]]}), ROOT / "intake" / name
    noisy = _worker(tmp_path, name, "import os; print('noise', flush=True); os.write(1, b'noise')")
    assert _WORK[name](noisy, content) == _WORK[name](real, content)
