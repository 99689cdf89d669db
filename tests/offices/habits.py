"""Read, tested: how one made-up office writes its workbooks; drawn once a workbook, so that it is one hand."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Habits:
    """What this office does always, or how often it does it."""

    writer: str
    form: str  # party, state, bare, none
    texts: float  # numbers typed as text
    gaps: float  # figures not reported
    bounds: float  # «trên 260»
    bound: str
    dirt: float  # of texts that carry stray blanks and the like
    deep: bool  # headers of two and three levels
    merged: bool
    column_numbers: bool
    total: str  # below, above, none
    groups: str  # none, plain, with_sums, subtotals
    page: int | None  # rows on a printed page with Cộng trang and Mang sang
    repeats: bool  # the header again on each page
    wrong: float
    left: int
    stt: str
    persons: bool
    notes: bool
    signature: bool
    hides: bool
    formulas: bool
    blanks: float


def any_habits(rng: Random) -> Habits:
    """The habits of one office."""
    tidy = rng.random() < 0.3
    return Habits(
        writer=rng.choice(("openpyxl", "openpyxl", "xlsxwriter", "xlsxwriter", "xlwt")),
        form=rng.choice(("party", "party", "party", "state", "bare", "none")),
        texts=0 if tidy else rng.choice((0, 0.1, 0.3, 1.0)),
        gaps=rng.choice((0, 0, 0.05, 0.15)),
        bounds=0 if tidy else rng.choice((0, 0, 0.1)),
        bound=rng.choice((">", ">", "≥", "<", "≈")),
        dirt=0 if tidy else rng.choice((0, 0.1, 0.4)),
        deep=rng.random() < 0.5,
        merged=rng.random() < 0.9,
        column_numbers=rng.random() < 0.4,
        total=rng.choice(("below", "below", "below", "above", "none")),
        groups=rng.choice(("none", "none", "none", "plain", "with_sums", "subtotals")),
        page=rng.choice((None, None, None, None, rng.randint(5, 12))),
        repeats=rng.random() < 0.3,
        wrong=rng.choice((0, 0, 0, 0.5)),
        left=rng.choice((1, 1, 1, 2)),
        stt=rng.choice(("int", "int", "text", "padded", "dot", "none")),
        persons=rng.random() < 0.2,
        notes=rng.random() < 0.5,
        signature=rng.random() < 0.7,
        hides=rng.random() < 0.2,
        formulas=rng.random() < 0.3,
        blanks=rng.choice((0, 0, 0.05)),
    )


def running_number(habits: Habits, number: int) -> int | str:
    """A row's number in its first column."""
    return {"int": number, "none": number, "text": f"{number}", "padded": f"{number:02d}", "dot": f"{number}."}[
        habits.stt
    ]


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
