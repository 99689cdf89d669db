"""Commit and count, tested: units added, ended and linked by hand, terms named: what they do, what cannot be, and undoing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data_access.cache import cube_of
from data_access.database import Database
from data_access.errors import Impossible
from data_access.former import former_reference
from data_access.measures import MODELS
from data_access.office_uploads import name_term
from data_access.queries import figures
from data_access.reference import Reference, load_reference
from data_access.selection import Selection
from data_access.undos import plan_undo, undo
from data_access.unit_states import NewUnit, add_unit, end_unit, link_units
from intake.units import UnitNames
from tests.facts import Facts
from tests.test_cube import contents

HCM, Q3, BAN_CO = "79@2025-07-01", "770", "27154@2025-07-01"
FIRST, LAST = date(2027, 1, 1), date(2026, 12, 31)
NEW = NewUnit("commune", "99999", "Xã", "Thử Nghiệm", HCM, FIRST)


def reference(database: Database, version: int | None = None) -> Reference:
    with database.read() as connection:
        return load_reference(connection, version)


def refused(act: Any) -> str:
    with pytest.raises(Impossible) as told:
        act()
    return told.value.code


def known(database: Database, version: int | None = None) -> tuple[Any, Any, Any]:
    found = reference(database, version)
    return found.units, found.successors, found.named_terms


def test_a_unit_stands_from_its_first_day_and_only_from_the_version_that_added_it(database: Database) -> None:
    assert add_unit(database, NEW, by="") == 1
    added = reference(database).units["99999@2027-01-01"]
    assert (added.name, added.province, added.valid_from, added.valid_to) == ("Xã Thử Nghiệm", HCM, FIRST, None)
    assert "99999@2027-01-01" not in reference(database, 0).units
    communes = reference(database).children(HCM, FIRST)
    beside = communes[[unit.id for unit in communes].index(added.id) - 1]
    assert (len(communes), beside.type) == (169, "Xã") and beside.short_name < "Thử Nghiệm"
    names = UnitNames(reference(database))
    assert names.resolve("Xã Thử Nghiệm", province=HCM, on=(FIRST, FIRST)).unit == added.id


def test_what_cannot_be_added_is_told(database: Database) -> None:
    add_unit(database, NEW, by="")
    ban_co = reference(database).units[BAN_CO]
    wrong = {
        "code_in_use": replace(NEW, short_name="Khác"),
        "name_in_use": replace(NEW, code="99998", type=ban_co.type, short_name=ban_co.short_name),
        "no_province": replace(NEW, code="99998", province="79"),
        "unit_code": replace(NEW, code="770"),
        "unit_type": replace(NEW, code="99998", type="Quận"),
        "unit_name": replace(NEW, code="99998", short_name=" "),
    }
    assert {code: refused(lambda unit=unit: add_unit(database, unit, by="")) for code, unit in wrong.items()} == {
        code: code for code in wrong
    }
    assert database.version() == 1


def test_an_ended_unit_keeps_its_figures_and_is_asked_for_no_more(database: Database) -> None:
    facts = Facts(database)
    facts.stated(BAN_CO, "year:2026", 4)
    facts.stated("26743@2025-07-01", "year:2027", 3)
    facts.upload()
    before = known(database)
    end_unit(database, BAN_CO, LAST, by="")

    def sums(version: int | None) -> dict[str, tuple[int, int]]:
        selection = Selection(province=HCM)
        found = figures(cube_of(database, version), reference(database, version), MODELS, selection, by=("term",))
        return {each.term: (each.value, each.coverage.of if each.coverage else 1) for each in found}

    assert sums(None) == {"year:2026": (4, 168), "year:2027": (3, 167)}
    assert sums(1) == {"year:2026": (4, 168), "year:2027": (3, 168)}
    assert known(database, 1) == before
    undo(database, 2, by="")
    assert known(database) == before and sums(2) == {"year:2026": (4, 168), "year:2027": (3, 167)}


def test_a_unit_ends_once_after_it_began_and_not_before_those_within_it(database: Database) -> None:
    end_unit(database, BAN_CO, LAST, by="")
    assert refused(lambda: end_unit(database, BAN_CO, FIRST, by="")) == "already_ended"
    assert refused(lambda: end_unit(database, Q3, FIRST, by="")) == "already_ended"
    assert refused(lambda: end_unit(database, "26743@2025-07-01", date(2025, 6, 1), by="")) == "ends_before_it_begins"
    assert refused(lambda: end_unit(database, HCM, LAST, by="")) == "units_within"
    assert refused(lambda: end_unit(database, "00000", LAST, by="")) == "unit_unknown"


def test_former_districts_follow_the_new_links(database: Database) -> None:
    facts = Facts(database)
    add_unit(database, replace(NEW, valid_from=date(2026, 1, 1)), by="")
    unit = "99999@2026-01-01"
    facts.version = 1
    facts.stated(unit, "year:2026", 7)
    facts.upload()

    def line(version: int | None = None) -> str:
        return former_reference(reference(database, version)).line(unit)

    assert line() == f"shared@{HCM}"
    link_units(database, Q3, unit, date(2026, 1, 1), shared=False, by="")
    assert line() == Q3 and line(2) == f"shared@{HCM}"
    assert refused(lambda: link_units(database, "771", unit, date(2026, 1, 1), shared=False, by="")) == "shared_unsaid"
    link_units(database, "771", unit, date(2026, 1, 1), shared=True, by="")
    assert line() == f"shared@{HCM}" and line(3) == Q3
    undo(database, 4, by="")
    assert line() == Q3
    undo(database, 5, by="")
    assert line() == f"shared@{HCM}" and line(5) == Q3


def test_one_shared_parent_alone_is_no_reason_to_count_a_unit_there(database: Database) -> None:
    add_unit(database, replace(NEW, valid_from=date(2026, 1, 1)), by="")
    link_units(database, Q3, "99999@2026-01-01", date(2026, 1, 1), shared=True, by="")

    assert former_reference(reference(database)).line("99999@2026-01-01") == f"shared@{HCM}"


def test_impossible_successions_are_told(database: Database) -> None:
    first_of = reference(database).successors[0]
    wrong = {
        "already_linked": (first_of.before, first_of.after, first_of.effective),
        "cycle": ("769@2021-01-01", "769", FIRST),
        "levels_differ": (Q3, HCM, FIRST),
        "not_ended": (BAN_CO, "26743@2025-07-01", FIRST),
        "not_there": (Q3, "769", FIRST),
        "unit_unknown": ("00000", BAN_CO, FIRST),
    }
    found = {
        code: refused(lambda pair=pair: link_units(database, *pair, shared=True, by="")) for code, pair in wrong.items()
    }
    assert found == {code: code for code in wrong}
    assert refused(lambda: link_units(database, Q3, Q3, FIRST, shared=True, by="")) == "cycle"


def test_a_unit_with_figures_is_not_taken_back_and_one_without_comes_back_by_a_redo(database: Database) -> None:
    add_unit(database, NEW, by="")
    before, after = known(database, 0), known(database, 1)
    undo(database, 1, by="")
    assert known(database) == before
    undo(database, 2, by="")
    assert (known(database), known(database, 1), known(database, 2)) == (after, after, before)

    facts = Facts(database)
    facts.stated("99999@2027-01-01", "year:2027", 4)
    facts.upload()
    with database.read() as connection:
        plan = plan_undo(connection, 3)
    assert [line.why for line in plan.impossible] == ["unit_in_use"] and plan.restored == []
    assert undo(database, 3, by="").upload is None


def test_a_code_given_to_another_unit_meanwhile_keeps_the_first_from_coming_back(database: Database) -> None:
    add_unit(database, NEW, by="")
    undo(database, 1, by="")
    add_unit(database, replace(NEW, short_name="Khác", valid_from=date(2026, 6, 1)), by="")
    with database.read() as connection:
        plan = plan_undo(connection, 2)
    assert [line.why for line in plan.impossible] == ["code_in_use"]


def test_the_cube_takes_no_notice_of_units_and_is_the_same_when_built_anew(database: Database) -> None:
    facts = Facts(database)
    facts.stated(Q3, "year:2023", 4)
    facts.upload()
    before = contents(cube_of(database))
    end_unit(database, BAN_CO, LAST, by="")
    assert contents(cube_of(database)) == before and cube_of(database).version == 2


def test_a_term_is_named_once_and_can_be_taken_back(database: Database) -> None:
    assert name_term(database, "party_term:2025-2030", by="") == 1
    assert refused(lambda: name_term(database, "party_term:2025-2030", by="")) == "term_known"
    assert refused(lambda: name_term(database, "party_term:2030-2025", by="")) == "not_a_term"
    undo(database, 1, by="")
    assert reference(database).named_terms == () and reference(database, 1).named_terms == ("party_term:2025-2030",)
    assert name_term(database, "party_term:2025-2030", by="") == 3
