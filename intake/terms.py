"""Match and validate: which term a title, a sheet's name, a cell or an option names; no document's date."""

import re
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Literal

from data_access.periods import NotATerm, period
from intake.dates import FIRST_YEAR, LAST_YEAR, ROMAN
from intake.document_dates import without_document_dates
from intake.folding import fold, is_blank
from intake.grids import CellError, NotCalculated, Value

_YEAR = r"(?P<year>\d{4})(?!\d)"
_LINK = r"(?:\s*(?:nam\b|[/.,:_-])\s*)*\s*"
_TO = r"\s*(?:-+>?|/|→|÷|\bden(?: nam)?\b|\btoi(?: nam)?\b)\s*"
_TERM_WORD = r"(?:nhiem ky|\bnk\b)"
_CALENDAR = (
    (
        "half_year",
        re.compile(rf"(?<!\d)(?:0?6|sau)\s*(?:thang|t)(?![a-z])\s*(?P<part>dau|cuoi)?{_LINK}{_YEAR}"),
    ),
    ("half_year", re.compile(rf"\bnua (?P<part>dau|cuoi) nam{_LINK}{_YEAR}")),
    ("half_year", re.compile(rf"\bh(?P<part>[12]){_LINK}{_YEAR}")),
    ("nine_months", re.compile(rf"(?<!\d)(?:0?9|chin)\s*(?:thang|t)(?![a-z])\s*(?:dau)?{_LINK}{_YEAR}")),
    ("first_quarter", re.compile(rf"(?:(?<!\d)0?3\s*(?:thang|t)(?![a-z])|\bba thang\b)\s*dau{_LINK}{_YEAR}")),
    ("year", re.compile(rf"(?<!\d)12\s*(?:thang|t)(?![a-z]){_LINK}{_YEAR}")),
    (
        "quarter",
        re.compile(rf"\b(?:quy|qui|q)\s*\.?\s*(?P<part>iv|i{{1,3}}|0?[1-4])(?![0-9a-z]){_LINK}{_YEAR}"),
    ),
    ("month", re.compile(rf"\b(?:thang|t)\s*\.?\s*(?P<part>0?[1-9]|1[0-2])(?!\d){_LINK}{_YEAR}")),
    ("year", re.compile(rf"(?<!den )\b(?:nam|n\.)\s*:?\s*{_YEAR}(?!{_TO}\d{{4}}(?!\d))")),
)
_BARE = (
    ("year", re.compile(rf"{_YEAR}")),
    ("month", re.compile(rf"(?P<part>0?[1-9]|1[0-2])\s*[/.-]\s*{_YEAR}")),
)
_NO_YEAR = re.compile(
    r"(?:quy|qui|q)\s*\.?\s*(?:iv|i{1,3}|[1-4])|[369]\s*(?:thang|t)(?:\s*(?:dau|cuoi)(?: nam)?)?"
    r"|(?:thang|t)\s*\.?\s*\d{1,2}|ca nam"
)
# A quarter, half or number of months that there is no term for: «Quý V năm 2024», «2024-H3», «8 tháng năm 2024».
_OTHER_PART = re.compile(
    r"\b(?:quy|qui|q|thang|t|h)\s*\.?\s*(?:\d{1,2}(?!\d)|[ivx]+\b)|(?<!\d)(?!12\s)\d{1,2}\s*thang\b|\d{4}\s*-\s*[hq]\d"
)
_UP_TO = re.compile(r"\b(?:den|toi|het|tinh)\b")
_SPAN = re.compile(rf"(?<![\d?])(?P<start>\d{{4}})(?!\d){_TO}(?P<end>\d{{4}})(?!\d)")
_OPEN_START = re.compile(r"\?\s*-\s*(?P<end>\d{4})(?!\d)")
_ENDING = re.compile(
    rf"{_TERM_WORD}(?:(?!\d{{4}})[^.;()?]){{0,40}}?(?:\bden|\bket thuc|\bhet|-)\s*(?:vao )?(?:nam )?"
    r"(?:thang )?(?:\d{1,2}/)?(?P<end>\d{4})(?!\d)"
)
_TO_NOW = re.compile(r"(?P<start>\d{4})\s*(?:-+|den)\s*(?:den )?nay\b")
_RUNNING = re.compile(
    rf"(?:tu )?dau {_TERM_WORD}(?: (?P<start>\d{{4}})\s*-\s*(?P<end>\d{{4}}))?[^.;]{{0,20}}?(?:den|toi) nay"
)
_ID = re.compile(r"([a-z_]+):(\S+)")
_LABELS = tuple(
    (kind, re.compile(label))
    for kind, label in (
        ("half_year", r"\d{4}-H[12]"), ("quarter", r"\d{4}-Q[1-4]"), ("nine_months", r"\d{4}-9M"),
        ("month", r"\d{4}-(?:0[1-9]|1[0-2])"), ("branch_term", r"\?-\d{4}"),
    )
)  # fmt: skip
_SHORT_END = re.compile(r"(?<!\d)(20)(\d\d)(\s*-\s*)(1[3-9]|[2-9]\d)(?!\d)")
_KIND_WORDS = {
    "nhiem ky": "term", "nk": "term", "giai doan": "phase", "gd": "phase", "tong ket": "review",
    "so ket": "review",
}  # fmt: skip
_KIND_WORD = re.compile(rf"\b(?:{'|'.join(_KIND_WORDS)})\b")
_SHEET_NAME = 31


@dataclass(frozen=True)
class TermReading:
    """The term that a text names, as an id. ``finding`` tells what was assumed, or why there is none."""

    term: str | None = None
    finding: str | None = None
    state: Literal["value", "missing", "problem"] = "value"


_NOTHING = TermReading(state="missing")


def _problem(finding: str) -> TermReading:
    return TermReading(finding=finding, state="problem")


def _valid(kind: str, label: str, finding: str | None = None) -> TermReading | None:
    """The term of this kind and label where there is one, in years that a figure can be about."""
    years = [int(year) for year in re.findall(r"\d{4}", label)]
    if not years or not all(FIRST_YEAR - 60 <= year <= LAST_YEAR for year in years):
        return None
    try:
        made = period(f"{kind}:{label}")
    except NotATerm:
        return None
    return TermReading(made.id, finding)


def find_term(text: str) -> TermReading:
    """The first term that a title, a file's or a sheet's name holds; the date of a document is none."""
    folded = _with_whole_years(without_document_dates(fold(text.replace("_", " "))))
    return _first(folded, bare=len(folded) <= _SHEET_NAME)


@lru_cache(maxsize=10_000, typed=True)
def read_term(value: Value, *, header: str = "") -> TermReading:
    """The term of a cell; the ``header`` of its column names the kind where the cell does not."""
    if value is None:
        return _NOTHING
    if isinstance(value, CellError | NotCalculated):
        return _problem("error_cell" if isinstance(value, CellError) else "not_calculated")
    if isinstance(value, bool | time):
        return _problem("unknown_term")
    if isinstance(value, date):
        return _problem("date_in_term")
    if isinstance(value, int | float):
        whole = FIRST_YEAR <= value <= LAST_YEAR and value == int(value)
        return TermReading(f"year:{int(value)}") if whole else _problem("unknown_term")
    text = fold(value)
    if is_blank(text) or text in ("-", "--"):
        return _NOTHING
    return _of_cell(text, fold(header))


def read_option_term(text: str) -> TermReading:
    """The term of an option: an id, a label such as 2024-H1 or ?-2020, or words as in a cell."""
    stripped = text.strip()
    if named := _ID.fullmatch(stripped):
        return _valid(named[1], named[2]) or _problem("unknown_term")
    return read_term(stripped)


def _of_cell(text: str, header: str) -> TermReading:
    if kind := next((kind for kind, label in _LABELS if label.fullmatch(text.upper())), None):
        return _valid(kind, text.upper()) or _problem("unknown_term")
    for kind, pattern in _BARE:
        if found := pattern.fullmatch(text):
            return _calendar(kind, found) or _problem("unknown_term")
    if named := _ID.fullmatch(text):
        return _valid(named[1], named[2].upper()) or _problem("unknown_term")
    text = _with_whole_years(text)
    cleared = without_document_dates(text)
    found_term = _first(cleared, header=header, bare=True)
    if (found_term.term or "").startswith("year:") and _OTHER_PART.search(cleared) and not _UP_TO.search(cleared):
        return _problem("unknown_term")
    if found_term.state != "missing":
        return found_term
    if _NO_YEAR.fullmatch(text):
        year = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", header)
        return _first(f"{text} {year.group()}") if year else _problem("term_without_year")
    return _problem("date_in_term" if cleared != text else "unknown_term")


def _with_whole_years(text: str) -> str:
    """«2020-25» as 2020-2025; what could be a month stays."""
    return _SHORT_END.sub(r"\1\2\3\1\4", text)


def _first(text: str, *, header: str = "", bare: bool = False) -> TermReading:
    """The term that begins first in a folded text; of two at one place the longer one."""
    found: list[tuple[int, int, TermReading]] = []
    for span in (_SPAN.search(text), _OPEN_START.search(text), _ENDING.search(text)):
        if span and (reading := _span(text, span, header)):
            begins = span.start("end") if span.re is _ENDING else span.start()
            found.append((begins, -span.end(), reading))
    for kind, pattern in _CALENDAR:
        if (part := pattern.search(text)) and (reading := _calendar(kind, part)):
            found.append((part.start(), -part.end(), reading))
    if running := _running(text):
        found.append(running)
    if found:
        return min(found, key=lambda each: each[:2])[2]
    return _lone_year(text) if bare else _NOTHING


def _lone_year(text: str) -> TermReading:
    """The year of a short text such as a sheet's name, where it holds only one."""
    lone = re.findall(r"(?<![\d/])(?:19|20)\d{2}(?![\d/])", text)
    if len(lone) != 1 or re.search(r"\bden( nam)? \d{4}", text):
        return _NOTHING
    return _valid("year", lone[0]) or _NOTHING


def _calendar(kind: str, found: re.Match[str]) -> TermReading | None:
    named = found.groupdict()
    year, part = named["year"], named.get("part") or ""
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    if kind == "half_year":
        return _valid(kind, f"{year}-H{2 if part in ('cuoi', '2') else 1}")
    if kind in ("quarter", "first_quarter"):
        return _valid("quarter", f"{year}-Q{ROMAN.get(part) or int(part or 1)}")
    if kind == "month":
        return _valid(kind, f"{year}-{int(part):02}")
    return _valid(kind, f"{year}-9M" if kind == "nine_months" else year)


def _span(text: str, found: re.Match[str], header: str) -> TermReading | None:
    end = found["end"]
    if found.re is not _SPAN:
        of_party = "dang bo" in text and "chi bo" not in text
        return _valid("party_term" if of_party else "branch_term", f"?-{end}")
    start = found["start"]
    kind, finding = _kind(text[: found.start()], text, header, int(end) - int(start))
    if kind == "programme_phase" and finding is None and int(start) >= int(end):
        return None
    return _valid(kind, f"{start}-{end}", finding)


def _kind(before: str, text: str, header: str, length: int) -> tuple[str, str | None]:
    """What kind of term a span is: by the nearest word before it, else by the header, else by its length."""
    for near in (before, header):
        places = [(found.start(), _KIND_WORDS[found.group()]) for found in _KIND_WORD.finditer(near)]
        if not places or (near is header and len({meaning for _, meaning in places}) > 1):
            continue
        named = max(places)[1]
        if named == "term":
            if re.search(r"\bchi bo\b", near) or re.search(r"\bchi bo\b", text):
                return "branch_term", None
            return ("party_term", None) if length == 5 else ("branch_term", "term_kind_assumed")
        reviewed = re.search(r"\btong ket\b|\b[1-9]\d nam\b", text) and "chuong trinh phoi hop" not in text
        return ("review" if reviewed else "programme_phase"), None
    return _kind_of_bare(text, length)


def _kind_of_bare(text: str, length: int) -> tuple[str, str | None]:
    if re.search(r"\bchi bo\b", text):
        return "branch_term", None
    if length == 10 or re.search(r"\b10 nam\b|\btong ket\b", text):
        return "review", None
    return ("party_term", None) if length == 5 else ("programme_phase", "term_kind_assumed")


def _running(text: str) -> tuple[int, int, TermReading] | None:
    """«Từ đầu nhiệm kỳ đến nay» names its term only together with years."""
    if found := _RUNNING.search(text):
        span = found["start"] and _valid("party_term", f"{found['start']}-{found['end']}", "running_term")
        return found.start(), -found.end(), span or _problem("running_term")
    if found := _TO_NOW.search(text):
        start = int(found["start"])
        named = start % 5 == 0 and re.search(_TERM_WORD, text)
        term = _valid("party_term", f"{start}-{start + 5}", "running_term") if named else None
        return found.start(), -found.end(), term or _problem("running_term")
    return None
