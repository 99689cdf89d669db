"""Tests: builds the files nobody should send us; see workbooks.py for the honest ones."""

import io
import struct
import zipfile
import zlib

from tests.workbooks import a_workbook, names_in, rezip, with_part

SHEET = "xl/worksheets/sheet1.xml"
_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def a_sheet_of(cells: str, *, before: str = "", after: str = "", root: str = "worksheet") -> bytes:
    """A workbook whose one sheet "A" has exactly this XML inside its sheetData, and before and after it."""
    inside = f"{before}<sheetData>{cells}</sheetData>{after}"
    return a_sheet_written(f'<?xml version="1.0" encoding="UTF-8"?><{root} {_SPACE}>{inside}</{root}>')


def a_sheet_written(xml: str, encoding: str = "utf-8") -> bytes:
    """A workbook whose one sheet "A" is exactly this XML."""
    return with_part(a_workbook({"A": []}), SHEET, xml.encode(encoding))


def a_cell(address: str, value: object = 1) -> str:
    """One cell in a row of its own."""
    row = "".join(letter for letter in address if letter.isdigit())
    return f'<row r="{row}"><c r="{address}"><v>{value}</v></c></row>'


def a_bomb(part: str, *, declared: int = 2**30) -> bytes:
    """A workbook of a megabyte with a part of a gigabyte of blanks, which declares itself as said."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(b" " * 2**23) + packer.flush(zlib.Z_FULL_FLUSH)
    body = piece * 128 + packer.flush(zlib.Z_FINISH)
    content = a_workbook({"A": [["x"]]})
    if part in names_in(content):
        content = rezip(content, {part: lambda old: b""})
    else:
        content = rezip(content, {}, added={part: b""})
    return _with_raw_body(content, part, body, declared)


def _with_raw_body(content: bytes, part: str, body: bytes, declared: int) -> bytes:
    """The archive with one entry's compressed bytes given, its size and method as the directory shall say."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry, old.read(entry))
        new.writestr(zipfile.ZipInfo(part), body)
    patched = bytearray(buffer.getvalue())
    name = part.encode()
    central = patched.rfind(name) - 46
    local = patched.find(name) - 30
    struct.pack_into("<H", patched, local + 8, zipfile.ZIP_DEFLATED)
    struct.pack_into("<H", patched, central + 10, zipfile.ZIP_DEFLATED)
    struct.pack_into("<I", patched, local + 22, declared)
    struct.pack_into("<I", patched, central + 24, declared)
    return bytes(patched)


def with_stream_named(content: bytes, name: str) -> bytes:
    """The .xls file with its workbook stream under another name."""
    old = "Workbook".encode("utf-16-le")
    at = content.find(old)
    new = name.encode("utf-16-le")
    entry = new.ljust(64, b"\x00") + struct.pack("<H", len(new) + 2)
    return content[:at] + entry + content[at + 66 :]


def with_file_pass(content: bytes) -> bytes:
    """The .xls file with the record that says its cells are encrypted, in place of the second one."""
    second = 512 + 4 + struct.unpack_from("<H", content, 514)[0]
    return content[:second] + struct.pack("<H", 0x2F) + content[second + 2 :]


ENTITIES = {
    "billion laughs": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
    "quadratic": f'<!DOCTYPE x [<!ENTITY b "{"B" * 10_000}">]>',
    "external file": '<!DOCTYPE x [<!ENTITY b SYSTEM "file://{path}">]>',
}


def with_entity(declaration: str) -> bytes:
    """A workbook whose sheet declares an entity and uses it in a cell."""
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    xml = f'<?xml version="1.0"?>{declaration}<worksheet {_SPACE}><sheetData>{cell}</sheetData></worksheet>'
    return a_sheet_written(xml)
