"""Text written for TCVN3 and VNI fonts is read as Vietnamese, and text of today never is."""

import csv
import io
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from data_access.database import Database
from data_access.kept_copies import load_kept
from data_access.spelling import clean
from intake.grids import Grid
from intake.legacy_letters import decode, encoding_of_font
from intake.legacy_text import convert
from intake.sheets import read_sheets
from intake.syllables import is_syllable
from locales import languages
from tests.legacy_workbooks import as_tcvn3, as_vni, in_fonts, written
from tests.people import OPERATOR
from tests.reference_units import reference
from tests.sheet_reading import figures_of, problem, read_file, said
from tests.upload_visits import Visitor, data
from tests.workbooks import rezip
from ui.plain import literal
from work import waiting_room
from work.import_report import problem_sentences
from work.imports import commit_prepared, prepare
from work.options import Options

__all__ = ["data"]

WORDS = "Số TT|Đơn vị|Tên mô hình|Lĩnh vực|Tập thể|Cá nhân|Lượt người|Khen thưởng|Nhiệm kỳ|Ghi chú|Quận Ngũ Hành Sơn|Tổng cộng|dân vận|khéo"
TCVN3 = "Sè TT|§¬n vÞ|Tªn m« h×nh|LÜnh vùc|TËp thÓ|C¸ nh©n|L\xadît ng\xadêi|Khen th\xadëng|NhiÖm kú|Ghi chó|QuËn Ngò Hµnh S¬n|Tæng céng|d©n vËn|khÐo"
VNI = "Soá TT|Ñôn vò|Teân moâ hình|Lónh vöïc|Taäp theå|Caù nhaân|Löôït ngöôøi|Khen thöôûng|Nhieäm kyø|Ghi chuù|Quaän Nguõ Haønh Sôn|Toång coäng|daân vaän|kheùo"

SUMMARY: list[list[Any]] = [
    ["BAN DÂN VẬN THÀNH ỦY ĐÀ NẴNG"],
    ["KẾT QUẢ PHONG TRÀO DÂN VẬN KHÉO NHIỆM KỲ 2015 - 2020"],
    [],
    ["Số TT", "Đơn vị", "Số mô hình", "Số lớp tập huấn", "Lượt người tham dự", "Tập thể được khen thưởng", "Người lập"],
    [1, "Quận Ngũ Hành Sơn", 45, 6, "1.019", 12, "Trần Thị Nghiệm"],
    [2, "Quận Cẩm Lệ", "trên 60", 4, 520, 9, "Phạm Thị Mẫu"],
    [None, "Tổng cộng", None, 10, 1539, 21, None],
]
TERM = "party_term:2015-2020"
FIGURES = {
    ("494", TERM, "models"): (45, None),
    ("494", TERM, "training_sessions"): (6, None),
    ("494", TERM, "attendances"): (1019, None),
    ("494", TERM, "commended_collectives"): (12, None),
    ("495", TERM, "models"): (60, ">"),
    ("495", TERM, "training_sessions"): (4, None),
    ("495", TERM, "attendances"): (520, None),
    ("495", TERM, "commended_collectives"): (9, None),
}
# How the sheet reaches us: kind, encoding, the font of its rows, the font of its title.
BY_FONT = [
    ("xls", as_tcvn3, ".VnTime", ".VnTimeH"),
    ("xlsx", as_tcvn3, ".VnArial Narrow", ".VnArialH"),
    ("ods", as_tcvn3, ".VnTime", ".VnTimeH"),
    ("xls", as_vni, "VNI-Times", "VNI-Helve"),
    ("xlsx", as_vni, "VNI-Times", "VNI-Times"),
    ("ods", as_vni, "VNI-Times", "VNI-Times"),
]


def a_summary(kind: str, encode: Any, font: str = "", title: str = "") -> bytes:
    return in_fonts(written(SUMMARY, encode), {1: title, 2: title}, kind=kind, font=font)


def rows_of(content: bytes, file: str) -> list[list[Any]]:
    return read_sheets(file, content).grids[0].rows


def a_csv(rows: list[list[Any]], encoding: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([["" if cell is None else cell for cell in row] for row in rows])
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize(("stored", "encoding", "encode"), [(TCVN3, "tcvn3", as_tcvn3), (VNI, "vni", as_vni)])
def test_the_words_of_a_header_come_back(stored: str, encoding: str, encode: Any) -> None:
    assert encode(WORDS).split("|") == stored.split("|")
    assert decode(stored, encoding).split("|") == WORDS.split("|")


_SMALL = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ 0123456789.,-/"


@given(st.text(_SMALL + "ĂÂÊÔƠƯĐABCDEGHIKLMNOPQRSTUVXY"))
def test_whatever_is_written_in_tcvn3_comes_back(text: str) -> None:
    assert decode(as_tcvn3(text), "tcvn3") == text
    assert decode(as_tcvn3(text), "tcvn3_capitals") == text.upper()


@given(st.text(_SMALL + _SMALL.upper()))
def test_whatever_is_written_in_vni_comes_back(text: str) -> None:
    assert decode(as_vni(text), "vni") == text


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"), (".VnTimeH", "tcvn3_capitals"), (".VnArial NarrowH", "tcvn3_capitals"), (".VNTIME", "tcvn3"),
        ("VNI-Times", "vni"), ("VNI-Helve-Condense", "vni"), ("Times New Roman", None), ("Vni", "vni"), ("", None),
        ("UVN Van", None), ("VnTime Unicode", None),
    ],
)  # fmt: skip
def test_a_font_tells_its_encoding(font: str, encoding: str | None) -> None:
    assert encoding_of_font(font) == encoding


@pytest.mark.parametrize(("kind", "encode", "font", "title"), BY_FONT)
def test_a_sheet_in_an_old_font_imports_to_its_figures(
    sqlite_database: Database, kind: str, encode: Any, font: str, title: str
) -> None:
    prepared = prepare(sqlite_database, [(f"bieu.{kind}", a_summary(kind, encode, font, title))], Options())
    assert commit_prepared(sqlite_database, OPERATOR, prepared) == 1
    with sqlite_database.read() as connection:
        query = sql("SELECT unit, term, measure, value, qualifier FROM reported_figure WHERE removed_by IS NULL")
        stored = {
            (row.unit.partition("@")[0], row.term, row.measure): (row.value, row.qualifier)
            for row in connection.execute(query)
        }
        kept = load_kept(connection, connection.execute(sql("SELECT id FROM uploaded_file")).scalar_one(), "Biểu 1")
    assert stored == FIGURES
    assert (
        kept is not None and kept["cells"]["A1"] == "BAN DÂN VẬN THÀNH ỦY ĐÀ NẴNG" and kept["cells"]["B4"] == "Đơn vị"
    )
    encoding = "vni" if encode is as_vni else "tcvn3"
    assert kept["old_text"] == {"encodings": [encoding], "finding": "legacy_text_converted", "cells": 15}
    assert said(prepared.readings[0].sheets[0], "error", "warning") == []


@pytest.mark.parametrize("lang", languages)
def test_what_was_read_is_told_once_with_a_few_cells(lang: str) -> None:
    reading = read_file(a_summary("xls", as_tcvn3, ".VnTime", ".VnTimeH"), file="bieu.xls").sheets[0]
    found = problem(reading, "legacy_text_converted")
    assert (found.level, found.cell) == ("notice", "A4")
    assert reading.old_text == [
        ["A4", "Sè TT", "Số TT"],
        ["B4", "§¬n vÞ", "Đơn vị"],
        ["A1", "BAN D¢N VËN THµNH ñY §µ N½NG", "BAN DÂN VẬN THÀNH ỦY ĐÀ NẴNG"],
    ]
    message, suggestion = problem_sentences(found, lang)
    assert "«§¬n vÞ» → «Đơn vị»" in message and "TCVN3" in message and "15" in message and suggestion


def test_nothing_of_columns_and_rows_that_are_not_taken_is_quoted() -> None:
    rows = [*SUMMARY[:4], *SUMMARY[4:6], [], [None, "NGƯỜI LẬP BIỂU", None, None, "TRƯỞNG BAN"], [None, "Vũ Thị Thử"]]
    for font in (".VnTime", ""):
        reading = read_file(in_fonts(written(rows, as_tcvn3), {}, font=font)).sheets[0]
        told = str([reading.problems, reading.kept, reading.old_text])
        for name in ("Nghiệm", "NghiÖm", "Mẫu", "MÉu", "Thử", "Thö"):
            assert name not in told


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_each_row_is_read_by_its_own_font(kind: str) -> None:
    rows = [[as_tcvn3("Quận Ngũ Hành Sơn"), "kú"], ["Ghi chú", "Quận Hải Châu"], [as_vni("Quận Cẩm Lệ"), "x"]]
    content = in_fonts(rows, {1: ".VnTime", 2: "Arial", 3: "VNI-Times"}, kind=kind)
    assert rows_of(content, f"a.{kind}") == [
        ["Quận Ngũ Hành Sơn", "kỳ"],
        ["Ghi chú", "Quận Hải Châu"],
        ["Quận Cẩm Lệ", "x"],
    ]


def test_words_in_capitals_are_whole_although_such_a_font_keeps_small_letters_for_their_tones() -> None:
    rows = [["QUẬN NGŨ HÀNH SƠN", "TỔNG HỢP MÔ HÌNH 9 tháng năm 2022"], ["Uỷ ban nhân dân xã Ký", "ý kiến của HĐND xã"]]
    assert rows_of(in_fonts(written(rows, as_tcvn3), {}, font=".VnTime"), "a.xlsx") == rows


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_each_run_of_a_cell_is_read_by_its_own_font(kind: str) -> None:
    cell = [(".VnTimeH", as_tcvn3("dân vận ")), ("Arial", "Ngũ Hành Sơn "), ("VNI-Times", as_vni("Quận Cẩm Lệ"))]
    other = [("Arial", "Số "), (".VnTime", as_tcvn3("quận"))]
    assert rows_of(in_fonts([[cell, other]], {1: "Arial"}, kind=kind), f"a.{kind}") == [
        ["DÂN VẬN Ngũ Hành Sơn Quận Cẩm Lệ", "Số quận"]
    ]


def test_the_font_of_cells_without_a_style_counts_too() -> None:
    def in_vn_time(xml: bytes) -> bytes:
        return xml.replace(b'<name val="Calibri"/>', b'<name val=".VnTime"/>', 1)

    content = rezip(in_fonts([["§¬n vÞ"]], {}), {"xl/styles.xml": in_vn_time})
    assert rows_of(content, "a.xlsx") == [["Đơn vị"]]


def test_text_of_today_that_wears_an_old_font_stays() -> None:
    today = [["Đơn vị", "Tên mô hình", "Ghi chú"], ["Quận 3", "Hội quán", "nhà văn hoá"]]
    assert rows_of(in_fonts(today, {}, font=".VnTime"), "a.xlsx") == today
    assert rows_of(in_fonts(today[1:], {}, font="VNI-Times"), "a.xlsx") == today[1:]
    western = [["Tên mô hình", "Ghi chú"], ["Hoà bình", "Cá nhân"], ["Nhà máy", "100 m²"]]
    assert rows_of(in_fonts(western, {}, font=".VnTime"), "a.xlsx") == western
    assert rows_of(in_fonts([["100 m²"]], {}, font=".VnTime"), "a.xlsx") == [["100 m²"]]


def test_where_both_readings_are_words_the_font_decides() -> None:
    assert rows_of(in_fonts([["cá"]], {}, font=".VnTime"), "a.xlsx") == [["cỏ"]]
    # Where text of today stands in the same font, the font proves nothing: the words of every office do.
    mixed = [["cá", "Đơn vị"], ["QuËn", "100 m²"]]
    assert rows_of(in_fonts(mixed, {}, font=".VnTime"), "a.xlsx") == [["cá", "Đơn vị"], ["Quận", "100 m²"]]


def test_cells_of_today_between_old_ones_of_one_font_stay() -> None:
    rows = [["§¬n vÞ", "Đơn vị"], ["NhiÖm kú", "Ghi chú"], ["QuËn", "100 m²"]]
    assert rows_of(in_fonts(rows, {}, font=".VnTime"), "a.xlsx")[:2] == [["Đơn vị", "Đơn vị"], ["Nhiệm kỳ", "Ghi chú"]]


@pytest.mark.parametrize("encode", [as_tcvn3, as_vni])
@pytest.mark.parametrize("way", ["xlsx", "utf-8-sig", "latin-1"])
def test_without_fonts_the_words_of_the_whole_sheet_decide_and_a_person_is_asked_to_look(encode: Any, way: str) -> None:
    kind = "xlsx" if way == "xlsx" else "csv"
    content = a_summary("xlsx", encode) if kind == "xlsx" else a_csv(written(SUMMARY, encode), way)
    reading = read_file(content, file=f"bieu.{kind}").sheets[0]
    found = {key[:3]: (value, bound) for key, (value, bound, _) in figures_of(reading).items()}
    assert found == FIGURES
    assert said(reading, "error", "warning") == [("warning", "legacy_text_guessed", "A4")]
    assert reading.kept["cells"]["A1"] == "BAN DÂN VẬN THÀNH ỦY ĐÀ NẴNG"


def test_a_text_file_of_a_vietnamese_windows_is_no_old_text() -> None:
    rows = [["Quận Ngũ Hành Sơn", "Tổng cộng", "Ghi chú", "Lượt người"], ["Khen thưởng", "Cá nhân", "Tập thể", "Số"]]
    decomposed = [[_with_loose_tones(cell) for cell in row] for row in rows]
    grid = read_sheets("a.csv", a_csv(decomposed, "cp1258")).grids[0]
    assert (grid.code_page, grid.old_text) == ("cp1258", None)
    assert [[unicodedata.normalize("NFC", str(cell)) for cell in row] for row in grid.rows] == rows


def _with_loose_tones(text: str) -> str:
    """As code page 1258 stores it: letters with their hats, tones behind them."""
    loose = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts[1:] if mark in "\u0300\u0301\u0303\u0309\u0323")
        rest = "".join(mark for mark in parts if mark not in tones)
        loose.append(unicodedata.normalize("NFC", rest) + tones)
    return "".join(loose)


def test_too_few_words_are_left_as_they_are_and_pointed_out() -> None:
    rows = [["Quận", "Nhiệm kỳ", "Tên mô hình"], ["Quận 3", "2020-2025", as_tcvn3("Tiếng hò quận Bốn")]]
    reading = read_file(in_fonts(rows, {})).sheets[0]
    assert [fact.row["name"] for fact in reading.facts] == [as_tcvn3("Tiếng hò quận Bốn")]
    assert said(reading, "error", "warning") == [("warning", "legacy_text_suspected", "C2")]
    assert reading.old_text == [] and "old_text" not in reading.kept


_SYLLABLES = sorted(
    {
        word
        for unit in reference().units.values()
        for word in unit.name.split()
        if is_syllable(word) and not word.isascii()
    }
    | set(
        [
            "hoà",
            "toá",
            "thuý",
            "khoẻ",
            "quý",
            "lý",
            "cũ",
            "gì",
            "giữa",
            "khuỷu",
            "oà",
            "ủy",
            "uỷ",
            "nghĩa",
            "tổ",
            "đội",
            "nhà",
            "văn",
            "hóa",
            "xã",
            "hội",
        ]
    )
)
_OF_TODAY = st.lists(st.sampled_from([*_SYLLABLES, "Quận", "3", "TT", "2020-2025", "(cũ)"]), min_size=1, max_size=6)
_SHEETS = st.lists(st.lists(_OF_TODAY.map(" ".join), min_size=1, max_size=5), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(rows=_SHEETS, form=st.sampled_from(("NFC", "NFD")))
def test_a_sheet_of_today_is_never_changed(rows: list[list[str]], form: Any) -> None:
    before = [[unicodedata.normalize(form, cell) for cell in row] for row in rows]
    grid = Grid("A", rows=[list(row) for row in before])
    convert(grid)
    assert (grid.rows, grid.old_text) == (before, None)


@settings(max_examples=200, deadline=None)
@given(rows=_SHEETS, way=st.sampled_from(((as_tcvn3, "tcvn3"), (as_vni, "vni"))))
def test_a_sheet_in_an_old_font_is_always_read_back(rows: list[list[str]], way: Any) -> None:
    encode, encoding = way
    rows = [[cell.lower() for cell in row] for row in rows]
    fonts = {(r, c): ((encoding, 0),) for r, row in enumerate(rows, 1) for c, _ in enumerate(row, 1)}
    grid = Grid("A", rows=written(rows, encode), old_fonts=fonts)
    convert(grid)
    assert grid.rows == rows


@pytest.mark.parametrize(
    "said_there",
    [
        "Désignation|Numéro|Réunions tenues|Élèves présents|Année|Été|Hôpital général|Île-de-France|Où ça|Évaluation à refaire",
        "Größe|Übersicht|Straße|Künftige Maßnahmen|Bürger|Müller|Köln|Zürich|Ärzte|Öffnung",
        "Ação|Número|Região|Formação|São João|Não|Três|Também|Município|Conceição",
        "100 m²|25 °C|½|± 3|§ 5|«a»|µm|1·2|×2|¥ 5",
        "Unit|Models|Sessions|Café|Résumé",
    ],
)
def test_other_languages_and_signs_are_never_changed(said_there: str) -> None:
    before = [[word] for word in said_there.split("|")]
    grid = Grid("A", rows=[list(row) for row in before])
    convert(grid)
    assert (grid.rows, grid.old_text) == (before, None)


def test_old_cells_among_cells_of_today_are_converted_alone() -> None:
    today = [["Đơn vị", "Ghi chú", "Hội quán văn hoá"], ["Quận 3", "Khoá tu", "Tên"]]
    old = [[cell] for cell in TCVN3.split("|")]
    grid = Grid("A", rows=[*[list(row) for row in today], *old])
    convert(grid)
    assert grid.rows == [*today, *([cell] for cell in WORDS.split("|"))]


DIRTY: list[list[Any]] = [
    ["\ufeffQuận/huyện\u200b", "Nhiệm\u00a0kỳ ", "Số\nmô\nhình", "Số  lượt\u2028người"],
    ["Qua\u0302\u0323n\u202e 3", "2020\u20132025", "２６０", "2\u00a0353"],
    ["Q\u2067uận\u2069 10\u200f", "NK\u00ad 2020\u20112025", "\u200e12\u061c", "1.019\u00a0"],
    ["HOÀ VANG", "2020-2025", "40\u2060", "100"],
]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_dirty_unicode_is_read_as_what_a_reader_sees(kind: str) -> None:
    reading = read_file(in_fonts(DIRTY, {}, kind=kind), file=f"bieu.{kind}").sheets[0]
    assert {key[:3]: found[0] for key, found in figures_of(reading).items()} == {
        ("770", "party_term:2020-2025", "models"): 260,
        ("770", "party_term:2020-2025", "attendances"): 2353,
        ("771", "party_term:2020-2025", "models"): 12,
        ("771", "party_term:2020-2025", "attendances"): 1019,
        ("497", "party_term:2020-2025", "models"): 40,
        ("497", "party_term:2020-2025", "attendances"): 100,
    }


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_clean_text_holds_nothing_unseen_and_stays_as_it_is(text: str) -> None:
    said_clean = clean(text)
    assert unicodedata.is_normalized("NFC", said_clean) and clean(said_clean) == said_clean
    assert not {unicodedata.category(letter) for letter in said_clean} & {"Cc", "Cf", "Zl", "Zp"}


def test_all_that_is_stored_is_whole_and_visible(sqlite_database: Database) -> None:
    head = ["Quận/huyện", "Nhiệm kỳ", "Tên mô hình", "Đơn vị thực hiện"]
    row = ["Quận Ðống \u200dÐa", "2020-2025", "Hô\u0323i \u202equa\u0301n\u0007 \u200b“Ðẹp”", "Kho\u0301m\u00ad 5"]
    prepared = prepare(sqlite_database, [("a.xlsx", in_fonts([head, row], {}))], Options())
    assert commit_prepared(sqlite_database, OPERATOR, prepared) == 1
    with sqlite_database.read() as connection:
        stored = connection.execute(sql("SELECT unit, name, implementing_body FROM dan_van_model")).one()
    assert (stored.unit.partition("@")[0], stored.name, stored.implementing_body) == ("006", 'Hội quán "Đẹp"', "Khóm 5")


@pytest.mark.parametrize(
    ("lang", "title"), [("vi", "Chữ theo phông cũ: 15 ô"), ("en", "Text in old fonts, read as Unicode: 15")]
)
def test_the_screen_shows_a_few_cells_before_and_after(data: Database, lang: str, title: str) -> None:
    told = a_summary("xlsx", as_vni, "VNI-Times", "VNI-Times")
    visitor = Visitor("upload", lang).drop(bieu=told)
    (shown,) = [each for each in visitor.app.expander if each.label.startswith(title)]
    assert shown.table[0].value.values.tolist() == [
        ["A4", "Soá TT", "Số TT"],
        ["B4", "Ñôn vò", "Đơn vị"],
        ["A1", *(literal(words) for words in (as_vni(SUMMARY[0][0]), SUMMARY[0][0]))],
    ]


def test_an_import_that_waits_keeps_what_was_read_from_old_fonts(data: Database) -> None:
    prepared = prepare(data, [("bieu.xlsx", a_summary("xlsx", as_tcvn3))], Options())
    # Only the imports looked at last lie open; the first of three is read from its file again.
    token, *_ = [waiting_room.put(prepared, "a") for _ in range(3)]
    assert waiting_room.take(token, "a").readings[0].sheets[0].old_text == prepared.readings[0].sheets[0].old_text
