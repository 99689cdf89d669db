"""Export: figures as one plain table, a figure a row: what the data sheet and the text file both hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from locales import term_text, text
from reports.export_content import ExportContent, Kind, Line, Table, TableColumn, Value

_Declared = tuple[TableColumn, Callable[[Line], Value]]


def figures_table(content: ExportContent) -> Table:
    """The figures with everything that must be said of them, a column only where some figure has it."""
    declared = [*_what_and_where(content), *_how_much(content), *_how_known(content)]
    rows = tuple(tuple(value(line) for _, value in declared) for line in content.lines)
    return Table(tuple(column for column, _ in declared), rows)


def _column(content: ExportContent, name: str, kind: Kind = "text", width: int = 14) -> TableColumn:
    return TableColumn(text(f"exports.column.{name}", content.about.lang), kind, width)


def _what_and_where(content: ExportContent) -> Iterator[_Declared]:
    lang = content.about.lang
    everything = text("exports.value.all_units", lang)
    yield (
        _column(content, "measure", width=26),
        lambda line: text(f"measures.{line.measure}.label", lang),
    )
    yield _column(content, "unit_code"), lambda line: line.unit_code
    if any(line.unit_from for line in content.lines):
        yield _column(content, "unit_from", "day", 16), lambda line: line.unit_from
    yield _column(content, "unit", width=28), lambda line: line.unit_name or everything
    yield (
        _column(content, "term_kind", width=20),
        lambda line: text(f"choices.term_kind.{line.kind}", lang),
    )
    yield _column(content, "term"), lambda line: term_text(line.term, lang, short=True)
    for dimension in content.split:
        yield TableColumn(text(f"choices.dimension.{dimension}", lang), "text", 28), _part(dimension, lang)


def _part(dimension: str, lang: str) -> Callable[[Line], Value]:
    def label(line: Line) -> Value:
        return text(f"choices.{dimension}.{line.dims[dimension]}", lang)

    return label


def _how_much(content: ExportContent) -> Iterator[_Declared]:
    yield _column(content, "value", "number"), lambda line: line.amount.value
    yield _column(content, "qualifier", width=8), lambda line: line.amount.qualifier or ""
    if any(line.listed for line in content.lines):
        yield (
            _column(content, "listed", width=16),
            lambda line: line.listed.written(content.about.lang) if line.listed else "",
        )


def _how_known(content: ExportContent) -> Iterator[_Declared]:
    lang, lines = content.about.lang, content.lines
    yield _column(content, "basis", width=22), lambda line: text(f"choices.basis.{line.basis}", lang)
    if any(line.counted_stage for line in lines):
        yield (
            _column(content, "counted_stage", width=20),
            lambda line: text(f"choices.stage.{line.counted_stage}", lang) if line.counted_stage else "",
        )
    yield _column(content, "units", width=18), lambda line: _coverage(line.units, lang)
    if any(line.years for line in lines):
        yield _column(content, "years", width=16), lambda line: _coverage(line.years, lang)
    yield _column(content, "as_of", "day", 16), lambda line: line.as_of
    yield (
        _column(content, "is_estimate", width=10),
        lambda line: text("exports.value.yes", lang) if line.is_estimate else "",
    )
    yield _column(content, "version", "number", 18), lambda line: content.about.version


def _coverage(coverage: tuple[int, int] | None, lang: str) -> str:
    if coverage is None:
        return ""
    return text("exports.value.coverage", lang, have=coverage[0], of=coverage[1])
