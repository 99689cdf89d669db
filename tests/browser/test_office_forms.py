"""Ask and commit, tested in a real browser: a button pressed right behind the last letter acts on what was typed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import Page, expect

from tests.browser.conftest import pick, settled


def opened(page: Page, tab: str, form: str) -> None:
    page.get_by_role("tab", name=tab).click()
    page.locator("summary", has_text=form).click()


def test_what_was_typed_last_counts_though_the_button_is_pressed_at_once(
    fresh_server: Callable[..., AbstractContextManager[str]], page: Page
) -> None:
    with fresh_server(SAMPLE_DATA="0") as address:
        page.goto(f"{address}/admin")
        settled(page)
        opened(page, "Khóa kỳ", "Khóa một kỳ")
        pick(page, ".st-key-admin-lock-term input", "Mọi kỳ loại: Năm")
        settled(page)
        page.locator(".st-key-admin-lock-reason input").fill("Đã báo cáo")
        page.locator(".st-key-admin-lock button").click()
        expect(page.get_by_text("Năm · Đã báo cáo")).to_be_visible()
        expect(page.locator(".st-key-admin-lock-reason input")).to_have_value("")

        opened(page, "Đơn vị và kỳ", "Kết thúc đơn vị")
        words = page.locator(".st-key-admin-units-find-ended input")
        words.fill("27553")
        words.press("Enter")
        page.get_by_role("radio", name="Xã Củ Chi").wait_for(state="attached")
        settled(page)
        for part, written in zip(
            page.locator(".st-key-admin-units-last [role=spinbutton]").all(), ("15", "08", "2028"), strict=True
        ):
            part.click()
            part.type(written)
        page.locator(".st-key-admin-units-do_end button").click()
        expect(page.get_by_text("đến 15/8/2028")).to_be_in_viewport()
        expect(words).to_have_value("")
