"""Guard: what a ZIP or OLE container says of itself, to the last byte that is still allowed."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass

import pytest

from intake.containers import CompoundFile, Stream, look_into_zip
from intake.grids import Refused
from intake.guards import FileKind, inspect
from intake.limits import DEFAULT, MEGABYTE

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
CUTOFF = 4096
WORKBOOK_PARTS = ("[Content_Types].xml", "xl/workbook.xml")


@dataclass(frozen=True)
class Entry:
    """What the directory of an archive declares about one entry."""

    name: str
    size: int = 10
    packed: int = 10
    method: int = zipfile.ZIP_STORED
    flags: int = 0
    body: bytes = b"x" * 10


def an_archive(*entries: Entry, shift: int = 0, cut: int = 0) -> bytes:
    """An archive of which the directory says what the entries say, whatever lies in it.

    ``shift`` moves where the directory says the second entry begins; ``cut`` takes bytes off the bodies' end.
    """
    bodies, directory = b"", b""
    for number, entry in enumerate(entries):
        name, where = entry.name.encode(), len(bodies) + (shift if number == 1 else 0)
        sizes = struct.pack("<3I", 0, entry.packed, entry.size)
        start = struct.pack("<5H", 20, entry.flags, entry.method, 0, 33)
        bodies += b"PK\x03\x04" + start + sizes + struct.pack("<2H", len(name), 0) + name + entry.body
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + start + sizes
        directory += struct.pack("<5H2I", len(name), 0, 0, 0, 0, 0, where) + name
    bodies = bodies[: len(bodies) - cut]
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), len(bodies), 0)
    return bodies + directory + end


def zip_refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        look_into_zip(content)
    return refused.value.code


def test_the_entries_of_an_archive_are_compared_as_the_formats_do() -> None:
    archive = look_into_zip(an_archive(Entry("/XL\\Workbook.XML"), Entry("xl/é.xml", flags=0x800)))

    assert (archive.names, archive.mimetype) == (frozenset({"xl/workbook.xml", "xl/é.xml"}), "")
    assert zip_refusal(an_archive(Entry("a.xml"), Entry("\\A.xml"))) == "damaged"


def test_an_archive_without_entries_or_without_a_directory_is_damaged() -> None:
    assert [zip_refusal(content) for content in (an_archive(), b"PK\x03\x04" + b"x" * 40)] == ["damaged"] * 2


def test_a_directory_of_too_many_entries_is_a_bomb_before_it_is_read() -> None:
    assert zip_refusal(b"PK\x03\x04" + b"PK\x01\x02" * 4_000) == "damaged"
    assert zip_refusal(b"PK\x03\x04" + b"PK\x01\x02" * 4_001) == "bomb"


def test_two_thousand_entries_are_allowed_and_one_more_is_not() -> None:
    entries = [Entry(str(number)) for number in range(2_001)]

    assert len(look_into_zip(an_archive(*entries[:2_000])).names) == 2_000
    assert zip_refusal(an_archive(*entries)) == "bomb"


def test_an_archive_may_unpack_to_what_the_limits_say_and_no_more() -> None:
    most = DEFAULT.unpacked_bytes // 20 // MEGABYTE * MEGABYTE
    full = [Entry(str(number), size=most) for number in range(20)]

    assert sum(entry.size for entry in full) == DEFAULT.unpacked_bytes
    assert len(look_into_zip(an_archive(*full)).names) == 20
    assert zip_refusal(an_archive(*full, Entry("one more", size=1))) == "bomb"


def test_one_entry_may_unpack_to_what_the_limits_say_and_no_more() -> None:
    def an_entry(size: int, packed: int) -> bytes:
        return an_archive(Entry("a", size=size, packed=packed, body=b"x" * packed))

    largest = DEFAULT.part_bytes
    assert look_into_zip(an_entry(largest, largest // 1000 + 1)).names == {"a"}
    assert zip_refusal(an_entry(largest + 1, largest // 1000 + 1)) == "bomb"


def test_what_shrinks_a_thousandfold_is_a_bomb_only_where_it_is_large() -> None:
    def an_entry(size: int, packed: int) -> bytes:
        return an_archive(Entry("a", size=size, packed=packed, body=b"x" * packed))

    assert look_into_zip(an_entry(20 * MEGABYTE, 10)).names == {"a"}
    assert zip_refusal(an_entry(20 * MEGABYTE + 1, 10)) == "bomb"
    assert zip_refusal(an_entry(20 * MEGABYTE + 1, 0)) == "bomb"
    assert look_into_zip(an_entry(21_000_000, 21_000)).names == {"a"}
    assert zip_refusal(an_entry(21_000_000, 20_999)) == "bomb"


def test_encrypted_entries_want_a_password_and_rare_methods_are_damage() -> None:
    assert zip_refusal(an_archive(Entry("a", flags=1))) == "password"
    assert look_into_zip(an_archive(Entry("a", flags=0x802))).names == {"a"}
    methods = {method: an_archive(Entry("a", method=method)) for method in (0, 8, 12, 14, 99)}
    assert [look_into_zip(methods[method]).names for method in (0, 8)] == [{"a"}] * 2
    assert [zip_refusal(methods[method]) for method in (12, 14, 99)] == ["damaged"] * 3


def test_entries_that_lie_over_each_other_are_a_bomb() -> None:
    first, second = Entry("a"), Entry("b")

    assert look_into_zip(an_archive(first, second)).names == {"a", "b"}
    assert look_into_zip(an_archive(first, second, shift=-1)).names == {"a", "b"}  # over the name, which is no content
    assert zip_refusal(an_archive(first, second, shift=-2)) == "bomb"


def test_an_entry_that_ends_after_the_file_is_damaged() -> None:
    content = an_archive(Entry("a", packed=10, size=10))
    beyond = len(content) - 30

    assert look_into_zip(an_archive(Entry("a", packed=beyond))).names == {"a"}
    assert zip_refusal(an_archive(Entry("a", packed=beyond + 1))) == "damaged"


def test_the_type_of_an_archive_is_read_only_where_it_stands_unpacked() -> None:
    kind = b"application/vnd.oasis.opendocument.spreadsheet\n"

    def declared(**how: int) -> str:
        entry = Entry("mimetype", **{"size": len(kind), "packed": len(kind), **how}, body=kind)
        return look_into_zip(an_archive(Entry("first"), entry)).mimetype

    assert declared() == kind.decode().strip()
    assert [declared(method=zipfile.ZIP_DEFLATED), declared(size=200)] == ["", ""]
    assert declared(size=199).startswith(kind.decode().strip())
    assert look_into_zip(an_archive(Entry("Mimetype", body=kind))).mimetype == ""


def test_a_workbook_is_told_from_other_archives_by_its_parts() -> None:
    def an_archive_of(*names: str) -> bytes:
        return an_archive(*(Entry(name) for name in names))

    assert inspect("a.xlsx", an_archive_of(*WORKBOOK_PARTS)) == FileKind("xlsx")
    assert inspect("a.xltm", an_archive_of(*WORKBOOK_PARTS)) == FileKind("xlsm")
    for names in (WORKBOOK_PARTS[:1], WORKBOOK_PARTS[1:], ("[Content_Types].xml", "yl/workbook.xml")):
        with pytest.raises(Refused) as refused:
            inspect("a.xlsx", an_archive_of(*names))
        assert (refused.value.code, refused.value.params) == ("not_a_workbook", {"kind": "zip"})


@dataclass(frozen=True)
class Compound:
    """An OLE container, sector by sector: the first holds the table, the second the directory."""

    streams: tuple[tuple[str, int, int], ...] = ()
    table: tuple[int, ...] = (FAT, END)
    shift: int = 9
    header: tuple[int, ...] = (1, 1, 0, CUTOFF, END, 0, END, 0)
    tables: tuple[int, ...] = (0,)
    data: int = 0
    difat: tuple[int, ...] = ()

    def content(self) -> bytes:
        """The bytes of the file; ``data`` sectors follow the two, and one that continues the header's list."""
        size = 1 << self.shift
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + struct.pack("<2H", self.shift, 6) + bytes(10)
        head += struct.pack("<8I", *self.header)
        head += struct.pack("<109I", *self.tables, *[FREE] * (109 - len(self.tables)))
        table = struct.pack(f"<{len(self.table)}I", *self.table).ljust(size, b"\xff")
        return b"".join([head.ljust(size, b"\0"), table, self._directory(size), bytes(self.data * size), self._more()])

    def _directory(self, size: int) -> bytes:
        directory = b""
        for name, first, length in self.streams:
            stored = name.encode("utf-16-le")
            entry = stored.ljust(64, b"\0") + struct.pack("<HB", len(stored) + 2, 2)
            directory += entry.ljust(116, b"\0") + struct.pack("<2I", first, length) + bytes(4)
        return directory.ljust(size, b"\0")

    def _more(self) -> bytes:
        return struct.pack(f"<{len(self.difat)}I", *self.difat)


def ole_refusal(compound: Compound | bytes) -> str:
    content = compound if isinstance(compound, bytes) else compound.content()
    with pytest.raises(Refused) as refused:
        inspect("a.xls", content)
    return refused.value.code


@pytest.mark.parametrize("shift", [9, 12])
def test_a_workbook_stream_makes_an_ole_file_a_workbook(shift: int) -> None:
    for name in ("Workbook", "BOOK"):
        assert inspect("a.xls", Compound(((name, 2, 512),), shift=shift).content()).kind == "xls"
    found = list(CompoundFile(Compound((("Workbook", 2, 512), ("Ghi chú", 3, 7)), shift=shift).content()).streams())
    assert found == [Stream("Workbook", 2, 512), Stream("Ghi chú", 3, 7)]


def test_macros_in_an_old_workbook_are_said_before_what_else_is_to_be_said() -> None:
    found = inspect("a.xls", Compound((("Workbook", 2, 512), ("_VBA_PROJECT_CUR", 3, 7))).content())

    assert [notice.code for notice in found.notices] == ["macros", "weaker_checks"]


def test_an_ole_file_is_at_least_a_header_and_two_sectors_of_a_known_size() -> None:
    whole = Compound((("Workbook", 2, 512),)).content()

    assert (len(whole), inspect("a.xls", whole).kind) == (1536, "xls")
    assert ole_refusal(whole[:-1]) == "damaged"
    for shift in (8, 10, 11, 13):
        content = bytearray(whole + bytes(1 << 15))
        content[30] = shift
        assert ole_refusal(bytes(content)) == "damaged"


@pytest.mark.parametrize("place", [0, 5, 7])
def test_a_count_of_sectors_may_be_all_of_them_and_no_more(place: int) -> None:
    def claiming(count: int) -> Compound:
        header = list(Compound().header)
        header[place] = count
        return Compound((("Workbook", 2, 512),), header=tuple(header))

    assert inspect("a.xls", claiming(2).content()).kind == "xls"
    assert ole_refusal(claiming(3)) == "damaged"


def test_a_stream_is_there_to_its_last_byte_or_the_file_is_damaged() -> None:
    sectors = CUTOFF // 512
    table = (FAT, END, *range(3, 2 + sectors), END)
    whole = Compound((("Workbook", 2, CUTOFF),), table=table, data=sectors)

    assert inspect("a.xls", whole.content()).kind == "xls"
    assert ole_refusal(whole.content()[:-1]) == "damaged"
    longer = Compound((("Workbook", 2, CUTOFF + 1),), table=table, data=sectors)
    assert ole_refusal(longer) == "damaged"


def test_the_last_sector_of_a_stream_need_not_be_full() -> None:
    sectors = CUTOFF // 512 + 1
    table = (FAT, END, *range(3, 2 + sectors), END)
    content = Compound((("Workbook", 2, CUTOFF + 100),), table=table, data=sectors).content()

    assert inspect("a.xls", content[: len(content) - 412]).kind == "xls"
    assert ole_refusal(content[: len(content) - 413]) == "damaged"


def test_a_stream_below_the_cutoff_lies_elsewhere_and_is_not_followed() -> None:
    assert inspect("a.xls", Compound((("Workbook", 77, CUTOFF - 1),)).content()).kind == "xls"
    assert ole_refusal(Compound((("Workbook", 77, CUTOFF),))) == "damaged"


def test_a_chain_of_sectors_that_turns_back_is_damaged() -> None:
    assert ole_refusal(Compound((("Workbook", 2, CUTOFF),), table=(FAT, 1), data=8)) == "damaged"
    assert ole_refusal(Compound((("Workbook", 2, CUTOFF),), table=(FAT, END, 3, 2), data=8)) == "damaged"


@pytest.mark.parametrize("table", [(FAT, 99), (FAT, 10)])
def test_a_chain_that_leaves_the_file_is_damaged(table: tuple[int, ...]) -> None:
    assert ole_refusal(Compound((("Workbook", 2, 10),), table=table, data=8)) == "damaged"


def test_a_sector_that_no_table_tells_of_is_damaged() -> None:
    # The directory begins in sector 130, and one table of 512 bytes tells of 128 sectors.
    beyond = Compound(header=(1, 130, 0, CUTOFF, END, 0, END, 0), data=140)

    assert ole_refusal(beyond) == "damaged"
    assert ole_refusal(Compound(header=(1, 1, 0, CUTOFF, END, 0, END, 0), tables=())) == "damaged"


def test_a_table_that_lies_after_the_end_is_damaged() -> None:
    assert ole_refusal(Compound((("Workbook", 2, 10),), tables=(50,))) == "damaged"
    # Its sector is the last one, and the file ends just before, or just after, what it says of sector 1.
    at_the_end = Compound((("Workbook", 2, 10),), tables=(2,)).content()
    assert ole_refusal(at_the_end + struct.pack("<2I", FAT, END)[:-1]) == "damaged"
    assert inspect("a.xls", at_the_end + struct.pack("<2I", FAT, END)).kind == "xls"


def test_the_list_of_tables_goes_on_in_sectors_of_its_own() -> None:
    streams = (("Workbook", 2, 512),)
    more = (0, *[FREE] * 126, END)
    continued = Compound(streams, header=(1, 1, 0, CUTOFF, END, 0, 2, 1), tables=(), difat=more)

    assert inspect("a.xls", continued.content()).kind == "xls"
    assert CompoundFile(continued.content()).fat == [0]
    # Its last number is where the list goes on: it is no table.
    twice = Compound(streams, header=(2, 1, 0, CUTOFF, END, 0, 2, 2), tables=(), difat=(0, *[FREE] * 126, 2))
    assert CompoundFile(twice.content()).fat == [0, 0]
    ended = Compound(streams, header=(2, 1, 0, CUTOFF, END, 0, END, 2), tables=(0,))
    assert CompoundFile(ended.content()).fat == [0]


def test_a_list_of_tables_that_leaves_the_file_is_damaged() -> None:
    outside = Compound((("Workbook", 2, 512),), header=(1, 1, 0, CUTOFF, END, 0, 2, 1))
    cut = Compound((("Workbook", 2, 512),), header=(1, 1, 0, CUTOFF, END, 0, 2, 1), difat=(0,) * 127)

    assert [ole_refusal(outside), ole_refusal(cut)] == ["damaged", "damaged"]
