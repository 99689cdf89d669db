"""Export: charts that Excel draws itself from cells beside them: the ranking of the newest term, the line through terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from locales import text
from reports.cell_text import plain
from reports.export_content import ExportContent, Line
from reports.palettes import LIGHT
from reports.pivot_sheet import Block, blocks, term_head
from reports.workbook_looks import INK, LINE, WHOLE, Book

MOST_BARS = 30
_ROW_PIXELS = 20
_Drawn = tuple[str, Line]


def write_charts(book: Book, content: ExportContent) -> None:
    """Write the sheet: for each measure its first kind of term, ranked and through the terms."""
    sheet = book.sheet(text("exports.sheet.charts", content.about.lang))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 12)
    charts = _Charts(book, sheet, content)
    drawn: set[str] = set()
    for block in blocks(content):
        if block.measure.key not in drawn:
            drawn.add(block.measure.key)
            charts.ranking(block)
            charts.trend(block)


class _Charts:
    """Writes one chart below the other, each beside the cells that it draws."""

    def __init__(self, book: Book, sheet: Any, content: ExportContent) -> None:
        self.book, self.sheet, self.content = book, sheet, content
        self.lang = content.about.lang
        self.row = 0

    def ranking(self, block: Block) -> None:
        """Bars of the newest term, the longest on top."""
        term = block.terms[-1]
        # With a split the sums say more than thirty of hundreds of parts.
        rows = block.totals if self.content.split and block.totals else block.figures
        lines = [found[term] for found in rows.values() if term in found]
        provinces = {place.unit for place in self.content.places if place.is_province}
        below = [line for line in lines if line.unit not in provinces]
        drawn = [(self._label(line), line) for line in below or lines]
        drawn.sort(key=lambda each: -each[1].amount.value)
        name, label = text(block.measure.label_key, self.lang), term_head(self.content, term)
        if len(drawn) > MOST_BARS:
            title = text("exports.title.ranking_first", self.lang, measure=name, term=label, count=MOST_BARS)
        else:
            title = text("exports.title.ranking", self.lang, measure=name, term=label)
        self._write(title, drawn[:MOST_BARS], "bar")

    def trend(self, block: Block) -> None:
        """A line through the sums of the terms, where there is more than one and nothing is split."""
        sums = next(iter((block.totals or block.figures).values()))
        if len(block.terms) < 2 or self.content.split or len(sums) < 2:
            return
        drawn = [(term_head(self.content, term), sums[term]) for term in block.terms if term in sums]
        title = text("exports.title.trend", self.lang, measure=text(block.measure.label_key, self.lang))
        self._write(title, drawn, "line")

    def _label(self, line: Line) -> str:
        codes = [text(f"choices.{dimension}.{code}", self.lang) for dimension, code in line.dims.items()]
        name = line.unit_name or ("" if codes else text("exports.value.all_units", self.lang))
        return " · ".join(part for part in (name, *codes) if part)

    def _write(self, title: str, drawn: Sequence[_Drawn], shape: str) -> None:
        first = self.row + 1
        self.book.write(self.sheet, (self.row, 0), title, "block")
        for row, (label, line) in enumerate(drawn, start=first):
            self.book.write(self.sheet, (row, 0), label, "text")
            self.book.write(self.sheet, (row, 1), line.amount.value, "number")
        height = max(320, 90 + 22 * len(drawn)) if shape == "bar" else 320
        chart = self._chart(title, drawn, shape, first)
        chart.set_size({"width": 860, "height": height})
        self.sheet.insert_chart(self.row, 3, chart, {"description": plain(title)[:250]})
        self.row += max(len(drawn) + 3, height // _ROW_PIXELS + 2)

    def _chart(self, title: str, drawn: Sequence[_Drawn], shape: str, first: int) -> Any:
        name, last = self.sheet.get_name(), first + len(drawn) - 1
        chart = self.book.book.add_chart({"type": shape})
        series: dict[str, Any] = {
            "categories": [name, first, 0, last, 0],
            "values": [name, first, 1, last, 1],
            "data_labels": {"value": True, "num_format": WHOLE, "custom": self._labels(drawn)},
        }
        if shape == "bar":
            chart.add_series(series | {"fill": {"color": LIGHT.data}, "gap": 40})
            chart.set_y_axis({"reverse": True, "line": {"color": LINE}, "major_tick_mark": "none"})
            chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        else:
            marker = {"type": "circle", "size": 7, "fill": {"color": LIGHT.data}, "border": {"color": LIGHT.data}}
            line = {"line": {"color": LIGHT.data, "width": 2.25}, "marker": marker, "points": self._points(drawn)}
            series["data_labels"]["position"] = "above"
            chart.add_series(series | line)
            chart.set_y_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
            chart.set_x_axis({"line": {"color": LINE}, "major_tick_mark": "none"})
        chart.set_legend({"none": True})
        chart.set_title({"name": plain(title), "name_font": {"size": 13, "bold": True, "color": INK}, "overlay": False})
        return chart

    def _labels(self, drawn: Sequence[_Drawn]) -> list[dict[str, Any] | None]:
        """A bound keeps its sign; the other labels are the numbers themselves."""
        return [{"value": line.amount.written(self.lang)} if line.amount.qualifier else None for _, line in drawn]

    def _points(self, drawn: Sequence[_Drawn]) -> list[dict[str, Any] | None]:
        """A term that is still running is not joined: a line down to a part of a term would claim a fall."""
        return [{"line": {"none": True}} if line.term in self.content.running else None for _, line in drawn]
