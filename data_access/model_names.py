"""Compare: how alike two names of models, or of the bodies that carry them out, are; a name is a set of words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from data_access.spelling import clean, with_marks, without_marks

_PARTS = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")
_FILLERS = frozenset(
    ("va", "o", "tai", "cua", "trong", "cho", "voi", "ve", "cac", "nhung", "theo", "la", "tren", "duoc", "de", "gan")
)
# What lists write before the name itself.
_BEFORE = (("mo", "hinh"), ("dan", "van", "kheo"), ("mh",), ("dvk",), ("cong", "trinh"))
_SHORT = {"p": "phuong", "x": "xa", "q": "quan", "h": "huyen", "kp": "khu pho", "tp": "thanh pho", "tt": "thi tran"}
# The heads of a place report the same things: the rest of the name says which place it is.
_HEADS = {
    tuple(head.split()): code
    for head, code in (
        ("uy ban nhan dan", "people"), ("ubnd", "people"), ("dang uy", "party"), ("hoi dong nhan dan", "council"),
        ("hdnd", "council"), ("khoi dan van", "block"), ("ban dan van", "block"), ("quan uy", "party"),
        ("huyen uy", "party"), ("thanh uy", "party"),
    )
}  # fmt: skip
_FILLER_WEIGHT = 0.4
_OTHER_MARK, _TYPO = 0.6, 0.75
_SUBSTITUTED = 0.15


@dataclass(frozen=True, slots=True)
class Name:
    """A name's words as they are compared: with their marks and without; whether any word bears a mark; its numbers."""

    marked: tuple[str, ...]
    bare: tuple[str, ...]
    has_marks: bool
    numbers: tuple[int, ...]
    initials: str


@lru_cache(maxsize=50_000)
def model_name(written: str) -> Name:
    """The name of a model, without what lists write before it."""
    words = _words(written)
    while True:
        before = next((b for b in _BEFORE if len(words) > len(b) and tuple(w[1] for w in words[: len(b)]) == b), ())
        if not before:
            return _name(written, words)
        words = words[len(before) :]


@lru_cache(maxsize=50_000)
def body_name(written: str) -> tuple[Name, str]:
    """The name of a body: of the place, where it is a head of one, and a code of which head."""
    words = [(part, part) if word[1] in _SHORT else word for word in _words(written) for part in _spelt_out(word[1])]
    bare = tuple(word[1] for word in words)
    head = next((h for h in _HEADS if bare[: len(h)] == h and len(bare) > len(h)), ())
    return _name(written, words[len(head) :]), _HEADS.get(head, "")


def _spelt_out(word: str) -> list[str]:
    return _SHORT.get(word, word).split()


def _words(written: str) -> list[tuple[str, str]]:
    marked = _PARTS.sub(" ", with_marks(written)).replace("“", " ").split()
    return [(word, without_marks(word)) for word in marked]


def _name(written: str, words: list[tuple[str, str]]) -> Name:
    capitals = {without_marks(word) for word in re.findall(r"\w+", clean(written)) if len(word) > 1 and word.isupper()}
    all_capitals = clean(written).isupper()
    initials = "".join(b if b in capitals and not all_capitals else b[:1] for _, b in words)
    return Name(
        tuple(m for m, _ in words),
        tuple(b for _, b in words),
        any(m != b for m, b in words),
        tuple(sorted(int(b) for _, b in words if b.isdecimal())),
        initials,
    )


def likeness(one: Name, other: Name) -> float:
    """How alike two names are, 0 to 1; names with other numbers are not alike at all.

    The order of words hardly counts, a word more costs its share, a word instead of another costs more: that is
    how names of different things differ.
    """
    if one.numbers != other.numbers or not one.bare or not other.bare:
        return 0.0
    if one.bare == other.bare and (one.marked == other.marked or not (one.has_marks and other.has_marks)):
        return 1.0
    left, right, matched = _without_equal(one, other)
    left, right, spelt = _without_abbreviated(left, right)
    left, right, close = _without_close(left, right)
    total = sum(_weight(b) for _, b in (*_pairs(one), *_pairs(other))) + spelt[1]
    both = 2 * (matched + close) + spelt[0]
    ratio = min(1.0, both / total) if total else 0.0
    substituted = min(sum(_weight(b) for _, b in left), sum(_weight(b) for _, b in right))
    out_of_order = 0.02 if not left and not right and one.bare != other.bare and not spelt[0] and not close else 0.0
    return max(0.0, ratio - _SUBSTITUTED * substituted - out_of_order)


def _pairs(name: Name) -> list[tuple[str, str]]:
    return list(zip(name.marked, name.bare, strict=True))


def _weight(bare: str) -> float:
    return _FILLER_WEIGHT if bare in _FILLERS else 1.0


Words = list[tuple[str, str]]


def _without_equal(one: Name, other: Name) -> tuple[Words, Words, float]:
    compares_marks = one.has_marks and other.has_marks
    place = 0 if compares_marks else 1
    there = Counter(pair[place] for pair in _pairs(other))
    left, matched = [], 0.0
    for pair in _pairs(one):
        if there[pair[place]] > 0:
            there[pair[place]] -= 1
            matched += _weight(pair[1])
        else:
            left.append(pair)
    right = []
    for pair in reversed(_pairs(other)):
        if there[pair[place]] > 0:
            there[pair[place]] -= 1
            right.append(pair)
    return left, right[::-1], matched


def _without_abbreviated(left: Words, right: Words) -> tuple[Words, Words, tuple[float, float]]:
    """Take out a word that is the initials of words in a row on the other side; gives weight matched and weight added."""
    matched = added = 0.0
    for short, long in ((left, right), (right, left)):
        for word in [w for w in short if len(w[1]) > 1]:
            size = len(word[1])
            starts = "".join(w[1][:1] for w in long)
            if (at := starts.find(word[1])) >= 0:
                spelt = sum(_weight(w[1]) for w in long[at : at + size])
                del long[at : at + size]
                short.remove(word)
                matched += 2 * spelt
                added += spelt - _weight(word[1])
    return left, right, (matched, added)


def _without_close(left: Words, right: Words) -> tuple[Words, Words, float]:
    rest, close = [], 0.0
    for word in left:
        found = next((w for w in right if w[1] == word[1]), None)
        share = _OTHER_MARK
        if found is None:
            found, share = next((w for w in right if _is_typo(word[1], w[1])), None), _TYPO
        if found is None:
            rest.append(word)
        else:
            right.remove(found)
            close += share * _weight(word[1])
    return rest, right, close


def _is_typo(one: str, other: str) -> bool:
    """Whether two words of four letters or more are one letter, or two in the wrong order, apart."""
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1 or one.isdecimal() or other.isdecimal():
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def differing(written: str, other: str) -> list[tuple[str, bool]]:
    """The words of a name as they are written, each with whether the other name lacks it."""
    there = Counter(with_marks(word) for word in clean(other).split())
    found = []
    for word in clean(written).split():
        key = with_marks(word)
        found.append((word, bool(key) and there[key] <= 0))
        there[key] -= 1
    return found
