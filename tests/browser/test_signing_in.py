"""Guard, tested in a real browser: signing in and out as people do, and a content policy that no page runs against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from data_access.database import open_database
from tests.account_holders import HOST, PASSWORD, an_account
from tests.browser.conftest import pick, served, settled
from ui import shell
from work import accounts

NEW_PASSWORD = "mười hai con giáp đi chơi"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server with sample data, an administrator, and a secretary who has a one-time password."""
    folder: Path = tmp_path_factory.mktemp("office")
    with served(folder) as address:
        database = open_database(f"sqlite:///{folder / 'dashboard.sqlite'}")
        an_account(database, "lan", "administrator")
        one_time = accounts.add(database, HOST, "binh", "secretary", units=["770"])
        database.close()
        yield address, one_time


def sign_in(page: Page, name: str, password: str) -> None:
    """Fill in the form and send it by the keyboard."""
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.keyboard.press("Enter")


def test_a_secretary_signs_in_chooses_a_password_works_and_signs_out(page: Page, office: tuple[str, str]) -> None:
    address, one_time = office
    page.goto(f"{address}/training?term=2020-2025")
    expect(page).to_have_url(re.compile("/dang-nhap"))
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    sign_in(page, "binh", "sai")
    expect(page.get_by_role("alert")).to_contain_text("không đúng")
    sign_in(page, "binh", one_time)
    expect(page.get_by_role("heading")).to_have_text("Đổi mật khẩu")
    for label, words in (
        ("Mật khẩu hiện tại", one_time), ("Mật khẩu mới", NEW_PASSWORD), ("Nhập lại mật khẩu mới", NEW_PASSWORD),
    ):  # fmt: skip
        page.get_by_label(label, exact=True).fill(words)
    page.keyboard.press("Enter")
    settled(page)
    expect(page.locator(".st-key-language .who")).to_have_text("binh")
    expect(page.get_by_role("link", name="Quản trị")).to_have_count(0)

    other = page.context.new_page()
    settled_at(other, f"{address}/account")
    expect(other.get_by_text("Phiên này")).to_be_visible()
    page.locator(".st-key-language .out button").click()
    expect(page.get_by_role("heading")).to_have_text("Đăng nhập")
    other.wait_for_timeout(2000)
    other.get_by_role("link", name="Tổng quan").click()
    expect(other).to_have_url(re.compile("/dang-nhap"))


def settled_at(page: Page, address: str) -> None:
    """A page that has been opened and has run."""
    page.goto(address)
    settled(page)


def add_another(page: Page) -> None:
    """The form is empty for the next account, stays open while it is filled in, and Enter takes the first unit alone."""
    name, units = page.locator(".st-key-admin-account-name input"), page.locator(".st-key-admin-account-units")
    expect(name).to_have_value("")
    name.fill("q3")
    page.keyboard.press("Tab")
    settled(page)
    expect(name).to_be_visible()
    page.wait_for_timeout(1_000)  # a list that opens while the page still moves closes again
    units.locator("input").fill("Quận 3")
    expect(page.get_by_role("option").first).to_have_text("Quận 3 (770)")
    page.wait_for_timeout(1_000)  # the mark of what Enter takes moves to the first one a moment after the list
    page.keyboard.press("Enter")
    settled(page)
    page.keyboard.press("Escape")
    page.locator(".st-key-admin-account-do-add button").click()
    settled(page)
    expect(page.get_by_text("Mật khẩu dùng một lần của «q3»")).to_be_in_viewport()
    expect(page.get_by_role("row", name="q3").first).to_contain_text("Quận 3")


def change_another(page: Page) -> None:
    """Each change of an account, and its outcome in sight."""
    do = ".st-key-admin-account-do-{} button".format
    settled(page)
    pick(page, ".st-key-admin-account input", "q3")
    pick(page, "[class*=st-key-admin-role-] input", "Thư ký")
    settled(page)
    page.locator(do("role")).click()
    expect(page.get_by_text("Đã ghi: tài khoản «q3».")).to_be_in_viewport()
    expect(page.get_by_role("row", name="q3").first).to_contain_text("Thư ký")
    page.locator(do("password")).click()
    expect(page.get_by_text("Mật khẩu dùng một lần của «q3»")).to_be_in_viewport()
    page.locator(do("disable")).click()
    expect(page.locator(do("enable"))).to_be_visible()


def test_an_administrator_makes_an_account_and_sees_it_in_the_trail(page: Page, office: tuple[str, str]) -> None:
    address, _ = office
    page.goto(f"{address}/admin")
    sign_in(page, "lan", PASSWORD)
    settled(page)
    page.get_by_role("tab", name="Tài khoản").click()
    page.get_by_text("Thêm tài khoản").first.click()
    page.locator(".st-key-admin-account-name input").fill("moi")
    page.keyboard.press("Tab")
    settled(page)
    page.locator(".st-key-admin-account-do-add button").click()
    settled(page)
    expect(page.get_by_text("Mật khẩu dùng một lần của «moi», chỉ hiện lần này")).to_be_visible()
    add_another(page)
    change_another(page)
    page.get_by_role("tab", name="Nhật ký").click()
    expect(page.get_by_text("Thêm tài khoản").last).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Xuất CSV").click()
    assert "account_add" not in Path(taken.value.path()).read_text(encoding="utf-8-sig")
    assert "Thêm tài khoản" in Path(taken.value.path()).read_text(encoding="utf-8-sig")


def test_no_page_runs_against_the_content_policy_or_asks_another_server(page: Page, office: tuple[str, str]) -> None:
    address, _ = office
    told: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            told.append(message.text)

    page.on("console", listen)
    page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else told.append(r.url))
    page.goto(address)
    sign_in(page, "lan", PASSWORD)
    settled(page)
    for name in (each for names in shell.SECTIONS.values() for each in names):
        settled_at(page, f"{address}/{name}")
    page.goto(f"{address}/dang-xuat")
    expect(page.get_by_role("heading")).to_have_text("Đăng xuất")

    assert told == []
