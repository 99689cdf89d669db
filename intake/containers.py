"""Guard: what lies inside a ZIP or OLE container, told from its directory alone; nothing is inflated."""

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from intake.grids import Refused
from intake.limits import DEFAULT, MEGABYTE

MOST_ENTRIES = 2_000
MOST_RATIO = 1_000
RATIO_COUNTS_FROM = 20 * MEGABYTE
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    NotImplementedError,
    struct.error,
    ValueError,
    OverflowError,
    EOFError,
    OSError,
)
_NO_SECTOR = 0xFFFFFFFA  # this and everything above it marks an end or a free sector, never a sector


@dataclass(frozen=True)
class Archive:
    """The entries of a ZIP container: their names in lower case, and the type it declares for itself."""

    names: frozenset[str]
    mimetype: str


def plain_name(name: str) -> str:
    """An entry's name as the formats compare it: forward slashes, lower case, no leading slash."""
    return name.replace("\\", "/").lower().lstrip("/")


def look_into_zip(content: bytes) -> Archive:
    """The directory of a ZIP container; Refused where it is broken, locked, or unpacks to too much."""
    # The module reads the whole directory before we can count it, so count its signatures first.
    if content.count(b"PK\x01\x02") > 2 * MOST_ENTRIES:
        raise Refused("bomb")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except _BROKEN_ZIP as error:
        raise Refused("damaged") from error
    if not entries:
        raise Refused("damaged")
    _check_sizes(entries)
    _check_layout(entries, len(content))
    names = [plain_name(entry.filename) for entry in entries]
    if len(set(names)) < len(names):
        raise Refused("damaged")
    return Archive(frozenset(names), _mimetype(entries, content))


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > DEFAULT.unpacked_bytes:
        raise Refused("bomb")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused("password")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("damaged")
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > DEFAULT.part_bytes or (entry.file_size > RATIO_COUNTS_FROM and ratio > MOST_RATIO):
            raise Refused("bomb")


def _check_layout(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Entries that lie over each other would inflate the same bytes many times."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise Refused("bomb")
        end = entry.header_offset + 30 + entry.compress_size
    if end > size:
        raise Refused("damaged")


def _mimetype(entries: list[zipfile.ZipInfo], content: bytes) -> str:
    for entry in entries:
        if entry.filename == "mimetype" and entry.compress_type == zipfile.ZIP_STORED and entry.file_size < 200:
            header = content[entry.header_offset : entry.header_offset + 30]
            start = entry.header_offset + 30 + sum(struct.unpack_from("<HH", header, 26))
            return content[start : start + entry.file_size].decode("ascii", "replace").strip()
    return ""


@dataclass(frozen=True)
class Stream:
    """One named entry of an OLE container."""

    name: str
    first_sector: int
    size: int


class CompoundFile:
    """The sector tables of an OLE container, read no further than its directory."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 1536:
            raise Refused("damaged")
        self.content = content
        self.shift = struct.unpack_from("<H", content, 30)[0]
        if self.shift not in (9, 12):
            raise Refused("damaged")
        self.sectors = (len(content) - 1) >> self.shift
        fats, self.directory, _, self.cutoff, _, minis, difat, difats = struct.unpack_from("<8I", content, 44)
        # Counts beyond the file's own sectors make readers allocate gigabytes.
        if max(fats, minis, difats) > self.sectors:
            raise Refused("damaged")
        self.fat = self._fat_sectors(fats, difat, difats)

    def _fat_sectors(self, wanted: int, difat: int, difats: int) -> list[int]:
        found = list(struct.unpack_from("<109I", self.content, 76))
        per_sector = (1 << self.shift) // 4
        for _ in range(difats):
            if difat >= _NO_SECTOR:
                break
            entries = self._sector(difat)
            found += entries[: per_sector - 1]
            difat = entries[-1]
        return [sector for sector in found if sector < _NO_SECTOR][:wanted]

    def _sector(self, number: int) -> tuple[int, ...]:
        start = (number + 1) << self.shift
        if number >= self.sectors or start + (1 << self.shift) > len(self.content):
            raise Refused("damaged")
        return struct.unpack_from(f"<{(1 << self.shift) // 4}I", self.content, start)

    def chain(self, first: int) -> Iterator[int]:
        """The sectors of a stream in their order; Refused where the chain leaves the file or turns back."""
        per_sector = (1 << self.shift) // 4
        sector = first
        for _ in range(self.sectors + 1):
            if sector >= _NO_SECTOR:
                return
            if sector >= self.sectors or sector // per_sector >= len(self.fat):
                raise Refused("damaged")
            yield sector
            table = (self.fat[sector // per_sector] + 1) << self.shift
            offset = table + 4 * (sector % per_sector)
            if offset + 4 > len(self.content):
                raise Refused("damaged")
            sector = struct.unpack_from("<I", self.content, offset)[0]
        raise Refused("damaged")

    def streams(self) -> Iterator[Stream]:
        """The named entries of the directory."""
        for sector in self.chain(self.directory):
            start = (sector + 1) << self.shift
            for offset in range(start, min(start + (1 << self.shift), len(self.content) - 127), 128):
                length, kind = struct.unpack_from("<HB", self.content, offset + 64)
                if kind in (1, 2, 5):
                    name = self.content[offset : offset + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
                    yield Stream(name, *struct.unpack_from("<II", self.content, offset + 116))

    def is_complete(self, stream: Stream) -> bool:
        """Whether the file still holds every byte of the stream (readers go on with a cut one)."""
        if stream.size < self.cutoff:
            return True
        left = stream.size
        for sector in self.chain(stream.first_sector):
            held = len(self.content) - ((sector + 1) << self.shift)
            if held < min(left, 1 << self.shift):
                return False
            left -= 1 << self.shift
        return left <= 0
