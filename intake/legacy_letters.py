"""Read: what the letters of the old Vietnamese fonts mean: TCVN3 (.VnTime and kin) and VNI (VNI-Times and kin).

Such a font draws Vietnamese letters where the code says letters of Western Europe. The standard library only.
"""

import re
import unicodedata

TCVN3, TCVN3_CAPITALS, VNI = "tcvn3", "tcvn3_capitals", "vni"
ENCODINGS = (TCVN3, TCVN3_CAPITALS, VNI)
# From 0xA1 on; a blank stands where the code has no letter. 0xB0 to 0xB4 are tones that follow their letter.
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
_TCVN3 = {0xA1 + at: letter for at, letter in enumerate(_TCVN3_LETTERS)}
# Where no vowel stands before one, it is the sign that everybody sees: m², °C.
_NO_TONE = re.compile("(?<![aeiouyAEIOUY\u00a1-\u00a6\u00a8-\u00ad\u00af\u00b5-\u00ff])([\u00b0-\u00b4])")
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_ROUND, _HAT = "\u0306", "\u0302"
# A mark follows its vowel: plain tones, tones with a hat, tones with a round.
_VNI_MARKS = (
    {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
    | {"â": _HAT, "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT}
    | {"ê": _ROUND, "é": _ROUND + _ACUTE, "è": _ROUND + _GRAVE, "ú": _ROUND + _HOOK, "ü": _ROUND + _TILDE}
    | {"ë": _ROUND + _DOT}
)
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
_TONE_MARKS, _HAT_MARKS, _ROUND_MARKS = "ùøûõï", "âáàåãä", "êéèúüë"
_TAKES = (
    dict.fromkeys("eo", _TONE_MARKS + _HAT_MARKS)
    | {"a": _TONE_MARKS + _HAT_MARKS + _ROUND_MARKS}
    | dict.fromkeys("uyôö", _TONE_MARKS)
)


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for base, marks in _TAKES.items():
        for mark in marks:
            table[base + mark] = unicodedata.normalize("NFC", _VNI_ALONE.get(base, base) + _VNI_MARKS[mark])
    return table


_VNI = _vni_table()
_VNI_LETTER = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)), re.I)


def decode(text: str, encoding: str) -> str:
    """What a text of an old font says; what has no letter there stays."""
    if encoding == VNI:
        return _VNI_LETTER.sub(_vni_letter, text)
    parts = _NO_TONE.split(text)
    parts[::2] = [part.translate(_TCVN3) for part in parts[::2]]
    said = unicodedata.normalize("NFC", "".join(parts))
    return said.upper() if encoding == TCVN3_CAPITALS else said


def _vni_letter(match: re.Match[str]) -> str:
    found = match.group()
    letter = _VNI[found.lower()]
    return letter.upper() if found[0].isupper() else letter


def encoding_of_font(name: str) -> str | None:
    """The encoding that a font's name stands for, or nothing for a font of today."""
    folded = name.strip().lower()
    if folded.startswith(".vn"):
        return TCVN3_CAPITALS if name.strip().endswith("H") else TCVN3
    return VNI if folded.startswith("vni") else None
