"""Export: the whole dashboard as one HTML file: figures, typeface and scripts inside, nothing asked of any network."""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from locales import date_text, text
from reports.about_words import moment
from reports.export_content import About
from reports.offline_content import Choice, OfflineCopy, OfflinePage, OfflineState
from reports.offline_exhibits import packed
from reports.theme import DARK, LIGHT, Palette

MOST_SOURCES = 200
_ASSETS = Path(__file__).resolve().parent.parent / "assets"
_SCRIPTS = ("drawing.js", "charts.js", "more_charts.js", "page.js", "slides.js")
_SUBSETS = {
    "vietnamese": "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,"
    "U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,"
    "U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
}
_WEIGHTS = (400, 600, 700)
_WORDS = (
    "present", "print", "pages", "filters", "term", "province", "unit", "unit_hint", "unit_none", "clear", "measure",
    "as_table", "as_chart", "gaps", "unit_title", "unit_caption", "cards", "definitions", "about",
    "leave", "previous", "next", "play", "pause", "timing", "seconds", "left", "keys", "running", "part", "sample",
    "more", "term_running", "empty",
)  # fmt: skip
_CHART_WORDS = ("missing.label", "absent.label", "empty.message", "step.head", "previous.hover")


def offline_page(copy: OfflineCopy) -> bytes:
    """The copy as a file that opens by itself in a browser; equal content gives equal bytes."""
    lang = copy.about.lang
    style = fonts() + _colours() + _asset("page.css")
    script = "".join(_asset(name) for name in _SCRIPTS)
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
    lines = [
        "<!doctype html>",
        f'<html lang="{lang}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">',
        f"<title>{escape(copy.about.title)}</title><style>{style}</style></head>",
        f'<body><noscript>{escape(text("offline.page.no_script", lang))}</noscript><div id="page"></div>',
        f'<script type="application/json" id="content">{_json(_content(copy))}</script>',
        f"<script>{script}</script></body></html>",
    ]
    return "\n".join(lines).encode()


def _content(copy: OfflineCopy) -> dict[str, Any]:
    lang = copy.about.lang
    pool: dict[str, int] = {}
    states = {_key(state): _state(state, pool, lang) for state in copy.states}
    return {
        "lang": lang,
        "product": text("shell.product.name", lang),
        "about": _about(copy),
        "words": _words(lang),
        "pages": [_page(page, lang) for page in copy.pages],
        "terms": [_choice(term) for term in copy.terms],
        "provinces": [_choice(province) for province in copy.provinces],
        "start": list(copy.start),
        "states": states,
        "exhibits": [json.loads(each) for each in pool],
    }


def _key(state: OfflineState) -> str:
    return "|".join((state.page, state.measure, state.term, state.province))


def _state(state: OfflineState, pool: dict[str, int], lang: str) -> dict[str, Any]:
    """A state with the places of its exhibits in the pool: many states share a trend or a table."""
    made = [json.dumps(packed(each, lang), ensure_ascii=False, allow_nan=False) for each in state.exhibits]
    cards = [[card.label, card.value, card.change, card.direction, list(card.lines)] for card in state.cards]
    places = [pool.setdefault(each, len(pool)) for each in made]
    return {
        "filters": state.filters,
        "narrowed": state.narrowed,
        "cards": cards,
        "exhibits": places,
        "fell": state.fell,
        "gaps": [list(gap) for gap in state.gaps],
    }


def _page(page: OfflinePage, lang: str) -> dict[str, Any]:
    measures = [
        [
            measure.key,
            text(measure.short_label_key, lang),
            text(measure.label_key, lang),
            text(measure.definition_key, lang),
        ]
        for measure in page.measures
    ]
    return {"key": page.key, "title": page.title, "measures": measures, "picks": page.picks}


def _choice(choice: Choice) -> list[Any]:
    return [choice.key, choice.label, int(choice.is_running)]


def _about(copy: OfflineCopy) -> dict[str, Any]:
    about, lang = copy.about, copy.about.lang
    day = date_text(about.updated.date(), lang)
    facts = [
        [text("exports.about.version", lang), str(about.version)],
        [text("exports.about.updated", lang), moment(about.updated, lang)],
        [text("exports.about.exported", lang), moment(about.exported, lang)],
        [text("exports.about.by_whom", lang), about.by_whom],
        [text("exports.about.address", lang), about.address],
        [text("exports.about.code", lang), about.code],
    ]
    return {
        "title": about.title,
        "line": text("pages.head.version", lang, version=about.version, day=day),
        "sample": about.is_sample,
        "facts": [fact for fact in facts if fact[1]],
        "notes": [text(f"exports.about.{note}", lang) for note in ("note_bound", "note_total", "note_running")],
        "sourceHead": text("exports.about.source", lang),
        "sources": _sources(about),
    }


def _sources(about: About) -> list[str]:
    said = [
        text("exports.about.source_file", about.lang, file=origin.file, upload=origin.upload)
        for origin in about.sources[:MOST_SOURCES]
    ]
    more = len(about.sources) - MOST_SOURCES
    return [*said, text("exports.about.more_sources", about.lang, count=more)] if more > 0 else said


def _words(lang: str) -> dict[str, str]:
    """The words of the script, by the last part of their key; places in them are filled by the script."""
    charts = {name.split(".")[0]: text(f"charts.{name}", lang, value="{value}") for name in _CHART_WORDS}
    places = {name: f"{{{name}}}" for name in ("count", "part", "parts", "unit", "names", "more", "seconds")}
    return {name: text(f"offline.word.{name}", lang, **places) for name in _WORDS} | {
        f"chart_{name}": said
        for name, said in (*charts.items(), ("target", text("targets.chart.goal", lang, goal="{value}")))
    }


def _json(content: dict[str, Any]) -> str:
    """JSON that no name from the data can break out of: a script element ends at the first ``</``."""
    said = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return said.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hash(said: str) -> str:
    return f"sha256-{b64encode(sha256(said.encode()).digest()).decode()}"


@cache
def _asset(name: str) -> str:
    return (_ASSETS / "offline" / name).read_text(encoding="utf-8")


@cache
def fonts() -> str:
    """The typeface in the weights that the page uses, as bytes in the style sheet."""
    faces = []
    for weight in _WEIGHTS:
        for subset, characters in _SUBSETS.items():
            data = (_ASSETS / "fonts" / f"be-vietnam-pro-{subset}-{weight}-normal.woff2").read_bytes()
            source = f"url(data:font/woff2;base64,{b64encode(data).decode()}) format('woff2')"
            family = "font-family:'Be Vietnam Pro';font-style:normal"
            faces.append(f"@font-face{{{family};font-weight:{weight};src:{source};unicode-range:{characters}}}")
    return "\n".join(faces) + "\n"


def _colours() -> str:
    """The palettes as properties: paper in print is white whatever the screen shows."""
    light, dark = _properties(LIGHT, "#8C1C24"), _properties(DARK, "#C4434C")
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"


def _properties(colours: Palette, brand: str) -> str:
    names = ("paper", "panel", "ink", "muted", "line", "grid", "data", "pale", "up", "down")
    plain = [f"--{name}:{getattr(colours, name)}" for name in names]
    steps = [
        f"--step-{n}:{fill};--step-ink-{n}:{ink}"
        for n, (fill, ink) in enumerate(zip(colours.steps, colours.step_inks, strict=True))
    ]
    parts = [
        f"--part-{n}:{fill};--part-ink-{n}:{ink}"
        for n, (fill, ink) in enumerate(zip(colours.categories, colours.category_inks, strict=True))
    ]
    return ";".join([f"--brand:{brand}", *plain, *steps, *parts])
