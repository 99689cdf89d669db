"""Show and ask, tested: remembering a spelling on the upload page, and the page where it can be looked at and let go."""

from __future__ import annotations

import pytest

from data_access.database import Database
from data_access.spelling import with_marks
from tests.people import OPERATOR
from tests.upload_visits import Visitor, data, rows
from tests.workbooks import a_workbook
from work.imports import commit_prepared, prepare
from work.options import Options
from work.remembered import all_answers
from work.rights import Person

__all__ = ["data"]

BINH_THANH, GO_VAP, BINH_TAN = "765", "764", "777"


def explained(data: Database, *answers: tuple[str, str], by: str = "Lan") -> None:
    """An upload for each spelling."""
    for spelling, unit in answers:
        said = Options(answers={with_marks(spelling): unit})
        content = a_workbook({"Biểu 1": rows((spelling, 3, 1))})
        commit_prepared(data, Person.operator(by), prepare(data, [("a.xlsx", content)], said))


def asked() -> Visitor:
    """A visitor who is asked what «Q. Bình Hòa» means."""
    return Visitor("upload").drop(a=rows(("Q. Bình Hòa", 3, 1), ("Quận Gò Vấp", 1, 1)))


def choose(visitor: Visitor, unit: str) -> Visitor:
    visitor.app.get("button_group")[0].set_value(unit).run()
    return visitor.checked()


def shown(visitor: Visitor) -> list[str]:
    """The remembered answers on the page, from the top."""
    return [each.value for each in visitor.app.markdown if each.value.startswith("«") and "→" in each.value]


def test_a_spelling_is_remembered_unless_the_tick_is_taken_away(data: Database) -> None:
    visitor = asked()
    assert [each.value for each in visitor.app.checkbox] == [True]
    choose(visitor, BINH_THANH)
    assert visitor.app.button(key="upload.answered.0").label == "«Q\\. Bình Hòa»\\: Quận Bình Thạnh · sẽ nhớ"

    visitor.click("upload.answered.0").app.checkbox[0].uncheck().run()
    choose(visitor, BINH_THANH)
    assert visitor.app.button(key="upload.answered.0").label.endswith("· chỉ lần này")
    visitor.click("upload.commit")
    assert data.version() == 1 and all_answers(data) == []


def test_what_was_answered_is_not_asked_again_but_told_with_its_day(data: Database) -> None:
    visitor = choose(asked(), BINH_THANH).click("upload.commit")
    assert "- Nhớ: «Q\\. Bình Hòa» là Quận Bình Thạnh." in visitor.said()

    again = Visitor("upload").drop(a=rows(("Q. Bình Hòa", 9, 1), ("Quận Tân Bình", 1, 1)))
    assert again.app.button(key="upload.known.0").label == "«Q\\. Bình Hòa»\\: Quận Bình Thạnh · đã nhớ"
    told = [cell for table in again.app.table for row in table.value.values.tolist() for cell in row]
    assert any("được hiểu là Quận Bình Thạnh như đã trả lời ngày" in cell for cell in told)

    again.click("upload.known.0")
    assert not again.has_button("upload.commit") and not again.has_button("upload.known")
    assert again.app.get("button_group")[0].options[0] == "Quận Bình Thạnh"
    choose(again, BINH_TAN).click("upload.commit")
    assert [(each.spelling, each.unit) for each in all_answers(data)] == [("Q. Bình Hòa", BINH_TAN)]


def test_answers_can_be_remembered_when_the_file_changes_nothing(data: Database) -> None:
    said = Options(answers={"q bình hòa": BINH_THANH}, not_kept=["q bình hòa"])
    content = a_workbook({"Biểu 1": rows(("Q. Bình Hòa", 3, 1), ("Quận Gò Vấp", 1, 1))})
    commit_prepared(data, OPERATOR, prepare(data, [("a.xlsx", content)], said))
    again = choose(asked(), BINH_THANH)
    assert again.app.button(key="upload.commit").label == "Nhớ 1 câu trả lời"
    again.click("upload.commit")

    assert [(each.spelling, each.unit, each.upload) for each in all_answers(data)] == [("Q. Bình Hòa", BINH_THANH, 2)]
    assert "Đã ghi nhận: lần tải lên 2." in again.said() and "Tổng các đơn vị không đổi." in again.said()


@pytest.mark.parametrize(
    ("lang", "said"), [("vi", "Chưa có cách viết nào được nhớ."), ("en", "No spelling is remembered yet.")]
)
def test_an_empty_page_says_what_to_do(data: Database, lang: str, said: str) -> None:
    visitor = Visitor("admin", lang)

    assert said in visitor.said() and len(visitor.app.get("page_link")) == 1


def test_the_page_lists_the_newest_first_and_finds_by_any_word(data: Database) -> None:
    explained(data, ("Q. Bình Hòa", BINH_THANH), ("G.V.P", GO_VAP))
    visitor = Visitor("admin")
    assert shown(visitor) == [
        "«G\\.V\\.P» → **Quận Gò Vấp** :gray[Thành phố Hồ Chí Minh]",
        "«Q\\. Bình Hòa» → **Quận Bình Thạnh** :gray[Thành phố Hồ Chí Minh]",
    ]
    assert "lần tải lên 2 · Lan" in visitor.said().replace("\\", "")

    for words, count in (("binh hoa", 1), ("Gò Vấp", 1), ("ho chi minh", 2), ("lan", 2), ("không có", 0)):
        visitor.app.text_input(key="admin.answers.filter").set_value(words).run()
        assert len(shown(visitor.checked())) == count


def test_fifty_stand_on_a_page(data: Database) -> None:
    said = {f"bí danh {chr(97 + n // 26)}{chr(97 + n % 26)}": GO_VAP for n in range(52)}
    content = a_workbook({"Biểu 1": rows(*((name, 1, 1) for name in said))})
    commit_prepared(data, OPERATOR, prepare(data, [("a.xlsx", content)], Options(answers=said)))
    visitor = Visitor("admin")
    assert len(shown(visitor)) == 50

    visitor.app.session_state["admin.answers.page"] = 2
    visitor.app.run()
    assert len(shown(visitor.checked())) == 2


def test_an_answer_is_let_go_after_a_question_and_only_once(data: Database) -> None:
    explained(data, ("Q. Bình Hòa", BINH_THANH), ("G.V.P", GO_VAP))
    visitor = Visitor("admin").click("admin.forget.1")
    assert data.version() == 2 and "lần tải lên sau sẽ hỏi lại" in visitor.said()
    visitor.click("admin.confirm.1")

    assert [each.spelling for each in all_answers(data)] == ["G.V.P"] and data.version() == 3
    assert "(lần tải lên 3)" in visitor.app.success[0].value.replace("\\", "") and len(shown(visitor)) == 1


def test_what_somebody_else_let_go_meanwhile_is_told(data: Database) -> None:
    explained(data, ("Q. Bình Hòa", BINH_THANH))
    one, two = Visitor("admin").click("admin.forget.1"), Visitor("admin").click("admin.forget.1")
    one.click("admin.confirm.1")
    two.click("admin.confirm.1")

    assert data.version() == 2 and not two.app.exception


def test_the_history_tells_what_was_remembered_and_forgotten(data: Database) -> None:
    explained(data, ("Q. Bình Hòa", BINH_THANH))
    Visitor("admin").click("admin.forget.1").click("admin.confirm.1")
    visitor = Visitor("history")
    labels = [each.label for each in visitor.app.expander]

    assert labels == ["bỏ 1 cách viết", "mới 2 · nhớ 1 cách viết"]
    assert "**Lần tải lên 2** · Danh mục, câu trả lời" in visitor.said()
    visitor.click("history.undo.2")
    assert "- «Q\\. Bình Hòa» · Quận Bình Thạnh" in visitor.said()
    visitor.click("history.confirm.2")
    assert [each.upload for each in all_answers(data)] == [3]


def test_a_hostile_spelling_stays_literal(data: Database) -> None:
    explained(data, ("<b>[x](http://127.0.0.1:9/p)$y$ :smile:", BINH_THANH))
    (line,) = shown(Visitor("admin"))

    assert "<b>" not in line.replace("\\<b", "") and "[x](" not in line and "$y$" not in line
