"""Draw: what the pages of targets, programmes and reporting hold: their counts as cards, their charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data_access.measures import MEASURES
from locales import number, term_text, text
from reports.exhibits import Exhibit
from work import programmes, targets
from work.card_words import CardContent
from work.change_words import Delta
from work.completeness import Completeness, completeness
from work.follow_tables import due_table, measures_table, programmes_table, targets_table, units_table
from work.programmes import Line
from work.scope import Codes, measures_named, terms_named
from work.targets import Standing
from work.views import View, open_view

ALL = list(MEASURES.values())


def open_completeness(codes: Codes) -> View:
    """The view of who has reported: asked of the units that report, whatever districts they came from."""
    return open_view({name: values for name, values in codes.items() if name != "view"}, ALL)


def standings_asked(view: View, codes: Codes) -> list[Standing]:
    """How the targets that an address asks for stand."""
    measures, terms = measures_named(codes), terms_named(view, codes)
    key = ("standings", view.selection, terms, tuple(measures), view.today)
    found: list[Standing] = view.once(key, lambda: targets.standings(view, terms, measures))
    return found


def lines_asked(view: View, codes: Codes) -> list[Line]:
    """The programmes of the places, phases and statuses that an address asks for."""
    wanted = set(codes.get("status", ()))
    found = programmes.register(view, programmes.asked_phases(view, codes))
    return [line for line in found if not wanted or wanted & set(line.codes)]


def count_cards(page: str, view: View, codes: Codes, lang: str) -> list[CardContent]:
    """What the cards of these pages count."""
    if page == "completeness":
        return completeness_cards(completeness(view, ALL), lang)
    if page == "programmes":
        return programme_cards(lines_asked(view, codes), lang)
    lines = standings_asked(view, codes)
    of = text("targets.card.of", lang, count=number(len(lines), lang))
    found = targets.counted(lines)
    return [
        _card(name, text(f"targets.verdict.{name}", lang), count, of=of, lang=lang)
        for name, count in found.items()
        if count
    ]


def completeness_cards(found: Completeness, lang: str) -> list[CardContent]:
    """How many units reported everything, something, nothing."""
    of = text("completeness.card.of", lang, count=number(len(found.standings), lang))
    counts = {"complete": len(found.complete), "partial": len(found.partial), "silent": len(found.silent)}
    return [
        _card(name, text(f"completeness.card.{name}", lang), count, of=of, lang=lang) for name, count in counts.items()
    ]


def programme_cards(lines: Sequence[Line], lang: str) -> list[CardContent]:
    """How many programmes there are, how many end soon, are overdue, have no status."""
    counts = {"all": len(lines), **programmes.counted(lines)}
    units = len({line.programme.unit for line in lines})
    made = []
    for name in ("all", "soon", "overdue", "unspecified"):
        of = number(units if name == "all" else len(lines), lang)
        said = text("programmes.card.all_of" if name == "all" else "programmes.card.of", lang, count=of)
        made.append(_card(name, text(f"programmes.card.{name}", lang), counts[name], of=said, lang=lang))
    return made


def _card(key: str, label: str, count: int, *, of: str, lang: str) -> CardContent:
    return CardContent(key, label, None, number(count, lang), Delta(None), (of,))


def follow_exhibits(page: str, view: View, codes: Codes, lang: str) -> list[Exhibit]:
    """The charts and tables of these pages."""
    if page == "completeness":
        found = completeness(view, ALL)
        return [measures_table(found, lang), owing_table(view, found, lang), units_table(view, found, lang)]
    if page == "programmes":
        lines = lines_asked(view, codes)
        return [due_table(view, lines, lang), programmes_table(view, lines, lang)] if lines else []
    standings = standings_asked(view, codes)
    return [*target_charts(view, standings, lang), targets_table(view, standings, lang)] if standings else []


def target_charts(view: View, lines: Sequence[Standing], lang: str) -> list[Exhibit]:
    """One chart for each kind of target of the term in the foreground."""
    some = [line for line in lines if line.target.term == view.term]
    return [
        targets.exhibit(view, kind, some, key=chart_key(kind), lang=lang)
        for kind in targets.kinds_of(line.target for line in some)
    ]


def chart_key(kind: targets.Kind) -> str:
    """What the chart of a kind of target is called."""
    return f"targets.{kind.measure.key}.{kind.stage}"


def owing_table(view: View, found: Completeness, lang: str) -> Exhibit:
    """Who has not reported, or not everything, by name."""
    groups = [(name, each) for name, each in (("silent", found.silent), ("partial", found.partial)) if each]
    frame = pd.DataFrame(
        {
            "state": [text(f"completeness.card.{name}", lang) for name, _ in groups],
            "count": [number(len(each), lang) for _, each in groups],
            "names": [", ".join(view.name(standing.unit) for standing in each) for _, each in groups],
        }
    )
    heads = {name: text(f"completeness.head.{name}", lang) for name in frame.columns}
    note = "" if groups else text("completeness.owing.none", lang)
    made = measures_table(found, lang)
    return replace(
        made,
        key="completeness.owing",
        title=text("completeness.owing.title", lang),
        caption=term_text(found.term, lang) if found.term else "",
        frame=frame,
        columns=heads,
        chart=frame,
        note=note,
    )
