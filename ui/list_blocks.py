"""Show: the blocks that only lists can fill, such as topics, and what follows from two figures: a class's size."""

from __future__ import annotations

from data_access.measures import ATTENDANCES, TRAINING_SESSIONS, Measure
from locales import number
from ui.blocks import Block
from ui.cards import Ratio
from ui.measure_blocks import block, figure_block
from ui.state import language
from ui.text import t
from work import averages, list_exhibits
from work.views import View


def listed_block(view: View, measure: Measure, field: str, key: str) -> Block:
    """What the lists of the term hold, by a field that no report splits by."""
    return block(list_exhibits.listed(view, measure, field, key=key, lang=language()))


def average_block(view: View, key: str) -> Block:
    """How many attendances a class has, unit by unit; a bar leads to the unit's attendances."""
    return figure_block(view, list_exhibits.average(view, key, language()))


def average_card(view: View) -> list[Ratio]:
    """Attendances a class over the units whose two figures are both exact."""
    classes, attendances, have = averages.both_exact(view, TRAINING_SESSIONS, ATTENDANCES)
    said = number(round(attendances / classes), language()) if classes else None
    lines = [t("pages.average.of", count=have)] if have else []
    return [Ratio("average", t("pages.average.card"), said, tuple(lines))]
