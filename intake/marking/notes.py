"""Export: the texts of the notes at marked cells; what others wrote in notes stays."""

from __future__ import annotations

import re
from collections.abc import Mapping

from intake.grids import Refused, address, parse_address
from intake.marking.marks import AUTHOR
from intake.marking.note_boxes import NoteBoxes
from intake.marking.package import Package
from intake.marking.xml_places import (
    Edit,
    Element,
    add_inside,
    attribute,
    blanked,
    cell_text,
    child,
    children,
    edited,
    elements,
    root_of,
)

Place = tuple[int, int]
# Begins what we write, also below what somebody else wrote, so that it is found again; the second letter is not seen.
OURS = "▶\u2060 "
_MOST_LETTERS = 2_000
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_SIGN = re.compile(rb"(?:\r|\n|&#10;|&#x[aA];|_x000[aA]_)*" + OURS.encode())


class Notes:
    """The notes of one sheet, as its part ``sheet`` of a package names them."""

    def __init__(self, package: Package, sheet: str) -> None:
        self.package, self.sheet = package, sheet
        self.part = next((part for kind, part in package.targets(sheet).values() if kind == "comments"), "")
        self.boxes = NoteBoxes(package, sheet)

    def take_ours_out(self) -> None:
        """Remove the notes that an earlier round wrote, and what it added to those of others."""
        if not self.package.has(self.part):
            return
        xml = self.package.part(self.part)
        shadow = blanked(xml)
        root = root_of(shadow)
        authors = _authors(xml, shadow, root)
        edits: list[Edit] = []
        gone: set[Place] = set()
        for note in children(shadow, child(shadow, root, "commentList"), "comment"):
            tag = xml[note.start : note.tag_end]
            if _author(tag, authors) == AUTHOR or _begins_with_our_words(xml, shadow, note):
                edits.append((note.start, note.end, b""))
                gone |= _place(tag)
            else:
                edits += _without_our_words(xml, shadow, note)
        if edits:
            self.package.put(self.part, edited(xml, edits))
        self.boxes.take_out(gone)

    def write(self, texts: Mapping[Place, str]) -> None:
        """Put a note at each cell; one that has a note gets its text below that of the other person."""
        if not texts:
            return
        if not self.package.has(self.part):
            self._begin_part()
        xml = self.package.part(self.part)
        shadow = blanked(xml)
        root = root_of(shadow)
        listed = child(shadow, root, "commentList")
        if root is None or listed is None:
            raise Refused("damaged")
        authors = _authors(xml, shadow, root)
        edits, there = self._merged(xml, shadow, texts)
        new = [place for place in sorted(texts) if place not in there]
        number = authors.index(AUTHOR) if AUTHOR in authors else len(authors)
        if new and number == len(authors):
            edits.append(_author_added(xml, shadow, root))
        prefix = root.prefix.decode()
        made = "".join(_note(prefix, address(*place), number, texts[place]) for place in new)
        edits.append(add_inside(listed, made.encode(), xml))
        self.package.put(self.part, edited(xml, edits))
        self.boxes.draw(new)

    def _begin_part(self) -> None:
        name = self.package.free_name("xl/comments{}.xml")
        empty = f'<comments xmlns="{self.package.sheets_namespace}"><authors/><commentList/></comments>'
        self.package.put(name, _HEAD + empty.encode())
        self.package.declare(name, _COMMENTS_TYPE)
        self.package.relate(self.sheet, "comments", name)
        self.part = name.lower()

    def _merged(self, xml: bytes, shadow: bytes, texts: Mapping[Place, str]) -> tuple[list[Edit], set[Place]]:
        """Our words below those of others, and the cells that have a note of others."""
        root = root_of(shadow)
        authors = _authors(xml, shadow, root)
        edits: list[Edit] = []
        there: set[Place] = set()
        for note in children(shadow, child(shadow, root, "commentList"), "comment"):
            tag = xml[note.start : note.tag_end]
            places = _place(tag) & texts.keys()
            there |= places
            body = child(shadow, note, "text")
            # What stands in a conversation is only a stand-in for programs that know none: it is left as it is.
            if places and body is not None and not _author(tag, authors).startswith("tc="):
                edits += _with_our_words(shadow, body, texts[places.pop()], xml)
        return edits, there


_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _authors(xml: bytes, shadow: bytes, root: Element | None) -> list[str]:
    names = children(shadow, child(shadow, root, "authors"), "author")
    return [xml[each.tag_end : each.inner_end].decode("utf-8", "replace") for each in names]


def _author(tag: bytes, authors: list[str]) -> str:
    number = attribute(tag, "authorId") or ""
    return authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""


def _author_added(xml: bytes, shadow: bytes, root: Element) -> Edit:
    prefix = root.prefix.decode()
    new = f"<{prefix}author>{AUTHOR}</{prefix}author>".encode()
    listed = child(shadow, root, "authors")
    if listed is None:
        return root.tag_end, root.tag_end, f"<{prefix}authors>".encode() + new + f"</{prefix}authors>".encode()
    return add_inside(listed, new, xml)


def _place(tag: bytes) -> set[Place]:
    try:
        return {parse_address(attribute(tag, "ref") or "")}
    except ValueError:
        return set()


def _run(prefix: str, text: str) -> str:
    shown = cell_text(text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…")
    face = f'<{prefix}rPr><{prefix}sz val="9"/><{prefix}rFont val="Tahoma"/></{prefix}rPr>'
    return f'<{prefix}r>{face}<{prefix}t xml:space="preserve">{shown}</{prefix}t></{prefix}r>'


def _note(prefix: str, cell: str, author: int, text: str) -> str:
    run = _run(prefix, OURS + text)
    return f'<{prefix}comment ref="{cell}" authorId="{author}"><{prefix}text>{run}</{prefix}text></{prefix}comment>'


def _with_our_words(shadow: bytes, body: Element, text: str, xml: bytes) -> list[Edit]:
    """What another person wrote as it is, then a run of ours; a bare text becomes a run, as the two do not mix."""
    prefix = body.prefix.decode()
    ours = _run(prefix, f"\n\n{OURS}{text}").encode()
    if body.is_empty:
        return [add_inside(body, ours, xml)]
    parts = list(elements(shadow, body.tag_end, body.inner_end))
    edits: list[Edit] = []
    for part in parts:
        if part.name == "t":
            whole = f"<{prefix}r>".encode() + xml[part.start : part.end] + f"</{prefix}r>".encode()
            edits.append((part.start, part.end, whole))
    at = next((part.start for part in parts if part.name in ("rPh", "phoneticPr")), body.inner_end)
    return [*edits, (at, at, ours)]


def _begins_with_our_words(xml: bytes, shadow: bytes, note: Element) -> bool:
    """Whether all of a note is ours: some programs do not keep who wrote it."""
    body = child(shadow, note, "text")
    first = next(iter(children(shadow, body)), None)
    written = first if first is None or first.name == "t" else child(shadow, first, "t")
    sign = _SIGN.search(xml, written.tag_end, written.inner_end) if written else None
    return sign is not None and written is not None and not xml[written.tag_end : sign.start()].strip()


def _without_our_words(xml: bytes, shadow: bytes, note: Element) -> list[Edit]:
    """Cuts what begins with our sign from a note of another person, also where a program has joined the two."""
    body = child(shadow, note, "text")
    if body is None or body.is_empty:
        return []
    edits: list[Edit] = []
    for part in elements(shadow, body.tag_end, body.inner_end):
        written = part if part.name == "t" else child(shadow, part, "t")
        if part.name not in ("t", "r") or written is None:
            continue
        sign = _SIGN.search(xml, written.tag_end, written.inner_end)
        if edits or (sign and sign.start() == written.tag_end and part is not written):
            edits.append((part.start, part.end, b""))
        elif sign:
            edits.append((sign.start(), written.inner_end, b""))
    return edits
