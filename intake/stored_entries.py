"""Read and export: the entries of a zipped workbook as they are stored, and the zip that is made of them; nothing is unpacked."""

import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL, _CENTRAL, _END = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
_HAS_DESCRIPTOR = 0x08


@dataclass(frozen=True)
class StoredEntry:
    """One entry of a zip: its head as it was, or a new one, its name as it is written, and its bytes as they are stored."""

    info: zipfile.ZipInfo
    name: bytes
    content: bytes


def stored_entry(content: bytes, info: zipfile.ZipInfo) -> StoredEntry:
    """An entry of a zip as it lies there."""
    start = info.header_offset
    name_length, extra_length = struct.unpack_from("<2H", content, start + 26)
    begin = start + 30 + name_length + extra_length
    return StoredEntry(
        info, content[start + 30 : start + 30 + name_length], content[begin : begin + info.compress_size]
    )


def zip_of(entries: Iterable[StoredEntry]) -> bytes:
    """The zip of these entries in their order."""
    out, directory, count = bytearray(), bytearray(), 0
    for entry in entries:
        count += 1
        info, offset = entry.info, len(out)
        year, month, day, hour, minute, second = info.date_time
        day_word, time_word = (max(year, 1980) - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2
        # Sizes stand in the head, so nothing needs to follow the bytes.
        flags = info.flag_bits & ~_HAS_DESCRIPTOR
        told = (flags, info.compress_type, time_word, day_word, info.CRC, info.compress_size, info.file_size)
        out += struct.pack(_LOCAL, b"PK\x03\x04", 20, *told, len(entry.name), 0) + entry.name + entry.content
        directory += struct.pack(
            _CENTRAL, b"PK\x01\x02", 20, 20, *told, len(entry.name), 0, 0, 0, 0, info.external_attr, offset
        )
        directory += entry.name
    end = struct.pack(_END, b"PK\x05\x06", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + end)
