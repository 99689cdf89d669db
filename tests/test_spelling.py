"""Match and compare, tested: a name has one key however its letters are composed."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from data_access.spelling import all_with_marks, clean, with_marks

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


@given(st.text(alphabet="aĐ1 \t\n\x1f\xa0\u2003-.,:;!?()[]{}*_/\\|\"'", max_size=12))
def test_every_run_of_blanks_and_signs_counts_as_one_blank(text: str) -> None:
    assert with_marks(text) == " ".join(re.findall("[ađ1]+", text.lower()))


_LINES = st.lists(st.text(alphabet="aàoOàÀuỳTiếng hẻm1 -–()./\\|'\"“\n\t\u200b\u0301ĐðΣﬁ_*%", max_size=14), max_size=12)


@given(texts=_LINES)
def test_many_texts_at_once_get_the_keys_of_each(texts: list[str]) -> None:
    assert [*all_with_marks(texts)] == [with_marks(text) for text in texts]
