"""Show, tested: the guides name buttons and pages that exist, show pictures that are taken, and are served in both languages."""

from __future__ import annotations

import asyncio
import re
import shlex
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.middleware import Middleware

from commands import _parser
from docs.guides.take_pictures import FOLDER, LARGEST, PICTURES, SIZE
from locales import has_text, languages, text
from tests.source_code import ROOT
from ui import shell
from ui.page_help import GUIDE_OF
from web.guide_markup import guide_html
from web.guides import GUIDES, guide_file, guide_routes
from web.page_shell import PageShell

PAGES = [name for names in shell.SECTIONS.values() for name in names]
EVERY_GUIDE = [(name, lang) for name in GUIDES for lang in languages]
MOST_LINES, MOST_PICTURES = 95, 14


def written(name: str, lang: str) -> str:
    """A guide as it is written."""
    return guide_file(name, lang).read_text(encoding="utf-8")


def one_line(words: str) -> str:
    """The same words without line breaks."""
    return " ".join(words.split())


@cache
def said_in(lang: str) -> re.Pattern[str]:
    """Every text of a language, any number standing for what is filled in."""

    def walk(entry: Any) -> Iterator[str]:
        if isinstance(entry, dict):
            for part in entry.values():
                yield from walk(part)
            if isinstance(entry.get(lang), str):
                yield entry[lang]

    found = {
        sentence
        for path in (ROOT / "locales").glob("*.toml")
        for sentence in walk(tomllib.loads(path.read_text(encoding="utf-8")))
    }
    return re.compile("|".join(re.sub(r"\\\{\w+\\\}", r"\\d+", re.escape(one_line(sentence))) for sentence in found))


def quoted(name: str, lang: str) -> set[str]:
    """What a guide quotes from the screen."""
    return {one_line(words) for words in re.findall(r"«([^»]+)»", written(name, lang))}


def shown(name: str, lang: str) -> list[str]:
    """The pictures of a guide, without their ending."""
    return re.findall(r"!\[[^\]]+\]\([./]*pictures/([\w-]+)\.png\)", written(name, lang))


def answers(*paths: str) -> list[httpx.Response]:
    """What a browser is answered at the addresses of the guides."""
    app = Starlette(routes=guide_routes(), middleware=[Middleware(PageShell)])

    async def asked() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return [await client.get(path, headers={"accept": "text/html"}) for path in paths]

    with ThreadPoolExecutor(1) as thread:  # a loop of its own, whatever loop the browser tests have left
        return thread.submit(asyncio.run, asked()).result()


@pytest.mark.parametrize(("name", "lang"), EVERY_GUIDE)
def test_what_a_guide_quotes_stands_on_the_screen(name: str, lang: str) -> None:
    said = said_in(lang)

    assert {words for words in quoted(name, lang) if not said.fullmatch(words)} == set()
    assert quoted(name, lang) != set()


@pytest.mark.parametrize(("name", "lang"), EVERY_GUIDE)
def test_what_a_guide_prints_bold_is_a_page_or_a_section_of_the_menu(name: str, lang: str) -> None:
    known = {text(f"shell.page.{page}", lang) for page in PAGES} | {
        text(f"shell.section.{section}", lang) for section in shell.SECTIONS if section
    }

    assert set(re.findall(r"\*\*([^*]+)\*\*", written(name, lang))) - known == set()


@pytest.mark.parametrize(("name", "lang"), EVERY_GUIDE)
def test_a_guide_is_short_and_its_commands_are_understood(name: str, lang: str) -> None:
    commands = re.findall(r"^    \S+python cli\.py (.+)$", written(name, lang), re.MULTILINE)

    assert written(name, lang).count("\n") <= MOST_LINES
    for command in commands:
        assert _parser().parse_args(shlex.split(command))


def test_both_languages_show_the_same_pictures_and_have_the_same_sections() -> None:
    for name in GUIDES:
        vietnamese, english = written(name, "vi"), written(name, "en")
        assert shown(name, "vi") == shown(name, "en")
        assert vietnamese.count("\n## ") == english.count("\n## ")


def test_every_picture_is_taken_by_the_script_from_a_page_that_exists_and_is_shown() -> None:
    taken = [picture.name for picture in PICTURES]

    assert {picture.page for picture in PICTURES} - set(PAGES) == set()
    assert all(shell.page_file(picture.page).is_file() for picture in PICTURES)
    assert {picture for name in GUIDES for picture in shown(name, "vi")} == set(taken)
    assert sorted(path.stem for path in FOLDER.glob("*.png")) == sorted(taken)
    assert len(taken) <= MOST_PICTURES


def test_pictures_are_small_and_of_one_size() -> None:
    for path in FOLDER.glob("*.png"):
        with Image.open(path) as picture:
            assert picture.size == (SIZE["width"], SIZE["height"])
        assert path.stat().st_size <= LARGEST, path.name


def test_every_page_says_what_it_is_for_and_leads_to_a_guide() -> None:
    assert sorted(GUIDE_OF) == sorted(PAGES)
    assert set(GUIDE_OF.values()) == set(GUIDES)
    assert [page for page in PAGES if not has_text(f"help.page.{page}")] == []
    for page in PAGES:
        for lang in languages:
            assert 2 <= len(re.findall(r"[.?](?= |$)", text(f"help.page.{page}", lang))) <= 4, (page, lang)


@pytest.mark.parametrize(("name", "lang"), EVERY_GUIDE)
def test_a_guide_is_served_with_its_pictures_in_the_language_asked_for(name: str, lang: str) -> None:
    [answer] = answers(f"/huong-dan/{name}?lang={lang}")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f'<html lang="{lang}">' in answer.text
    assert f"<h1>{written(name, lang).splitlines()[0][2:]}</h1>" in answer.text
    assert answer.text.count("<h2>") == written(name, lang).count("\n## ")
    pictures = re.findall(r'<img src="(/huong-dan/anh/[\w-]+\.png)"', answer.text)
    assert pictures == [f"/huong-dan/anh/{picture}.png" for picture in shown(name, lang)]
    assert all(picture.status_code == 200 for picture in answers(*pictures))
    assert "**" not in answer.text
    assert "](" not in answer.text


def test_a_guide_that_is_not_there_is_said_so_with_the_way_to_those_that_are() -> None:
    found = answers("/huong-dan/khac", "/huong-dan/..%2f..%2fsettings", "/huong-dan/%3Cscript%3E")
    for answer in found:
        assert answer.status_code == 404
        assert "<script>" not in answer.text
    assert re.findall(r'href="/huong-dan/([\w-]+)\?', found[0].text) == list(GUIDES)


def test_marks_become_html_and_all_else_stays_text() -> None:
    source = """# Title

One `a<b>` and **bold `c`** & [here](other.md) [there](nowhere.md)
on two lines

## Head <i>

1. first
   goes on
2. second

- point

    code <x>

![said "so"](../pictures/one.png)
"""
    title, html = guide_html(source, pictures="/p", link=lambda target: "/x" if target == "other.md" else None)

    assert title == "Title"
    assert html == (
        '<p>One <code>a&lt;b&gt;</code> and <strong>bold <code>c</code></strong> &amp; <a href="/x">here</a> there '
        "on two lines</p><h2>Head &lt;i&gt;</h2><ol><li>first goes on</li><li>second</li></ol><ul><li>point</li></ul>"
        '<pre tabindex="0"><code>code &lt;x&gt;</code></pre>'
        '<p><a href="/p/one.png"><img src="/p/one.png" alt="said &quot;so&quot;" width="1366" height="768" '
        'loading="lazy"></a></p>'
    )
