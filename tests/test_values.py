"""Validate, tested: what a cell counts; nothing is rounded, nothing missing becomes zero, no cell makes it fail."""

from datetime import date, datetime, time
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intake.grids import CellError, NotCalculated, Value
from intake.values import MOST, CountReading, RatioReading, read_count, read_ratio
from locales import number

ANY_VALUE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=60),
    st.from_regex(r"[0-9.,/% +~<>()a-zàờđ\-]{0,20}", fullmatch=True),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.builds(CellError, st.text(max_size=8)),
    st.just(NotCalculated()),
)


def a_problem(finding: str, suggestion: int | None = None) -> CountReading:
    """What is read from a cell that states no count."""
    return CountReading(finding=finding, suggestion=suggestion, state="problem")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2.353", 2353), ("23.000.604", 23_000_604), (2353, 2353), (3.0, 3), (2352.9999999999, 2353),
        ("02", 2), ("0", 0),
        (0, 0), ("12.", 12), ("2 353", 2353), ("2\u00a0353", 2353), ("１２３", 123), ("3.0", 3), ("1.204,00",
        1204),
        (" 7 ", 7), ("'15", 15), ("000", 0), ("100.000.000", MOST),
    ],
)  # fmt: skip
def test_numbers_are_read_as_vietnamese_write_them(written: Value, value: int) -> None:
    assert read_count(written) == CountReading(value)


@pytest.mark.parametrize(
    ("written", "value", "word"),
    [
        ("11 lớp", 11, "lop"), ("235 lượt", 235, "luot"), ("1.019 người", 1019, "nguoi"),
        ("1.019 lượt người", 1019, "luot"),
        ("37 tập thể", 37, "tap_the"), ("5 MÔ HÌNH", 5, "mo_hinh"), ("5 (lớp)", 5, "lop"),
        ("2 353 học viên", 2353, "nguoi"),
    ],
)  # fmt: skip
def test_a_unit_of_count_is_kept_beside_the_number(written: str, value: int, word: str) -> None:
    assert read_count(written) == CountReading(value, word=word)


@pytest.mark.parametrize(
    ("written", "value", "qualifier"),
    [
        ("trên 260", 260, ">"), ("hơn 260", 260, ">"), ("> 260", 260, ">"), ("gần 150", 150, "<"),
        ("dưới 20", 20, "<"),
        ("khoảng 300", 300, "≈"), ("~300", 300, "≈"), ("xấp xỉ 300", 300, "≈"), ("≥ 5", 5, "≥"), (">=5", 5,
        "≥"),
        ("ít nhất 5", 5, "≥"), ("từ 5 trở lên", 5, "≥"), ("tối đa 9", 9, "≤"), ("không quá 9", 9, "≤"),
        ("Trên 1.019", 1019, ">"),
    ],
)  # fmt: skip
def test_a_bound_stays_a_bound(written: str, value: int, qualifier: str) -> None:
    assert read_count(written) == CountReading(value, qualifier)


def test_a_bound_and_a_unit_of_count_stand_together() -> None:
    assert read_count("trên 260 mô hình") == CountReading(260, ">", word="mo_hinh")


@pytest.mark.parametrize("written", ["ước 1.204", "1.204 (ước)", "Ước tính: 1.204", "ước đạt 1.204"])
def test_an_estimate_is_no_bound(written: str) -> None:
    assert read_count(written) == CountReading(1204, is_estimate=True)


@pytest.mark.parametrize("written", ["-", "–", "—", "không", "Không", "KPS", "không phát sinh", "không có"])
def test_words_for_nothing_are_zero(written: str) -> None:
    assert read_count(written) == CountReading(0, state="zero_word")


@pytest.mark.parametrize("written", [None, "", "  ", "\u00a0", "x", "X", "chưa có", "…", "....", "?"])
def test_what_is_missing_is_never_zero(written: Value) -> None:
    assert read_count(written) == CountReading(state="missing")


@pytest.mark.parametrize("written", ["hàng trăm", "Hàng ngàn lượt người", "nhiều", "nhiều tập thể, cá nhân", "một số"])
def test_a_vague_word_states_no_number(written: str) -> None:
    assert read_count(written) == CountReading(finding="vague", state="missing")


def test_american_thousands_are_read_with_a_notice() -> None:
    assert read_count("2,353") == CountReading(2353, finding="us_thousands")


def test_done_and_target_in_one_cell_are_split() -> None:
    assert read_count("60/75") == CountReading(60, of=75, finding="done_of_target")
    assert read_count("1.019 / 1.200") == CountReading(1019, of=1200, finding="done_of_target")
    assert read_count("10/2023") == a_problem("date_in_count")


@pytest.mark.parametrize(
    ("written", "suggestion"), [(2.353, 2353), (1.02, 1020), (1.5, 1500), (0.5, None), (2.3535, None)]
)
def test_a_number_that_lost_its_thousands_is_asked_about(written: float, suggestion: int | None) -> None:
    assert read_count(written) == a_problem("fraction", suggestion)


@pytest.mark.parametrize(
    ("written", "finding"),
    [
        ("1.5", "fraction"), ("2,35", "fraction"), ("1.2353", "fraction"), ("98,5%", "percent"), (-5,
        "negative"),
        ("-5", "negative"), ("−5", "negative"), (200_000_000, "count_too_large"), ("9" * 5000,
        "count_too_large"),
        (True, "truth_value"), (date(2023, 5, 2), "date_in_count"), (datetime(2023, 5, 2), "date_in_count"),
        (time(3), "date_in_count"), (CellError("#REF!"), "error_cell"), (NotCalculated(), "not_calculated"),
        (float("nan"), "not_a_number"), (float("inf"), "not_a_number"), ("abc", "not_a_number"),
        ("2 nghìn", "not_a_number"),
        ("5-6", "several_numbers"), ("05/08/2016", "several_numbers"), ("5 lớp, 6 lớp", "several_numbers"),
        ("Trong năm đã tổ chức 11 lớp cho 2.353 lượt cán bộ tham dự", "narrative"),
    ],
)  # fmt: skip
def test_what_is_no_count_says_why(written: Value, finding: str) -> None:
    assert read_count(written) == a_problem(finding)


def test_an_unknown_word_behind_a_number_is_asked_about() -> None:
    assert read_count("11 khóa") == a_problem("not_a_number", 11)


@pytest.mark.parametrize(("typed", "meant"), [("9O", 90), ("1o5", 105), ("l2", 12), ("2I", 21), ("1OO", 100)])
def test_letters_typed_for_digits_are_proposed_as_digits_and_never_taken(typed: str, meant: int) -> None:
    assert read_count(typed) == a_problem("not_a_number", meant)


@given(ANY_VALUE)
@example("٣")
@example("1" * 400 + "." + "2" * 400)
def test_reading_a_count_never_raises_and_never_invents(value: Value) -> None:
    reading = read_count(value)
    assert (reading.value is None) == (reading.state in ("missing", "problem"))
    assert reading.value is None or 0 <= reading.value <= MOST
    assert reading.state != "problem" or reading.finding is not None


@given(st.integers(0, MOST))
def test_a_number_as_the_screen_writes_it_reads_back(value: int) -> None:
    assert read_count(number(value, "vi")) == CountReading(value)
    assert read_count(f"trên {number(value, 'vi')} lượt") == CountReading(value, ">", word="luot")


@given(st.floats(min_value=0, max_value=MOST, allow_nan=False).filter(lambda v: abs(v - round(v)) > 1e-5))
def test_a_fraction_is_never_stored(value: float) -> None:
    reading = read_count(value)
    assert (reading.value, reading.finding, reading.state) == (None, "fraction", "problem")
    if reading.suggestion is not None:
        assert abs(Fraction(reading.suggestion) - Fraction(value) * 1000) < Fraction(1, 1000)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("98,5%", 0.985),
        (1.2, 1.2),
        ("120%", 1.2),
        ("120,0", 1.2),
        ("≥ 95%", 0.95),
        (100, 1.0),
        (98.5, 0.985),
        ("100 %", 1.0),
    ],
)
def test_a_share_is_read_for_comparison(written: Value, value: float) -> None:
    assert read_ratio(written) == RatioReading(value)


def test_a_cell_formatted_as_per_cent_is_taken_as_it_is() -> None:
    assert read_ratio(12.5, is_percent=True) == RatioReading(12.5)


def test_more_digits_than_a_share_can_have_are_none() -> None:
    assert read_ratio("1" * 41) == RatioReading(state="problem")


@given(ANY_VALUE)
def test_reading_a_share_never_raises(value: Value) -> None:
    reading = read_ratio(value)
    assert (reading.value is not None) == (reading.state == "value")
