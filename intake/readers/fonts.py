"""Read, inside the worker: which cells of an .xlsx sheet stand in an old Vietnamese font, and which runs within them.

Files that name no such font pay for a search of two parts and nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from intake.grids import OldFonts, Place, column_number
from intake.legacy_letters import encoding_of_font
from intake.readers.parts import parse
from intake.wire_columns import clean_text

_OLD = re.compile(rb"[\"'](?:\.vn|vni)", re.I)
_SIGNS = (b'".Vn', b'".VN', b'".vn', b'"VNI', b'"Vni', b'"vni', b"'.V", b"'.v", b"'V", b"'v")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*)(?<!/)>')
_STYLE = re.compile(rb' s="([0-9]+)"')
_KIND = re.compile(rb' t="([A-Za-z]+)"')
_SHARED = re.compile(rb"<v(?: [^<>]*)?>\s*([0-9]+)\s*</v>")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_TEXTS = (b"s", b"str", b"inlineStr")


@dataclass
class Fonts:
    """The old fonts of a workbook: by the number of a cell style, and by the number of a shared text, run by run."""

    styles: dict[int, str] = field(default_factory=dict)
    shared: dict[int, list[tuple[str | None, int]]] = field(default_factory=dict)

    @property
    def are_none(self) -> bool:
        """Whether the workbook names none."""
        return not self.styles and not self.shared

    def of(self, style: int, shared: int | None) -> OldFonts | None:
        """The old fonts of a text cell, or nothing; a run that names no font has the cell's."""
        own = self.styles.get(style, "")
        runs = self.shared.get(shared) if shared is not None else None
        if runs is None:
            return ((own, 0),) if own else None
        fonts = tuple((own if encoding is None else encoding, letters) for encoding, letters in runs)
        return fonts if any(encoding for encoding, _ in fonts) else None


def names_old_fonts(xml: bytes) -> bool:
    """Whether a part may name an old font: told by a plain search first, which costs next to nothing."""
    return any(sign in xml for sign in _SIGNS) and _OLD.search(xml) is not None


def style_fonts(styles: Element) -> dict[int, str]:
    """The encodings of the cell styles that stand in an old font, by the style's number."""
    fonts = [encoding_of_font(_named(font, "name")) for font in _within(styles, "fonts")]
    found = {}
    for number, style in enumerate(_within(styles, "cellXfs")):
        font = style.get("fontId", "0")
        encoding = fonts[int(font)] if font.isdecimal() and int(font) < len(fonts) else None
        if encoding:
            found[number] = encoding
    return found


def shared_fonts(xml: bytes) -> dict[int, list[tuple[str | None, int]]]:
    """The shared texts written in several fonts: for each run its encoding (None: the cell's) and its length."""
    if b"rFont" not in xml:
        return {}
    found = {}
    for number, text in enumerate(_children(parse(xml), "si")):
        runs = [(_run_font(run), len(_run_text(run))) for run in _children(text, "r")]
        if any(encoding is not None for encoding, _ in runs):
            found[number] = runs
    return found


def old_font_cells(xml: bytes, fonts: Fonts) -> dict[Place, OldFonts]:
    """The text cells of a sheet in old fonts; its XML is in the one way of writing."""
    found: dict[Place, OldFonts] = {}
    for match in _CELL.finditer(xml):
        said = match.group(3)
        kind, style = _KIND.search(said), _STYLE.search(said)
        if kind is None or kind.group(1) not in _TEXTS:
            continue
        value = _SHARED.match(xml, match.end()) if kind.group(1) == b"s" else None
        old = fonts.of(int(style.group(1)) if style else 0, int(value.group(1)) if value else None)
        if old:
            found[int(match.group(2)), column_number(match.group(1).decode())] = old
    return found


def _run_font(run: Element) -> str | None:
    """The encoding of a run, "" for a font of today, None where it names no font."""
    for properties in _children(run, "rPr"):
        if name := _named(properties, "rFont"):
            return encoding_of_font(name) or ""
    return None


def _run_text(run: Element) -> str:
    text = "".join(piece.text or "" for piece in _children(run, "t"))
    return clean_text(_ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text))


def _named(element: Element, name: str) -> str:
    return next((child.get("val", "") for child in _children(element, name)), "")


def _within(tree: Element, name: str) -> list[Element]:
    return [child for found in _children(tree, name) for child in found]


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if str(child.tag).rsplit("}", 1)[-1] == name)
