"""Read, inside the worker: which styles of an OpenDocument spreadsheet stand in an old Vietnamese font."""

from xml.etree.ElementTree import Element

from intake.legacy_letters import encoding_of_font
from intake.readers.fonts import names_old_fonts
from intake.readers.ods_cells import STYLE
from intake.readers.parts import parse

_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DEFAULT = "Default"
_DEEPEST = 10


class OdsFonts:
    """The fonts that styles name, their own or their parent's. ``are_named``: whether the file may name an old one."""

    def __init__(self, styles: bytes, content: bytes) -> None:
        self.are_named = names_old_fonts(styles) or names_old_fonts(content) or b".Vn" in styles or b".Vn" in content
        self._faces: dict[str, str] = {}
        self._own: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        if self.are_named and styles:
            for element in parse(styles).iter():
                self.note(element)

    def note(self, element: Element) -> None:
        """Take from an element what it says about fonts, if anything."""
        if not self.are_named:
            return
        if element.tag == f"{STYLE}font-face":
            family = element.get(f"{_SVG}font-family", "").strip("'\" ")
            self._faces[element.get(f"{STYLE}name", "")] = family
        elif element.tag == f"{STYLE}style" and element.get(f"{STYLE}family") == "table-cell":
            name = element.get(f"{STYLE}name", "")
            self._parents[name] = element.get(f"{STYLE}parent-style-name", "" if name == _DEFAULT else _DEFAULT)
            self._note_font(name, element)
        elif element.tag == f"{STYLE}default-style" and element.get(f"{STYLE}family") == "table-cell":
            self._note_font("", element)

    def _note_font(self, name: str, style: Element) -> None:
        for properties in style.findall(f"{STYLE}text-properties"):
            face = properties.get(f"{STYLE}font-name")
            family = self._faces.get(face, face) if face else properties.get(f"{_FO}font-family", "").strip("'\" ")
            if family:
                self._own[name] = family

    def of(self, style: str | None) -> str | None:
        """The encoding of the cells of a style, or nothing for a font of today."""
        name = style or _DEFAULT
        for _ in range(_DEEPEST):
            if name in self._own or not name:
                break
            name = self._parents.get(name, "")
        return encoding_of_font(self._own.get(name, ""))
