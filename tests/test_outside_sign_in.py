"""Guard, tested on a real server and a service that speaks HTTP: the second way in lets in whom an administrator linked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from joserfc.jwk import ECKey
from starlette.applications import Starlette

from data_access.audit import Wanted, entries
from data_access.database import Database, open_database
from tests.account_holders import HOST, OFFICE, PASSWORD, an_account
from tests.browser.conftest import free_port, served
from tests.sign_in_providers import CLIENT, SECRET, SignInProvider, a_key, a_sign_in_provider
from web import sign_in_provider
from web.outside_pages import outside_routes
from web.sign_in_provider import Errand, ProviderProblem, vouched_by, way_there
from work import accounts
from work.outside_sign_in import Vouched, sign_in_outside
from work.sign_in import SignInRefused, session_of, sign_in, token_hash

pytestmark = pytest.mark.slow

ADDRESS = "p1@office.example"
ERRAND = Errand("state", "nonce", "verifier" * 6, "http://127.0.0.1/dang-nhap/oidc/xong", "/")


@dataclass
class Site:
    """The application with its accounts, and the service beside it."""

    address: str
    database: Database
    service: SignInProvider

    def browser(self) -> httpx.Client:
        """A browser without cookies."""
        return httpx.Client(base_url=self.address, timeout=30)

    def way_back(self, browser: httpx.Client, asked: str = "/models") -> str:
        """Out to the service; the address at which it sends the browser back."""
        there = browser.get("/dang-nhap/oidc", params={"next": asked})
        assert there.status_code == 303
        return httpx.get(there.headers["location"]).headers["location"]

    def come_in(self, asked: str = "/models") -> httpx.Response:
        """There and back."""
        with self.browser() as browser:
            return browser.get(self.way_back(browser, asked))

    def lines(self) -> list[tuple[str, str, str, str]]:
        """The audit trail: outcome, name, target and detail of sign-ins, the newest first."""
        with self.database.read() as connection:
            found = entries(connection, Wanted(actions=("sign_in",)))
        return [(each.outcome, each.name, each.target, each.detail) for each in found]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One server and one service for all tests of this file."""
    folder = tmp_path_factory.mktemp("outside")
    database = open_database(f"sqlite:///{folder / 'dashboard.sqlite'}")
    secret = folder / "secret"
    secret.write_text(SECRET + "\n", encoding="utf-8")
    for name, role in (("lan", "administrator"), ("minh", "leader"), ("binh", "leader"), ("thu", "leader")):
        an_account(database, name, role)
    with a_sign_in_provider(free_port()) as service:
        for name, subject in (("minh", "person-1"), ("binh", "person-2")):
            accounts.link_subject(database, HOST, name, f"{service.address}|{subject}")
        accounts.link_subject(database, HOST, "thu", ADDRESS)
        accounts.disable(database, HOST, "binh")
        settings = {
            "OIDC_ISSUER": service.address, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET_FILE": str(secret),
            "OIDC_BUTTON": "Cổng <chung>", "SAMPLE_DATA": "0",
        }  # fmt: skip
        with served(folder, "python", **settings) as address:
            yield Site(address, database, service)
    database.close()


@pytest.fixture
def site(running: Site) -> Site:
    """The site, with a service that tells the truth until a test says otherwise."""
    running.service.be_honest()
    return running


def came_in(answer: httpx.Response) -> bool:
    """Whether a session began."""
    return any(cookie.startswith("app_session=") for cookie in answer.headers.get_list("set-cookie"))


def test_whom_an_administrator_linked_comes_in_and_sees_the_page_that_was_asked_for(site: Site) -> None:
    with site.browser() as browser:
        assert 'href="/dang-nhap/oidc?next=%2F">Cổng &lt;chung&gt;</a>' in browser.get("/dang-nhap").text
        back = site.way_back(browser)
        kept = browser.cookies["app_errand"]
        answer = browser.get(back)
        page = browser.get("/models", headers={"accept": "text/html"})
        token = browser.cookies["app_session"]
        gone = "app_errand" not in browser.cookies

    assert (answer.status_code, answer.headers["location"], page.status_code, gone) == (303, "/models", 200, True)
    assert f"app_session={token}; Path=/; HttpOnly; SameSite=Lax" in answer.headers.get_list("set-cookie")
    session = session_of(site.database, token_hash(token))
    assert session is not None and (session.name, session.role) == ("minh", "leader")
    assert site.lines()[0] == ("done", "minh", "", "127.0.0.1")
    assert SECRET not in kept


def test_the_cookie_of_the_errand_is_short_lived_and_closed_to_scripts(site: Site) -> None:
    with site.browser() as browser:
        answer = browser.get("/dang-nhap/oidc?next=//evil.example/x")
        asked = parse_qs(urlsplit(answer.headers["location"]).query)
        back = browser.get(httpx.get(answer.headers["location"]).headers["location"])

    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.startswith("app_errand=") and cookie.endswith("; Path=/; HttpOnly; SameSite=Lax; Max-Age=600")
    assert asked["redirect_uri"] == [f"{site.address}/dang-nhap/oidc/xong"]
    assert (back.status_code, back.headers["location"]) == (303, "/")


def test_a_very_long_page_to_go_to_does_not_lose_the_cookie(site: Site) -> None:
    answer = site.come_in("/models?units=" + token_urlsafe(6000))

    assert (answer.status_code, answer.headers["location"], came_in(answer)) == (303, "/", True)


@pytest.mark.parametrize(("sub", "name"), [("person-2", "binh"), ("nobody <b>", "")])
def test_who_has_no_account_or_a_disabled_one_is_told_whom_to_ask(site: Site, sub: str, name: str) -> None:
    before = len(accounts.every_account(site.database))
    site.service.sub, site.service.claims = sub, {"name": "A Person", "email": "x@office.example"}
    answer = site.come_in()

    assert (answer.status_code, came_in(answer)) == (403, False)
    assert f"<code>{site.service.address}|{sub.replace('<b>', '&lt;b&gt;')}</code>" in answer.text
    assert site.lines()[0] == ("failed", name, "", "127.0.0.1")
    assert len(accounts.every_account(site.database)) == before


def test_an_email_address_counts_only_where_it_was_linked_and_the_service_verified_it(site: Site) -> None:
    site.service.sub = "person-3"
    found = []
    for verified, email in (
        (True, ADDRESS),
        (None, ADDRESS),
        ("true", ADDRESS),
        (True, ADDRESS.upper()),
        (True, "thu"),
    ):
        site.service.claims = {"email": email, "email_verified": verified}
        found.append(came_in(site.come_in()))

    assert found == [True, False, False, False, False]
    assert [line[:2] for line in site.lines()[:5]] == [("failed", "")] * 4 + [("done", "thu")]


LIES: list[dict[str, Any]] = [
    {"nonce": "of another errand"},
    {"nonce": None},
    {"aud": "another application"},
    {"aud": [CLIENT, "another application"]},
    {"aud": None},
    {"azp": "another application"},
    {"iss": "https://elsewhere.example"},
    {"iss": None},
    {"exp": 1_700_000_000},
    {"exp": None},
    {"iat": 4_000_000_000},
    {"sub": None},
    {"sub": ""},
    {"sub": 1},
]


@pytest.mark.parametrize("lie", LIES, ids=str)
def test_a_token_that_is_not_for_this_errand_lets_nobody_in(site: Site, lie: dict[str, Any]) -> None:
    site.service.claims = lie
    before = len(site.lines())
    answer = site.come_in()

    assert (answer.status_code, came_in(answer)) == (401, False)
    assert site.lines()[0] == ("failed", "", "", "127.0.0.1")
    assert len(site.lines()) == before + 1


@pytest.mark.parametrize("signs", ["none", "HS256", "another key"])
def test_a_token_that_the_service_did_not_sign_lets_nobody_in(site: Site, signs: str) -> None:
    if signs == "another key":
        site.service.forged = a_key(str(site.service.key.kid))
    else:
        site.service.signs = signs
    answer = site.come_in()

    assert (answer.status_code, came_in(answer)) == (401, False)


def test_an_errand_is_good_once_for_the_browser_that_began_it_and_for_ten_minutes(site: Site) -> None:
    with site.browser() as browser, site.browser() as other:
        back = site.way_back(browser)
        kept = browser.cookies["app_errand"]
        strange = other.get(back)
        foreign = site.way_back(other)
        swapped = browser.get(foreign)
        browser.cookies.set("app_errand", kept)
        unstated = browser.get(back.split("&state=")[0] + "&state=another")
        browser.cookies.set("app_errand", kept)
        first = browser.get(back)
        again = browser.get(back)
    with site.browser() as late:
        late.cookies.set("app_errand", kept)
        replayed = late.get(back)

    refused = [strange, swapped, unstated, again, replayed]
    assert [(each.status_code, came_in(each)) for each in refused] == [(400, False)] * 5
    assert came_in(first)


class _Earlier(TimestampSigner):
    def get_timestamp(self) -> int:
        return int(time.time()) - 601


@pytest.mark.parametrize(
    ("secret", "signer", "status"),
    [(SECRET, TimestampSigner, 303), (SECRET, _Earlier, 400), ("a secret made up", TimestampSigner, 400)],
)
def test_a_cookie_that_we_did_not_sign_in_the_last_ten_minutes_is_none(
    site: Site, secret: str, signer: type[TimestampSigner], status: int
) -> None:
    how = {"key_derivation": "hmac", "digest_method": sha256}
    ours = URLSafeTimedSerializer(SECRET, salt="sign-in errand", signer_kwargs=how)
    forged = URLSafeTimedSerializer(secret, salt="sign-in errand", signer=signer, signer_kwargs=how)
    with site.browser() as browser:
        back = site.way_back(browser)
        kept = str(forged.dumps(ours.loads(browser.cookies["app_errand"])))
        browser.cookies.clear()
        browser.cookies.set("app_errand", kept)

        assert browser.get(back).status_code == status


def test_a_service_that_says_no_or_nothing_is_a_sentence(site: Site) -> None:
    with site.browser() as browser:
        state = parse_qs(urlsplit(site.way_back(browser)).query)["state"][0]
        stopped = browser.get(f"/dang-nhap/oidc/xong?error=access_denied&state={state}&lang=en")
        back = site.way_back(browser)
        site.service.down = True
        down = browser.get(back + "&lang=en")

    assert (stopped.status_code, "or you stopped there" in stopped.text) == (401, True)
    assert (down.status_code, "does not answer at the moment" in down.text) == (503, True)
    assert "Traceback" not in down.text


def test_a_session_of_this_way_ends_like_any_other(site: Site) -> None:
    with site.browser() as browser:
        browser.get(site.way_back(browser))
        accounts.disable(site.database, HOST, "minh")
        time.sleep(1.6)
        status = browser.get("/models").status_code
    accounts.enable(site.database, HOST, "minh")

    assert status == 401


def test_many_who_come_in_the_same_instant_all_come_in(site: Site) -> None:
    with ThreadPoolExecutor(12) as people:
        found = list(people.map(lambda _: came_in(site.come_in()), range(12)))

    assert found == [True] * 12


def a_provider_that_is_set(monkeypatch: pytest.MonkeyPatch, issuer: str, secret: str = SECRET) -> None:
    """The settings of this very process."""
    for name, value in (("OIDC_ISSUER", issuer), ("OIDC_CLIENT_ID", CLIENT), ("OIDC_CLIENT_SECRET", secret)):
        monkeypatch.setenv(name, value)


def problem_of(errand: Errand, code: str = "") -> str:
    """Why the service could not be used."""
    with pytest.raises(ProviderProblem) as refused:
        _ = vouched_by(errand, code) if code else way_there(errand)
    return refused.value.kind


def test_a_service_that_is_not_there_or_not_the_one_that_was_named_is_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with a_sign_in_provider(free_port()) as service:
        service.named = "https://elsewhere.example"
        found = []
        for issuer in (service.address, f"http://127.0.0.1:{free_port()}", "http://192.0.2.1", "ftp://127.0.0.1"):
            a_provider_that_is_set(monkeypatch, issuer)
            found.append(problem_of(ERRAND))
        a_provider_that_is_set(monkeypatch, service.address)
        service.be_honest()

        assert found == ["untrusted", "unavailable", "untrusted", "untrusted"]
        assert problem_of(ERRAND) == "unavailable"


def test_new_keys_of_the_service_are_fetched_and_a_wrong_secret_is_not_the_fault_of_the_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with a_sign_in_provider(free_port()) as service:
        a_provider_that_is_set(monkeypatch, service.address)

        def code() -> str:
            back = httpx.get(way_there(ERRAND)).headers["location"]
            return parse_qs(urlsplit(back).query)["code"][0]

        assert vouched_by(ERRAND, code()) == Vouched(f"{service.address}|person-1")
        service.key = ECKey.generate_key("P-256", {"kid": "second"})
        assert problem_of(ERRAND, code()) == "untrusted"
        known = sign_in_provider._known[service.address]
        sign_in_provider._known[service.address] = replace(known, at=known.at - 61)
        assert vouched_by(ERRAND, code()) == Vouched(f"{service.address}|person-1")
        assert problem_of(replace(ERRAND, verifier="another" * 7), code()) == "again"
        a_provider_that_is_set(monkeypatch, service.address, "another secret")
        assert problem_of(ERRAND, code()) == "unavailable"


def test_who_comes_by_the_service_has_no_one_time_password_to_change(database: Database) -> None:
    an_account(database, "lan", "administrator")
    one_time = accounts.add(database, HOST, "minh", "leader")
    accounts.link_subject(database, HOST, "minh", " https://service.example|1 ")
    signed = sign_in_outside(database, Vouched("https://service.example|1"), address=OFFICE)
    session = session_of(database, token_hash(signed.token))

    assert session is not None and (session.name, session.must_change, signed.must_change) == ("minh", False, False)
    with pytest.raises(SignInRefused, match="wrong"):
        sign_in(database, "minh", one_time, address=OFFICE)
    accounts.link_subject(database, HOST, "lan", "https://service.example|2")
    sign_in_outside(database, Vouched("https://service.example|2"), address=OFFICE)
    assert sign_in(database, "lan", PASSWORD, address=OFFICE).must_change is False


def test_two_accounts_cannot_be_the_same_person_of_the_service(database: Database) -> None:
    for name in ("lan", "minh"):
        an_account(database, name, "administrator")
    accounts.link_subject(database, HOST, "lan", "a@b.example")
    problems = []
    for subject in ("a@b.example", "x" * 201):
        with pytest.raises(accounts.AccountProblem) as refused:
            accounts.link_subject(database, HOST, "minh", subject)
        problems.append(refused.value.key)
    accounts.link_subject(database, HOST, "lan", "a@b.example")
    with pytest.raises(SignInRefused, match="unknown"):
        sign_in_outside(database, Vouched("a@b.example|1", "a|b@b.example"), address=OFFICE)

    assert problems == ["accounts.problem.subject_taken", "accounts.problem.subject"]


def asked_here(path: str) -> httpx.Response:
    """The answer of this very process."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=outside_routes()))
        async with httpx.AsyncClient(transport=transport, base_url="http://office.example:8501") as browser:
            return await browser.get(path)

    with ThreadPoolExecutor(1) as thread:  # a loop of its own, whatever loop the browser tests have left
        return thread.submit(asyncio.run, ask()).result()


def test_the_way_back_is_the_public_address_where_one_is_set_and_without_settings_there_is_no_way(
    monkeypatch: pytest.MonkeyPatch, sqlite_database: Database
) -> None:
    an_account(sqlite_database, "lan", "administrator")
    monkeypatch.setenv("DATABASE_URL", sqlite_database.url)
    found = []
    nowhere = [asked_here(path).status_code for path in ("/dang-nhap/oidc", "/dang-nhap/oidc/xong")]
    with a_sign_in_provider(free_port()) as service:
        a_provider_that_is_set(monkeypatch, service.address)
        for public, https in (("", "0"), ("", "1"), ("https://dashboard.example/", "0")):
            monkeypatch.setenv("PUBLIC_URL", public)
            monkeypatch.setenv("BEHIND_HTTPS", https)
            there = urlsplit(asked_here("/dang-nhap/oidc").headers["location"])
            found += parse_qs(there.query)["redirect_uri"]
        monkeypatch.setenv("OIDC_CLIENT_SECRET_FILE", "/nowhere/secret")
        unreadable = asked_here("/dang-nhap/oidc").status_code

    assert (nowhere, unreadable) == ([404, 404], 503)
    assert found == [
        "http://office.example:8501/dang-nhap/oidc/xong",
        "https://office.example:8501/dang-nhap/oidc/xong",
        "https://dashboard.example/dang-nhap/oidc/xong",
    ]
