"""Match: tables that stand beside each other on one sheet, each seen alone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from data_access.spelling import without_marks
from intake.captions import caption, holds_results, lines_of_others, names_something, overruled, unsaid
from intake.grids import Grid, Value
from intake.headers import Match, match_headers
from intake.indicators import is_of_other_numbers
from intake.layouts import NUMBERING_WORDS, UNIT_OF_MEASURE, Band, View, band_at, header_candidates
from intake.openings import opens_a_table
from intake.row_kinds import total_kind
from intake.table_heads import first_table

_UNIT_OF_MEASURE = re.compile(rf"\W*({'|'.join(UNIT_OF_MEASURE)})\b")
_KEYS = ("unit", "term", "name", "title", "collective_name", "measure")


def side_by_side(grid: Grid) -> list[Grid]:
    """The sheet once for each table beside another, the cells of the others left out; else the sheet alone."""
    view, whole = View(grid), None
    for band in header_candidates(view):
        stretches = [*_stretches(view, _starts(view, band))]
        if whole is not None and not _is_line_of_each(view, whole, band, stretches):
            break
        if len(stretches) > 1 and (parts := _split(view, band, stretches)):
            return parts
        if match_headers(view, band) is not None:
            whole = whole or band
    return (_staggered(view, whole) if whole else []) or [grid]


def _is_line_of_each(view: View, line: Band, band: Band, stretches: list[range]) -> bool:
    """Whether what reads like a header is a line right above the heads of tables: it holds one text for each at most."""
    row, columns = line.last_row, [column for column, _ in view.filled(line.last_row)]
    if band.first_row != row + 1 or any(sum(column in each for column in columns) > 1 for each in stretches):
        return False
    names_each = all(_names_each(view, row, each, band.first_row) for each in stretches)
    return names_each or _speak_of_others(view, band, stretches)


def _split(view: View, band: Band, stretches: list[range]) -> list[Grid]:
    """The tables of a header that has several, and what follows below them; nothing where it has one."""
    stop = _stop(view, band, stretches)
    parts = [_only(view, band, columns, stop) for columns in stretches]
    heads = [_head_of_a_table(part, band) for part in parts]
    if None in heads and not (any(heads) and _speak_of_others(view, band, stretches)):
        return []
    tables = [_headed(band, columns) for columns in stretches]
    return _told_apart(view, band, parts, (tables, [head or band.first_row for head in heads], stop))


def _speak_of_others(view: View, band: Band, stretches: list[range]) -> bool:
    """Whether under a head that stands in each stretch the rows name different things: two tables, even if one is unknown."""
    names = [{band.paths[c][-1]: c for c in columns if c in band.paths} for columns in stretches]
    shared = set.intersection(*map(set, names)) - {*NUMBERING_WORDS}
    rows = range(band.body, view.height + 1)
    return any(
        len({said for own in names if isinstance(said := view.own(row, own[head]), str) and said.strip()}) > 1
        for head in shared
        for row in rows
    )


def _staggered(view: View, band: Band) -> list[Grid]:
    """Two tables whose heads begin in different rows, an empty column between them; nothing where there are no such."""
    whole = Band(band.first_row, view.height, {}, {})
    for gutter in range(2, view.width):
        if any(view.value(row, gutter) is not None for row in range(band.first_row, view.height + 1)):
            continue
        stretches = [range(1, gutter), range(gutter + 1, view.width + 1)]
        matches = [first_table(View(_only(view, whole, columns, view.height + 1))) for columns in stretches]
        told = [match for match in matches if match is not None and _is_a_table(match)]
        if len(told) < len(stretches) or not _begin_apart(view, told, stretches):
            continue
        stop = _stop(view, told[0].band if told[0].band.body > told[1].band.body else told[1].band, [])
        if stop <= view.height and view.filled(stop - 1):
            continue  # one of them goes on with its head again: where the other ends is not known
        tables = [_headed(match.band, columns) for match, columns in zip(told, stretches, strict=True)]
        parts = [_only(view, whole, columns, stop) for columns in stretches]
        return _told_apart(view, band, parts, (tables, [match.band.first_row for match in told], stop))
    return []


def _begin_apart(view: View, matches: list[Match], stretches: list[range]) -> bool:
    """Whether one of two tables of a kind begins beside rows of the other, below no more than lines about it."""
    one, other = matches
    if one.band.first_row == other.band.first_row:
        return False
    if None in (one.numbering, other.numbering) and not {*one.fields} & {*other.fields} & {*_KEYS}:
        return False
    is_left = one.band.first_row < other.band.first_row
    first, last = sorted(match.band.first_row for match in matches)
    above, below = stretches if is_left else stretches[::-1]
    rows = [{column for column, _ in view.filled(row)} for row in range(first, last + 1)]
    if not all(row & {*above} for row in rows) or any(len(row & {*below}) > 1 for row in rows[:-1]):
        return False
    lines = [value for row in range(first, last) for column, value in view.filled(row) if column in below]
    return not any(isinstance(line, str) and is_of_other_numbers(line, None) for line in lines)


def _told_apart(view: View, band: Band, parts: list[Grid], found: tuple[list[range], list[int], int]) -> list[Grid]:
    """The tables beside each other and what follows below them, each with what above them is about another."""
    tables, heads, stop = found
    parts = [*parts, _from_row(view.grid, band.first_row, stop)]
    for part, (terms, places) in zip(parts, unsaid(view, tables, heads), strict=True):
        part.other_terms, part.other_places = terms, places
    for part, table, head in zip(parts, tables, heads, strict=False):
        others = [other for other in tables if other != table]
        part.holds_results = holds_results(view, table, head, others)
        part.other_lines = lines_of_others(view, table, head, others)
    terms, places = overruled(view, range(1, band.first_row), stop)
    parts[-1].other_terms, parts[-1].other_places = parts[-1].other_terms | terms, parts[-1].other_places | places
    return parts[:-1] if stop > view.height else parts


def _starts(view: View, band: Band) -> list[int]:
    """The columns in which tables begin: each with an STT of its own, else behind a gutter, else under the first head again."""
    columns = sorted(band.paths)
    numbered = [c for c in columns if band.paths[c][0] in NUMBERING_WORDS and not _names_collectives(band, c)]
    if len(numbered) > 1:
        return numbered
    behind = [column for column in columns[1:] if column - 1 not in band.paths and _is_gutter(view, band, column - 1)]
    return [columns[0], *(behind or _again(view, band, columns))]


def _names_collectives(band: Band, column: int) -> bool:
    """Whether «TT» stands beside «CN»: collectives and individuals, and no numbers of rows."""
    return band.paths[column][-1] == "tt" and band.paths.get(column + 1, ("",))[-1] in ("cn", "ca nhan")


def _again(view: View, band: Band, columns: list[int]) -> list[int]:
    """Where the head of the first column stands again over a column of its own, as that of the next table does."""
    head, first = band.paths[columns[0]][-1], view.origin(band.last_row, columns[0])
    again = [c for c in columns[2:] if band.paths[c][-1] == head and view.origin(band.last_row, c) != first]
    return [column for column in again if column - 1 in band.paths and not _names_collectives(band, column)]


def _is_gutter(view: View, band: Band, column: int) -> bool:
    """Whether a column without a head stays empty down to the first blank row."""
    for row in range(band.first_row, view.height + 1):
        if not view.filled(row):
            break
        if view.value(row, column) is not None:
            return False
    return True


def _stop(view: View, band: Band, tables: list[range]) -> int:
    """The row from which the sheet is one table again, or the one below its last."""
    for row in range(band.body, view.height + 1):
        numbered = sum(isinstance(v, str) and without_marks(v) in NUMBERING_WORDS for _, v in view.filled(row))
        if opens_a_table(view, row) and numbered != len(tables):
            return caption(view, row).start
    return view.height + 1


def _stretches(view: View, starts: list[int]) -> Iterator[range]:
    """The columns of each table, the first from the left edge of the sheet."""
    edges = [1, *starts[1:], view.width + 1]
    for left, right in pairwise(edges):
        yield range(left, right)


def _only(view: View, band: Band, columns: range, stop: int) -> Grid:
    """The sheet with what is above its header and one table; a line of terms or places above is told apart by table."""
    rows: list[list[Value]] = []
    for row, cells in enumerate(view.grid.rows, start=1):
        if row >= stop:
            break
        if row < band.first_row and not _names_each(view, row, columns, band.first_row):
            rows.append(cells)
        elif row > band.last_row and _sums_all(view, row, columns, next((c for c in columns if c in band.paths), 0)):
            rows.append([])
        else:
            rows.append([cell if column in columns else None for column, cell in enumerate(cells, start=1)])
    merges = [m for m in view.grid.merges if m[2] < band.first_row or (m[1] in columns and m[3] in columns)]
    return replace(view.grid, rows=rows, merges=merges)


def _names_each(view: View, row: int, columns: range, head: int) -> bool:
    """Whether a row above the header says of each table for itself which term or unit it is about, or what it counts."""
    lines = {column: value for column, value in view.filled(row) if isinstance(value, str)}
    told = [column for column, value in lines.items() if names_something(value)]
    if not told and not any(map(view.filled, range(row + 1, head))):
        told = [column for column, value in lines.items() if not _UNIT_OF_MEASURE.match(without_marks(value))]
    return any(column in columns for column in told) and any(column not in columns for column in told)


def _sums_all(view: View, row: int, columns: range, first: int) -> bool:
    """Whether a row holds the numbers of a total whose words stand beside another of the tables, none under the first head."""
    texts = {column: value for column, value in view.filled(row) if isinstance(value, str)}
    if view.holds(row, first) or any(c in columns for c in texts):
        return False
    return any(total_kind(v) == "total" for v in texts.values())


def _from_row(grid: Grid, first: int, stop: int) -> Grid:
    """The sheet without the tables above a row, for the table that follows them over its whole width."""
    rows = [[] if first <= row < stop else cells for row, cells in enumerate(grid.rows, start=1)]
    return replace(grid, rows=rows, merges=[m for m in grid.merges if m[2] < first or m[0] >= stop])


def _headed(band: Band, columns: range) -> range:
    """The columns of a table from its first head to its last."""
    headed = [column for column in columns if column in band.paths]
    return range(headed[0], headed[-1] + 1)


def _head_of_a_table(part: Grid, band: Band) -> int | None:
    """The row in which the head of one table begins, perhaps below a line about it; nothing where there is no table."""
    view = View(part)
    for row in band.rows:
        own = band_at(view, row)
        match = match_headers(view, own) if own is not None else None
        if match is not None:
            return row if _is_a_table(match) else None
    return None


def _is_a_table(match: Match) -> bool:
    return match.dataset == "individuals" or any(key in match.fields for key in _KEYS)
