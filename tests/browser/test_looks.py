"""Show, tested in a real browser: a city of many districts on a telephone, enlarged, in high contrast, on paper, by keys alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data_access.database import open_database
from data_access.reference import load_reference
from tests.browser.conftest import served, settled
from tests.facts import Facts

BEFORE, TERM = "party_term:2015-2020", "party_term:2020-2025"
MEASURES = {"models": 20, "training_sessions": 7, "attendances": 900, "commended_collectives": 4}
PATIENT = 20_000
LONG = "Tổ dân phố tự quản về vệ sinh môi trường, giữ gìn an ninh trật tự và hỗ trợ hộ nghèo vươn lên"
SILENT, FALLEN, CHANGED = "778", "784", "760"  # Quận 7, Hóc Môn, Quận 1
PAGES = (
    "", "models", "training", "commendations", "compare", "compare?by=units", "compare?by=spread", "targets",
    "programmes", "unit?unit=770", "upload", "records", "history", "changes", "completeness", "reconciliation",
    "duplicates", "definitions", "present",
)  # fmt: skip

# Text that stands out less than 7:1 from what lies behind it, outside drawings; controls that are off are let be.
PALE = """() => {
  const light = (rgb) => rgb.map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const parts = (said) => { const found = said.match(/[\\d.]+/g).map(Number); return found.length < 4 ? [...found, 1] : found; };
  const over = (top, under) => under.map((v, i) => v * (1 - top[3]) + top[i] * top[3]);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), pale = [];
  while (texts.nextNode()) {
    const at = texts.currentNode.parentElement, said = texts.currentNode.data.trim();
    if (!said || !at.getClientRects().length || at.closest("style, script, noscript, svg, button:disabled")) continue;
    const behind = []; let opacity = 1;
    for (let each = at; each; each = each.parentElement) {
      const look = getComputedStyle(each), paper = parts(look.backgroundColor);
      opacity *= Number(look.opacity);
      if (paper[3] > 0) behind.unshift(paper);
    }
    const paper = behind.reduce((under, top) => over(top, under), [255, 255, 255]);
    const ink = parts(getComputedStyle(at).color);
    const two = [light(paper), light(over([...ink.slice(0, 3), ink[3] * opacity], paper))].sort((a, b) => b - a);
    if ((two[0] + .05) / (two[1] + .05) < 7) pale.push(said);
  }
  return pale;
}"""

# Controls and drawings that a screen reader could only call «button» or «graphic».
NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, [role=button], .js-plotly-plot")]
  .filter((each) => each.getClientRects().length)
  .filter((each) => !each.closest("[aria-hidden=true], [data-testid=stFileUploaderDropzone] input")
    && !(each.innerText || "").trim() && !each.getAttribute("aria-label") && !each.getAttribute("title")
    && !each.getAttribute("aria-labelledby") && !each.labels?.length && !each.closest("[aria-label]"))
  .map((each) => each.outerHTML.slice(0, 120))"""

# Labels of one drawing that lie over each other.
MEETING = """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap((plot) => {
  const boxes = [...plot.querySelectorAll("text")].filter((each) => each.textContent.trim())
    .map((each) => [each.textContent, each.getBoundingClientRect()]).filter(([, box]) => box.width);
  return boxes.flatMap(([said, one], place) => boxes.slice(place + 1)
    .filter(([, other]) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3
      && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 5)
    .map(([there]) => `${said} | ${there}`));
})"""


def the_city(folder: Path) -> None:
    """Every district of a city in two terms, long names, one that is silent, one that fell; then one figure is corrected."""
    database = open_database(f"sqlite:///{folder / 'dashboard.sqlite'}")
    with database.read() as connection:
        units = load_reference(connection).units.values()
    facts = Facts(database)
    for place, unit in enumerate(u for u in units if u.province == "79" and u.level == "district"):
        for measure, least in MEASURES.items():
            facts.stated(unit.id, BEFORE, least + place, measure=measure)
            if unit.id != SILENT:
                now = least + place - 5 if unit.id == FALLEN else least + place + 9
                facts.stated(unit.id, TERM, now, ">" if place == 3 else None, measure=measure)
        facts.target(unit.id, TERM, 25)
        if unit.id != SILENT:
            facts.model(unit.id, f"{LONG} {place}", 2023, sector="economy", stage="recognised")
    facts.programme("770", f"Chương trình phối hợp {LONG}", "programme_phase:2021-2026")
    facts.upload()
    facts.stated(CHANGED, TERM, 77)
    facts.upload(remove={"summary": [_figure_of(facts, CHANGED)]})
    database.close()


def _figure_of(facts: Facts, unit: str) -> int:
    from sqlalchemy import text

    query = text("SELECT id FROM reported_figure WHERE unit = :unit AND term = :term AND measure = 'models'")
    with facts.database.read() as connection:
        return int(connection.execute(query, {"unit": unit, "term": TERM}).scalar_one())


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with that city."""
    folder = tmp_path_factory.mktemp("city")
    the_city(folder)
    with served(folder, SAMPLE_DATA="0") as address:
        yield address


def at(page: Page, address: str) -> Page:
    """A page whose every part is there."""
    page.goto(address)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"] h1')
    page.wait_for_selector("[data-testid=stSkeleton]", state="detached")
    if page.locator("[data-testid=stFullScreenFrame]").count():
        page.wait_for_selector(".main-svg")
    return page


def pale(page: Page) -> list[str]:
    """The texts that stay too pale: a button goes from one colour to the other in a moment, not at once."""
    for _ in range(30):
        if not (found := page.evaluate(PALE)):
            break
        page.wait_for_timeout(100)
    return list(found)


def a_screen(chromium: Browser, width: int, height: int, **options: str) -> BrowserContext:
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="vi-VN", **options)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    return context


@pytest.mark.parametrize(("width", "height", "lang"), [(390, 844, "vi"), (960, 540, "en")])
def test_on_a_telephone_and_enlarged_twice_nothing_sticks_out_and_all_has_a_name(
    city: str, chromium: Browser, width: int, height: int, lang: str
) -> None:
    context = a_screen(chromium, width, height)
    page, wrong = context.new_page(), []
    for path in PAGES:
        at(page, f"{city}/{path}{'&' if '?' in path else '?'}lang={lang}")
        main = "document.querySelector('[data-testid=stMain]')"
        if not page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth + 1"):
            wrong.append(f"{path} is too wide")
        wrong += [f"{path} has no name: {each}" for each in page.evaluate(NAMELESS)]
        wrong += [f"{path} overlaps: {each}" for each in page.evaluate(MEETING)]
    context.close()
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_asks_for_more_contrast_reads_everything_at_seven_to_one(city: str, chromium: Browser, scheme: str) -> None:
    context = a_screen(chromium, 1366, 768, color_scheme=scheme, contrast="more")
    page = context.new_page()
    for path in ("", "compare", "history", "upload"):
        assert pale(at(page, f"{city}/{path}")) == [], path
    context.close()


def test_high_contrast_is_one_click_and_stays(city: str, page: Page) -> None:
    at(page, f"{city}/")
    page.get_by_role("button", name="Tương phản cao", exact=True).click()
    expect(page.get_by_role("button", name="Bỏ tương phản cao")).to_be_visible()
    assert pale(at(page, f"{city}/definitions")) == []
    page.get_by_role("button", name="Bỏ tương phản cao").click()
    expect(page.get_by_role("button", name="Tương phản cao", exact=True)).to_be_visible()


def test_paper_holds_title_filters_version_and_whole_drawings_and_no_controls(city: str, page: Page) -> None:
    at(page, f"{city}/?kind=party_term&term=2020-2025&sector=economy")
    page.emulate_media(media="print")
    for said in ("Tổng quan", "Phiên bản số liệu 2", "2020–2025", "Kinh tế"):
        expect(page.get_by_text(said).first).to_be_visible()
    for gone in ("[data-testid=stHeader]", ".st-key-actions", ".st-key-language", "[class*=st-key-why-]"):
        assert [each.is_visible() for each in page.locator(gone).all()].count(True) == 0, gone
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheet = 276 * 96 / 25.4
    page.set_viewport_size({"width": round(sheet), "height": 700})
    drawn = page.locator(".js-plotly-plot .main-svg").all()
    assert len(drawn) >= 3
    assert [box for each in drawn if (box := each.bounding_box()) and box["x"] + box["width"] > sheet] == []
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_keys_alone_lead_to_the_content_into_a_filter_and_out_again(city: str, page: Page) -> None:
    at(page, f"{city}/")
    page.keyboard.press("Tab")
    skip = page.get_by_test_id("stSkipToContent")
    expect(skip).to_have_text("Đến nội dung chính")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    badge = page.locator(".st-key-filters-badge-term button").first
    for _ in range(20):
        page.keyboard.press("Tab")
        if badge.evaluate("each => each === document.activeElement"):
            break
    expect(badge).to_be_focused()
    assert badge.evaluate(
        "each => { const look = getComputedStyle(each); return look.outlineStyle !== 'none' || look.boxShadow !== 'none'; }"
    )
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)


def menu(page: Page, section: str, name: str) -> Page:
    """Two clicks: a section of the menu, a page in it."""
    settled(page).get_by_test_id("stTopNavSection").filter(has_text=section).click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text=re.compile(f"^{name}$")).click()
    page.wait_for_selector(f"h1:has-text('{name}')")
    return settled(page)


def test_a_leader_is_at_most_two_clicks_from_each_answer(city: str, page: Page) -> None:
    at(page, f"{city}/?kind=party_term&term=2020-2025")
    leads = page.locator(".st-key-block-overview-ranking .ytick text").first
    expect(leads).to_have_text("Quận 1")  # who leads: no click
    expect(page.locator(".st-key-block-overview-missing")).to_contain_text("Quận 7")  # who is silent: no click

    page.locator(".st-key-why-models button").click()  # why this figure: one click
    expect(page.get_by_role("dialog")).to_contain_text("Chưa nộp: Quận 7", timeout=PATIENT)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(".st-key-block-overview-ranking .bars .point path").first.click(force=True)  # and its cell: one click
    expect(page.get_by_role("dialog")).to_contain_text("bieu-2.xlsx", timeout=PATIENT)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.get_by_test_id("stTopNavLink").filter(has_text=re.compile("^So sánh$")).click()  # who fell: one click
    expect(page.locator(".st-key-block-compare-pair")).to_contain_text("−5", timeout=PATIENT)
    expect(page.locator(".st-key-block-compare-summary")).to_contain_text("tăng")

    menu(page, "Dữ liệu", "Tình hình nộp số liệu")  # who has not reported: two clicks
    expect(page.locator(".st-key-block-completeness-owing")).to_contain_text("Quận 7", timeout=PATIENT)

    menu(page, "Dữ liệu", "Thay đổi")  # what changed since the last meeting: two clicks
    expect(page.get_by_text("Phiên bản 1 → 2")).to_be_visible(timeout=PATIENT)
    table = page.locator("table").filter(has_text="Quận 1").first
    expect(table).to_contain_text("77")


def test_a_name_is_found_without_its_marks_and_its_row_leads_to_the_sheet(city: str, page: Page) -> None:
    at(page, f"{city}/records")
    page.get_by_label("Tìm trong tên").fill("ve sinh moi truong")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/records"))
    expect(page.get_by_text("24 dòng")).to_be_visible(timeout=PATIENT)
    page.get_by_label("Tìm trong tên").fill("khong co ten nay")
    page.keyboard.press("Enter")
    expect(page.get_by_text("24 dòng")).to_have_count(0, timeout=PATIENT)
