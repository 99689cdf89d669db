"""Show, measured: a viewer without a browser: opens a page over Streamlit's own line and changes its filters."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.open_page import OpenPage

PATIENCE = 60


@dataclass
class Viewer(OpenPage):
    """An open page and its line."""

    line: ClientConnection

    def open(self, address: str = "") -> float:
        """Run the page under an address's codes; seconds from the message to its last element."""
        return self._run(self.opening(address=address))

    def choose(self, key: str, *places: int) -> float:
        """Set a control to its first, second … option, as clicks do; seconds until the page stands."""
        return self._run(self.choosing(key, *places))

    def _run(self, message: BackMsg) -> float:
        began = time.perf_counter()
        self.line.send(message.SerializeToString())
        while not self.hear(self.line.recv(timeout=PATIENCE)):
            pass
        return time.perf_counter() - began


@contextmanager
def viewer(port: int) -> Iterator[Viewer]:
    """A viewer at a server on this machine."""
    with connect(
        f"ws://127.0.0.1:{port}/_stcore/stream",
        max_size=None,
        open_timeout=PATIENCE,
        subprotocols=[Subprotocol("streamlit")],
    ) as line:
        yield Viewer(line)
