"""Validate: which texts are a bare personal name, so that none of them is ever kept, and which are the name of a body."""

from __future__ import annotations

import pytest

from intake.person_names import is_bare_name, names_a_person


@pytest.mark.parametrize(
    "text",
    (
        "Trần Thử",
        "Nguyễn Văn Thử",
        "Lê Thị Mẫu",
        "Trần Thị Mẫu Thử",
        "Hoàng Phủ Mẫu Thử Nghiệm",
        "TRẦN VĂN THỬ",
        "Đoàn Văn Thử",
    ),
)
def test_a_family_name_and_a_given_name_are_a_person(text: str) -> None:
    assert (is_bare_name(text), names_a_person(text)) == (len(text.split()) > 2, len(text.split()) > 2)


@pytest.mark.parametrize(
    "text",
    (
        "Thử", "Trần", "Trần Văn Thử Mẫu Nghiệm Sáu", "Trần văn Thử", "Trần Văn 3", "Văn Thử Mẫu", "Võ Thị Sáu", "Đoàn Thanh Niên",
        "Hội Nông Dân", "", "Phạm Văn Hai", "Trần-Văn Thử",
    ),
)  # fmt: skip
def test_other_words_are_none(text: str) -> None:
    assert not is_bare_name(text)


@pytest.mark.parametrize(
    "text", ("Ông Trần Thử", "Bà Lê Thị Mẫu", "Gia đình ông Thử", "Hộ gia đình Trần Thử", "hộ bà Mẫu")
)
def test_forms_of_address_and_households_name_a_person(text: str) -> None:
    assert names_a_person(text)


@pytest.mark.parametrize(
    "text", ("Hộ dân khu phố 3", "Gia đình văn hóa", "Bà Điểm", "Chi bộ 1", "Hội quán", "Hội Gia đình trẻ")
)
def test_bodies_and_places_name_none(text: str) -> None:
    assert names_a_person(text) is (text == "Hộ dân khu phố 3")
