"""Every step, measured: whether the tests notice when one place of the code says something else.

``python -m tests.mutants`` draws places from the measured files by a seed (``tests.reached`` must have run), changes one
of them at a time in a copy of the project, and runs those tests that reach it until one fails. docs/mutants.md tells how
to read the outcome. Each mutant lives in a fork of a process that has everything imported: a function gets its changed
code in place; where the change stands outside a function, the project is imported anew.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import functools
import hashlib
import importlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import coverage

from tests.mutations import Mutant, Mutations
from tests.reached import FOLDER, ROOT

GROUPS = {
    "guard": ("intake/guards.py", "intake/containers.py", "intake/limits.py", "web/gate.py"),
    "worker": tuple(f"intake/{name}.py" for name in ("apart", "sheets", "worker", "wire", "wire_columns", "grids")),
    "readers": ("intake/readers/*.py",),
    "marking": ("intake/marking/*.py", "intake/marked.py", "intake/marking_worker.py"),
    "old fonts": ("intake/legacy_*.py", "intake/syllables.py", "intake/folding.py"),
    "tables": tuple(
        f"intake/{name}.py"
        for name in (
            *(
                "layouts",
                "headers",
                "titles",
                "bodies",
                "side_by_side",
                "joined_tables",
                "totals",
                "row_kinds",
                "group_rows",
                "owners",
            ),
            *("narratives", "rival_columns", "figure_columns", "figure_headers", "indicators", "indicator_rows"),
        )
    ),
    "cells": tuple(
        f"intake/{name}.py"
        for name in ("cells", "values", "dates", "document_dates", "terms", "choices", "choice_words", "written")
    ),
    "places": ("intake/places.py", "intake/unit*.py"),
    "templates": ("intake/template*.py",),
    "rows": ("intake/*.py",),  # what no group before it holds
    "changes": tuple(f"data_access/{name}.py" for name in ("changes", "change_sets", "changes_since", "incoming")),
    "commits": tuple(f"data_access/{name}.py" for name in ("commits", "additions", "upload_rows")),
    "figures": tuple(f"data_access/{name}.py" for name in ("measures", "queries", "own_figures")),
    "cube": tuple(
        f"data_access/{name}.py"
        for name in ("cube", "cell_sums", "list_counts", "list_changes", "listed", "whole_lists", "overtaken")
    ),
}
# How long the tests for one mutant may take, the quick ones first; what survives meets as many again of the others.
FIRST_SECONDS, MORE_SECONDS = 3.0, 12.0
OURS = ("intake", "data_access", "work", "web", "reports")


def says_something_else(mutant: Mutant) -> bool:
    """Whether the file with this change still is Python, and another program."""
    source = (ROOT / mutant.path).read_bytes()
    try:
        return ast.dump(ast.parse(mutant.written_into(source))) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False


def drawn(seed: int, each: int, groups: list[str]) -> dict[str, list[Mutant]]:
    """For each group so many of its mutants, drawn by the seed."""
    taken: set[str] = set()
    sample: dict[str, list[Mutant]] = {}
    for group, patterns in GROUPS.items():
        paths = {path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern)} - taken
        taken |= paths
        if group in groups:
            found = [m for path in sorted(paths) for m in Mutations(path, (ROOT / path).read_text("utf-8")).found]
            random.Random(f"{seed} {group}").shuffle(found)
            sample[group] = list(islice(filter(says_something_else, found), each))
    return sample


class Reach:
    """Which tests reach which line, and how long they take."""

    def __init__(self, project: Path) -> None:
        data = coverage.CoverageData(basename=str(FOLDER / "together"))
        data.read()
        self.tests: dict[str, dict[int, set[str]]] = {}
        for file in data.measured_files():
            name = Path(file).relative_to(project).as_posix()
            self.tests[name] = {
                line: {context for context in contexts if context}
                for line, contexts in data.contexts_by_lineno(file).items()
            }
        self.seconds: dict[str, float] = {}
        for told in FOLDER.glob("seconds.*"):
            for line in told.read_text(encoding="utf-8").splitlines():
                seconds, test = line.split("\t")
                self.seconds[test] = max(self.seconds.get(test, 0.0), float(seconds))

    def files(self) -> list[str]:
        """The test files that ran."""
        return sorted({test.partition("::")[0] for test in self.seconds})

    def of(self, mutant: Mutant) -> list[list[str]]:
        """The tests for one mutant, the quick ones first, in two rounds."""
        lines = self.tests.get(mutant.path, {})
        if self.is_import(mutant):
            found = set().union(*self._users(mutant, lines)) or set().union(*lines.values())
        else:
            found = set().union(*(lines.get(line, set()) for line in mutant.lines))
        in_order = sorted(found & set(self.seconds), key=lambda test: (self.seconds[test], test))
        rounds: list[list[str]] = []
        for left in (FIRST_SECONDS, MORE_SECONDS):
            chosen: list[str] = []
            while in_order and (self.seconds[in_order[0]] <= left or not chosen):
                left -= self.seconds[in_order[0]]
                chosen.append(in_order.pop(0))
            rounds.append(chosen)
        return rounds

    def is_import(self, mutant: Mutant) -> bool:
        """Whether the place is run when its file is imported and never again: outside functions, or to make a table."""
        lines = self.tests.get(mutant.path, {})
        here = [lines[line] for line in mutant.lines if line in lines]
        return not mutant.in_function or (bool(here) and not any(here))

    @staticmethod
    def _users(mutant: Mutant, lines: dict[int, set[str]]) -> list[set[str]]:
        """The tests that reach a line which names what the changed statement defines."""
        tree = ast.parse((ROOT / mutant.path).read_text(encoding="utf-8"))
        stores = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.lineno in mutant.lines
        ]
        names = {node.id for node in stores}
        return [
            lines.get(node.lineno, set())
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and node.id in names and isinstance(node.ctx, ast.Load)
        ]


class Runner:
    """Runs tests on mutants, each in a fork of this process."""

    def __init__(self, reach: Reach) -> None:
        import pytest

        self.reach, self.pytest = reach, pytest
        quiet = ["-q", "-p", "no:cacheprovider", "--collect-only"]
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
            self.pytest.main([*quiet, *(file for file in reach.files() if (ROOT / file).exists())], plugins=[self])
        from tests import databases

        self.template = databases._sqlite_template()
        self.functions: dict[str, list[FunctionType]] = defaultdict(list)
        self.caches: list[Any] = []
        for module in list(sys.modules.values()):
            if (getattr(module, "__file__", None) or "").startswith(str(ROOT)):
                for thing in vars(module).values():
                    self._note(thing)

    def _note(self, thing: Any) -> None:
        """Remember the functions that a name of a module leads to, those of a class and those that are wrapped too."""
        if isinstance(thing, type):
            if thing.__module__.split(".")[0] in OURS:
                for inner in vars(thing).values():
                    self._note(inner)
        elif isinstance(thing, property):
            self._note(thing.fget)
        elif isinstance(thing, functools.cached_property):
            self._note(thing.func)
        elif isinstance(thing, staticmethod | classmethod):
            self._note(thing.__func__)
        elif isinstance(thing, functools._lru_cache_wrapper):
            self.caches.append(thing)
            self._note(thing.__wrapped__)
        elif isinstance(thing, FunctionType):
            self._note(getattr(thing, "__wrapped__", None))
            known = self.functions[thing.__code__.co_filename]
            if not any(each is thing for each in known):
                known.append(thing)

    @staticmethod
    def pytest_configure() -> None:
        """Let no haste of a busy machine kill a mutant."""
        from hypothesis import HealthCheck, settings

        settings.register_profile("mutants", deadline=None, suppress_health_check=list(HealthCheck), database=None)
        settings.load_profile("mutants")

    def outcome(self, mutant: Mutant | None, tests: list[str], *, anew: bool) -> tuple[str, str, float]:
        """What became of a mutant (*killed*, *timeout*, *survived*, *wrong*), by which test, and the CPU it took."""
        expected = sum(self.reach.seconds[test] for test in tests)
        scratch = Path(tempfile.mkdtemp(prefix="mutant-"))
        path = ROOT / mutant.path if mutant else None
        original = path.read_bytes() if path else b""
        if path and mutant:
            path.write_bytes(mutant.written_into(original))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        child = os.fork()
        if child == 0:
            self._live(mutant, tests, scratch, anew=anew, seconds=20 + 4 * expected)
        code = _waited(child, 400 + 20 * expected)
        if path:
            path.write_bytes(original)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = (scratch / "said").read_text(errors="replace") if (scratch / "said").exists() else ""
        shutil.rmtree(scratch, ignore_errors=True)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        by = next((line.split()[1] for line in said.splitlines() if line.startswith(("FAILED ", "ERROR "))), "")
        if code == 0:
            return "survived", "", cpu
        if code in (1, 2) or (code == 4 and anew):  # 4: what is imported anew could not be imported
            return "killed", by, cpu
        return ("timeout" if code < 0 else f"wrong {code}"), said[-300:].replace("\n", " "), cpu

    def _live(self, mutant: Mutant | None, tests: list[str], scratch: Path, *, anew: bool, seconds: float) -> None:
        """The child: change the code, run the tests, end with pytest's code."""
        code = 99
        try:
            os.setpgid(0, 0)
            said = os.open(scratch / "said", os.O_WRONLY | os.O_CREAT)
            os.dup2(said, 1)
            os.dup2(said, 2)
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
            os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
            sys.dont_write_bytecode = True
            if anew:
                self._forget()
            elif mutant:
                self._swap(mutant)
            options = ["-q", "-x", "--tb=no", "-p", "no:cacheprovider", f"--basetemp={scratch / 'tests'}"]
            code = int(self.pytest.main([*options, "--hypothesis-seed=0", *tests]))
            sys.stdout.flush()
        finally:
            os._exit(code)

    def _swap(self, mutant: Mutant) -> None:
        path = str(ROOT / mutant.path)
        new = {
            (code.co_qualname, code.co_firstlineno): code
            for code in _codes(compile(Path(path).read_bytes(), path, "exec"))
        }
        for function in self.functions[path]:
            old = function.__code__
            code = new.get((old.co_qualname, old.co_firstlineno))
            if code is not None and code != old and code.co_freevars == old.co_freevars:
                function.__code__ = code
        for cached in self.caches:
            cached.cache_clear()

    def _forget(self) -> None:
        """Import the whole project anew, the mutant with it."""
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None) or ""
            if file.startswith(str(ROOT)) and name not in ("__main__", "tests.mutants", "tests.reached"):
                del sys.modules[name]
        # A stale compiled file of the same second and size would stand for the mutant.
        sys.path_importer_cache.clear()
        importlib.invalidate_caches()
        sys.pycache_prefix = "/nonexistent"
        databases = importlib.import_module("tests.databases")
        databases._sqlite_template = lambda: self.template


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def _waited(child: int, seconds: float) -> int:
    """The exit code of a child, a negative signal where it was ended; its own children end with it."""
    end = time.monotonic() + seconds
    code = None
    while code is None:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
        elif time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            code = -signal.SIGKILL
        else:
            time.sleep(0.02)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    return code


def _run_in_copy(project: Path, options: argparse.Namespace) -> None:
    """Try every drawn mutant and write a line for each."""
    reach = Reach(project)
    runner = Runner(reach)
    sample = drawn(options.seed, options.each, options.groups or list(GROUPS))
    results = Path(options.results)
    told = _told(results)
    known = {name for name, outcome in told.items() if not options.again or outcome in ("killed", "timeout")}
    wanted = [(group, mutant) for group, mutants in sample.items() for mutant in mutants]
    wanted = [each for each in wanted if options.only in each[1].name and (not options.again or each[1].name in told)]
    part, parts = map(int, options.part.split("/"))
    for group, mutant in wanted:
        mine = int(hashlib.sha256(mutant.path.encode()).hexdigest(), 16) % parts == part - 1
        if mutant.name in known or not mine:
            continue
        outcome, by, cpu, tried = "unreached", "", 0.0, 0
        for tests in reach.of(mutant):
            if outcome in ("unreached", "survived") and tests:
                outcome, by, more = runner.outcome(mutant, tests, anew=reach.is_import(mutant))
                cpu, tried = cpu + more, tried + len(tests)
        with results.open("a", encoding="utf-8") as file:
            file.write(f"{group}\t{mutant.name}\t{outcome}\t{by}\t{tried}\t{cpu:.1f}\n")


def _told(results: Path) -> dict[str, str]:
    """What became of each mutant at last."""
    lines = results.read_text(encoding="utf-8").splitlines() if results.exists() else []
    return {name: outcome for _, name, outcome, *_ in (line.split("\t") for line in lines)}


def table(results: Path) -> str:
    """The outcome as the table of docs/mutants.md: by file, and in all."""
    by_path: dict[str, Counter[str]] = defaultdict(Counter)
    for name, outcome in _told(results).items():
        by_path[name.partition(":")[0]][outcome] += 1
    rows = ["| file | mutants | killed | of these by time | survived |", "|---|---:|---:|---:|---:|"]
    every: Counter[str] = Counter()
    for path, counted in sorted(by_path.items()):
        every += counted
        rows.append(_row(f"`{path}`", counted))
    return "\n".join([*rows, _row("**all**", every)])


def _row(name: str, counted: Counter[str]) -> str:
    killed = counted["killed"] + counted["timeout"]
    return f"| {name} | {counted.total()} | {killed} | {counted['timeout']} | {counted.total() - killed} |"


def main() -> None:
    """Copy the project, try the mutants there, print the table and the survivors."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("groups", nargs="*", help=f"of {', '.join(GROUPS)}; all where none is given")
    asked.add_argument("--seed", type=int, default=2026)
    asked.add_argument("--each", type=int, default=40, help="mutants of a group")
    asked.add_argument("--only", default="", help="only mutants whose name holds this")
    asked.add_argument("--part", default="1/1", help="one of several runs side by side: 1/2, 2/2")
    asked.add_argument("--again", action="store_true", help="try again what was not killed, and nothing else")
    asked.add_argument("--results", default=str(FOLDER / "mutants.tsv"))
    asked.add_argument("--copy-of", default="")
    options = asked.parse_args()
    if options.copy_of:
        _run_in_copy(Path(options.copy_of), options)
        return
    copy = Path(tempfile.mkdtemp(prefix="mutants-")) / "project"
    ignored = shutil.ignore_patterns(".git", "data", "__pycache__", ".venv", "venv", ".hypothesis", "screenshots")
    shutil.copytree(ROOT, copy, ignore=ignored)
    try:
        subprocess.run(
            [sys.executable, "-m", "tests.mutants", *sys.argv[1:], f"--copy-of={ROOT}", f"--results={options.results}"],
            cwd=copy,
            env={**os.environ, "REACHED_FOLDER": str(FOLDER)},
            check=True,
        )
    finally:
        shutil.rmtree(copy.parent)
    print(table(Path(options.results)))
    for name, outcome in _told(Path(options.results)).items():
        if outcome not in ("killed", "timeout"):
            print(name, outcome, sep="  ")


if __name__ == "__main__":
    main()
