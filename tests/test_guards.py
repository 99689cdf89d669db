"""Guard: what is taken for a workbook, and what each other file is called."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.grids import REFUSALS, Finding, Refused, address, column_letters, column_number, parse_address
from intake.guards import REAL_KINDS, FileKind, inspect
from tests.hostile_files import with_stream_named
from tests.workbooks import a_workbook, rezip

KINDS = ("xlsx", "xlsm", "xls", "ods", "csv")
EXPECTED = {
    "xlsm": (Finding("macros"),),
    "xls": (Finding("weaker_checks", {"kind": "xls"}),),
}
SHEETS = {"Biểu 1": [["Đơn vị", "Số mô hình"], ["Quận 1", 260]]}


def refusal(name: str, content: bytes, **options: int) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(Refused) as refused:
        inspect(name, content, **options)
    assert set(refused.value.params) == set(REFUSALS[refused.value.code])
    return refused.value.code, refused.value.params


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_workbook_is_known_by_its_content(kind: str) -> None:
    assert inspect(f"bao cao.{kind}", a_workbook(SHEETS, kind=kind)) == FileKind(kind, EXPECTED.get(kind, ()))


@pytest.mark.parametrize(
    ("kind", "extension"),
    [("xls", "xlsx"), ("xlsx", "xls"), ("ods", "xlsx"), ("xlsx", "csv"), ("xlsm", "xlsx")],
)
def test_a_wrong_extension_is_read_by_content_and_said(kind: str, extension: str) -> None:
    found = inspect(f"a.{extension}", a_workbook(SHEETS, kind=kind))
    assert found.kind == kind
    assert found.notices[0] == Finding("wrong_extension", {"extension": extension, "kind": kind})


def test_external_links_are_said() -> None:
    content = rezip(a_workbook(SHEETS), {}, added={"xl/externalLinks/externalLink1.xml": b"<x/>"})
    assert inspect("a.xlsx", content) == FileKind("xlsx", (Finding("external_links"),))


OTHER_FILES = {
    "html": b"<html><body><table><tr><td>1</td></tr></table></body></html>",
    "xml2003": b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>',
    "xml": b'<?xml version="1.0"?><note/>',
    "mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
    "pdf": b"%PDF-1.7\n1 0 obj",
    "rtf": b"{\\rtf1 abc}",
    "rar": b"Rar!\x1a\x07\x00",
    "7z": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "gzip": b"\x1f\x8b\x08\x00",
    "image": b"\x89PNG\r\n\x1a\n",
    "old_xls": b"\x09\x04\x06\x00\x00\x00\x10\x00",
    "text": "Đơn vị;Số mô hình\nQuận 1;260\n".encode(),
    "unknown": bytes(range(256)),
    "docx": rezip(a_workbook(SHEETS), {}, added={"word/document.xml": b"<x/>"}),
    "pptx": rezip(a_workbook(SHEETS), {}, added={"ppt/presentation.xml": b"<x/>"}),
    "xlsb": rezip(a_workbook(SHEETS), {}, added={"xl/workbook.bin": b"x"}),
    "doc": with_stream_named(a_workbook(SHEETS, kind="xls"), "WordDocument"),
    "ppt": with_stream_named(a_workbook(SHEETS, kind="xls"), "PowerPoint Document"),
    "ole": with_stream_named(a_workbook(SHEETS, kind="xls"), "Something"),
    "odt": a_workbook(SHEETS, kind="ods").replace(b"opendocument.spreadsheet", b"opendocument.text-master", 1),
    "zip": rezip(a_workbook(SHEETS), {}).replace(b"xl/", b"yl/"),
}


def test_there_is_an_example_of_every_real_kind() -> None:
    assert set(OTHER_FILES) == set(REAL_KINDS)


@pytest.mark.parametrize("kind", REAL_KINDS)
@pytest.mark.parametrize("extension", ["xlsx", "xls"])
def test_a_file_of_another_kind_is_called_by_its_real_name(kind: str, extension: str) -> None:
    assert refusal(f"a.{extension}", OTHER_FILES[kind]) == ("not_a_workbook", {"kind": kind})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_html_is_html_in_any_encoding_and_under_any_name(encoding: str) -> None:
    content = "\n <!DOCTYPE html><html>Quan 1</html>".encode(encoding)
    assert refusal("a.csv", content) == ("not_a_workbook", {"kind": "html"})


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8])
def test_text_is_a_workbook_only_when_its_name_says_so(bom: bytes) -> None:
    content = bom + "Đơn vị;Số mô hình\n".encode()
    assert inspect("a.CSV", content) == FileKind("csv")
    assert refusal("a.xlsx", content) == ("not_a_workbook", {"kind": "text"})


def test_something_before_the_zip_is_not_looked_behind() -> None:
    assert refusal("a.xlsx", b"<html></html>" + a_workbook(SHEETS)) == ("not_a_workbook", {"kind": "html"})


def test_an_empty_file_and_a_lock_file_are_refused() -> None:
    assert refusal("a.xlsx", b"") == ("empty_file", {})
    assert refusal("C:\\bao cao\\~$BaoCao.xlsx", b"\x05Nguyen" + b"\x00" * 158) == ("lock_file", {})


def test_a_file_above_the_limit_is_refused_with_both_sizes() -> None:
    content = b"PK\x03\x04" + b"x" * (2 * 1024 * 1024)
    assert refusal("a.xlsx", content, max_bytes=1024 * 1024) == ("too_large", {"megabytes": 3, "limit": 1})


@pytest.mark.parametrize("name", ["EncryptedPackage", "EncryptionInfo", "ENCRYPTIONINFO"])
def test_a_workbook_with_a_password_is_told(name: str) -> None:
    assert refusal("a.xlsx", with_stream_named(a_workbook(SHEETS, kind="xls"), name)) == ("password", {})


def test_an_encrypted_zip_is_told() -> None:
    content = bytearray(a_workbook(SHEETS))
    content[content.find(b"PK\x01\x02") + 8] |= 1
    assert refusal("a.xlsx", bytes(content)) == ("password", {})


@pytest.mark.parametrize("offset", [44, 64, 72])
def test_sector_counts_beyond_the_file_are_refused(offset: int) -> None:
    content = bytearray(a_workbook(SHEETS, kind="xls"))
    content[offset : offset + 4] = b"\xff\xff\xff\x7f"
    assert refusal("a.xls", bytes(content)) == ("damaged", {})


def test_a_stream_that_ends_before_its_size_is_refused() -> None:
    content = bytearray(a_workbook(SHEETS, kind="xls"))
    size = content.find("Workbook".encode("utf-16-le")) + 120
    content[size : size + 4] = (2**20).to_bytes(4, "little")
    assert refusal("a.xls", bytes(content)) == ("damaged", {})


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "xls", "ods"])
def test_a_file_cut_short_anywhere_is_refused(kind: str) -> None:
    content = a_workbook({"A": [[f"Mô hình số {row}", row] for row in range(200)]}, kind=kind)
    for part in range(1, 64):
        assert refusal("a.xlsx", content[: len(content) * part // 64])[0] in ("damaged", "not_a_workbook")


@pytest.mark.parametrize("name", ["../../x.xlsx", "a" * 300 + ".xlsx", "a\r\nb.xlsx", "a\x00.xlsx", "x‮xslx.exe\x00"])
def test_a_hostile_name_is_never_part_of_the_answer(name: str) -> None:
    assert inspect(name, a_workbook(SHEETS)).notices in (
        (),
        (Finding("wrong_extension", {"extension": "exe", "kind": "xlsx"}),),
    )


@given(st.binary(max_size=3000), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_any_bytes_are_a_kind_or_refused(tail: bytes, head: bytes) -> None:
    try:
        assert inspect("a.csv", head + tail).kind in KINDS
    except Refused as refused:
        assert refused.code in REFUSALS


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_an_address_leads_back_to_its_cell(row: int, column: int) -> None:
    assert parse_address(address(row, column)) == (row, column)
    assert column_number(column_letters(column)) == column


def test_addresses_are_those_excel_shows() -> None:
    assert [address(17, 4), address(1, 27), address(1_048_576, 16_384)] == ["D17", "AA1", "XFD1048576"]
