"""Export: the parts of a zipped workbook, of which only the changed ones are written anew; the rest is copied as it lies."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from xml.sax.saxutils import quoteattr

from intake.containers import plain_name
from intake.grids import Refused
from intake.limits import Limits
from intake.marking.xml_places import add_inside, attribute, blanked, children, edited, root_of
from intake.readers.parts import Parts
from intake.stored_entries import StoredEntry, stored_entry, zip_of

_IS_UTF8 = 0x800
_CONTENT_TYPES = "[content_types].xml"
_STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
TRANSITIONAL_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_SHEETS = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_NO_RELATIONS = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


class Package:
    """A zipped workbook that is being changed; parts are named without regard to capitals."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content = content
        self._parts = Parts(content, limits)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self._entries = {plain_name(entry.filename): entry for entry in archive.infolist()}
        self._changed: dict[str, bytes] = {}
        self._written_as: dict[str, str] = {}
        self._dropped: set[str] = set()
        book = next((p for kind, p in self._parts.targets("").values() if kind == "officeDocument"), "xl/workbook.xml")
        self.book = book
        self.is_strict = _STRICT in self.part(book)[:4096]
        self.relations_namespace = STRICT_RELATIONS if self.is_strict else TRANSITIONAL_RELATIONS
        self.sheets_namespace = STRICT_SHEETS if self.is_strict else TRANSITIONAL_SHEETS

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._changed or (name in self._entries and name not in self._dropped)

    def part(self, name: str) -> bytes:
        """The bytes of a part as they stand now; checked as the reader checks them."""
        if name in self._changed:
            return self._changed[name]
        if name not in self._entries:
            raise Refused("damaged")
        return self._parts.xml(name)

    def put(self, name: str, content: bytes) -> None:
        """Give a part new bytes; a new one keeps the capitals of its name."""
        self._changed[name.lower()] = content
        self._written_as.setdefault(name.lower(), name)

    def free_name(self, pattern: str) -> str:
        """A name that no part has yet, with a number in it."""
        return next(name for n in range(1, 100_000) if not self.has((name := pattern.format(n)).lower()))

    def targets(self, source: str) -> dict[str, tuple[str, str]]:
        """What a part's relationships lead to: id → (kind, plain name of the part)."""
        relations = relations_of(source)
        found: dict[str, tuple[str, str]] = {}
        if not self.has(relations):
            return found
        xml = self.part(relations)
        shadow = blanked(xml)
        for element in children(shadow, root_of(shadow), "Relationship"):
            tag = xml[element.start : element.tag_end]
            target = (attribute(tag, "Target") or "").replace("\\", "/")
            folder = posixpath.dirname(source)
            path = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attribute(tag, "Id") or ""] = ((attribute(tag, "Type") or "").rsplit("/", 1)[-1], plain_name(path))
        return found

    def relate(self, source: str, kind: str, target: str) -> str:
        """Lead from one part to another; the id of the new relationship."""
        taken = self.targets(source)
        new = next(key for n in range(1, 1_000_000) if (key := f"rIdM{n}") not in taken)
        name = relations_of(source)
        if not self.has(name):
            self.put(name, _NO_RELATIONS)
            self.declare_extension("rels", _RELATIONS_TYPE)
        self._append(
            name,
            f"<{{}}Relationship Id={quoteattr(new)} Type={quoteattr(f'{self.relations_namespace}/{kind}')} Target={quoteattr('/' + target)}/>",
        )
        return new

    def declare(self, name: str, content_type: str) -> None:
        """Say of which type a new part is."""
        self._append(
            _CONTENT_TYPES, f"<{{}}Override PartName={quoteattr('/' + name)} ContentType={quoteattr(content_type)}/>"
        )

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Say of which type parts with an extension are, unless that is said."""
        xml = self.part(_CONTENT_TYPES)
        shadow = blanked(xml)
        said = {
            (attribute(xml[e.start : e.tag_end], "Extension") or "").lower()
            for e in children(shadow, root_of(shadow), "Default")
        }
        if extension in said:
            return
        new = f"<{{}}Default Extension={quoteattr(extension)} ContentType={quoteattr(content_type)}/>"
        self._append(_CONTENT_TYPES, new, first=True)

    def _append(self, name: str, new: str, *, first: bool = False) -> None:
        xml = self.part(name)
        root = root_of(blanked(xml))
        if root is None:
            raise Refused("damaged")
        element = new.format(root.prefix.decode()).encode()
        edit = (root.tag_end, root.tag_end, element) if first and not root.is_empty else add_inside(root, element, xml)
        self.put(name, edited(xml, [edit]))

    def drop_signatures(self) -> None:
        """Take digital signatures out: they would no longer be true."""
        signed = {name for name in self._entries if name.startswith("_xmlsignatures/")}
        if not signed:
            return
        self._dropped |= signed
        for name, told in (("_rels/.rels", "Target"), (_CONTENT_TYPES, "PartName")):
            if not self.has(name):
                continue
            xml = self.part(name)
            shadow = blanked(xml)
            gone = [
                (each.start, each.end, b"")
                for each in children(shadow, root_of(shadow))
                if plain_name(attribute(xml[each.start : each.tag_end], told) or "") in signed
            ]
            self.put(name, edited(xml, gone))

    def as_bytes(self) -> bytes:
        """The whole workbook: unchanged parts as they lay in the file, byte for byte."""
        stored = [self._stored(name, entry) for name, entry in self._entries.items() if name not in self._dropped]
        stored += [
            _new(self._written_as[name], self._changed[name]) for name in self._changed if name not in self._entries
        ]
        return zip_of(stored)

    def _stored(self, name: str, entry: zipfile.ZipInfo) -> StoredEntry:
        stored = stored_entry(self._content, entry)
        if name not in self._changed:
            return stored
        written = stored.name.decode("utf-8" if entry.flag_bits & _IS_UTF8 else "cp437")
        return _new(written, self._changed[name], entry)


def relations_of(source: str) -> str:
    """The part that holds the relationships of another."""
    folder, file = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _new(name: str, content: bytes, old: zipfile.ZipInfo | None = None) -> StoredEntry:
    info = zipfile.ZipInfo(name, old.date_time if old else (1980, 1, 1, 0, 0, 0))
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    stored = squeeze.compress(content) + squeeze.flush()
    info.compress_type, info.CRC = zipfile.ZIP_DEFLATED, zlib.crc32(content)
    info.file_size, info.compress_size = len(content), len(stored)
    is_plain = name.isascii()
    info.flag_bits = 0 if is_plain else _IS_UTF8
    return StoredEntry(info, name.encode("ascii" if is_plain else "utf-8"), stored)
