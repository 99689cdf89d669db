"""Draw, tested: the room that a chart leaves for its names is enough for each of them, and not much more than enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.ttfonts import TTFont

from data_access.database import Database
from data_access.reference import load_reference
from reports.letters import breadth, broadest

_FONTS = Path(__file__).resolve().parents[1] / "assets" / "fonts"
_PLAIN = TTFont("plain", str(_FONTS / "be-vietnam-pro-400.ttf"))
_BOLD = TTFont("bold", str(_FONTS / "be-vietnam-pro-600.ttf"))
_VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
_LETTERS = _VIETNAMESE + _VIETNAMESE.upper() + "0123456789 .,;:!?'\"()[]/-–_+*%#@…·"


@given(st.text(_LETTERS, max_size=40))
def test_no_words_are_broader_than_the_room_for_them(words: str) -> None:
    assert breadth(words, 14) >= _PLAIN.stringWidth(words, 14) - 0.01


def test_no_unit_of_the_country_gets_a_tenth_more_than_its_name_takes(database: Database) -> None:
    with database.read() as connection:
        names = {unit.name for unit in load_reference(connection).units.values()}

    taken = {name: (_PLAIN.stringWidth(name, 14), _BOLD.stringWidth(name, 14)) for name in names}
    assert [name for name, (plain, _) in taken.items() if not plain <= breadth(name, 14) <= plain * 1.1] == []
    assert [name for name, (_, bold) in taken.items() if not bold <= breadth(f"<b>{name}</b>", 14) <= bold * 1.1] == []


@pytest.mark.parametrize(
    ("label", "same"),
    [("Phong trào &lt;A&gt;", "Phong trào <A>"), ("đang diễn ra<br>2025", "đang diễn ra"), ("<i>Quận 3</i>", "Quận 3")],
)
def test_markup_takes_no_room_and_of_several_lines_the_longest_counts(label: str, same: str) -> None:
    assert breadth(label, 24) == breadth(same.replace("<", "&lt;").replace(">", "&gt;"), 24)


def test_the_longest_of_several_names_decides_and_none_takes_no_room() -> None:
    assert (broadest(["Quận 3", "Thành phố Thủ Đức"], 14), broadest([], 14)) == (breadth("Thành phố Thủ Đức", 14), 0)
