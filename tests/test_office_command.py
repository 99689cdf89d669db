"""Ask and commit, tested: settings, units, terms and locks on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from commands import main
from data_access.database import Database, open_database
from tests.facts import Facts
from work import start


@pytest.fixture
def data(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A database with classes of two years, which the commands open."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    opened = open_database(database_url)
    facts = Facts(opened)
    for year in (2021, 2025):
        facts.training("770", year, 10)
    facts.upload()
    yield opened
    opened.close()
    start.database().close()


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    """The exit code, and what the command said: its object with ``--json``, else its sentences."""
    code = main(words)
    said = capsys.readouterr()
    return code, json.loads(said.out) if "--json" in words and code == 0 else (said.out + said.err).strip()


def test_a_rule_is_tried_set_and_read(data: Database, capsys: pytest.CaptureFixture[str]) -> None:
    rule = ("settings", "set", "plan_years", "with")
    assert run(capsys, *rule, "--dry-run") == (0, "2 số thay đổi\nLớp tập huấn: 2\nChưa ghi gì (--dry-run).")
    assert run(capsys, *rule, "--json") == (0, {"upload": 2, "changed": 2, "stages_only": 0})
    assert run(capsys, *rule) == (0, "Thiết lập đã là như vậy; không có gì thay đổi.")
    assert run(capsys, "settings", "list", "--json")[1]["plan_years"] == "with"
    assert "plan_years = with" in run(capsys, "settings", "list")[1]
    figures = ("figures", "--measure", "training_sessions", "--term-kind", "party_term", "--roll-up", "--json")
    assert [(each["term"], each["value"]) for each in run(capsys, *figures)[1]] == [
        ("2020-2025", 10),
        ("2025-2030", 10),
    ]
    assert [(each["term"], each["value"]) for each in run(capsys, *figures, "--as-of", "1")[1]] == [("2020-2025", 20)]
    assert run(capsys, "settings", "set", "plan_years", "2021") == (
        1, "«2021» không chọn được; chọn một trong: after, with.",
    )  # fmt: skip


def test_units_are_added_ended_and_linked(data: Database, capsys: pytest.CaptureFixture[str]) -> None:
    add = ("units", "add", "99999", "--level", "commune", "--type", "Xã", "--name", "Thử Nghiệm", "--province", "79")
    assert run(capsys, *add, "--from", "2026-01-01", "--json") == (0, {"upload": 2})
    assert run(capsys, *add, "--from", "2026-05-01")[0] == 1
    assert run(capsys, *add, "--from", "mai") == (2, "«mai» không phải một ngày. Ghi như 2025-07-01.")
    assert run(capsys, "units", "link", "770", "99999", "--from", "2026-01-01", "--as", "Lan")[0] == 0
    assert run(capsys, "units", "end", "99999", "--last", "2026-12-31") == (
        0, "Đã ghi (lần tải lên 4). Hoàn tác được ở Lịch sử tải lên.",
    )  # fmt: skip
    (unit,) = [each for each in run(capsys, "units", "list", "--json")[1] if each["code"] == "99999"]
    assert (unit["name"], unit["province"], unit["valid_to"]) == ("Xã Thử Nghiệm", "79@2025-07-01", "2026-12-31")
    assert "99999@2026-01-01 · Xã Thử Nghiệm · Thành phố Hồ Chí Minh" in run(capsys, "units", "list")[1]
    assert run(capsys, "units", "list", "không có đâu") == (0, "Không có đơn vị nào tên «không có đâu».")
    assert [(each["upload"], each["kind"], each["by"]) for each in run(capsys, "uploads", "--json")[1]][1:] == [
        (2, "reference", ""), (3, "reference", "Lan"), (4, "reference", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Quận 1", ["760"]), ("quan 3", ["770"]), ("Thủ Đức", ["762", "769@2021-01-01", "26824@2025-07-01"]),
    ],
)  # fmt: skip
def test_the_code_of_a_unit_is_found_by_its_name(
    data: Database, capsys: pytest.CaptureFixture[str], words: str, found: list[str]
) -> None:
    listed = run(capsys, "units", "list", words, "--json")[1]
    of_a_province = run(capsys, "units", "list", "Hà Nội", "--json")[1]

    assert [each["id"] for each in listed] == found
    assert {each["province"] for each in of_a_province} == {None, "01", "01@2025-07-01"}


def test_a_locked_term_stops_an_undo_until_it_is_unlocked(data: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "terms", "list") == (0, "Không có kỳ nào khóa.")
    assert run(capsys, "terms", "add", "2025-2030", "--json") == (0, {"upload": 2})
    assert run(capsys, "terms", "lock", "2020-2025", "--reason", "Đã báo cáo", "--as", "Lan") == (
        0, "Đã khóa 2020–2025 (lần tải lên 3).",
    )  # fmt: skip
    code, said = run(capsys, "undo", "1")
    assert code == 1 and "2020–2025 đã khóa" in said and data.version() == 3
    assert run(capsys, "terms", "list", "--json")[1] == {
        "terms": ["party_term:2025-2030"],
        "days": {},
        "locked": [{"term": "party_term:2020-2025", "reason": "Đã báo cáo", "by": "Lan", "upload": 3}],
    }
    assert "Đã báo cáo" in run(capsys, "terms", "list")[1]
    assert run(capsys, "terms", "unlock", "2020-2025", "--reason", "Sửa số")[0] == 0
    assert run(capsys, "undo", "1")[0] == 0
    assert run(capsys, "terms", "lock", "kind:year", "--reason", "Xong")[0] == 0
    assert run(capsys, "terms", "lock", "hôm qua", "--reason", "Xong")[0] == 2


def test_the_days_of_a_term_are_set_and_given_back(data: Database, capsys: pytest.CaptureFixture[str]) -> None:
    days = ("terms", "days", "2020-2025")
    assert run(capsys, *days, "--from", "2020-10-18") == (
        2, "Cần cả ngày đầu tiên (--from) và ngày cuối cùng (--to), hoặc --as-label.",
    )  # fmt: skip
    assert run(capsys, *days, "--from", "2020-10-18", "--to", "2025-10-14", "--json") == (0, {"upload": 2})
    assert run(capsys, "terms", "list", "--json")[1]["days"] == {"party_term:2020-2025": ["2020-10-18", "2025-10-14"]}
    assert "từ 18/10/2020 đến 14/10/2025" in run(capsys, "terms", "list")[1]
    code, said = run(capsys, "terms", "days", "2023", "--from", "2023-01-02", "--to", "2023-12-31")
    assert (code, said.startswith("Năm 2023 có ngày theo lịch") or said) == (1, True)
    assert run(capsys, *days, "--as-label")[0] == 0
    assert run(capsys, "terms", "list", "--json")[1]["days"] == {}
