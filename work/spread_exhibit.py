"""Draw: where each unit lies on one scale, and the list of those to look at again, in words."""

from __future__ import annotations

import pandas as pd

from data_access.frames import label_of
from data_access.measures import Measure
from locales import number, text
from reports import charts
from reports.exhibits import Exhibit
from work.exhibits import heads, measure_in_term
from work.outliers import LEAST_UNITS, Outlier, Reason, spread
from work.views import View


def strip(view: View, measure: Measure, key: str, lang: str) -> Exhibit:
    """A mark a unit on one scale, the median, and the names of those far off."""
    found = spread(view, measure)
    flagged = {each.unit for each in found.outliers}
    lines = [
        (unit, label_of(view.reference, unit), amount.value, amount.written(lang), unit in flagged)
        for unit, amount in found.amounts
    ]
    frame = pd.DataFrame(lines, columns=["unit", "label", "value", "text", "flagged"])
    middle = found.middle
    return Exhibit(
        key=key,
        shape="spread",
        measure=measure,
        title=text("spread.strip.title", lang, measure=text(measure.short_label_key, lang)),
        caption=f"{measure_in_term(view, measure, lang)} {text('spread.strip.marks', lang)}",
        frame=frame,
        columns=heads(["label", "text"], ["unit", "value"], lang),
        chart=frame,
        draw=lambda look: charts.strip(frame, middle, theme=look, lang=lang),
        marks=text("spread.strip.marks", lang),
        middle=middle,
        is_wide=True,
        behind=lambda mark: view.at(view.term or "", units=(mark[0],)),
    )


def outliers_table(view: View, measure: Measure, lang: str) -> Exhibit:
    """The units to look at again, and why; without one, what is known of that."""
    found = spread(view, measure)
    frame = outliers_frame(view, found.outliers, lang)
    notes = [] if found.is_judged else [text("spread.list.few", lang, least=LEAST_UNITS)]
    notes += [text("spread.list.none", lang)] if found.is_judged and not found.outliers else []
    notes += [text(f"spread.no_jump.{found.no_jump}", lang)] if found.no_jump and found.amounts else []
    return Exhibit(
        key="compare.outliers",
        shape="table",
        measure=measure,
        title=text("spread.list.title", lang),
        caption=text("spread.list.caption", lang),
        frame=frame,
        columns={name: text(f"spread.head.{name}", lang) for name in frame.columns},
        chart=frame,
        note=" ".join(notes),
        is_wide=True,
    )


def outliers_frame(view: View, outliers: tuple[Outlier, ...], lang: str) -> pd.DataFrame:
    """A row a unit to look at. Columns: unit, value, previous, why, all as people read them."""
    lines = [
        (
            view.name(each.unit),
            each.amount.written(lang),
            each.previous.written(lang) if each.previous else "",
            " ".join(reason_words(reason, lang) for reason in each.reasons),
        )
        for each in outliers
    ]
    return pd.DataFrame(lines, columns=["unit", "value", "previous", "why"])


def reason_words(reason: Reason, lang: str) -> str:
    """Why a unit is on the list, with what is usual and the score."""
    score = number(abs(reason.score), lang, decimals=1)
    if reason.ratio is None:
        return text(f"spread.reason.{reason.kind}", lang, median=_short(reason.usual, lang), score=score)
    ratio, usual = (number(value, lang, decimals=2) for value in (reason.ratio, reason.usual))
    return text(f"spread.reason.{reason.kind}", lang, ratio=ratio, usual=usual, score=score)


def _short(value: float, lang: str) -> str:
    return number(value, lang, decimals=0 if value == int(value) else 1)
