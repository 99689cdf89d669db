"""Match, tested: the times that a made-up office reports on, and the words for them."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Period:
    """A term with its words in a title, in a cell and in a sheet's name. ``new``: it began after June 2025."""

    id: str
    titles: tuple[str, ...]
    cells: tuple[str | int, ...]
    sheets: tuple[str, ...]
    year: int | None = None
    new: bool = False


def year(number: int) -> Period:
    """A calendar year."""
    return Period(
        f"year:{number}", (f"năm {number}", f"NĂM {number}", f"Năm {number}"), (number, f"{number}", f"Năm {number}"),
        (f"{number}", f"Nam {number}", f"Năm {number}"), number, number > 2025,
    )  # fmt: skip


def party_term(start: int) -> Period:
    """A term of a Party committee."""
    end = start + 5
    return Period(
        f"party_term:{start}-{end}",
        (f"nhiệm kỳ {start} - {end}", f"NHIỆM KỲ {start}-{end}", f"nhiệm kỳ {start} – {end}", f"nhiệm kỳ {start}-{end}"),
        (f"{start}-{end}", f"{start} - {end}", f"NK {start}-{end}", f"nhiệm kỳ {start}-{end}", f"{start} – {end}"),
        (f"NK {start}-{end}", f"{start}-{end}"), None, start >= 2025,
    )  # fmt: skip


def phase(start: int) -> Period:
    """Five calendar years of a programme."""
    end = start + 4
    words = (f"giai đoạn {start} - {end}", f"giai đoạn {start}-{end}")
    return Period(f"programme_phase:{start}-{end}", words, words, (f"GĐ {start}-{end}",))


def half(number: int, part: int) -> Period:
    """Half a year."""
    word = ("đầu", "cuối")[part - 1]
    cells = (f"6 tháng {word} năm {number}",) + ((f"6T/{number}",) if part == 1 else ())
    sheets = (f"6T{number}",) if part == 1 else (f"6 tháng cuối năm {number}",)
    titles = (f"6 tháng {word} năm {number}", f"06 tháng {word} năm {number}", f"6 THÁNG {word.upper()} NĂM {number}")
    return Period(f"half_year:{number}-H{part}", titles, cells, sheets, number, (number, part) > (2025, 1))


def quarter(number: int, part: int) -> Period:
    """A quarter."""
    roman = ("I", "II", "III", "IV")[part - 1]
    titles = (f"Quý {roman}/{number}", f"quý {roman} năm {number}", f"QUÝ {roman} NĂM {number}")
    sheets = (f"Quý {roman}-{number}",)
    return Period(f"quarter:{number}-Q{part}", titles, titles[:2], sheets, number, (number, part) > (2025, 2))


def nine_months(number: int) -> Period:
    """The first nine months of a year."""
    titles = (f"9 tháng năm {number}", f"9 tháng đầu năm {number}", f"09 tháng đầu năm {number}")
    return Period(f"nine_months:{number}-9M", titles, titles[1:2], (f"9T{number}",), number, number > 2025)


def month(number: int, part: int) -> Period:
    """A month."""
    titles = (f"tháng {part}/{number}", f"tháng {part:02d} năm {number}", f"THÁNG {part} NĂM {number}")
    return Period(
        f"month:{number}-{part:02d}", titles, (f"T{part}/{number}", f"tháng {part}/{number}"),
        (f"T{part}-{number}",), number, (number, part) > (2025, 6),
    )  # fmt: skip


def any_old(rng: Random) -> Period:
    """A time that ended before July 2025."""
    number = rng.randint(2021, 2024)
    return rng.choice(
        (
            year(number), year(number), year(number), party_term(2020), party_term(2020), half(number, 1),
            half(number, 2), quarter(number, rng.randint(1, 4)), nine_months(number), month(number, rng.randint(1, 12)),
            phase(2021), half(2025, 1), year(rng.randint(2016, 2020)), party_term(2015), phase(2016),
        )
    )  # fmt: skip


def any_new(rng: Random) -> Period:
    """A time after the reform of July 2025."""
    return rng.choice(
        (
            quarter(2025, 4),
            quarter(2025, 3),
            half(2025, 2),
            party_term(2025),
            month(2025, rng.randint(7, 12)),
            year(2026),
        )
    )


def is_before_2021(period: Period) -> bool:
    """Whether the units of 2020 stood throughout, and TP Thủ Đức did not."""
    ended = ("year:2016", "year:2017", "year:2018", "year:2019", "year:2020", "party_term:2015", "programme_phase:2016")
    return period.id.startswith(ended)
