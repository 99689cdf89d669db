"""Draw, tested: every shape, from an empty frame to hostile names, and what a click on it gives back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import Rect, String

from data_access.bounds import Amount
from locales import languages, number
from reports import charts
from reports.canvas import named, written
from reports.charts_parts import share_words
from reports.exhibits import Exhibit
from reports.paper_charts import chart_drawing
from reports.paper_looks import colour
from reports.pictures import picture
from reports.theme import DARK, LIGHT, Palette, plotly_config, template, theme

LOOK = theme("light")
Shape = Callable[..., go.Figure]
SHAPES = [
    charts.ranking,
    charts.heat,
    charts.trend,
    charts.composition,
    charts.stacked_composition,
    charts.funnel,
]


def a_ranking(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows with only what matters said."""
    plain = {"previous": None, "previous_text": "", "chosen": False, "missing": False}
    return pd.DataFrame([{**plain, "label": row["unit"], "text": str(row.get("value", "")), **row} for row in rows])


def draw_ranking(*rows: dict[str, Any], **more: Any) -> go.Figure:
    return charts.ranking(a_ranking(*rows), theme=LOOK, lang="vi", **more)


def bars(figure: go.Figure) -> list[go.Bar]:
    return [trace for trace in figure.data if trace.type == "bar"]


def texts(figure: go.Figure) -> list[str]:
    return [said.strip("\u00a0") for trace in scatters(figure, "text") for said in trace.text]


def scatters(figure: go.Figure, mode: str) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == mode]


@pytest.mark.parametrize("lang", languages)
@pytest.mark.parametrize("shape", SHAPES)
def test_an_empty_frame_gives_a_figure_that_says_so(shape: Shape, lang: str) -> None:
    figure = shape(pd.DataFrame(), theme=LOOK, lang=lang)

    assert [note.text for note in figure.layout.annotations] == [
        "Chưa có số liệu để vẽ. Đây không phải là số 0."
        if lang == "vi"
        else "There is no data to draw. This is not zero."
    ]
    assert list(figure.data) == []


def test_a_bound_ends_at_its_value_and_keeps_its_sign() -> None:
    figure = draw_ranking({"unit": "770", "label": "Quận 3", "value": 260, "text": ">260"})

    assert (list(bars(figure)[0].x), texts(figure)) == ([260.0], ["&gt;260"])


def test_a_missing_figure_has_no_bar_and_its_own_words() -> None:
    figure = draw_ranking({"unit": "760", "value": 12}, {"unit": "787", "value": None, "missing": True})

    assert list(bars(figure)[0].x) == [12.0, 0]
    assert texts(figure) == ["12", "<i>chưa nộp</i>"]


def test_zero_is_written_as_zero() -> None:
    figure = draw_ranking({"unit": "787", "value": 0, "text": "0"})

    assert (list(bars(figure)[0].x), texts(figure)) == ([0.0], ["0"])


def test_a_click_on_a_ranking_gives_the_unit() -> None:
    figure = draw_ranking({"unit": "770", "value": 3}, {"unit": "769@2021-01-01", "value": 2})

    assert [list(key) for key in bars(figure)[0].customdata] == [["770"], ["769@2021-01-01"]]


def test_the_previous_term_is_an_upright_mark_on_a_halo_of_paper() -> None:
    figure = draw_ranking({"unit": "770", "value": 100, "previous": 60}, {"unit": "760", "value": 90})
    marks = scatters(figure, "markers")

    assert [(list(mark.x), list(mark.y), mark.marker.line.color) for mark in marks] == [
        ([60.0], [0], LIGHT.paper),
        ([60.0], [0], LIGHT.ink),
    ]


def test_a_label_steps_behind_a_mark_just_beyond_its_bar() -> None:
    figure = draw_ranking({"unit": "a", "value": 100, "previous": 105}, {"unit": "b", "value": 50, "previous": 100})
    labels = scatters(figure, "text")[0]

    assert list(labels.x) == [105.0, 50.0]


def test_chosen_units_stand_out_by_colour_and_weight() -> None:
    figure = draw_ranking({"unit": "a", "value": 2, "chosen": True}, {"unit": "b", "value": 1})

    assert list(bars(figure)[0].marker.color) == [LIGHT.data, LIGHT.pale]
    assert list(figure.layout.yaxis.ticktext) == ["<b>a</b>", "b"]


def test_two_columns_of_a_slide_share_one_scale() -> None:
    assert draw_ranking({"unit": "a", "value": 2}, highest=10).layout.xaxis.range == (0, 10)


def cells() -> pd.DataFrame:
    """Two units by three terms: a zero, a missing one, one that did not exist, and a term that still runs."""
    columns = ["unit", "label", "term", "term_label", "value", "text", "state", "running"]
    rows = [
        ("760", "Quận 1", "party_term:2015-2020", "2015–2020", 0, "0", "value", False),
        ("760", "Quận 1", "party_term:2020-2025", "2020–2025", 80, ">80", "value", False),
        ("760", "Quận 1", "party_term:2025-2030", "2025–2030", 500, "500", "value", True),
        ("769", "TP Thủ Đức", "party_term:2015-2020", "2015–2020", None, "", "absent", False),
        ("769", "TP Thủ Đức", "party_term:2020-2025", "2020–2025", None, "", "missing", False),
    ]
    return pd.DataFrame(rows, columns=columns)


def test_a_heat_table_tells_zero_missing_absent_and_running_apart() -> None:
    columns = bars(charts.heat(cells(), theme=LOOK, lang="vi"))

    assert [list(column.text) for column in columns] == [["0", "·"], ["&gt;80", "–"], ["500", "–"]]
    assert [list(column.marker.color) for column in columns] == [
        [LIGHT.steps[0], "rgba(0,0,0,0)"],
        [LIGHT.steps[7], "rgba(0,0,0,0)"],
        ["rgba(0,0,0,0)", "rgba(0,0,0,0)"],
    ]


def test_every_cell_of_a_heat_table_can_be_clicked() -> None:
    columns = bars(charts.heat(cells(), theme=LOOK, lang="vi"))

    assert [[list(key) for key in column.customdata] for column in columns] == [
        [[unit, f"party_term:{term}"] for unit in ("760", "769")] for term in ("2015-2020", "2020-2025", "2025-2030")
    ]
    assert [column.unselected.marker.opacity for column in columns] == [0.55] * 3


def test_words_in_the_last_column_of_many_terms_have_room() -> None:
    terms = [f"year:{year}" for year in range(2014, 2026)]
    frame = pd.DataFrame(
        {"unit": "760", "label": "Quận 1", "term": terms, "term_label": terms, "value": 7, "text": "7"}
    )
    figures = [
        charts.heat(frame, None, pd.DataFrame({"unit": ["760"], "text": [said]}), theme=LOOK, lang="vi")
        for said in ("+1", Amount(-1968, "<").written_as_change("vi"))
    ]
    few, many = (figure.layout.xaxis.range[1] - len(terms) for figure in figures)

    assert few == 1 and many > 2
    assert [figure.layout.xaxis.tickvals[-1] for figure in figures] == [len(terms) + few / 2, len(terms) + many / 2]


def test_a_heat_table_has_its_heads_totals_and_changes() -> None:
    totals = pd.DataFrame({"term": ["party_term:2020-2025"], "text": [">80"]})
    side = pd.DataFrame({"unit": ["760", ""], "text": [">+80", "–"]})
    figure = charts.heat(cells(), totals, side, theme=LOOK, lang="vi")

    assert list(figure.layout.xaxis.ticktext) == [
        "2015–2020",
        "2020–2025",
        "đang chạy<br>2025–2030",
        "<b>Tăng, giảm</b>",
    ]
    assert list(figure.layout.yaxis.ticktext) == ["Quận 1", "TP Thủ Đức", "<b>Tổng cộng</b>"]
    assert texts(figure) == ["–", "<b>&gt;80</b>", "–", "<b>&gt;+80</b>", "<b>–</b>"]


def test_a_trend_leaves_gaps_and_joins_no_running_period() -> None:
    frame = pd.DataFrame(
        {
            "key": ["year:2023", "year:2024", "year:2025", "year:2026"],
            "label": ["2023", "2024", "2025", "2026"],
            "value": [5, None, 7, 3],
            "text": ["5", "", "7", "3"],
            "group": ["2020–2025"] * 3 + ["2025–2030"],
            "running": [False, False, False, True],
        }
    )
    figure = charts.trend(frame, theme=LOOK, lang="vi")
    line, running = figure.data

    assert (list(line.y), line.mode) == ([5.0, None, 7.0, None], "lines+markers+text")
    assert (list(running.y), running.mode, running.text[3]) == ([None, None, None, 3.0], "markers+text", "3*")
    assert [note.text for note in figure.layout.annotations] == ["2020–2025", "2025–2030"]
    assert figure.layout.xaxis.ticktext[3] == "2026*"
    assert figure.layout.yaxis.range[0] == 0


def _years(values: list[int]) -> pd.DataFrame:
    labels = [str(2011 + place) for place in range(len(values))]
    return pd.DataFrame({"key": labels, "label": labels, "value": values, "text": [str(value) for value in values]})


@pytest.mark.parametrize(
    ("periods", "size", "named"), [(12, 14, 12), (13, 13, 13), (16, 13, 16), (17, 13, 9), (20, 13, 10)]
)
def test_the_names_of_many_periods_leave_each_other_room(periods: int, size: int, named: int) -> None:
    axis = charts.trend(_years([5] * periods), theme=LOOK, lang="vi").layout.xaxis

    assert (axis.tickfont.size, len([name for name in axis.ticktext if name])) == (size, named)
    assert axis.ticktext[-1] == str(2010 + periods)  # the newest always has its name


def test_of_too_many_periods_every_second_number_is_written_and_terms_go_without_their_word() -> None:
    frame = _years([20_000 + place for place in range(17)]).assign(group=["Nhiệm kỳ 2010–2015"] * 17)
    figure = charts.trend(frame, theme=LOOK, lang="vi")
    (line,) = [trace for trace in figure.data if trace.mode.startswith("lines")]

    assert [bool(word) for word in line.text] == [True, False] * 8 + [True]
    assert all(str(20_000 + place) in said for place, said in enumerate(line.hovertext))
    assert [note.text for note in figure.layout.annotations] == ["2010–2015"]


def test_every_second_number_is_written_where_all_would_touch() -> None:
    few, many = _years([380_350] * 5), _years([380_350] * 12).assign(text=[">380.350"] * 12)

    assert [
        len([word for word in charts.trend(each, theme=LOOK, lang="vi").data[0].text if word]) for each in (few, many)
    ] == [5, 6]


def test_a_number_below_a_low_point_has_room_above_the_names() -> None:
    low = charts.trend(_years([100, 90, 2, 80]), theme=LOOK, lang="vi").layout.yaxis
    high = charts.trend(_years([100, 90, 60, 80]), theme=LOOK, lang="vi").layout.yaxis

    assert (low.range[0], high.range[0]) == (-15, 0)


def test_a_number_steps_aside_from_a_steep_line_where_there_is_room() -> None:
    few, many = [10, 50, 52, 100, 40, 38], [10, 50, 52, 100, 40, 38, *([38] * 8)]

    assert list(charts.trend(_years(few), theme=LOOK, lang="vi").data[0].textposition) == [
        "top center", "top center", "top left", "top center", "top right", "top center",
    ]  # fmt: skip
    assert set(charts.trend(_years(many), theme=LOOK, lang="vi").data[0].textposition) == {"top center"}


def test_two_numbers_do_not_step_onto_the_same_spot() -> None:
    between = [14_208, 12_296, 12_193, 14_789]

    assert list(charts.trend(_years(between), theme=LOOK, lang="vi").data[0].textposition) == ["top center"] * 4


def test_a_number_at_the_foot_of_a_steep_fall_stands_below_the_line() -> None:
    values = [100, 40, 90, 85, 20]
    frame = pd.DataFrame(
        {"key": list("abcde"), "label": list("abcde"), "value": values, "text": [str(value) for value in values]}
    )
    line = charts.trend(frame, theme=LOOK, lang="vi").data[0]

    above, below = "top center", "bottom center"
    assert list(line.textposition) == [above, below, above, above, below]


def test_a_composition_is_sorted_and_writes_share_and_number() -> None:
    frame = pd.DataFrame(
        {"key": ["economy", "other"], "label": ["Kinh tế", "Khác"], "value": [30, 70], "text": ["30", "70"]}
    )
    figure = charts.composition(frame, theme=LOOK, lang="vi")

    assert texts(figure) == ["<b>70%</b> 70", "<b>30%</b> 30"]
    assert [list(key) for key in bars(figure)[0].customdata] == [["other"], ["economy"]]


def test_a_share_of_a_small_base_is_not_a_percentage() -> None:
    frame = pd.DataFrame({"key": ["a", "b"], "label": ["A", "B"], "value": [4, 5], "text": ["4", "5"]})

    assert texts(charts.composition(frame, theme=LOOK, lang="vi")) == ["<b>5 trên 9</b>", "<b>4 trên 9</b>"]


def parts(*keys: str) -> pd.DataFrame:
    return pd.DataFrame(
        [{"row": "t", "row_label": "T", "key": key, "label": key, "value": 10, "text": "10"} for key in keys]
    )


def test_a_sector_keeps_its_colour_where_others_are_missing() -> None:
    figure = charts.stacked_composition(parts("other", "economy", "unspecified"), theme=LOOK, lang="vi")

    assert {bar.name: bar.marker.color for bar in bars(figure)} == {
        "other": LIGHT.categories[4],
        "economy": LIGHT.categories[0],
        "unspecified": LIGHT.panel,
    }


def test_a_sector_has_on_paper_the_colour_that_it_has_on_screen() -> None:
    frame = parts("other", "economy", "unspecified")
    shown = Exhibit(key="t", shape="stacked", measure=None, title="", caption="", frame=frame, columns={}, chart=frame)
    drawing = chart_drawing(shown, "vi")
    assert drawing is not None
    words = [part for part in drawing.contents if isinstance(part, String)]
    swatches = [part for part in drawing.contents if isinstance(part, Rect) and part.width == part.height]

    assert {said.text: swatch.fillColor for said, swatch in zip(words, swatches, strict=False)} == {
        "other": colour(LIGHT.categories[4]),
        "economy": colour(LIGHT.categories[0]),
        "unspecified": colour(LIGHT.panel),
    }


def test_more_parts_than_colours_are_refused() -> None:
    with pytest.raises(ValueError, match="more parts than colours"):
        charts.stacked_composition(parts(*"abcdef"), theme=LOOK, lang="vi")


def test_a_funnel_keeps_its_order_and_says_the_share_of_the_step_before() -> None:
    frame = pd.DataFrame(
        {
            "key": ["a", "b"],
            "label": ["A", "B"],
            "value": [10, 5],
            "text": ["10", "5"],
            "of_previous": [None, "50%"],
        }
    )
    figure = charts.funnel(frame, theme=LOOK, lang="vi")

    assert list(bars(figure)[0].x) == [10.0, 5.0]
    assert [note.text for note in figure.layout.annotations] == ["so với bước trước", "50%"]


def test_the_height_grows_with_the_rows() -> None:
    few = draw_ranking({"unit": "a", "value": 1}, {"unit": "b", "value": 1})
    many = draw_ranking(*({"unit": str(unit), "value": 1} for unit in range(24)))

    assert many.layout.height - few.layout.height == 22 * LOOK.row


@pytest.mark.slow
@given(st.text(alphabet=st.sampled_from(list("<>&\"'/ab:=%{}$ \n")), max_size=80))
def test_a_name_never_becomes_markup(name: str) -> None:
    figure = draw_ranking({"unit": "x", "label": name, "value": 1})

    assert "<" not in figure.layout.yaxis.ticktext[0]
    assert bars(figure)[0].hovertext[0] == f"<b>{named(name, 80)}</b><br>1"
    assert "\n" not in named(name) and "<" not in named(name, 80)
    assert "<" not in written(name)


def _luminance(colour: str) -> float:
    parts_ = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts_)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_in_a_chart_can_be_read_on_its_ground(colours: Palette) -> None:
    pairs = [
        (colours.ink, colours.paper),
        (colours.muted, colours.paper),
        *zip(colours.category_inks, colours.categories, strict=True),
        *zip(colours.step_inks, colours.steps, strict=True),
    ]

    assert [(ink, ground) for ink, ground in pairs if _contrast(ink, ground) < 4.5] == []


def test_the_template_is_the_same_object_for_the_same_theme() -> None:
    assert template(theme("dark", True)) is template(theme("dark", True))
    assert (theme("dark", True).size, theme("light").size) == (24, 14)


def test_plotly_speaks_vietnamese_with_vietnamese_numbers() -> None:
    words = plotly_config("vi")["locales"]["vi"]

    assert (words["format"]["decimal"], words["format"]["thousands"], words["format"]["months"][8]) == (
        ",",
        ".",
        "Tháng 9",
    )
    assert "locales" not in plotly_config("en")


def test_a_chart_can_be_told_in_a_sentence() -> None:
    frame = a_ranking(
        {"unit": "Quận 3", "value": 260, "text": ">260"}, {"unit": "Cần Giờ", "value": None, "missing": True}
    )

    assert charts.alt_text("Mô hình", frame, "vi") == "Biểu đồ: Mô hình. Quận 3 >260; Cần Giờ chưa nộp."
    long = a_ranking(*({"unit": f"P{rank}", "value": 20 - rank} for rank in range(13)))
    assert charts.alt_text("Models", long, "en") == (
        "Bar chart: Models. 13 units. Highest: P0 20. Lowest: P12 8. 0 units did not report."
    )
    assert charts.alt_text("Mô hình", pd.DataFrame(), "en") == "Chart: Mô hình. No data."


def test_the_greatest_and_the_least_are_told_in_whatever_order_a_chart_draws() -> None:
    values = [7, 52, None, 23, 3, *range(10, 20)]
    drawn = [{"label": f"Q{place}", "value": value, "text": str(value or "")} for place, value in enumerate(values)]
    squares = pd.DataFrame([{**each, "row": 0, "column": 0, "missing": each["value"] is None} for each in drawn])
    assert charts.alt_text("Ô", squares, "vi") == "Biểu đồ: Ô. 15 mục. Lớn nhất: Q1 52. Nhỏ nhất: Q4 3."
    cells = pd.DataFrame([{**each, "label": "Q", "term_label": str(2011 + at)} for at, each in enumerate(drawn)])
    assert charts.alt_text("Heat", cells, "en") == "Chart: Heat. 1 entries. Greatest: Q 2012 52. Least: Q 2015 3."
    pairs = pd.DataFrame(
        [{"label": each["label"], "a": each["value"], "text": f"{each['value']} – 1"} for each in drawn]
    )
    assert charts.alt_text("Hai kỳ", pairs, "vi") == "Biểu đồ: Hai kỳ. 15 mục. Lớn nhất: Q1 52 – 1. Nhỏ nhất: Q4 3 – 1."


@pytest.mark.browser
@pytest.mark.skipif(not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), reason="no Chromium")
def test_a_chart_becomes_a_picture() -> None:
    figure = draw_ranking({"unit": "770", "label": "Quận 3", "value": 260, "text": number(260, "vi")})
    drawn = picture(figure, title="Mô hình", subtitle="2020–2025", footer="Phiên bản 57", width=1200)

    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(drawn[16:20], "big") == 1200


@pytest.mark.parametrize(
    ("share", "total", "words"),
    [(0.25, 20, ("25%", "5")), (0.25, 9, ("5 trên 9", "")), (None, 20, ("5", "")), (float("nan"), 9, ("5", ""))],
)
def test_a_part_says_its_share_only_of_a_whole_that_bears_one(
    share: float | None, total: float, words: tuple[str, str]
) -> None:
    assert share_words(share, "5", total, "vi") == words
