"""Show, measured: a viewer without a browser: opens a page over Streamlit's own line and changes its filters."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """What one run of a page took: seconds from the message to its last element."""

    seconds: float


@dataclass
class Viewer:
    """One open page. ``widgets``: the ids of its controls by their keys; ``state``: what was set in them."""

    line: ClientConnection
    page_hash: str = ""
    widgets: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    state: dict[str, list[str]] = field(default_factory=dict)
    known: dict[str, None] = field(default_factory=dict)

    def open(self, address: str = "") -> Answer:
        """Run the page under an address's codes."""
        self.state.clear()
        message = BackMsg()
        message.rerun_script.query_string = address
        return self._run(message)

    def choose(self, key: str, *places: int) -> Answer:
        """Set a control to its first, second … option, as clicks do."""
        message = BackMsg()
        asked = message.rerun_script
        asked.page_script_hash = self.page_hash
        asked.cached_message_hashes.extend(self.known)
        self.state[self.widgets[key]] = [self.options[key][place] for place in places]
        for widget, chosen in self.state.items():
            state = asked.widget_states.widgets.add()
            state.id = widget
            state.string_array_value.data.extend(chosen)
        return self._run(message)

    def _run(self, message: BackMsg) -> Answer:
        began = time.perf_counter()
        self.line.send(message.SerializeToString())
        while True:
            data = self.line.recv(timeout=PATIENCE)
            assert isinstance(data, bytes)
            said = ForwardMsg.FromString(data)
            kind = said.WhichOneof("type")
            if kind == "new_session":
                self.page_hash = said.new_session.page_script_hash
            elif kind == "delta":
                self._note(said)
            elif kind == "script_finished":
                return Answer(time.perf_counter() - began)

    def _note(self, said: ForwardMsg) -> None:
        if said.metadata.cacheable and said.hash:
            self.known[said.hash] = None
        element = said.delta.new_element
        if element.WhichOneof("type") == "exception":
            raise SystemExit(f"the page failed: {element.exception.message}")
        control: Any = getattr(element, element.WhichOneof("type") or "empty")
        if key := str(getattr(control, "id", "")):
            name = key.rpartition("-")[2]
            self.widgets[name] = key
            if hasattr(control, "options"):
                self.options[name] = [getattr(option, "content", option) for option in control.options]


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
