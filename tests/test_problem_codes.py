"""Every code that a sheet or a file can be told has its sentence and its advice, in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.grids import FINDINGS, REFUSALS
from locales import text
from tests.source_code import ROOT

# A reason for having no unit; the question names it otherwise. And words that a condition compares with.
_NOT_TOLD = {"unit_not_in_period", "ambiguous", "year"}


def _sources() -> Iterator[Path]:
    yield from sorted((ROOT / "intake").glob("*.py"))
    for path in sorted((ROOT / "work").glob("*.py")):
        if "Problem(" in path.read_text(encoding="utf-8"):
            yield path


def _codes() -> set[str]:
    found = {*FINDINGS, *REFUSALS}
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found |= {
                code
                for place in _places(node)
                for code in _constants(place)
                if re.fullmatch(r"[a-z]+(_[a-z0-9]+)+|[a-z]{4,}", code)
            }
    return found - _NOT_TOLD


def _places(node: ast.AST) -> list[ast.expr]:
    """Where a node names a code: a Problem's second word, a reading's finding, a variable called ``code``."""
    if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "code" for t in node.targets):
        return [node.value]
    if (
        isinstance(node, ast.For)
        and isinstance(node.target, ast.Tuple)
        and getattr(node.target.elts[0], "id", "") == "code"
    ):
        return [pair.elts[0] for pair in ast.walk(node.iter) if isinstance(pair, ast.Tuple) and pair is not node.iter]
    if not isinstance(node, ast.Call):
        return []
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    place = {"Problem": 1, "problem": 1, "_problem": 0, "_NoDay": 0}.get(name, len(node.args))
    return [*node.args[place : place + 1], *(k.value for k in node.keywords if k.arg == "finding")]


def _constants(place: ast.expr) -> list[str]:
    asked = {id(each) for call in ast.walk(place) if isinstance(call, ast.Call) for each in ast.walk(call)}
    found = (n for n in ast.walk(place) if isinstance(n, ast.Constant) and id(n) not in asked)
    return [n.value for n in found if isinstance(n.value, str)]


def test_the_codes_are_found() -> None:
    assert {"total_differs", "dates_swapped", "fraction", "password", "contradicting_rows", "unknown_unit"} <= _codes()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_code_has_its_sentence_and_its_advice(lang: str) -> None:
    params = {
        name: "x" for name in re.findall(r"\{(\w+)\}", (ROOT / "locales" / "problems.toml").read_text(encoding="utf-8"))
    }
    missing = []
    for code in sorted(_codes()):
        for part in ("message", "suggestion"):
            try:
                assert text(f"problems.{code}.{part}", lang, **params)
            except KeyError:
                missing.append(f"{code}.{part}")
    assert missing == []
