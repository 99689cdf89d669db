"""Export: names of files that speak: dan-van-kheo_mo-hinh_quan-3_2020-2025_v57.xlsx."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from data_access.measures import Measure
from data_access.periods import in_order, period
from data_access.reference import Reference
from data_access.selection import Selection
from data_access.spelling import without_marks
from locales import text

_LONGEST_PART = 60


def file_name(parts: Sequence[str], kind: str) -> str:
    """A file's name of its parts, those left out that are empty."""
    return "_".join(part for part in parts if part) + f".{kind}"


def measures_part(measures: Sequence[Measure], lang: str) -> str:
    """What the file is about."""
    return "_".join(text(f"measures.{measure.key}.file", lang) for measure in measures)


def place_part(selection: Selection, reference: Reference) -> str:
    """The one place that was chosen, or nothing."""
    chosen = selection.units or ((selection.province,) if selection.province else ())
    unit = reference.units.get(chosen[0]) if len(chosen) == 1 else None
    return slug(unit.name) if unit else ""


def terms_part(terms: Collection[str]) -> str:
    """The one term, or the first and the last year of several."""
    if len(terms) == 1:
        return slug(period(next(iter(terms))).label.replace("?", "x"))
    years = [int(year) for term in in_order(terms) for year in re.findall(r"\d{4}", period(term).label)]
    return f"{min(years)}-{max(years)}" if years else ""


def slug(name: str) -> str:
    """A name in small letters without marks, its words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", without_marks(name)).strip("-")[:_LONGEST_PART]
