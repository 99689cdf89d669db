"""Every step: the project's own source files as the house rules read them."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = (
    "commands",
    "data_access",
    "intake",
    "locales",
    "pages",
    "reports",
    "sample_data",
    "ui",
    "web",
    "work",
)
_NOT_OURS = {"venv", "data", "screenshots", "__pycache__", "node_modules"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the project's root, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The top-level package, or the module's own name for a file at the root."""
        return self.path.split("/")[0].removesuffix(".py")

    @property
    def module(self) -> str:
        """The dotted name."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All of the tree; every rule goes through it."""
        return tuple(ast.walk(self.tree))

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones too."""
        return (node for node in self.nodes if isinstance(node, Function))

    def imports(self) -> Iterator[tuple[str, str]]:
        """Every imported module with the name taken from it, or an empty one."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from ((node.module, alias.name) for alias in node.names)

    def calls(self, *names: str) -> Iterator[ast.Call]:
        """Every call of a function or method of one of these names."""
        for node in self.nodes:
            if isinstance(node, ast.Call):
                called = node.func
                name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
                if name in names:
                    yield node


@cache
def all_files() -> tuple[Path, ...]:
    """Every file of the project, as it would be committed."""
    return tuple(
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file() and not _is_foreign(path.relative_to(ROOT)) and path.suffix not in (".pyc", ".sqlite")
    )


def _is_foreign(path: Path) -> bool:
    hidden = (part for part in path.parts if part.startswith(".") and part not in (".ci", ".streamlit", ".gitignore"))
    return bool(set(path.parts[:-1]) & _NOT_OURS) or any(hidden)


@cache
def sources(*, tests: bool = False) -> tuple[Source, ...]:
    """The product's Python files; those of tests, measuring and pictures too where asked for."""
    names = [path.relative_to(ROOT).as_posix() for path in all_files() if path.suffix == ".py"]
    beside = ("tests/", "benchmarks/", "docs/guides/")
    return tuple(_source(name) for name in names if tests or not name.startswith(beside))


@cache
def _source(name: str) -> Source:
    text = (ROOT / name).read_text(encoding="utf-8")
    source = Source(name, text, ast.parse(text))
    # A tree stays to the end, and there is much to walk through in it for whoever looks for garbage.
    gc.freeze()
    return source


def body_lines(function: Function) -> int:
    """The lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
