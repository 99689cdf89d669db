"""Show, tested: what a run finds out once, and a chart that goes out as it was made ready."""

from __future__ import annotations

import json
from contextvars import copy_context
from itertools import count
from typing import Any

import orjson
import plotly.graph_objects as go
import plotly.io
import pytest
import uvicorn
import uvloop

from data_access.database import Database
from data_access.measures import MODELS
from reports.exhibits import Exhibit
from reports.theme import Tone, theme
from tests.facts import Facts
from tests.upload_visits import data
from ui import this_run
from ui.drawn import ReadyFigure, draw, marks_of_rows
from work.page_content import exhibits_of
from work.views import open_view

__all__ = ["data"]


def test_within_a_run_a_thing_is_found_out_once_and_in_the_next_one_anew() -> None:
    numbers = count(1)
    number = this_run.once_a_run(lambda: next(numbers))

    def two_runs() -> list[int]:
        this_run.begin()
        first = [number(), number()]
        this_run.begin()
        return [*first, number(), number()]

    assert copy_context().run(two_runs) == [1, 1, 2, 2]


def test_where_no_run_began_nothing_is_kept() -> None:
    numbers = count(1)
    number = this_run.once_a_run(lambda: next(numbers))

    assert [number(), number()] == [1, 2]


def test_what_only_an_upload_changes_is_worked_out_once_a_version(data: Database) -> None:
    numbers = count(1)

    def asked() -> int:
        this_run.begin()
        return this_run.at_newest(("number",), lambda: next(numbers))

    seen = [copy_context().run(asked), copy_context().run(asked)]
    Facts(data).upload()
    assert [*seen, copy_context().run(asked)] == [1, 1, 2]


@pytest.fixture
def exhibits(data: Database) -> list[Exhibit]:
    """What the first page shows of a few figures."""
    facts = Facts(data)
    for unit, value in (("770", 5), ("769@2021-01-01", 8), ("771", 20)):
        facts.stated(unit, "party_term:2020-2025", value)
        facts.stated(unit, "year:2024", value)
    facts.upload()
    return exhibits_of("overview", open_view({}, [MODELS]), MODELS, "vi", codes={})


def as_its_template_says(figure: go.Figure) -> dict[str, Any]:
    """The layout of a figure as Plotly fills it up from its template."""
    parts = plotly.io.from_json(plotly.io.to_json(figure, validate=False)).to_dict()["layout"]
    template = parts.pop("template")["layout"]
    filled: dict[str, Any] = go.Layout(template).update(parts).to_plotly_json()
    return filled


@pytest.mark.parametrize("tone", ["light", "dark"])
def test_a_chart_made_ready_goes_out_as_the_one_it_was_made_of(exhibits: list[Exhibit], tone: Tone) -> None:
    look = theme(tone)
    ready = [draw(each, look, "vi") for each in exhibits]

    parts = [json.loads(plotly.io.to_json(each.figure.to_dict(), validate=False)) for each in ready]
    revisions = [each["layout"].pop("datarevision") for each in parts]
    made = [json.loads(plotly.io.to_json(each.draw(look), validate=False)) for each in exhibits]
    assert [each["data"] for each in parts] == [each["data"] for each in made]
    assert [each["layout"] for each in parts] == [as_its_template_says(each.draw(look)) for each in exhibits]
    assert len(set(revisions)) == 3
    assert [type(each.figure) is not go.Figure and isinstance(each.figure, go.Figure) for each in ready] == [True] * 3
    assert [each.rows for each in ready] == [marks_of_rows(each.draw(look)) for each in exhibits]
    assert ready[0].rows and not ready[1].rows


def test_a_chart_whose_marks_are_clicked_says_so_itself_and_keeps_its_revision(exhibits: list[Exhibit]) -> None:
    ready = draw(exhibits[0], theme("light"), "vi").figure

    before, clicked = ready.to_dict(), ReadyFigure(ready, is_clicked=True).to_dict()
    said = {"clickmode": "event+select", "hovermode": "closest", "dragmode": "pan"}
    assert clicked == {**before, "layout": {**before["layout"], **said}}


def test_pages_are_served_by_the_quicker_event_loop() -> None:
    make = uvicorn.Config("dashboard:app").get_loop_factory()
    assert make is not None
    loop = make()
    loop.close()

    assert isinstance(loop, uvloop.Loop)


def test_charts_are_written_by_the_quicker_writer_and_say_the_same(exhibits: list[Exhibit]) -> None:
    figures = [exhibit.draw(theme("light")) for exhibit in exhibits]
    quick, plain = (
        [plotly.io.to_json({"data": figure.to_dict()["data"]}, validate=False, engine=way) for figure in made]
        for way, made in ((None, [ReadyFigure(figure) for figure in figures]), ("json", figures))
    )

    assert [orjson.loads(text) for text in quick] == [json.loads(text) for text in plain]
    # Letters stay letters, so it was the other writer.
    assert "\\u1e" in "".join(plain) and "\\u1e" not in "".join(quick)
