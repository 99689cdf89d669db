"""Show, tested in a real browser: the «?» of a page by keys alone, and the guide behind it with its pictures."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from locales import text
from tests.browser.conftest import settled

LOADED = "() => [...document.images].every((each) => each.complete && each.naturalWidth > 0)"


def test_the_question_mark_of_a_page_tells_what_it_is_for_and_leads_to_the_guide(server: str, page: Page) -> None:
    page.goto(f"{server}/definitions")
    settled(page)
    mark = page.get_by_role("button", name=text("help.head.label", "vi"), exact=True)
    title, box = page.locator("h1").bounding_box(), mark.bounding_box()
    assert title is not None and box is not None
    assert box["width"] >= 40 and box["height"] >= 40
    assert 0 <= box["x"] - title["x"] - title["width"] < 40

    mark.focus()
    page.keyboard.press("Enter")
    said = page.locator("[data-testid=stPopoverBody]")
    expect(said).to_contain_text(text("help.page.definitions", "vi"))
    with page.context.expect_page() as opened:
        said.get_by_role("link").click()
    guide = opened.value
    expect(guide.locator("h1")).to_have_text("Hướng dẫn cho lãnh đạo")
    expect(guide.locator("html")).to_have_attribute("lang", "vi")
    for picture in guide.locator("main img").all():
        picture.scroll_into_view_if_needed()
    guide.wait_for_function(LOADED)
    assert guide.evaluate("document.documentElement.scrollWidth <= innerWidth")
    guide.locator("header a").click()
    expect(guide.locator("h1")).to_have_text("Guide for leaders")
