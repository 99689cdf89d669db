"""Tests: writes Vietnamese as the old fonts did, and workbooks whose cells stand in such fonts.

The letters are written out here a second time, so that a slip in the product's own tables is seen.
"""

import io
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter
import xlwt

_LETTERS = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
_TCVN3_CODES = bytes.fromhex(
    "b5b6b7b8b9 a8bbbcbdbec6 a9c7c8c9cacb cccecfd0d1 aad2d3d4d5d6 d7d8dcddde "
    "dfe1e2e3e4 abe5e6e7e8e9 aceaebecedee eff1f2f3f4 adf5f6f7f8f9 fafbfcfdfe ae"
)
_TCVN3_LARGE = dict(zip("ĂÂÊÔƠƯĐ", bytes.fromhex("a1a2a3a4a5a6a7").decode("latin-1"), strict=True))
_TCVN3 = dict(zip(_LETTERS, _TCVN3_CODES.decode("latin-1"), strict=True)) | _TCVN3_LARGE
_VNI_CODES = (
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò "
    "oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î ñ"
)
_VNI_SMALL = dict(zip(_LETTERS, _VNI_CODES.split(), strict=True))
_VNI = _VNI_SMALL | {letter.upper(): code.upper() for letter, code in _VNI_SMALL.items()}

Encode = Callable[[str], str]


def as_tcvn3(text: str) -> str:
    """The text as a cell in .VnTime stores it; capitals with tones, which such fonts lack, as small letters."""
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in _composed(text))


def as_vni(text: str) -> str:
    """The text as a cell in VNI-Times stores it."""
    return "".join(_VNI.get(letter, letter) for letter in _composed(text))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def written(rows: Sequence[Sequence[Any]], encode: Encode) -> list[list[Any]]:
    """The rows with every text as an old font stores it."""
    return [[encode(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def in_fonts(rows: Sequence[Sequence[Any]], fonts: Mapping[int, str], *, kind: str = "xlsx", font: str = "") -> bytes:
    """A workbook whose rows stand in the font named for their row (1-based), else in ``font``."""
    return {"xlsx": _xlsx, "xls": _xls, "ods": _ods}[kind](rows, lambda row: fonts.get(row, font))


def _xlsx(rows: Sequence[Sequence[Any]], font_of: Callable[[int], str]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Biểu 1")
    formats = {
        name: book.add_format({"font_name": name}) for name in {font_of(n) for n in range(1, len(rows) + 1)} - {""}
    }
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, list):
                pieces = [part for font, text in cell for part in (book.add_format({"font_name": font}), text)]
                sheet.write_rich_string(number - 1, column, *pieces, formats.get(font_of(number)))
            elif cell is not None:
                sheet.write(number - 1, column, cell, formats.get(font_of(number)))
    book.close()
    return buffer.getvalue()


def _xls(rows: Sequence[Sequence[Any]], font_of: Callable[[int], str]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Biểu 1")
    for number, row in enumerate(rows, start=1):
        style = xlwt.easyxf(f"font: name {font_of(number) or 'Arial'}")
        for column, cell in enumerate(row):
            if isinstance(cell, list):
                pieces = tuple((text, xlwt.easyfont(f"name {font}")) for font, text in cell)
                sheet.write_rich_text(number - 1, column, pieces, style)
            elif cell is not None:
                sheet.write(number - 1, column, cell, style)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _ods(rows: Sequence[Sequence[Any]], font_of: Callable[[int], str]) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import FontFace, Style, TextProperties
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    styles = {}
    for at, name in enumerate(sorted({font_of(n) for n in range(1, len(rows) + 1)} - {""})):
        document.fontfacedecls.addElement(FontFace(name=f"F{at}", fontfamily=f"'{name}'"))
        style = styles[name] = Style(name=f"ce{at}", family="table-cell")
        style.addElement(TextProperties(fontname=f"F{at}"))
        document.automaticstyles.addElement(style)
    table = Table(name="Biểu 1")
    for number, row in enumerate(rows, start=1):
        line = TableRow()
        named = {"stylename": styles[font_of(number)]} if font_of(number) else {}
        for cell in row:
            if isinstance(cell, str):
                element = TableCell(valuetype="string", **named)
                element.addElement(P(text=cell))
            else:
                element = TableCell(valuetype="float", value=cell, **named) if cell is not None else TableCell()
            line.addElement(element)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()
