"""Validate, tested: dates as offices write them, as precise as they are; no day is invented."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.dates import DateReading, looks_swapped, read_date
from intake.grids import CellError, NotCalculated, Value


def a_day(day: date) -> DateReading:
    """What is read from a cell that names one day."""
    return DateReading(day, day, "day", day.year)


def a_problem(finding: str) -> DateReading:
    """What is read from a cell that names no time."""
    return DateReading(finding=finding, state="problem")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("27/7/2016", date(2016, 7, 27)), ("05/08/2016", date(2016, 8, 5)), ("24/3/2020", date(2020, 3, 24)),
        ("ngày 05 tháng 8 năm 2016", date(2016, 8, 5)), ("Ngày 5 tháng 8 năm 2016", date(2016, 8, 5)),
        ("09 Tháng Tám 2024", date(2024, 8, 9)), ("09 Tháng Tám 2024 5:35:00 CH", date(2024, 8, 9)),
        ("ngày 5 tháng năm năm 2023", date(2023, 5, 5)), ("2024-05-01", date(2024, 5, 1)), ("15-04-2024",
        date(2024, 4, 15)),
        ("15.4.2024", date(2024, 4, 15)), ("sáng ngày 27/7/2016", date(2016, 7, 27)),
        ("8h30 ngày 27/7/2016", date(2016, 7, 27)),
        (datetime(2024, 5, 1, 3), date(2024, 5, 1)), (date(2024, 5, 1), date(2024, 5, 1)),
        ("27 / 7 / 2016", date(2016, 7, 27)),
        ("2024-05-01T00:00:00", date(2024, 5, 1)), ("29/2/2024", date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_a_day_is_read_day_first(written: Value, day: date) -> None:
    assert read_date(written) == a_day(day)


def test_a_day_without_a_year_takes_the_sheets() -> None:
    assert read_date("28/6", year=2024) == a_day(date(2024, 6, 28))
    assert read_date("ngày 28 tháng 6", year=2024) == a_day(date(2024, 6, 28))
    assert read_date("28/6") == read_date("29/2") == a_problem("no_year")
    assert read_date("31/02") == read_date("tháng 13") == a_problem("no_such_day")
    assert read_date("28/6/2023", year=2024) == a_day(date(2023, 6, 28))


def test_a_text_of_more_than_eighty_signs_is_no_date() -> None:
    assert read_date("ngày " * 14 + "27/07/2016") == a_day(date(2016, 7, 27))
    assert read_date("ngày " * 14 + " 27/07/2016.") == a_problem("not_a_date")


def test_the_months_have_names_of_their_own() -> None:
    first = ["giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"]
    said = [*enumerate(first, start=1), (1, "một"), (4, "bốn"), (12, "chạp")]

    assert {name: read_date(f"ngày 5 tháng {name} năm 2023") for _, name in said} == {
        name: a_day(date(2023, month, 5)) for month, name in said
    }


def test_the_years_of_figures_begin_in_1990_and_end_in_2100() -> None:
    written: list[Value] = [1989, 1990, 2100, 2101, "1989", "1990", "2100", "2101"]
    assert [read_date(year).year for year in written] == [None, 1990, 2100, None] * 2


def test_a_year_of_two_digits_is_of_this_century() -> None:
    assert read_date("5/8/16") == DateReading(date(2016, 8, 5), date(2016, 8, 5), "day", 2016)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("15-16/4/2024", date(2024, 4, 15), date(2024, 4, 16)), ("Từ 15-16/4/2024", date(2024, 4, 15),
        date(2024, 4, 16)),
        ("19 và 25/7/2019", date(2019, 7, 19), date(2019, 7, 25)), ("Ngày 19 và 25/7/2019", date(2019, 7,
        19), date(2019, 7, 25)),
        ("19, 20 và 25/7/2019", date(2019, 7, 19), date(2019, 7, 25)), ("từ 19/7 đến 25/7/2019", date(2019,
        7, 19), date(2019, 7, 25)),
        ("15/04/2024 - 17/04/2024", date(2024, 4, 15), date(2024, 4, 17)), ("30/6 - 2/7/2024", date(2024,
        6, 30), date(2024, 7, 2)),
        ("28/12-2/1/2024", date(2023, 12, 28), date(2024, 1, 2)),
        ("từ ngày 5 đến ngày 7 tháng 8 năm 2016", date(2016, 8, 5), date(2016, 8, 7)),
    ],
)  # fmt: skip
def test_several_days_are_a_span(written: str, start: date, end: date) -> None:
    assert read_date(written) == DateReading(start, end, "days", start.year)


@pytest.mark.parametrize(
    ("written", "precision", "period"),
    [
        ("T10/2023", "month", "2023-10"), ("tháng 10/2023", "month", "2023-10"), ("10/2023", "month",
        "2023-10"),
        ("tháng tư năm 2023", "month", "2023-04"), ("Quý II/2023", "quarter", "2023-Q2"), ("Q2/2023",
        "quarter", "2023-Q2"),
        ("Quí IV năm 2023", "quarter", "2023-Q4"), ("6 tháng đầu năm 2023", "half_year", "2023-H1"),
        ("6T2023", "half_year", "2023-H1"),
        ("6T/2023", "half_year", "2023-H1"), ("6 tháng cuối năm 2023", "half_year", "2023-H2"), (2023,
        "year", "2023"),
        (2023.0, "year", "2023"), ("2023", "year", "2023"), ("Năm 2023", "year", "2023"), ("N.2023",
        "year", "2023"),
    ],
)  # fmt: skip
def test_what_is_no_day_stays_as_vague_as_it_is(written: Value, precision: str, period: str) -> None:
    reading = read_date(written)
    assert (reading.start, reading.end) == (None, None)
    assert (reading.precision, reading.year, reading.period) == (precision, 2023, period)
    assert (reading.finding, reading.state) == (None, "value")


@pytest.mark.parametrize("written", ["T3, T4/2024", "tháng 3-5/2024", "9 tháng đầu năm 2024"])
def test_months_in_a_row_count_in_their_year_with_a_notice(written: str) -> None:
    assert read_date(written) == DateReading(precision="year", year=2024, period="2024", finding="date_rounded")


def test_a_period_without_a_year_takes_the_sheets() -> None:
    assert read_date("Quý II", year=2023) == DateReading(precision="quarter", year=2023, period="2023-Q2")
    assert read_date("tháng 5") == a_problem("no_year")


@pytest.mark.parametrize(
    ("written", "finding"),
    [
        ("31/02/2024", "no_such_day"), ("7/27/2016", "no_such_day"), ("29/2/2023", "no_such_day"),
        ("tháng 13/2023", "no_such_day"), ("tháng 0/2023", "no_such_day"),
        ("1/1/1970", "out_of_range"), ("1/1/2101", "out_of_range"), ("1989", "out_of_range"), (45123,
        "serial_number"),
        (45123.5, "serial_number"), ("45123", "serial_number"), (7, "not_a_date"), (True, "not_a_date"),
        (time(3), "not_a_date"),
        ("abc", "not_a_date"), ("2020-2025", "not_a_date"), ("25 và 19/7/2019", "not_a_date"), ("3",
        "not_a_date"),
        (CellError("#REF!"), "error_cell"), (NotCalculated(), "not_calculated"), (float("nan"),
        "not_a_date"), ("ngày " * 40, "not_a_date"), ("²²²²²", "not_a_date"), ("①②③④⑤", "not_a_date"),
    ],
)  # fmt: skip
def test_what_is_no_date_says_why(written: Value, finding: str) -> None:
    assert read_date(written) == a_problem(finding)


@pytest.mark.parametrize("written", [None, "", " ", "-", "x", "chưa có", "…"])
def test_an_empty_cell_has_no_date(written: Value) -> None:
    assert read_date(written) == DateReading(state="missing")


def test_a_column_typed_day_first_into_an_american_excel_is_noticed() -> None:
    swapped: list[Value] = [datetime(2024, 3, 5), "27/7/2024", datetime(2024, 12, 1), None, "31/8/2024"]
    assert looks_swapped(swapped)
    assert not looks_swapped([*swapped, datetime(2024, 3, 25)])
    assert not looks_swapped([*swapped, "5/8/2024"])
    assert not looks_swapped([datetime(2024, 3, 5), datetime(2024, 12, 1)])
    assert not looks_swapped(["27/7/2024", "Quý II/2024"])
    assert not looks_swapped([])


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_reads_back_however_it_is_written(day: date) -> None:
    for written in (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat(), day):
        assert read_date(written) == a_day(day)
    assert read_date(f"ngày {day.day} tháng {day.month} năm {day.year}") == a_day(day)


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40), st.dates(),
        st.datetimes(), st.times(),
        st.from_regex(r"[0-9/.\- ]{0,12}(tháng|quý|năm|T|Q|và|đến)?[0-9/.\- IV]{0,12}", fullmatch=True),
    ),
    st.one_of(st.none(), st.integers(1990, 2100)),
)  # fmt: skip
def test_reading_a_date_never_raises(value: Value, year: int | None) -> None:
    reading = read_date(value, year=year)
    assert (reading.year is not None) == (reading.state == "value")
    assert (reading.start is not None) == (reading.precision in ("day", "days"))
    assert reading.start is None or reading.end is None or reading.start <= reading.end
    assert isinstance(looks_swapped([value]), bool)
