"""Draw: the hues that charts can be drawn in: each a ramp of one hue, as light and dark as the blue one, step by step.

What is told apart is told apart by lightness, so everybody sees it who sees the blue one; contrasts stay what they are.
"""

from __future__ import annotations

from data_access.vocabulary import CHART_COLOURS

Ramp = tuple[str, str, tuple[str, ...]]  # the data, the units that are not chosen, the eight steps of a heat table

BLUE, TEAL, VIOLET = CHART_COLOURS  # blue: the palettes as they stand
HUES: dict[str, dict[str, Ramp]] = {
    BLUE: {},
    TEAL: {
        "light": (
            "#00615E", "#9EC6C2",
            ("#F2F6F6", "#DBEBE9", "#C2DDDA", "#A5CCC9", "#85BAB6", "#5EA4A0", "#0B7672", "#065D5A"),
        ),
        "dark": (
            "#45B1AA", "#245955",
            ("#182524", "#183231", "#18413F", "#15514D", "#15625E", "#1C746F", "#4D9F99", "#73B5B1"),
        ),
        "light_contrast": (
            "#00413E", "#4A8682",
            ("#FFFFFF", "#E0EFED", "#C2DFDD", "#A5D0CD", "#8CC5C0", "#7BBCB7", "#035552", "#003331"),
        ),
        "dark_contrast": (
            "#51CFC8", "#4A8C88",
            ("#000000", "#072322", "#0A3432", "#074542", "#08524F", "#095956", "#8CCDC8", "#C2E5E2"),
        ),
    },
    VIOLET: {
        "light": (
            "#674A87", "#C5B9D6",
            ("#F6F5F9", "#EAE6F1", "#DCD4E8", "#CCC0DD", "#BAA9CF", "#A690C0", "#795D98", "#624781"),
        ),
        "dark": (
            "#B194D5", "#59496A",
            ("#26212B", "#332B3D", "#41354F", "#514164", "#634F7A", "#755F90", "#9F87BC", "#B6A1CF"),
        ),
        "light_contrast": (
            "#492B65", "#86749D",
            ("#FFFFFF", "#EEE9F5", "#DFD5EB", "#D0C2E2", "#C4B3DB", "#BDA8D6", "#594075", "#37244B"),
        ),
        "dark_contrast": (
            "#D1AFFB", "#8D79A5",
            ("#000000", "#231C2C", "#352942", "#463657", "#544268", "#5A4771", "#CCB9E6", "#E6DAF4"),
        ),
    },
}  # fmt: skip
_chosen = {"hue": BLUE}


def choose_hue(hue: str) -> None:
    """Draw all that follows in this hue, on every screen and in every file: one process serves one office."""
    _chosen["hue"] = hue if hue in HUES else BLUE


def chosen_hue() -> str:
    """The hue of the moment."""
    return _chosen["hue"]
