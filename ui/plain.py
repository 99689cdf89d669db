"""Show: words from the data, made literal: Streamlit would read stars, colons and dollars in them as markup."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from locales import date_text
from ui.state import language

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")
# Streamlit looks for these, and for addresses of sites and of people, once the marks are unescaped; an invisible joiner
# keeps them apart.
_LATER = re.compile(r":(?=[a-z/])|@|(?i:www)(?=\.)|(?<!\S)(?:<(?=[-=])|-(?=[->])|>(?==)|~(?==))")
_JOINER = "\u2060"


def literal(words: object) -> str:
    """A text that Markdown shows letter by letter, on one line."""
    return _literal(str(words))


@lru_cache(maxsize=8192)
def _literal(words: str) -> str:
    plain = _LATER.sub(lambda found: found.group() + _JOINER, " ".join(words.split()))
    return _MARKS.sub(r"\\\1", plain)


def moment_words(moment: datetime) -> str:
    """A day and a time of day where the reader is: 20/11/2026 16:05."""
    zone = st.context.timezone
    try:
        local = moment.astimezone(ZoneInfo(zone)) if zone else moment
    except (ZoneInfoNotFoundError, ValueError):
        local = moment
    return f"{date_text(local.date(), language())} {local:%H:%M}"


def unmarked(label: str) -> str:
    """The label of a pill, in which no icon is looked for: in what stands before the first space Streamlit seeks one."""
    return f" {label}"
