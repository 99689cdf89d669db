"""Draw: what only lists can show, such as topics, and what follows from two figures: a class's size."""

from __future__ import annotations

import pandas as pd

from data_access.frames import SMALL_BASE
from data_access.measures import ATTENDANCES, TRAINING_SESSIONS, Measure
from data_access.vocabulary import AWARD_GROUNDS, TOPICS
from locales import number, text
from reports import charts
from reports.exhibits import Exhibit
from work import averages, behind, chart_frames
from work.exhibits import heads, measure_in_term, term_words
from work.views import View

_CODES = {"topic": TOPICS, "award_ground": AWARD_GROUNDS}


def listed(view: View, measure: Measure, field: str, *, key: str, lang: str) -> Exhibit:
    """What the lists of the term hold, by a field that no report splits by."""
    found = behind.listed(view, measure, field)
    base = sum(found.values())
    lines = [
        (
            code,
            text(f"choices.{field}.{code}", lang),
            found[code],
            number(found[code], lang),
            found[code] / base if base >= SMALL_BASE else None,
        )
        for code in _CODES[field]
        if found.get(code)
    ]
    frame = pd.DataFrame(lines, columns=["key", "label", "value", "text", "share"])
    counted = text("pages.listed.base", lang, base=number(base, lang), things=text(measure.unit_of_count_key, lang))
    return Exhibit(
        key=key,
        shape="composition",
        measure=measure,
        title=text(f"pages.listed.{field}", lang, measure=text(measure.short_label_key, lang)),
        caption=f"{measure_in_term(view, measure, lang)} {counted}",
        frame=frame,
        columns=heads(["label", "text"], ["part", "value"], lang),
        chart=frame,
        draw=lambda look: charts.composition(frame, theme=look, lang=lang),
        has_sides=True,
    )


def average(view: View, key: str, lang: str) -> Exhibit:
    """How many attendances a class has, unit by unit."""
    frame = averages.by_class(view, TRAINING_SESSIONS, ATTENDANCES, lang)
    shown, left_out = chart_frames.cut(frame) if len(frame) else (frame, 0)
    return Exhibit(
        key=key,
        shape="ranking",
        measure=ATTENDANCES,
        title=text("pages.average.title", lang),
        caption=text("pages.average.caption", lang, term=term_words(view, lang)),
        frame=frame,
        columns=heads(["label", "text", "previous_text"], ["unit", "average", "previous"], lang),
        chart=shown,
        draw=lambda look: charts.ranking(shown, theme=look, lang=lang),
        note=text("pages.ranking.cut", lang, ends=chart_frames.ENDS, left_out=left_out) if left_out else "",
        behind=lambda mark: view.at(view.term or "", units=(mark[0],)),
    )
