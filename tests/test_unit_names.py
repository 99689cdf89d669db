"""Match, tested: every unit is found by its own names and by the ways offices write it; no guess is taken."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.reference import Reference
from data_access.spelling import with_marks
from intake.grids import CellError, NotCalculated, Value
from intake.unit_choice import UnitReading
from intake.unit_index import Days
from intake.units import UnitNames
from tests.country import DA_NANG, HCM, TERM_2015, TERM_2020, YEAR_2023, YEAR_2025, YEAR_2026, a_reference, names
from tests.source_code import ROOT


def found(value: Value, *, province: str | None = HCM, on: Days | None = YEAR_2023) -> str | None:
    """The unit that a cell of a sheet of TP.HCM of 2023 names."""
    return names().resolve(value, province=province, on=on).unit


@pytest.mark.parametrize(
    "spelling",
    [
        "Quận 3", "QUẬN 3", "quan 3", "Q3", "Q.3", "Q. 3", "Q.03", "q 3", "Quận Ba", "Q.III",
        "Quận ủy Quận 3", "BDV QU Q3",
        "UBND Quận 3", "Quận 3 - TP.HCM", "Quận 3, TP Hồ Chí Minh", "Đảng bộ Quận 3",
        "Ban Dân vận Quận ủy Quận 3",
        "Quận ủy 3", "MTTQ Quận 3", "  Quận\u00a03 ", "Quận 03", "3", 3, 3.0, "Ủy ban nhân dân Quận 3",
        "QU 3", "Qua\u0323\u0302n 3",
    ],
)  # fmt: skip
def test_every_way_to_write_one_district_means_it(spelling: Value) -> None:
    assert names().resolve(spelling, province=HCM, on=YEAR_2023) == UnitReading("770")


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [
        ("Bình Thạnh", "765"), ("binh thanh", "765"), ("H. Bình Chánh", "785"), ("TP Thủ Đức",
        "769@2021-01-01"),
        ("Tp.Thủ Đức", "769@2021-01-01"), ("TP.Thủ Đức", "769@2021-01-01"), ("TPThủ Đức", "769@2021-01-01"),
        ("Thành ủy Thủ Đức", "769@2021-01-01"), ("Huyện ủy Củ Chi", "783"), ("Đảng bộ Quận 5", "774"),
        ("Quận Tân Bình", "766"), ("Quận Bình Tân", "777"), ("Quận 12", "761"), ("Q.Phú Nhuận", "768"),
        ("Thủ Đức", "769@2021-01-01"),
    ],
)  # fmt: skip
def test_districts_of_one_city_are_told_apart(spelling: str, unit: str) -> None:
    assert names().resolve(spelling, province=HCM, on=YEAR_2023) == UnitReading(unit)


@pytest.mark.parametrize("spelling", ["Hoà Vang", "HOÀ VANG", "Hòa Vang", "huyện hoà vang", "Hoa Vang"])
def test_the_place_of_a_tone_does_not_count(spelling: str) -> None:
    assert found(spelling, province=DA_NANG) == "497"


@pytest.mark.parametrize("spelling", ["Ngu Hanh Son", "Quận Ngũ Hành Sơn", "NGŨ HÀNH SƠN"])
def test_a_name_without_diacritics_is_understood_where_only_one_unit_fits(spelling: str) -> None:
    assert found(spelling, province=DA_NANG) == "494"


def test_two_communes_that_differ_in_one_tone_are_never_confused() -> None:
    assert found("Xã Thanh An", on=YEAR_2026) != found("Xã Thạnh An", on=YEAR_2026)
    reading = names().resolve("Xa Thanh An", province=HCM, on=YEAR_2026)
    assert reading.state == "ambiguous"
    assert set(reading.candidates) == {found("Xã Thanh An", on=YEAR_2026), found("Xã Thạnh An", on=YEAR_2026)}


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [("BThạnh", "765"), ("B.Thạnh", "765"), ("BThanh", "765"), ("P. Nhuận", "768"), ("GVấp", "764")],
)
def test_a_shortened_name_that_only_one_unit_has_is_taken(spelling: str, unit: str) -> None:
    assert names().resolve(spelling, province=HCM, on=YEAR_2023) == UnitReading(unit)


def test_initials_are_only_proposed() -> None:
    reading = names().resolve("BT", province=HCM, on=YEAR_2023)
    assert (reading.state, reading.unit) == ("ambiguous", None)
    assert set(reading.candidates) == {"765", "777"}
    assert names().resolve("NHS", province=DA_NANG, on=YEAR_2023).candidates == ("494",)


@pytest.mark.parametrize(
    "spelling", ["Quận 13", "Tân Bìn", "Phú Tân", "Quân Bình Thạn", "Huyện Thủ Đức", "Quận Củ Chi"]
)
def test_a_name_that_only_looks_alike_is_proposed_and_never_taken(spelling: str) -> None:
    reading = names().resolve(spelling, province=HCM, on=YEAR_2023)
    assert (reading.unit, reading.state) == (None, "unknown")
    assert 1 <= len(reading.candidates) <= 3


def test_the_period_says_which_of_two_units_of_one_name_is_meant() -> None:
    assert found("Thủ Đức", on=TERM_2015) == "762"
    assert names().resolve("Thủ Đức", province=HCM, on=TERM_2020) == UnitReading(
        "769@2021-01-01", finding="unit_by_period"
    )
    assert found("Quận 2", on=TERM_2020) == "769"
    assert found("Tân Bình", on=YEAR_2023) == "766"
    assert a_reference().units[found("Tân Bình", on=YEAR_2026) or ""].name == "Phường Tân Bình"


def test_in_the_year_of_two_kinds_of_units_the_type_decides() -> None:
    assert found("Quận Tân Bình", on=YEAR_2025) == "766"
    assert a_reference().units[found("Phường Tân Bình", on=YEAR_2025) or ""].level == "commune"
    reading = names().resolve("Tân Bình", province=HCM, on=YEAR_2025)
    assert (reading.state, len(reading.candidates)) == ("ambiguous", 2)
    hinted = names().resolve("Tân Bình", province=HCM, on=YEAR_2025, level_hint="district")
    assert hinted == UnitReading("766")


def test_a_unit_outside_its_time_is_named_as_such() -> None:
    reading = names().resolve("Quận 9", province=HCM, on=YEAR_2023)
    assert reading == UnitReading(None, ("763",), "unit_not_in_period", "unknown")
    thu_duc = names().resolve("Quận Thủ Đức", province=HCM, on=YEAR_2023)
    assert thu_duc == UnitReading(None, ("769@2021-01-01", "762"), "unit_not_in_period", "unknown")


def test_a_former_district_is_read_beside_its_successor() -> None:
    assert names().resolve("QUẬN 3 (CŨ)", province=HCM, on=YEAR_2026) == UnitReading("770", former="770")
    assert names().resolve("Quận 3 cũ", province=HCM, on=YEAR_2026) == UnitReading("770", former="770")
    reading = names().resolve("Phường Bàn Cờ (Q3 cũ)", province=HCM, on=YEAR_2026)
    assert reading == UnitReading(found("Phường Bàn Cờ", on=YEAR_2026), former="770")


def test_a_remembered_spelling_wins_inside_its_province() -> None:
    reference = a_reference()
    taught = UnitNames(
        Reference(reference.units, reference.successors, {(HCM, with_marks("BT")): "765"}, reference.terms)
    )
    assert taught.resolve("b.t", province=HCM, on=YEAR_2023).state == "ambiguous"
    known = UnitReading("765", ("777", "765"), "remembered_answer")
    assert taught.resolve("BT", province=HCM, on=YEAR_2023) == known
    assert taught.resolve("BT", province="79@2025-07-01", on=TERM_2020).unit == "765"
    assert taught.resolve("BT", province=DA_NANG, on=YEAR_2023).unit is None
    assert taught.resolve("BT", province=HCM, on=YEAR_2026).unit != "765"


def test_a_new_province_holds_the_districts_of_those_merged_into_it() -> None:
    assert found("Thành phố Dĩ An", province="79@2025-07-01", on=YEAR_2023) == "724"
    assert found("Quận 3", province="79@2025-07-01", on=YEAR_2023) == "770"


def test_of_two_districts_of_one_name_that_a_merger_brought_together_none_is_taken_in_silence() -> None:
    own, joined, merged = "89", "91", "91@2025-07-01"
    for province in (own, merged):
        asked = names().resolve("Huyện Châu Thành", province=province, on=YEAR_2025)
        assert asked == UnitReading(None, ("892", "905"), state="ambiguous")
        assert found("Huyện Châu Thành", province=province, on=YEAR_2023) == "892"
        assert [names().is_doubtful("892", province, on) for on in (YEAR_2025, YEAR_2023, None)] == [True, False, False]
    assert found("Huyện Châu Thành", province=joined, on=YEAR_2025) == "905"
    assert found("Huyện An Minh", province=own, on=YEAR_2025) == "909"


def test_a_province_is_found_beside_its_districts() -> None:
    assert found("TP Hồ Chí Minh") == "79"
    assert found("Tỉnh Kiên Giang") == "91"
    assert found("Đà Nẵng", province=None) == "48"
    assert found("Đà Nẵng", province=None, on=YEAR_2026) == "48@2025-07-01"


@pytest.mark.parametrize("value", [True, date(2023, 1, 1), CellError("#REF!"), NotCalculated(), 3.5, float("nan")])
def test_what_is_no_name_names_no_unit(value: Value) -> None:
    assert names().resolve(value, province=HCM, on=YEAR_2023) == UnitReading(state="unknown")


@pytest.mark.parametrize("value", [None, "", "  ", "\u200b"])
def test_an_empty_cell_names_nothing(value: Value) -> None:
    assert names().resolve(value, province=HCM, on=YEAR_2023) == UnitReading(state="missing")


def _own(unit_id: str) -> tuple[str, Days]:
    unit = a_reference().units[unit_id]
    return unit.province or unit.id, (unit.valid_from, unit.valid_to)


def _every_unit() -> Iterator[str]:
    yield from a_reference().units


def test_every_unit_of_the_country_is_found_by_its_full_name() -> None:
    missed = []
    for unit_id in _every_unit():
        province, days = _own(unit_id)
        reading = names().resolve(a_reference().units[unit_id].name, province=province, on=days)
        if reading != UnitReading(unit_id):
            missed.append((unit_id, reading))
    assert missed == []


def test_every_unit_of_the_country_is_found_or_proposed_by_its_short_name() -> None:
    missed = []
    for unit_id in _every_unit():
        province, days = _own(unit_id)
        reading = names().resolve(a_reference().units[unit_id].short_name, province=province, on=days)
        if reading.unit != unit_id and unit_id not in reading.candidates:
            missed.append((unit_id, reading))
    assert missed == []


def test_a_short_name_means_another_unit_only_if_both_bear_it() -> None:
    taken = {}
    for unit_id in _every_unit():
        province, days = _own(unit_id)
        unit = a_reference().units[unit_id]
        reading = names().resolve(unit.short_name, province=province, on=days)
        if reading.unit not in (None, unit_id):
            taken[unit_id] = reading
    assert taken == {}


@settings(deadline=None)
@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.dates()))
def test_resolving_never_raises(value: Value) -> None:
    reading = names().resolve(value, province=HCM, on=YEAR_2023)
    assert (reading.unit is not None) == (reading.state == "value")
    assert isinstance(names().find_unit(str(value), HCM), str | None)
    assert isinstance(names().province_in(str(value)), str | None)


def test_a_unit_whose_type_contradicts_its_name_is_what_its_name_says_and_its_source_is_told() -> None:
    notice = (ROOT / "data_access" / "reference" / "NOTICE").read_text(encoding="utf-8")
    units = [unit for unit in a_reference().units.values() if not unit.name.lower().startswith(unit.type.lower())]
    assert {unit.name: f"{unit.code} {unit.name}" in notice for unit in units} == {
        "Phường Việt Hòa": True, "Xã Vĩnh Hòa": True, "Phường Tân Lộc": True, "Xã Phong Điền": True,
    }  # fmt: skip
    for unit in units:
        assert found(unit.name, province=unit.province, on=YEAR_2026) == unit.id
        assert found(f"{unit.type} {unit.short_name}", province=unit.province, on=YEAR_2026) is None
