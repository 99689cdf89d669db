"""Guard, tested on a real server: one attacker, first nobody, then a leader, then somebody of another district.

They get nothing: no page, no file, no figure of others changed, and the audit trail tells what they tried.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from data_access.audit import Wanted, entries
from data_access.database import Database, open_database
from locales import text
from tests.account_holders import HOST, PASSWORD, an_account, the_person
from tests.browser.conftest import served, settled
from tests.guarded_server import HTML, Server, refused_line, run_page
from tests.workbooks import a_workbook
from ui import shell
from web.visits import local_path
from work import accounts
from work.commit_run import CommitRun
from work.imports import commit_prepared, prepare
from work.options import Options
from work.rights import NotAllowed, Person
from work.sign_in import token_hash

SECRET = "Hẻm sạch không rác"
OF_DISTRICT_1 = [
    ["Tên mô hình", "Quận/huyện", "Năm", "Đơn vị thực hiện"],
    [SECRET, "Quận 1", 2022, "UBND Phường 1"],
    [f"{SECRET} đẹp", "Quận 1", 2023, "UBND Phường 1"],
]
FORBIDDEN = text("accounts.page.refused", "vi")
NOT_YOURS = text("accounts.refused.units", "vi")
PAGES = [name for names in shell.SECTIONS.values() for name in names]
REFUSED = {303, 400, 401, 403, 404, 405}


class Office(NamedTuple):
    """A server with an administrator, two secretaries of two districts, leaders; and all that lies on its disk."""

    server: Server
    folder: Path

    @property
    def database(self) -> Database:
        """What the server works on."""
        return self.server.database

    def lying_there(self) -> dict[str, str]:
        """Every file of the work folder but the log, and what it holds."""
        files = [path for path in self.folder.rglob("*") if path.is_file() and path.name != "server.log"]
        return {str(path.relative_to(self.folder)): sha256(path.read_bytes()).hexdigest() for path in files}

    def refusals_of(self, name: str) -> list[tuple[str, str]]:
        """What the audit trail says was refused to an account, oldest first: the action and why."""
        with self.database.read() as connection:
            found = entries(connection, Wanted(name=name, outcomes=("refused",)))
        return [(each.action, each.detail) for each in found][::-1]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One server for the whole attack; the secretary of District 1 has uploaded two models that look alike."""
    folder = tmp_path_factory.mktemp("attacked")
    database = open_database(f"sqlite:///{folder / 'dashboard.sqlite'}")
    an_account(database, "lan", "administrator")
    an_account(database, "quan-1", "secretary", units=("760",))
    an_account(database, "quan-3", "secretary", units=("770",))
    for name in ("minh", "bo-ra", "bi-khoa", "doi-mat"):
        an_account(database, name, "leader")
    prepared = prepare(database, [("mot.xlsx", a_workbook({"Mô hình": OF_DISTRICT_1}))], Options())
    assert commit_prepared(database, the_person(database, "quan-1"), prepared) == 1
    with served(folder, "python", SAMPLE_DATA="0") as address:
        yield Office(Server(address, database), folder)
    database.close()


@contextmanager
def signed_in(browser: Browser, office: Office, name: str, path: str = "/") -> Iterator[Page]:
    """A tab in which somebody has signed in."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", accept_downloads=True)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{office.server.address}{path}")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    yield settled(page)
    context.close()


def asked(office: Office, method: str, target: str, **headers: str) -> tuple[int, str, str]:
    """The answer to a request whose target is sent as it stands: status, where it leads, what it says."""
    connection = HTTPConnection(office.server.host, timeout=20)
    body = b"x" if method in ("POST", "PUT", "PATCH") else None
    connection.request(method, target, body, {"accept": "text/html", **headers})
    answer = connection.getresponse()
    said = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, answer.getheader("location") or "", said


def test_nobody_gets_no_page_by_any_spelling_of_its_address(office: Office) -> None:
    before = office.lying_there()
    targets = [f"/{name}?term=2020-2025&v=1" for name in PAGES] + [
        "/", "//evil.example/models", "//models", "/%2fmodels", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fsettings.py",
        "/tinh/%2e%2e/settings.py", "/tinh/..%2f..%2fsettings.py", "/tinh/../_stcore/metrics", "/tinh/..%5csettings.py",
        "/tinh//etc/passwd", "/static/../config.toml", "/static/%2e%2e/%2e%2e/dashboard.py", "/app/static/dashboard.py",
        "/healthz/../admin", "/healthz/", "/healthz%2f..%2fadmin", "/dang-nhap/../admin", "/dang-nhap;/admin",
        "/_stcore/metrics", "/_stcore/host-config", "/_stcore/script-health-check", "/_stcore/health/../metrics",
        "/_stcore/upload_file/a/b", "/_stcore/agent/openapi.json", "/_stcore/bidi-components/x/y", "/oauth2callback",
        "/component/x/index.html", "/component/../../settings.py", "/media/abc.xlsx", "/media/../dashboard.sqlite",
        f"{office.server.address}/admin", "/models%00", "/ADMIN", "/docs", "/openapi.json", "/.git/config",
    ]  # fmt: skip
    got = []
    for target in targets:
        with_mark = {"X-App-User": "alone", "x-app-user": "alone", "x-forwarded-for": "127.0.0.1"}
        for headers in ({}, with_mark):
            status, leads, said = asked(office, "GET", target, **headers)
            way, _, asked_for = unquote(leads).partition("?next=")
            is_way_in = not leads or (way == "/dang-nhap" and not local_path(asked_for).startswith("//"))
            if status not in REFUSED or not is_way_in or SECRET in said or "import" in said:
                got.append((target, status, leads))
    assert (got, office.lying_there()) == ([], before)


def test_nobody_gets_nothing_by_another_method_or_a_forged_upload(office: Office) -> None:
    before = office.lying_there()
    methods = ("HEAD", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "POST", "PUT", "PATCH", "DELETE", "JUNK")
    paths = ("/", "/admin", "/upload", "/media/abc", "/_stcore/upload_file/a/b", "/_stcore/stream", "/_stcore/metrics")
    got = {(method, path): asked(office, method, path) for method in methods for path in paths}
    assert {key: found[0] for key, found in got.items() if found[0] not in REFUSED or SECRET in found[2]} == {}

    token = "2|aaaaaaaa|bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb|1700000000"
    with office.server.visitor() as nobody:
        nobody.cookies.set("_streamlit_xsrf", token)
        forged = [
            nobody.request(
                method, "/_stcore/upload_file/session/file",
                files={"file": ("../../evil.exe", b"MZ" * 500)} if method != "DELETE" else None,
                headers={"x-xsrftoken": token, "origin": office.server.address},
            ).status_code
            for method in ("PUT", "POST", "DELETE")
        ]  # fmt: skip
        line = refused_line(office.server, nobody)
        marked = refused_line(office.server, nobody, **{"X-App-User": "alone"})
    assert (forged, line, marked) == ([401, 401, 401], 403, 403)
    assert office.lying_there() == before


def test_a_file_that_somebody_just_made_is_given_to_nobody_else(office: Office, chromium: Browser) -> None:
    with signed_in(chromium, office, "bo-ra", "/models") as page, office.server.visitor() as nobody:
        page.locator(".st-key-head-export button").first.click()
        with page.expect_download() as taken:
            page.locator(".st-key-export-xlsx button").click()
        address = taken.value.url
        cookies = {each["name"]: each["value"] for each in page.context.cookies()}
        nobody.cookies.update(cookies)
        own = nobody.get(address).status_code
        nobody.cookies.clear()
        found = [nobody.get(address).status_code, nobody.get(address, headers=HTML).status_code]
        stale = nobody.get(address, headers={"X-App-User": token_hash(cookies["app_session"])}).status_code
    assert "/media/" in address
    assert (own, found, stale) == (200, [401, 303], 401)


def asked_by_hash(line: ClientConnection, page_hash: str, widgets: list[str]) -> str:
    """All that is said to a run of a page that is named by its mark, with buttons of it pressed."""
    ask = BackMsg()
    ask.rerun_script.page_script_hash = page_hash
    for widget in widgets:
        state = ask.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = widget, True
    line.send(ask.SerializeToString())
    said = []
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(line.recv(timeout=60))  # type: ignore[arg-type]
        said.append(str(answer))
        if answer.WhichOneof("type") == "script_finished":
            return "\n".join(said)


def test_a_leader_reaches_no_page_of_others_by_link_by_mark_or_by_its_buttons(office: Office) -> None:
    known = {}
    with office.server.signed_in("lan") as browser:
        for name in ("upload", "duplicates", "admin"):
            with office.server.line(browser) as line:
                _, said = run_page(line, name)
            found = re.search(rf'page_script_hash: "(\w+)"[^}}]*url_pathname: "{name}"', said)
            assert found and FORBIDDEN not in said
            known[name] = (found.group(1), re.findall(r'id: "(\$\$ID-[^"]+)"', said))
    assert all(widgets for _, widgets in known.values())
    before, version = accounts.every_account(office.database), office.database.version()

    told = {}
    with office.server.signed_in("minh") as browser:
        for name, (mark, widgets) in known.items():
            with office.server.line(browser) as line:
                _, by_link = run_page(line, name)
                told[name] = [by_link, asked_by_hash(line, mark, []), asked_by_hash(line, mark, widgets)]
        forged = browser.put(
            "/_stcore/upload_file/x/y",
            files={"file": ("../../evil.exe", b"MZ")},
            headers={"origin": office.server.address},
        ).status_code
    assert {name: [FORBIDDEN in said for said in each] for name, each in told.items()} == dict.fromkeys(
        known, [True] * 3
    )
    everything = "\n".join(said for each in told.values() for said in each)
    assert [word for word in ("quan-1", "quan-3", SECRET, "file_uploader {") if word in everything] == []
    assert forged == 403
    assert (accounts.every_account(office.database), office.database.version()) == (before, version)


def test_a_secretary_of_another_district_writes_nothing(office: Office, chromium: Browser, tmp_path: Path) -> None:
    rows = [["Quận/huyện", "Nhiệm kỳ", "Số mô hình"], ["Quận 1", "2020-2025", 999]]
    path = tmp_path / "cua-quan-1.xlsx"
    path.write_bytes(a_workbook({"Biểu 1": rows}))
    with signed_in(chromium, office, "quan-3", "/upload") as page:
        page.locator("input[type=file]").set_input_files(str(path))
        warned = page.get_by_text("đơn vị mà bạn không phụ trách: Quận 1")
        expect(warned).to_be_visible(timeout=60_000)
        expect(settled(page).locator(".st-key-upload-commit")).to_have_count(0)

        page.goto(f"{office.server.address}/history")
        settled(page).locator("[class*=st-key-history-undo-1] button").click()
        page.get_by_role("dialog").get_by_role("button", name="Hoàn tác").click()
        expect(page.get_by_text(NOT_YOURS)).to_be_visible(timeout=60_000)

        page.goto(f"{office.server.address}/duplicates")
        settled(page).locator("[class*=st-key-duplicates-keep_first] button").first.click()
        expect(page.get_by_text(NOT_YOURS)).to_be_visible(timeout=60_000)

    prepared = prepare(office.database, [(path.name, path.read_bytes())], Options())
    forced = CommitRun(office.database, the_person(office.database, "quan-3"), prepared)
    assert forced.is_over(wait=20) and isinstance(forced.error, NotAllowed)
    pretended = Person(the_person(office.database, "quan-3").account, "lan", "administrator")
    with pytest.raises(NotAllowed):
        commit_prepared(office.database, pretended, prepared)
    with pytest.raises(NotAllowed):
        commit_prepared(office.database, Person.alone(), prepared)

    assert office.refusals_of("quan-3")[:3] == [("undo", "units"), ("merge", "units"), ("upload", "units")]
    assert office.database.version() == 1


def test_a_stolen_page_session_without_its_cookie_opens_nothing(office: Office) -> None:
    with office.server.signed_in("lan") as hers, office.server.line(hers) as line:
        stolen, said = run_page(line, "admin")
        mark = token_hash(hers.cookies["app_session"])
        with office.server.visitor() as nobody:
            refused = [
                refused_line(office.server, nobody, **{"Sec-WebSocket-Protocol": f"streamlit, x, {stolen}"}),
                refused_line(office.server, nobody, Cookie=f"app_session={stolen}"),
                refused_line(office.server, nobody, Cookie=f"app_session={mark}", **{"X-App-User": mark}),
            ]
        with office.server.signed_in("quan-3") as other:
            with office.server.line(other, session=stolen, **{"X-App-User": mark}) as line:
                given, told = run_page(line, "admin")
            upload = other.put(
                f"/_stcore/upload_file/{stolen}/file", files={"file": ("a.xlsx", b"PK")},
                headers={"origin": office.server.address},
            ).status_code  # fmt: skip
    assert FORBIDDEN not in said and refused == [403] * 3
    assert given != stolen and FORBIDDEN in told and "quan-1" not in told
    assert upload in (400, 403, 404)


def test_a_tab_of_an_account_that_lost_its_right_is_led_to_the_sign_in_page(office: Office, chromium: Browser) -> None:
    endings = {
        "bo-ra": lambda cookies: _sign_out(office, cookies),
        "bi-khoa": lambda cookies: accounts.disable(office.database, HOST, "bi-khoa"),
        "doi-mat": lambda cookies: accounts.reset_password(office.database, HOST, "doi-mat"),
    }
    for name, end in endings.items():
        with signed_in(chromium, office, name, "/models") as page:
            cookies = {each["name"]: each["value"] for each in page.context.cookies()}
            end(cookies)
            time.sleep(2)  # so long an answer of the database is believed
            page.get_by_role("link", name=text("shell.page.training", "vi")).click()
            expect(page).to_have_url(re.compile("/dang-nhap"), timeout=60_000)
            with office.server.visitor() as copied:
                copied.cookies.update(cookies)
                assert copied.get("/models", headers=HTML).status_code == 303
                assert refused_line(office.server, copied) == 403


def _sign_out(office: Office, cookies: dict[str, str]) -> None:
    with office.server.visitor() as elsewhere:
        elsewhere.cookies.update(cookies)
        assert elsewhere.post("/dang-xuat", headers={"origin": office.server.address}).status_code == 303
