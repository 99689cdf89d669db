"""Show, export: every sentence people read, in both languages, and how numbers, days and terms are written.

A key is ``file.table.part``: ``shell.page.overview`` is the table ``[page.overview]`` of ``shell.toml``.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

languages = ("vi", "en")

_FOLDER = Path(__file__).resolve().parent
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}


def text(key: str, lang: str, /, **params: object) -> str:
    """The text of a key in a language, its {places} filled; KeyError with the key where there is none."""
    return _unfilled(key, lang).format(**params)


@cache
def _unfilled(key: str, lang: str) -> str:
    topic, _, rest = key.partition(".")
    entry: Any = _topic(topic)
    for part in rest.split("."):
        entry = entry.get(part) if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(entry.get(lang), str):
        raise KeyError(key)
    return str(entry[lang])


@lru_cache(maxsize=4096)
def has_text(key: str) -> bool:
    """Whether a key has a text in every language."""
    try:
        entry: Any = _topic(key.partition(".")[0])
    except KeyError:
        return False
    for part in key.split(".")[1:]:
        entry = entry.get(part) if isinstance(entry, dict) else None
    return isinstance(entry, dict) and all(isinstance(entry.get(lang), str) for lang in languages)


@lru_cache(maxsize=8192)
def number(value: float, lang: str, *, decimals: int | None = None) -> str:
    """A number as people write it: 4.812 and 38,6 in Vietnamese, 4,812 and 38.6 in English."""
    written = f"{abs(value):,.{decimals}f}" if decimals is not None else f"{abs(value):,}".removesuffix(".0")
    if lang == "vi":
        written = written.translate({ord(","): ".", ord("."): ","})
    return f"−{written}" if value < 0 and written.strip("0,.") else written


def signed(value: float, lang: str, *, qualifier: str | None = None) -> str:
    """A change with its sign: +121, −1, 0; a bound keeps its own: >+181."""
    sign = "+" if value > 0 else ""
    return f"{qualifier or ''}{sign}{number(value, lang)}"


def figure_text(value: float, lang: str, *, qualifier: str | None = None) -> str:
    """A figure as it is written everywhere, its bound before it: >260, ≈120, 4.812."""
    # Nothing put before it, it is one text wherever the same number stands.
    return f"{qualifier}{number(value, lang)}" if qualifier else number(value, lang)


def date_text(day: date, lang: str) -> str:
    """A day as 31/10/2026, 30/6/2025, 05/02/2024: official letters pad days below ten, months below three."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return text("terms.day", lang, day=f"{day.day:02d}", month=month, year=day.year)


def term_text(term_id: str, lang: str, *, short: bool = False) -> str:
    """A term's name from its id: ``year:2023`` is «Năm 2023», ``party_term:2020-2025`` is «2020–2025»."""
    kind, _, label = term_id.rpartition(":")
    size = "short" if short else "long"
    shape, params = _shape(kind, label)
    key = f"terms.{kind}.{shape}.{size}"
    if not has_text(key):
        return label.replace("-", "–")
    if kind == "month":
        params["name"] = text(f"terms.month_name.m{params['part']}", lang)
    return text(key, lang, **params)


def term_in_sentence(term_id: str, lang: str, *, short: bool = True) -> str:
    """A term's name where nothing beside it says what it is: «nhiệm kỳ 2020–2025», «2023»."""
    said = term_text(term_id, lang, short=short)
    return text("pages.term.party", lang, term=said) if term_id.startswith("party_term:") else said


def _shape(kind: str, label: str) -> tuple[str, dict[str, str]]:
    """Which text a label takes, and what fills its places."""
    first, _, last = label.partition("-")
    if kind in ("half_year", "quarter", "nine_months"):
        part = last[1:] if last[:1] in ("H", "Q") else last
        shape = f"half{part}" if kind == "half_year" else "whole"
        return shape, {"year": first, "part": part, "roman": _ROMAN.get(part, part)}
    if kind == "month":
        return "whole", {"year": first, "part": last.lstrip("0")}
    if first == "?":
        return "no_start", {"end": last}
    if last == "?":
        return "no_end", {"start": first}
    return ("span", {"start": first, "end": last}) if last else ("whole", {"year": first})


@cache
def _topic(name: str) -> dict[str, Any]:
    path = _FOLDER / f"{name}.toml"
    if not path.is_file():
        raise KeyError(name)
    return tomllib.loads(path.read_text(encoding="utf-8"))
