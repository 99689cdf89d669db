"""Draw, show: blocks that only lists can fill, such as topics, and what follows from two figures: a class's size."""

from __future__ import annotations

import pandas as pd

from data_access.measures import ATTENDANCES, TRAINING_SESSIONS, Measure
from data_access.vocabulary import AWARD_GROUNDS, TOPICS
from locales import number
from reports import charts
from ui.blocks import Block, pairs
from ui.cards import Ratio
from ui.measure_blocks import measure_in_term, term_words
from ui.state import language
from ui.text import t
from ui.why import ask_why
from work import averages, behind, chart_frames
from work.views import View

_CODES = {"topic": TOPICS, "award_ground": AWARD_GROUNDS}
SMALL_BASE = 10


def listed_block(view: View, measure: Measure, field: str, key: str) -> Block:
    """What the lists of the term hold, by a field that no report splits by."""
    lang = language()
    found = behind.listed(view, measure, field)
    base = sum(found.values())
    lines = [
        (
            code,
            t(f"choices.{field}.{code}"),
            found[code],
            number(found[code], lang),
            found[code] / base if base >= SMALL_BASE else None,
        )
        for code in _CODES[field]
        if found.get(code)
    ]
    frame = pd.DataFrame(lines, columns=["key", "label", "value", "text", "share"])
    counted = t("pages.listed.base", base=number(base, lang), things=t(measure.unit_of_count_key))
    return Block(
        key=key,
        title=t(f"pages.listed.{field}", measure=t(measure.short_label_key)),
        caption=f"{measure_in_term(view, measure)} {counted}",
        frame=frame,
        columns=pairs(["label", "text"], ["part", "value"]),
        has_sides=True,
        draw=lambda look: charts.composition(frame, theme=look, lang=lang),
    )


def average_block(view: View, key: str) -> Block:
    """How many attendances a class has, unit by unit."""
    lang = language()
    frame = averages.by_class(view, TRAINING_SESSIONS, ATTENDANCES, lang)
    shown, left_out = chart_frames.cut(frame) if len(frame) else (frame, 0)
    return Block(
        key=key,
        title=t("pages.average.title"),
        caption=t("pages.average.caption", term=term_words(view)),
        frame=frame,
        columns=pairs(["label", "text", "previous_text"], ["unit", "average", "previous"]),
        draw=lambda look: charts.ranking(shown, theme=look, lang=lang),
        on_mark=lambda mark: ask_why(view, ATTENDANCES, view.at(view.term or "", units=(mark[0],))),
        note=t("pages.ranking.cut", ends=chart_frames.ENDS, left_out=left_out) if left_out else "",
    )


def average_card(view: View) -> list[Ratio]:
    """Attendances a class over the units whose two figures are both exact."""
    classes, attendances, have = averages.both_exact(view, TRAINING_SESSIONS, ATTENDANCES)
    said = number(round(attendances / classes), language()) if classes else None
    lines = [t("pages.average.of", count=have)] if have else []
    return [Ratio("average", t("pages.average.card"), said, tuple(lines))]
