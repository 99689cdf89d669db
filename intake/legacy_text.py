"""Read: text written for the old fonts TCVN3 and VNI becomes Vietnamese: by its font, else by a vote of the whole sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from intake.grids import Grid, OldFonts, OldText, Place
from intake.legacy_letters import ENCODINGS, TCVN3, VNI, decode
from intake.legacy_vote import View, has_high, is_proper, proof, vote

_Cell: TypeAlias = tuple[str, OldFonts]


@dataclass
class _Piece:
    """A part of a cell in one old font: what it says as stored, and as that font shows it."""

    stored: str
    shown: str

    @property
    def is_open(self) -> bool:
        """Whether it holds letters that the font would show otherwise, and none that only a font of today has."""
        return has_high(self.stored) and not is_proper(self.stored)


def convert(grid: Grid) -> None:
    """Rewrite the sheet's cells in old fonts as Vietnamese, and note what was rewritten; other sheets stay as they are."""
    stored: dict[Place, str] = {}
    said = _by_font(grid, stored)
    view = View(grid)
    verdict = vote(view)
    voted = dict(_as_voted(view, verdict[0])) if verdict else {}
    if verdict and not verdict[1] and not stored:
        before = {place: str(grid.cell(*place)) for place in voted}
        grid.old_text = OldText(verdict[:1], before, voted, finding="legacy_text_suspected")
    if verdict and verdict[1]:
        said.append(verdict[0])
        for place, text in voted.items():
            _rewrite(grid, place, text, stored)
    if stored:
        shown = {place: str(grid.cell(*place)) for place in stored}
        is_guess = bool(voted.keys() & stored.keys())
        grid.old_text = OldText(
            tuple(dict.fromkeys(said)),
            stored,
            shown,
            finding="legacy_text_guessed" if is_guess else "legacy_text_converted",
        )


def _rewrite(grid: Grid, place: Place, text: str, stored: dict[Place, str]) -> None:
    row = grid.rows[place[0] - 1]
    stored[place], row[place[1] - 1] = str(row[place[1] - 1]), text


def _by_font(grid: Grid, stored: dict[Place, str]) -> list[str]:
    """Rewrite what stands in old fonts, and say which; text of today that merely wears such a font stays."""
    families: dict[str, dict[_Cell, list[Place]]] = {}
    for place, fonts in grid.old_fonts.items():
        value = grid.cell(*place)
        if isinstance(value, str) and not value.isascii():
            families.setdefault(_family(fonts), {}).setdefault((value, fonts), []).append(place)
    said = []
    for family, cells in families.items():
        before = len(stored)
        for cell, text in _rewritten({cell: list(_pieces(*cell)) for cell in cells}):
            for place in cells[cell]:
                _rewrite(grid, place, text, stored)
        said += [family] if len(stored) > before else []
    return said


def _family(fonts: OldFonts) -> str:
    encoding = next((encoding for encoding, _ in fonts if encoding), "")
    return VNI if encoding == VNI else TCVN3


def _pieces(text: str, fonts: OldFonts) -> Iterator[_Piece]:
    start = 0
    for encoding, letters in fonts:
        piece = text[start : start + letters] if letters else text[start:]
        start += len(piece)
        yield _Piece(piece, decode(piece, encoding) if encoding in ENCODINGS else piece)
    if start < len(text):
        yield _Piece(text[start:], text[start:])


def _rewritten(cells: dict[_Cell, list[_Piece]]) -> Iterator[tuple[_Cell, str]]:
    """The cells of one family of fonts that are rewritten, and their new text."""
    old = {cell: [p for p in pieces if p.stored != p.shown and p.is_open] for cell, pieces in cells.items()}
    texts = [piece for pieces in old.values() for piece in pieces]
    as_stored, as_shown = proof(p.stored for p in texts)[0], proof(p.shown for p in texts)[0]
    # Where both readings are Vietnamese («cá» stored, «cỏ» shown), the font has the last word: that is what people see.
    if as_shown < as_stored or not as_shown:
        return
    # Where text of today stands in the same fonts, each cell has to be likelier in the old one.
    is_mixed = any(is_proper(piece.stored) for pieces in cells.values() for piece in pieces)
    for cell, pieces in cells.items():
        if not old[cell]:
            continue
        if is_mixed and proof(p.shown for p in old[cell]) < proof(p.stored for p in old[cell]):
            continue
        text = "".join(piece.shown if piece.is_open else piece.stored for piece in pieces)
        yield cell, text if _family(cell[1]) == VNI else _in_capitals(text)


def _as_voted(view: View, encoding: str) -> Iterator[tuple[Place, str]]:
    """The cells whose fonts say nothing, as the encoding has them that the sheet voted for."""
    known: dict[str, str] = {}
    for place, text, letters in view.cells(range(1, len(view.grid.rows) + 1)):
        if text not in known:
            known[text] = _voted_text(view, text, letters, encoding)
        if known[text] != text:
            yield place, known[text]


def _voted_text(view: View, text: str, letters: str, encoding: str) -> str:
    if not has_high(letters) or (not view.grid.code_page and is_proper(text)):
        return text
    shown = decode(letters, encoding)
    shown = _in_capitals(shown) if encoding == TCVN3 else shown
    return text if view.is_mixed and proof([shown]) <= proof([text]) else shown


def _in_capitals(text: str) -> str:
    """Words in capitals where TCVN3 stored them so: it has small letters only for most that bear a tone.

    A font of capitals draws those large, too; where no word says otherwise, all of the text is in capitals.
    """
    words = text.split(" ")
    if not any(map(_is_drawn_large, words)):
        return text
    if not any("a" <= letter <= "z" for letter in text):
        return text.upper()
    return " ".join(word.upper() if _is_drawn_large(word) else word for word in words)


def _is_drawn_large(word: str) -> bool:
    small = [letter for letter in word if letter.islower()]
    return sum(map(str.isupper, word)) > 1 and bool(small) and not any(map(str.isascii, small))
