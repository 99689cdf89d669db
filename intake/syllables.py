"""Read: whether a word could be a Vietnamese syllable, by how the language is written: onset, rhyme, place of the tone.

Text of an old font shown with the letters of a new one breaks these rules in nearly every word. The standard library only.
"""

import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_ONSETS = (
    "ngh", "ng", "nh", "gh", "gi", "ch", "kh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_RHYMES = frozenset(
    [
        "a",
        "ac",
        "ach",
        "ai",
        "am",
        "an",
        "ang",
        "anh",
        "ao",
        "ap",
        "at",
        "au",
        "ay",
        "ăc",
        "ăm",
        "ăn",
        "ăng",
        "ăp",
        "ăt",
        "âc",
        "âm",
        "ân",
        "âng",
        "âp",
        "ât",
        "âu",
        "ây",
        "e",
        "ec",
        "em",
        "en",
        "eng",
        "eo",
        "ep",
        "et",
        "ê",
        "êch",
        "êm",
        "ên",
        "êng",
        "ênh",
        "êp",
        "êt",
        "êu",
        "i",
        "ia",
        "ich",
        "im",
        "in",
        "inh",
        "ip",
        "it",
        "iu",
        "iêc",
        "iêm",
        "iên",
        "iêng",
        "iêp",
        "iêt",
        "iêu",
        "y",
        "yêm",
        "yên",
        "yêng",
        "yêt",
        "yêu",
        "ych",
        "yn",
        "ynh",
        "yt",
        "yu",
        "o",
        "oc",
        "oi",
        "om",
        "on",
        "ong",
        "op",
        "ot",
        "oong",
        "ooc",
        "oa",
        "oac",
        "oach",
        "oai",
        "oam",
        "oan",
        "oang",
        "oanh",
        "oao",
        "oap",
        "oat",
        "oay",
        "oăc",
        "oăm",
        "oăn",
        "oăng",
        "oăt",
        "oe",
        "oen",
        "oeo",
        "oet",
        "ô",
        "ôc",
        "ôi",
        "ôm",
        "ôn",
        "ông",
        "ôp",
        "ôt",
        "ơ",
        "ơi",
        "ơm",
        "ơn",
        "ơp",
        "ơt",
        "u",
        "ua",
        "uc",
        "ui",
        "um",
        "un",
        "ung",
        "up",
        "ut",
        "uân",
        "uâng",
        "uât",
        "uây",
        "uê",
        "uêch",
        "uên",
        "uênh",
        "uôc",
        "uôi",
        "uôm",
        "uôn",
        "uông",
        "uôt",
        "uơ",
        "uy",
        "uya",
        "uych",
        "uyn",
        "uynh",
        "uyp",
        "uyt",
        "uyu",
        "uyên",
        "uyêt",
        "ư",
        "ưa",
        "ưc",
        "ưi",
        "ưm",
        "ưn",
        "ưng",
        "ưt",
        "ưu",
        "ươc",
        "ươi",
        "ươm",
        "ươn",
        "ương",
        "ươp",
        "ươt",
        "ươu",
    ]
)
_BEFORE_FRONT = frozenset(("k", "gh", "ngh"))
_NOT_BEFORE_FRONT = frozenset(("c", "ng"))
_BEFORE_Y = frozenset(("", "h", "k", "l", "m", "qu", "s", "t", "th", "v"))
_EITHER = ("oa", "oe", "uy")
_STOPS = ("c", "ch", "p", "t")
_STOPPED_TONES = ("", "\u0301", "\u0323")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word is written as a Vietnamese syllable is; words of other languages seldom are."""
    letters, tone, place = _without_tone(word.casefold().replace("ð", "đ"))
    if place == _NO_WORD:
        return False
    return any(
        _fits(onset, letters[len(onset) :], tone, place - len(onset)) for onset in _ONSETS if letters.startswith(onset)
    )


_NO_WORD = -2


def _without_tone(word: str) -> tuple[str, str, int]:
    """The letters, the tone and the place of the letter that wears it (-1 where none does)."""
    letters: list[str] = []
    tone, place = "", -1
    for mark in unicodedata.normalize("NFD", word):
        if mark not in _TONES:
            letters.append(mark)
            continue
        if tone or not letters:
            return "", "", _NO_WORD
        tone, place = mark, len(unicodedata.normalize("NFC", "".join(letters))) - 1
    return unicodedata.normalize("NFC", "".join(letters)), tone, place


def _fits(onset: str, rhyme: str, tone: str, place: int) -> bool:
    if rhyme not in _RHYMES or (onset in _BEFORE_FRONT and rhyme[0] not in "eêiy"):
        return False
    if onset in _NOT_BEFORE_FRONT and rhyme[0] in "eêiy":
        return False
    if rhyme == "y" and onset not in _BEFORE_Y:
        return False
    if rhyme.endswith(_STOPS) and tone not in _STOPPED_TONES:
        return False
    return not tone or place in _tone_places(rhyme)


def _tone_places(rhyme: str) -> tuple[int, ...]:
    """Where the tone of a rhyme may stand; before it was settled, «hoà» was as right as «hòa»."""
    if rhyme in _EITHER:
        return (0, 1)
    hatted = [at for at, letter in enumerate(rhyme) if letter in "ăâêôơư"]
    if hatted:
        return (hatted[-1] if rhyme[hatted[-1]] != "ư" else hatted[0],)
    vowels = [at for at, letter in enumerate(rhyme) if letter in "aeiouy"]
    follows = len(rhyme) > len(vowels)
    if len(vowels) == 1:
        return (0,)
    return (1,) if follows or len(vowels) == 3 or rhyme.startswith(("oa", "oe", "uy")) else (0,)
