"""Export, ask, tested: short codes: the same view has the same one, and whoever types it sees that view again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from data_access.database import Database
from data_access.view_codes import LETTERS, SHORTEST, code_for, plain_code, view_of_code
from tests.facts import Facts
from tests.slide_reading import read_slides
from tests.upload_visits import Visitor, data
from work.imprints import Imprint
from work.slide_shows import export_slides
from work.view_codes import kept_code

__all__ = ["data"]

codes = st.dictionaries(
    st.sampled_from(["unit", "term", "kind", "v", "measure"]), st.lists(st.text("0123456789-@", max_size=9), max_size=3)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.sampled_from(["overview", "models", "compare"]), codes)
def test_a_view_comes_back_from_its_code(data: Database, page: str, asked: dict[str, list[str]]) -> None:
    code = code_for(data, page, asked)

    assert code_for(data, page, dict(reversed(asked.items()))) == code
    assert len(code) >= SHORTEST and set(code) <= set(LETTERS)
    with data.read() as connection:
        assert view_of_code(connection, f" {code[:3].lower()}-{code[3:]} ") == (
            page,
            {n: v for n, v in asked.items() if v},
        )


def test_two_views_with_one_short_code_get_longer_ones(database: Database) -> None:
    code = code_for(database, "models", {"v": ["1"]})
    with database.write() as connection:
        connection.exec_driver_sql(f"UPDATE view_code SET page = 'training' WHERE code = '{code}'")

    longer = code_for(database, "models", {"v": ["1"]})

    assert longer.startswith(code) and len(longer) == SHORTEST + 1
    with database.read() as connection:
        assert view_of_code(connection, code) == ("training", {"v": ["1"]})
        assert view_of_code(connection, longer) == ("models", {"v": ["1"]})
        assert view_of_code(connection, "222222") is None


def test_a_code_that_another_writes_in_the_same_moment_is_given_to_both(database: Database) -> None:
    code = code_for(database, "models", {"v": ["1"]})
    asked = {"code": code, "page": "models", "codes": '{"v":["1"]}'}
    with database.write() as connection:
        connection.execute(text("DELETE FROM view_code"))
    with ThreadPoolExecutor(1) as aside:
        with database.write() as connection:
            connection.execute(text("INSERT INTO view_code (code, page, codes) VALUES (:code, :page, :codes)"), asked)
            other = aside.submit(code_for, database, "models", {"v": ["1"]})
            wait([other], timeout=0.5)  # it has seen no such code, and waits for its turn to write

        assert other.result(timeout=10) == code


def test_letters_that_look_alike_are_in_no_code() -> None:
    assert (len(LETTERS), set("0O1I") & set(LETTERS)) == (32, set())
    assert plain_code("k7f-3 q2") == "K7F3Q2"


def test_a_file_carries_the_code_that_opens_its_page_again(data: Database) -> None:
    facts = Facts(data)
    facts.stated("770", "party_term:2020-2025", 260, ">")
    facts.upload()
    code = kept_code(data, "models", {"unit": ["770"]}, 1)
    visitor = Visitor("records")
    visitor.app.query_params["code"] = code
    visitor.app.run()

    notes = read_slides(export_slides(["models"], {"unit": ["770"]}, "vi", imprint=Imprint(code=code)).content)[1].notes
    assert f"Mã mở lại: {code}" in notes
    assert visitor.checked().app.title[0].value == "Mô hình"
    assert {name: visitor.app.query_params[name] for name in ("unit", "v")} == {"unit": "770", "v": "1"}


def test_a_code_can_be_typed_into_the_search_page(data: Database) -> None:
    facts = Facts(data)
    facts.stated("770", "party_term:2020-2025", 260, ">")
    facts.upload()
    code = kept_code(data, "training", {"unit": ["770"]}, 1)
    visitor = Visitor("records")

    visitor.app.text_input(key="records.code").set_value(code.lower()).run()

    assert visitor.checked().app.title[0].value == "Tập huấn"


def test_a_code_that_nobody_was_given_is_said_to_be_unknown(data: Database) -> None:
    visitor = Visitor("records")
    visitor.app.text_input(key="records.code").set_value("ZZZZZZ").run()

    assert "Chưa có góc nhìn nào mang mã này." in visitor.checked().said()


@pytest.mark.parametrize("is_closed_by_the_same_click", [False, True])
def test_a_code_typed_behind_export_leads_to_its_view(data: Database, *, is_closed_by_the_same_click: bool) -> None:
    facts = Facts(data)
    facts.stated("770", "party_term:2020-2025", 260, ">")
    facts.upload()
    code = kept_code(data, "models", {"unit": ["770"]}, 1)
    visitor = Visitor("overview")
    visitor.unfold("head.export")
    visitor.app.session_state["head.export"] = not is_closed_by_the_same_click

    visitor.app.text_input(key="export.code").set_value(code).run()

    assert visitor.checked().app.title[0].value == "Mô hình"
    assert visitor.app.query_params["unit"] == "770"
