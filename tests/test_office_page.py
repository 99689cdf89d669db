"""Ask and commit, tested: the page of administration: settings that show what they change, units, terms and locks by hand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from data_access.database import Database
from data_access.reference import load_reference
from tests.account_holders import PASSWORD, an_account
from tests.facts import Facts
from tests.upload_visits import Visitor, data, rows
from ui.office_lines import office_lines
from work import backup, locks, office, start
from work.operation import newest_backup, operation, release
from work.rights import Person
from work.sign_in import sign_in
from work.soundness import checked

__all__ = ["data"]


def with_years(data: Database) -> None:
    facts = Facts(data)
    for year in (2021, 2025):
        facts.training("770", year, 10)
    facts.upload()


def errors(visitor: Visitor) -> list[str]:
    return [each.value.replace("\\", "") for each in visitor.app.error]


def test_a_rule_shows_which_figures_it_moves_and_is_saved_only_then(data: Database) -> None:
    with_years(data)
    visitor = Visitor("admin")
    visitor.app.selectbox(key="admin.settings.plan_years.after").set_value("with")
    visitor.click("admin.settings.look")

    assert "- 2 số thay đổi\n- Lớp tập huấn: 2" in visitor.said() and data.version() == 1
    assert visitor.table() == [
        ["Lớp tập huấn", "Quận 3", "2020–2025", "20", "10"],
        ["Lớp tập huấn", "Quận 3", "2025–2030", "–", "10"],
    ]
    visitor.click("admin.settings.commit")
    assert data.version() == 2 and office.office(data)["plan_years"] == "with"
    assert "lần tải lên 2" in visitor.app.success[0].value.replace("\\", "")


def test_numbers_that_move_are_told_however_many_figures_only_get_another_stage(data: Database) -> None:
    with_years(data)
    facts = Facts(data)
    for year in range(2005, 2026):
        for unit in ("760", "770", "773", "774", "775", "778", "771", "772", "761", "764"):
            facts.stated(unit, f"year:{year}", 5, stage="unspecified")
    facts.upload()
    visitor = Visitor("admin")
    visitor.app.selectbox(key="admin.settings.plan_years.after").set_value("with")
    visitor.app.selectbox(key="admin.settings.bare_models.unspecified").set_value("recognised")
    visitor.click("admin.settings.look")

    assert visitor.table() == [
        ["Lớp tập huấn", "Quận 3", "2020–2025", "20", "10"],
        ["Lớp tập huấn", "Quận 3", "2025–2030", "–", "10"],
    ]


def test_a_rule_agreed_to_before_somebody_committed_is_asked_again(data: Database) -> None:
    with_years(data)
    visitor = Visitor("admin")
    visitor.app.selectbox(key="admin.settings.plan_years.after").set_value("with")
    visitor.click("admin.settings.look")
    office.set_settings(data, Person.operator(), {"office_name": "Ban Dân vận"})
    visitor.click("admin.settings.commit")

    assert data.version() == 2 and "vừa được người khác cập nhật" in errors(visitor)[0]


def test_what_is_set_stands_in_the_letterhead_and_on_the_stripe(data: Database) -> None:
    visitor = Visitor("admin")
    visitor.app.text_input(key="admin.settings.office_name.").set_value("Ban Dân vận Quận 3")
    visitor.app.selectbox(key="admin.settings.accent.red").set_value("blue")
    visitor.click("admin.settings.look").click("admin.settings.commit")

    assert office.office(data)["office_name"] == "Ban Dân vận Quận 3"
    assert any("border-top-color:#1F5A8C" in each.proto.body for each in visitor.app.get("html"))


def test_a_unit_is_added_ended_and_linked_on_the_page(data: Database) -> None:
    visitor = Visitor("admin")
    visitor.app.text_input(key="admin.units.name").set_value("Thử Nghiệm")
    visitor.app.text_input(key="admin.units.code").set_value("99999")
    visitor.app.date_input(key="admin.units.first").set_value(date(2026, 1, 1)).run()
    visitor.app.selectbox(key="admin.units.province").set_value("79@2025-07-01").run()
    visitor.click("admin.units.do_add")
    unit = start.reference().units["99999@2026-01-01"]
    assert (unit.name, unit.province) == ("Phường Thử Nghiệm", "79@2025-07-01")

    visitor.app.text_input(key="admin.units.find.before").set_value("Quận 3").run()
    visitor.app.text_input(key="admin.units.find.after").set_value("99999").run()
    visitor.app.date_input(key="admin.units.effective.770").set_value(date(2026, 1, 1)).run()
    visitor.click("admin.units.do_link")
    assert [each.before for each in start.reference().successors if each.after == unit.id] == ["770"]

    visitor.app.text_input(key="admin.units.find.ended").set_value("99999").run()
    visitor.app.date_input(key="admin.units.last").set_value(date(2025, 1, 1)).run()
    visitor.click("admin.units.do_end")
    assert errors(visitor) == ["Phường Thử Nghiệm bắt đầu ngày 01/01/2026; ngày cuối không thể trước đó."]
    visitor.app.date_input(key="admin.units.last").set_value(date(2026, 6, 30)).run()
    visitor.click("admin.units.do_end")
    assert start.reference().units[unit.id].valid_to == date(2026, 6, 30) and data.version() == 3


def test_a_lock_stops_an_upload_with_a_sentence_until_it_is_opened_with_a_reason(data: Database) -> None:
    with_years(data)
    office.name_term(data, Person.operator(), "party_term:2020-2025")
    visitor = Visitor("admin")
    visitor.app.selectbox(key="admin.lock.term").set_value("party_term:2020-2025").run()
    visitor.click("admin.lock")
    assert errors(visitor) == ["Ghi lý do, nhiều nhất 300 ký tự."]
    visitor.app.text_input(key="admin.lock.reason").set_value("Đại hội đã xong").run()
    visitor.click("admin.lock")
    assert [each.term for each in locks.all_locks(data)] == ["party_term:2020-2025"]

    uploading = Visitor("upload").drop(a=rows(("Quận 3", 3, 1)))
    told = " ".join(cell for row in uploading.table() for cell in row)
    assert not uploading.has_button("upload.commit") and "2020–2025, kỳ đã khóa" in told.replace("\\", "")

    number = locks.all_locks(data)[0].id
    visitor.app.text_input(key=f"admin.unlock.reason.{number}").set_value("Bổ sung Quận 3").run()
    visitor.click(f"admin.unlock.{number}")
    uploading.click("upload.again").click("upload.commit")
    assert locks.all_locks(data) == [] and data.version() == 5


def test_the_undo_panel_says_that_a_lock_is_in_the_way(data: Database) -> None:
    Visitor("upload").drop(a=rows(("Quận 3", 3, 1))).click("upload.commit")
    locks.lock(data, Person.operator(), "party_term:2020-2025", "Đại hội đã xong")
    visitor = Visitor("history").click("history.undo.1")

    assert "2020–2025 đã khóa" in visitor.said().replace("\\", "") and not visitor.has_button("history.confirm")


def test_the_state_tells_database_backup_and_soundness(data: Database, tmp_path: Path) -> None:
    assert "Database: SQLite (one file)" in Visitor("admin", "en").said()
    visitor = Visitor("admin")
    assert "Cơ sở dữ liệu: SQLite (một tệp)" in visitor.said() and operation(data).backup == ""
    visitor.click("admin.state.check")
    assert visitor.app.success[0].value == "Số liệu nguyên vẹn."

    for name in ("a.backup", "b.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert newest_backup(tmp_path) == tmp_path / "a.backup"
    assert release() == "" or release()[0].isdigit()


def test_the_page_of_definitions_says_what_the_office_set(data: Database) -> None:
    assert "Nhiệm kỳ 2020–2025 gồm các năm 2021–2025." in Visitor("definitions").said()
    office.set_settings(data, Person.operator(), {"plan_years": "with", "bare_models": "recognised"})
    said = Visitor("definitions").said()

    assert "Nhiệm kỳ 2020–2025 gồm các năm 2020–2024." in said and "2021–2025" not in said
    assert "«Số mô hình» không ghi tình trạng là mô hình ở tình trạng «" in said


def test_the_history_tells_what_was_said_by_hand(data: Database) -> None:
    host = Person.operator()
    office.set_settings(data, host, {"plan_years": "with", "office_name": "Ban Dân vận"})
    office.end_unit(data, host, "26743@2025-07-01", date(2026, 12, 31))
    office.name_term(data, host, "party_term:2025-2030")
    locks.lock(data, host, "party_term:2025-2030", "Chưa đến")
    locks.unlock(data, host, "party_term:2025-2030", "Đã đến")

    assert [[line.replace("\\", "") for line in office_lines(upload)] for upload in range(1, 6)] == [
        ["Năm thuộc nhiệm kỳ Đảng: Nhiệm kỳ 2020–2025 gồm các năm 2020–2024", "Tên cơ quan: Ban Dân vận"],
        ["Phường Bến Thành: ngày cuối cùng 31/12/2026"],
        ["Kỳ: 2025–2030"],
        ["Khóa 2025–2030: Chưa đến"],
        ["Mở khóa 2025–2030: Đã đến"],
    ]
    labels = [each.label for each in Visitor("history").app.expander]
    assert labels == ["mở khóa 1", "khóa 1", "kỳ thêm 1", "đơn vị kết thúc 1", "thiết lập 2"]


def test_samples_of_a_locked_term_are_not_cleared_and_that_is_said(data: Database) -> None:
    Visitor("upload").drop(a=rows(("Quận 3", 3, 1))).click("upload.commit")
    with data.write() as connection:
        connection.exec_driver_sql("UPDATE upload SET is_sample = 1 WHERE id = 1")
    locks.lock(data, Person.operator(), "party_term:2020-2025", "Đại hội đã xong")
    visitor = Visitor("admin").click("banner.clear")

    assert data.version() == 2 and "2020–2025 đã khóa" in visitor.app.toast[0].value


def test_a_term_gets_days_of_its_own_on_the_page_and_those_of_its_label_back(data: Database) -> None:
    facts = Facts(data)
    facts.stated("770", "party_term:2020-2025", 4)
    facts.upload()
    visitor = Visitor("admin")
    visitor.app.selectbox(key="admin.days.term").set_value("party_term:2020-2025")
    visitor.app.run()
    visitor.app.date_input(key="admin.days.last.party_term:2020-2025.2025-06-30").set_value(date(2025, 10, 14))
    visitor.app.run()
    visitor.click("admin.days.set")
    assert start.reference().term_days == {"party_term:2020-2025": (date(2020, 7, 1), date(2025, 10, 14))}
    line = "2020–2025: từ 01/7/2020 đến 14/10/2025, đặt bằng tay"
    assert line in visitor.said() and office_lines(2) == [line]

    visitor.app.selectbox(key="admin.days.term").set_value("party_term:2020-2025")
    visitor.app.run()
    visitor.click("admin.days.label")
    assert start.reference().term_days == {} and line not in visitor.said()
    labels = [each.label for each in Visitor("history").app.expander]
    assert labels[:2] == ["đặt ngày của kỳ 1"] * 2


def test_the_state_tells_the_last_check_the_proof_of_the_backup_and_the_sessions(data: Database) -> None:
    first = Visitor("admin").said()
    assert "Chưa kiểm tra số liệu lần nào" in first and "Phiên đăng nhập" not in first
    assert operation(data).proof is None

    visitor = Visitor("admin")
    visitor.click("admin.state.check")
    assert re.search(r"Kiểm tra số liệu gần nhất: .+, không có gì sai", visitor.said())

    made = backup.back_up(data)
    now = operation(data)
    assert now.proof and (now.proof.detail, now.proof.outcome, now.proof.version) == (made.path.name, "done", 0)
    assert now.check and now.check.detail == "0"
    assert re.search(r"Bản này khôi phục thử được lúc .+ \(phiên bản số liệu 0\)", Visitor("admin").said())
    made.path.with_name("z-copied-by-hand.backup").write_bytes(b"x")
    assert "Chưa có lần khôi phục thử nào của bản này" in Visitor("admin").said()

    with data.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO upload (id, at, \"by\", kind, is_sample, changes) VALUES (7, '2026-01-01', '', 'import', FALSE, '{}')"
        )
    found = len(checked(data))
    assert found > 0
    assert re.search(rf"Kiểm tra số liệu gần nhất: .+, {found} điều không đúng", Visitor("admin").said())


def test_the_state_counts_sessions_and_people_where_people_sign_in(data: Database) -> None:
    for name in ("lan", "minh"):
        an_account(data, name, "administrator")
    sign_in(data, "lan", PASSWORD, address="192.0.2.7")
    now = operation(data)
    assert (now.sessions, now.people) == (3, 2)


@pytest.mark.parametrize(
    ("kind", "words", "term"),
    [
        ("party_term", "2025–2030", "party_term:2025-2030"), ("half_year", "6 tháng đầu 2027", "half_year:2027-H1"),
        ("branch_term", "2025-2027", "branch_term:2025-2027"), ("quarter", "Quý III năm 2027", "quarter:2027-Q3"),
    ],
)  # fmt: skip
def test_a_term_is_named_as_it_is_written_and_its_field_is_empty_again(
    data: Database, kind: str, words: str, term: str
) -> None:
    visitor = Visitor("admin")
    visitor.app.selectbox(key="admin.terms.kind").set_value(kind).run()
    visitor.app.text_input(key="admin.terms.label").set_value(words).run()
    visitor.click("admin.terms.do_add")

    with data.read() as connection:
        assert load_reference(connection).named_terms == (term,)
    assert visitor.app.text_input(key="admin.terms.label").value == ""
