"""Compare, show, tested: the page of duplicates: what it says of a pair, and the three answers with their way back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from data_access.database import Database
from tests.people import OPERATOR
from tests.row_builders import a_model, committed, models
from tests.upload_visits import Visitor, data
from work import start

__all__ = ["data"]


@pytest.fixture
def pair(data: Database) -> Iterator[Database]:
    """One model of Quận 3 in two spellings."""
    committed(
        data,
        models(
            a_model("Tuyến hẻm xanh - sạch - đẹp", report_year=2022, source_row=5),
            a_model("Tuyến hẻm xanh, sạch, đẹp hơn", report_year=2023, source_row=6),
        ),
    )
    yield data


def names(database: Database) -> dict[str, int]:
    """How many current rows each model has, by the name of its oldest row."""
    query = text("SELECT min(name), count(*) FROM dan_van_model WHERE removed_by IS NULL GROUP BY model_key")
    with database.read() as connection:
        return {name: count for name, count in connection.execute(query)}


def key(visitor: Visitor, start: str) -> str:
    return next(str(button.key) for button in visitor.app.button if str(button.key).startswith(start))


@pytest.mark.parametrize(
    ("lang", "said"),
    [("vi", "Chưa thấy mô hình nào có vẻ được báo cáo hai lần."), ("en", "No model looks as if")],
)
def test_without_duplicates_the_page_says_so(data: Database, lang: str, said: str) -> None:
    committed(data, models(a_model("A"), a_model("B")))
    assert said in Visitor("duplicates", lang).said()


def test_a_pair_stands_side_by_side_with_what_differs_in_bold_and_where_it_comes_from(pair: Database) -> None:
    visitor = Visitor("duplicates")

    assert "**Có thể là một** · Vì: tên giống 91%, cùng đơn vị thực hiện, hai năm liền nhau." in visitor.said()
    assert visitor.table() == [
        ["Tên mô hình", "Tuyến hẻm xanh, sạch, đẹp **hơn**", "Tuyến hẻm xanh \\- sạch \\- đẹp"],
        ["Quận/huyện", "Quận 3", "Quận 3"],
        ["Đơn vị thực hiện", "UBND Phường 1", "UBND Phường 1"],
        ["Các năm", "**2023**", "**2022**"],
        [
            "Nguồn",
            "2023\\: 0\\.xlsx · Biểu 1 · dòng 6 · lần tải lên 1",
            "2022\\: 0\\.xlsx · Biểu 1 · dòng 5 · lần tải lên 1",
        ],
    ]


def test_a_merge_says_what_it_did_and_can_be_undone_at_once(pair: Database) -> None:
    visitor = Visitor("duplicates")
    visitor.click(key(visitor, "duplicates.keep_second."))

    assert "Đã gộp «Tuyến hẻm xanh, sạch, đẹp hơn» vào «Tuyến hẻm xanh \\- sạch \\- đẹp»" in visitor.said()
    assert "Chưa thấy mô hình nào" in visitor.said()
    assert names(pair) == {"Tuyến hẻm xanh - sạch - đẹp": 2}
    visitor.click("duplicates.undo")
    assert "Đã hoàn tác." in visitor.said() and visitor.has_button("duplicates.keep_first.")
    assert names(pair) == {"Tuyến hẻm xanh - sạch - đẹp": 1, "Tuyến hẻm xanh, sạch, đẹp hơn": 1}


def test_of_two_people_the_second_hears_that_it_is_decided(pair: Database) -> None:
    first, second = Visitor("duplicates"), Visitor("duplicates", "en")
    pressed = key(second, "duplicates.keep_first.")
    first.click(key(first, "duplicates.apart."))
    assert "là hai mô hình; cặp này không được hỏi lại" in first.said()
    second.click(pressed)

    assert "This pair was decided on already" in second.said() and pair.version() == 2
    assert names(pair) == {"Tuyến hẻm xanh - sạch - đẹp": 1, "Tuyến hẻm xanh, sạch, đẹp hơn": 1}


def test_the_history_tells_a_merge_from_two_models_kept_apart(pair: Database) -> None:
    visitor = Visitor("duplicates")
    visitor.click(key(visitor, "duplicates.keep_first."))
    history = Visitor("history")

    assert "**Lần tải lên 2** · Gộp mô hình trùng" in history.said()
    assert history.app.expander[0].label == "gộp 1 dòng"
    history.click("history.undo.2").click("history.confirm.2")
    visitor = Visitor("duplicates")
    visitor.click(key(visitor, "duplicates.apart."))
    assert "**Lần tải lên 4** · Xác định là hai mô hình" in Visitor("history").said()


def test_pairs_are_shown_by_unit_and_can_be_narrowed_to_one(pair: Database) -> None:
    committed(
        pair, models(a_model("Khu phố không rác", unit="760"), a_model("KP không rác", unit="760", report_year=2024))
    )
    visitor = Visitor("duplicates")
    assert [each.value for each in visitor.app.subheader] == ["Quận 1", "Quận 3"]
    visitor.app.selectbox(key="duplicates.unit").select("770").run()
    assert [each.value for each in visitor.checked().app.subheader] == ["Quận 3"]


def test_clearing_the_samples_takes_merges_of_them_back_too(data: Database) -> None:
    rows = [a_model("Khu phố không rác", report_year=2022), a_model("KP không rác", report_year=2023)]
    committed(data, models(*rows), is_sample=True)
    visitor = Visitor("duplicates")
    visitor.click(key(visitor, "duplicates.keep_second."))
    start.clear_sample(OPERATOR)

    assert names(data) == {} and not start.sample_banner()
