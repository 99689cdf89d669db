"""Beside the walk: what the documents say exists: links, functions, tests, codes, commands and their answers."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires
from importlib.metadata import metadata as metadata_of
from pathlib import Path

import pytest

import settings
from docs.dictionary import field_notes, fields_without_column
from docs.examples import answered
from docs.problem_codes import codes, levels
from docs.write_documents import written
from tests.source_code import ROOT, all_files, sources

DOCUMENTS = sorted(path for path in all_files() if path.suffix == ".md")
LINK = re.compile(r"\]\(([^)\s]+)\)")
DOTTED = re.compile(r"`((?:[a-z_]+\.)+[A-Za-z_]+)(?:\(\))?`")
FILE = re.compile(r"`([\w./-]+/[\w.-]*\.(?:py|toml|md|csv|xlsx|css|js|txt)|[\w-]+\.(?:py|txt))`")
TEST = re.compile(r"`(test_\w+)`")
FREELY_LICENSED_TOO = {"odfpy"}  # offers the GPL beside the Apache licence, and we take the latter


def _prose(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _anchors(path: Path) -> set[str]:
    """The anchors of a document's headings, as code hosts make them."""
    heads = re.findall(r"(?m)^#+ (.+)$", _prose(path))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_link_leads_somewhere() -> None:
    wrong = []
    for document in DOCUMENTS:
        for link in LINK.findall(_prose(document)):
            target, _, anchor = link.partition("#")
            path = (document.parent / target).resolve() if target else document
            if link.startswith(("http://", "https://", "mailto:")):
                continue
            if not path.exists() or (anchor and anchor not in _anchors(path)):
                wrong.append((_name(document), link))
    assert wrong == []


def _exists(dotted: str) -> bool:
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            if not hasattr(found, part):
                return part in getattr(found, "__dataclass_fields__", {})
            found = getattr(found, part)
        return True
    return False


def test_every_function_that_the_documents_name_exists() -> None:
    packages = {source.package for source in sources()}
    named = {
        (_name(document), dotted)
        for document in DOCUMENTS
        for dotted in DOTTED.findall(_prose(document))
        if dotted.split(".")[0] in packages and not dotted.endswith((".py", ".md", ".toml", ".txt"))
    }
    assert len(named) > 50
    assert sorted(each for each in named if not _exists(each[1])) == []


def test_every_file_that_the_documents_name_exists() -> None:
    wrong = []
    for document in DOCUMENTS:
        for named in FILE.findall(_prose(document)):
            if not any((folder / named).exists() for folder in (ROOT, document.parent)):
                wrong.append((_name(document), named))
    assert wrong == []


@pytest.mark.slow
def test_every_test_that_the_documents_name_exists() -> None:
    known = {
        node.name for source in sources(tests=True) for node in source.nodes if isinstance(node, ast.FunctionDef)
    } | {Path(source.path).stem for source in sources(tests=True)}
    named = {name for document in DOCUMENTS for name in TEST.findall(_prose(document))}
    assert sorted(named - known) == []


@pytest.mark.parametrize("name", sorted(written()))
def test_what_follows_from_the_code_was_written_from_it(name: str) -> None:
    again = "run: python -m docs.write_documents"
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == written()[name], again


def test_the_notes_tell_every_stored_field_and_every_level_and_nothing_else() -> None:
    fields = {field for names in fields_without_column().values() for field in names}
    assert fields == set(field_notes())
    assert sorted(set(codes()) - set(levels())) == []


@pytest.mark.slow
def test_the_answers_in_the_document_of_figures_are_those_of_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'examples.sqlite'}")
    monkeypatch.setenv("DASHBOARD_LANGUAGE", "en")
    document = _prose(ROOT / "docs" / "figures.md")
    assert document.count("$ python cli.py") > 10
    assert answered(document) == document


def test_every_environment_variable_is_told() -> None:
    read = {
        str(argument.value)
        for source in sources()
        for call in source.calls("get", "getenv")
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and str(argument.value).isupper() and "environ" in ast.unparse(call)
    }
    told = _prose(ROOT / "docs" / "operation.md")
    assert len(read) >= len([name for name in vars(settings) if name.islower() and callable(vars(settings)[name])])
    assert sorted(name for name in read if f"`{name}`" not in told) == []


def _closure(name: str, known: set[str]) -> set[str]:
    """A package and all that it brings along, as installed."""
    if name in known:
        return known
    try:
        needed = requires(name) or []
    except PackageNotFoundError:
        return known
    known = known | {name}
    for line in needed:
        if "extra ==" not in line:
            known = _closure(re.split(r"[^\w.-]", line)[0].lower().replace("_", "-"), known)
    return known


def test_nothing_that_is_installed_is_under_the_gpl_alone() -> None:
    lines = (ROOT / "requirements-dev.txt").read_text() + (ROOT / "requirements.txt").read_text()
    asked = re.findall(r"(?m)^([\w-]+)", lines)
    installed: set[str] = set()
    for name in asked:
        installed = _closure(name.lower(), installed)
    wrong = []
    for name in installed:
        said = metadata_of(name)
        licences = [*(said.get_all("License-Expression") or []), *(said.get_all("Classifier") or [])]
        if any(re.search(r"\bA?GPL|(?<!Lesser )General Public License \(GPL", each) for each in licences):
            wrong.append(name)
    assert set(wrong) - FREELY_LICENSED_TOO == set()
    assert {"streamlit", "numpy", "psycopg"} <= installed
