"""Match and compare, tested: a name has one key however its letters are composed."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from data_access.spelling import clean, with_marks

LETTERS = "aàáảãạăằâầbcdđeèêềghiìoòôồơờuùưừyỳýTQĐÔ số-.,()/«»’ 12"
TEXTS = st.text(alphabet=LETTERS, max_size=20)


@given(TEXTS)
def test_composed_and_decomposed_letters_mean_the_same(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)

    assert (clean(apart), with_marks(apart)) == (clean(text), with_marks(text))


@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert (clean(clean(text)), with_marks(with_marks(text))) == (clean(text), with_marks(text))


def test_the_place_of_a_tone_and_punctuation_do_not_count() -> None:
    assert [with_marks(name) for name in ("Phường Hoà Hưng", "phường  HÒA-HƯNG", "Thuỷ", "Thủy")] == [
        "phường hòa hưng", "phường hòa hưng", "thủy", "thủy",
    ]  # fmt: skip
