"""Read, inside the worker: the contents of an .xlsx workbook: its sheets, their parts, its percent styles."""

from dataclasses import dataclass

from intake.grids import Refused
from intake.readers.parts import Parts

_BUILT_IN_PERCENTS = {"9", "10"}


@dataclass(frozen=True)
class Contents:
    """The sheets of a workbook in their order, name and part (none for a chart sheet), its styles and shared texts."""

    sheets: list[tuple[str, str]]
    styles: str
    shared: str


def workbook_contents(parts: Parts) -> Contents:
    """The table of contents of a workbook; Refused where it has none."""
    book = next((part for kind, part in parts.targets("").values() if kind == "officeDocument"), "xl/workbook.xml")
    if not parts.has(book):
        raise Refused("damaged")
    targets = parts.targets(book)
    sheets = []
    for element in parts.tree(book).iter():
        if _local(element.tag) == "sheet":
            ids = [value for key, value in element.items() if key.endswith("}id")]
            kind, part = targets.get(ids[0] if ids else "", ("", ""))
            sheets.append((element.get("name", ""), part if kind == "worksheet" else ""))
    styles, shared = (
        next((part for kind, part in targets.values() if kind == name), "") for name in ("styles", "sharedStrings")
    )
    return Contents(sheets, styles, shared)


def percent_styles(parts: Parts, styles: str) -> set[int]:
    """The numbers of the cell styles that show a number as a percentage."""
    if not parts.has(styles):
        return set()
    tree = parts.tree(styles)
    formats = set(_BUILT_IN_PERCENTS)
    for element in tree.iter():
        if _local(element.tag) == "numFmt" and "%" in element.get("formatCode", ""):
            formats.add(element.get("numFmtId", ""))
    cells = next((element for element in tree if _local(element.tag) == "cellXfs"), None)
    return (
        {number for number, style in enumerate(cells) if style.get("numFmtId") in formats}
        if cells is not None
        else set()
    )


def _local(tag: object) -> str:
    return str(tag).rsplit("}", 1)[-1]
