"""Read, inside the worker: an OpenDocument spreadsheet, from its own XML: it alone tells errors from blanks,
and repeats a million blank rows in one tag, which must never be laid out.
"""

import io
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, iterparse

from intake.grids import Grid, Refused
from intake.limits import Limits
from intake.readers.ods_cells import OFFICE, STYLE, TABLE, cell_value, width_in_characters
from intake.readers.ods_fonts import OdsFonts
from intake.readers.ods_table import OdsTable
from intake.readers.parts import Parts

_MANIFEST = "meta-inf/manifest.xml"


def read(content: bytes, limits: Limits) -> Iterator[tuple[Grid, list[list[Any]]]]:
    """The sheets of the spreadsheet in their order."""
    parts = Parts(content, limits)
    if parts.has(_MANIFEST) and b"encryption-data" in parts.xml(_MANIFEST):
        raise Refused("password")
    if not parts.has("content.xml"):
        raise Refused("damaged")
    styles = b""
    for name in parts.names():
        if name not in ("content.xml", _MANIFEST):
            xml = parts.xml(name)
            styles = xml if name == "styles.xml" else styles
    content_xml = parts.xml("content.xml")
    try:
        yield from _sheets(content_xml, limits, OdsFonts(styles, content_xml))
    except (ParseError, LookupError) as error:
        raise Refused("damaged") from error


def _sheets(xml: bytes, limits: Limits, fonts: OdsFonts) -> Iterator[tuple[Grid, list[list[Any]]]]:
    hidden_styles: set[str] = set()
    widths: dict[str, float] = {}
    position = 0
    table = OdsTable(limits, fonts)
    for _, element in iterparse(io.BytesIO(xml)):
        if element.tag == f"{TABLE}table-row":
            table.add_row(element, cell_value)
            element.clear()
        elif element.tag == f"{TABLE}table-column":
            table.add_columns(element, widths)
        elif element.tag == f"{STYLE}style":
            _note_style(element, hidden_styles, widths)
            fonts.note(element)
        elif element.tag == f"{STYLE}font-face":
            fonts.note(element)
        elif element.tag == f"{TABLE}table":
            if position == limits.sheets:
                raise Refused("too_many_sheets", limit=limits.sheets)
            is_visible = element.get(f"{TABLE}style-name") not in hidden_styles
            grid = Grid(element.get(f"{TABLE}name", ""), position, is_visible)
            yield table.finish(grid), table.rows
            position += 1
            table = OdsTable(limits, fonts)
            element.clear()
        elif element.tag == f"{OFFICE}spreadsheet":
            return


def _note_style(element: Element, hidden: set[str], widths: dict[str, float]) -> None:
    name = element.get(f"{STYLE}name", "")
    for properties in element:
        if properties.get(f"{TABLE}display") == "false":
            hidden.add(name)
        width = width_in_characters(properties.get(f"{STYLE}column-width", ""))
        if width is not None:
            widths[name] = width
