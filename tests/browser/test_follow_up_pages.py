"""Show, tested in a real browser: a target leads to its cell, a unit's history turns the page, Back comes back."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled


def test_a_bar_of_a_target_leads_to_the_cell_that_sets_it(server: str, page: Page) -> None:
    page.goto(f"{server}/targets?kind=party_term&term=2020-2025&measure=models")
    settled(page)
    page.locator(".st-key-block-targets-models-unspecified .bars .point path").nth(1).click(force=True)
    panel = page.get_by_role("dialog")
    expect(panel).to_contain_text("Chỉ tiêu giao: 45")
    expect(panel.locator(".sheet-picture td[data-marked]").first).to_have_text("45")


def test_a_name_in_a_units_history_turns_the_page_and_back_comes_back(server: str, page: Page) -> None:
    page.goto(f"{server}/unit?unit=770")
    settled(page)
    page.get_by_role("button", name="Phường Bàn Cờ").click()
    page.wait_for_url(re.compile("unit=27154"))
    expect(page.get_by_role("heading", name="Phường Bàn Cờ", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Quận 3", exact=True)).to_be_visible()


def test_the_pages_to_follow_up_fit_a_telephone(server: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("targets?kind=party_term&term=2020-2025", "programmes", "unit?unit=770"):
        page.goto(f"{server}/{path}")
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"] h1')
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
