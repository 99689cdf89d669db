"""Count: what stands in the way of a figure: who is silent, where reports and lists differ, which figures are estimates."""

from __future__ import annotations

from collections.abc import Iterator

from data_access.measures import Measure
from locales import text
from reports.sentences import Gap
from work.views import Difference, View


def gaps(view: View, measure: Measure, lang: str) -> Iterator[Gap]:
    """What the page lists as missing, all that it names; or one sentence where nothing is."""
    silent = tuple(view.name(unit) for unit in view.missing(measure))
    differences = tuple(in_words(view, each, lang) for each in view.differences(measure))
    estimates = tuple(view.name(str(figure.unit)) for figure in view.estimates(measure))
    if not silent and not differences and not estimates:
        yield Gap(text("pages.missing.none" if view.total(measure) else "pages.missing.unknown", lang))
    if silent:
        head = text("pages.missing.silent", lang, things=text(measure.unit_of_count_key, lang))
        yield Gap(f"{head} ({len(silent)})", silent)
    if differences:
        yield Gap(f"{text('pages.missing.differences', lang)} ({len(differences)})", differences, between="; ")
    if estimates:
        yield Gap(f"{text('pages.missing.estimates', lang)} ({len(estimates)})", estimates)


def in_words(view: View, each: Difference, lang: str) -> str:
    """Where a report and a list differ, with both numbers."""
    reported, listed = each.reported.written(lang), each.itemised.written(lang)
    return text("pages.missing.difference", lang, unit=view.name(each.unit), reported=reported, listed=listed)
