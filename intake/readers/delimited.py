"""Read, inside the worker: a text file of rows as Excel writes one. Its cells stay text."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from intake.grids import Grid, Refused, Value
from intake.limits import LAST_COLUMN, LAST_ROW, Limits
from intake.text_files import encoding_of

_DELIMITERS = ";,\t"
_SAMPLE = 60


def read(content: bytes, limits: Limits) -> Iterator[tuple[Grid, list[list[Value]]]]:
    """The one sheet of a text file."""
    text, code_page = _decode(content)
    delimiter, text = _named_delimiter(text)
    csv.field_size_limit(max(limits.text_length * 2, 131_072))
    rows: list[list[Value]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _likely_delimiter(text)):
            rows.append([*row])
            cells += len(row)
            if cells > limits.cells:
                raise Refused("too_many_cells", sheet="CSV", limit=limits.cells)
            if len(rows) > LAST_ROW or len(row) > LAST_COLUMN:
                raise Refused("outside_grid", sheet="CSV")
    except csv.Error as error:
        raise Refused("damaged") from error
    yield Grid(name="CSV", code_page=code_page), rows


def _decode(content: bytes) -> tuple[str, str]:
    """The text, and its code page where it has one of the time before Unicode."""
    encoding = encoding_of(content)
    if encoding != "utf-8-sig":
        return _strict(content, encoding), ""
    try:
        return content.decode(encoding), ""
    except UnicodeDecodeError:
        # What Excel calls "CSV" on a Vietnamese Windows.
        return _strict(content, "cp1258"), "cp1258"


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("damaged") from error


def _named_delimiter(text: str) -> tuple[str, str]:
    """The delimiter that a first line such as "sep=;" names, and the text after that line."""
    first, _, rest = text.partition("\n")
    first = first.strip("\r")
    return (first[4], rest) if first.lower().startswith("sep=") and len(first) == 5 else ("", text)


def _likely_delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into equally many cells; of several, into more."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = Counter(len(row) for row, _ in zip(reader, range(_SAMPLE), strict=False) if len(row) > 1)
    except csv.Error:
        return (0, 0)
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (rows, width)
