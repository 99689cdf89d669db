"""Show and export: what a line of the audit trail keeps as codes, in words; names and addresses stay as they are."""

from __future__ import annotations

import re

from locales import has_text, number, text

_COUNTED = re.compile(r"([a-z_]+) (\d+)")
_COUNTS = re.compile(rf"{_COUNTED.pattern}(?: {_COUNTED.pattern})*")
_NUMBERED = ("upload", "version")
# What an account was given, and what it had before: «secretary 770,773», «2 q3: leader -> secretary».
_GIVEN = re.compile(r"(leader|secretary|administrator) ([\w@,-]*)")
_CHANGED = re.compile(r"(\d+ .+): ([\w@,-]*) -> ([\w@,-]*)")


def audit_words(said: str, lang: str) -> str:
    """«upload 7 · new 12 changed 3» as people say it; what is no code of ours stays."""
    return " · ".join(_part(part, lang) for part in said.split(" · "))


def _part(part: str, lang: str) -> str:
    if given := _GIVEN.fullmatch(part):
        return f"{_held(given[1], lang)}, {_held(given[2], lang)}"
    if changed := _CHANGED.fullmatch(part):
        return f"{changed[1]}: {_held(changed[2], lang)} → {_held(changed[3], lang)}"
    own = f"accounts.trail_code.{part.replace(' ', '_').replace('.', '_')}"
    if part and re.fullmatch(r"[a-z_. ]+", part) and has_text(own):
        return text(own, lang)
    if not _COUNTS.fullmatch(part):
        return part
    found = _COUNTED.findall(part)
    if len(found) == 1 and found[0][0] in _NUMBERED:
        return text(f"accounts.trail_code.{found[0][0]}", lang, number=found[0][1])
    if not all(has_text(f"history.count.{name}") for name, _ in found):
        return part
    return ", ".join(text(f"history.count.{name}", lang, count=number(int(count), lang)) for name, count in found)


def _held(said: str, lang: str) -> str:
    """A role or units of an account; none are all."""
    role = f"accounts.trail_code.{said}"
    if not said:
        return text("accounts.command.all_units", lang)
    return text(role, lang) if has_text(role) else said.replace(",", ", ")
