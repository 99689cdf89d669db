"""Read, inside the worker: what one cell of an OpenDocument spreadsheet holds."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import Element

from intake.grids import CellError, NotCalculated

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_DURATION = re.compile(r"PT(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})(?:[.,][0-9]+)?S)?")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}


def cell_value(cell: Element) -> Any:
    """The typed value of a cell; None for a blank one."""
    kind = cell.get(f"{OFFICE}value-type", "")
    if cell.get(f"{_CALC}value-type") == "error":
        return CellError(_paragraphs(cell)[:40] or "#N/A")
    if kind in ("float", "percentage", "currency"):
        return _number(cell)
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    if kind == "date":
        return _moment(cell.get(f"{OFFICE}date-value", "")) or _paragraphs(cell) or None
    if kind == "time":
        return _time(cell.get(f"{OFFICE}time-value", "")) or _paragraphs(cell) or None
    said = cell.get(f"{OFFICE}string-value")
    text = _paragraphs(cell) if said is None else said
    is_formula = cell.get(f"{TABLE}formula") is not None
    if is_formula and said is None and cell.find(f"{TEXT}p") is None:
        return NotCalculated()
    return text or None


def _number(cell: Element) -> float | str | None:
    try:
        return float(cell.get(f"{OFFICE}value", ""))
    except ValueError:
        return _paragraphs(cell) or None


def _moment(text: str) -> date | datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None


def _time(text: str) -> time | timedelta | None:
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if hours < 24 and minutes < 60 and seconds < 60:
        return time(hours, minutes, seconds)
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _paragraphs(cell: Element) -> str:
    """The text of a cell itself; a comment hangs deeper in the cell and is not read."""
    return "\n".join(_inline(paragraph) for paragraph in cell.findall(f"{TEXT}p"))


def _inline(element: Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c", "1")
            pieces.append(" " * (min(int(count), 1_000) if count.isascii() and count.isdigit() else 1))
        elif child.tag == f"{TEXT}tab":
            pieces.append("\t")
        elif child.tag == f"{TEXT}line-break":
            pieces.append("\n")
        elif child.tag in (f"{TEXT}span", f"{TEXT}a"):
            pieces.append(_inline(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def width_in_characters(length: str) -> float | None:
    """A column's width such as "2.258cm" in characters of Excel's font; None where it is no length."""
    match = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)(cm|mm|in|pt)", length)
    if match is None:
        return None
    pixels = float(match.group(1)) * _CENTIMETRES[match.group(2)] / 2.54 * 96
    return max((pixels - 5) / 7, 0.0)
