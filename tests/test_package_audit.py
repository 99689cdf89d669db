"""Guard, tested: the command that asks for known holes in packages, against a list of holes of our own on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.browser.conftest import ROOT, free_port

HOLE = {
    "id": "TEST-2026-1",
    "summary": "A workbook of one cell stops the reader.",
    "affected": [
        {
            "package": {"name": "xlrd", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9.9.9"}]}],
        }
    ],
}


class ListOfHoles:
    """A server that knows one hole, of xlrd, and remembers what it was asked about."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        asked = self.asked

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["content-length"])))
                name = said["package"]["name"]
                asked.append((name, said["version"]))
                answer = json.dumps({"vulns": [HOLE]} if name == "xlrd" else {}).encode()
                self.send_response(200)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: Any) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1/query"


@pytest.fixture
def holes() -> Iterator[ListOfHoles]:
    """The list, listening."""
    known = ListOfHoles()
    thread = Thread(target=known.server.serve_forever)
    thread.start()
    yield known
    known.server.shutdown()
    known.server.server_close()
    thread.join()


def audit(*arguments: str | Path) -> tuple[int, str, str]:
    """Run the command: how it ended, what it answered, what it said beside."""
    found_first = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    away = {"http_proxy", "https_proxy", "all_proxy"}
    kept = {name: value for name, value in os.environ.items() if name.lower() not in away}
    ended = subprocess.run(
        ["bash", str(ROOT / ".ci" / "audit"), *map(str, arguments)],
        env={**kept, "PATH": found_first}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.slow
def test_a_known_hole_is_told_with_the_version_that_mends_it(holes: ListOfHoles, tmp_path: Path) -> None:
    listed = tmp_path / "installed.txt"
    listed.write_text("pandas==3.1.1\nxlrd==2.0.2\n")
    code, said, beside = audit(listed, "--osv-url", holes.address)

    assert code == 1
    assert [line.split() for line in said.splitlines()][2:] == [["xlrd", "2.0.2", "TEST-2026-1", "9.9.9"]]
    assert sorted(holes.asked) == [("pandas", "3.1.1"), ("xlrd", "2.0.2")]
    assert "newer version" in beside


@pytest.mark.slow
def test_every_installed_package_is_asked_about_those_included_that_others_brought(holes: ListOfHoles) -> None:
    code, said, _ = audit("--osv-url", holes.address, "--ignore-vuln", "TEST-2026-1")

    assert (code, said) == (0, "No known hole in the packages.\n")
    assert {"streamlit", "starlette", "pandas", "numpy", "xlrd"} <= {name for name, _ in holes.asked}


@pytest.mark.slow
def test_without_the_internet_it_says_that_nothing_was_checked_and_what_to_do(tmp_path: Path) -> None:
    listed = tmp_path / "installed.txt"
    listed.write_text("xlrd==2.0.2\n")
    code, said, beside = audit(listed, "--osv-url", f"http://127.0.0.1:{free_port()}/v1/query")
    assert (code, said) == (2, "")
    assert beside.startswith("Nothing was checked") and "bash .ci/audit installed.txt" in beside
    assert "Traceback" not in beside

    assert audit(tmp_path / "none.txt")[0] == 2
