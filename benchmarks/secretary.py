"""Commit, measured: a secretary without a browser: signs in, drops a workbook and commits it, all by Streamlit's own line."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState, FileURLsRequest, UploadedFileInfo
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.open_page import OpenPage

PATIENCE = 120.0
_XSRF = "_streamlit_xsrf"


@dataclass
class Tab(OpenPage):
    """An open page of a browser and its line; ``said``: what stands on it, messages first to last."""

    browser: httpx.Client
    line: ClientConnection

    def open(self, page: str = "") -> list[str]:
        """Run a page; what stands on it."""
        return self._run(self.opening(page))

    def again(self) -> list[str]:
        """Run the same page once more, as any interaction does."""
        return self._run(self.asking())

    def press(self, key: str) -> list[str]:
        """Press a button."""
        return self._run(self.asking(WidgetState(id=self.widgets[key], trigger_value=True)))

    def drop(self, name: str, content: bytes) -> list[str]:
        """Send a file as a browser does, and let the page take it in."""
        control = next(id for key, id in self.widgets.items() if key.startswith("upload.files."))
        wanted = FileURLsRequest(request_id="1", file_names=[name], session_id=self.session)
        self._run(BackMsg(file_urls_request=wanted))
        urls = self.file_urls
        place = urls.upload_url if urls.upload_url.startswith("/") else f"/{urls.upload_url}"
        mark = self.browser.cookies.get(_XSRF) or ""
        headers = {"X-Xsrftoken": mark, "Origin": str(self.browser.base_url).rstrip("/")}
        self.browser.put(place, files={"file": (name, content)}, headers=headers).raise_for_status()
        info = UploadedFileInfo(file_id=urls.file_id, name=name, size=len(content), file_urls=urls)
        state = FileUploaderState(uploaded_file_info=[info])
        return self._run(self.asking(WidgetState(id=control, file_uploader_state_value=state)))

    def _run(self, message: BackMsg) -> list[str]:
        self.line.send(message.SerializeToString())
        until = time.monotonic() + PATIENCE
        while not self.hear(self.line.recv(timeout=until - time.monotonic())):
            pass
        return self.said


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
        yield Tab(browser, line, reads=True)
