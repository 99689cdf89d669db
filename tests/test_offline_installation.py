"""Tests: the commands of the administrator's guide for a machine without a network, held against pip itself and a folder of packages."""

from __future__ import annotations

import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.source_code import ROOT

GUIDES = ("docs/guides/quan-tri.md", "docs/guides/en/administrator.md")


def told(guide: str, *words: str) -> list[str]:
    """The command of a guide that holds these words, taken apart."""
    lines = (ROOT / guide).read_text(encoding="utf-8").splitlines()
    (command,) = (line.strip() for line in lines if line.startswith("    ") and all(word in line for word in words))
    return shlex.split(command)


def pinned() -> dict[str, str]:
    """What is required, and the version."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    named = (line.partition("==") for line in lines if line and not line.startswith("#"))
    return {name.partition("[")[0]: version.partition(";")[0].strip() for name, _, version in named}


def a_wheel(folder: Path, name: str, version: str) -> None:
    """A package of that name that holds nothing."""
    written = f"{name.replace('-', '_')}-{version}"
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nProvides-Extra: binary\n"
    with zipfile.ZipFile(folder / f"{written}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{written}.dist-info/METADATA", about)
        wheel.writestr(f"{written}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{written}.dist-info/RECORD", "")


def pip(asked: list[str], *more: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run what follows «pip» in a command of a guide, in a folder."""
    start = next(place for place, word in enumerate(asked) if word.endswith("pip"))
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *asked[start + 1 :], *more]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("guide", GUIDES)
def test_what_the_guide_gathers_on_one_machine_is_installed_on_another_without_a_network(
    tmp_path: Path, guide: str
) -> None:
    shelf, here, there = (tmp_path / name for name in ("shelf", "here", "there"))
    for folder in (shelf, here, there):
        folder.mkdir()
    for name, version in pinned().items():
        a_wheel(shelf, name, version)
    for folder in (here, there):
        (folder / "requirements.txt").write_bytes((ROOT / "requirements.txt").read_bytes())

    gathered = pip(told(guide, "pip download"), "--no-index", "--find-links", str(shelf), folder=here)
    assert gathered.returncode == 0, gathered.stderr
    assert sorted(path.name for path in (here / "wheels").iterdir()) == sorted(path.name for path in shelf.iterdir())

    (here / "wheels").rename(there / "wheels")
    install = told(guide, "pip install", "--no-index")
    assert pip(install, "--target", "installed", folder=there).returncode == 0
    installed = {path.name for path in (there / "installed").glob("*.dist-info")}
    assert installed == {f"{name.replace('-', '_')}-{version}.dist-info" for name, version in pinned().items()}

    lost = next((there / "wheels").glob("streamlit-*"))
    lost.unlink()
    refused = pip(install, "--target", "again", folder=there)
    assert refused.returncode != 0 and "streamlit" in refused.stderr
