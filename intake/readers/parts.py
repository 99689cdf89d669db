"""Read, inside the worker: the parts of a zipped workbook, unpacked under a cap, free of declarations."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from intake.containers import plain_name
from intake.grids import Refused
from intake.limits import Limits
from intake.stored_entries import StoredEntry, stored_entry, zip_of

_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)")
_READABLE = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_BROKEN = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, zlib.error)


class Parts:
    """The parts of one zipped workbook by their plain names."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.limits = limits
        self._content = content
        self._left = limits.unpacked_bytes
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self._entries = {plain_name(entry.filename): entry for entry in self._archive.infolist()}
            # Opening an entry compares its two names; a reader that misses a part misreads the others.
            for entry in self._entries.values():
                self._archive.open(entry).close()
        except _BROKEN as error:
            raise Refused("damaged") from error

    def names(self) -> Iterator[str]:
        """The names of all parts that hold XML."""
        return (name for name in self._entries if name.endswith((".xml", ".rels")))

    def has(self, name: str) -> bool:
        """Whether there is a part of that plain name."""
        return name in self._entries

    def xml(self, name: str) -> bytes:
        """The bytes of an XML part; Refused where it is too large, broken or declares entities."""
        most = min(self.limits.part_bytes, self._left)
        try:
            with self._archive.open(self._entries[name]) as part:
                content = part.read(most + 1)
                if len(content) > most:
                    raise Refused("bomb")
        except _BROKEN as error:
            raise Refused("damaged") from error
        self._left -= len(content)
        _refuse_declarations(content)
        return content

    def begun_with(self, first: bytes, checksums: dict[str, int]) -> bytes:
        """The workbook with these bytes put before those of some parts, each named with the checksum it has then."""
        return zip_of(
            _begun_with(first, stored_entry(self._content, entry), checksums[name])
            if name in checksums
            else stored_entry(self._content, entry)
            for name, entry in self._entries.items()
        )

    def tree(self, name: str) -> Element:
        """The parsed tree of a small part."""
        return parse(self.xml(name))

    def targets(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part's relationships lead to: id → (kind of relationship, plain name of the part)."""
        folder, file = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(relations):
            return {}
        found = {}
        for element in self.tree(relations):
            target = element.get("Target", "").replace("\\", "/")
            path = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[element.get("Id", "")] = (element.get("Type", "").rsplit("/", 1)[-1], plain_name(path))
        return found


def _begun_with(first: bytes, stored: StoredEntry, checksum: int) -> StoredEntry:
    """The entry with these bytes before its own, which stay as they were squeezed: a block of their own needs no squeezing."""
    info = copy(stored.info)
    block = b"" if info.compress_type == zipfile.ZIP_STORED else struct.pack("<B2H", 0, len(first), len(first) ^ 0xFFFF)
    content = b"".join((block, first, stored.content))
    info.CRC, info.file_size, info.compress_size = checksum, info.file_size + len(first), len(content)
    return StoredEntry(info, stored.name, content)


def parse(xml: bytes) -> Element:
    """The tree of an XML part; Refused where it is not well formed."""
    try:
        tree: Element = fromstring(xml)
    except DefusedXmlException as error:
        raise Refused("forbidden_xml") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused("damaged") from error
    return tree


def _refuse_declarations(xml: bytes) -> None:
    # One sign is found several times faster than a word, and most parts do without this one.
    declares = b"!" in xml and (b"<!DOCTYPE" in xml or b"<!ENTITY" in xml)
    if declares or b"\x00" in xml[:200]:
        raise Refused("forbidden_xml")
    encoding = _ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf")[:200])
    if encoding and encoding.group(1).lower() not in _READABLE:
        raise Refused("forbidden_xml")
