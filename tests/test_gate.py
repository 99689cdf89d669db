"""Guard, tested on a real server over loopback: nothing is open to whoever is not known, and nothing can be taken over."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from data_access.audit import Wanted, entries
from data_access.database import open_database
from tests.account_holders import HOST, PASSWORD, an_account
from tests.browser.conftest import ROOT, free_port, served
from tests.guarded_server import HTML, Server, refused_line, run_page, server, token
from web.start_check import NEEDED, wrong_settings
from web.upload_quota import MOST_BYTES, MOST_FILES, UploadQuota
from web.visits import local_path
from work import accounts
from work.sign_in import token_hash

__all__ = ["server"]

pytestmark = pytest.mark.slow


def test_nothing_is_open_to_whoever_has_not_signed_in(server: Server) -> None:
    paths = [
        "/", "/models", "/admin", "/media/abc.xlsx", "/_stcore/metrics", "/_stcore/host-config", "/static/js/index.js",
        "/_stcore/agent/openapi.json", "/_stcore/upload_file/x/y", "/_stcore/script-health-check", "/doi-mat-khau",
        "/auth/login", "/tinh/../_stcore/metrics", "//dang-nhap", "/dang-nhap/x", "/component/x/y",
        "/huong-dan/thu-ky", "/huong-dan/anh/tai-len.png",
    ]  # fmt: skip
    with server.visitor() as browser:
        found = {path: browser.get(path).status_code for path in paths}
        sent = [
            browser.request(method, "/_stcore/upload_file/x/y", content=b"x").status_code
            for method in ("PUT", "DELETE", "POST", "OPTIONS")
        ]
        opened = [
            browser.get(path).status_code for path in ("/dang-nhap", "/healthz", "/_stcore/health", "/tinh/vi.js")
        ]
        line = refused_line(server, browser)

    assert found == dict.fromkeys(paths, 401)
    assert (sent, opened, line) == ([401] * 4, [200] * 4, 403)


def test_a_page_that_was_asked_for_is_shown_after_signing_in(server: Server) -> None:
    with server.visitor() as browser:
        asked = browser.get("/models?term=2020-2025", headers=HTML)
        assert (asked.status_code, asked.headers["location"]) == (303, "/dang-nhap?next=%2Fmodels%3Fterm%3D2020-2025")
        form = browser.get(asked.headers["location"])
        assert 'name="next" value="/models?term=2020-2025"' in form.text
        signed = server.sign_in(browser, "minh", next="/models?term=2020-2025")
        page = browser.get("/models", headers=HTML)

    assert (signed.status_code, signed.headers["location"]) == (303, "/models?term=2020-2025")
    kept = next(each for each in signed.headers.get_list("set-cookie") if each.startswith("app_session="))
    assert re.fullmatch(r"app_session=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax", kept)
    assert (page.status_code, page.headers["cache-control"]) == (200, "private, no-store")


def test_by_https_the_cookie_is_bound_to_this_host_and_never_sent_in_the_clear(server: Server) -> None:
    with server.visitor() as browser:
        browser.headers["x-forwarded-proto"] = "https"
        answer = browser.get("/dang-nhap")
        sent = answer.headers["set-cookie"]

    assert re.fullmatch(r"__Host-app_form=[\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure", sent)


@pytest.mark.parametrize(
    "asked",
    [
        "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "evil.example", "/\t/evil",
        "\\\\evil", "///evil.example", "/dang-xuat", "/x\r\nSet-Cookie: a=b", "", "/..//evil.example\\",
    ],
)  # fmt: skip
def test_signing_in_never_leads_away_from_here(asked: str) -> None:
    assert local_path(asked) == "/"
    assert local_path("/models?term=2020-2025&unit=770") == "/models?term=2020-2025&unit=770"


def test_signing_in_from_another_site_is_refused(server: Server) -> None:
    with server.visitor() as browser:
        form = {"name": "lan", "password": PASSWORD, "token": token(browser)}
        ways = [
            browser.post("/dang-nhap", data=form, headers={"origin": "https://evil.example"}),
            browser.post("/dang-nhap", data=form, headers={"origin": "null"}),
            browser.post("/dang-nhap", data=form, headers={"sec-fetch-site": "cross-site"}),
            browser.post("/dang-nhap", data={**form, "token": "x" * 43}, headers={"origin": server.address}),
            browser.post("/dang-nhap", data={"name": "lan", "password": PASSWORD}, headers={"origin": server.address}),
            httpx.post(f"{server.address}/dang-nhap", data=form, headers={"origin": server.address}),
        ]

    assert [way.status_code for way in ways] == [403] * 6
    assert [way.headers.get("set-cookie") for way in ways] == [None] * 6


def test_another_site_can_neither_open_a_line_nor_send_files_nor_sign_out(server: Server) -> None:
    with server.signed_in("binh") as browser:
        foreign = {"origin": "https://evil.example"}
        line = refused_line(server, browser, Origin="https://evil.example")
        put = browser.put("/_stcore/upload_file/x/y", content=b"x", headers=foreign)
        out = browser.post("/dang-xuat", headers=foreign)

        assert (line, put.status_code, out.status_code) == (403, 403, 403)
        assert "không đến từ trang của ứng dụng" in put.text  # the gate said so, before Streamlit's own check
        assert browser.get("/", headers=HTML).status_code == 200


def test_a_stolen_page_session_is_given_to_nobody_else(server: Server) -> None:
    with server.signed_in("lan") as hers, server.signed_in("minh") as his:
        with server.line(hers) as line:
            stolen, _ = run_page(line)
            with server.line(his, session=stolen) as other:
                while_open, _ = run_page(other)
        with server.line(his, session=stolen) as other:
            afterwards, _ = run_page(other)
        with server.line(hers, session=stolen) as line:
            her_own, _ = run_page(line)

    assert stolen and stolen not in (while_open, afterwards)
    assert her_own == stolen


def test_the_header_that_names_a_visitor_cannot_be_sent_by_a_browser(server: Server) -> None:
    with server.visitor() as browser, server.signed_in("lan") as hers:
        mark = token_hash(hers.cookies["app_session"])
        assert browser.get("/models", headers={"x-app-user": mark}).status_code == 401
        assert refused_line(server, browser, **{"X-App-User": mark}) == 403
        with server.signed_in("minh") as his, server.line(his, **{"X-App-User": mark}) as line:
            _, said = run_page(line)

    assert "minh" in said and ">lan<" not in said


def test_pages_that_are_not_for_somebody_say_so_at_their_address(server: Server) -> None:
    refused = {}
    for name, pages in (("minh", ("upload", "duplicates", "admin")), ("binh", ("admin",)), ("lan", ())):
        with server.signed_in(name) as browser:
            for page in ("upload", "duplicates", "admin"):
                with server.line(browser) as line:
                    _, said = run_page(line, page)
                refused[name, page] = "Bạn không có quyền vào trang này." in said
        assert {page: refused[name, page] for page in ("upload", "duplicates", "admin")} == {
            page: page in pages for page in ("upload", "duplicates", "admin")
        }
    with server.database.read() as connection:
        told = entries(connection, Wanted(actions=("open_page",)))
    assert sorted({(each.name, each.target) for each in told}) == sorted(page for page in refused if refused[page])


def test_a_leader_can_send_no_file_and_a_secretary_only_into_a_page_of_their_own(server: Server) -> None:
    with server.signed_in("minh") as his, server.signed_in("binh") as theirs:
        origin = {"origin": server.address}
        found = [
            each.put("/_stcore/upload_file/x/y", files={"file": ("../../a.xlsx", b"x")}, headers=origin).status_code
            for each in (his, theirs)
        ]

    assert found[0] == 403
    assert found[1] in (400, 403)  # Streamlit knows no such page


def test_who_is_disabled_is_out_at_once_with_the_page_still_open(server: Server) -> None:
    an_account(server.database, "hoa", "secretary")
    with server.signed_in("hoa") as browser, server.line(browser) as line:
        run_page(line)
        accounts.disable(server.database, HOST, "hoa")
        said, closed = "", None
        try:
            _, said = run_page(line)
            time.sleep(2)
            run_page(line)
        except ConnectionClosed as end:
            closed = end.rcvd.code if end.rcvd else None
        page = browser.get("/", headers=HTML)

    assert closed == 1008 and (not said or "Phiên làm việc đã kết thúc" in said)
    assert (page.status_code, page.headers["location"]) == (303, "/dang-nhap?next=%2F")


def test_who_has_signed_out_is_out_in_every_tab(server: Server) -> None:
    with server.signed_in("minh") as browser, server.visitor() as copy:
        copy.cookies.update(browser.cookies)
        left = browser.post("/dang-xuat", headers={"origin": server.address})
        time.sleep(2)

        assert (left.status_code, left.headers["location"]) == (303, "/dang-nhap")
        assert copy.get("/", headers=HTML).status_code == 303


def test_a_one_time_password_leads_to_a_new_one_and_nowhere_else(server: Server) -> None:
    one_time = accounts.add(server.database, HOST, "moi", "leader")
    with server.visitor() as browser:
        signed = server.sign_in(browser, "moi", one_time, next="/models")
        led = browser.get("/models", headers=HTML)
        line = refused_line(server, browser)
        form = browser.get("/doi-mat-khau").text
        found = re.search(r'name="token" value="([^"]+)"', form)
        said = {"token": found.group(1) if found else "", "before": one_time, "after": PASSWORD, "again": PASSWORD}
        weak = browser.post("/doi-mat-khau", data={**said, "after": "matkhau123456", "again": "matkhau123456"})
        done = browser.post("/doi-mat-khau", data=said, headers={"origin": server.address})
        page = browser.get("/models", headers=HTML)

    assert [signed.headers["location"], led.headers["location"]] == ["/doi-mat-khau", "/doi-mat-khau"]
    assert (line, weak.status_code, done.status_code, page.status_code) == (403, 400, 303, 200)


def test_guessing_passwords_is_answered_with_waiting(server: Server) -> None:
    an_account(server.database, "thu", "leader")
    with server.visitor() as browser:
        found = [server.sign_in(browser, "thu", "wrong").status_code for _ in range(6)]
        right = server.sign_in(browser, "thu").status_code
    with server.database.read() as connection:
        failed = entries(connection, Wanted(name="thu", outcomes=("failed",)))

    assert (found, right) == ([401] * 5 + [429], 429)
    assert [each.detail for each in failed] == ["127.0.0.1"] * 5


def test_hostile_words_in_the_form_stay_words(server: Server) -> None:
    with server.visitor() as browser:
        said = '"><script>alert(1)</script>'
        answer = server.sign_in(browser, said, "x", next=f"/models?a={said}")
        large = browser.post("/dang-nhap", content=b"a=" + b"x" * 50_000, headers={"origin": server.address})

    assert "<script" not in answer.text and "&lt;script&gt;" in answer.text
    assert large.status_code == 403


def test_every_answer_says_what_a_browser_may_do_with_it(server: Server) -> None:
    with server.signed_in("minh") as browser:
        page, form = browser.get("/", headers=HTML), browser.get("/doi-mat-khau", headers=HTML)
        inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", page.text)

    assert "script-src 'self' 'sha256-" in page.headers["content-security-policy"]
    assert "'unsafe-eval'" not in page.headers["content-security-policy"] and len(inline) == 1
    assert form.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    for answer in (page, form):
        assert (answer.headers["x-content-type-options"], answer.headers["referrer-policy"]) == (
            "nosniff",
            "same-origin",
        )


def test_uploads_are_counted_by_file_and_by_byte() -> None:
    now = [0.0]
    quota = UploadQuota(lambda: now[0])
    assert all(quota.begin("lan") for _ in range(MOST_FILES))
    assert quota.begin("lan") is None and quota.begin("minh") is not None
    now[0] = 61
    large = quota.begin("lan")
    assert large is not None
    large.size = MOST_BYTES
    assert quota.begin("lan") is None
    now[0] = 122
    assert quota.begin("lan") is not None


def start_of(folder: Path, *command: str, cwd: Path = ROOT, **environment: str) -> tuple[int, str]:
    """How a start ends that must not succeed, and what it says."""
    ran = subprocess.run(
        [sys.executable, *command], cwd=cwd, capture_output=True, text=True, timeout=60,
        env={**os.environ, "DATA_FOLDER": str(folder), "SAMPLE_DATA": "0", "STREAMLIT_SERVER_HEADLESS": "true", **environment},
    )  # fmt: skip
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize("command", [("-m", "streamlit", "run", "dashboard.py"), ("dashboard.py",)])
def test_without_accounts_it_refuses_to_open_to_the_network(tmp_path: Path, command: tuple[str, ...]) -> None:
    port = str(free_port())
    code, said = start_of(tmp_path, *command, STREAMLIT_SERVER_ADDRESS="0.0.0.0", STREAMLIT_SERVER_PORT=port)

    assert code != 0
    assert "python cli.py accounts add NAME --role administrator" in said and "Traceback" not in said


def test_without_its_settings_it_refuses_to_start(tmp_path: Path) -> None:
    command = ("-m", "uvicorn", "--app-dir", str(ROOT), "dashboard:app", "--port", str(free_port()))
    code, said = start_of(tmp_path, *command, cwd=tmp_path)

    assert code != 0
    assert "client.showErrorDetails" in said and "server.trustedUserHeaders" in said and "Traceback" not in said


def test_every_setting_that_keeps_it_closed_is_checked() -> None:
    def wrong(**changed: Any) -> list[str]:
        values: dict[str, Any] = {
            **NEEDED,
            "server.maxUploadSize": 20,
            **{k.replace("_", ".", 1): v for k, v in changed.items()},
        }
        return wrong_settings(values.get)

    assert wrong() == []
    assert wrong(server_maxUploadSize=200) == ["server.maxUploadSize"]
    assert [wrong(**{name.replace(".", "_", 1): "x"}) for name in NEEDED] == [[name] for name in NEEDED]


def test_without_accounts_only_this_very_computer_is_let_in(tmp_path: Path) -> None:
    with served(tmp_path, "uvicorn", SAMPLE_DATA="0") as address, httpx.Client(base_url=address) as browser:
        ways = [
            {}, {"host": "localhost"}, {"host": "10.0.0.5"}, {"host": "evil.example"}, {"x-forwarded-for": "127.0.0.1"},
            {"x-real-ip": "10.1.2.3"}, {"forwarded": "for=10.1.2.3"},
        ]  # fmt: skip
        found = [browser.get("/models", headers={**HTML, **each}).status_code for each in ways]
        closed = browser.get("/models", headers={**HTML, "host": "10.0.0.5"}).text
        put = browser.put("/_stcore/upload_file/x/y", headers={"origin": "http://evil.example"}).status_code
        before = browser.get("/healthz").json()
        database = open_database(f"sqlite:///{tmp_path / 'dashboard.sqlite'}")
        an_account(database, "lan", "administrator")
        database.close()
        time.sleep(2)
        after = [browser.get("/models", headers=HTML).status_code, browser.get("/healthz").json()]

    assert found == [200, 200, 503, 503, 503, 503, 503] and put == 403
    assert "accounts add" in closed and before == {"status": "ok", "version": 0}
    assert after == [303, {"status": "ok"}]
