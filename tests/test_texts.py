"""Show: every sentence for people exists in both languages, and none hides in the code."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from data_access.columns import sheet_columns
from data_access.records import ROW_CLASSES
from locales import has_text, languages, text
from tests.source_code import ROOT, Source, sources

TOPICS = sorted(path.stem for path in (ROOT / "locales").glob("*.toml"))
WITHOUT_SENTENCES = {"commands", "pages", "reports", "ui", "web", "work"}
# Letters that Vietnamese has and other languages written in code rarely do.
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
# The mark between a sheet and a cell shouts at nobody.
MARKS = re.compile(r"!(?![=A-Za-z])|\.\.\.|\S {2,}| $")
SAME_PLACE = {"roman": "part"}  # a quarter is II in Vietnamese and 2 in English


def _entries(topic: str) -> Iterator[tuple[str, dict[str, str]]]:
    def walk(table: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, str]]]:
        leaves = {name: value for name, value in table.items() if not isinstance(value, dict)}
        if leaves:
            yield path, leaves
        for name, value in table.items():
            if isinstance(value, dict):
                yield from walk(value, f"{path}.{name}")

    yield from walk(tomllib.loads((ROOT / "locales" / f"{topic}.toml").read_text(encoding="utf-8")), topic)


def _places(sentence: str) -> set[str]:
    return {SAME_PLACE.get(name, name) for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_text_has_both_languages_and_the_same_places(topic: str) -> None:
    for key, entry in _entries(topic):
        assert sorted(entry) == sorted(languages), key
        assert _places(entry["vi"]) == _places(entry["en"]), key


@pytest.mark.parametrize("topic", TOPICS)
def test_no_text_shouts_or_carries_stray_spaces(topic: str) -> None:
    wrong = [(key, sentence) for key, entry in _entries(topic) for sentence in entry.values() if MARKS.search(sentence)]

    assert wrong == []


def _keys(source: Source) -> Iterator[str]:
    """The keys that a file asks for by a literal."""
    names = {name for module, name in source.imports() if (module, name) in (("locales", "text"), ("ui.text", "t"))}
    for call in source.calls(*names):
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
            yield call.args[0].value


def test_every_text_that_the_code_asks_for_exists() -> None:
    assert [(s.path, key) for s in sources() for key in _keys(s) if not has_text(key)] == []


def test_every_column_of_every_sheet_has_its_name() -> None:
    for dataset, row_class in ROW_CLASSES.items():
        for field, column in sheet_columns(row_class).items():
            assert text(f"columns.{dataset}.{field}", "vi") == column.header
            assert text(f"columns.{dataset}.{field}", "en")


def _literals(source: Source) -> Iterator[ast.Constant]:
    """The strings of a file that are no docstrings."""
    said = {id(node.value) for node in source.nodes if isinstance(node, ast.Expr)}
    for node in source.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node


def test_no_vietnamese_sentence_stands_in_the_code() -> None:
    wrong = [
        f"{source.path}:{literal.lineno} {literal.value}"
        for source in sources()
        if source.package in WITHOUT_SENTENCES
        for literal in _literals(source)
        if VIETNAMESE.search(literal.value)
    ]
    assert wrong == []
