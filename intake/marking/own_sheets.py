"""Export: the sheets of a workbook as its contents name them, and those among them that an earlier marking added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from intake.grids import Refused
from intake.marking.marks import FIRST_PAIR_ROW, MARKED_ID, MEMORY_SHEET
from intake.marking.package import Package
from intake.marking.xml_places import add_inside, attribute, blanked, child, children, edited, quoted, root_of
from intake.wire_columns import clean_text

_WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31
_FIRST_CELL = re.compile(rb"<(?:[\w.-]+:)?c\s(?=[^<>]*r\s*=\s*[\"']A1[\"'])([^<>]*)>(.*?)</(?:[\w.-]+:)?c>", re.DOTALL)
_ITEM = re.compile(rb"<(?:[\w.-]+:)?si(?:\s[^<>]*)?>(.*?)</(?:[\w.-]+:)?si>", re.DOTALL)
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>\s*([0-9]+)\s*<")
_NEAR_TOP = 8_192


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its name as the reader tells it, and its part."""

    name: str
    part: str


def sheets_of(package: Package) -> list[Sheet]:
    """The worksheets in their order."""
    xml = package.part(package.book)
    shadow = blanked(xml)
    targets = package.targets(package.book)
    found = []
    for each in children(shadow, child(shadow, root_of(shadow), "sheets"), "sheet"):
        tag = xml[each.start : each.tag_end]
        kind, part = targets.get(attribute(tag, r"[^\s=]*:id") or "", ("", ""))
        if kind == "worksheet" and package.has(part):
            found.append(Sheet(clean_text(attribute(tag, "name") or ""), part))
    return found


def ours_among(package: Package, sheets: Sequence[Sheet]) -> tuple[Sheet | None, Sheet | None]:
    """The list and the memory that an earlier marking added, whatever the list is called by now."""
    ours = [sheet for sheet in sheets if _says_so(package, sheet)]
    memory = next((sheet for sheet in ours if sheet.name.startswith(MEMORY_SHEET)), None)
    return next((sheet for sheet in ours if sheet is not memory), None), memory


def _says_so(package: Package, sheet: Sheet) -> bool:
    first = _FIRST_CELL.search(package.part(sheet.part), 0, _NEAR_TOP)
    if first is None:
        return False
    told, content = first.groups()
    if attribute(b"<c " + told + b">", "t") != "s":
        return MARKED_ID.encode() in content
    number = _VALUE.search(content)
    shared = next((part for kind, part in package.targets(package.book).values() if kind == "sharedStrings"), "")
    if number is None or not package.has(shared):
        return False
    texts = package.part(shared)
    if MARKED_ID.encode() not in texts:
        return False
    wanted = int(number.group(1))
    return any(n == wanted and MARKED_ID.encode() in m.group(1) for n, m in enumerate(_ITEM.finditer(texts)))


def pairs_in(memory: bytes) -> dict[int, tuple[int, int]]:
    """Which styles were made of which: style → the same as error, as warning."""
    worn: dict[int, dict[str, int]] = {}
    for match in re.finditer(rb"<(?:[\w.-]+:)?c\s[^<>]*>", memory):
        cell = re.fullmatch(r"([ABC])([0-9]+)", attribute(match.group(0), "r") or "")
        style = attribute(match.group(0), "s") or "0"
        if cell and int(cell.group(2)) >= FIRST_PAIR_ROW and style.isdigit():
            worn.setdefault(int(cell.group(2)), {})[cell.group(1)] = int(style)
    # Programs leave out an empty cell of the usual style, which is number 0.
    rows = [{"A": 0, **row} for row in worn.values()]
    return {row["A"]: (row["B"], row["C"]) for row in rows if len(row) == len(set(row.values())) == 3}


def add_sheet(package: Package, name: str, content: bytes, *, hidden: bool = False) -> None:
    """Add a worksheet as the last one: the order of the others, and all that counts by it, stays."""
    xml = package.part(package.book)
    shadow = blanked(xml)
    root = root_of(shadow)
    listed = child(shadow, root, "sheets")
    if root is None or listed is None:
        raise Refused("damaged")
    tags = [xml[each.start : each.tag_end] for each in children(shadow, listed, "sheet")]
    ids = [int(found) for tag in tags if (found := attribute(tag, "sheetId") or "").isdigit()]
    taken = {(attribute(tag, "name") or "").casefold() for tag in tags}
    part = package.free_name("xl/worksheets/sheet{}.xml")
    package.put(part, content)
    package.declare(part, _WORKSHEET_TYPE)
    relation = package.relate(package.book, "worksheet", part)
    state = ' state="veryHidden"' if hidden else ""
    new = (
        f'<{root.prefix.decode()}sheet xmlns:nm="{package.relations_namespace}" name="{quoted(free_title(name, taken))}" '
        f'sheetId="{max(ids, default=0) + 1}"{state} nm:id="{relation}"/>'
    )
    package.put(package.book, edited(xml, [add_inside(listed, new.encode(), xml)]))


def free_title(name: str, taken: set[str]) -> str:
    """A sheet's name that Excel takes and no other sheet has; ``taken`` is casefolded."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", clean_text(name)).strip().strip("'")[:_LONGEST_NAME] or "-"
    tails = ["", *(f" ({n})" for n in range(2, 1_000))]
    return next(t for tail in tails if (t := plain[: _LONGEST_NAME - len(tail)] + tail).casefold() not in taken)
