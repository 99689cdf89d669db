"""Draw: the colours of every paper that something is drawn on: light, dark, and both in high contrast."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, cast, get_args

from reports.hues import BLUE, HUES, chosen_hue

Tone = Literal["light", "dark", "light_contrast", "dark_contrast"]
TONES: tuple[Tone, ...] = get_args(Tone)
NO_PATTERNS = ("",) * 5


@dataclass(frozen=True)
class Palette:
    """The colours of one paper. Red is the house and stands in no chart."""

    paper: str
    panel: str
    ink: str
    muted: str
    line: str
    grid: str
    data: str
    pale: str  # data of units that are not chosen
    up: str
    down: str
    ink_on_light: str
    ink_on_dark: str
    categories: tuple[str, ...]
    category_inks: tuple[str, ...]
    steps: tuple[str, ...]  # eight, for heat tables; from little to much
    step_inks: tuple[str, ...]
    patterns: tuple[str, ...] = NO_PATTERNS  # of the categories, where colour alone must not tell them apart


_LIGHT = Palette(
    paper="#FFFFFF",
    panel="#F5F3EF",
    ink="#1A1F26",
    muted="#55606C",
    line="#D8D3CA",
    grid="#E9E6E0",
    data="#1F5A8C",
    pale="#A9C1D8",
    up="#17527F",
    down="#944500",
    ink_on_light="#15181C",
    ink_on_dark="#FFFFFF",
    categories=("#123A5F", "#8A3F6B", "#BF7A1F", "#62AFA6", "#CDC9C0"),
    category_inks=("#FFFFFF", "#FFFFFF", "#15181C", "#15181C", "#15181C"),
    steps=("#F3F6F9", "#DFE9F2", "#C8D9E9", "#AFC8DF", "#93B4D2", "#749DC3", "#396D9D", "#235686"),
    step_inks=("#15181C",) * 6 + ("#FFFFFF",) * 2,
)

_DARK = Palette(
    paper="#15181C",
    panel="#20252B",
    ink="#ECEAE6",
    muted="#A8B0BA",
    line="#3A4149",
    grid="#2A3037",
    data="#6AA6D9",
    pale="#35536D",
    up="#8DBDE6",
    down="#F0A35E",
    ink_on_light="#15181C",
    ink_on_dark="#FFFFFF",
    categories=("#5B8FC4", "#B57FB0", "#EBAF5E", "#A6E0D6", "#59616A"),
    category_inks=("#15181C", "#15181C", "#15181C", "#15181C", "#FFFFFF"),
    steps=("#1C242C", "#20303E", "#253D51", "#2B4B66", "#335B7C", "#3F6C93", "#6896C0", "#88AED3"),
    step_inks=("#FFFFFF",) * 6 + ("#15181C",) * 2,
)


# All that is read is at least 7:1 against what it stands on; lines and marks are at least 4.5:1.
_LIGHT_CONTRAST = Palette(
    paper="#FFFFFF",
    panel="#EFEFEF",
    ink="#000000",
    muted="#333333",
    line="#4A4A4A",
    grid="#767676",
    data="#003A6B",
    pale="#5E7FA0",
    up="#003A6B",
    down="#6B3A00",
    ink_on_light="#000000",
    ink_on_dark="#FFFFFF",
    categories=("#003A6B", "#B46A9C", "#6B3A00", "#3F8F86", "#A6A6A6"),
    category_inks=("#000000",) * 5,
    steps=("#FFFFFF", "#E3EDF6", "#C9DCED", "#AFCBE4", "#9ABEDD", "#8CB5D8", "#1F4E79", "#0B2E4F"),
    step_inks=("#000000",) * 6 + ("#FFFFFF",) * 2,
    patterns=("", "/", "x", ".", "-"),
)

_DARK_CONTRAST = Palette(
    paper="#000000",
    panel="#1C1C1C",
    ink="#FFFFFF",
    muted="#D0D0D0",
    line="#B0B0B0",
    grid="#7A7A7A",
    data="#7CC4FF",
    pale="#5E86A8",
    up="#A8D4FF",
    down="#FFD27A",
    ink_on_light="#000000",
    ink_on_dark="#FFFFFF",
    categories=("#7CC4FF", "#FFB0E6", "#FFD27A", "#9CF0E0", "#8A8A8A"),
    category_inks=("#FFFFFF",) * 5,
    steps=("#000000", "#12202E", "#1B3044", "#243F5A", "#2C4C6C", "#2F5274", "#9CC6E8", "#C9E2F5"),
    step_inks=("#FFFFFF",) * 6 + ("#000000",) * 2,
    patterns=("", "/", "x", ".", "-"),
)
_IN_BLUE = {"light": _LIGHT, "dark": _DARK, "light_contrast": _LIGHT_CONTRAST, "dark_contrast": _DARK_CONTRAST}


@cache
def palette(tone: Tone, hue: str = BLUE) -> Palette:
    """The colours of a paper in a hue."""
    ramp = HUES[hue].get(tone)
    if ramp is None:
        return _IN_BLUE[tone]
    data, pale, steps = ramp
    return replace(_IN_BLUE[tone], data=data, pale=pale, steps=steps)


class _Present:
    """A palette in the hue of the moment, for those who name it once and draw for years."""

    def __init__(self, tone: Tone) -> None:
        self._tone = tone

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(palette(self._tone, chosen_hue()), name)


PALETTES: dict[Tone, Palette] = {tone: cast("Palette", _Present(tone)) for tone in TONES}
LIGHT, DARK = PALETTES["light"], PALETTES["dark"]
