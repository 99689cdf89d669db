"""Every step, tested: one office workbook from one number: its bytes, its name, what it mixes, and its truth."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.offices import periods as times
from tests.offices.after_reform import communes_by_district
from tests.offices.aggregates import aggregate_sheet
from tests.offices.award_lists import award_list
from tests.offices.comparisons import by_indicator, by_unit
from tests.offices.grids import Sheet
from tests.offices.habits import any_habits
from tests.offices.indicator_sheets import sheets_by_district, transposed
from tests.offices.model_lists import model_list
from tests.offices.noise import make_dirty, stray_sheets
from tests.offices.old_fonts import in_old_font
from tests.offices.periods import Period
from tests.offices.places import REFORM, any_province, before_2021, places_of, province_name
from tests.offices.story import Story
from tests.offices.summary_sheets import plain_summary, sheets_by_time, summary_by_time
from tests.offices.target_sheets import target_sheet
from tests.offices.training_lists import training_list
from tests.offices.truth import Truth
from tests.offices.wide_sheets import wide_by_year
from tests.offices.writing import workbook_bytes


@dataclass(frozen=True)
class Office:
    """A workbook and its truth. ``unit`` is what is said beside the file where nothing in it names the province."""

    seed: int
    name: str
    content: bytes
    truth: Truth
    layouts: tuple[str, ...]
    unit: str | None
    term: str | None


def any_office(seed: int) -> Office:
    """The workbook of a seed; the same for ever as long as this package stays as it is."""
    rng = Random(seed)
    make: Callable[[Random], tuple[Story, list[Sheet]]] = rng.choice(_MAKERS)
    story, sheets = make(rng)
    for sheet in sheets:
        make_dirty(rng, sheet, story.habits)
    if rng.random() < 0.06:
        _turn_old(rng, story, sheets)
    sheets += stray_sheets(rng)
    content = workbook_bytes(sheets, story.habits.writer)
    ending = "xls" if story.habits.writer == "xlwt" else "xlsx"
    unit = story.province if story.province_unsaid or story.habits.form in ("none", "bare") else None
    return Office(
        seed, f"bao cao {seed}.{ending}", content, story.truth, (story.habits.writer, *story.layouts), unit, None
    )


def _turn_old(rng: Random, story: Story, sheets: list[Sheet]) -> None:
    font = rng.choice((".VnTime", "VNI-Times"))
    story.layouts.append("L12 TCVN3" if font == ".VnTime" else "L13 VNI")
    for sheet in sheets:
        in_old_font(sheet, font)


def _province_office(rng: Random, period: Period) -> Story:
    code = any_province(rng, new=period.new)
    everywhere = places_of(code, new=period.new)
    if not period.new:
        older = tuple(place for place in before_2021(code) if place not in everywhere)
        everywhere_now = (*everywhere, *older)
        reporting = before_2021(code) if times.is_before_2021(period) else everywhere
    else:
        everywhere_now, reporting = everywhere, everywhere
    full = province_name(code, new=period.new)
    kind, _, short = full.partition(" ")
    if kind == "Thành":
        kind, short = "Thành phố", full.removeprefix("Thành phố ")
    office = f"{'THÀNH ỦY' if kind == 'Thành phố' else 'TỈNH ỦY'} {short}"
    count = rng.randint(4, min(len(reporting), 24))
    start = rng.randint(0, len(reporting) - count)
    return Story(
        any_habits(rng), f"ĐẢNG BỘ {full}", office, code + (f"@{REFORM}" if period.new else ""), short,
        list(reporting[start : start + count]), everywhere_now, period.new, period.id != "programme_phase:2021-2025",
    )  # fmt: skip


def _any_period(rng: Random) -> Period:
    return times.any_old(rng) if rng.random() < 0.75 else times.any_new(rng)


def _plain(rng: Random) -> tuple[Story, list[Sheet]]:
    period = _any_period(rng)
    story = _province_office(rng, period)
    story.layouts.append("L03 deep" if story.habits.deep else "L02 flat")
    return story, [plain_summary(rng, story, rng.choice(("Tổng hợp", "Biểu 1", "Sheet1", "TH")), period)]


def _by_time(rng: Random) -> tuple[Story, list[Sheet]]:
    first = rng.randint(2021, 2022)
    periods = rng.choice(([times.year(first + n) for n in range(3)], [times.party_term(2020)]))
    story = _province_office(rng, periods[0])
    story.layouts.append("L01 by time")
    return story, [summary_by_time(rng, story, rng.choice(("Tổng hợp", "Sheet1")), periods)]


def _sheets_by_time(rng: Random) -> tuple[Story, list[Sheet]]:
    first = rng.randint(2021, 2022)
    some = [
        times.year(first),
        times.year(first + 1),
        times.half(2024, 1),
        times.party_term(2020),
        times.quarter(2024, 3),
    ]
    story = _province_office(rng, some[0])
    story.layouts.append("L08 sheets by time")
    return story, sheets_by_time(rng, story, rng.sample(some, rng.randint(2, 4)))


def _wide(rng: Random) -> tuple[Story, list[Sheet]]:
    story = _province_office(rng, times.party_term(2020))
    story.layouts.append("L05 wide")
    return story, [wide_by_year(rng, story, rng.choice(("Tổng hợp", "Biểu 2")))]


def _transposed(rng: Random) -> tuple[Story, list[Sheet]]:
    period = _any_period(rng)
    story = _province_office(rng, period)
    story.layouts.append("L06 transposed")
    return story, [transposed(rng, story, rng.choice(("Tổng hợp", "Biểu 3")), period)]


def _by_district(rng: Random) -> tuple[Story, list[Sheet]]:
    period = times.year(rng.randint(2021, 2024))
    story = _province_office(rng, period)
    story.layouts.append("L07 by district")
    sheets = sheets_by_district(rng, story, period)
    if rng.random() < 0.5:
        sheets.insert(0, aggregate_sheet(rng, story, period))
    return story, sheets


def _comparison(rng: Random) -> tuple[Story, list[Sheet]]:
    number = rng.randint(2021, 2023)
    periods = rng.choice(([times.year(number), times.year(number + 1)], [times.half(number, 1), times.half(number + 1, 1)],
                          [times.party_term(2015), times.party_term(2020)], [times.quarter(number, 1), times.quarter(number, 2)]))  # fmt: skip
    story = _province_office(rng, periods[-1])
    if periods[0].id == "party_term:2015-2020":
        story.places = [unit for unit in story.places if "@" not in unit.id]
    if rng.random() < 0.5 and story.places:
        story.layouts.append("two times by unit")
        return story, [by_unit(rng, story, rng.choice(("So sánh", "Sheet1")), periods)]
    story.layouts.append("two times by indicator")
    return story, [by_indicator(rng, story, rng.choice(("So sánh", "Sheet1")), (periods, rng.choice(story.places)))]


def _after_reform(rng: Random) -> tuple[Story, list[Sheet]]:
    both = rng.random() < 0.25
    story = _province_office(rng, times.half(2025, 2)) if both else None
    period = times.year(2025) if both else times.any_new(rng)
    story = story or _province_office(rng, period)
    story.layouts.append("L17 after the reform")
    return story, [communes_by_district(rng, story, rng.choice(("Tổng hợp", "Biểu 1")), period)]


def _targets(rng: Random) -> tuple[Story, list[Sheet]]:
    period = rng.choice((times.year(rng.randint(2021, 2024)), times.party_term(2020)))
    story = _province_office(rng, period)
    story.layouts.append("L11 targets")
    return story, [
        target_sheet(rng, story, rng.choice(("Chỉ tiêu", "Biểu 4")), period=period, unit=rng.choice(story.places))
    ]


def _lists(rng: Random) -> tuple[Story, list[Sheet]]:
    period = _any_period(rng)
    story = _province_office(rng, period)
    return story, _some_lists(rng, story, period, rng.choice((1, 1, 2, 3)))


def _some_lists(rng: Random, story: Story, period: Period, count: int) -> list[Sheet]:
    sheets = []
    for number, (layout, make, name) in enumerate(rng.sample(_LISTS, count), start=2):
        story.layouts.append(layout)
        sheets.append(make(rng, story, rng.choice((name, f"Biểu {number}", f"PL{number}")), period))
    return sheets


def _everything(rng: Random) -> tuple[Story, list[Sheet]]:
    period = _any_period(rng)
    story = _province_office(rng, period)
    story.layouts.append("mixture")
    first = rng.choice((plain_summary, plain_summary, transposed))(
        rng, story, rng.choice(("Biểu 1", "TH", "Tổng hợp")), period
    )
    return story, [first, *_some_lists(rng, story, period, rng.choice((1, 2, 3)))]


_LISTS = (
    ("L04 models", model_list, "Mô hình"),
    ("L10 awards", award_list, "Khen thưởng"),
    ("L09 training", training_list, "Tập huấn"),
)
_MAKERS = [
    _plain,
    _plain,
    _by_time,
    _sheets_by_time,
    _wide,
    _transposed,
    _by_district,
    _after_reform,
    _comparison,
    _targets,
    _lists,
    _lists,
    _everything,
    _everything,
]
