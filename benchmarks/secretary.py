"""Commit, measured: a secretary without a browser: signs in, drops a workbook and commits it, all by Streamlit's own line."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 120.0
_XSRF = "_streamlit_xsrf"
_FOR_ANOTHER_RUN = ForwardMsg.FINISHED_EARLY_FOR_RERUN


@dataclass
class Tab:
    """An open page: its controls by their keys, and what the last run said."""

    browser: httpx.Client
    line: ClientConnection
    page_hash: str = ""
    session: str = ""
    widgets: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def open(self, page: str = "") -> list[str]:
        """Run a page; what stands on it, messages first to last."""
        message = BackMsg()
        message.rerun_script.page_name = page
        return self._run(message)

    def again(self) -> list[str]:
        """Run the same page once more, as any interaction does."""
        return self._run(self._asking()[0])

    def press(self, key: str) -> list[str]:
        """Press a button."""
        message, asked = self._asking()
        state = asked.widget_states.widgets.add()
        state.id, state.trigger_value = self.widgets[key], True
        return self._run(message)

    def drop(self, name: str, content: bytes) -> list[str]:
        """Send a file as a browser does, and let the page take it in."""
        control = next(key for key in self.widgets if key.startswith("upload.files."))
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.append(name)
        message.file_urls_request.session_id = self.session
        self.line.send(message.SerializeToString())
        urls = self._hear("file_urls_response").file_urls_response.file_urls[0]
        place = urls.upload_url if urls.upload_url.startswith("/") else f"/{urls.upload_url}"
        mark = self.browser.cookies.get(_XSRF) or ""
        headers = {"X-Xsrftoken": mark, "Origin": str(self.browser.base_url).rstrip("/")}
        self.browser.put(place, files={"file": (name, content)}, headers=headers).raise_for_status()
        asking, asked = self._asking()
        state = asked.widget_states.widgets.add()
        state.id = self.widgets[control]
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = urls.file_id, name, len(content)
        info.file_urls.CopyFrom(urls)
        return self._run(asking)

    def _asking(self) -> tuple[BackMsg, ClientState]:
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page_hash
        return message, message.rerun_script

    def _hear(self, wanted: str) -> ForwardMsg:
        until = time.monotonic() + PATIENCE
        while True:
            data = self.line.recv(timeout=until - time.monotonic())
            assert isinstance(data, bytes)
            said = ForwardMsg.FromString(data)
            if said.WhichOneof("type") == wanted:
                return said
            self._note(said)

    def _run(self, message: BackMsg) -> list[str]:
        self.widgets, self.said = {}, []
        self.line.send(message.SerializeToString())
        while self._hear("script_finished").script_finished == _FOR_ANOTHER_RUN:
            pass
        return self.said

    def _note(self, said: ForwardMsg) -> None:
        kind = said.WhichOneof("type")
        if kind == "new_session":
            self.session = said.new_session.initialize.session_id or self.session
            self.widgets, self.said = {}, []
        elif kind == "navigation":
            self.page_hash = said.navigation.page_script_hash
        elif kind == "delta":
            element = said.delta.new_element
            name = element.WhichOneof("type") or "empty"
            control = getattr(element, name)
            if name == "exception":
                raise SystemExit(f"the page failed: {element.exception.type}")
            if id := str(getattr(control, "id", "")):
                self.widgets[id.split("-", 2)[-1]] = id
            parts = ("body", "label") if name != "html" else ()
            self.said += [text for part in parts if (text := str(getattr(control, part, "")))]


def sign_in(browser: httpx.Client, name: str, password: str) -> int:
    """Send the form as a browser does; the status of the answer, 303 for in."""
    form = browser.get("/dang-nhap").text
    found = re.search(r'name="token" value="([^"]+)"', form)
    token = found[1] if found else ""
    origin = {"origin": str(browser.base_url).rstrip("/")}
    data = {"name": name, "password": password, "token": token}
    return browser.post("/dang-nhap", headers=origin, data=data).status_code


@contextmanager
def tab(browser: httpx.Client) -> Iterator[Tab]:
    """A tab of this browser, with its open line."""
    browser.get("/_stcore/health")  # Streamlit gives the mark that an upload needs here
    address = str(browser.base_url).rstrip("/")
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    with connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream", max_size=None, open_timeout=PATIENCE, proxy=None,
        additional_headers={"Cookie": cookies, "Origin": address}, subprotocols=[Subprotocol("streamlit")],
    ) as line:  # fmt: skip
        yield Tab(browser, line)
