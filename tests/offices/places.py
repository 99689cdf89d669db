"""Match, tested: the units that a made-up office reports on, and the ways it spells them."""

import csv
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from random import Random

from data_access.reference import FOLDER

REFORM = "2025-07-01"
_OLD_PROVINCES = ("79", "79", "79", "48", "01", "92", "31", "82", "38", "89", "87")
_NEW_PROVINCES = ("79", "79", "48", "01", "92", "82", "38", "91", "68")
_SHORT_KINDS = {
    "Quận": ("Q. {}", "Q.{}"), "Huyện": ("H. {}", "H.{}"), "Thị xã": ("TX. {}", "TX {}", "Tx. {}"),
    "Thành phố": ("TP {}", "TP. {}", "Tp. {}", "Tp.{}"), "Phường": ("P. {}", "P.{}"), "Xã": ("X. {}", "X.{}"),
    "Đặc khu": ("Đặc khu {}",),
}  # fmt: skip
_COMMITTEES = {"Quận": "Quận ủy", "Huyện": "Huyện ủy", "Thị xã": "Thị ủy", "Thành phố": "Thành ủy"}
_OTHER_TONES = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ủy": "uỷ", "úy": "uý",
    "ụy": "uỵ", "ùy": "uỳ",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A unit: ``short`` is its name without its kind, or the whole where the name is a number."""

    id: str
    level: str
    kind: str
    name: str
    short: str
    province: str

    @property
    def number(self) -> int | None:
        """3 for Quận 3."""
        last = self.name.rpartition(" ")[2]
        return int(last) if last.isdigit() else None


@cache
def places_of(code: str, *, new: bool) -> tuple[Place, ...]:
    """The districts of a province as they were before July 2025, or its communes since; those of 2020 are others."""
    level = "commune" if new else "district"
    province = f"{code}@{REFORM}" if new else code
    return tuple(
        Place(row["code"] + (f"@{row['valid_from']}" if row["valid_from"] else ""), level, *_named(row), province)
        for row in _rows()
        if row["level"] == level and row["province_code"] == code and row["valid_to"] != "2020-12-31"
        and row["name"] != "Huyện Hoàng Sa"
    )  # fmt: skip


@cache
def before_2021(code: str) -> tuple[Place, ...]:
    """The districts of a province in a time that ended before 2021."""
    return tuple(
        Place(row["code"], "district", *_named(row), code)
        for row in _rows()
        if row["level"] == "district" and row["province_code"] == code and not row["valid_from"]
        and row["name"] != "Huyện Hoàng Sa"
    )  # fmt: skip


@cache
def communes_after(district: str) -> tuple[str, ...]:
    """The ids of the communes that came after a district and after no other."""
    text = (FOLDER / "successors.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["effective"] == REFORM]
    return tuple(
        f"{row['new_code']}@{REFORM}" for row in rows if row["old_code"] == district.partition("@")[0]
        and row["shared"] == "0"
    )  # fmt: skip


@cache
def province_name(code: str, *, new: bool) -> str:
    """The full name of a province, before or after the reform."""
    ended = "" if new else "2025-06-30"
    return next(
        row["name"] for row in _rows() if row["level"] == "province" and (row["code"], row["valid_to"]) == (code, ended)
    )


def any_province(rng: Random, *, new: bool) -> str:
    """The code of a province."""
    return rng.choice(_NEW_PROVINCES if new else _OLD_PROVINCES)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader((FOLDER / "units.csv").read_text(encoding="utf-8").splitlines()))


def without_marks(text: str) -> str:
    """Quận Bình Thạnh as Quan Binh Thanh."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def other_tones(text: str) -> str:
    """Hòa as Hoà, ủy as uỷ."""
    for one, other in _OTHER_TONES.items():
        text = (
            text.replace(one, other).replace(one.upper(), other.upper()).replace(one.capitalize(), other.capitalize())
        )
    return text


class Speller:
    """How one office writes the units of one province: one habit, kept most of the time."""

    HABITS = ("full", "full", "upper", "short", "short", "body", "bare", "unmarked", "with_province", "tones")

    def __init__(
        self, rng: Random, everywhere: tuple[Place, ...], province_short: str = "", *, bare_is_clear: bool = True
    ) -> None:
        self.rng = rng
        self._taken = province_short.lower()
        self.habit = rng.choice(self.HABITS)
        self._plain = Counter(without_marks(place.name).lower() for place in everywhere)
        self._shorts = Counter(place.short.lower() for place in everywhere)
        self._bare_is_clear = bare_is_clear

    def committee(self, place: Place) -> str:
        """What the Party committee of a district is called."""
        return _COMMITTEES[place.kind]

    def sheet_name(self, place: Place, style: str) -> str:
        """A unit as the name of its sheet."""
        if style == "short":
            return self._short(place)[:31]
        return (without_marks(place.name) if style == "unmarked" else place.name)[:31]

    def spell(self, place: Place) -> str:
        """A unit as this office writes it."""
        habit = self.habit if self.rng.random() < 0.85 else self.rng.choice(("full", "short", "tones", "upper"))
        return self._written(place, habit)

    def _written(self, place: Place, habit: str) -> str:
        if habit == "bare" and self._is_clear(place):
            return place.short
        if habit == "short":
            return self._short(place)
        if habit == "body":
            return self._body(place)
        if habit == "unmarked" and self._plain[without_marks(place.name).lower()] == 1:
            return without_marks(place.name)
        if habit == "with_province" and place.province.startswith("79"):
            return self.rng.choice(("{} - TP.HCM", "{}, TP.HCM", "{} - TP. Hồ Chí Minh")).format(place.name)
        return {"upper": place.name.upper(), "tones": other_tones(place.name)}.get(habit, place.name)

    def _is_clear(self, place: Place) -> bool:
        short = place.short.lower()
        return place.number is None and self._bare_is_clear and self._shorts[short] == 1 and short != self._taken

    def _short(self, place: Place) -> str:
        if (number := place.number) is not None and place.kind == "Quận":
            forms = (
                f"Q{number}",
                f"Q.{number}",
                f"Q. {number}",
                f"Q.{number:02d}",
                f"quận {number}",
                f"Quận {number:02d}",
            )
            return self.rng.choice(forms)
        return self.rng.choice(_SHORT_KINDS[place.kind]).format(place.name.removeprefix(place.kind).strip())

    def _body(self, place: Place) -> str:
        if place.level == "commune":
            lower = place.name[0].lower() + place.name[1:]
            return self.rng.choice(("Đảng ủy {}", "UBND {}", "Đảng bộ {}")).format(lower)
        lower = place.name[0].lower() + place.name[1:]
        named = place.name if place.number is not None else place.short
        forms = [f"{_COMMITTEES[place.kind]} {named}", f"UBND {lower}", f"Đảng bộ {lower}"]
        return self.rng.choice(forms)


def _named(row: dict[str, str]) -> tuple[str, str, str]:
    """Kind, name, and name without its kind; the name is right where the kind beside it is not."""
    name = row["name"]
    kind = next(kind for kind in _SHORT_KINDS if name.startswith(kind))
    bare = name.removeprefix(kind).strip()
    return kind, name, name if bare.isdigit() else bare
