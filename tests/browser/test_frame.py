"""Show, tested in a browser: the frame around every page: links, menu, history, language, print."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import STARTS, settled

SELECTION = "kind=party_term&term=2020-2025"


def menu(page: Page) -> list[str]:
    """What the bar offers."""
    return [link.inner_text().strip() for link in page.get_by_test_id("stTopNavLink").all()]


def go(page: Page, name: str) -> None:
    """Choose a page in the bar."""
    page.get_by_test_id("stTopNavLink").filter(has_text=re.compile(f"^{name}$")).click()


@pytest.mark.parametrize("start", STARTS)
def test_a_deep_link_on_a_fresh_server_goes_through_the_router(
    start: str, fresh_server: Callable[..., AbstractContextManager[str]], page: Page
) -> None:
    with fresh_server(start, SAMPLE_DATA="0") as address:
        settled(page.goto(f"{address}/models?{SELECTION}") and page)

        assert menu(page) == ["Tổng quan", "Mô hình", "Tập huấn", "Khen thưởng", "So sánh", "Trình chiếu"]
        expect(page).to_have_url(f"{address}/models?{SELECTION}")
        assert httpx.get(f"{address}/healthz").json()["status"] == "ok"


def test_a_change_of_page_carries_the_selection_and_one_step_back_returns(server: str, page: Page) -> None:
    page.goto(f"{server}/models?{SELECTION}")
    go(settled(page), "Tập huấn")
    expect(page).to_have_url(f"{server}/training?{SELECTION}")

    settled(page).go_back()
    expect(page).to_have_url(f"{server}/models?{SELECTION}")


def test_the_other_language_keeps_the_view(server: str, page: Page) -> None:
    page.goto(f"{server}/models?{SELECTION}")
    settled(page).get_by_role("link", name="English").click()
    page.wait_for_url("**lang=en**")

    assert menu(settled(page)) == ["Overview", "Models", "Training", "Commendations", "Compare", "Present"]
    assert "term=2020-2025" in page.url
    assert page.locator("html").get_attribute("lang") == "en"

    go(page, "Training")
    page.wait_for_url("**/training?**")
    assert "lang=en" in settled(page).url


def test_streamlits_own_words_are_vietnamese(server: str, page: Page) -> None:
    page.goto(f"{server}/")
    settled(page).get_by_test_id("stMainMenu").click()

    expect(page.get_by_test_id("stMainMenuPopover")).to_contain_text("Giới thiệu")
    expect(page.get_by_test_id("stMainMenuPopover")).not_to_contain_text("About")


def test_the_drop_zone_speaks_vietnamese(server: str, page: Page) -> None:
    settled(page.goto(f"{server}/upload") and page)

    zone = page.get_by_test_id("stFileUploaderDropzone")
    expect(zone).to_contain_text("Chọn tệp")
    expect(zone).to_contain_text("Tối đa 20MB mỗi tệp")


def test_streamlits_own_words_stay_english_in_english(server: str, page: Page) -> None:
    page.goto(f"{server}/?lang=en")
    settled(page).get_by_test_id("stMainMenu").click()

    expect(page.get_by_test_id("stMainMenuPopover")).to_contain_text("About")


def test_a_page_that_is_not_there_is_said_in_vietnamese(server: str, page: Page) -> None:
    page.goto(f"{server}/nowhere")

    expect(page.get_by_role("dialog")).to_contain_text("Không tìm thấy trang")
    expect(page.get_by_role("dialog")).to_contain_text("Đang mở trang đầu.")


def test_nothing_is_asked_of_another_machine_and_our_font_is_used(server: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}/")
    settled(page)

    assert [url for url in asked if not url.startswith((server, "data:", "blob:"))] == []
    assert page.evaluate("document.fonts.check('16px \"Be Vietnam Pro\"', 'Dân vận khéo')")
    assert any("be-vietnam-pro-vietnamese" in url for url in asked)


def test_a_chart_is_given_a_size_that_shrinks_with_the_paper(server: str, page: Page) -> None:
    page.goto(f"{server}/upload")
    drawing = '<svg class="main-svg" id="drawn" width="900" height="300"></svg>'
    settled(page).evaluate(
        "drawing => document.body.insertAdjacentHTML('beforeend', `<div class=js-plotly-plot>${drawing}</div>`)",
        drawing,
    )
    box = "document.getElementById('drawn').getAttribute('viewBox')"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(box) == "0 0 900 300"

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(box) is None
