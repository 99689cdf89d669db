"""Commit, tested: spellings that a person explained once are not asked again, and can be taken back like anything else."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from data_access.database import Database
from data_access.errors import UnknownAnswer
from data_access.reference import load_reference
from data_access.spelling import with_marks
from data_access.undos import UndoResult, undo
from data_access.unit_aliases import remembered_answers
from intake.problems import Problem
from tests.people import OPERATOR
from tests.row_builders import a_model, committed, models
from tests.workbooks import a_workbook
from work.imports import Prepared, commit_prepared, prepare
from work.options import Options
from work.remembered import forget, new_answers
from work.rights import Person

BINH_THANH, GO_VAP, TAN_BINH, DI_AN, HAI_CHAU = "765", "764", "766", "724", "492"
HCM = "79"


def sheet(*rows: tuple[Any, ...], term: str = "2020-2025", about: str = "Thành phố Hồ Chí Minh") -> list[list[Any]]:
    return [
        [f"TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO {about.upper()}"], [], ["Quận/huyện", "Nhiệm kỳ", "Số mô hình"],
        *[[name, term, count] for name, count in rows],
    ]  # fmt: skip


def read(database: Database, *rows: tuple[Any, ...], said: Options | None = None, **look: Any) -> Prepared:
    return prepare(database, [("a.xlsx", a_workbook({"Biểu 1": sheet(*rows, **look)}))], said or Options())


def brought(database: Database, *rows: tuple[Any, ...], said: Options | None = None, **look: Any) -> int | None:
    return commit_prepared(database, Person.operator("Lan"), read(database, *rows, said=said, **look))


def answer(**units: str) -> Options:
    return Options(answers={with_marks(name.replace("_", " ")): unit for name, unit in units.items()})


def kept(database: Database) -> list[tuple[str, str, str, int]]:
    with database.read() as connection:
        return [(each.province, each.spelling, each.unit, each.upload) for each in remembered_answers(connection)]


def problems(prepared: Prepared, level: str) -> list[Problem]:
    return [each for reading in prepared.readings for s in reading.sheets for each in s.problems if each.level == level]


def units(database: Database) -> dict[str, int]:
    with database.read() as connection:
        query = text("SELECT unit, value FROM reported_figure WHERE removed_by IS NULL ORDER BY unit")
        return {row.unit: row.value for row in connection.execute(query)}


def test_an_answer_is_remembered_with_the_upload_and_taken_with_a_notice_next_time(database: Database) -> None:
    assert [each.code for each in problems(read(database, ("Q. Bình Hòa", 3)), "error")] == ["unknown_unit"]
    assert brought(database, ("Q. Bình Hòa", 3), said=answer(Q_Bình_Hòa=BINH_THANH)) == 1
    assert kept(database) == [(HCM, "Q. Bình Hòa", BINH_THANH, 1)]

    again = read(database, ("Q.  BÌNH HOÀ", 4), ("Q. Bình Hòa", 4), term="2015-2020")
    assert problems(again, "error") == [] and commit_prepared(database, OPERATOR, again) == 2
    (notice,) = [each for each in problems(again, "notice") if each.code == "remembered_answer"]
    with database.read() as connection:
        day = load_reference(connection).answered_on[HCM, "q bình hòa"].isoformat()
    assert (notice.code, notice.cell) == ("remembered_answer", "A4")
    assert notice.params == {
        "found": "Q. BÌNH HOÀ",
        "spelling": "q bình hòa",
        "count": 2,
        "unit": "Quận Bình Thạnh",
        "day": day,
    }
    assert kept(database) == [(HCM, "Q. Bình Hòa", BINH_THANH, 1)]


def test_an_answer_that_nothing_used_or_that_is_not_to_be_kept_is_not_remembered(database: Database) -> None:
    said = answer(Q_Bình_Hòa=BINH_THANH, Khu_vực_9=GO_VAP, Quận_3=GO_VAP)
    once = Options(answers=said.answers, not_kept=["q bình hòa"])
    assert brought(database, ("Q. Bình Hòa", 3), ("Quận 3", 5), said=once) == 1

    assert kept(database) == [] and units(database) == {BINH_THANH: 3, "770": 5}


def test_the_name_of_a_person_is_never_remembered(database: Database) -> None:
    (unsaid,) = problems(read(database, ("Nguyễn Văn Bình", 3)), "error")
    assert (unsaid.question, unsaid.params["name"]) == (None, "…")
    brought(database, ("Nguyễn Văn Bình", 3), said=answer(Nguyễn_Văn_Bình=GO_VAP))

    assert kept(database) == [] and units(database) == {GO_VAP: 3}


def test_a_rule_decides_before_what_was_remembered(database: Database) -> None:
    assert brought(database, ("Tân Bình", 3), term="2025", said=answer(Tân_Bình=TAN_BINH)) == 1
    assert problems(read(database, ("Tân Bình", 9), term="2025"), "error") == []

    later = read(database, ("Tân Bình", 9), term="2026")
    assert commit_prepared(database, OPERATOR, later) == 2
    assert [each.code for each in problems(later, "notice")] == [] and len(units(database)) == 2


def test_another_answer_takes_the_place_of_the_earlier_one(database: Database) -> None:
    brought(database, ("Q. Bình Hòa", 3), said=answer(Q_Bình_Hòa=BINH_THANH))
    brought(database, ("Q. Bình Hòa", 3), said=answer(Q_Bình_Hòa=GO_VAP))

    assert kept(database) == [(HCM, "Q. Bình Hòa", GO_VAP, 2)] and units(database) == {BINH_THANH: 3, GO_VAP: 3}


def test_what_is_remembered_is_asked_again_where_a_person_wants_it_the_earlier_answer_first(database: Database) -> None:
    brought(database, ("Q. Bình Hòa", 3), said=answer(Q_Bình_Hòa=GO_VAP))
    again = read(database, ("Q. Bình Hòa", 4), said=answer(Q_Bình_Hòa=""))
    (asked,) = problems(again, "error")

    assert (asked.question, asked.answers[:2], asked.params["spelling"]) == ("unit", (GO_VAP, BINH_THANH), "q bình hòa")
    assert brought(database, ("Q. Bình Hòa", 4), said=answer(Q_Bình_Hòa=BINH_THANH)) == 2
    assert kept(database) == [(HCM, "Q. Bình Hòa", BINH_THANH, 2)]


def test_an_answer_with_a_unit_of_another_province_is_remembered_there(database: Database) -> None:
    brought(database, ("Q. Biển", 3), said=answer(Q_Biển=HAI_CHAU))
    assert kept(database) == [("48", "Q. Biển", HAI_CHAU, 1)]
    assert len(problems(read(database, ("Q. Biển", 3)), "error")) == 1
    assert problems(read(database, ("Q. Biển", 3), about="Thành phố Đà Nẵng"), "error") == []


def test_an_answer_is_found_from_the_province_that_its_own_was_merged_into(database: Database) -> None:
    brought(database, ("DA cũ", 3), said=answer(DA_cũ=DI_AN), about="Tỉnh Bình Dương", term="2023")
    assert problems(read(database, ("DA cũ", 3), term="2020-2025"), "error") == []


def test_new_answers_alone_make_an_upload_of_kind_reference(database: Database) -> None:
    said = answer(Q_Bình_Hòa=BINH_THANH)
    brought(database, ("Q. Bình Hòa", 3), said=Options(answers=said.answers, not_kept=["q bình hòa"]))
    prepared = read(database, ("Q. Bình Hòa", 3), said=said)
    with database.read() as connection:
        reference = load_reference(connection)
    assert new_answers(reference, prepared.readings, said) == {"Q. Bình Hòa": BINH_THANH}
    assert (
        commit_prepared(database, Person.operator("Lan"), prepared) == 2
        and commit_prepared(database, OPERATOR, prepared) is None
    )

    with database.read() as connection:
        uploads = connection.execute(text('SELECT id, "by", kind, changes FROM upload WHERE id > 1')).all()
        files = connection.scalars(text("SELECT count(*) FROM uploaded_file WHERE upload = 2")).one()
    assert [tuple(row) for row in uploads] == [(2, "Lan", "reference", '{"remembered": 1}')] and files == 0


def test_an_undo_ends_the_answers_that_an_upload_brought_and_a_redo_brings_them_back(database: Database) -> None:
    brought(database, ("Q. Bình Hòa", 3), said=answer(Q_Bình_Hòa=BINH_THANH))
    assert undo(database, 1, by="") == UndoResult(2, 2, [], [])
    assert kept(database) == [] and len(problems(read(database, ("Q. Bình Hòa", 3)), "error")) == 1

    assert undo(database, 2, by="") == UndoResult(3, 2, [], [])
    assert kept(database) == [(HCM, "Q. Bình Hòa", BINH_THANH, 3)] and units(database) == {BINH_THANH: 3}


def test_an_undo_keeps_an_answer_that_a_later_upload_changed(database: Database) -> None:
    brought(database, ("Q. Bình Hòa", 3), said=answer(Q_Bình_Hòa=BINH_THANH))
    brought(database, ("Q. Bình Hòa", 3), said=answer(Q_Bình_Hòa=GO_VAP))
    result = undo(database, 1, by="")

    assert [(each.name, each.later) for each in result.kept] == [("Q. Bình Hòa", 2)]
    assert kept(database) == [(HCM, "Q. Bình Hòa", GO_VAP, 2)]
    undo(database, 2, by="")
    assert kept(database) == [(HCM, "Q. Bình Hòa", BINH_THANH, 4)]


def test_forgetting_an_answer_is_an_upload_that_can_be_undone(database: Database) -> None:
    brought(database, ("Q. Bình Hòa", 3), said=answer(Q_Bình_Hòa=BINH_THANH))
    with database.read() as connection:
        (known,) = remembered_answers(connection)
    assert (known.by, forget(database, Person.operator("Mai"), known.id)) == ("Lan", 2)
    assert kept(database) == []
    with pytest.raises(UnknownAnswer):
        forget(database, OPERATOR, known.id)
    assert database.version() == 2

    assert undo(database, 2, by="") == UndoResult(3, 1, [], [])
    assert kept(database) == [(HCM, "Q. Bình Hòa", BINH_THANH, 3)]


def test_answers_change_no_figure_of_any_version(database: Database) -> None:
    brought(database, ("Q. Bình Hòa", 3), said=answer(Q_Bình_Hòa=BINH_THANH))
    committed(database, models(a_model("A")))
    with database.read() as connection:
        (known,) = remembered_answers(connection)
    forget(database, OPERATOR, known.id)

    assert units(database) == {BINH_THANH: 3}
