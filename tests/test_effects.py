"""What an upload did to the sums over all units, as the page tells it after a commit."""

from random import Random

import pytest

from data_access.cache import cube_of
from data_access.database import Database
from data_access.measures import MEASURES
from tests.facts import Facts
from tests.people import OPERATOR
from tests.random_facts import add_random_facts
from tests.reference_units import reference
from tests.workbooks import a_workbook
from work.effects import effect_sentences, sums_of_all, terms_touched
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
    assert _effects(database, *rows) == ["Mô hình «Dân vận khéo», nhiệm kỳ 2020–2025: – → **>50**"]
    rows = [["Quận 1", "2020-2025", 60], ["Quận 1", "2023", 9]]
    assert _effects(database, *rows) == ["Mô hình «Dân vận khéo», nhiệm kỳ 2020–2025: >50 → **60**"]


def test_where_no_party_term_changed_the_newest_others_are_told(database: Database) -> None:
    rows = [["Quận 1", str(year), year - 2010] for year in range(2019, 2024)]
    assert _effects(database, *rows) == [
        f"Mô hình «Dân vận khéo», Năm {year}: – → **{year - 2010}**" for year in (2023, 2022, 2021)
    ]


def test_beside_a_party_term_of_few_units_the_newest_year_that_more_units_have_is_told(database: Database) -> None:
    rows: list[list[object]] = [[unit, "2023", 9] for unit in ("Quận 1", "Quận 3", "Quận 4")]
    assert _effects(database, ["Quận 1", "2020-2025", 50], *rows) == [
        "Mô hình «Dân vận khéo», nhiệm kỳ 2020–2025: – → **50**",
        "Mô hình «Dân vận khéo», Năm 2023: – → **27**",
    ]


@pytest.mark.parametrize("seed", range(4))
def test_every_term_of_which_a_sum_changed_is_looked_at(sqlite_database: Database, seed: int) -> None:
    facts, draw = Facts(sqlite_database), Random(seed)
    add_random_facts(facts, draw, rows=60)
    found = []
    for _ in range(4):
        add_random_facts(facts, draw, rows=2)
        after, before = (cube_of(sqlite_database, version) for version in (facts.version, facts.version - 1))
        for measure in MEASURES.values():
            now, then = (sums_of_all(cube, reference(), measure) for cube in (after, before))
            changed = {term for term in now.keys() | then.keys() if now.get(term) != then.get(term)}
            touched = set(terms_touched(after, before, measure) or ())
            assert changed <= touched
            found.append(len(changed))
    assert max(found) > 1
