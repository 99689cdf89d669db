"""Commit, tested: nothing below ``work`` writes without having asked for the right to it, the functions to come included."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

from tests.source_code import Function, Source, sources

Name = tuple[str, str]  # a module and what it defines

# Who writes in ``work`` without asking, and why that is right.
UNASKED = {
    ("work.own_sessions", "_end"): "one's own sessions, found by one's own account",
    ("work.backup", "back_up_nightly"): "the server's own work at night; nobody calls it from a page",
    ("work.backup", "_keep_proof"): "how a backup turned out, which nobody asks for from a page",
    ("work.soundness", "keep_check"): "how a check of the data turned out; it holds a count and no data",
    ("work.rights", "note"): "the audit trail itself",
    ("work.own_password", "change_password"): "one's own password, by whoever knows the present one",
    ("work.outside_sign_in", "sign_in_outside"): "signing in, before which nobody is known",
    ("work.sign_in", "sign_in"): "signing in, before which nobody is known",
    ("work.sign_in", "recognised"): "tries to sign in, which count before anybody is known",
    ("work.sign_in", "note_failure"): "that somebody was not signed in",
    ("work.sign_in", "keep_alive"): "that the holder of a session is still there",
    ("work.sign_in", "sign_out"): "ends the session of whoever holds its token",
    ("work.view_codes", "kept_code"): "a code for a file whose making was asked for by take_away",
}


@cache
def _modules() -> dict[str, Source]:
    return {source.module: source for source in sources()}


@cache
def _taken(module: str) -> dict[str, Name]:
    """What a module imports by name, and from where."""
    return {name: (where, name) for where, name in _modules()[module].imports() if name and where in _modules()}


def _defined(name: Name) -> Name:
    """Where a name really stands, if a module only hands it on."""
    module, what = name
    while (module in _modules()) and (what in _taken(module)):
        module, what = _taken(module)[what]
    return module, what


def _called(module: str, function: ast.AST) -> Iterator[tuple[int, Name]]:
    """Everything a function calls or hands on, with the line: by its own name, or by that of its module."""
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.lineno, _defined((module, node.id))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            package, name = _taken_module(module, node.value.id), node.attr
            yield node.lineno, _defined((package, name))


@cache
def _taken_module(module: str, name: str) -> str:
    for where, what in _modules()[module].imports():
        if what == name and f"{where}.{what}" in _modules():
            return f"{where}.{what}"
    return name


@cache
def _functions(module: str) -> tuple[tuple[Name, Function, tuple[tuple[int, Name], ...]], ...]:
    """The functions and methods of a module with all that they call."""
    return tuple((name, each, tuple(_called(module, each))) for name, each in _defined_in(module))


def _defined_in(module: str) -> Iterator[tuple[Name, Function]]:
    """The functions and methods of a module; what stands within one is part of it."""
    for node in _modules()[module].tree.body:
        if isinstance(node, Function):
            yield (module, node.name), node
        elif isinstance(node, ast.ClassDef):
            yield from (((module, node.name), each) for each in node.body if isinstance(each, Function))


def _opens_a_write(function: ast.AST) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write"
        if not node.args and not node.keywords
    ]


@cache
def writers() -> frozenset[Name]:
    """The functions of ``data_access`` that open a transaction to write, themselves or by another of them."""
    calls = {
        name: ({each for _, each in called}, bool(_opens_a_write(function)))
        for module in _modules()
        if module.startswith("data_access.")
        for name, function, called in _functions(module)
    }
    found = {name for name, (_, opens) in calls.items() if opens}
    while more := {name for name, (called, _) in calls.items() if name not in found and called & found}:
        found |= more
    return frozenset(found)


@cache
def _asking() -> frozenset[Name]:
    """The functions of ``work`` that ask, themselves or by another one."""
    found: set[Name] = {("work.rights", "authorise")}
    every = {
        name: {each for _, each in called}
        for module in _modules()
        if module.startswith("work.")
        for name, _, called in _functions(module)
    }
    while more := {name for name, called in every.items() if name not in found and called & found}:
        found |= more
    return frozenset(found)


def test_every_function_that_writes_asks_before_it_does() -> None:
    unasked = set()
    for module in _modules():
        if not module.startswith("work."):
            continue
        for name, function, called in _functions(module):
            asks = [line for line, each in called if each in _asking()]
            writes = [*_opens_a_write(function), *(line for line, each in called if each in writers())]
            if writes and not (asks and min(asks) <= min(writes)):
                unasked.add(name)
    assert unasked == set(UNASKED)


def test_no_page_writes_past_work() -> None:
    past = [
        (source.path, line)
        for source in sources()
        if source.package in ("ui", "pages", "web", "dashboard")
        for line in [
            *_opens_a_write(source.tree),
            *(node.lineno for node in source.nodes if _is_call_of_a_writer(source.module, node)),
        ]
    ]
    assert past == []


def _is_call_of_a_writer(module: str, node: ast.AST) -> bool:
    """A call of one of them, not one that is handed to ``work`` to be carried out there."""
    if not isinstance(node, ast.Call):
        return False
    return any(name in writers() for _, name in _called(module, node.func))


def test_the_writers_are_found() -> None:
    known = {
        ("data_access.commits", "commit"), ("data_access.undos", "undo"), ("data_access.merge_decisions", "decide"),
        ("data_access.unit_aliases", "forget"), ("data_access.saved_views", "add_show"), ("data_access.unit_states", "add_unit"),
        ("data_access.office_uploads", "set_settings"), ("data_access.office_uploads", "lock_term"),
    }  # fmt: skip
    assert known <= writers()
    assert ("work.uploads", "take_back") in _asking()
