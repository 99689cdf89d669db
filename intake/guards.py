"""Guard: is this a workbook at all, told from its first bytes and its directory, nothing being unpacked."""

import math
import re
from dataclasses import dataclass

from intake.containers import Archive, CompoundFile, look_into_zip
from intake.grids import Finding, Refused
from intake.limits import DEFAULT, MEGABYTE
from intake.text_files import encoding_of

# What ``not_a_workbook`` may say the file really is.
REAL_KINDS = (
    "html", "mht", "xml2003", "xml", "pdf", "rtf", "docx", "doc", "pptx", "ppt", "odt", "xlsb", "old_xls",
    "zip", "rar", "7z", "gzip", "image", "ole", "text", "unknown",
)  # fmt: skip
_EXTENSIONS = {
    "xlsx": ("xlsx", "xltx"),
    "xlsm": ("xlsm", "xltm"),
    "xls": ("xls", "xlt", "et"),
    "ods": ("ods", "ots"),
    "csv": ("csv", "tsv", "txt"),
}
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x09\x00\x04\x00", "old_xls"),
    (b"\x09\x02\x06\x00", "old_xls"),
    (b"\x09\x04\x06\x00", "old_xls"),
    (b"\x09\x08\x08\x00", "old_xls"),
)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|table|meta|div|script)\b", re.IGNORECASE)
_OFFICE_XML = ("urn:schemas-microsoft-com:office:spreadsheet", 'progid="Excel.Sheet"')


@dataclass(frozen=True)
class FileKind:
    """Which reader fits a file, and what its container shows that a person should hear of."""

    kind: str
    notices: tuple[Finding, ...] = ()


def inspect(name: str, content: bytes, *, max_bytes: int = DEFAULT.file_bytes) -> FileKind:
    """The kind of a file by its content, never by its name alone; Refused where it is no workbook we read."""
    if not content:
        raise Refused("empty_file")
    if len(content) > max_bytes:
        raise Refused("too_large", megabytes=math.ceil(len(content) / MEGABYTE), limit=max_bytes // MEGABYTE)
    if re.split(r"[/\\]", name)[-1].startswith("~$"):
        raise Refused("lock_file")
    extension = _extension(name)
    kind = _kind(content, extension)
    if extension and extension not in _EXTENSIONS[kind.kind]:
        wrong = Finding("wrong_extension", {"extension": extension, "kind": kind.kind})
        return FileKind(kind.kind, (wrong, *kind.notices))
    return kind


def _extension(name: str) -> str:
    match = re.search(r"\.([A-Za-z0-9]{1,8})\s*$", name)
    return match.group(1).lower() if match else ""


def _kind(content: bytes, extension: str) -> FileKind:
    if content.startswith(b"PK\x03\x04"):
        return _zip_kind(look_into_zip(content), extension)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(CompoundFile(content))
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            raise Refused("not_a_workbook", kind=kind)
    text_kind = _text_kind(content)
    if text_kind == "text" and extension in _EXTENSIONS["csv"]:
        return FileKind("csv")
    raise Refused("not_a_workbook", kind=text_kind)


def _zip_kind(archive: Archive, extension: str) -> FileKind:
    if archive.mimetype.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return FileKind("ods")
    if archive.mimetype.startswith("application/vnd.oasis"):
        raise Refused("not_a_workbook", kind="odt")
    for part, kind in (
        ("word/document.xml", "docx"),
        ("ppt/presentation.xml", "pptx"),
        ("xl/workbook.bin", "xlsb"),
    ):
        if part in archive.names:
            raise Refused("not_a_workbook", kind=kind)
    has_sheets = any(name.startswith("xl/") for name in archive.names)
    if "[content_types].xml" not in archive.names or not has_sheets:
        raise Refused("not_a_workbook", kind="zip")
    has_macros = any(name.endswith("vbaproject.bin") for name in archive.names)
    notices = [Finding("macros")] if has_macros else []
    if any(name.startswith("xl/externallinks/") for name in archive.names):
        notices.append(Finding("external_links"))
    is_macro_book = has_macros or extension in _EXTENSIONS["xlsm"]
    return FileKind("xlsm" if is_macro_book else "xlsx", tuple(notices))


def _ole_kind(compound: CompoundFile) -> FileKind:
    streams = {stream.name.lower(): stream for stream in compound.streams()}
    if "encryptedpackage" in streams or "encryptioninfo" in streams:
        raise Refused("password")
    book = streams.get("workbook") or streams.get("book")
    if book is None:
        kind = "doc" if "worddocument" in streams else "ppt" if "powerpoint document" in streams else "ole"
        raise Refused("not_a_workbook", kind=kind)
    if not compound.is_complete(book):
        raise Refused("damaged")
    macros = (Finding("macros"),) if "_vba_project_cur" in streams else ()
    # An old workbook stores a result with every formula, so one never calculated looks like a real one.
    return FileKind("xls", (*macros, Finding("weaker_checks", {"kind": "xls"})))


def _text_kind(content: bytes) -> str:
    """What kind of text these bytes are; "unknown" where they are none."""
    text = content[:4096].decode(encoding_of(content), "replace")
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<?xml") and any(mark in text for mark in _OFFICE_XML):
        return "xml2003"
    if _HTML.match(text) or (text.startswith(("<?xml", "<!--")) and _HTML.search(text)):
        return "html"
    if text.startswith("<?xml"):
        return "xml"
    if text[:200].lower().startswith("mime-version:"):
        return "mht"
    controls = sum(1 for character in text if ord(character) < 32 and character not in "\t\r\n\f\x1a")
    return "text" if controls * 50 <= len(text) and "\x00" not in text else "unknown"
