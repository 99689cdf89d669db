"""Read: the cells of every kind of workbook, as they are, under the addresses Excel shows."""

import io
from datetime import date, datetime, time
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.grids import CellError, NotCalculated, Refused
from intake.sheets import read_sheets
from tests.hostile_files import a_sheet_of
from tests.workbooks import Formula, Percent, a_workbook, rezip

TYPED = ("xlsx", "xlsm", "xls", "ods")
MESSY = [
    ["BIỂU TỔNG HỢP", None, None, None],
    ["Đơn vị", "Số mô hình", None, "Ngày"],
    ["Quận 1", 260, 2.353, date(2023, 1, 2)],
    [None, True, "2.353", datetime(2023, 1, 2, 3, 4)],
    [CellError("#REF!"), False, time(7, 30), Percent(1.2)],
    [None, None, None, None],
    ["Số\nlượt", " có  dấu cách ", -5, 0],
]
LOOK: dict[str, Any] = {
    "merges": {"Biểu 1": ["A1:D1"]},
    "hidden_rows": {"Biểu 1": [4]},
    "hidden_columns": {"Biểu 1": [3]},
    "hidden_sheets": ["DM"],
    "creator": "Nguyễn Văn A",
}


def rows_of(content: bytes, name: str = "a.xlsx") -> list[list[Any]]:
    """The rows of the only sheet."""
    (grid,) = read_sheets(name, content).grids
    return grid.rows


@pytest.mark.parametrize("kind", TYPED)
def test_cells_keep_their_types_and_sheets_their_look(kind: str) -> None:
    workbook = read_sheets(f"a.{kind}", a_workbook({"Biểu 1": MESSY, "DM": [["x"]], "Trống": []}, kind=kind, **LOOK))
    first, hidden, blank = workbook.grids
    expected = [[cell.value if isinstance(cell, Percent) else cell for cell in row] for row in MESSY]
    shown = [[first.cell(row, column) for column in range(1, 5)] for row in range(1, len(first.rows) + 1)]
    assert shown == expected
    assert [[type(cell) for cell in row] for row in shown] == [[type(cell) for cell in row] for row in expected]
    assert (first.name, first.position, first.visible) == ("Biểu 1", 0, True)
    assert (first.merges, first.hidden_rows, first.hidden_columns) == ([(1, 1, 1, 4)], {4}, {3})
    assert first.percent_cells == {(5, 4)}
    assert (hidden.name, hidden.position, hidden.visible, hidden.rows) == ("DM", 1, False, [["x"]])
    assert (blank.name, blank.position, blank.rows) == ("Trống", 2, [])
    assert "Nguyễn" not in repr(workbook)


@pytest.mark.parametrize("kind", TYPED)
def test_column_widths_are_told_in_characters(kind: str) -> None:
    content = a_workbook({"A": [["x", "y"]]}, kind=kind, widths={"A": {1: 20, 2: 8, 3: 30}})
    (grid,) = read_sheets("a", content).grids
    assert set(grid.widths) == {1, 2}
    assert grid.widths[1] == pytest.approx(20, abs=0.8)


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "ods"])
def test_a_formula_that_was_never_calculated_is_neither_zero_nor_blank(kind: str) -> None:
    content = a_workbook({"A": [["Số mô hình", 1], [NotCalculated(), 2], [None, NotCalculated()]]}, kind=kind)
    assert rows_of(content) == [["Số mô hình", 1], [NotCalculated(), 2], [None, NotCalculated()]]


def test_a_calculated_formula_is_its_result() -> None:
    rows = [[Formula("=1+1", 2), Formula('=""', ""), Formula('="a"', "a"), Formula("=1/0", "#DIV/0!"), "end"]]
    assert rows_of(a_workbook({"A": rows})) == [[2, None, "a", CellError("#DIV/0!"), "end"]]


@pytest.mark.parametrize("code", ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"])
@pytest.mark.parametrize("kind", TYPED)
def test_every_standard_error_cell_is_an_error_and_never_a_blank(kind: str, code: str) -> None:
    content = a_workbook({"A": [["Số mô hình"], [CellError(code)], [5]]}, kind=kind)
    assert rows_of(content, f"a.{kind}") == [["Số mô hình"], [CellError(code)], [5]]


@pytest.mark.parametrize("code", ["#SPILL!", "#CALC!", "#GETTING_DATA"])
def test_an_error_cell_of_newer_excel_does_not_cost_the_sheet(code: str) -> None:
    rows = [["Số mô hình", "Ngày"], [CellError(code), date(2023, 1, 2)], [5, "2.353"]]
    other = [["Lớp"], [CellError("#REF!")]]
    grids = read_sheets("a.xlsx", a_workbook({"A": rows, "B": other})).grids
    assert [grid.rows for grid in grids] == [rows, other]


def test_numbers_that_are_none_are_errors_and_text_stays_text() -> None:
    cells = '<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1E400</c></row>'.replace("</c></row>", "</v></c></row>")
    assert rows_of(a_sheet_of(cells)) == [[CellError("#NUM!"), CellError("#NUM!")]]
    assert rows_of(a_workbook({"A": [["2.353", "1.234.567,8", "007", 2.353, 2353.0, 1e300]]})) == [
        ["2.353", "1.234.567,8", "007", 2.353, 2353, 1e300]
    ]


@pytest.mark.parametrize("kind", TYPED)
def test_text_stays_as_typed_but_for_characters_nothing_can_store(kind: str) -> None:
    nfd, tcvn3 = "Quâ\u0323n 3", "L­ît ng­êi"
    rows = [[nfd, "a\u00a0b\u200bc", tcvn3, "Số\nlượt", "😀"]]
    assert rows_of(a_workbook({"A": rows}, kind=kind), f"a.{kind}") == rows
    if kind == "xls":
        assert rows_of(a_workbook({"A": [["a\x07b\x00c"]]}, kind="xls"), "a.xls") == [["abc"]]


def test_escaped_control_characters_go_too() -> None:
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0007_b_x000D_\nc</t></is></c></row>'
    assert rows_of(a_sheet_of(cell)) == [["ab\nc"]]


def test_both_calendars_give_the_same_days() -> None:
    content = a_workbook({"A": [[date(2023, 5, 17), date(2024, 2, 29)]]})
    assert rows_of(content) == [[date(2023, 5, 17), date(2024, 2, 29)]]
    older = rezip(
        content,
        {
            "xl/workbook.xml": lambda xml: xml.replace(b"<workbookPr ", b'<workbookPr date1904="1" '),
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(b"<v>45063<", b"<v>43601<").replace(
                b"<v>45351<", b"<v>43889<"
            ),
        },
    )
    assert rows_of(older) == [[date(2023, 5, 17), date(2024, 2, 29)]]


def test_days_no_calendar_has_do_not_stop_the_sheet() -> None:
    content = a_workbook({"A": [[date(2023, 5, 17), "end"]]})
    for number in (b"60", b"-1", b"3000000", b"1e300"):
        changed = rezip(content, {"xl/worksheets/sheet1.xml": lambda xml, n=number: xml.replace(b"45063", n)})
        assert rows_of(changed)[0][1] == "end"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_cells_keep_their_address_where_the_sheet_starts_further_in(kind: str) -> None:
    rows = [[], [], [None, None, "C3"], [None, CellError("#N/A"), "C4"]]
    (grid,) = read_sheets("a", a_workbook({"A": rows}, kind=kind)).grids
    assert [grid.cell(3, 3), grid.cell(4, 2), grid.cell(4, 3), grid.cell(1, 1), grid.cell(9, 9)] == [
        "C3", CellError("#N/A"), "C4", None, None,
    ]  # fmt: skip
    assert len(grid.rows) == 4


@pytest.mark.parametrize("kind", ["xlsx", "xls", "csv"])
def test_a_sheet_of_several_blocks_arrives_whole(kind: str) -> None:
    rows = [[f"Mô hình số {number}", number, number % 7 / 4] for number in range(12_001)]
    expected = [[str(cell) for cell in row] for row in rows] if kind == "csv" else rows
    assert rows_of(a_workbook({"A": rows}, kind=kind), f"a.{kind}") == expected


def test_two_sheets_of_one_name_are_two_sheets() -> None:
    content = a_workbook({"Biểu A": [["1"]], "Biểu B": [["2"], [CellError("#REF!")]]})
    content = rezip(content, {"xl/workbook.xml": lambda xml: xml.replace("Biểu B".encode(), "Biểu A".encode())})
    assert [(grid.name, grid.position, grid.rows) for grid in read_sheets("a.xlsx", content).grids] == [
        ("Biểu A", 0, [["1"]]),
        ("Biểu A", 1, [["2"], [CellError("#REF!")]]),
    ]


def test_a_chart_sheet_keeps_its_place_and_is_no_sheet_of_cells() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet("Trước").write_number(0, 0, 1)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Trước!$A$1"})
    book.add_chartsheet("Biểu đồ").set_chart(chart)
    book.add_worksheet("Sau").write_number(0, 0, 2)
    book.close()
    grids = read_sheets("a.xlsx", buffer.getvalue()).grids
    assert [(grid.name, grid.position, grid.rows) for grid in grids] == [
        ("Trước", 0, [[1]]),
        ("Sau", 2, [[2]]),
    ]


_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff_"), max_size=12)
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: round(number, 3)),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.sampled_from([CellError("#REF!"), CellError("#N/A")]),
    _TEXT.filter(lambda text: text == "" or text.strip() == text),
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", TYPED)
@settings(max_examples=8, deadline=None)
@given(rows=st.lists(st.lists(_VALUES, min_size=1, max_size=6), min_size=1, max_size=12))
def test_any_rows_come_back_as_they_were_written(kind: str, rows: list[list[Any]]) -> None:
    read = rows_of(a_workbook({"A": rows}, kind=kind), f"a.{kind}")
    assert _cells(read) == _cells(rows)


def _cells(rows: list[list[Any]]) -> dict[tuple[int, int], Any]:
    """The cells that hold something, by place; whole numbers are whole however a file stores them."""
    return {
        (row, column): int(value) if isinstance(value, float) and value.is_integer() else value
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None and value != ""
    }


def test_a_workbook_of_too_many_sheets_is_refused() -> None:
    content = a_workbook({f"S{number}": [[number]] for number in range(101)})
    with pytest.raises(Refused) as refused:
        read_sheets("a.xlsx", content)
    assert (refused.value.code, refused.value.params) == ("too_many_sheets", {"limit": 100})
