"""Guard, tested: servers of ours beside each other on one database, and Debian's nginx with the file of deploy/ before them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT, free_port

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
needs_nginx = pytest.mark.skipif(
    NGINX is None and os.environ.get("REQUIRE_NGINX") != "1", reason="no nginx on this machine"
)
_AROUND = """
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
daemon off;
events {{ worker_connections 256; }}
http {{
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Replica:
    """One server, and the process it is."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        """Where it answers without a proxy."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def replica(url: str, folder: Path) -> Iterator[Replica]:
    """A server on a database that others use too; the folder is theirs together."""
    port = free_port()
    own = {
        "DATABASE_URL": url, "DATA_FOLDER": str(folder), "SAMPLE_DATA": "0", "BACKUP_HOUR": "off", "LOG_FORMAT": "json",
        "STREAMLIT_SERVER_PORT": str(port), "STREAMLIT_SERVER_HEADLESS": "true",
    }  # fmt: skip
    with (folder / f"replica-{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "dashboard.py"], cwd=ROOT, env={**os.environ, **own}, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield Replica(port, process)
    finally:
        process.kill()
        process.wait(20)


@contextmanager
def in_front_of(first: int, second: int, folder: Path) -> Iterator[str]:
    """The address of an nginx before two replicas."""
    port = free_port()
    site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for before, after in (("8501", str(first)), ("8502", str(second)), ("listen 80;", f"listen 127.0.0.1:{port};")):
        site = site.replace(before, after)
    (folder / "site.conf").write_text(site.replace("/var/log/nginx/", f"{folder}/"), encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, user=user), encoding="utf-8")
    process = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody listens there."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("nobody listens")
