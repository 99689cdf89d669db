"""Match and validate: a whole workbook: its sheets one by one, each one entry, each row accounted for."""

from dataclasses import dataclass, replace
from functools import partial

from data_access.reference import Reference
from intake.bodies import Body
from intake.captions import caption, captioned, opens_another, without_captions
from intake.cells import Cells
from intake.corrections import lost_corrections, note_corrections, read_corrected
from intake.grids import Grid, Workbook, address, column_letters, parse_address
from intake.guides import say_nothing_of_guides
from intake.headers import Match
from intake.indicator_rows import read_indicators
from intake.joined_tables import join
from intake.layouts import View
from intake.legacy_notice import say_old_text
from intake.likely_terms import mentioned_by_name
from intake.list_rows import read_list
from intake.narratives import refused_for_stories, tell_stories_once
from intake.openings import openings
from intake.places import Places
from intake.problems import Problem
from intake.readings import Context, FileReading, SheetReading
from intake.remarks import say_both_levels, say_hidden, say_planned, say_unrecognised, say_untaken
from intake.rival_columns import say_rivals, settle_columns
from intake.side_by_side import side_by_side
from intake.summary_rows import read_summary, refuse_rows_of_one_unit, warn_of_unclear
from intake.table_heads import first_table, next_table
from intake.target_rows import actual_column, read_targets
from intake.titles import Title, read_title
from intake.unit_columns import settle_unit_column


@dataclass(frozen=True)
class _Sheet:
    """One sheet while it is read: what is seen, what is known, and what has come out so far."""

    view: View
    context: Context
    reading: SheetReading
    file: str
    title: Title


def read_workbook(file: str, workbook: Workbook, context: Context) -> FileReading:
    """Everything a workbook says, by sheet; hidden sheets are read only where no visible one fits."""
    reading = FileReading(file)
    for finding in workbook.notices:
        reading.problems.append(Problem("notice", finding.code, None, dict(finding.params)))
    reading.sheets = [read_sheet(grid, file, context) for grid in workbook.grids if grid.visible]
    if not any(sheet.dataset for sheet in reading.sheets):
        hidden = [read_sheet(grid, file, context) for grid in workbook.grids if not grid.visible]
        reading.sheets += [sheet for sheet in hidden if sheet.dataset]
    reading.problems += lost_corrections(context.corrections, {sheet.sheet for sheet in reading.sheets})
    say_nothing_of_guides(reading.sheets, workbook.grids)
    if not any(sheet.dataset for sheet in reading.sheets) and not refused_for_stories(reading.sheets):
        code = "only_individuals" if any(sheet.individuals for sheet in reading.sheets) else "no_sheet_fits"
        reading.problems.append(Problem("error", code, None, {"count": len(reading.sheets)}))
    return reading


def read_sheet(grid: Grid, file: str, context: Context) -> SheetReading:
    """One sheet: every table on it is found, read, and held against its totals."""
    said = context.of_sheet(grid.name)
    reading = read_corrected(grid, said.corrections, lambda corrected: _read_side_by_side(corrected, file, said))
    say_old_text(grid, reading)
    return reading


def _read_side_by_side(grid: Grid, file: str, context: Context) -> SheetReading:
    parts = side_by_side(grid)
    if len(parts) == 1:
        return _read_tables(grid, file, context)
    reading = join(parts, [_read_tables(part, file, context) for part in parts])
    reading.area = _area(reading, Title(), context)
    return reading


def _read_tables(grid: Grid, file: str, context: Context) -> SheetReading:
    view = View(grid)
    reading = SheetReading(grid.name, visible=grid.visible)
    match = first_table(view)
    if match is None:
        say_unrecognised(view, reading)
        return reading
    title = read_title(view, range(1, match.band.first_row), grid.name, context)
    title.holds_results = grid.holds_results
    title.mentioned = title.mentioned or mentioned_by_name(file)
    heads = match.band.rows
    sheet = _Sheet(view, context, reading, file, title)
    reading.rows_skipped += [(row, "title" if view.filled(row) else "blank") for row in range(1, match.band.first_row)]
    opening = openings(view)
    titles = [title]
    while match is not None:
        is_another = partial(opens_another, view, of_sheet=(sheet.title, context), dataset=match.dataset)
        stop, following = next_table(view, match, opening, is_another)
        lines = caption(view, stop) if following else range(stop, stop)
        _read_table(sheet, match, lines.start)
        reading.rows_skipped += [(row, "title" if view.filled(row) else "blank") for row in lines]
        own = without_captions(title, sheet.title)
        if following and lines:
            own = captioned(view, lines, (title, context), following.dataset)
        sheet, match = replace(sheet, title=own), following
        titles.append(own)
    kept = dict.fromkeys(spot for each in titles for spot in each.cells)
    reading.kept.setdefault("cells", {}).update({spot: view.text(*parse_address(spot)) for spot in kept})
    _keep_shape(view, reading)
    say_hidden(grid, reading)
    say_planned(view, heads, reading)
    say_both_levels(reading, context.reference)
    reading.area = _area(reading, title, context)
    return reading


def _read_table(sheet: _Sheet, match: Match, stop: int) -> None:
    view, title, reading = sheet.view, sheet.title, sheet.reading
    said_before = len(reading.problems)
    reading.header_rows += match.band.rows
    reading.rows_skipped += [(row, "header") for row in match.band.rows]
    if match.band.numbers_row:
        reading.rows_skipped.append((match.band.numbers_row, "column_numbers"))
    if match.dataset == "individuals":
        _skip_individuals(view, match, reading, stop)
        return
    if not title.holds_results and match.dataset != "targets":
        _leave_out(view, match, reading, stop)
        return
    reading.dataset = reading.dataset or match.dataset
    match = settle_columns(match, sheet.context.columns, reading.sheet)
    province = _province(sheet, match)
    match = settle_unit_column(view, match, (title, sheet.context, province))
    cells = Cells(view, match, title=title, context=sheet.context, reading=reading)
    places = Places(cells, province)
    _keep_header(cells)
    _read_rows(cells, places, stop)
    say_rivals(cells)
    say_untaken(cells, stop)
    cells.finish()
    places.finish()
    tell_stories_once(reading, said_before)
    note_corrections(cells, stop, said_before)
    reading.problems += [told for told in title.mended if told not in reading.problems]
    if title.term_finding:
        spot = title.cells[0] if title.cells else None
        reading.problems.append(Problem("notice", title.term_finding, spot, {"found": title.term or "", "count": 1}))


def _read_rows(cells: Cells, places: Places, stop: int) -> None:
    start = cells.match.band.body
    if cells.match.values:
        read_indicators(cells, places, start, stop)
    elif cells.match.dataset == "summary":
        since = len(cells.reading.facts), len(cells.reading.undated)
        read_summary(cells, places, start, stop)
        refuse_rows_of_one_unit(cells, since)
        warn_of_unclear(cells)
    elif cells.match.dataset == "targets":
        read_targets(cells, places, start, stop)
    else:
        read_list(cells, places, start, stop)


def _skip_individuals(view: View, match: Match, reading: SheetReading, stop: int) -> None:
    rows = [(found.row, found.kind) for found in Body(view, match).rows(match.band.body, stop)]
    reading.rows_skipped += rows
    count = sum(kind == "individual" for _, kind in rows)
    if count:
        reading.problems.append(
            Problem("notice", "individuals_skipped", address(match.band.first_row, 1), {"count": count})
        )


def _leave_out(view: View, match: Match, reading: SheetReading, stop: int) -> None:
    """Skip a table of plans or of another time: nobody's option or answer makes results of it."""
    rows = [(found.row, found.kind) for found in Body(view, match).rows(match.band.body, stop)]
    reading.rows_skipped += [(row, "no_results" if kind == "data" else kind) for row, kind in rows]
    params: dict[str, str | int] = {"count": sum(kind == "data" for _, kind in rows)}
    spot = address(match.band.first_row, match.first_column)
    reading.problems.append(Problem("warning", "table_not_taken", spot, params))


def _province(sheet: _Sheet, match: Match) -> str | None:
    """The province of a sheet: title or file name, option, setting, else the one that holds all its names."""
    view, title, context = sheet.view, sheet.title, sheet.context
    reference: Reference = context.reference
    if title.province:
        return title.province
    if (named := context.names.province_in(sheet.file.replace("-", " ").replace("_", " "))) is not None:
        return named
    if context.unit:
        unit = reference.units[context.unit]
        return unit.province or unit.id
    if context.province:
        return context.province
    if title.unit:
        return reference.units[title.unit].province
    column = match.fields.get("unit")
    if column is None:
        return None
    names = [view.value(row, column) for row in range(match.band.body, min(view.height, match.band.body + 500) + 1)]
    return context.names.only_province([str(name) for name in names if isinstance(name, str) and name.strip()])


def _area(reading: SheetReading, title: Title, context: Context) -> str | None:
    """The unit the sheet is about: stated by option or title where it holds all rows, else the smallest that does."""
    units = {unit for (unit,) in reading.facts.different("unit")}
    stated = context.unit or title.unit or title.province
    if stated and all(_is_within(unit, stated, context.reference) for unit in units):
        return stated
    if len(units) == 1:
        return next(iter(units))
    provinces = {context.reference.units[unit].province or unit for unit in units}
    return provinces.pop() if len(provinces) == 1 else None


def _is_within(unit: str, area: str, reference: Reference) -> bool:
    return unit == area or reference.units[unit].province == area


def _keep_header(cells: Cells) -> None:
    taken = [*cells.match.taken, *([cells.match.numbering] if cells.match.numbering else [])]
    if cells.match.dataset == "targets" and (actual := actual_column(cells)):
        taken.append(actual)
    for row in cells.match.band.rows:
        for column in taken:
            cells.keep(row, column)
    names = {
        **cells.match.fields,
        **{f"{f.measure}:{f.stage}:{f.dimension}:{f.value}": c for c, f in cells.match.figures.items()},
    }
    cells.reading.kept["columns"] = {name: column_letters(column) for name, column in names.items()}
    cells.reading.kept["header_rows"] = list(cells.reading.header_rows)
    cells.reading.kept["dataset"] = cells.match.dataset


def _keep_shape(view: View, reading: SheetReading) -> None:
    reading.kept["widths"] = {column_letters(c): round(w, 1) for c, w in view.grid.widths.items()}
    reading.kept["merges"] = [list(merge) for merge in view.merges[:2000]]
