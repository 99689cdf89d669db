"""Ask, show, tested: an upload from the empty page to its result, in both languages, and what may go wrong on the way."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from data_access.database import Database, open_database
from tests.people import OPERATOR
from tests.row_builders import a_model, committed, models
from tests.upload_visits import Visitor, data, rows
from tests.workbooks import a_workbook
from ui.plain import literal
from work import waiting_room
from work.commit_run import CommitRun
from work.imports import prepare
from work.options import Options
from work.unit_search import find_units

__all__ = ["data"]


def stored(database: Database) -> list[tuple[str, str, int]]:
    with database.read() as connection:
        query = "SELECT unit, measure, value FROM reported_figure WHERE removed_by IS NULL ORDER BY unit, measure"
        return [(row.unit.partition("@")[0], row.measure, row.value) for row in connection.execute(text(query))]


@pytest.mark.parametrize(
    ("lang", "title", "step"), [("vi", "Tải lên", "**1\\. Chọn tệp**"), ("en", "Upload", "**1\\. Choose files**")]
)
def test_the_empty_page_offers_a_drop_zone_and_templates(data: Database, lang: str, title: str, step: str) -> None:
    visitor = Visitor("upload", lang)

    assert [each.value for each in visitor.app.title] == [title]
    assert step in visitor.said() and len(visitor.app.file_uploader) == 1
    assert len(visitor.app.get("download_button")) == 2


@pytest.mark.parametrize(
    ("lang", "commit", "done"),
    [
        ("vi", "Ghi nhận 2 thay đổi", "Đã ghi nhận: lần tải lên 1."),
        ("en", "Commit changes: 2", "Committed: upload 1."),
    ],
)
def test_a_good_file_is_shown_then_committed_and_its_effect_is_told(
    data: Database, lang: str, commit: str, done: str
) -> None:
    visitor = Visitor("upload", lang).drop(a=rows(("Quận 1", 260, 2353)))
    assert visitor.app.button(key="upload.commit").label == commit
    assert [row[1:3] for row in visitor.table()] == [["Quận 1", "2020–2025"]] * 2
    assert [row[4:] for row in visitor.table()] == [
        ["– → **260**", "C2"],
        ["– → **2\\.353**" if lang == "vi" else "– → **2,353**", "D2"],
    ]
    assert stored(data) == []

    visitor.click("upload.commit")

    assert stored(data) == [("760", "attendances", 2353), ("760", "models", 260)]
    assert done in [each.value for each in visitor.app.success]
    assert "– → **260**" in visitor.said() and len(visitor.app.file_uploader) == 1


def test_the_result_stays_until_the_next_upload_begins(data: Database) -> None:
    visitor = Visitor("upload").drop(a=rows(("Quận 1", 260, 2353))).click("upload.commit")
    visitor.app.run()
    assert "Đã ghi nhận: lần tải lên 1." in visitor.said()

    visitor.drop(a=rows(("Quận 1", 261, 2353)))
    assert "Đã ghi nhận: lần tải lên 1." not in visitor.said()
    assert [row[4] for row in visitor.table()] == ["260 → **261**"]


@pytest.mark.parametrize(("lang", "level"), [("vi", "Lỗi"), ("en", "Error")])
def test_what_is_wrong_is_told_by_cell_with_what_stands_there(data: Database, lang: str, level: str) -> None:
    visitor = Visitor("upload", lang).drop(a=rows(("Q. Bình Hòa", -3, "12%")))

    said = visitor.said()
    # The unknown unit is asked about once, on its card, and not told again below.
    assert visitor.table() == [] and "Q\\. Bình Hòa" in said and len(visitor.app.text_input) == 2
    assert all(f"{level}] **{cell}**" in said for cell in ("C2", "D2")) and "«\\-3»" in said and "«12%»" in said
    assert not visitor.has_button("upload.commit") and stored(data) == []


def test_a_corrected_file_takes_the_place_of_the_one_of_its_name(data: Database) -> None:
    visitor = Visitor("upload").drop(a=rows(("Quận 1", -3, 1)), b=rows(("Quận 3", 5, 6)))
    visitor.drop(a=rows(("Quận 1", 3, 1))).click("upload.commit")

    assert [(unit, value) for unit, measure, value in stored(data) if measure == "models"] == [("760", 3), ("770", 5)]


def test_a_file_can_be_left_out(data: Database) -> None:
    visitor = Visitor("upload").drop(a=rows(("Quận 1", -3, 1)), b=rows(("Quận 3", 5, 6)))
    visitor.click("upload.file.0").click("upload.commit")

    assert [unit for unit, _, _ in stored(data)] == ["770", "770"]


def test_an_unknown_spelling_is_asked_once_for_all_files_and_the_answer_can_be_taken_back(data: Database) -> None:
    visitor = Visitor("upload").drop(
        a=rows(("Q. Bình Hòa", 3, 1), ("Quận Gò Vấp", 1, 1)),
        b=rows(("Q.  BÌNH HOÀ", 5, 6), ("Quận Gò Vấp", 1, 1), term="2015-2020"),
    )
    (question,) = visitor.app.get("button_group")
    assert question.options[-1] == "Khác…" and "Quận Bình Thạnh" in question.options
    assert literal("Hỏi một lần, dùng cho 2 dòng: a.xlsx · A2, b.xlsx · A2.") in visitor.said()

    question.set_value(_id_of(data, "Quận Bình Thạnh")).run()
    assert visitor.checked().has_button("upload.commit")
    visitor.click("upload.answered.0")
    assert not visitor.has_button("upload.commit") and len(visitor.app.get("button_group")) == 1


def _id_of(database: Database, name: str) -> str:
    with database.read() as connection:
        return str(connection.execute(text("SELECT id FROM unit WHERE name = :name"), {"name": name}).scalars().first())


def test_a_unit_that_is_none_of_the_likely_ones_is_found_by_name(data: Database) -> None:
    visitor = Visitor("upload").drop(a=rows(("Q. Bình Hòa", 3, 1)))
    visitor.app.get("button_group")[0].set_value("?").run()
    visitor.app.text_input[0].set_value("go vap").run()
    found = visitor.checked().app.get("button_group")[1]
    found.set_value(_id_of(data, "Quận Gò Vấp")).run()

    visitor.checked().click("upload.commit")
    assert {unit for unit, _, _ in stored(data)} == {"764"}


def test_a_fraction_becomes_the_number_that_is_meant_by_one_click(data: Database) -> None:
    visitor = Visitor("upload").drop(a=rows(("Quận 1", 5, 2.353), ("Quận 3", 6, 4.512)))
    assert not visitor.has_button("upload.commit")
    visitor.click("upload.count.all").click("upload.commit")

    assert [(unit, value) for unit, measure, value in stored(data) if measure == "attendances"] == [
        ("760", 2353),
        ("770", 4512),
    ]


def test_an_answer_about_a_number_is_not_used_for_another_number_in_the_same_cell(data: Database) -> None:
    visitor = Visitor("upload").drop(a=rows(("Quận 1", 5, 2.353)))
    number = next(button for button in visitor.app.button if (button.key or "").startswith("upload.count."))
    visitor.click(str(number.key))
    assert visitor.has_button("upload.commit")

    visitor.click("upload.cancel").drop(a=rows(("Quận 1", 5, 2.353)))
    assert not visitor.has_button("upload.commit")
    visitor.click(str(number.key))
    visitor.app.session_state["upload.flow"].files = [("a.xlsx", a_workbook({"Biểu 1": rows(("Quận 1", 5, 9.353))}))]
    visitor.app.session_state["upload.flow"].number += 1
    visitor.app.run()
    assert not visitor.checked().has_button("upload.commit")


def test_a_sheet_that_says_no_term_is_asked_for_its_own(data: Database) -> None:
    bare = [["Đơn vị", "Số mô hình"], ["Quận 1", 260]]
    visitor = Visitor("upload").drop(a=bare, b=[["Đơn vị", "Số mô hình"], ["Quận 1", 12]])
    assert len(visitor.app.text_input) == 2
    visitor.app.text_input[0].set_value("không rõ").run()
    assert "«không rõ» không phải nhiệm kỳ hay năm nào đọc được." in visitor.checked().said()
    visitor.app.text_input[0].set_value("2023").run()
    visitor.checked().app.text_input[0].set_value("2024").run()
    visitor.checked().click("upload.commit")

    with data.read() as connection:
        query = text("SELECT term, value FROM reported_figure ORDER BY term")
        assert [tuple(row) for row in connection.execute(query)] == [("year:2023", 260), ("year:2024", 12)]


def test_of_two_sessions_the_second_sees_what_changed_and_then_commits(data: Database) -> None:
    one = Visitor("upload").drop(a=rows(("Quận 1", 260, 2353)))
    two = Visitor("upload").drop(a=rows(("Quận 1", 270, 2353)))
    one.click("upload.commit")

    two.click("upload.commit")
    assert "Số liệu vừa được người khác cập nhật. Mời xem lại các thay đổi." in two.said()
    assert [row[4] for row in two.table()] == ["260 → **270**"] and data.version() == 1

    two.click("upload.commit")
    assert data.version() == 2


def test_another_commit_that_changes_nothing_here_does_not_hold_this_one_up(data: Database) -> None:
    one = Visitor("upload").drop(a=rows(("Quận 1", 260, 2353)))
    two = Visitor("upload").drop(a=rows(("Quận 3", 270, 2353)))
    one.click("upload.commit")
    two.click("upload.commit")

    assert data.version() == 2 and len(stored(data)) == 4


def test_the_same_file_again_says_when_it_was_committed(data: Database) -> None:
    content = a_workbook({"Biểu 1": rows(("Quận 1", 260, 2353))})
    Visitor("upload").drop(a=content).click("upload.commit")
    again = Visitor("upload").drop(a=content)

    assert "(lần tải lên 1). Không có gì thay đổi." in again.said() and not again.has_button("upload.commit")
    assert len(again.app.info) == 1  # above the list of what the file lacks, however long that is


@pytest.mark.parametrize("is_sample", [True, False])
def test_whoever_commits_beside_sample_data_is_told(data: Database, is_sample: bool) -> None:
    committed(data, models(a_model()), is_sample=is_sample)
    visitor = Visitor("upload").drop(a=rows(("Quận 1", 260, 2353)))

    assert ("số của tệp này sẽ cộng chung" in visitor.said()) == is_sample


def test_a_replacement_names_how_far_it_reaches_and_whom_it_leaves_without_anything(data: Database) -> None:
    Visitor("upload").drop(a=rows(("Quận 1", 260, 1), ("Quận 3", 5, 2), ("Quận 4", 6, 3))).click("upload.commit")
    visitor = Visitor("upload").drop(a=rows(("Quận 1", 260, 1), ("Quận 3", 5, None)))
    visitor.app.checkbox[0].check().run()
    said = visitor.checked().said()
    assert "Thay thế trong phạm vi: Thành phố Hồ Chí Minh; 2020–2025." in said
    assert "Không còn số liệu nào ở các kỳ này: Quận 4" in said

    visitor.click("upload.commit")
    assert stored(data) == [("760", "attendances", 1), ("760", "models", 260), ("770", "models", 5)]


def test_a_preview_that_waited_too_long_is_read_again_before_anything_is_committed(
    data: Database, tmp_path: Path
) -> None:
    visitor = Visitor("upload").drop(a=rows(("Quận 1", 260, 2353)))
    (waiting,) = (tmp_path / "waiting").iterdir()
    old = time.time() - waiting_room.LIFETIME_SECONDS - 1
    os.utime(waiting, (old, old))

    visitor.click("upload.commit")
    assert "quá 30 phút" in visitor.said() and data.version() == 0
    visitor.click("upload.commit")
    assert data.version() == 1 and list((tmp_path / "waiting").iterdir()) == []


def test_an_import_off_the_desk_is_taken_from_its_file(data: Database, tmp_path: Path) -> None:
    first = Visitor("upload").drop(a=rows(("Quận 1", 260, 2353)))
    for _ in range(3):
        Visitor("upload").drop(a=rows(("Quận 3", 1, 1)))
    first.app.run()
    first.checked().click("upload.commit")

    assert stored(data) == [("760", "attendances", 2353), ("760", "models", 260)]


def test_the_bytes_of_the_files_are_let_go_with_the_commit(data: Database) -> None:
    visitor = Visitor("upload").drop(a=rows(("Quận 1", 260, 2353)))
    before = visitor.app.session_state["upload.flow"]
    visitor.click("upload.commit")
    after = visitor.app.session_state["upload.flow"]

    assert before.files and after.files == [] and after.number > before.number and after.run is None


def test_a_commit_goes_on_when_nobody_waits_for_it(data: Database) -> None:
    run = CommitRun(
        data, OPERATOR, prepare(data, [("a.xlsx", a_workbook({"A": rows(("Quận 1", 260, 2353))}))], Options())
    )

    assert run.is_over(wait=30) and (run.upload, run.error, run.share) == (1, None, 1.0)


def test_a_commit_that_ended_while_nobody_looked_shows_its_result_at_the_next_look(data: Database) -> None:
    visitor = Visitor("upload").drop(a=rows(("Quận 1", 260, 2353)))
    kept = visitor.app.session_state["upload.flow"]
    kept.run = CommitRun(data, OPERATOR, waiting_room.take(kept.token, kept.owner))
    assert kept.run.is_over(wait=30)
    visitor.app.run()
    assert "Đã ghi nhận: lần tải lên 1." in visitor.checked().said()


def test_a_database_that_somebody_else_is_writing_says_so_and_the_preview_stays(data: Database) -> None:
    visitor = Visitor("upload").drop(a=rows(("Quận 1", 260, 2353)))
    kept = visitor.app.session_state["upload.flow"]
    with data.write():
        kept.run = CommitRun(
            open_database(data.url, busy_seconds=0.05), OPERATOR, waiting_room.take(kept.token, kept.owner)
        )
        assert kept.run.is_over(wait=30)
    visitor.app.run()
    assert [each.value for each in visitor.checked().app.error] == [
        "Người khác đang ghi số liệu. Chưa có gì thay đổi; thử lại sau ít phút."
    ]
    visitor.click("upload.commit")
    assert data.version() == 1


def test_a_database_that_can_only_be_read_says_so(data: Database) -> None:
    visitor = Visitor("upload").drop(a=rows(("Quận 1", 260, 2353)))
    kept = visitor.app.session_state["upload.flow"]
    path = data.url.removeprefix("sqlite:///")
    closed = Database(f"sqlite:///file:{path}?mode=ro&uri=true", busy_seconds=0.05)
    kept.run = CommitRun(closed, OPERATOR, waiting_room.take(kept.token, kept.owner))
    assert kept.run.is_over(wait=30)
    closed.close()
    visitor.app.run()

    assert [each.value for each in visitor.checked().app.error] == [
        "Cơ sở dữ liệu chỉ đọc, không ghi được. Chưa có gì thay đổi."
    ]
    assert visitor.has_button("upload.commit")


def test_a_hostile_name_stays_literal(data: Database) -> None:
    name = "<img src=x onerror=alert(1)>![a](http://127.0.0.1:9/p)$x$ :smile:"
    visitor = Visitor("upload").drop(a=rows((name, 260, 2353)))
    shown = "\n".join([visitor.said(), *(cell for row in visitor.table() for cell in row)])

    assert "<img" not in shown.replace("\\<img", "") and "![a](" not in shown and "$x$" not in shown


def test_units_are_found_with_and_without_diacritics_the_likelier_first(data: Database) -> None:
    from work import start

    reference = start.reference()
    found = find_units(reference, "binh thanh", near=("760",))
    names = [reference.units[unit].name for unit in find_units(reference, "Bình Thạnh")]

    assert any(reference.units[unit].name == "Quận Bình Thạnh" for unit in found)
    assert names[0].endswith("Bình Thạnh") and find_units(reference, "  ") == []
