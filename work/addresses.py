"""Ask: which codes of an address mean something here, so that the others can leave it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from data_access.measures import MEASURES
from data_access.periods import NotATerm, ids_of_label
from data_access.selection import BASES, CODES, FORMER
from data_access.vocabulary import TERM_KINDS
from work import start

_WORDS: Mapping[str, Sequence[str]] = {
    "kind": TERM_KINDS,
    **CODES,
    "basis": BASES,
    "view": (FORMER,),
    "measure": (*MEASURES, "all"),
}
_PLACES = ("unit", "province")
_SIDES = ("a", "b")
_VERSIONS = ("v", "since")


def meaningful(codes: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The codes of an address without those that name no unit, term, version or word; the database is asked only for
    names it holds."""
    found = {name: [code for code in values if _check(name)(code)] for name, values in codes.items()}
    return {name: values for name, values in found.items() if values}


def _check(name: str) -> Callable[[str], bool]:
    if name in _WORDS:
        return _WORDS[name].__contains__
    if name in _PLACES:
        return _is_unit
    if name in _VERSIONS:
        return _is_version
    if name == "term":
        return _is_term
    if name in _SIDES:
        return lambda code: _is_term(code) or _is_unit(code)
    return bool


def _is_term(label: str) -> bool:
    try:
        return bool(ids_of_label(label))
    except NotATerm:
        return False


def _is_unit(code: str) -> bool:
    unit = code.partition("@")[2] if code.startswith(("shared@", "whole@")) else code
    return unit in start.reference().units


def _is_version(code: str) -> bool:
    return code.isascii() and code.isdigit() and len(code) < 10 and int(code) <= start.database().version()
