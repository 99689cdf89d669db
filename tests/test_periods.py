"""Terms: what an id says, which years a Party term has, and which units stood in it."""

from datetime import date

import pytest

from data_access import periods
from data_access.vocabulary import TERM_KINDS


@pytest.mark.parametrize(
    ("term_id", "starts", "ends"),
    [
        ("party_term:2020-2025", date(2020, 7, 1), date(2025, 6, 30)),
        ("branch_term:2020-2023", date(2020, 1, 1), date(2023, 12, 31)),
        ("branch_term:?-2020", None, date(2020, 12, 31)),
        ("review:2010-2020", date(2010, 1, 1), date(2020, 12, 31)),
        ("programme_phase:2016-2020", date(2016, 1, 1), date(2020, 12, 31)),
        ("year:2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("half_year:2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("quarter:2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("month:2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("nine_months:2024-9M", date(2024, 1, 1), date(2024, 9, 30)),
    ],
)
def test_an_id_gives_the_days_of_its_term(term_id: str, starts: date | None, ends: date) -> None:
    kind, label = term_id.split(":")
    assert periods.make_term(term_id) == {
        "id": term_id,
        "kind": kind,
        "label": label,
        "starts": starts,
        "ends": ends,
    }


@pytest.mark.parametrize(
    "wrong", ["2023", "year:", "year:23", "year:2023-2024", "month:2024-13", "quarter:2024-05",
              "month:2024-Q3", "party_term:2025-2020", "party_term:?-?", "half_year:2024-H3",
              "season:2024", "year:2024-H1", "year:0000"]
)  # fmt: skip
def test_what_names_no_term_is_refused(wrong: str) -> None:
    with pytest.raises(periods.NotATerm):
        periods.period(wrong)


def test_a_year_belongs_to_the_party_term_whose_plan_years_contain_it() -> None:
    assert [periods.party_term_of_year(year) for year in (2015, 2016, 2020, 2021, 2025, 2026)] == [
        "party_term:2010-2015",
        "party_term:2015-2020",
        "party_term:2015-2020",
        "party_term:2020-2025",
        "party_term:2020-2025",
        "party_term:2025-2030",
    ]
    assert periods.years_of("party_term:2020-2025") == (
        "year:2021",
        "year:2022",
        "year:2023",
        "year:2024",
        "year:2025",
    )
    assert periods.years_of("programme_phase:2016-2020") == ()
    assert periods.party_term_of("half_year:2024-H1") == "party_term:2020-2025"
    assert periods.party_term_of("review:2010-2020") is None


def test_every_year_of_a_party_term_belongs_to_it() -> None:
    for start in range(1990, 2101, 5):
        term = f"party_term:{start}-{start + 5}"
        assert {periods.party_term_of(year) for year in periods.years_of(term)} == {term}


def test_the_term_before_is_of_the_same_kind_and_length() -> None:
    before = {
        "party_term:2020-2025": "party_term:2015-2020",
        "branch_term:2020-2023": "branch_term:2017-2020",
        "year:2021": "year:2020",
        "programme_phase:2016-2020": "programme_phase:2011-2015",
        "half_year:2024-H1": "half_year:2023-H1",
        "month:2024-05": "month:2023-05",
        "review:2010-2020": None,
        "branch_term:?-2020": None,
        "year:1000": None,
        "party_term:1000-1005": None,
        "month:0001-05": None,
    }
    assert {term: periods.previous(term) for term in before} == before


def test_a_bare_label_may_be_of_several_kinds() -> None:
    spans = ("party_term", "branch_term", "review", "programme_phase")
    assert periods.ids_of_label("2020-2025") == tuple(f"{kind}:2020-2025" for kind in spans)
    assert periods.ids_of_label("2020-2025", "review") == ("review:2020-2025",)
    assert periods.ids_of_label("2023") == ("year:2023",)
    assert periods.ids_of_label("2024-05") == ("month:2024-05",)
    assert periods.ids_of_label("2024-9M") == ("nine_months:2024-9M",)
    assert periods.ids_of_label("branch_term:?-2020") == ("branch_term:?-2020",)
    assert periods.ids_of_label("nhiệm kỳ") == ()


def test_terms_stand_kind_by_kind_oldest_first() -> None:
    ordered = ["party_term:2015-2020", "party_term:2020-2025", "branch_term:?-2020", "branch_term:2017-2020",
               "year:2023", "year:2024", "quarter:2024-Q1", "month:2024-02", "month:2024-11"]  # fmt: skip
    assert periods.in_order(reversed(ordered)) == ordered
    assert {periods.period(term).kind for term in ordered} < set(TERM_KINDS)


def test_a_unit_stood_in_a_term_when_it_lived_a_good_part_of_it() -> None:
    quan_2 = (None, date(2020, 12, 31))
    thu_duc = (date(2021, 1, 1), date(2025, 6, 30))
    commune = (date(2025, 7, 1), None)
    terms = (
        "party_term:2015-2020",
        "party_term:2020-2025",
        "party_term:2025-2030",
        "year:2020",
        "year:2025",
        "branch_term:?-2020",
    )
    assert [periods.stood_in(*quan_2, term) for term in terms] == [True, False, False, True, False, True]
    assert [periods.stood_in(*thu_duc, term) for term in terms] == [False, True, False, False, True, False]
    assert [periods.stood_in(*commune, term) for term in terms] == [False, False, True, False, True, False]
    assert periods.overlaps(*quan_2, "party_term:2020-2025") and not periods.overlaps(*thu_duc, "year:2020")


def test_a_term_runs_from_its_first_day_to_its_last() -> None:
    assert periods.is_running("party_term:2025-2030", date(2026, 11, 22))
    assert not periods.is_running("party_term:2020-2025", date(2026, 11, 22))
    assert periods.is_running("year:2026", date(2026, 12, 31))
    assert not periods.is_running("year:2027", date(2026, 12, 31))
