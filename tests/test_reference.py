"""Match, tested: the units as they were over time, in official order, with their successors."""

from datetime import date

import sqlalchemy as sa

from data_access.database import Database
from data_access.reference import TermRecord, UnitRecord, alphabetical, load_reference

BEFORE_2021, IN_2024, IN_2026 = date(2019, 6, 1), date(2024, 6, 1), date(2026, 1, 1)


def test_a_code_means_different_units_at_different_times(database: Database) -> None:
    with database.read() as connection:
        reference = load_reference(connection)
    before, after = reference.with_code("769")
    assert before == UnitRecord(
        id="769",
        code="769",
        level="district",
        type="Quận",
        name="Quận 2",
        short_name="Quận 2",
        province="79",
        valid_from=None,
        valid_to=date(2020, 12, 31),
        sort_order=before.sort_order,
    )
    assert (after.id, after.name, after.valid_from) == (
        "769@2021-01-01",
        "Thành phố Thủ Đức",
        date(2021, 1, 1),
    )
    assert reference.by_code("769", BEFORE_2021) == before
    assert reference.by_code("769", IN_2024) == after
    assert reference.by_code("769", IN_2026) is None
    assert reference.by_code("769") == after
    assert reference.by_code("000", IN_2024) is None


def test_the_units_of_a_province_stand_in_official_order(database: Database) -> None:
    with database.read() as connection:
        reference = load_reference(connection)
    assert [unit.short_name for unit in reference.children("79", IN_2024)] == [
        *(f"Quận {number}" for number in (1, 3, 4, 5, 6, 7, 8, 10, 11, 12)),
        *("Bình Tân", "Bình Thạnh", "Gò Vấp", "Phú Nhuận", "Tân Bình", "Tân Phú"),
        "Thủ Đức",
        *("Bình Chánh", "Cần Giờ", "Củ Chi", "Hóc Môn", "Nhà Bè"),
    ]
    assert len(reference.children("79", BEFORE_2021)) == 24
    assert len(reference.children("79")) == 25
    assert len(reference.children("79@2025-07-01", IN_2026)) == 168
    assert {unit.level for unit in reference.children("79@2025-07-01")} == {"commune"}


def test_a_unit_belongs_to_the_province_of_its_time(database: Database) -> None:
    with database.read() as connection:
        reference = load_reference(connection)
    provinces = {unit.id: reference.units[unit.province or unit.id] for unit in reference.units.values()}
    assert provinces["770"] == provinces["79"] == reference.units["79"]
    assert provinces["26743@2025-07-01"] == reference.units["79@2025-07-01"]
    wrong = [
        unit
        for unit in reference.units.values()
        if unit.valid_from is not None and not provinces[unit.id].exists_on(unit.valid_from)
    ]
    assert wrong == []


def test_successors_say_which_of_them_are_shared(database: Database) -> None:
    with database.read() as connection:
        reference = load_reference(connection)
    of_770 = [s for s in reference.successors if s.before == "770"]
    assert {reference.units[s.after].short_name for s in of_770} == {"Bàn Cờ", "Xuân Hòa", "Nhiêu Lộc"}
    assert {(s.shared, s.effective) for s in of_770} == {(False, date(2025, 7, 1))}
    of_776 = {reference.units[s.after].short_name: s.shared for s in reference.successors if s.before == "776"}
    assert {name for name, shared in of_776.items() if shared} == {
        "Bình Phú",
        "Bình Đông",
        "Bình Hưng",
        "Tân Nhựt",
    }
    assert [s.before for s in reference.successors if s.after == "769@2021-01-01"] == ["762", "763", "769"]


def test_terms_and_explained_spellings_are_part_of_the_reference(database: Database) -> None:
    with database.write() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO term (id, kind, label, starts, ends, added_by) "
                "VALUES ('year:2023', 'year', '2023', '2023-01-01', '2023-12-31', 0)"
            )
        )
        connection.execute(
            sa.text("INSERT INTO unit_alias (province, spelling, unit, added_by) VALUES ('79', 'q ba', '770', 0)")
        )
    with database.read() as connection:
        reference = load_reference(connection)
    assert reference.terms == {
        "year:2023": TermRecord("year:2023", "year", "2023", date(2023, 1, 1), date(2023, 12, 31))
    }
    assert reference.aliases == {("79", "q ba"): "770"}


def test_names_are_sorted_by_the_vietnamese_alphabet() -> None:
    names = ["Đống Đa", "Ân Thi", "Dương Minh Châu", "An Biên", "Ăn", "Ba Vì", "Bá", "Bà"]
    assert sorted(names, key=alphabetical) == [
        "An Biên",
        "Ăn",
        "Ân Thi",
        "Bà",
        "Bá",
        "Ba Vì",
        "Dương Minh Châu",
        "Đống Đa",
    ]
