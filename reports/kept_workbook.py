"""Export: the kept copy of an uploaded workbook as a workbook: the understood cells at their addresses, and nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from locales import text
from reports.about_words import moment
from reports.cell_places import place_of
from reports.cell_text import plain

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


@dataclass(frozen=True)
class KeptFile:
    """What is kept of one uploaded workbook: its name, its upload, and its sheets as ``kept_copies`` unpacks them."""

    name: str
    upload: int
    at: datetime
    by: str
    sheets: Mapping[str, Mapping[str, Any]]


def kept_workbook(kept: KeptFile, lang: str) -> bytes:
    """A workbook with a sheet for each kept sheet, and a last one that says what it is a copy of."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"title": plain(kept.name)[:200], "created": kept.at.replace(tzinfo=None, microsecond=0)})
    looks = {
        "cell": book.add_format({"border": 1, "border_color": "#D8D3CA", "text_wrap": True, "valign": "top"}),
        "corrected": book.add_format({"border": 1, "bg_color": "#FFEFA8", "text_wrap": True, "valign": "top"}),
        "said": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    about = text("exports.sheet.about", lang)
    taken = {about.casefold()}
    for name, sheet in kept.sheets.items():
        _write_sheet(book.add_worksheet(_sheet_name(name, taken)), sheet, looks, lang=lang)
    _write_about(book.add_worksheet(about), kept, looks, lang=lang)
    book.close()
    return content.getvalue()


def _write_sheet(sheet: Any, kept: Mapping[str, Any], looks: Mapping[str, Any], *, lang: str) -> None:
    for letters, width in kept.get("widths", {}).items():
        sheet.set_column(f"{letters}:{letters}", min(float(width), 255))
    cells = {place: value for address, value in kept.get("cells", {}).items() if (place := place_of(address))}
    corrected = {place_of(address): entered for address, entered in kept.get("corrections", {}).items()}
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in kept.get("merges", ()):
        if (top, left) not in cells or (top, left) == (bottom, right):
            continue
        area = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        # A copy that says one cell twice is not written over itself.
        if area & covered or len(area) > 10_000:
            continue
        covered |= area
        sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", looks["cell"])
    for place, value in cells.items():
        at = (place[0] - 1, place[1] - 1)
        look = looks["corrected" if place in corrected else "cell"]
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            sheet.write_number(*at, value, look)
        else:
            sheet.write_string(*at, plain(str(value)), look)
        if place in corrected:
            said = text("exports.kept.corrected", lang, entered=str(corrected[place]))
            sheet.write_comment(*at, plain(said))


def _write_about(sheet: Any, kept: KeptFile, looks: Mapping[str, Any], *, lang: str) -> None:
    lines = (
        (text("exports.kept.file", lang), kept.name),
        (text("exports.kept.upload", lang), str(kept.upload)),
        (text("exports.kept.at", lang), moment(kept.at, lang)),
        (text("exports.about.by_whom", lang), kept.by),
        ("", text("exports.kept.what", lang)),
    )
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for row, (label, said) in enumerate(lines):
        sheet.write_string(row, 0, label, looks["said"])
        sheet.write_string(row, 1, plain(said), looks["said"])


def _sheet_name(name: str, taken: set[str]) -> str:
    """The name as Excel allows it, and unlike every other."""
    wanted = (_FORBIDDEN.sub(" ", plain(name)).strip().strip("'") or "-")[:_LONGEST_NAME]
    found, number = wanted, 2
    while found.casefold() in taken:
        ending = f" ({number})"
        found, number = wanted[: _LONGEST_NAME - len(ending)] + ending, number + 1
    taken.add(found.casefold())
    return found
