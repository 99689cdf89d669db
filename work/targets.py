"""Count, draw: the targets that a view asks for, how each stands, and the bars that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data_access.frames import label_of
from data_access.measures import MEASURES, Measure
from data_access.periods import in_order, period
from data_access.places import unit_order
from data_access.selection import Selection
from data_access.target_figures import StatedTarget, targets_at
from data_access.term_days import lived
from data_access.vocabulary import STAGES, TERM_KINDS
from locales import figure_text, number, term_text, text
from reports import charts_targets
from reports.exhibits import Exhibit
from work import chart_frames
from work.attainment import VERDICTS, Standing, Verdict, standing
from work.stage_frames import PATH, passed
from work.views import Figure, Offered, View, open_view

__all__ = ["Kind", "Standing", "StatedTarget", "Verdict"]


@dataclass(frozen=True)
class Kind:
    """What targets are set for: a measure, of models at a stage."""

    measure: Measure
    stage: str

    def label(self, lang: str, *, short: bool = True) -> str:
        """Its name: «Mô hình · công nhận»."""
        name = text(self.measure.short_label_key if short else self.measure.label_key, lang)
        return name if self.stage == "unspecified" else f"{name} · {text(f'choices.stage.{self.stage}', lang).lower()}"

    def stages(self) -> tuple[str, ...]:
        """The stages of the models that count for it; empty: all."""
        if self.stage == "unspecified":
            return ()
        return passed(self.stage) if self.stage in PATH else (self.stage,)


def open_targets(codes: Mapping[str, Sequence[str]], *, today: date | None = None) -> View:
    """The view of an address whose terms and units to choose from are those that have targets, as units report."""
    asked = {name: list(values) for name, values in codes.items() if name != "view"}
    view = open_view(asked, list(MEASURES.values()), today=today)
    found = all_targets(view)
    terms = {kind: tuple(in_order({t.term for t in found if period(t.term).kind == kind})) for kind in TERM_KINDS}
    terms = {kind: some for kind, some in terms.items() if some}
    wanted = Selection.from_codes(asked)
    kind = wanted.term_kind if wanted.term_kind in terms else next(iter(terms), None)
    chosen = tuple(in_order(term for term in wanted.terms if period(term).kind == kind))
    units = sorted({each.unit for each in found}, key=lambda unit: unit_order(view.reference, unit))
    known = [view.reference.units[unit] for unit in units if unit in view.reference.units]
    provinces = tuple(dict.fromkeys(unit.province or unit.id for unit in known))
    newest = terms[kind][-1] if kind else None
    return replace(
        view,
        selection=replace(view.selection, term_kind=kind, terms=chosen),
        offered=Offered(terms, provinces, tuple(unit.id for unit in known if unit.province)),
        term=chosen[-1] if chosen else newest,
    )


def all_targets(view: View) -> list[StatedTarget]:
    """Every target as of the view's version."""

    def read() -> list[StatedTarget]:
        with view.database.read() as connection:
            return [each for each in targets_at(connection, view.cube.version) if each.measure in MEASURES]

    found: list[StatedTarget] = view.once(("targets",), read)
    return found


def kinds_of(targets: Iterable[StatedTarget]) -> list[Kind]:
    """What these targets are set for, in the order of the measures and stages."""
    found = {(each.measure, each.stage) for each in targets}
    return [
        Kind(MEASURES[key], stage)
        for key in MEASURES
        for stage in ("unspecified", *STAGES[:-1])
        if (key, stage) in found
    ]


def standings(view: View, terms: Sequence[str], measures: Sequence[Measure]) -> list[Standing]:
    """How each target of these terms and measures stands, in official order, the newest term first."""
    asked, keys = view.selection.unit_ids(view.reference), {measure.key for measure in measures}
    found = [
        each
        for each in all_targets(view)
        if each.term in terms and each.measure in keys and (asked is None or each.unit in asked)
    ]
    actual = {
        (kind.measure.key, kind.stage, figure.unit, figure.term): figure
        for kind in kinds_of(found)
        for figure in view.figures(kind.measure, view.at(*terms, stage=kind.stages()))
    }
    order = {term: place for place, term in enumerate(reversed(in_order(terms)))}
    place = {(kind.measure.key, kind.stage): number for number, kind in enumerate(kinds_of(found))}
    updated = view.updated.date()
    lines = [
        standing(
            each,
            actual.get(_key(each)) or _sum_below(view, each),
            updated=updated,
            today=view.today,
            shift=view.cube.rules.plan_shift,
            term=lived(view.reference, each.term),
        )
        for each in found
    ]

    def by_place(line: Standing) -> tuple[object, ...]:
        target = line.target
        return (unit_order(view.reference, target.unit), order[target.term], place[target.measure, target.stage])

    return sorted(lines, key=by_place)


def _key(target: StatedTarget) -> tuple[str, str, str | None, str]:
    return (target.measure, target.stage, target.unit, target.term)


def _sum_below(view: View, target: StatedTarget) -> Figure | None:
    """What the units of a province have together, where the province states nothing itself."""
    place = view.reference.units.get(target.unit)
    if place is None or place.level != "province":
        return None
    found = view.figures(MEASURES[target.measure], actual_selection(view, target), ("term",))
    return found[0] if found else None


def actual_selection(view: View, target: StatedTarget) -> Selection:
    """What selects the figure that a target is held against."""
    stages = Kind(MEASURES[target.measure], target.stage).stages()
    return replace(view.at(target.term, stage=stages), province=None, units=(target.unit,))


def counted(lines: Iterable[Standing]) -> dict[Verdict, int]:
    """How many targets of each verdict."""
    found = Counter(line.verdict for line in lines)
    return {verdict: found[verdict] for verdict in VERDICTS}


def goal_words(target: StatedTarget, lang: str) -> str:
    """A target as it is written: «50», «≤ 5»; «at least» is what every target means unless it says otherwise."""
    said = number(target.value, lang)
    return said if target.operator == "≥" else f"{target.operator} {said}"


def done_words(line: Standing, lang: str) -> str:
    """Done of target: «60/50 (120%)», «>260/240»; an estimate says so."""
    if line.done is None:
        return ""
    said = f"{figure_text(line.done.value, lang, qualifier=line.done.qualifier)}/{number(line.target.value, lang)}"
    if line.share is not None:
        # Never rounded over the line: 99,6% is not 100%.
        percent = min(round(line.share * 100), 99) if line.share < 1 else round(line.share * 100)
        said = f"{said} ({number(percent, lang)}%)"
    said = text("measures.value.estimate", lang, value=said) if line.actual and line.actual.is_estimate else said
    stage = line.actual.counted_stage if line.actual else None
    if line.target.stage != "unspecified" or stage in (None, "unspecified"):
        return said
    # The target says «models» and the report counts those of one stage: the reader must see which.
    return f"{said} · {text(f'choices.stage.{stage}', lang).lower()}"


def exhibit(view: View, kind: Kind, lines: Sequence[Standing], *, key: str, lang: str) -> Exhibit:
    """One kind of target in one term: what was done as bars, each target as an upright mark."""
    some = [line for line in lines if Kind(MEASURES[line.target.measure], line.target.stage) == kind]
    frame = _frame(view, some, lang)
    shown, left_out = chart_frames.cut(frame) if len(frame) else (frame, 0)
    marks = text("targets.chart.mark", lang)
    term = term_text(some[0].target.term, lang) if some else ""
    heads = {name: text(f"targets.head.{name}", lang) for name in ("unit", "goal", "done", "verdict")}
    return Exhibit(
        key=key,
        shape="ranking",
        measure=kind.measure,
        title=kind.label(lang, short=False),
        caption=f"{text('targets.chart.caption', lang, term=term)} {marks}",
        frame=frame,
        columns={"label": heads["unit"], "previous_text": heads["goal"], "text": heads["done"], "verdict": heads["verdict"]},
        chart=shown,
        draw=lambda look: charts_targets.attainment(shown, theme=look, lang=lang),
        marks=marks,
        before="target",
        note=text("pages.ranking.cut", lang, ends=chart_frames.ENDS, left_out=left_out) if left_out else "",
    )  # fmt: skip


def _frame(view: View, lines: Sequence[Standing], lang: str) -> pd.DataFrame:
    """Columns: as ``charts_targets.attainment`` wants them; one row a target, the largest figure first."""
    rows = [
        (
            line.target.unit, label_of(view.reference, line.target.unit), line.done.value if line.done else None,
            done_words(line, lang), line.target.value, goal_words(line.target, lang),
            text(f"targets.verdict.{line.verdict}", lang), False, line.done is None,
        )
        for line in sorted(lines, key=lambda line: (line.done is None, -(line.done.value if line.done else 0)))
    ]  # fmt: skip
    columns = ["unit", "label", "value", "text", "previous", "previous_text", "verdict", "chosen", "missing"]
    return pd.DataFrame(rows, columns=columns)
