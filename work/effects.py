"""Count: what an upload did to the sums over all units, in sentences."""

from data_access.cache import cube_of
from data_access.cube import Cube
from data_access.database import Database
from data_access.kept_reference import reference_of
from data_access.measures import MEASURES, Measure
from data_access.periods import in_order, party_term_of, period
from data_access.queries import Figure, figures, units_behind
from data_access.reference import Reference
from data_access.selection import Selection
from locales import figure_text, term_in_sentence, text

# A file of monthly figures changes dozens of terms; the newest tell enough.
_MOST_TERMS = 3


def effect_sentences(database: Database, upload: int, lang: str) -> list[str]:
    """For each measure whose sums an upload changed: the terms, before and after.

    Party terms, as the pages show them first, and the newest other one that more units have; where no Party term
    changed, the newest of the terms that did.
    """
    reference = reference_of(database)
    after, before = (cube_of(database, version).for_a_view() for version in (upload, upload - 1))
    sentences = []
    for measure in MEASURES.values():
        terms = terms_touched(after, before, measure)
        now, then = (sums_of_all(cube, reference, measure, terms) for cube in (after, before))
        changed = [term for term in now.keys() | then.keys() if _written(now, term) != _written(then, term)]
        changed.sort(key=lambda term: period(term).sort_key, reverse=True)
        party = [term for term in changed if period(term).kind == "party_term"]
        have = units_behind(now.get(party[0])) if party else 0
        fuller = [term for term in changed if party and term not in party and units_behind(now.get(term)) > have]
        sentences += [
            text(
                "upload.effect.line",
                lang,
                measure=text(measure.label_key, lang),
                term=term_in_sentence(term, lang, short=False),
                before=_written(then, term, lang),
                after=_written(now, term, lang),
            )
            for term in [*party, *fuller[:1]] or changed[:_MOST_TERMS]
        ]
    return sentences


def terms_touched(after: Cube, before: Cube, measure: Measure) -> tuple[str, ...] | None:
    """The terms of which a sum may be another, with the Party terms of their years; None: of any."""
    if after.rules != before.rules:
        return None
    touched = after.changed_terms(measure, since=before)
    party = {party_term_of(term, after.rules.plan_shift) for term in touched}
    return tuple(in_order(touched.union(filter(None, party))))


def sums_of_all(
    cube: Cube, reference: Reference, measure: Measure, terms: tuple[str, ...] | None = None
) -> dict[str, Figure]:
    """The sum over all units in each of the terms, or in each that there is."""
    if terms == ():
        return {}
    found = figures(cube, reference, measure, Selection(roll_up=True, terms=terms or ()), by=("term",))
    return {figure.term: figure for figure in found}


def _written(sums: dict[str, Figure], term: str, lang: str = "vi") -> str:
    figure = sums.get(term)
    return figure_text(figure.value, lang, qualifier=figure.qualifier) if figure else "–"
