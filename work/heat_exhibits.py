"""Draw: units by terms as a view has to show it: the whole table, and the rows of it that a page draws."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data_access.measures import Measure
from locales import term_text, text
from reports import charts
from reports.exhibits import Exhibit
from work import chart_frames
from work.views import View, kept, narrowed


@kept
def heat(view: View, measure: Measure, key: str, lang: str) -> Exhibit:
    """Units by terms, with totals, and sums or the last change on the right; of many units a page draws some rows."""
    found = chart_frames.heat(view, measure, lang)
    frame, columns = _heat_table(view.through_terms, measure, lang)
    made = _exhibit(view, measure, key, found, lang=lang)
    return replace(made, frame=frame, columns=columns)


def _exhibit(
    view: View, measure: Measure, key: str, found: chart_frames.Heat, *, lang: str, highest: float | None = None
) -> Exhibit:
    asked = view.selection
    side = found.side if len(found.side) else None
    head = text("charts.change.head" if found.is_change else "pages.heat.sum", lang)
    parts = [text("pages.heat.caption", lang)]
    if found.terms:
        after, before = (term_text(term, lang, short=True) for term in found.terms)
        parts.append(text("pages.heat.change", lang, after=after, before=before))
    return Exhibit(
        key=key,
        shape="heat",
        measure=measure,
        title=text("pages.heat.title", lang, measure=text(measure.short_label_key, lang)),
        caption=" · ".join(parts),
        frame=found.cells,
        columns={},
        chart=found.cells,
        draw=lambda look: charts.heat(found.cells, found.totals, side, head, theme=look, lang=lang, highest=highest),
        side=side,
        side_head=head,
        is_wide=len(found.totals) + (side is not None) > 2,  # two columns fit a telephone
        behind=lambda mark: narrowed(asked, mark[1], units=(mark[0],)),
    )


def units_of_heat(view: View, measure: Measure) -> tuple[str, ...]:
    """The units of a heat table, in its order."""
    return chart_frames.heat_extent(view.through_terms, measure)[0]


@kept
def page_of_heat(view: View, measure: Measure, key: str, lang: str, *, units: tuple[str, ...]) -> Exhibit:
    """A heat table's rows of some units in the colours of the whole, of which nothing more is worked out.

    Its ``frame`` holds cells, not rows: who wants the table asks for ``rows_of_heat``.
    """
    found = chart_frames.heat(view, measure, lang, units)
    return _exhibit(view, measure, key, found, lang=lang, highest=_highest(view, measure))


@kept
def rows_of_heat(view: View, measure: Measure, key: str, lang: str, *, units: tuple[str, ...]) -> Exhibit:
    """A heat table drawn for some of its units only, in the colours of the whole."""
    whole, found = heat(view, measure, key, lang), chart_frames.heat(view, measure, lang)
    some = replace(found, cells=found.cells[found.cells["unit"].isin(units)])
    drawn = _exhibit(view, measure, key, some, lang=lang, highest=_highest(view, measure))
    return replace(drawn, frame=whole.frame, columns=whole.columns)


@kept
def _heat_table(view: View, measure: Measure, lang: str) -> tuple[pd.DataFrame, dict[str, str]]:
    found = chart_frames.heat(view, measure, lang)
    return heat_as_table(found.cells, found.totals, lang)


def _highest(view: View, measure: Measure) -> float:
    return float(chart_frames.heat_extent(view.through_terms, measure)[1])


def heat_as_table(cells: pd.DataFrame, totals: pd.DataFrame, lang: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """A heat table's cells with a row a unit and a column a term, and the heads of those columns."""
    absent = text("charts.absent.label", lang)
    terms: dict[str, str] = dict(zip(cells["term"], cells["term_label"], strict=True))
    lines: dict[str, dict[str, str]] = {}
    # As lists: a column of texts gives its parts one by one very slowly.
    wanted = ("unit", "label", "term", "state", "text")
    for unit, label, term, state, said in zip(*(cells[name].tolist() for name in wanted), strict=True):
        lines.setdefault(str(unit), {"label": str(label)})[str(term)] = absent if state == "absent" else str(said)
    sums = dict(zip(totals["term"], totals["text"], strict=True))
    whole = {"label": text("charts.total.label", lang), **{term: sums.get(term, "") for term in terms}}
    table = pd.DataFrame([*lines.values(), *([whole] if lines else [])])
    return table, {"label": text("pages.table.unit", lang), **terms}
