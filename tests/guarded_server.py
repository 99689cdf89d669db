"""Guard, tested: a real server over loopback with an account of each role, the browsers before it and its open lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from data_access.database import Database, open_database
from tests.account_holders import PASSWORD, an_account
from tests.browser.conftest import served

HTML = {"accept": "text/html"}


class Server:
    """A server with accounts, and the database behind it."""

    def __init__(self, address: str, database: Database) -> None:
        self.address, self.database = address, database
        self.host = address.removeprefix("http://")

    def visitor(self) -> httpx.Client:
        """A browser without cookies."""
        return httpx.Client(base_url=self.address, timeout=30)

    @contextmanager
    def signed_in(self, name: str) -> Iterator[httpx.Client]:
        """A browser in which this person has signed in."""
        with self.visitor() as browser:
            assert self.sign_in(browser, name).status_code == 303
            yield browser

    def sign_in(self, browser: httpx.Client, name: str, password: str = PASSWORD, **form: str) -> httpx.Response:
        """Send the form as a browser does."""
        return browser.post(
            "/dang-nhap", headers={"origin": self.address},
            data={"name": name, "password": password, "token": token(browser), **form},
        )  # fmt: skip

    def line(self, browser: httpx.Client, *, session: str = "", **headers: str) -> ClientConnection:
        """The open line of a page; ``session`` is the page's session that the browser says it had."""
        cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        asked = {"Cookie": cookies, "Origin": self.address, **headers}
        protocols = ["streamlit", "x", session] if session else ["streamlit"]
        return connect(
            f"ws://{self.host}/_stcore/stream", additional_headers={k: v for k, v in asked.items() if v},
            subprotocols=protocols, max_size=None, proxy=None,
        )  # fmt: skip


def token(browser: httpx.Client) -> str:
    """The token in the form, which stands in a cookie too."""
    found = re.search(r'name="token" value="([^"]+)"', browser.get("/dang-nhap").text)
    assert found is not None
    return found.group(1)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests of a file: an administrator, a secretary, a leader."""
    folder = tmp_path_factory.mktemp("guarded")
    database = open_database(f"sqlite:///{folder / 'dashboard.sqlite'}")
    for name, role in (("lan", "administrator"), ("binh", "secretary"), ("minh", "leader")):
        an_account(database, name, role)
    with served(folder, "python", SAMPLE_DATA="0") as address:
        yield Server(address, database)
    database.close()


def run_page(line: ClientConnection, page: str = "") -> tuple[str, str]:
    """Ask for a run of a page: the id of the page's session, and all that was said, as text."""
    ask = BackMsg()
    ask.rerun_script.page_name = page
    line.send(ask.SerializeToString())
    session, said = "", []
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(line.recv(timeout=60))  # type: ignore[arg-type]
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            session = answer.new_session.initialize.session_id
        elif kind == "script_finished":
            return session, "\n".join(said)
        else:
            said.append(str(answer))


def refused_line(server: Server, browser: httpx.Client, **headers: str) -> int:
    """The status with which a line is refused."""
    with pytest.raises(InvalidStatus) as refused:
        server.line(browser, **headers)
    return refused.value.response.status_code
