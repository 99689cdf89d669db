"""Show, tested: texts and numbers, the page Streamlit sends, headers, and the selection in the address."""

from __future__ import annotations

import asyncio
import re
import socket
import tomllib
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from streamlit.testing.v1 import AppTest

from data_access import vocabulary
from data_access.bounds import Amount
from locales import date_text, figure_text, has_text, number, signed, term_text, text
from tests.page_visits import prepared
from ui import shell
from ui.tables import are_numbers
from web.content_policy import content_policy
from web.guards import NoDelay, SecurityHeaders
from web.page_shell import ASSETS, PageShell
from web.routes import LastingFiles, first_page

STREAMLIT_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><link rel="shortcut icon" href="./favicon.png" />'
    "<title>Streamlit</title></head><body></body></html>"
)


def alone(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine returns, run in a thread of its own: a browser that another test keeps has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def test_numbers_are_written_whole_with_the_marks_of_the_language() -> None:
    assert (number(4812, "vi"), number(4812, "en")) == ("4.812", "4,812")
    assert (number(38.6, "vi"), number(1234.5, "en"), number(5.0, "vi")) == ("38,6", "1,234.5", "5")
    assert (number(39, "vi", decimals=1), number(-1, "vi"), number(-0.04, "vi", decimals=1)) == (
        "39,0",
        "−1",
        "0,0",
    )
    assert (signed(181, "vi", qualifier=">"), signed(-1371, "en"), signed(0, "vi")) == (
        ">+181",
        "−1,371",
        "0",
    )
    assert figure_text(4812, "vi", qualifier=">") == ">4.812"


def test_a_column_of_numbers_stands_on_the_right_where_a_bounded_fall_is_among_them() -> None:
    said = ["+12", "–", *(Amount(-160, bound).written_as_change("vi") for bound in vocabulary.QUALIFIERS)]

    assert are_numbers(said)
    assert not are_numbers([*said, "cao hơn Quận 1"])


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_written_number_is_never_rounded(value: int) -> None:
    for lang in ("vi", "en"):
        assert int(number(value, lang).replace("−", "-").replace(".", "").replace(",", "")) == value


def test_days_are_written_as_official_letters_write_them() -> None:
    days = [date(2026, 10, 31), date(2025, 6, 30), date(2024, 2, 5)]

    assert [date_text(day, "vi") for day in days] == ["31/10/2026", "30/6/2025", "05/02/2024"]


@pytest.mark.parametrize(
    ("term", "vietnamese", "english", "short"),
    [
        ("party_term:2020-2025", "2020–2025", "2020–2025", "2020–2025"),
        ("year:2023", "Năm 2023", "2023", "2023"),
        (
            "branch_term:?-2020",
            "Nhiệm kỳ chi bộ đến 2020 (nguồn không nêu năm bắt đầu)",
            "Branch term to 2020 (the source does not say when it began)",
            "đến 2020",
        ),
        ("half_year:2024-H1", "6 tháng đầu năm 2024", "First half of 2024", "6T đầu 2024"),
        ("quarter:2024-Q3", "Quý III năm 2024", "Quarter 3 of 2024", "Quý III/2024"),
        ("month:2024-05", "Tháng 5 năm 2024", "May 2024", "5/2024"),
        ("nine_months:2024-9M", "9 tháng đầu năm 2024", "First nine months of 2024", "9T 2024"),
        ("review:2010-2020", "Tổng kết 2010–2020", "Review 2010–2020", "2010–2020"),
        ("programme_phase:2016-2020", "Giai đoạn 2016–2020", "Phase 2016–2020", "2016–2020"),
        ("something_new:2016-2020", "2016–2020", "2016–2020", "2016–2020"),
    ],
)
def test_terms_have_names(term: str, vietnamese: str, english: str, short: str) -> None:
    assert (term_text(term, "vi"), term_text(term, "en"), term_text(term, "vi", short=True)) == (
        vietnamese,
        english,
        short,
    )


def test_a_text_that_does_not_exist_is_named() -> None:
    for key in ("shell.page.nowhere", "nowhere.at.all", "shell.page"):
        with pytest.raises(KeyError, match=key if key.startswith("shell") else "nowhere"):
            text(key, "vi")


def test_every_page_of_the_menu_has_a_file_and_a_name() -> None:
    names = [name for section in shell.SECTIONS.values() for name in section]

    assert [name for name in names if not shell.page_file(name).is_file()] == []
    assert [name for name in names if not has_text(f"shell.page.{name}")] == []


async def _page(request: Request) -> Response:
    return HTMLResponse(STREAMLIT_PAGE, headers={"etag": "x"})


async def _plain(request: Request) -> Response:
    return PlainTextResponse("4.812")


class Browser:
    """Our middleware and addresses around a page such as Streamlit sends, and the cookies it was given."""

    def __init__(self) -> None:
        routes = [
            Route("/overview", first_page),
            Mount("/tinh", LastingFiles(directory=ASSETS)),
            Route("/plain", _plain),
            Route("/{page}", _page),
            Route("/", _page),
        ]
        around = [Middleware(NoDelay), Middleware(SecurityHeaders), Middleware(PageShell)]
        self.app = Starlette(routes=routes, middleware=around)
        self.cookies = httpx.Cookies()

    def get(self, path: str, *, accept: str = "text/html", method: str = "GET") -> httpx.Response:
        """The answer, redirects not followed."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test", cookies=self.cookies) as client:
                answer = await client.request(method, path, headers={"accept": accept})
                self.cookies.update(client.cookies)
                return answer

        return alone(asked())


def test_a_page_is_sent_in_vietnamese_with_our_name_and_scripts() -> None:
    answer = Browser().get("/models")

    assert '<html lang="vi">' in answer.text and "<title>Dân vận khéo</title>" in answer.text
    assert "/tinh/vi.js?v=" in answer.text and "/tinh/page.js?v=" in answer.text
    assert 'href="/tinh/favicon.png"' in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "etag" not in answer.headers


def test_english_is_asked_for_by_the_address_and_remembered_by_the_browser() -> None:
    client = Browser()
    asked, later = client.get("/models?lang=en"), client.get("/training")

    assert asked.headers["set-cookie"].startswith("lang=en;")
    for answer in (asked, later):
        assert '<html lang="en">' in answer.text and "vi.js" not in answer.text and "page.js" in answer.text


@pytest.mark.parametrize("asked", ["fr", "", "en,vi", "<script>"])
def test_a_language_we_do_not_speak_is_vietnamese(asked: str) -> None:
    answer = Browser().get("/?lang=" + quote(asked))

    assert '<html lang="vi">' in answer.text and "set-cookie" not in answer.headers


def test_what_is_no_page_passes_untouched() -> None:
    assert Browser().get("/plain").text == "4.812"
    assert Browser().get("/models", accept="*/*").text == STREAMLIT_PAGE
    assert Browser().get("/models", method="HEAD").content == b""


def test_every_answer_carries_the_security_headers() -> None:
    for path in ("/models", "/plain", "/tinh/vi.js", "/overview"):
        headers = Browser().get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"] == content_policy()
        assert headers["referrer-policy"] == "same-origin"


def test_fonts_may_be_kept_for_a_year_and_their_licence_stands_beside_them() -> None:
    answer = Browser().get("/tinh/fonts/be-vietnam-pro-vietnamese-700-normal.woff2")

    assert (answer.status_code, answer.content[:4]) == (200, b"wOF2")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "SIL OPEN FONT LICENSE" in (ASSETS / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert Browser().get("/tinh/%2e%2e/dashboard.py").status_code == 404


def test_the_first_page_is_reached_by_its_file_name_too() -> None:
    answer = Browser().get("/overview?term=2020-2025&lang=en")

    assert (answer.status_code, answer.headers["location"]) == (307, "/?term=2020-2025&lang=en")


class _Connection:
    """What a server hangs its ``send`` on."""

    def __init__(self, sock: socket.socket) -> None:
        self.transport = self
        self.socket = sock

    def get_extra_info(self, name: str) -> Any:
        return self.socket if name == "socket" else None

    async def send(self, message: Any) -> None:
        """Nothing to send."""


def test_small_messages_of_an_open_page_leave_at_once() -> None:
    async def page(scope: Any, receive: Any, send: Any) -> None:
        await send({})

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        connection = _Connection(sock)
        alone(NoDelay(page)({"type": "websocket"}, None, connection.send))  # type: ignore[arg-type]
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_server_that_hides_its_connection_is_served_all_the_same() -> None:
    seen = []

    async def page(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])

    async def send(message: Any) -> None:
        """Nothing to send."""

    alone(NoDelay(page)({"type": "websocket"}, None, send))  # type: ignore[arg-type]
    assert seen == ["websocket"]


# A router with two pages, the way ours works, without a menu: AppTest knows no menu.
SCRIPT = """
import streamlit as st
from ui import state
from ui.failure import show_failure
from ui.text import t

state.synchronise(st.session_state.get("page", ""))
st.write("lang", state.language(), t("shell.page.models"))
st.write("codes", str(state.read_selection_codes()))
st.write("query", state.address_query())
if st.button("choose"):
    state.write_selection_codes({"term": ["2015-2020"], "unit": ["770", "769@2021-01-01"], "made_up": ["x"]})
if st.button("clear"):
    state.write_selection_codes({})
if st.button("fail"):
    try:
        raise ValueError("D17")
    except ValueError as error:
        show_failure(error)
"""


def a_visit(**query: str) -> AppTest:
    """A first visit with this address."""
    visit = prepared(AppTest.from_string(SCRIPT, default_timeout=30))
    for name, value in query.items():
        visit.query_params[name] = value
    return visit.run()


def codes(visit: AppTest) -> str:
    return next(line.value.removeprefix("codes ") for line in visit.markdown if line.value.startswith("codes "))


def test_a_link_opens_with_its_selection() -> None:
    visit = a_visit(kind="party_term", term="2020-2025", unit="770,760", v="57", other="kept")

    assert codes(visit) == str({"kind": ["party_term"], "term": ["2020-2025"], "unit": ["770", "760"], "v": ["57"]})
    assert visit.query_params["other"] == "kept"


def test_a_change_of_page_carries_the_selection_and_back_within_a_page_clears_it() -> None:
    visit = a_visit(term="2020-2025")
    del visit.query_params["term"]
    visit.session_state["page"] = "training"
    assert codes(visit.run()) == str({"term": ["2020-2025"]})
    assert visit.query_params["term"] == "2020-2025"

    del visit.query_params["term"]
    assert codes(visit.run()) == "{}"


def test_choosing_and_clearing_write_the_address() -> None:
    visit = a_visit()
    visit.button[0].click().run()
    assert visit.query_params["unit"] == "770,769@2021-01-01"
    assert "made_up" not in visit.query_params

    visit.button[1].click().run()
    assert dict(visit.query_params) == {}


@pytest.mark.parametrize("hostile", ["<script>", "a b", "x" * 41, "'; DROP TABLE unit", ",,,", "%00"])
def test_a_code_that_is_none_is_dropped(hostile: str) -> None:
    assert codes(a_visit(unit=hostile)) == "{}"


def test_the_language_stays_in_the_address() -> None:
    visit = a_visit(lang="en", term="2020-2025")

    assert visit.markdown[0].value == "lang en Models"
    assert visit.markdown[2].value == "query lang=en&term=2020-2025"
    assert a_visit(lang="fr").markdown[0].value == "lang vi Mô hình"


def test_a_failure_is_a_calm_sentence_and_the_log_has_its_code_but_not_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    visit = a_visit()
    visit.button[2].click().run()

    said = visit.error[0].value
    code = said.split("Mã: ")[1][:4]
    assert said.startswith("Có lỗi khi mở trang. Số liệu không bị ảnh hưởng.")
    assert not visit.exception
    assert f"code={code} error=ValueError" in caplog.text
    assert "D17" not in caplog.text


def test_every_page_names_the_typeface_and_only_files_of_it_that_are_there() -> None:
    page = Browser().get("/").text
    named = re.search(r'<link rel="stylesheet" href="(/tinh/fonts/faces\.css\?v=[0-9a-f]{10})">', page)
    assert named is not None
    style = Browser().get(named[1], accept="text/css")
    faces = re.findall(r'url\("/tinh/([^"]+)"\)', style.text)

    assert style.headers["content-type"].startswith("text/css")
    config = tomllib.loads((shell.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    family = config["theme"]["font"].split(",")[0].strip("'")
    assert style.text.count(f'font-family: "{family}"') == len(faces) == len(set(faces)) == 12
    assert [face for face in faces if not (ASSETS / face).is_file()] == []
