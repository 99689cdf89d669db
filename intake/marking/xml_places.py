"""Export: where things stand in the XML of a part, as places in its bytes, so that a change touches nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import escape

from intake.wire_columns import clean_text

# No possessive quantifiers: before Python 3.11.4 they lose their way in groups. Each character fits one place only.
_TAG = re.compile(
    rb"<(/?)((?:[A-Za-z_][\w.-]*:)?)([A-Za-z_][\w.-]*)"
    rb"([^<>\"'/]*(?:(?:\"[^\"]*\"|'[^']*'|/(?!>))[^<>\"'/]*)*)(/?)>"
)
_NO_TAGS = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

# What is put in the place of the bytes from the first number to the second.
Edit = tuple[int, int, bytes]


@dataclass(frozen=True)
class Element:
    """One element: the places of its first tag, of what follows that, and of its end."""

    name: str
    prefix: bytes
    start: int
    tag_end: int
    inner_end: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether it is written as a single tag."""
        return self.tag_end == self.end


def blanked(xml: bytes) -> bytes:
    """The same length with comments, instructions and quoted sections blank, so that only true tags are found."""
    if b"<!" not in xml and xml.find(b"<?", 5) < 0:
        return xml
    return _NO_TAGS.sub(lambda match: b" " * len(match.group(0)), xml)


def elements(xml: bytes, start: int = 0, end: int | None = None) -> Iterator[Element]:
    """The elements that stand beside each other from one place to another; ``xml`` is blanked."""
    depth, opening = 0, None
    for match in _TAG.finditer(xml, start, len(xml) if end is None else end):
        closes, prefix, name, _, empty = match.groups()
        if closes:
            depth -= 1
            if depth < 0:
                return
            if depth == 0 and opening is not None:
                yield _element(opening, match.start(), match.end())
        elif empty:
            if depth == 0:
                yield Element(name.decode(), prefix, match.start(), match.end(), match.end(), match.end())
        else:
            if depth == 0:
                opening = match
            depth += 1


def _element(opening: re.Match[bytes], inner_end: int, end: int) -> Element:
    return Element(
        opening.group(3).decode(), opening.group(2), opening.start(), opening.end(), inner_end, end
    )  # fmt: skip


def root_of(xml: bytes) -> Element | None:
    """The root element of a blanked part, found by its two tags alone; None where there is none."""
    first = _TAG.search(xml)
    if first is None or first.group(1):
        return None
    if first.group(5):
        return Element(first.group(3).decode(), first.group(2), first.start(), first.end(), first.end(), first.end())
    close = xml.rfind(b"</" + first.group(2) + first.group(3))
    return _element(first, close, xml.find(b">", close) + 1) if close > 0 else None


def children(xml: bytes, parent: Element | None, name: str = "") -> list[Element]:
    """The elements directly in another, of one name or all."""
    if parent is None or parent.is_empty:
        return []
    return [each for each in elements(xml, parent.tag_end, parent.inner_end) if not name or each.name == name]


def child(xml: bytes, parent: Element | None, name: str) -> Element | None:
    """The first element of a name directly in another."""
    if parent is None or parent.is_empty:
        return None
    return next((each for each in elements(xml, parent.tag_end, parent.inner_end) if each.name == name), None)


def _attribute(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"(\s" + name.encode() + rb"\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')")


def attribute(tag: bytes, name: str) -> str | None:
    """The value of an attribute of a tag; the name with its prefix, or ``[^\\s=]*:id`` for any prefix."""
    match = _attribute(name).search(tag)
    if match is None:
        return None
    value = match.group(2) if match.group(2) is not None else match.group(3)
    return unescape(value.decode("utf-8", "replace"))


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """The tag with an attribute of that value; nothing else of it changes."""
    written = b'"' + quoted(value).encode() + b'"'
    match = _attribute(name).search(tag)
    if match is not None:
        return tag[: match.end(1)] + written + tag[match.end() :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    while tag[end - 1 : end].isspace():
        end -= 1
    return tag[:end] + f" {name}=".encode() + written + tag[end:]


def quoted(text: str) -> str:
    """A text as the value of an attribute."""
    return escape(clean_text(text), {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def cell_text(text: str) -> str:
    """A text as the content of a cell or a note: no mark-up, nothing that Excel would decode into something else."""
    return escape(_ESCAPED.sub("_x005F_", clean_text(text)))


def edited(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with all edits made; they do not overlap."""
    pieces, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [xml[at:start], new]
        at = end
    return b"".join([*pieces, xml[at:]])


def add_inside(parent: Element, new: bytes, xml: bytes) -> Edit:
    """The edit that puts something at the end of an element, opening it where it is a single tag."""
    if not parent.is_empty:
        return parent.inner_end, parent.inner_end, new
    tag = xml[parent.start : parent.tag_end].rstrip(b">").rstrip(b"/").rstrip() + b">"
    return parent.start, parent.end, tag + new + b"</" + parent.prefix + parent.name.encode() + b">"


def place_before(xml: bytes, parent: Element, later: Sequence[str]) -> int:
    """Where a new element belongs in another: before the first of those that come later, else at its end."""
    return next(
        (each.start for each in elements(xml, parent.tag_end, parent.inner_end) if each.name in later),
        parent.inner_end,
    )
