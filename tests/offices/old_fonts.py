"""Read, tested: the same texts in the fonts of the nineties: .VnTime (TCVN3) and VNI-Times (L12, L13)."""

import unicodedata

from tests.offices.grids import Sheet

# Order of the letters from 0xA1 on in TCVN3; the upper case of marked letters is stored as the lower case.
_TCVN3 = {
    "Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7, "ă": 0xA8, "â": 0xA9, "ê": 0xAA,
    "ô": 0xAB, "ơ": 0xAC, "ư": 0xAD, "đ": 0xAE, "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "á": 0xB8, "ạ": 0xB9, "ằ": 0xBB,
    "ẳ": 0xBC, "ẵ": 0xBD, "ắ": 0xBE, "ặ": 0xC6, "ầ": 0xC7, "ẩ": 0xC8, "ẫ": 0xC9, "ấ": 0xCA, "ậ": 0xCB, "è": 0xCC,
    "ẻ": 0xCE, "ẽ": 0xCF, "é": 0xD0, "ẹ": 0xD1, "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ế": 0xD5, "ệ": 0xD6, "ì": 0xD7,
    "ỉ": 0xD8, "ĩ": 0xDC, "í": 0xDD, "ị": 0xDE, "ò": 0xDF, "ỏ": 0xE1, "õ": 0xE2, "ó": 0xE3, "ọ": 0xE4, "ồ": 0xE5,
    "ổ": 0xE6, "ỗ": 0xE7, "ố": 0xE8, "ộ": 0xE9, "ờ": 0xEA, "ở": 0xEB, "ỡ": 0xEC, "ớ": 0xED, "ợ": 0xEE, "ù": 0xEF,
    "ủ": 0xF1, "ũ": 0xF2, "ú": 0xF3, "ụ": 0xF4, "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7, "ứ": 0xF8, "ự": 0xF9, "ỳ": 0xFA,
    "ỷ": 0xFB, "ỹ": 0xFC, "ý": 0xFD, "ỵ": 0xFE,
}  # fmt: skip
_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_HATS = {
    ("\u0302", ""): "â", ("\u0302", "\u0301"): "á", ("\u0302", "\u0300"): "à", ("\u0302", "\u0309"): "å",
    ("\u0302", "\u0303"): "ã", ("\u0302", "\u0323"): "ä", ("\u0306", ""): "ê", ("\u0306", "\u0301"): "é",
    ("\u0306", "\u0300"): "è", ("\u0306", "\u0309"): "ú", ("\u0306", "\u0303"): "ü", ("\u0306", "\u0323"): "ë",
}  # fmt: skip
_VNI_WHOLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "đ": "ñ", "ỵ": "î", "ơ": "ô", "ư": "ö"}


def in_old_font(sheet: Sheet, font: str) -> None:
    """Turn every text of a sheet into what such a font shows as Vietnamese."""
    sheet.font = font
    convert = _tcvn3 if font.startswith(".Vn") else _vni
    for spot, value in sheet.cells.items():
        if isinstance(value, str):
            sheet.cells[spot] = convert(
                unicodedata.normalize("NFC", value)
                .replace("“", '"')
                .replace("”", '"')
                .replace("–", "-")
                .replace("≥", ">=")
            )


def _tcvn3(text: str) -> str:
    return "".join(
        chr(_TCVN3[c]) if c in _TCVN3 else chr(_TCVN3[c.lower()]) if c.lower() in _TCVN3 else c for c in text
    )


def _vni(text: str) -> str:
    return "".join(_vni_letter(letter) for letter in text)


def _vni_letter(letter: str) -> str:
    lower = letter.lower()
    if letter.isascii():
        return letter
    if lower in _VNI_WHOLE:
        said = _VNI_WHOLE[lower]
    else:
        marks = unicodedata.normalize("NFD", lower)
        tone = next((mark for mark in marks if mark in _VNI_TONES), "")
        hat = next((mark for mark in marks if mark in "\u0302\u0306"), "")
        horned = {"o": "ô", "u": "ö"}[marks[0]] if "\u031b" in marks else marks[0]
        said = horned + (_VNI_HATS[hat, tone] if hat else _VNI_TONES.get(tone, ""))
    return said if letter == lower else said.upper()
