"""Export: the boxes that Excel draws notes in, hidden until one points at the cell; those of others stay."""

from __future__ import annotations

import re
from collections.abc import Collection

from intake.grids import Refused
from intake.marking.package import Package
from intake.marking.sheet_cells import SheetXml, with_notes_drawing

Place = tuple[int, int]
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_VML = (
    f'<xml {_NAMESPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{}}"/>'
    f"</o:shapelayout>{_SHAPE_TYPE}</xml>"
)
_SHAPE = re.compile(rb"<([\w.-]+:)shape[\s>].*?</\1shape>", re.DOTALL)
_ROOT = re.compile(rb"(<(?:[\w.-]+:)?xml)(?=[\s>])[^<>]*>")
_SHAPE_ID = re.compile(rb"_x0000_s([0-9]+)")
_SHAPE_PLACE = re.compile(rb"<[\w.-]+:(Row|Column)>\s*([0-9]+)\s*<")
_SHAPES_A_BLOCK = 1_024


class NoteBoxes:
    """The drawing that one sheet names for its notes."""

    def __init__(self, package: Package, sheet: str) -> None:
        self.package, self.sheet = package, sheet
        targets = package.targets(sheet)
        relation = SheetXml(package.part(sheet)).notes_relation()
        self.drawing = targets[relation][1] if relation in targets else ""

    def take_out(self, gone: Collection[Place]) -> None:
        """Remove the boxes at these cells."""
        if gone and self.package.has(self.drawing):
            vml = self.package.part(self.drawing)
            self.package.put(self.drawing, _SHAPE.sub(lambda m: b"" if _box(m.group(0)) in gone else m.group(0), vml))

    def draw(self, places: Collection[Place]) -> None:
        """A hidden box for each new note."""
        if not places:
            return
        if not self.package.has(self.drawing):
            self._begin(len(places))
        vml = self.package.part(self.drawing)
        last = max(map(int, _SHAPE_ID.findall(vml)), default=_SHAPES_A_BLOCK)
        shapes = "" if b"_x0000_t202" in vml else _SHAPE_TYPE
        shapes += "".join(_shape(last + n, row, column) for n, (row, column) in enumerate(places, start=1))
        close = vml.rfind(b"</")
        if close < 0 or b"urn:schemas-microsoft-com:vml" not in vml:
            raise Refused("damaged")
        self.package.put(self.drawing, _with_prefixes(vml[:close] + shapes.encode() + vml[close:]))

    def _begin(self, count: int) -> None:
        name = self.package.free_name("xl/drawings/vmlDrawing{}.vml")
        blocks = ",".join(str(block) for block in range(1, count // (_SHAPES_A_BLOCK - 1) + 2))
        self.package.put(name, _VML.format(blocks).encode())
        self.package.declare_extension("vml", _VML_TYPE)
        relation = self.package.relate(self.sheet, "vmlDrawing", name)
        xml = with_notes_drawing(self.package.part(self.sheet), relation, self.package.relations_namespace)
        self.package.put(self.sheet, xml)
        self.drawing = name.lower()


def _with_prefixes(vml: bytes) -> bytes:
    """The drawing whose first tag says what our prefixes mean; some programs use others."""
    root = _ROOT.search(vml)
    missing = [each for each in _NAMESPACES.split() if root and each.encode() not in root.group(0)]
    if root is None or not missing:
        return vml
    return vml[: root.end(1)] + "".join(f" {each}" for each in missing).encode() + vml[root.end(1) :]


def _box(shape: bytes) -> Place:
    said = {name: int(number) for name, number in _SHAPE_PLACE.findall(shape)}
    return said.get(b"Row", -2) + 1, said.get(b"Column", -2) + 1


def _shape(number: int, row: int, column: int) -> str:
    """The box of a note, right of its cell, hidden until the cell is pointed at."""
    top = max(row - 2, 0)
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;width:260pt;height:90pt;'
        'z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{column}, 15, {top}, 2, {column + 5}, 15, {top + 6}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )
