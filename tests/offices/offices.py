"""Every step, tested: one office workbook from one number: its bytes, its name, what it mixes, and its truth."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.offices import periods as times
from tests.offices.grids import Sheet
from tests.offices.habits import any_habits
from tests.offices.periods import Period
from tests.offices.places import REFORM, any_province, before_2021, places_of, province_name
from tests.offices.story import Story
from tests.offices.summary_sheets import plain_summary, sheets_by_time, summary_by_time
from tests.offices.truth import Truth
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
    content = workbook_bytes(sheets, story.habits.writer)
    ending = "xls" if story.habits.writer == "xlwt" else "xlsx"
    unit = story.province if story.habits.form in ("none",) else None
    return Office(
        seed, f"bao cao {seed}.{ending}", content, story.truth, (story.habits.writer, *story.layouts), unit, None
    )


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


def _plain(rng: Random) -> tuple[Story, list[Sheet]]:
    period = times.any_old(rng) if rng.random() < 0.75 else times.any_new(rng)
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
    some = [times.year(first), times.year(first + 1), times.half(2024, 1), times.party_term(2020), times.quarter(2024, 3)]
    story = _province_office(rng, some[0])
    story.layouts.append("L08 sheets by time")
    return story, sheets_by_time(rng, story, rng.sample(some, rng.randint(2, 4)))


_MAKERS = [_plain, _plain, _by_time, _sheets_by_time]
