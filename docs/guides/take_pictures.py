"""Show: takes the pictures of the guides from the running product: ``python -m docs.guides.take_pictures``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, served, settled
from tests.workbooks import a_workbook

FOLDER = Path(__file__).parent / "pictures"
SIZE = {"width": 1366, "height": 768}
LARGEST = 120 * 1024
HEAD = ["Quận/huyện", "Nhiệm kỳ", "Số mô hình", "Số lớp tập huấn"]
TERM = "2020-2025"
CLEAN = [["Quận 1", TERM, 54, 31], ["Quận 3", TERM, 33, 27], ["Quận 4", TERM, 29, 22], ["Quận 5", TERM, 30, 25]]
FAULTY = [["Quận 1", TERM, "nhiều", 31], ["Quận 3", TERM, 33, -5], ["Quận 4", TERM, 29, 22]]
UNKNOWN = [["Q. Bình Hòa", TERM, 29, 22], ["Quận 5", TERM, 30, 25]]


def nothing_more(page: Page) -> None:
    """The page as it opens."""


def behind_a_bar(page: Page) -> None:
    """The panel that leads from a unit's bar to its cell."""
    bar = page.locator(".st-key-block-overview-ranking .bars .point path").nth(2)
    bar.hover(force=True)
    page.locator(".hoverlayer .hovertext").first.wait_for()
    bar.click(force=True)
    page.locator(".sheet-picture td[data-marked]").wait_for()


def exports(page: Page) -> None:
    """What can be taken away."""
    page.locator(".st-key-head-export button").first.click()
    page.locator(".st-key-export-xlsx button").wait_for()


def dropped(name: str, rows: list[list[object]]) -> Callable[[Page], None]:
    """The upload page once it has read a workbook."""

    def drop(page: Page) -> None:
        content = a_workbook({"Biểu 1": [["BIỂU TỔNG HỢP"], HEAD, *rows]})
        page.locator("input[type=file]").set_input_files([{"name": name, "mimeType": "", "buffer": content}])
        page.locator(".st-key-upload-cancel button").wait_for()

    return drop


def undo_asked(page: Page) -> None:
    """Commit a workbook, then ask to take it back; what would return is shown before anything happens."""
    dropped("bao-cao.xlsx", CLEAN)(page)
    settled(page)
    page.locator(".st-key-upload-commit button").click()
    page.get_by_text("Đã ghi nhận: lần tải lên 2.").wait_for()
    page.goto(page.url.replace("/upload", "/history"))
    settled(page).locator("[class*=st-key-history-undo-2] button").click()
    page.get_by_role("dialog").get_by_role("button", name="Hoàn tác").wait_for()


def locking(page: Page) -> None:
    """What is asked before a term is locked."""
    page.get_by_role("tab", name="Khóa kỳ").click()
    page.locator("summary", has_text="Khóa một kỳ").click()


@dataclass(frozen=True)
class Picture:
    """One picture: its name, the page it shows with what its address asks, and what is done before it is taken."""

    name: str
    page: str
    prepare: Callable[[Page], None] = nothing_more
    query: str = ""


# In this order: what is committed on the way is seen by those that come after.
PICTURES = (
    Picture("tong-quan", "overview"),
    Picture("vi-sao-co-so-nay", "overview", behind_a_bar),
    Picture("xuat", "overview", exports),
    Picture("so-sanh", "compare"),
    Picture("tinh-hinh-nop", "completeness"),
    Picture("trinh-chieu", "present", query="?of=overview"),
    Picture("tai-len", "upload"),
    Picture("sua-cho-sai", "upload", dropped("bao-cao-can-sua.xlsx", FAULTY)),
    Picture("tra-loi", "upload", dropped("bao-cao-ten-la.xlsx", UNKNOWN)),
    Picture("xem-thay-doi", "upload", dropped("bao-cao.xlsx", CLEAN)),
    Picture("hoan-tac", "upload", undo_asked),
    Picture("thay-doi", "changes"),
    Picture("quan-tri", "admin"),
    Picture("khoa-ky", "admin", locking),
)


def small(png: bytes) -> bytes:
    """The same picture in as many colours as it fits with."""
    with Image.open(BytesIO(png)) as taken:
        for colours in (256, 128, 64, 32):
            packed = BytesIO()
            taken.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
            if packed.tell() <= LARGEST:
                break
    return packed.getvalue()


def take(page: Page, address: str, picture: Picture) -> bytes:
    """One picture of the running product."""
    path = "" if picture.page == "overview" else picture.page
    page.goto(f"{address}/{path}{picture.query}")
    if picture.page != "present":
        settled(page)
    page.wait_for_timeout(1_500)
    picture.prepare(page)
    page.wait_for_timeout(2_000)
    return small(page.screenshot(animations="disabled"))


def main() -> None:
    """Start the product with its sample data, take every picture, and remove those that no one takes any more."""
    with TemporaryDirectory() as folder, served(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        page.set_default_timeout(60_000)
        for picture in PICTURES:
            (FOLDER / f"{picture.name}.png").write_bytes(take(page, address, picture))
        browser.close()
    for left in set(FOLDER.glob("*.png")) - {FOLDER / f"{picture.name}.png" for picture in PICTURES}:
        left.unlink()


if __name__ == "__main__":
    main()
