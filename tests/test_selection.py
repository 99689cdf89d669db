"""Selections: the same in the address bar and back, in words, and the units that a code means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import vocabulary
from data_access.database import Database
from data_access.places import AmbiguousUnit, UnknownUnit, resolve_unit
from data_access.reference import Reference, load_reference
from data_access.selection import Selection

TERM = "party_term:2020-2025"


@pytest.fixture
def reference(database: Database) -> Reference:
    with database.read() as connection:
        return load_reference(connection)


def some(codes: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes), unique=True, max_size=3).map(tuple)


SELECTIONS = st.builds(
    Selection,
    province=st.sampled_from([None, "79", "79@2025-07-01"]),
    units=some(("760", "769@2021-01-01")),
    term_kind=st.sampled_from([None, "party_term", "year"]),
    terms=some((TERM, "year:2023", "branch_term:?-2020", "half_year:2024-H1")),
    sectors=some(vocabulary.SECTORS),
    stages=some(vocabulary.STAGES),
    levels=some(vocabulary.LEVELS),
    owner_kinds=some(vocabulary.OWNER_KINDS),
    award_forms=some(vocabulary.AWARD_FORMS),
    audiences=some(vocabulary.AUDIENCES),
    basis=st.sampled_from(["auto", "reported", "itemised"]),
    roll_up=st.booleans(),
    version=st.sampled_from([None, 0, 57]),
)


@given(SELECTIONS)
def test_an_address_reopens_the_same_selection(selection: Selection) -> None:
    assert Selection.from_codes(selection.codes()) == selection


def test_an_address_is_short_and_the_same_in_every_language() -> None:
    selection = Selection(units=("770",), term_kind="party_term", terms=(TERM,), sectors=("economy",), version=57)
    assert selection.codes() == {
        "unit": ["770"],
        "kind": ["party_term"],
        "term": ["2020-2025"],
        "sector": ["economy"],
        "v": ["57"],
    }
    assert Selection().codes() == {}


def test_what_means_nothing_in_an_address_is_left_out() -> None:
    codes = {
        "unit": ["770'--"],
        "kind": ["x"],
        "term": ["abc", "zz:1"],
        "sector": ["<b>"],
        "v": ["-1", "²"],
        "basis": ["?"],
    }
    assert Selection.from_codes(codes) == Selection()


def test_a_selection_in_words(reference: Reference) -> None:
    selection = Selection(units=("770", "760"), terms=(TERM,), sectors=("economy",), basis="reported", version=57)
    assert selection.sentence("vi", reference) == (
        "2020–2025 · Quận 3, Quận 1 · lĩnh vực: Kinh tế · nguồn: báo cáo · phiên bản số liệu 57"
    )
    assert Selection().sentence("en", reference) == "all"
    assert Selection(province="79", term_kind="year").sentence("vi", reference) == "Năm · Thành phố Hồ Chí Minh"


@given(SELECTIONS, st.sampled_from(vocabulary.SECTORS), st.sampled_from(vocabulary.STAGES))
def test_a_row_is_allowed_when_each_filter_names_its_code(selection: Selection, sector: str, stage: str) -> None:
    row = {
        "sector": sector,
        "stage": stage,
        "level": "district",
        "owner_kind": "household",
        "audience": "officials,other",
    }
    others = not selection.award_forms and (not selection.levels or "district" in selection.levels)
    others &= not selection.owner_kinds or "household" in selection.owner_kinds
    others &= not selection.audiences or bool({"officials", "other"} & set(selection.audiences))
    right_stage = stage in selection.stages if selection.stages else stage != "discontinued"
    assert selection.allows(row) == (others and right_stage and (not selection.sectors or sector in selection.sectors))


def test_a_province_means_itself_and_all_below(reference: Reference) -> None:
    units = Selection(province="79").unit_ids(reference)
    assert units is not None and {"79", "760", "769", "769@2021-01-01"} < units and "494" not in units
    assert Selection(province="79", units=("760", "494")).unit_ids(reference) == {"760"}
    assert Selection(units=("760",)).unit_ids(reference) == {"760"}
    assert Selection().unit_ids(reference) is None


def test_a_code_means_the_unit_of_that_time(reference: Reference) -> None:
    assert resolve_unit(reference, "770") == "770"
    assert resolve_unit(reference, "769", ["party_term:2015-2020"]) == "769"
    assert resolve_unit(reference, "769", [TERM]) == "769@2021-01-01"
    assert resolve_unit(reference, "769", ["year:2020"]) == "769"
    assert resolve_unit(reference, "769@2021-01-01", ["year:2020"]) == "769@2021-01-01"
    assert resolve_unit(reference, "79", [TERM]) == "79"
    assert resolve_unit(reference, "79", ["party_term:2025-2030"]) == "79@2025-07-01"
    assert resolve_unit(reference, "770", ["year:2030"]) == "770"


@pytest.mark.parametrize("terms", [(), ("year:2020", "year:2021")])
def test_a_code_of_two_units_is_asked_back_with_both(reference: Reference, terms: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousUnit) as asked:
        resolve_unit(reference, "769", terms)
    assert [unit.name for unit in asked.value.units] == ["Quận 2", "Thành phố Thủ Đức"]


def test_a_code_that_nobody_bears_is_unknown(reference: Reference) -> None:
    with pytest.raises(UnknownUnit):
        resolve_unit(reference, "999999")
