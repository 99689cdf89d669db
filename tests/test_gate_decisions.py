"""Guard, tested without a server: what the gate decides about each kind of request, and what it hands on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit import config

from data_access.database import Database, open_database
from locales import text
from tests import databases
from tests.account_holders import HOST, an_account
from web.gate import Gate
from web.upload_quota import MOST_BYTES, MOST_FILES, UploadQuota
from work import accounts
from work.people import ALONE
from work.sign_in import sign_in, token_hash

HTML = {"accept": "text/html,*/*"}
HERE = {"host": "127.0.0.1:8501"}
UPLOAD = "/_stcore/upload_file/session/file"


@dataclass
class Inside:
    """What stands behind the gate: it notes what comes through, reads it to its end and answers."""

    scopes: list[Scope] = field(default_factory=list)
    heard: list[Message] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note, hear and answer."""
        self.scopes.append(scope)
        while True:
            message = await receive()
            self.heard.append(message)
            if not message.get("more_body"):
                break
        if scope["type"] == "http":
            headers = [(b"content-type", b"text/plain"), (b"cache-control", b"max-age=9")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b"inside"})
        else:
            await send({"type": f"{scope['type']}.accepted"})

    def marks(self) -> list[list[str]]:
        """Who each request that came through is said to be from."""
        return [[value.decode() for name, value in scope["headers"] if name == b"x-app-user"] for scope in self.scopes]


@dataclass
class Answered:
    """What was sent back."""

    sent: list[Message]

    @property
    def status(self) -> int:
        """The status, or the code with which a line was closed."""
        return int(self.sent[0].get("status", self.sent[0].get("code", 0)))

    @property
    def text(self) -> str:
        """The body."""
        return b"".join(message.get("body", b"") for message in self.sent).decode()

    def header(self, name: str) -> str | None:
        """The value of a header, or None."""
        return next((v.decode() for n, v in self.sent[0]["headers"] if n == name.encode()), None)


class Door:
    """A gate, what stands behind it, and the ways to knock."""

    def __init__(self, quota: UploadQuota | None = None) -> None:
        self.inside = Inside()
        self.gate = Gate(self.inside, quota)

    def ask(self, path: str = "/", method: str = "GET", *, token: str = "", **more: Any) -> Answered:
        """One request, by default of this very computer; ``type`` makes it a line, ``bodies`` are what is sent."""
        headers = {**HERE, **({"cookie": f"app_session={token}"} if token else {}), **more.pop("headers", {})}
        bodies: list[bytes] = more.pop("bodies", [b""])
        scope = {
            "type": "http", "method": method, "path": path, "scheme": "http", "query_string": b"",
            "client": ("127.0.0.1", 50_000), "server": ("127.0.0.1", 8501),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()], **more,
        }  # fmt: skip
        if scope["type"] != "http":
            del scope["method"]
        said: list[Message] = [
            {"type": "http.request", "body": body, "more_body": at < len(bodies) - 1} for at, body in enumerate(bodies)
        ]
        if scope["type"] == "websocket":
            said = [{"type": "websocket.connect"}]
        sent: list[Message] = []

        async def receive() -> Message:
            return said.pop(0)

        async def send(message: Message) -> None:
            sent.append(message)

        # In a thread of its own: a browser that another test keeps has a loop in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, self.gate(scope, receive, send)).result()
        return Answered(sent)


@dataclass
class Office:
    """A database with accounts, the tokens of their sessions, and a door to it."""

    database: Database
    tokens: dict[str, str]


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A database with an administrator, a secretary, a leader, and one who has a one-time password only."""
    database = open_database(databases.new_url("sqlite", tmp_path_factory.mktemp("gate")))
    tokens = {
        name: an_account(database, name, role).token
        for name, role in (("lan", "administrator"), ("binh", "secretary"), ("minh", "leader"))
    }
    one_time = accounts.add(database, HOST, "moi", "leader")
    tokens["moi"] = sign_in(database, "moi", one_time, address="192.0.2.1").token
    yield Office(database, tokens)
    database.close()


@pytest.fixture
def office(staffed: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """That database as the one of this process."""
    monkeypatch.setenv("DATABASE_URL", staffed.database.url)
    return staffed


@pytest.fixture
def nobody_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    """A door to a database without accounts."""
    database = open_database(databases.new_url("sqlite", tmp_path))
    monkeypatch.setenv("DATABASE_URL", database.url)
    yield Door()
    database.close()


def test_without_accounts_who_sits_here_comes_in_and_is_marked_as_alone(nobody_known: Door) -> None:
    page, file = nobody_known.ask("/models"), nobody_known.ask("/static/js/index.js")

    assert (page.status, page.text, page.header("cache-control")) == (200, "inside", "max-age=9")
    assert (file.status, nobody_known.inside.marks()) == (200, [[ALONE], [ALONE]])


def test_without_accounts_nobody_from_elsewhere_comes_in(nobody_known: Door) -> None:
    elsewhere = {"client": ("192.0.2.7", 50_000)}
    page, line = nobody_known.ask("/models", **elsewhere), nobody_known.ask("/x", type="websocket", **elsewhere)

    assert (page.status, page.text) == (503, text("accounts.gate.closed", "vi"))
    assert (line.sent, nobody_known.inside.scopes) == ([{"type": "websocket.close", "code": 1008}], [])


def test_without_accounts_the_numbers_of_the_host_are_for_this_computer(nobody_known: Door) -> None:
    ours = [nobody_known.ask(path).status for path in ("/metrics", "/_stcore/metrics")]
    through_a_proxy = [
        nobody_known.ask(path, headers={"x-forwarded-for": "192.0.2.7"}).status for path in ("/metrics", "/models")
    ]

    assert (ours, through_a_proxy) == ([200, 200], [404, 503])


def test_the_interface_for_programs_is_nowhere(nobody_known: Door) -> None:
    assert [nobody_known.ask(f"/_stcore/agent{rest}").status for rest in ("", "/openapi.json")] == [404, 404]
    assert nobody_known.inside.scopes == []


def test_neither_programs_nor_the_host_have_a_way_in_by_an_account(office: Office) -> None:
    door = Door()
    asked = [door.ask(path, token=office.tokens["lan"]) for path in ("/_stcore/agent", "/_stcore/metrics")]

    assert ([each.status for each in asked], door.inside.scopes) == ([404, 404], [])


def test_a_known_person_comes_in_under_the_mark_of_the_session_alone(office: Office) -> None:
    door = Door()
    token = office.tokens["minh"]
    page = door.ask("/models", token=token, headers={"X-App-User": "lan", "x-app-user": "lan"})

    assert (page.status, page.text) == (200, "inside")
    assert door.inside.marks() == [[token_hash(token)]]
    visitor = door.inside.scopes[0]["state"]["visitor"]
    assert (visitor.session.name, visitor.session.role, visitor.must_sign_in) == ("minh", "leader", True)


def test_what_a_person_sees_is_kept_nowhere_and_what_all_see_may_be(office: Office) -> None:
    token = office.tokens["minh"]
    kept = {path: Door().ask(path, token=token).header("cache-control") for path in ("/models", "/static/a.js")}
    plain = Door().ask("/tinh/vi.js", token=token)

    assert kept == {"/models": "private, no-store", "/static/a.js": "max-age=9"}
    assert plain.header("cache-control") == "max-age=9"


@pytest.mark.parametrize("token", ["", "never-given", "x" * 43])
def test_a_page_leads_whoever_is_not_known_to_signing_in_and_back(office: Office, token: str) -> None:
    door = Door()
    page = door.ask("/models", token=token, headers=HTML, query_string=b"term=2020-2025&unit=770")
    bare = door.ask("/", token=token, headers=HTML)

    assert (page.status, page.header("cache-control")) == (303, "no-store")
    assert page.header("location") == "/dang-nhap?next=%2Fmodels%3Fterm%3D2020-2025%26unit%3D770"
    assert bare.header("location") == "/dang-nhap?next=%2F"
    assert door.inside.scopes == []


def test_what_is_no_page_is_plainly_refused_to_whoever_is_not_known(office: Office) -> None:
    door = Door()
    found = [
        door.ask("/models"),
        door.ask("/models", "HEAD", headers=HTML),
        door.ask("/models", "POST", headers=HTML),
        door.ask(UPLOAD, "PUT"),
    ]

    assert [each.status for each in found] == [401] * 4
    assert found[0].text == text("accounts.gate.anonymous", "vi")
    assert found[0].header("cache-control") == "no-store"
    assert door.ask("/_stcore/stream", type="websocket", headers=HTML).sent == [
        {"type": "websocket.close", "code": 1008}
    ]
    assert door.inside.scopes == []


def test_open_to_all_is_signing_in_its_looks_and_whether_the_server_lives(office: Office) -> None:
    door = Door()
    opened = [
        "/dang-nhap", "/dang-nhap/oidc", "/dang-nhap/oidc/xong", "/healthz", "/_stcore/health", "/favicon.png",
        "/favicon.ico", "/tinh/vi.js", "/tinh/fonts/a.woff2",
    ]  # fmt: skip
    shut = [
        "/tinh/../models", "/tinh//models", "/tinh/\\models", "/tinh", "/dang-nhap/", "/healthz/x", "/doi-mat-khau",
        "/dang-xuat", "//healthz",
    ]  # fmt: skip

    assert [door.ask(path).status for path in opened] == [200] * len(opened)
    assert [door.ask(path).status for path in shut] == [401] * len(shut)
    assert [door.ask("/tinh/vi.js", method).status for method in ("HEAD", "POST", "PUT", "DELETE")] == [200, *[401] * 3]
    assert door.ask("/dang-nhap", "POST").status == 200
    assert door.ask("/healthz", type="websocket").status == 1008


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_what_changes_something_comes_from_a_page_of_ours(office: Office, method: str) -> None:
    door = Door()
    token = office.tokens["binh"]

    def status(**headers: str) -> int:
        return door.ask("/dang-xuat", method, token=token, headers=headers).status

    assert [status(), status(origin="http://127.0.0.1:8501"), status(**{"sec-fetch-site": "same-origin"})] == [200] * 3
    assert [status(origin="https://evil.example"), status(**{"sec-fetch-site": "cross-site"})] == [403, 403]


def test_looking_is_allowed_from_anywhere_and_a_line_only_from_here(office: Office) -> None:
    door = Door()
    foreign = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    asked = [door.ask("/models", method, token=office.tokens["binh"], headers=foreign) for method in ("GET", "OPTIONS")]
    line = door.ask("/_stcore/stream", type="websocket", token=office.tokens["binh"], headers=foreign)
    refused = door.ask("/x", "POST", token=office.tokens["binh"], headers=foreign)

    assert ([each.status for each in asked], line.status) == ([200, 200], 1008)
    assert refused.text == text("accounts.gate.other_site", "vi")


def test_a_line_is_let_in_with_the_mark_and_answered(office: Office) -> None:
    door = Door()
    line = door.ask("/_stcore/stream", type="websocket", token=office.tokens["minh"])

    assert line.sent == [{"type": "websocket.accepted"}]
    assert door.inside.marks() == [[token_hash(office.tokens["minh"])]]


def test_a_one_time_password_opens_only_the_page_for_a_new_one(office: Office) -> None:
    door = Door()
    token = office.tokens["moi"]
    page, file = door.ask("/models", token=token, headers=HTML), door.ask("/models", token=token)
    line = door.ask("/_stcore/stream", type="websocket", token=token, headers=HTML)

    assert (page.status, page.header("location")) == (303, "/doi-mat-khau")
    assert (file.status, file.text) == (403, text("accounts.gate.password", "vi"))
    assert (line.status, door.inside.scopes) == (1008, [])
    assert [door.ask(path, token=token).status for path in ("/doi-mat-khau", "/dang-xuat")] == [200, 200]


def test_files_are_taken_from_those_who_may_import_and_counted_as_they_come(office: Office) -> None:
    quota = UploadQuota(lambda: 0.0)
    door = Door(quota)
    leader = door.ask(UPLOAD, "PUT", token=office.tokens["minh"])
    secretary = door.ask(UPLOAD, "PUT", token=office.tokens["binh"], bodies=[b"ab", b"cde"])

    assert (leader.status, leader.text) == (403, text("accounts.gate.role", "vi"))
    assert secretary.status == 200
    assert [message["body"] for message in door.inside.heard] == [b"ab", b"cde"]
    assert [[upload.size for upload in uploads] for uploads in quota._uploads.values()] == [[5]]


def test_an_account_that_uploads_too_much_waits_and_no_other(office: Office) -> None:
    door = Door(UploadQuota(lambda: 0.0))
    lan, binh = office.tokens["lan"], office.tokens["binh"]
    before = {door.ask(UPLOAD, "PUT", token=binh).status for _ in range(MOST_FILES)}
    refused = door.ask(UPLOAD, "PUT", token=binh)

    assert (before, refused.status) == ({200}, 429)
    assert (refused.text, refused.header("retry-after")) == (text("accounts.gate.quota", "vi"), "60")
    # Taking a file away again and looking are no uploads.
    assert [door.ask(UPLOAD, "DELETE", token=binh).status, door.ask("/", token=binh).status] == [200, 200]
    assert door.ask("/elsewhere", "PUT", token=binh).status == 200
    assert door.ask(UPLOAD, "PUT", token=lan).status == 200


def test_without_accounts_uploads_are_counted_by_address(nobody_known: Door) -> None:
    nobody_known.ask(UPLOAD, "PUT", bodies=[b"x" * 10])
    counted = nobody_known.gate.quota._uploads

    assert [(name, [upload.size for upload in uploads]) for name, uploads in counted.items()] == [("127.0.0.1", [10])]
    counted["127.0.0.1"][0].size = MOST_BYTES
    assert nobody_known.ask(UPLOAD, "PUT").status == 429


def test_a_database_that_does_not_answer_closes_the_door_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{damaged}")
    door = Door()
    page = door.ask("/models", headers=HTML)

    assert page.status == 503 and text("accounts.gate.unavailable", "vi") in page.text
    assert door.ask("/_stcore/stream", type="websocket").status == 1008
    assert door.ask("/healthz").status == 200


def test_a_start_that_is_not_safe_ends_at_the_gate_and_a_safe_one_is_handed_on(nobody_known: Door) -> None:
    before = config.get_option("client.showErrorDetails")
    try:
        config.set_option("client.showErrorDetails", "full")
        refused = nobody_known.ask(type="lifespan").sent
        assert nobody_known.inside.scopes == []
    finally:
        config.set_option("client.showErrorDetails", before)
    accepted = nobody_known.ask(type="lifespan").sent

    assert refused == [{"type": "lifespan.startup.failed", "message": refused[0]["message"]}]
    assert "client.showErrorDetails" in refused[0]["message"]
    assert (accepted, len(nobody_known.inside.scopes)) == ([{"type": "lifespan.accepted"}], 1)
