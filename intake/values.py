"""Validate: which whole number a cell states, what bounds it, or why it states none. Never rounds."""

import math
import re
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache
from typing import Literal

from intake.folding import fold, is_blank
from intake.grids import CellError, NotCalculated, Value

MOST = 100_000_000
_SHORT = 40
State = Literal["value", "missing", "zero_word", "problem"]

_ZEROS = frozenset(
    (
        "-", "--", "---", "khong", "ko", "k", "kps", "k.p.s", "khong co", "khong phat sinh", "chua phat sinh",
        "khong to chuc",
    )
)  # fmt: skip
_VAGUE = re.compile(
    r"(?:(?:hang|may|vai) (?:chuc|tram|nghin|ngan|van|trieu)|(?:rat )?nhieu|mot so|(?:mot )?vai|da so)\b"
)
_PREFIXES = (
    (re.compile(r"(?:>=|≥|it nhat|toi thieu|khong duoi)\s*"), "≥"),
    (re.compile(r"(?:<=|≤|toi da|khong qua|nhieu nhat)\s*"), "≤"),
    (re.compile(r"(?:>|tren|hon)\s*"), ">"),
    (re.compile(r"(?:<|duoi|gan|chua den|chua toi)\s*"), "<"),
    (re.compile(r"(?:~|≈|khoang chung|khoang|chung|xap xi|tam)\s*"), "≈"),
)
_ESTIMATE = re.compile(r"uoc(?: tinh| dat| thuc hien)?\s*:?\s*")
_ESTIMATE_AFTER = re.compile(r"\s*\(?\s*uoc(?: tinh| dat| thuc hien)?\s*\)?$")
_UPWARDS = re.compile(r"(?:tu\s+)?(.*?)\s*(?:(?:,\s*)?tro len|\+)$")
_DOWNWARDS = re.compile(r"(?:tu\s+)?(.*?)\s*(?:,\s*)?tro xuong$")
_WORDS = {
    "lop": "lop", "lop tap huan": "lop", "luot": "luot", "luot nguoi": "luot", "luot can bo": "luot",
    "luot tham du": "luot", "luot hoc vien": "luot", "nguoi": "nguoi", "hoc vien": "nguoi", "hv": "nguoi",
    "dai bieu": "nguoi", "can bo": "nguoi", "nguoi tham du": "nguoi", "dong chi": "nguoi", "d/c": "nguoi",
    "mo hinh": "mo_hinh", "mh": "mo_hinh", "mo hinh dvk": "mo_hinh", "mo hinh dan van kheo": "mo_hinh",
    "tap the": "tap_the", "tt": "tap_the", "don vi": "don_vi", "ca nhan": "ca_nhan", "cn": "ca_nhan",
    "hoi nghi": "hoi_nghi", "cuoc": "cuoc", "dot": "dot", "buoi": "buoi", "giay khen": "giay_khen",
    "bang khen": "bang_khen",
}  # fmt: skip
_NUMBER_THEN_WORD = re.compile(r"(\d[\d.,]*(?: \d{3}(?!\d))*)\s*(?:\(\s*)?([a-z][a-z/ ]*)?(?:\s*\))?")
_DONE_OF_TARGET = re.compile(r"(\d{1,9}|\d{1,3}(?:\.\d{3})+)\s*/\s*(\d{1,9}|\d{1,3}(?:\.\d{3})+)")
_RATIO = re.compile(r"(?:>=|<=|[≥≤><~≈])?\s*(\d+(?:[.,]\d+)?)\s*(%?)")


@dataclass(frozen=True)
class CountReading:
    """The whole number of a cell. ``of`` is the target in «60/75»; ``word`` what was counted."""

    value: int | None = None
    qualifier: str | None = None
    is_estimate: bool = False
    word: str = ""
    finding: str | None = None
    suggestion: int | None = None
    state: State = "value"
    of: int | None = None


# Letters typed for digits: «9O» is probably 90.
_LIKE_DIGITS = str.maketrans("oil", "011")
_SLIP = re.compile(r"(?=\d*[oil])[\doil]{2,7}")


@dataclass(frozen=True)
class RatioReading:
    """A share that a sheet states, 1.0 for all of it; it is only ever compared."""

    value: float | None = None
    state: Literal["value", "missing", "problem"] = "value"


def _problem(finding: str, suggestion: int | None = None) -> CountReading:
    return CountReading(finding=finding, suggestion=suggestion, state="problem")


@lru_cache(maxsize=10_000, typed=True)
def read_count(value: Value) -> CountReading:
    """The count that a cell states: a number, a bound, a zero in words, nothing, or why it is none."""
    if value is None:
        return CountReading(state="missing")
    if isinstance(value, CellError):
        return _problem("error_cell")
    if isinstance(value, NotCalculated):
        return _problem("not_calculated")
    if isinstance(value, bool):
        return _problem("truth_value")
    if isinstance(value, date | time):
        return _problem("date_in_count")
    if isinstance(value, int | float):
        return _of_number(value)
    return _of_text(fold(value))


def _of_number(value: int | float) -> CountReading:
    if isinstance(value, float) and not math.isfinite(value):
        return _problem("not_a_number")
    if value > MOST:
        return _problem("count_too_large")
    if value < -1e-6:
        return _problem("negative")
    # A formula leaves 2352.9999999996 where a person sees 2353; beyond that a fraction is never made whole.
    if abs(value - round(value)) < 1e-6:
        return CountReading(round(value))
    thousandfold = value * 1000
    lost_zeros = value >= 1 and abs(thousandfold - round(thousandfold)) < 1e-6 and thousandfold <= MOST
    return _problem("fraction", round(thousandfold) if lost_zeros else None)


def _of_text(text: str) -> CountReading:
    text = text.strip("'\" ;").strip()
    if is_blank(text):
        return CountReading(state="missing")
    if text in _ZEROS:
        return CountReading(0, state="zero_word")
    if not any("0" <= c <= "9" for c in text):
        is_vague = _VAGUE.match(text) is not None
        return CountReading(finding="vague", state="missing") if is_vague else _problem("not_a_number")
    if "%" in text:
        return _problem("percent")
    if _SLIP.fullmatch(text):
        return _problem("not_a_number", int(text.translate(_LIKE_DIGITS)))
    if re.fullmatch(r"-\s*\d[\d.,]*", text):
        return _problem("negative")
    if split := _DONE_OF_TARGET.fullmatch(text):
        return _of_pair(*(int(part.replace(".", "")) for part in split.groups()))
    return _of_words(text)


def _of_pair(done: int, target: int) -> CountReading:
    if max(done, target) > MOST or target == 0:
        return _problem("count_too_large" if target else "not_a_number")
    if done <= 12 and 1990 <= target <= 2100:
        return _problem("date_in_count")
    return CountReading(done, of=target, finding="done_of_target")


def _of_words(text: str) -> CountReading:
    """A number with what stands before and behind it: a bound, an estimate, a unit of count."""
    shortened = _ESTIMATE_AFTER.sub("", text)
    is_estimate = shortened != text
    rest, qualifier = _direction(shortened)
    while True:
        if found := _ESTIMATE.match(rest):
            is_estimate, rest = True, rest[found.end() :]
            continue
        bound = next(((m.end(), sign) for pattern, sign in _PREFIXES if (m := pattern.match(rest))), None)
        if bound is None:
            break
        rest, qualifier = rest[bound[0] :], qualifier or bound[1]
    read = _of_bare(rest, whole=text)
    if read.state == "problem":
        return read
    return CountReading(read.value, qualifier, is_estimate, read.word, read.finding)


def _direction(text: str) -> tuple[str, str | None]:
    if found := _UPWARDS.fullmatch(text):
        return found.group(1), "≥"
    if found := _DOWNWARDS.fullmatch(text):
        return found.group(1), "≤"
    return text, None


def _of_bare(text: str, *, whole: str) -> CountReading:
    found = _NUMBER_THEN_WORD.fullmatch(text.rstrip(". "))
    if found is None:
        several = len(re.findall(r"\d+(?:[.,]\d+)*", whole)) > 1
        if len(whole) > _SHORT:
            return _problem("narrative")
        return _problem("several_numbers" if several else "not_a_number")
    read = _of_digits(found.group(1).rstrip(".,"))
    word = (found.group(2) or "").strip()
    if read.state == "problem" or not word or word in _WORDS:
        return replace(read, word=_WORDS.get(word, ""))
    if len(whole) > _SHORT:
        return _problem("narrative")
    multiplied = word.split()[0] in ("nghin", "ngan", "trieu", "tram", "chuc", "van", "ty", "k", "tr")
    return _problem("not_a_number", None if multiplied else read.value)


def _of_digits(digits: str) -> CountReading:
    """2.353 is 2353 as Vietnamese write it, 2,353 the American way; any other separator makes a fraction."""
    finding = None
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,0+)?", digits) or re.fullmatch(r"\d{1,3}( \d{3})+", digits):
        whole = re.sub(r"[. ]", "", digits.partition(",")[0])
    elif re.fullmatch(r"\d{1,3}(,\d{3})+(\.0+)?", digits):
        whole, finding = digits.partition(".")[0].replace(",", ""), "us_thousands"
    elif re.fullmatch(r"\d+([.,]0{1,2})?", digits):
        whole = re.split(r"[.,]", digits)[0]
    else:
        return _problem("fraction")
    whole = whole.lstrip("0") or "0"
    if len(whole) > 9 or int(whole) > MOST:
        return _problem("count_too_large")
    return CountReading(int(whole), finding=finding)


def read_ratio(value: Value, *, is_percent: bool = False) -> RatioReading:
    """A share as a sheet states it: 98,5%, 1.2 in a cell formatted as per cent, 120,0."""
    if value is None:
        return RatioReading(state="missing")
    if isinstance(value, bool | date | time | CellError | NotCalculated):
        return RatioReading(state="problem")
    if isinstance(value, int | float):
        return _ratio_of_number(value, is_percent=is_percent)
    text = fold(value)
    if is_blank(text) or text in _ZEROS:
        return RatioReading(state="missing")
    found = _RATIO.fullmatch(text)
    if found is None or len(text) > _SHORT:
        return RatioReading(state="problem")
    return RatioReading(round(float(found.group(1).replace(",", ".")) / 100, 6))


def _ratio_of_number(value: int | float, *, is_percent: bool) -> RatioReading:
    if value < 0 or value > MOST or not math.isfinite(value):
        return RatioReading(state="problem")
    # Without a format only the size tells 1.2 from 120; nobody is ten times over a target.
    return RatioReading(round(float(value) if is_percent or value <= 10 else value / 100, 6))
