"""Export, tested: slides that people take to the meeting: every number the database's, every chart one that can be edited."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from commands import main
from data_access.database import Database
from data_access.measures import MODELS
from data_access.tables import Upload
from locales import number, text
from reports.canvas import present
from reports.exhibits import Exhibit
from reports.export_content import About
from reports.slide_content import Show, ShownPage
from reports.slides import slides
from tests.facts import Facts
from tests.random_facts import add_random_facts
from tests.reference_units import reference
from tests.slide_reading import ReadSlide, read_slides
from tests.upload_visits import Visitor, data
from work.decks import Part, deck
from work.falls import falls_since_previous
from work.imprints import Imprint
from work.page_content import PAGES
from work.slide_shows import export_slides, show_of

__all__ = ["data"]
Q1, Q3, Q4 = "760", "770", "773"
TERM, BEFORE = "party_term:2020-2025", "party_term:2015-2020"
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
HOSTILE = '=1+1 <b>&"x"\x07\x1b</b> [a](http://x) \n $x$ hai'
PAGE_NAMES = (
    "Overview", "Models", "Training", "Commendations", "Compare", "Targets", "Coordination programmes", "Completeness",
)  # fmt: skip
PLAIN = '=1+1 <b>&"x"</b> [a](http://x) $x$ hai'


@pytest.fixture
def facts(data: Database) -> Facts:
    """Three districts and two terms; one district owes a figure."""
    known = Facts(data)
    known.stated(Q1, BEFORE, 200)
    known.stated(Q3, BEFORE, 79)
    known.stated(Q4, BEFORE, 61)
    known.stated(Q1, TERM, 1203)
    known.stated(Q3, TERM, 260, ">")
    known.stated(Q1, TERM, 11, measure="training_sessions")
    known.stated(Q1, TERM, 2353, measure="attendances")
    for sector, count in (("economy", 12), ("culture_society", 7)):
        for place in range(count):
            known.model(Q4, f"{sector} {place}", 2023, sector=sector, stage="recognised")
    for sector in ("economy", "culture_society"):
        for place in range(10):
            known.model(Q4, f"{sector} trước {place}", 2018, sector=sector, stage="recognised")
    known.upload()
    return known


def shown(page: str, lang: str = "vi", **codes: list[str]) -> list[ReadSlide]:
    return read_slides(export_slides([page], codes, lang, imprint=Imprint(now=NOW)).content)


def titled(found: Sequence[ReadSlide], title: str) -> ReadSlide:
    (slide,) = [slide for slide in found if slide.title == title]
    return slide


def test_a_page_is_a_cover_its_cards_and_one_slide_an_exhibit(facts: Facts) -> None:
    made = export_slides(
        ["overview"], {"term": ["2020-2025"]}, "vi", imprint=Imprint(by_whom="Văn phòng", address="?v=1", now=NOW)
    )
    found = read_slides(made.content)

    assert made.file_name == "dan-van-kheo_tong-quan_2020-2025_v1.pptx"
    assert [slide.title for slide in found] == [
        "Dân vận khéo: Tổng quan", "Tổng quan", "Ai giảm, còn thiếu gì", "Xếp theo số mô hình", "Mô hình theo năm",
        "Mô hình theo đơn vị và kỳ (1/2)", "Mô hình theo đơn vị và kỳ (2/2)",
    ]  # fmt: skip
    assert made.slides == len(found) == 7
    assert [words for words in found[0].words if "2026" not in words] == [
        "Gồm: Tổng quan", "2015–2020, 2020–2025 · cộng các năm vào nhiệm kỳ", "Người xuất: Văn phòng",
        "Mở lại đúng góc nhìn này: ?v=1", "Nguồn: bieu-1.xlsx", "1 / 7",
    ]  # fmt: skip
    assert {"Mô hình", ">1.482", "Lượt người", "2.353"} <= set(found[1].words)
    assert found[1].words[-2:] == ["Dân vận khéo · Tổng quan · phiên bản số liệu 1 · 01/01/2026", "2 / 7"]


def test_who_fell_and_what_is_missing_is_said_as_on_the_screen(facts: Facts) -> None:
    facts.stated("774", BEFORE, 900)
    facts.stated("774", TERM, 40, is_estimate=True)
    facts.stated("775", BEFORE, 900, ">")
    facts.stated("775", TERM, 32)
    facts.upload()
    slide = titled(shown("overview"), "Ai giảm, còn thiếu gì")

    assert slide.words[:-2] == [
        "Mô hình, nhiệm kỳ 2020–2025.",
        "Trong 4 đơn vị so được với nhiệm kỳ 2015–2020, 2 đơn vị giảm: Quận 6 (giảm hơn 868), Quận 5 (−860).",
        "Chưa nộp số mô hình (17)",
        "Quận 7, Quận 8, Quận 10, Quận 11, Quận 12, Quận Bình Tân, Quận Bình Thạnh, Quận Gò Vấp, Quận Phú Nhuận,"
        " Quận Tân Bình, Quận Tân Phú, Thành phố Thủ Đức và 5 đơn vị khác",
        "Số ước, chưa chốt (1)",
        "Quận 5",
    ]
    assert "Huyện Nhà Bè" in slide.notes
    assert text(MODELS.definition_key, "vi") in slide.notes
    last = shown("overview", "en", measure=["attendances"])[2]
    assert last.title == "What is missing"
    assert last.words[1].startswith("No attendances reported (21)")


def test_slides_of_sample_data_say_so_each(facts: Facts) -> None:
    before = [words for slide in shown("overview") for words in slide.words if "minh họa" in words]
    with facts.database.write() as connection:
        connection.execute(update(Upload).values(is_sample=True))
    cover, *others = shown("overview")

    assert before == []
    assert "Số liệu minh họa, không phải số liệu thật." in cover.words
    assert {slide.words[-2].endswith(" · minh họa") for slide in others} == {True}


def test_a_ranking_is_a_chart_whose_numbers_and_bounds_are_the_databases(facts: Facts) -> None:
    (chart,) = titled(shown("overview"), "Xếp theo số mô hình").charts

    assert chart.categories == ["Quận 1", "Quận 3", "Quận 4"]
    assert chart.series == {"Mô hình": [1203, 260, 19], "Kỳ trước": [200, 79, 61]}
    assert chart.labels == {"Mô hình": {1: ">260"}, "Kỳ trước": {}}
    assert chart.rows == [
        [None, "Mô hình", "Kỳ trước", "Ghi là"],
        ["Quận 1", 1203, 200, "1.203"],
        ["Quận 3", 260, 79, ">260"],
        ["Quận 4", 19, 61, "19"],
    ]


def test_whoever_owes_a_figure_is_named_and_has_no_bar(facts: Facts) -> None:
    slide = titled(shown("training"), "Xếp theo số lớp")

    assert slide.charts[0].categories == ["Quận 1"]
    assert slide.words[0] == "Lớp tập huấn, nhiệm kỳ 2020–2025 · 1/22 đơn vị đã nộp"
    assert [words for words in slide.words if words.startswith("Chưa nộp: Quận 3, Quận 4, ")] != []
    (named,) = [line for line in slide.notes.splitlines() if line.startswith("Chưa nộp: ")]
    assert (named.count(","), named.endswith(", Nhà Bè.")) == (20, True)


def test_a_heat_table_is_a_table_with_its_total_and_its_last_change(facts: Facts) -> None:
    found = [table for slide in shown("overview", unit=[Q1, Q3, Q4]) for table in slide.tables]

    assert found == [
        [
            ["Đơn vị", "2015–2020", "2020–2025", "Tăng, giảm"],
            ["Quận 1", "200", "1.203", "+1.003"],
            ["Quận 3", "79", ">260", ">+181"],
            ["Quận 4", "61", "19", "–"],  # stated, then counted in a list: no change is said
            ["Tổng cộng", "340", ">1.482", ">+1.184"],
        ]
    ]


def test_shares_and_steps_say_both_number_and_part(facts: Facts) -> None:
    found = shown("models", "en")
    (sectors,) = titled(found, "By sector").charts
    (steps,) = titled(found, "From registered to replicated").charts
    (through,) = titled(found, "Composition of models through the terms").charts

    assert sectors.series == {"Models": [12, 7], "Share in the previous term": [0.5, 0.5]}
    assert sectors.labels == {"Models": {0: "63% · 12", 1: "37% · 7"}, "Share in the previous term": {}}
    assert steps.series == {"Models": [19, 19, 19]}
    assert steps.labels == {"Models": {1: "19 · 100%", 2: "19 · 100%"}}
    assert through.categories == ["2015–2020", "2020–2025"]
    assert through.series == {"Economy": [10, 12], "Culture and society": [10, 7]}
    assert through.labels == {"Economy": {0: "50%", 1: "63%"}, "Culture and society": {0: "50%", 1: "37%"}}


def test_what_still_runs_is_a_point_of_its_own_off_the_line(data: Database) -> None:
    facts, year = Facts(data), date.today().year
    for back, count in ((0, 7), (1, 40), (3, 35)):
        facts.stated(Q1, f"year:{year - back}", count)
    facts.upload()

    slide = titled(shown("overview", kind=["year"]), "Mô hình theo kỳ")

    (chart,) = slide.charts
    assert chart.categories == [str(year - 3), str(year - 1), f"{year}*"]
    assert chart.series == {"Mô hình": [35, 40, None], "Đang chạy": [None, None, 7]}
    assert chart.labels == {"Mô hình": {}, "Đang chạy": {2: "7*"}}
    assert any("Điểm nhạt: đang chạy." in words for words in slide.words)


@pytest.mark.parametrize("seed", [3, 11])
def test_every_chart_and_table_shows_what_the_screen_shows(data: Database, seed: int) -> None:
    facts = Facts(data)
    add_random_facts(facts, Random(seed), rows=120)
    made = deck(list(PAGES), {}, "vi", imprint=Imprint(now=NOW))

    found = read_slides(slides(show_of(made))[0])

    left = found[1:]
    for part in made.parts:
        if part.cards or not part.exhibits:
            cards = left.pop(0)
            assert [card.value for card in part.cards] == [words for words in cards.words if words in _values(part)]
        if part.page == "overview":
            assert_same_words(left.pop(0), part)
        for exhibit in part.exhibits:
            same = [slide for slide in left if slide.title.startswith(exhibit.title)]
            of_it = same if exhibit.shape in ("heat", "dumbbell", "table") else same[:1]
            left = [slide for slide in left if slide not in of_it]
            assert_same(of_it, exhibit)
    assert left == []


def assert_same_words(slide: ReadSlide, part: Part) -> None:
    """What the first page says in words has no number but those of its figures; its notes say all of them."""
    view, measure = part.view, part.measure
    differences, silent = view.differences(measure), view.missing(measure)
    fell = falls_since_previous(view, measure, "vi")
    known = [abs(amount.value) for amount in fell.amounts] + list(fell.counts) if fell else []
    known += [each.value for pair in differences for each in (pair.reported, pair.itemised)]
    known += [len(each) for each in (silent, differences, view.estimates(measure)) if each]
    names = sorted((unit.name for unit in view.reference.units.values()), key=len, reverse=True)
    end = next(place for place, words in enumerate(slide.words) if "phiên bản số liệu" in words)
    told = slide.notes.split("\n\n")[0].split("\n")[1:]  # below the measure and its term

    assert fell is None or slide.words[1] == told[0] == fell.words
    assert all(view.name(unit) in " ".join(told) for unit in silent)
    assert sorted(_numbers(told, names)) == sorted(known)
    assert set(_numbers(slide.words[1:end], names)) <= set(known)


def _numbers(lines: list[str], names: list[str]) -> list[int]:
    words = " ".join(lines)
    for name in names:
        words = words.replace(name, "")
    words = re.sub(r"\d{4}–\d{4}|và \d+ đơn vị khác", "", words)
    return [int(found.replace(".", "")) for found in re.findall(r"\d+(?:\.\d{3})*", words)]


def assert_same(of_it: list[ReadSlide], exhibit: Exhibit) -> None:
    """The slides of an exhibit say what its frame says."""
    if exhibit.shape == "heat":
        assert _in_tables(of_it) == _in_frame(exhibit)
    elif exhibit.shape == "table":
        assert _rows_of_words(of_it) == _words_of_frame(exhibit), exhibit.title
    elif exhibit.shape == "dumbbell":
        assert _pairs(of_it) == _pairs_of_frame(exhibit)
    elif exhibit.shape == "spread":
        assert _points(of_it) == sorted(float(value) for value in exhibit.chart["value"])
    elif exhibit.shape == "tiles":
        said = [text("charts.missing.label", "vi") if row.missing else row.text for row in exhibit.chart.itertuples()]
        assert sorted(words.split()[-1] for words in of_it[0].tiles) == sorted(each.split()[-1] for each in said)
    else:
        assert _drawn(of_it[0]) == _framed(exhibit), exhibit.title


def _rows_of_words(found: list[ReadSlide]) -> list[list[str]]:
    return [row for slide in found for heads, *rows in slide.tables for row in rows]


def _words_of_frame(exhibit: Exhibit) -> list[list[str]]:
    names = list(exhibit.narrow or exhibit.columns)
    return [
        [str(cell) if present(cell) and cell else "–" for cell in row] for row in exhibit.frame[names].values.tolist()
    ]


def _pairs(found: list[ReadSlide]) -> list[list[Any]]:
    """Both numbers of each row of the workbooks behind the charts."""
    return [[row[1], row[2], row[3]] for slide in found for chart in slide.charts for row in chart.rows[1:]]


def _pairs_of_frame(exhibit: Exhibit) -> list[list[Any]]:
    return [
        [
            int(row.a) if present(row.a) else None,
            int(row.b) if present(row.b) else None,
            " · ".join(filter(None, [row.a_text, row.b_text, row.change or row.remark])),
        ]
        for row in exhibit.chart.itertuples()
        if present(row.a) or present(row.b)
    ]


def _points(found: list[ReadSlide]) -> list[float]:
    """Where the units of a scattered chart lie: each has its name beside it."""
    return sorted(
        float(row[0])
        for slide in found
        for chart in slide.charts
        for row in chart.rows
        if row[0] is not None and row[2]
    )


def _in_tables(found: list[ReadSlide]) -> dict[tuple[str, str], str]:
    """Every cell under a term, by unit and head."""
    return {
        (row[0], head.removesuffix("*")): said
        for slide in found
        for heads, *rows in slide.tables
        for row in rows
        for head, said in zip(heads[1:], row[1:], strict=True)
        if head not in ("Tăng, giảm", "Cộng")
    }


def _in_frame(exhibit: Exhibit) -> dict[tuple[str, str], str]:
    heads = {term: head for term, head in exhibit.columns.items() if term != "label"}
    return {
        (str(row["label"]), head.removesuffix("*")): str(row[term] or "–").replace("chưa thành lập", "·")
        for _, row in exhibit.frame.iterrows()
        for term, head in heads.items()
    }


def _values(part: Any) -> list[str]:
    return [card.value for card in part.cards]


def _drawn(slide: ReadSlide) -> list[float]:
    """Every number in the charts of a slide, what was before left out."""
    return sorted(
        value
        for chart in slide.charts
        for name, values in chart.series.items()
        if name not in ("Kỳ trước", "Tỷ lệ kỳ trước")
        for value in values
        if value is not None
    )


def _framed(exhibit: Exhibit) -> list[float]:
    return sorted(float(value) for value in exhibit.chart.get("value", []) if value is not None and pd.notna(value))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.text(max_size=60), st.integers(0, 5_000_000), st.sampled_from(["", ">", "≈"]), st.booleans()),
        min_size=1,
        max_size=30,
    )
)
def test_any_ranking_comes_back_number_by_number(rows: list[tuple[str, int, str, bool]]) -> None:
    rows = sorted(rows, key=lambda row: -row[1])
    lines = [
        (str(place), name, value, f"{sign}{number(value, 'vi')}", pd.NA, "", False, gone)
        for place, (name, value, sign, gone) in enumerate(rows)
    ]
    columns = ["unit", "label", "value", "text", "previous", "previous_text", "chosen", "missing"]

    found = read_slides(slides(a_show(pd.DataFrame(lines, columns=columns)))[0])

    charts = found[1].charts
    kept = [row for row in rows if not row[3]]
    assert [value for chart in charts for value in chart.series["Mô hình"]] == [float(row[1]) for row in kept]
    labels = [chart.labels["Mô hình"].get(place) for chart in charts for place in range(len(chart.categories))]
    assert labels == [f"{sign}{number(value, 'vi')}" if sign else None for _, value, sign, _ in kept]
    assert [chart.formulas for chart in charts] == [0] * len(charts)
    assert {len(charts), len({chart.end for chart in charts})} <= {0, 1, 2}
    assert max([len(chart.categories) for chart in charts], default=0) <= 15


def a_show(frame: pd.DataFrame, title: str = "Xếp theo số mô hình") -> Show:
    exhibit = Exhibit(
        key="overview.ranking", shape="ranking", measure=MODELS, title=title, caption="Mô hình.", frame=frame,
        columns={}, chart=frame, draw=lambda _: None,
    )  # fmt: skip
    about = About("Dân vận khéo", "tất cả", 1, NOW, NOW, "vi", (MODELS,))
    return Show("Dân vận khéo", about, (ShownPage("Tổng quan", "", "", (MODELS,), (), (exhibit,)),))


def test_names_are_text_and_nothing_else() -> None:
    columns = ["unit", "label", "value", "text", "missing"]
    frame = pd.DataFrame([("1", HOSTILE, 5, "5", False), ("2", HOSTILE, None, "", True)], columns=columns)

    content, _ = slides(a_show(frame, HOSTILE))
    slide = read_slides(content)[1]

    assert slide.title == PLAIN
    assert slide.charts[0].categories == [PLAIN[:33] + "…"]
    assert slide.charts[0].formulas == 0
    assert f"Chưa nộp: {PLAIN}." in slide.words
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        links = [name for name in held.namelist() if name.endswith(".rels") and b"External" in held.read(name)]
    assert links == []


@pytest.mark.parametrize("count", [1, 12, 22, 168])
def test_few_units_and_many_fit_their_slides(data: Database, count: int) -> None:
    facts = Facts(data)
    level, province, day = ("commune", "79@2025-07-01", 2025) if count == 168 else ("district", "79", 2024)
    units = [unit.id for unit in reference().units.values() if (unit.level, unit.province) == (level, province)]
    term = f"year:{day + 1}" if count == 168 else f"year:{day}"
    for place, unit in enumerate(sorted(units, reverse=True)[:count]):
        facts.stated(unit, term, 1000 + place)
    facts.upload()

    found = shown("overview", kind=["year"], province=[province])
    ranking = titled(found, "Xếp theo số mô hình")
    tables = [table for slide in found for table in slide.tables]

    assert [len(chart.categories) for chart in ranking.charts] == {1: [1], 12: [12], 22: [11, 11], 168: [10, 10]}[count]
    assert len({chart.end for chart in ranking.charts}) == 1
    assert max(len(table) for table in tables) <= 16
    names = [row[0] for table in tables for row in table if row[0] not in ("Đơn vị", "Tổng cộng")]
    assert len(names) == len(set(names)) >= count
    assert [row[0] for table in tables for row in table].count("Tổng cộng") == 1


def test_nothing_known_is_said_and_is_not_zero(data: Database) -> None:
    found = read_slides(export_slides(list(PAGES), {}, "en", imprint=Imprint(now=NOW)).content)

    assert [slide.title for slide in found] == ["Dân vận khéo", *PAGE_NAMES]
    assert [slide.words[0] for slide in found[1:]] == ["There is no data to draw. This is not zero."] * 8
    assert [slide.charts + slide.tables for slide in found] == [[]] * 9


def test_the_speaker_finds_what_is_counted_and_how_in_the_notes(facts: Facts) -> None:
    notes = titled(shown("overview", "en", unit=[Q1]), "Ranked by models").notes

    assert "Ranked by models\nModels, term 2020–2025." in notes
    assert "Sources: bieu-1.xlsx" in notes
    assert "Data version 1, committed on 01/01/2026" in notes
    assert "Quận 1" in notes


def test_the_same_figures_give_the_same_bytes_and_type_that_a_hall_can_read(facts: Facts) -> None:
    first = export_slides(list(PAGES), {}, "vi", imprint=Imprint(now=NOW)).content
    second = export_slides(list(PAGES), {}, "vi", imprint=Imprint(now=NOW)).content

    assert first == second
    assert min(size for slide in read_slides(first) for size in slide.sizes) >= 1800


def test_the_command_line_writes_slides_with_the_filters_of_figures(
    facts: Facts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "hop.pptx"

    assert main(["export", str(target), "--measure", "models", "--unit", "770", "--term", "2020-2025"]) == 0

    assert capsys.readouterr().out == f"Đã ghi {target}: 24 trang chiếu, phiên bản số liệu 1.\n"
    found = read_slides(target.read_bytes())
    assert [slide.title for slide in found if "Tổng quan" in slide.title or slide.title == "Mô hình"] == [
        "Tổng quan", "Mô hình",
    ]  # fmt: skip
    assert "Quận 3" in "".join(found[1].words)
    assert main(["export", str(target), "--as-of", "9"]) == 2


def test_the_menu_of_a_page_offers_its_slides_and_those_of_all_pages(facts: Facts) -> None:
    visitor = Visitor("training", "en")
    assert visitor.app.get("download_button") == []
    visitor.unfold("head.export")

    offered = [button.proto for button in visitor.app.get("download_button") if "PowerPoint" in button.proto.label]
    assert [(button.label, button.help) for button in offered] == [
        (label, "A cover, the figures, then a slide for each chart. Delete those you do not need.")
        for label in ("PowerPoint: this page as slides", "PowerPoint: the whole dashboard")
    ]
