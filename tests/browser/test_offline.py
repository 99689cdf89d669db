"""Export, tested in a browser: the offline copy from the disk: its numbers, its filters, its slides, and no request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from data_access.database import Database
from tests.facts import Facts
from tests.upload_visits import data
from work.imprints import Imprint
from work.offline import export_offline

__all__ = ["data"]
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
BEFORE, TERM = "party_term:2015-2020", "party_term:2020-2025"


@pytest.fixture
def copy(data: Database, tmp_path: Path) -> Path:
    """A copy of two terms and three units, one with a name that is markup."""
    facts = Facts(data)
    for unit, before, after in (("760", 100, 203), ("770", 79, 260), ("769@2021-01-01", None, 52)):
        if before:
            facts.stated(unit, BEFORE, before)
        facts.stated(unit, TERM, after, ">" if unit == "770" else None)
    facts.stated("760", TERM, 2353, measure="attendances")
    facts.upload()
    made = export_offline({}, "vi", imprint=Imprint(by_whom="<b onload=alert(1)>Văn phòng</b>", now=NOW))
    path = tmp_path / made.file_name
    path.write_bytes(made.content)
    return path


@pytest.fixture
def opened(visitor: BrowserContext, copy: Path) -> Iterator[Page]:
    """The copy in a browser without a network; afterwards nothing was asked and nothing complained."""
    visitor.set_offline(True)
    page = visitor.new_page()
    wrong: list[str] = []
    page.on("request", lambda request: wrong.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(copy.as_uri())
    yield page
    assert [each for each in wrong if not each.startswith(("data:font/woff2", copy.as_uri()))] == []


def figures(page: Page) -> list[str]:
    """The numbers of the cards."""
    return page.locator("main .cards .figure").all_inner_texts()


def test_another_term_shows_its_own_numbers(opened: Page) -> None:
    assert figures(opened) == [">515", "–", "2.353", "–"]
    expect(opened.locator("[data-exhibit='overview.ranking'] svg")).to_contain_text(">260")

    opened.locator("main select[data-choice=term]").select_option("2015–2020")
    expect(opened.locator("main .cards .figure").first).to_have_text("179")
    assert figures(opened) == ["179", "–", "–", "–"]
    opened.go_back()
    expect(opened.locator("main .cards .figure").first).to_have_text(">515")


def test_a_unit_is_found_without_marks_and_shown_through_the_terms(opened: Page) -> None:
    field = opened.get_by_label("Tìm đơn vị")
    field.fill("quan 3")
    field.press("Enter")

    block = opened.locator("[data-exhibit=unit]")
    expect(block).to_contain_text("Quận 3 qua các kỳ")
    assert block.locator("tbody tr").first.locator("td").all_inner_texts() == ["79", ">260"]
    expect(opened.locator(".heat .chosen th")).to_have_text("Quận 3")
    opened.get_by_role("button", name="Bỏ chọn đơn vị").click()
    expect(block).to_have_count(0)


def test_pages_measures_and_tables_are_a_click_away(opened: Page) -> None:
    opened.get_by_role("button", name="Lượt người", exact=True).click()
    expect(opened.locator("[data-exhibit='overview.ranking'] svg")).to_contain_text("2.353")
    opened.locator("[data-turn='overview.ranking']").click()
    table = opened.locator("[data-exhibit='overview.ranking'] table")
    assert table.locator("tbody tr").first.locator("td").all_inner_texts() == ["Quận 1", "2.353", "–"]

    opened.get_by_role("button", name="Mô hình", exact=True).first.click()
    expect(opened.locator("h1")).to_have_text("Mô hình")
    opened.get_by_text("Về bản này").click()
    expect(opened.locator("footer")).to_contain_text("<b onload=alert(1)>Văn phòng</b>")
    expect(opened.locator("footer")).to_contain_text("bieu-1.xlsx (lần tải lên 1)")


def test_slides_are_led_by_keys_and_start_paused(opened: Page) -> None:
    opened.get_by_role("button", name="Trình chiếu").click()
    stage = opened.locator("#stage")
    place = stage.locator(".place")
    expect(place).to_have_text(re.compile(r"^1 / \d+$"))
    expect(stage.get_by_role("button", name="Tự chạy")).to_be_visible()
    assert stage.locator(".figure").all_inner_texts() == [">515", "–", "2.353", "–"]

    opened.keyboard.press("ArrowRight")
    expect(stage.locator("h2").first).to_have_text("Xếp theo số mô hình")
    opened.keyboard.press("ArrowLeft")
    opened.keyboard.press("PageDown")
    expect(place).to_have_text(re.compile("^2 / "))
    stage.locator("select[data-choice=term]").select_option("2015–2020")
    expect(stage.locator("svg").first).to_contain_text("100")
    opened.keyboard.press("p")
    expect(stage.locator("[data-left]")).to_have_text(re.compile(r"còn \d+ giây"))
    opened.keyboard.press("Escape")
    expect(stage).to_have_count(0)
    assert figures(opened)[0] == "179"


@pytest.mark.parametrize("size", [(390, 844), (1366, 768), (1920, 1080)])
def test_nothing_sticks_out_of_the_page(opened: Page, size: tuple[int, int]) -> None:
    opened.set_viewport_size({"width": size[0], "height": size[1]})
    for name in ("Mô hình", "Tập huấn", "Khen thưởng", "Tổng quan"):
        opened.locator("nav button", has_text=name).click()
        expect(opened.locator("h1")).to_have_text(name)
        assert opened.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_telephone_shows_the_newest_year_first(visitor: BrowserContext, data: Database, tmp_path: Path) -> None:
    facts = Facts(data)
    for year in range(2011, 2026):
        facts.stated("760", f"year:{year}", year - 2000)
    facts.stated("760", TERM, 115)
    facts.upload()
    made = export_offline({}, "vi", imprint=Imprint(now=NOW))
    (tmp_path / made.file_name).write_bytes(made.content)
    page = visitor.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((tmp_path / made.file_name).as_uri())

    trend = page.locator("[data-exhibit='overview.trend']")
    trend.scroll_into_view_if_needed()
    expect(trend.get_by_text("2025", exact=True)).to_be_in_viewport(ratio=1)
    expect(trend.get_by_text("2011", exact=True)).not_to_be_in_viewport()
    trend.get_by_role("button", name="Xem dạng bảng").click()
    expect(trend.locator("thead th").first).to_be_in_viewport(ratio=1)


def test_every_slide_fits_a_small_projector(opened: Page) -> None:
    opened.set_viewport_size({"width": 1280, "height": 720})
    opened.goto(f"{opened.url.split('#')[0]}#slide=1")
    count = int(opened.locator("#stage .place").inner_text().split("/")[1])
    for _ in range(count):
        told = opened.locator("#stage .place").inner_text()
        cut = opened.evaluate(
            "() => { const body = document.querySelector('.wall-body');"
            " return [body.scrollHeight - body.clientHeight, body.scrollWidth - body.clientWidth]; }"
        )
        assert max(cut) <= 1, told
        opened.keyboard.press("ArrowRight")
