"""Export, tested: the copy for a hall without a network: its numbers, its words, and that no name can break out of it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from commands import main
from data_access.database import Database
from data_access.measures import MEASURES, MODELS
from data_access.tables import Upload
from reports.export_content import About, Origin
from reports.offline import offline_page
from reports.offline_content import Choice, OfflineCard, OfflineCopy, OfflinePage, OfflineState
from tests.facts import Facts
from tests.upload_visits import data
from work import start
from work.falls import falls_told
from work.imprints import Imprint
from work.offline import export_offline
from work.page_content import PAGES, view_of

__all__ = ["data"]
Q1, Q3, OF_HANOI = "760", "770", "001"
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
BEFORE, TERM = "party_term:2015-2020", "party_term:2020-2025"


@pytest.fixture
def facts(data: Database) -> Facts:
    """Two terms, two units, bounds, a gap."""
    known = Facts(data)
    known.stated(Q1, BEFORE, 100)
    known.stated(Q3, BEFORE, 79)
    known.stated(Q1, TERM, 203)
    known.stated(Q3, TERM, 260, ">")
    known.stated(Q1, TERM, 11, measure="training_sessions")
    known.stated(Q1, TERM, 2353, measure="attendances")
    known.model(Q1, "Bếp ăn nghĩa tình", 2024, sector="economy", stage="recognised")
    known.commended(Q3, 2024)
    known.upload()
    return known


def content_of(page: bytes) -> dict[str, Any]:
    """What the script of the file reads."""
    found = re.search(r'<script type="application/json" id="content">(.*?)</script>', page.decode(), re.S)
    assert found
    content: dict[str, Any] = json.loads(found.group(1))
    return content


def made(codes: dict[str, list[str]] | None = None, lang: str = "vi", **more: Any) -> tuple[bytes, dict[str, Any]]:
    """The file and its content."""
    page = export_offline(codes or {}, lang, imprint=Imprint(now=NOW, **more)).content
    return page, content_of(page)


def exhibits(content: dict[str, Any], state: str) -> dict[str, dict[str, Any]]:
    """The exhibits of a state by the end of their key."""
    found = [content["exhibits"][place] for place in content["states"][state]["exhibits"]]
    return {each["key"].split(".")[1]: each for each in found}


def test_every_choice_of_its_reader_says_what_the_pages_say(facts: Facts) -> None:
    _, content = made()

    cards = {state: [card[1] for card in found["cards"]] for state, found in content["states"].items()}
    assert {state: said for state, said in cards.items() if state.startswith("overview|models|")} == {
        f"overview|models|{BEFORE}|": ["179", "–", "–", "–"],
        f"overview|models|{TERM}|": [">463", "11", "2.353", "1"],
    }
    assert content["terms"] == [[TERM, "2020–2025", 0], [BEFORE, "2015–2020", 0]]
    assert content["start"] == ["overview", "models", TERM]


def test_its_charts_hold_bounds_gaps_and_previous_terms_as_they_are(facts: Facts) -> None:
    _, content = made()
    found = exhibits(content, f"overview|models|{TERM}|")

    ranking = found["ranking"]
    at = {name: place for place, name in enumerate(ranking["columns"])}
    told = [[row[at[name]] for name in ("label", "value", "text", "previous", "missing")] for row in ranking["rows"]]
    assert told[:2] == [["Quận 3", 260, ">260", 79, 0], ["Quận 1", 203, "203", 100, 0]]
    assert {(row[1], row[4]) for row in told[2:]} <= {(None, 1)}
    heat = found["heat"]
    names = [name for _, name in heat["units"]]
    assert heat["cells"][names.index("Quận 3")] == [["79", 2], [">260", 7]]
    assert heat["total"] == ["Tổng cộng", "179", ">463"]
    assert heat["side"][-1] == ">+284"
    assert content["provinces"] == [["", "Tất cả tỉnh, thành phố", 0]]


def test_every_number_of_every_state_is_one_of_the_database(facts: Facts) -> None:
    facts.stated(OF_HANOI, TERM, 12)
    facts.upload()
    _, content = made()
    assert [key for key, *_ in content["provinces"]] == ["", "01", "79"]

    for state, found in content["states"].items():
        page, measure, term, province = state.split("|")
        if not PAGES[page].tells:
            continue
        codes = {"kind": ["party_term"], "term": [term.split(":")[1]]} | ({"province": [province]} if province else {})
        view = view_of(page, codes)
        figures = {f.unit: f for f in view.figures(MEASURES[measure], view.at(term))}
        ranking = exhibits(content, state)["ranking"]
        if ranking.get("empty"):
            assert figures == {}, state
            continue
        at = {name: place for place, name in enumerate(ranking["columns"])}
        held = {row[at["unit"]]: row[at["text"]] for row in ranking["rows"] if not row[at["missing"]]}
        assert held == {unit: f.amount.written("vi") for unit, f in figures.items()}, (state, found["filters"])


def column_of(exhibit: dict[str, Any], *names: str) -> dict[str, Any]:
    """What some columns of an exhibit say, by the first column that names a row."""
    at = {name: place for place, name in enumerate(exhibit.get("columns", ()))}
    key = next(name for name in ("name", "unit", "label", "measure") if name in at or not at)
    found = {row[at[key]]: tuple(row[at[name]] for name in names) for row in exhibit.get("rows", ())}
    return {name: said[0] if len(names) == 1 else said for name, said in found.items()}


@pytest.fixture
def followed(facts: Facts) -> Facts:
    """The same with targets and programmes."""
    facts.target(Q1, TERM, 210)
    facts.target(Q3, TERM, 240)
    facts.target(Q1, TERM, 20, measure="training_sessions")
    facts.programme(Q3, "Giữ gìn trật tự", TERM, lead_body="Công an quận")
    facts.upload()
    return facts


def test_both_sides_of_a_comparison_are_those_of_the_database_for_every_choice(followed: Facts) -> None:
    _, content = made()
    asked = 0
    for state in content["states"]:
        page, measure, term, _ = state.split("|")
        if page != "compare":
            continue
        other = TERM if term == BEFORE else BEFORE
        view = view_of(page, {"kind": ["party_term"]})
        sides = [
            {view.name(str(f.unit)): f.amount.written("vi") for f in view.figures(MEASURES[measure], view.at(each))}
            for each in (term, other)
        ]
        shown = exhibits(content, state)
        # A measure that nobody has figures of in either term has nothing to show.
        held = column_of(shown["pair"], "a_text", "b_text") if "pair" in shown else {}
        assert {name: a for name, (a, _) in held.items() if a not in ("", "–")} == sides[0], state
        assert {name: b for name, (_, b) in held.items() if b not in ("", "–")} == sides[1], state
        for key in ("spread", "tiles"):
            said = column_of(shown[key], "label", "text") if key in shown else {}
            told = {name: words for name, words in said.values() if words}
            assert told in ({}, sides[0]), (state, key)
            asked += len(told)
    assert asked > 8


def test_targets_programmes_and_who_has_reported_are_those_of_the_database(followed: Facts) -> None:
    _, content = made()
    for term, having in ((TERM, "2/22"), (BEFORE, "2/24")):
        targets = exhibits(content, f"targets|models|{term}|")["table"]
        at = {name: place for place, name in enumerate(targets["columns"])}
        assert [[row[at[name]] for name in ("unit", "kind", "goal", "done")] for row in targets["rows"]] == [
            ["Quận 1", "Mô hình", "210", "203/210 (97%)"],
            ["Quận 1", "Lớp tập huấn", "20", "11/20 (55%)"],
            ["Quận 3", "Mô hình", "240", ">260/240"],
        ]
        programmes = exhibits(content, f"programmes||{term}|")["table"]
        assert column_of(programmes, "unit", "lead") == {"Giữ gìn trật tự": ("Quận 3", "Công an quận")}
        measures = exhibits(content, f"completeness|models|{term}|")["measures"]
        assert column_of(measures, "having")["Mô hình «Dân vận khéo»"] == having
        units = column_of(exhibits(content, f"completeness|models|{term}|")["units"], "models", "attendances")
        spoken = {unit: said for unit, said in units.items() if said != ("chưa nộp", "chưa nộp")}
        assert set(spoken) == {"Quận 1", "Quận 3"}


def test_it_holds_all_that_must_be_told_with_it(facts: Facts) -> None:
    page, content = made({"unit": [Q1], "measure": ["attendances"]}, "en", by_whom="Văn phòng", address="unit=760")

    assert content["about"]["facts"][0] == ["Data version", "1"]
    assert [fact[1] for fact in content["about"]["facts"][-2:]] == ["Văn phòng", "unit=760"]
    assert content["about"]["sources"] == ["bieu-1.xlsx (upload 1)"]
    assert content["start"] == ["overview", "attendances", TERM]
    assert {state["narrowed"] for state in content["states"].values()} == {"Quận 1"}
    meanings = [measure[3] for each in content["pages"] for measure in each["measures"]]
    assert all(meanings) and len(meanings) == sum(len(each.measures) for each in PAGES.values())
    assert b'<html lang="en">' in page


def test_nothing_in_it_may_ask_a_network(copy_with: Callable[[str], OfflineCopy]) -> None:
    said = offline_page(copy_with("Quận 3")).decode()

    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', said)
    assert policy and policy.group(1).startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy.group(1)
    for pattern, rule in ((r"<script>(.*?)</script>", "script-src"), (r"<style>(.*?)</style>", "style-src")):
        (inline,) = re.findall(pattern, said, re.S)
        digest = b64encode(sha256(inline.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy.group(1)
    outside = set(re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]+[^\s\"'<]*", said.split('id="content"')[0]))
    assert outside == set()
    assert re.findall(r"<(?:link|img|iframe|script)[^>]*\b(?:src|href)=", said) == []


@pytest.mark.slow
def test_a_large_office_stays_far_below_six_megabytes(data: Database) -> None:
    facts = Facts(data)
    communes = [unit.id for unit in start.reference().units.values() if unit.province == "79@2025-07-01"]
    for place, commune in enumerate(communes):
        for year in (2026, 2027):
            for measure in ("models", "training_sessions", "attendances"):
                facts.stated(commune, f"year:{year}", 1000 + place, measure=measure)
    facts.upload()

    page, content = made({"kind": ["year"]})
    assert (len(communes), len(content["terms"])) == (168, 2)
    assert len(page) < 800_000


def test_a_term_of_another_kind_brings_the_terms_of_that_kind(facts: Facts) -> None:
    facts.stated(Q1, "year:2023", 7)
    facts.stated(Q1, "year:2024", 9)
    facts.upload()

    _, content = made({"kind": ["year"], "term": ["2023"]})
    assert [key for key, *_ in content["terms"]] == ["year:2024", "year:2023"]
    assert content["start"][2] == "year:2023"
    assert content["states"]["models|models|year:2023|"]["cards"][0][1] == "7"


def test_an_empty_database_makes_a_file_that_says_so(data: Database) -> None:
    _, content = made()

    assert (content["terms"], content["states"], content["exhibits"]) == ([], {}, [])
    assert "Đây không phải là số 0." in content["words"]["empty"]


@pytest.fixture
def copy_with() -> Callable[[str], OfflineCopy]:
    """A copy in which everything that comes from people is one text."""

    def build(name: str) -> OfflineCopy:
        about = About(name, name, 1, NOW, NOW, "vi", (MODELS,), name, name, (Origin(name, 1),))
        state = OfflineState(
            "models", "models", TERM, "", name, name, (OfflineCard(name, name, name),), (), ((name, name),), name
        )
        page = OfflinePage("models", name, (MODELS,), False)
        return OfflineCopy(
            about, (page,), (Choice(TERM, name),), (Choice("", name),), (state,), ("models", "models", TERM)
        )

    return build


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_no_name_breaks_out_of_its_text(copy_with: Callable[[str], OfflineCopy], name: str) -> None:
    for hostile in (name, f"</script><script>{name}", f"<!--{name}]]>&lt;"):
        page = offline_page(copy_with(hostile))
        plain = offline_page(copy_with("Quận 3"))

        state = content_of(page)["states"][f"models|models|{TERM}|"]
        assert (state["gaps"], state["fell"]) == ([[hostile, hostile]], hostile)
        assert len(re.findall(rb"<[a-zA-Z/!]", page)) == len(re.findall(rb"<[a-zA-Z/!]", plain))


def test_equal_content_gives_equal_bytes(copy_with: Callable[[str], OfflineCopy]) -> None:
    assert offline_page(copy_with("Quận 3")) == offline_page(copy_with("Quận 3"))


def test_the_command_line_writes_it(facts: Facts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hoi-truong.html"

    assert main(["export", str(path), "--term", "2015-2020", "--term-kind", "party_term", "--measure", "models"]) == 0
    content = content_of(path.read_bytes())
    assert content["start"] == ["overview", "models", BEFORE]
    assert [key for key, *_ in content["terms"]] == [TERM, BEFORE]
    assert capsys.readouterr().out == f"Đã ghi bản xem ngoại tuyến vào {path}, phiên bản số liệu 1.\n"


def test_the_command_line_writes_no_copy_of_nothing(
    data: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(tmp_path / "a.html")]) == 2
    assert "Ghi nhận một tệp Excel trước." in capsys.readouterr().err
    assert list(tmp_path.glob("*.html")) == []


def test_it_says_what_is_missing_and_what_cannot_be_told(facts: Facts) -> None:
    _, content = made({"unit": [Q1, Q3]})
    assert content["states"][f"overview|attendances|{TERM}|"]["gaps"] == [["Chưa nộp số lượt người (1)", "Quận 3"]]
    assert content["states"][f"overview|models|{TERM}|"]["gaps"][0] == [
        "Báo cáo và danh sách lệch nhau (1)",
        "Quận 1: báo cáo 203, danh sách 1",
    ]

    told = {key: state["fell"] for key, state in content["states"].items() if state["fell"]}
    assert {key.split("|")[0] for key in told} == {"overview"}
    falls = falls_told("overview", view_of("overview", {"unit": [Q1, Q3]}), MODELS, "vi")
    assert falls and told[f"overview|models|{TERM}|"] == falls.words

    _, narrowed = made({"sector": ["economy"]})
    unknown = narrowed["states"][f"overview|attendances|{TERM}|"]
    assert unknown["gaps"] == [["Chưa có số liệu cho lựa chọn này. Đây không phải là số 0.", ""]]


def test_one_of_sample_data_says_so(facts: Facts) -> None:
    before = made()[1]["about"]["sample"]
    with facts.database.write() as connection:
        connection.execute(update(Upload).values(is_sample=True))

    assert (before, made()[1]["about"]["sample"]) == (False, True)
