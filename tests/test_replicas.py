"""Guard, tested with nginx and two servers on one database: they are one application, and one alone goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from benchmarks.secretary import sign_in, tab
from data_access.audit import Wanted, entries
from data_access.database import Database, open_database
from tests import databases
from tests.account_holders import PASSWORD, an_account
from tests.replicas import Replica, in_front_of, needs_nginx, replica, wait_for
from tests.upload_visits import rows
from tests.workbooks import a_workbook

pytestmark = [needs_nginx, pytest.mark.slow]
HTML = {"accept": "text/html"}


@dataclass
class Site:
    """Two replicas behind one address, on PostgreSQL where that is tested."""

    address: str
    replicas: dict[str, Replica]
    database: Database
    folder: Path

    @contextmanager
    def browser(self, at: str = "") -> Iterator[httpx.Client]:
        """A browser that came to this replica before, or to none."""
        with httpx.Client(base_url=self.address, timeout=60) as browser:
            if at:
                browser.cookies.set("app_replica", at, domain="127.0.0.1")
            yield browser

    @contextmanager
    def signed_in(self, at: str) -> Iterator[httpx.Client]:
        """A browser at this replica in which the administrator has signed in."""
        with self.browser(at) as browser:
            assert sign_in(browser, "lan", PASSWORD) == 303
            yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole of it, with one administrator."""
    folder = tmp_path_factory.mktemp("site")
    database = open_database(databases.new_url(databases.kinds()[-1], folder))
    an_account(database, "lan", "administrator")
    with ExitStack() as stack:
        both = {name: stack.enter_context(replica(database.url, folder)) for name in "ab"}
        for each in both.values():
            wait_for(each.port, each.process)
        address = stack.enter_context(in_front_of(both["a"].port, both["b"].port, folder))
        yield Site(address, both, database, folder)
    databases.drop(database)


def test_who_signed_in_on_one_is_known_on_the_other(site: Site) -> None:
    with site.signed_in("a") as browser:
        session = {"app_session": browser.cookies["app_session"]}
        found = [
            httpx.get(f"{each.address}/models", headers=HTML, cookies=session).status_code
            for each in site.replicas.values()
        ]
        browser.cookies.set("app_replica", "b", domain="127.0.0.1")
        there = browser.get("/models", headers=HTML).status_code
    nobody = [httpx.get(f"{each.address}/models", headers=HTML).status_code for each in site.replicas.values()]

    assert (found, there, nobody) == ([200, 200], 200, [303, 303])


def test_a_browser_stays_with_the_replica_that_answered_it_first(site: Site) -> None:
    with site.browser() as browser:
        first = browser.get("/dang-nhap")
        stays = browser.cookies["app_replica"]
        again = [browser.get("/dang-nhap").headers.get_list("set-cookie") for _ in range(6)]

    assert stays in ("a", "b") and "HttpOnly; SameSite=Lax" in first.headers["set-cookie"]
    assert [each for told in again for each in told if "app_replica" in each] == []


def test_what_is_committed_on_one_is_seen_on_the_other_at_the_next_interaction(site: Site) -> None:
    workbook = a_workbook({"Biểu 1": rows(("Quận 1", 260, 2353))})
    with site.signed_in("a") as here, site.signed_in("b") as there, tab(here) as secretary, tab(there) as leader:
        before = "\n".join(leader.open("history"))
        secretary.open("upload")
        secretary.drop("quan1.xlsx", workbook)
        done = secretary.press("upload.commit")
        after = "\n".join(leader.again())

    assert "Đã ghi nhận: lần tải lên 1." in done
    assert ("quan1" in before, "quan1" in after) == (False, True)


def test_the_numbers_of_the_host_and_the_interface_for_programs_stay_inside(site: Site) -> None:
    paths = [
        "/metrics",
        "/_stcore/metrics",
        "/_stcore/agent",
        "/_stcore/agent/openapi.json",
        "/x/../metrics",
        "//metrics",
    ]
    with site.signed_in("a") as browser:
        found = {path: browser.get(f"{site.address}{path}").status_code for path in paths}
        within = httpx.get(f"{site.replicas['a'].address}/metrics").status_code

    assert (found, within) == (dict.fromkeys(paths, 404), 200)


def test_nobody_says_by_himself_where_he_comes_from(site: Site) -> None:
    forged = {"x-forwarded-for": "203.0.113.9", "x-real-ip": "203.0.113.9", "forwarded": "for=203.0.113.9"}
    with site.browser("a") as browser:
        browser.headers.update(forged)
        refused = sign_in(browser, "lan", "sai")
    with site.database.read() as connection:
        failed = [entry.detail for entry in entries(connection, Wanted(name="lan", outcomes=("failed",)))]

    assert (refused, failed) == (401, ["127.0.0.1"])


def test_scripts_travel_packed_and_a_file_that_is_too_large_stays_outside(site: Site) -> None:
    with site.signed_in("a") as browser:
        script = browser.get("/tinh/page.js")
        large = browser.put("/_stcore/upload_file/x/y", content=b"x" * (22 * 1024 * 1024)).status_code

    assert (script.headers["content-encoding"], large) == ("gzip", 413)


def test_no_log_names_a_page_session_or_what_was_looked_for(site: Site) -> None:
    with site.signed_in("b") as browser, tab(browser) as secretary:
        secretary.open("upload")
        secretary.drop("quan3.xlsx", a_workbook({"Biểu 1": rows(("Quận 3", 1, 1))}))
        browser.get("/models?q=t%E1%BB%AB-r%E1%BA%A5t-ri%C3%AAng", headers=HTML)
        session = secretary.session
    logs = [path for path in site.folder.glob("*.log") if path.name != "error.log"]
    said = "\n".join(path.read_text(encoding="utf-8") for path in logs)
    lines = [json.loads(line) for line in (site.folder / "dashboard.log").read_text(encoding="utf-8").splitlines()]

    assert len(logs) == 3 and session and session not in said
    assert [
        word for word in ("ri%C3%AAng", "riêng", "quan3", "lan", browser.cookies["app_session"]) if word in said
    ] == []
    assert {"path": "/_stcore/upload_file", "status": "204", "replica": "b"}.items() <= next(
        line for line in lines if line["method"] == "PUT" and line["status"] == "204" and line["replica"] == "b"
    ).items()


def test_when_one_is_killed_the_other_goes_on(site: Site) -> None:
    """The last test of this file: one replica is gone afterwards."""
    with site.signed_in("a") as browser:
        site.replicas["a"].process.kill()
        site.replicas["a"].process.wait(20)
        page = browser.get("/upload", headers=HTML)
        moved = browser.cookies["app_replica"]
        with tab(browser) as secretary:
            secretary.open("upload")
            secretary.drop("quan5.xlsx", a_workbook({"Biểu 1": rows(("Quận 5", 12, 30))}))
            done = secretary.press("upload.commit")

    assert (page.status_code, moved) == (200, "b")
    assert any(line.startswith("Đã ghi nhận: lần tải lên") for line in done)
