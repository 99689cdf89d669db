"""What an upload did to the sums over all units, as the page tells it after a commit."""

from data_access.database import Database
from tests.people import OPERATOR
from tests.workbooks import a_workbook
from work.effects import effect_sentences
from work.imports import commit_prepared, prepare
from work.options import Options

HEAD = ["Quận/huyện", "Nhiệm kỳ", "Số mô hình"]


def _effects(database: Database, *rows: list[object]) -> list[str]:
    upload = commit_prepared(
        database, OPERATOR, prepare(database, [("a.xlsx", a_workbook({"Biểu 1": [HEAD, *rows]}))], Options())
    )
    assert upload is not None
    return effect_sentences(database, upload, "vi")


def test_the_party_terms_are_told_before_and_after(database: Database) -> None:
    rows = [["Quận 1", "2020-2025", "trên 50"], ["Quận 1", "2023", 9]]
    assert _effects(database, *rows) == ["Mô hình «Dân vận khéo», 2020–2025: – → **>50**"]
    rows = [["Quận 1", "2020-2025", 60], ["Quận 1", "2023", 9]]
    assert _effects(database, *rows) == ["Mô hình «Dân vận khéo», 2020–2025: >50 → **60**"]


def test_where_no_party_term_changed_the_newest_others_are_told(database: Database) -> None:
    rows = [["Quận 1", str(year), year - 2010] for year in range(2019, 2024)]
    assert _effects(database, *rows) == [
        f"Mô hình «Dân vận khéo», Năm {year}: – → **{year - 2010}**" for year in (2023, 2022, 2021)
    ]


def test_beside_a_party_term_of_few_units_the_newest_year_that_more_units_have_is_told(database: Database) -> None:
    rows: list[list[object]] = [[unit, "2023", 9] for unit in ("Quận 1", "Quận 3", "Quận 4")]
    assert _effects(database, ["Quận 1", "2020-2025", 50], *rows) == [
        "Mô hình «Dân vận khéo», 2020–2025: – → **50**",
        "Mô hình «Dân vận khéo», Năm 2023: – → **27**",
    ]
