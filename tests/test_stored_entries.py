"""Export: a zip made of entries as they lay in others is that zip again, whoever wrote it and however."""

from __future__ import annotations

import io
import struct
import zipfile

from intake.stored_entries import stored_entry, zip_of

DAY = (2024, 12, 31, 23, 58, 46)


def a_zip(*, streamed: bool = False) -> bytes:
    """Entries of every kind: stored, deflated, with a foreign letter, with extra fields, with rights, empty, of 1980."""
    out = io.BytesIO()
    with zipfile.ZipFile(_Unseekable(out) if streamed else out, "w") as archive:
        for name, method in (("a.xml", zipfile.ZIP_STORED), ("xl/Biểu số 1.xml", zipfile.ZIP_DEFLATED)):
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type, info.external_attr = method, 0o640 << 16
            archive.writestr(info, "Hẻm xanh, sạch, đẹp. " * 40)
        extra = zipfile.ZipInfo("extra", (1980, 1, 1, 0, 0, 0))
        extra.extra = struct.pack("<2H4s", 0xCAFE, 4, b"abcd")
        archive.writestr(extra, b"")
    return out.getvalue()


class _Unseekable(io.RawIOBase):
    """What cannot go back: sizes then follow the bytes of an entry."""

    def __init__(self, target: io.BytesIO) -> None:
        self.target = target

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        return self.target.write(content)


def told(content: bytes) -> list[tuple[object, ...]]:
    """What a reader sees of each entry."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return [
            (
                i.filename,
                i.date_time,
                i.compress_type,
                i.CRC,
                i.file_size,
                i.compress_size,
                i.external_attr,
                archive.read(i),
            )
            for i in archive.infolist()
        ]


def again(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zip_of([stored_entry(content, info) for info in archive.infolist()])


def test_the_entries_of_a_zip_make_the_same_zip_again() -> None:
    for streamed in (False, True):
        content = a_zip(streamed=streamed)
        made = again(content)

        assert told(made) == told(content)
        assert [line[0] for line in told(made)] == ["a.xml", "xl/Biểu số 1.xml", "extra"]
        assert again(made) == made
    assert again(a_zip(streamed=True)) == again(a_zip())


def test_no_sizes_follow_an_entry_and_its_other_marks_stay() -> None:
    with zipfile.ZipFile(io.BytesIO(again(a_zip(streamed=True)))) as archive:
        assert [info.flag_bits for info in archive.infolist()] == [0, 0x800, 0]  # a name in UTF-8 is marked as such
        assert [info.date_time for info in archive.infolist()] == [DAY, DAY, (1980, 1, 1, 0, 0, 0)]
        assert [info.extra for info in archive.infolist()] == [b"", b"", b""]


def test_the_order_of_the_entries_is_theirs() -> None:
    content = a_zip()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [stored_entry(content, info) for info in archive.infolist()]
    assert told(zip_of(reversed(entries))) == told(content)[::-1]
    assert told(zip_of([])) == []
