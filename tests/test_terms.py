"""Match, tested: the word before a span decides its kind; the date of a document is never the term of its figures."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.grids import CellError, NotCalculated, Value
from intake.terms import TermReading, find_term, read_option_term, read_term

NO_TERM = TermReading(state="missing")


def a_problem(finding: str) -> TermReading:
    """What is read from a text that names no term."""
    return TermReading(finding=finding, state="problem")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ('BIỂU TỔNG HỢP kết quả phong trào thi đua "Dân vận khéo" NĂM 2023', "year:2023"), ("Năm 2023",
        "year:2023"),
        ("Nam 2022", "year:2022"), ("Nam_2022", "year:2022"), ("2021", "year:2021"), ("BC 2023", "year:2023"),
        ("cả năm 2024", "year:2024"), ("năm 2023 so với năm 2022", "year:2023"),
        ("nhiệm kỳ 2020 – 2025", "party_term:2020-2025"), ("NK 2020-2025", "party_term:2020-2025"),
        ("SỐ MÔ HÌNH DÂN VẬN KHÉO NHIỆM KỲ 2020 - 2025", "party_term:2020-2025"), ("nhiệm kỳ 2020/2025",
        "party_term:2020-2025"),
        ("2020 đến 2025", "party_term:2020-2025"), ("2020→2025", "party_term:2020-2025"), ("2020-25",
        "party_term:2020-2025"),
        ("Đại hội đại biểu lần thứ XI, nhiệm kỳ 2020-2025", "party_term:2020-2025"),
        ("NHIỆM KỲ CHI BỘ 2020-2023", "branch_term:2020-2023"), ("chi bộ nhiệm kỳ 2020-2025",
        "branch_term:2020-2025"),
        ("giai đoạn 2016-2020", "programme_phase:2016-2020"), ("giai đoạn 2010-2020",
        "programme_phase:2010-2020"),
        ("Tổng kết 05 năm Chương trình phối hợp giai đoạn 2011-2015", "programme_phase:2011-2015"),
        ("Tổng kết 10 năm (2010-2020)", "review:2010-2020"), ("tổng kết giai đoạn 2010-2020",
        "review:2010-2020"), ("2010-2020", "review:2010-2020"),
        ("MÔ HÌNH BẮT ĐẦU NĂM 2023", "year:2023"), ("BA THÁNG ĐẦU NĂM 2024", "quarter:2024-Q1"),
        ("nhiệm kỳ 1930-1935", "party_term:1930-1935"), ("Giai đoạn 2010-2020, tổng kết 10 năm", "review:2010-2020"),
        ("Mô hình giai đoạn 2016-2020, hướng tới nhiệm kỳ mới", "programme_phase:2016-2020"),
        ("6 tháng đầu năm 2024", "half_year:2024-H1"), ("6T/2024", "half_year:2024-H1"), ("6T2023",
        "half_year:2023-H1"),
        ("6 tháng cuối năm 2024", "half_year:2024-H2"), ("SÁU THÁNG ĐẦU NĂM 2024", "half_year:2024-H1"),
        ("Quý I-2024", "quarter:2024-Q1"), ("Quý I/2024", "quarter:2024-Q1"), ("Quý IV năm 2023",
        "quarter:2023-Q4"), ("Q1/2024", "quarter:2024-Q1"),
        ("03 tháng đầu năm 2024", "quarter:2024-Q1"), ("9 tháng năm 2024", "nine_months:2024-9M"),
        ("9T/2024", "nine_months:2024-9M"),
        ("T5/2024", "month:2024-05"), ("tháng 5 năm 2024", "month:2024-05"), ("Tháng 12-2024",
        "month:2024-12"),
        ("QUẬN 3 - 6 THÁNG ĐẦU NĂM 2024", "half_year:2024-H1"),
    ],
)  # fmt: skip
def test_a_title_or_a_sheets_name_names_its_term(text: str, term: str) -> None:
    assert find_term(text) == TermReading(term)


@pytest.mark.parametrize(
    "text",
    [
        "Quận 3, ngày 05 tháng 12 năm 2023", "Quận 3, ngày     tháng     năm 2023", "ngày … tháng … năm 2023",
        "(Kèm theo Báo cáo số 45-BC/BDVQU ngày 05/12/2023)", "Quyết định số 1234-QĐ/QU ngày 12/10/2020",
        "Quyết định số 1234-QĐ/QU ngày 12 tháng 10 năm 2020 của Ban Thường vụ Quận ủy", "Số: 45-BC/BDVQU",
        "Số 45/2023",
        "Nghị quyết số 25 - NQ/TW ngày 03/6/2013", "Nghị định 04/2015/NĐ-CP",
        "Số liệu tính đến ngày 30/11/2023", "tính đến tháng 11/2023",
        "BIỂU TỔNG HỢP", "ĐVT: mô hình", "TH", "Sheet3", "Q1", "QUẬN ỦY QUẬN 3", "phấn đấu đến năm 2025",
        "Tổng cộng: 23.000.604", "",
    ],
)  # fmt: skip
def test_the_date_of_a_document_is_no_term(text: str) -> None:
    assert find_term(text) == NO_TERM


def test_a_title_with_a_decision_names_its_own_year() -> None:
    title = "Khen thưởng năm 2019 (Kèm theo Quyết định số 1234-QĐ/QU ngày 12/10/2020)"
    assert find_term(title) == TermReading("year:2019")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("nhiệm kỳ 2020-2023", "branch_term:2020-2023"), ("2016-2020", "programme_phase:2016-2020"),
        ("2021-2023", "programme_phase:2021-2023"),
    ],
)  # fmt: skip
def test_a_kind_that_is_only_likely_is_told(text: str, term: str) -> None:
    assert find_term(text) == TermReading(term, finding="term_kind_assumed")


@pytest.mark.parametrize(
    "text",
    [
        "Nhiệm kỳ chi bộ đến năm 2020", "nhiệm kỳ chi bộ ?-2020", "?-2020", "Nhiệm kỳ chi bộ kết thúc 3/2020",
        "Nhiệm kỳ chi bộ đến năm 2020 (nguồn không nêu năm bắt đầu)",
    ],
)  # fmt: skip
def test_a_term_whose_start_nobody_states_keeps_it_open(text: str) -> None:
    assert find_term(text) == TermReading("branch_term:?-2020")


def test_a_running_term_needs_years() -> None:
    assert find_term("Từ đầu nhiệm kỳ đến nay") == a_problem("running_term")
    running = TermReading("party_term:2020-2025", finding="running_term")
    assert find_term("từ đầu nhiệm kỳ 2020-2025 đến nay") == running
    assert find_term("nhiệm kỳ 2020 - nay") == running


@pytest.mark.parametrize(
    ("value", "header", "term"),
    [
        (2023, "", "year:2023"), (2023.0, "", "year:2023"), ("2020-2025", "", "party_term:2020-2025"),
        ("05/2024", "", "month:2024-05"),
        ("2024-05", "", "month:2024-05"), ("2024-H1", "", "half_year:2024-H1"), ("2020-2023",
        "nhiem ky chi bo", "branch_term:2020-2023"),
        ("2011-2015", "giai doan", "programme_phase:2011-2015"), ("2020-2025", "nhiem ky giai doan",
        "party_term:2020-2025"),
        ("Quý I", "nam 2024", "quarter:2024-Q1"), ("6T/2025", "", "half_year:2025-H1"), ("N.2021", "",
        "year:2021"), ("Năm 2021", "", "year:2021"),
        ("branch_term:2020-2023", "", "branch_term:2020-2023"), ("Quý 3/2024", "quy", "quarter:2024-Q3"),
    ],
)  # fmt: skip
def test_a_cell_names_its_term_with_the_help_of_its_header(value: Value, header: str, term: str) -> None:
    assert read_term(value, header=header) == TermReading(term)


@pytest.mark.parametrize(
    ("value", "finding"),
    [
        ("Q1", "term_without_year"), ("Quý I", "term_without_year"), ("9 tháng", "term_without_year"),
        ("6 tháng đầu năm", "term_without_year"),
        ("27/7/2016", "date_in_term"), (datetime(2024, 5, 1), "date_in_term"), ("abc", "unknown_term"),
        ("nhiệm kỳ qua", "unknown_term"), ("2024-Q9", "unknown_term"), ("2024-H3", "unknown_term"),
        ("Quý V năm 2024", "unknown_term"), ("tháng 13 năm 2024", "unknown_term"), ("8 tháng năm 2024", "unknown_term"),
        (True, "unknown_term"), (20.5, "unknown_term"), (12, "unknown_term"), (float("nan"),
        "unknown_term"), ("2025-2020", "unknown_term"),
        ("từ đầu nhiệm kỳ đến nay", "running_term"), (CellError("#REF!"), "error_cell"), (NotCalculated(),
        "not_calculated"),
    ],
)  # fmt: skip
def test_a_cell_that_names_no_term_says_why(value: Value, finding: str) -> None:
    assert read_term(value) == a_problem(finding)


@pytest.mark.parametrize("value", [None, "", " ", "-", "x"])
def test_an_empty_cell_names_no_term(value: Value) -> None:
    assert read_term(value) == NO_TERM


YEARS = st.integers(1990, 2090)
TERM_IDS = st.one_of(
    st.builds("{0}:{1}-{2}".format, st.sampled_from(("party_term", "branch_term", "review",
    "programme_phase")), YEARS, st.integers(2091, 2100)),
    st.builds("branch_term:?-{0}".format, YEARS),
    st.builds("year:{0}".format, YEARS),
    st.builds("half_year:{0}-H{1}".format, YEARS, st.integers(1, 2)),
    st.builds("quarter:{0}-Q{1}".format, YEARS, st.integers(1, 4)),
    st.builds("month:{0}-{1:02}".format, YEARS, st.integers(1, 12)),
    st.builds("nine_months:{0}-9M".format, YEARS),
)  # fmt: skip


@given(TERM_IDS)
def test_an_option_that_is_an_id_means_itself(term_id: str) -> None:
    assert read_option_term(term_id) == TermReading(term_id)


@pytest.mark.parametrize(
    ("label", "term"),
    [
        ("2020-2025", "party_term:2020-2025"), ("2023", "year:2023"), ("2024-H1", "half_year:2024-H1"),
        ("2024-Q3", "quarter:2024-Q3"),
        ("2024-05", "month:2024-05"), ("2024-9M", "nine_months:2024-9M"), ("nhiệm kỳ 2020-2025",
        "party_term:2020-2025"),
    ],
)  # fmt: skip
def test_an_option_may_be_a_label(label: str, term: str) -> None:
    assert read_option_term(label) == TermReading(term)


@pytest.mark.parametrize("text", ["2024-13", "foo:2020", "branch_term:2023-2020", "party_term:", "year:2024-H1", "?-?"])
def test_an_option_that_names_no_term_is_refused(text: str) -> None:
    assert read_option_term(text) == a_problem("unknown_term")


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=40), st.dates(),
        st.from_regex(r"(nhiệm kỳ|giai đoạn|quý|tháng|6T|năm|\?)?[ \-/]?[0-9]{0,5}[\-/→ ]?[0-9HQM]{0,5}",
        fullmatch=True),
    ),
    st.text(max_size=15),
)  # fmt: skip
def test_reading_a_term_never_raises(value: Value, header: str) -> None:
    for reading in (read_term(value, header=header), find_term(str(value)), read_option_term(str(value))):
        assert (reading.term is not None) == (reading.state == "value")
