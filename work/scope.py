"""Ask: how much a page of many measures holds, as its address says: one measure or all, one term or all of its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_access.measures import MEASURES, Measure
from work.views import View

Codes = Mapping[str, Sequence[str]]
ALL = "all"


def first_of(codes: Codes, name: str) -> str:
    """The first code under a name; empty where there is none."""
    return next(iter(codes.get(name, ())), "")


def measures_named(codes: Codes) -> list[Measure]:
    """The measure that an address names, or all."""
    named = MEASURES.get(first_of(codes, "measure"))
    return [named] if named else list(MEASURES.values())


def terms_named(view: View, codes: Codes) -> tuple[str, ...]:
    """The term in the foreground, or all of its kind where the address says so; none where there is none."""
    if first_of(codes, "span") == ALL:
        return view.terms
    return (view.term,) if view.term else ()
