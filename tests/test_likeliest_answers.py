"""Match, tested: what no rule settles is only proposed, the likeliest unit first; and what was remembered never overrules a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.reference import Reference
from data_access.spelling import with_marks
from intake.unit_index import Days
from intake.units import UnitNames
from tests.country import DA_NANG, HCM, TERM_2020, YEAR_2023, YEAR_2025, YEAR_2026, a_reference, names

TERM_2025 = (date(2025, 7, 1), date(2030, 6, 30))
BOTH_TIMES = (date(2020, 1, 1), date(2026, 12, 31))


def proposed(spelling: str, on: Days | None = YEAR_2023, province: str = HCM) -> list[str]:
    """The names that are proposed, of which none is taken."""
    reading = names().resolve(spelling, province=province, on=on)
    assert reading.unit is None
    return [a_reference().units[unit].name for unit in reading.candidates]


@pytest.mark.parametrize(
    ("spelling", "first"),
    [
        ("Quận 13", "Quận 3"), ("Quận 111", "Quận 11"), ("Quận 1 1", "Quận 11"), ("Quận 1 2", "Quận 12"),
        ("Quận 1l", "Quận 11"), ("Quận l", "Quận 1"), ("Quận 1O", "Quận 10"), ("Q.11B", "Quận 11"), ("Q. 1, 2", "Quận 12"),
    ],
)  # fmt: skip
def test_a_number_with_a_slip_is_proposed(spelling: str, first: str) -> None:
    assert proposed(spelling)[0] == first


@pytest.mark.parametrize(("number", "unit"), [("1", "760"), ("11", "772"), ("12", "761")])
def test_numbers_that_begin_alike_are_never_taken_for_one_another(number: str, unit: str) -> None:
    for spelling in (f"Quận {number}", f"Q{number}", f"q. {number}", number):
        assert names().resolve(spelling, province=HCM, on=YEAR_2023).unit == unit


@pytest.mark.parametrize(
    ("spelling", "first"),
    [
        ("Phú Tân", "Quận Tân Phú"), ("Phu Tan", "Quận Tân Phú"), ("Nhuận Phú", "Quận Phú Nhuận"), ("Vấp Gò", "Quận Gò Vấp"),
        ("Tân Bìn", "Quận Tân Bình"), ("Tân Bìng", "Quận Tân Bình"), ("Bìn Tân", "Quận Bình Tân"), ("Bình Tâm", "Quận Bình Tân"),
        ("Quận Bình Thạch", "Quận Bình Thạnh"),
    ],
)  # fmt: skip
def test_a_name_with_a_slip_or_with_its_words_in_another_order_is_proposed(spelling: str, first: str) -> None:
    assert proposed(spelling)[0] == first


@pytest.mark.parametrize(
    ("spelling", "unit"), [("Tân Bình", "766"), ("Bình Tân", "777"), ("Tan Binh", "766"), ("Binh Tan", "777")]
)
def test_two_names_of_the_same_words_are_told_apart_by_their_order(spelling: str, unit: str) -> None:
    assert names().resolve(spelling, province=HCM, on=YEAR_2023).unit == unit


@pytest.mark.parametrize(
    "name", [
        "Gò Vấp", "Bình Thạnh", "Tân Bình", "Tân Phú", "Phú Nhuận", "Thủ Đức", "Bình Tân", "Củ Chi", "Hóc Môn", "Bình Chánh",
        "Nhà Bè", "Cần Giờ",
    ],
)  # fmt: skip
def test_a_bare_name_of_an_old_district_and_a_new_commune_is_asked_where_the_period_does_not_decide(name: str) -> None:
    for period in (YEAR_2025, BOTH_TIMES, None):
        levels = {a_reference().units[unit].level for unit in names().resolve(name, province=HCM, on=period).candidates}
        assert len(proposed(name, period)) >= 2 and levels == {"district", "commune"}


@pytest.mark.parametrize(
    "name", ["Hải Châu", "Thanh Khê", "Sơn Trà", "Ngũ Hành Sơn", "Liên Chiểu", "Cẩm Lệ", "Hòa Vang"]
)
def test_the_same_holds_in_another_city(name: str) -> None:
    assert len(proposed(name, YEAR_2025, DA_NANG)) == 2


@pytest.mark.parametrize("name", ["Gò Vấp", "Tân Bình", "Củ Chi"])
def test_a_bare_name_is_not_asked_where_the_period_decides(name: str) -> None:
    levels = {
        period: a_reference().units[names().resolve(name, province=HCM, on=period).unit or ""].level
        for period in (TERM_2020, YEAR_2023, YEAR_2026, TERM_2025)
    }

    assert levels == {TERM_2020: "district", YEAR_2023: "district", YEAR_2026: "commune", TERM_2025: "commune"}


_SPELLINGS = st.sampled_from(
    ["Quận 3", "Tân Bình", "Bình Tân", "BT", "Q. Bình Hòa", "Quận 9", "Thủ Đức", "Củ Chi", "Xã Thanh An", "Quận 13"]
)
_UNITS = st.sampled_from(["760", "765", "766", "769@2021-01-01", "763", "492"])
_PERIODS = st.sampled_from([TERM_2020, YEAR_2023, YEAR_2025, YEAR_2026, None])


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(
    known=st.dictionaries(st.tuples(st.sampled_from([HCM, "79@2025-07-01", DA_NANG]), _SPELLINGS), _UNITS),
    spelling=_SPELLINGS, period=_PERIODS,
)  # fmt: skip
def test_what_is_remembered_decides_only_what_no_rule_does(
    known: dict[tuple[str, str], str], spelling: str, period: Days | None
) -> None:
    reference = a_reference()
    aliases = {(province, with_marks(said)): unit for (province, said), unit in known.items()}
    names_of_one_house = UnitNames(replace(reference, aliases=aliases))
    taught = names_of_one_house.resolve(spelling, province=HCM, on=period)
    untaught = names().resolve(spelling, province=HCM, on=period)
    ours = [unit for (where, said), unit in known.items() if said == spelling and where != DA_NANG]

    if untaught.unit or not taught.is_remembered:
        assert taught == untaught
    else:
        assert taught.unit in ours and (period is None or _stood(reference, str(taught.unit), period))


def _stood(reference: Reference, unit: str, period: Days) -> bool:
    record = reference.units[unit]
    return (record.valid_from or date.min) <= (period[1] or date.max) and (record.valid_to or date.max) >= (
        period[0] or date.min
    )
