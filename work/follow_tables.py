"""Draw: targets, programmes and who has reported, as tables in words: what pages, slides and documents show alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data_access.measures import MEASURES
from data_access.target_figures import StatedTarget
from locales import date_text, number, term_text, text
from reports.exhibits import Exhibit
from work.attainment import Standing
from work.completeness import Completeness
from work.completeness import Standing as Reporting
from work.programmes import FOLLOW_UPS, Line
from work.targets import Kind, done_words, goal_words
from work.views import View


def kind_of(target: StatedTarget) -> Kind:
    """What a target is set for."""
    return Kind(MEASURES[target.measure], target.stage)


def targets_table(view: View, lines: Sequence[Standing], lang: str) -> Exhibit:
    """Target by target: what was set, what was done, whether that is in time; columns that say nothing are left out."""
    frame = pd.DataFrame(
        {
            "unit": [view.name(line.target.unit) for line in lines],
            "term": [term_text(line.target.term, lang, short=True) for line in lines],
            "kind": [kind_of(line.target).label(lang) for line in lines],
            "goal": [goal_words(line.target, lang) for line in lines],
            "done": [done_words(line, lang) for line in lines],
            "verdict": [text(f"targets.verdict.{line.verdict}", lang) for line in lines],
            "pace": [pace_words(line, lang) for line in lines],
            "document": [line.target.source_ref for line in lines],
        }
    )
    idle = {name for name in ("pace", "document") if not any(frame[name])}
    idle |= {name for name in ("unit", "term") if len(set(frame[name])) < 2 and len(lines) > 1}
    return _table("targets.table", "targets", frame, idle=idle, lang=lang)


def pace_words(line: Standing, lang: str) -> str:
    """How much of a running term is over, and up to which day the figure speaks."""
    if line.until is None:
        return ""
    day = date_text(line.until, lang)
    if line.elapsed is None:
        return text("targets.pace.until", lang, day=day)
    return text("targets.pace.elapsed", lang, share=round(line.elapsed * 100), day=day)


def programmes_table(view: View, lines: Sequence[Line], lang: str) -> Exhibit:
    """The register: programme, bodies, phase, status and days, as the sheets state them."""
    said = [line.programme for line in lines]
    frame = pd.DataFrame(
        {
            "name": [each.name for each in said],
            "unit": [view.name(each.unit) for each in said],
            "lead": [each.lead_body for each in said],
            "partners": ["; ".join(each.partners) for each in said],
            "phase": [term_text(each.term, lang, short=True) if each.term else "" for each in said],
            "status": [code_words(each.status, lang) for each in said],
            "signed": [date_text(each.signed_on, lang) if each.signed_on else "" for each in said],
            "concluded": [date_text(each.reviewed_on, lang) if each.reviewed_on else "" for each in said],
        }
    )
    return _table(
        "programmes.table", "programmes", frame, narrow=("name", "unit", "partners", "phase", "status"), lang=lang
    )


def due_table(view: View, lines: Sequence[Line], lang: str) -> Exhibit:
    """What ends soon or is overdue, by its day."""
    due = sorted((line for line in lines if line.follow_up), key=lambda line: (line.follow_up != "soon", _near(line)))
    frame = pd.DataFrame(
        {
            "name": [line.programme.name for line in due],
            "unit": [view.name(line.programme.unit) for line in due],
            "status": [code_words(line.programme.status, lang) for line in due],
            "due": [due_words(line, lang) for line in due],
        }
    )
    return _table("programmes.due", "programmes", frame, part="due", lang=lang)


def _near(line: Line) -> int:
    """What ends next comes first, what is over longest comes last."""
    day = line.ends or date.max
    return day.toordinal() if line.follow_up == "soon" else -day.toordinal()


def due_words(line: Line, lang: str) -> str:
    """When a programme ends or ended, where that calls for something."""
    if line.follow_up is None or line.ends is None:
        return ""
    return text(f"programmes.due.{line.follow_up}", lang, day=date_text(line.ends, lang))


def code_words(code: str, lang: str) -> str:
    """A status of a programme, or what it calls for, in words."""
    return text(f"programmes.code.{code}" if code in FOLLOW_UPS else f"choices.programme_status.{code}", lang)


def measures_table(found: Completeness, lang: str) -> Exhibit:
    """Measure by measure how many units reported it."""
    of = len(found.standings)
    frame = pd.DataFrame(
        {
            "measure": [text(measure.label_key, lang) for measure in found.measures],
            "having": [f"{number(found.having(measure), lang)}/{number(of, lang)}" for measure in found.measures],
            "share": [f"{round(100 * found.having(measure) / of)}%" if of else "–" for measure in found.measures],
        }
    )
    caption = term_text(found.term, lang) if found.term else ""
    return _table("completeness.measures", "completeness", frame, part="measures", caption=caption, lang=lang)


def units_table(view: View, found: Completeness, lang: str) -> Exhibit:
    """Every unit with what it reported of each measure, and on which days."""
    frame = pd.DataFrame(
        {
            "unit": [view.name(each.unit) for each in found.standings],
            **{m.key: [_speech(each, m.key, lang) for each in found.standings] for m in found.measures},
            "first": [date_text(each.first, lang) if each.first else None for each in found.standings],
            "last": [date_text(each.last, lang) if each.last else None for each in found.standings],
        }
    )
    said = {measure.key: text(measure.short_label_key, lang) for measure in found.measures}
    narrow = ("unit", *said, "last")
    return _table("completeness.units", "completeness", frame, part="units", narrow=narrow, said=said, lang=lang)


def _speech(standing: Reporting, measure: str, lang: str) -> str:
    return text(f"completeness.speech.{standing.speaks.get(measure, 'none')}", lang)


def _table(
    key: str,
    topic: str,
    frame: pd.DataFrame,
    *,
    lang: str,
    part: str = "table",
    caption: str | None = None,
    narrow: tuple[str, ...] = (),
    said: dict[str, str] | None = None,
    idle: set[str] | None = None,
) -> Exhibit:
    """A frame of words under the head that its page gives it."""
    shown = [name for name in frame.columns if name not in (idle or ())]
    columns = {name: (said or {}).get(name) or text(f"{topic}.head.{name}", lang) for name in shown}
    return Exhibit(
        key=key,
        shape="table",
        measure=None,
        title=text(f"{topic}.{part}.title", lang),
        caption=text(f"{topic}.{part}.caption", lang) if caption is None else caption,
        frame=frame,
        columns=columns,
        chart=frame,
        narrow=narrow,
        is_wide=True,
    )
