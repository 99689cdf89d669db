"""Read: whether the words of a sheet are Vietnamese as stored, or only as an old font would show them. Never cell by cell."""

import re
from collections.abc import Iterable, Iterator

from intake.grids import Grid, Place
from intake.legacy_letters import TCVN3, VNI, decode
from intake.syllables import is_syllable

_HIGH = re.compile("[\u00a1-\u00ff]")
_PROPER = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_BETWEEN = re.compile("[\\s!-@\\[-`{-~\u2010-\u203a]+")
_AROUND = "«»°·´¨²³±"
_FIRST_ROWS, _FURTHER_ROWS = 300, 900
_FEWEST_WORDS_OF_A_DOUBT = 2
_FEWEST_WORDS = 6
_FEWEST_KNOWN = 2
_MOSTLY_OLD = (0.5, 0)
_MOST_AS_STORED, _LEAST_AS_SHOWN, _LEAST_BETWEEN = 0.4, 0.75, 0.35
# Words with diacritics that hardly a sheet of an office does without.
_KNOWN_WORDS = (
    "quận huyện phường xã thị thành phố tỉnh đơn vị số tên mô hình lớp lượt người tập thể cá nhân thưởng nhiệm kỳ năm quý "
    "tháng tổng cộng tổ chức dân vận khéo huấn nội chú lĩnh vực chỉ tiêu kết quả thực hiện đảng ủy"
)
_KNOWN = frozenset(_KNOWN_WORDS.split())


def has_high(text: str) -> bool:
    """Whether a text holds letters that an old font would show otherwise."""
    return _HIGH.search(text) is not None


def is_proper(text: str) -> bool:
    """Whether a text holds Vietnamese letters that no old font has."""
    return _PROPER.search(text) is not None


def words(texts: Iterable[str]) -> set[str]:
    """The distinct words with letters beyond the English ones; in small letters, but for those with a capital inside.

    Nobody writes «mÔ»: it is what «mễ» of an old font looks like.
    """
    return {
        word if word[1:] != word[1:].lower() and word != word.upper() else word.lower()
        for text in texts
        if not text.isascii()
        for word in (piece.strip(_AROUND) for piece in _BETWEEN.split(text))
        if word and not word.isascii()
    }


def proof(texts: Iterable[str]) -> tuple[float, int]:
    """The share of the words with diacritics that could be Vietnamese, and how many are words of every office's sheet."""
    found = words(texts)
    return _share(found), len(found & _KNOWN)


def _share(found: set[str]) -> float:
    return sum(word == word.lower() and is_syllable(word) for word in found) / len(found) if found else 0.0


class View:
    """The texts of a sheet that no font speaks for, as stored and as the letters of Western Europe they may be."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.is_mixed = False

    def cells(self, rows: Iterable[int]) -> Iterator[tuple[Place, str, str]]:
        """Address, text and letters of each cell with more than English letters."""
        for row in rows:
            for column, value in enumerate(self.grid.rows[row - 1], start=1):
                if isinstance(value, str) and not value.isascii() and (row, column) not in self.grid.old_fonts:
                    yield (row, column), value, self._letters(value)

    def _letters(self, text: str) -> str:
        """The text with its code page taken back."""
        if not self.grid.code_page:
            return text
        try:
            return text.encode(self.grid.code_page).decode("cp1252")
        except UnicodeError:
            return text

    def sample(self) -> list[int]:
        """The rows that vote: the first ones, and further ones evenly spread."""
        height = len(self.grid.rows)
        step = max(1, (height - _FIRST_ROWS) // _FURTHER_ROWS)
        return [*range(1, min(height, _FIRST_ROWS) + 1), *range(_FIRST_ROWS + 1, height + 1, step)]


def vote(view: View) -> tuple[str, bool] | None:
    """The encoding that the words of a sheet speak for, and whether there are enough of them; mostly nothing."""
    voters = _voters(view)
    as_stored = words(voters)
    share = _share(as_stored)
    if len(as_stored) < _FEWEST_WORDS_OF_A_DOUBT or share > _MOST_AS_STORED:
        return None
    shares, known = {}, {}
    for encoding in (TCVN3, VNI):
        shown = {decode(word, encoding).casefold() for word in _high_words(voters.values())}
        shares[encoding], known[encoding] = _share(shown), len(shown & _KNOWN)
    best = max(shares, key=lambda encoding: (shares[encoding], known[encoding]))
    if shares[best] < max(_LEAST_AS_SHOWN, share + _LEAST_BETWEEN):
        return None
    return best, len(as_stored) >= _FEWEST_WORDS and known[best] >= _FEWEST_KNOWN


def _voters(view: View) -> dict[str, str]:
    """The texts that could be old and their letters; beside text of today only those that are no Vietnamese as stored."""
    voters = {}
    for _, text, letters in view.cells(view.sample()):
        if view.grid.code_page or not is_proper(text):
            voters[text] = letters
        else:
            view.is_mixed = True
    if view.is_mixed:
        return {text: letters for text, letters in voters.items() if proof([text]) < _MOSTLY_OLD}
    return voters


def _high_words(letters: Iterable[str]) -> set[str]:
    return {word for text in letters for word in _BETWEEN.split(text) if has_high(word)}
