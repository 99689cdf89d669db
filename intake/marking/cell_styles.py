"""Export: the styles of marked cells: each is the cell's own with another fill, so that the mark can be taken off again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from intake.grids import Refused
from intake.marking.marks import LEVELS
from intake.marking.xml_places import (
    Element,
    add_inside,
    attribute,
    blanked,
    child,
    children,
    edited,
    place_before,
    root_of,
    with_attribute,
)

# Excel knows no more cell styles than this in one workbook.
_MOST_STYLES = 64_000
_LATER = {
    "fonts": ("fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"),
    "fills": ("borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"),
    "cellXfs": ("cellStyles", "dxfs", "tableStyles", "colors", "extLst"),
}
_FIRST = {
    "fonts": '<{0}font><{0}sz val="11"/><{0}name val="Calibri"/></{0}font>',
    "fills": '<{0}fill><{0}patternFill patternType="none"/></{0}fill><{0}fill><{0}patternFill patternType="gray125"/></{0}fill>',
    "cellXfs": '<{0}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
}
_LEVEL_TINTS = {"error": (0xFD, 0xD9, 0xA0), "warning": (0xFF, 0xF4, 0xA0)}
_COLOUR = re.compile(rb"rgb\s*=\s*[\"']([0-9A-Fa-f]{8})[\"']")


def bare_stylesheet(namespace: str) -> bytes:
    """The least stylesheet that every program takes, for a workbook that has none."""
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    lists = (
        f'<fonts count="1">{_FIRST["fonts"].format("")}</fonts><fills count="2">{_FIRST["fills"].format("")}</fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1">{plain}/></cellStyleXfs><cellXfs count="1">{plain} xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    )
    return f'<styleSheet xmlns="{namespace}">{lists}</styleSheet>'.encode()


class Stylesheet:
    """The styles of a workbook, to which marked ones are added; ``pairs``: a style → the same as error, as warning."""

    def __init__(self, xml: bytes, pairs: Mapping[int, tuple[int, int]]) -> None:
        self.pairs = dict(pairs)
        self._prefix, self._xml = "", xml
        self._ensure_lists()
        shadow = blanked(self._xml)
        root = root_of(shadow)
        self._lists = {name: child(shadow, root, name) for name in _FIRST}
        self._prefix = root.prefix.decode() if root else ""
        self._counts = {name: len(children(shadow, found)) for name, found in self._lists.items()}
        self._styles = [self._xml[each.start : each.end] for each in children(shadow, self._lists["cellXfs"])]
        self._added: dict[str, list[bytes]] = {name: [] for name in _FIRST}
        self._colours = {colour.upper() for colour in _COLOUR.findall(self._xml)}
        self._fill_of: dict[tuple[str, str], int] = {}

    def _ensure_lists(self) -> None:
        """Give a stylesheet that lacks one of the lists that list with what it must begin with."""
        for name, later in _LATER.items():
            shadow = blanked(self._xml)
            root = root_of(shadow)
            if root is None or root.name != "styleSheet":
                raise Refused("damaged")
            found = child(shadow, root, name)
            if found is None or not children(shadow, found):
                self._xml = edited(self._xml, [_list_begun(shadow, self._xml, root, (name, found, later))])

    def marked(self, style: int, level: str) -> int:
        """The number of a style with the fill of a level; without one where the workbook can hold no more."""
        style = style if style < len(self._styles) else 0
        if style not in self.pairs:
            if len(self._styles) + len(LEVELS) > _MOST_STYLES:
                return style
            own = self._styles[style]
            fill = attribute(own[: own.index(b">") + 1], "fillId") or "0"
            self.pairs[style] = (self._filled(own, fill, "error"), self._filled(own, fill, "warning"))
        return self.pairs[style][LEVELS.index(level)]

    def _filled(self, own: bytes, fill: str, level: str) -> int:
        tag_end = own.index(b">") + 1
        tag = with_attribute(own[:tag_end], "fillId", str(self._fill(fill, level)))
        return self._add_style(with_attribute(tag, "applyFill", "1") + own[tag_end:])

    def _fill(self, instead_of: str, level: str) -> int:
        """A fill of its own for each fill it stands in for: equal styles are joined when Excel saves."""
        key = (instead_of, level)
        if key not in self._fill_of:
            colour = next(each for each in _tints(level) if each not in self._colours)
            self._colours.add(colour)
            self._fill_of[key] = self._add("fills", self.fill_xml(colour.decode()))
        return self._fill_of[key]

    def fill_xml(self, colour: str) -> str:
        """A plain fill of a colour."""
        return (
            '<{0}fill><{0}patternFill patternType="solid">'
            f'<{{0}}fgColor rgb="{colour}"/><{{0}}bgColor indexed="64"/></{{0}}patternFill></{{0}}fill>'
        )

    def add(self, *, font: str = "", fill: str = "", wraps: bool = True) -> int:
        """The number of a new style for a sheet of ours; ``font`` is what stands in its element."""
        fonts = self._add("fonts", f"<{{0}}font>{font}</{{0}}font>") if font else 0
        fills = self._add("fills", self.fill_xml(fill)) if fill else 0
        align = '<{0}alignment vertical="top" wrapText="1"/>' if wraps else '<{0}alignment vertical="top"/>'
        told = f'numFmtId="0" fontId="{fonts}" fillId="{fills}" borderId="0" xfId="0"'
        opened = f'<{{0}}xf {told} applyFont="1" applyFill="1" applyAlignment="1">{align}</{{0}}xf>'
        return self._add_style(opened.format(self._prefix).encode())

    def _add(self, name: str, element: str) -> int:
        self._added[name].append(element.format(self._prefix).encode())
        return self._counts[name] + len(self._added[name]) - 1

    def _add_style(self, element: bytes) -> int:
        self._styles.append(element)
        self._added["cellXfs"].append(element)
        return len(self._styles) - 1

    def as_bytes(self) -> bytes:
        """The stylesheet with what was added at the end of its lists; all else is as it was."""
        edits = []
        for name, found in self._lists.items():
            if found is None or not self._added[name]:
                continue
            tag = self._xml[found.start : found.tag_end]
            if attribute(tag, "count") is not None:
                counted = with_attribute(tag, "count", str(self._counts[name] + len(self._added[name])))
                edits.append((found.start, found.tag_end, counted))
            edits.append(add_inside(found, b"".join(self._added[name]), self._xml))
        return edited(self._xml, edits)


def _tints(level: str) -> Iterator[bytes]:
    """Colours that look the same and are all different."""
    red, green, blue = _LEVEL_TINTS[level]
    return (
        f"FF{red - r:02X}{green - g:02X}{blue + b:02X}".encode() for r in range(8) for g in range(8) for b in range(16)
    )


def _list_begun(
    shadow: bytes, xml: bytes, root: Element, what: tuple[str, Element | None, tuple[str, ...]]
) -> tuple[int, int, bytes]:
    name, found, later = what
    prefix = root.prefix.decode()
    first = _FIRST[name].format(prefix)
    if found is not None:
        return found.start, found.end, f"<{prefix}{name}>{first}</{prefix}{name}>".encode()
    new = f"<{prefix}{name}>{first}</{prefix}{name}>".encode()
    if root.is_empty:
        return add_inside(root, new, xml)
    at = place_before(shadow, root, later)
    return at, at, new
