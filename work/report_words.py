"""Export: the sentences of a report on a view: which figures are told, and what may be said about them."""

from __future__ import annotations

from collections.abc import Sequence

from data_access.bounds import Amount
from data_access.measures import ATTENDANCES, COMMENDED_COLLECTIVES, MODELS, TRAINING_SESSIONS, Measure
from locales import term_in_sentence, text
from reports.sentences import (
    Changed,
    Sentence,
    Stated,
    can_share,
    change_sentence,
    difference_sentence,
    estimates_sentence,
    leader_sentences,
    parts_sentence,
    silent_sentence,
    steps_sentence,
    total_sentence,
    years_sentence,
)
from work.change_words import delta
from work.exhibits import term_words
from work.stage_frames import PATH, funnel
from work.views import Figure, View

SPLITS = {
    MODELS.key: ("sector", "level", "owner_kind"),
    TRAINING_SESSIONS.key: ("audience",),
    ATTENDANCES.key: (),
    COMMENDED_COLLECTIVES.key: ("award_form", "level"),
}


def totals(view: View, measures: Sequence[Measure], lang: str) -> list[Sentence]:
    """What was done in the term, classes and attendances in one sentence where they cover the same."""
    known = {measure.key: stated for measure in measures if (stated := _stated(view, measure, lang))}
    classes, attended = known.get(TRAINING_SESSIONS.key), known.get(ATTENDANCES.key)
    if classes and attended and can_share(classes, attended):
        del known[ATTENDANCES.key]
        groups = [[each, attended] if each is classes else [each] for each in known.values()]
    else:
        groups = [[each] for each in known.values()]
    unit, term = _only_unit(view), term_words(view, lang)
    return [total_sentence(term, unit, group, lang) for group in groups]


def on_measure(view: View, measure: Measure, lang: str) -> list[Sentence]:
    """How a figure changed, who leads, what it is made of."""
    figure = view.total(measure)
    if figure is None:
        return []
    said: list[Sentence | None] = [*leading(view, measure, lang)]
    for dimension in SPLITS.get(measure.key, ()):
        said.append(_split(view, measure, dimension, figure=figure, lang=lang))
    if measure.has_stages:
        said.append(_steps(view, measure, lang))
    return [each for each in said if each]


def leading(view: View, measure: Measure, lang: str) -> list[Sentence]:
    """How a figure changed, and who leads."""
    change = _change(view, measure, lang)
    return [*([change] if change else []), *leader_sentences(measure, _of_units(view, measure), lang)]


def lacking(view: View, measure: Measure, lang: str) -> list[Sentence]:
    """Who owes a figure, and what of the figures is not final or not agreed."""
    said: list[Sentence] = []
    figure, silent = view.total(measure), view.missing(measure)
    if silent:
        of = figure.coverage.of if figure and figure.coverage else len(silent)
        said.append(silent_sentence(measure, [view.name(unit) for unit in silent], of, lang))
    if figure and (years := _span(figure)) and years[0] < years[1]:
        said.append(years_sentence(measure, years, lang))
    estimates = [view.name(str(each.unit)) for each in view.estimates(measure)]
    if estimates:
        said.append(estimates_sentence(measure, list(dict.fromkeys(estimates)), lang))
    for each in view.differences(measure):
        name = view.name(each.unit)
        said.append(difference_sentence(measure, name, each.reported, itemised=each.itemised, lang=lang))
    return said


def without_figure(view: View, measure: Measure, lang: str) -> str:
    """Why there is nothing to say about a measure; empty where there is."""
    if view.total(measure) is not None:
        return ""
    label = text(measure.label_key, lang)
    if missing := view.lacks(measure):
        dimension = text(f"choices.dimension.{missing[0]}", lang).lower()
        return text("document.missing.not_split", lang, measure=label, dimension=dimension)
    return f"{label}: {text('document.section.nothing', lang)}"


def _stated(view: View, measure: Measure, lang: str) -> Stated | None:
    figure = view.total(measure)
    if figure is None:
        return None
    stage = figure.counted_stage if figure.counted_stage not in (None, "unspecified", "mixed") else None
    own = view.figures(measure, view.at(figure.term))
    return Stated(
        measure=measure,
        amount=figure.amount,
        units=(figure.coverage.have, figure.coverage.of) if figure.coverage else None,
        years=_span(figure),
        is_estimate=figure.is_estimate,
        has_zero=any(each.value == 0 for each in own),
        stage=text(f"choices.stage.{stage}", lang).lower() if stage else "",
    )


def _span(figure: Figure) -> tuple[int, int] | None:
    return (figure.years.have, figure.years.of) if figure.years else None


def _only_unit(view: View) -> str:
    """The unit that everything is about, where it is one that has no others below it in the figures."""
    chosen = view.selection.units
    if len(chosen) != 1 or chosen[0] not in view.reference.units:
        return ""
    return view.name(chosen[0]) if view.reference.units[chosen[0]].level != "province" else ""


def _of_units(view: View, measure: Measure) -> list[tuple[str, Amount]]:
    """Every unit's own figure; a province's own is no rival of its districts."""
    found = view.figures(measure, view.at(view.term or ""))
    units = view.reference.units
    below = [each for each in found if each.unit in units and units[str(each.unit)].level != "province"]
    return [(view.name(str(each.unit)), each.amount) for each in below or found]


def _change(view: View, measure: Measure, lang: str) -> Sentence | None:
    compared = view.change(measure)
    if compared is None or not compared.is_possible:
        return None
    words = delta(compared, lang).words
    return change_sentence(
        Changed(
            measure=measure,
            difference=compared.difference,
            words=words or compared.difference.change_in_words(lang),
            earlier=term_in_sentence(compared.previous, lang),
            units=(compared.have, compared.of),
            unlike=len(compared.unlike),
            elapsed=bool(compared.years),
        ),
        lang,
    )


def _split(view: View, measure: Measure, dimension: str, *, figure: Figure, lang: str) -> Sentence | None:
    found = view.figures(measure, view.at(view.term or ""), ("term", dimension))
    if {each.dims[dimension] for each in found} <= {"unspecified"}:
        return None
    parts = [(text(f"choices.{dimension}.{each.dims[dimension]}", lang).lower(), each.amount) for each in found]
    by = text(f"choices.dimension.{dimension}", lang).lower()
    return parts_sentence(measure, by, parts, whole=figure.amount, lang=lang)


def _steps(view: View, measure: Measure, lang: str) -> Sentence | None:
    path = funnel(view, measure, lang)
    steps = []
    for stage in PATH:
        if stage in set(path.steps["key"]):
            found = view.figures(measure, path.selection(view, stage), ("term",))
            steps += [(text(f"choices.stage.{stage}", lang).lower(), each.amount) for each in found]
    return steps_sentence(path.basis, steps, lang)
