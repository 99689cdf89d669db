"""Show: what an upload would change, before anything is saved: the change table, the replacement, *Ghi nhận*."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import streamlit as st

from data_access.periods import in_order as in_term_order
from locales import number, term_text
from ui.change_table import PAGE, choose_kinds, show_changes
from ui.corrections import correct_cells
from ui.person import acting
from ui.plain import literal, moment_words
from ui.problem_table import badge, show_problems
from ui.state import language
from ui.text import t
from ui.this_run import has_sample
from ui.upload_flow import Problems, begin_commit, flow
from ui.upload_steps import show_cancel
from work import start
from work.change_lines import ChangeLine, change_lines, in_order
from work.facts_read import terms_of
from work.import_report import problem_sentences
from work.imports import Prepared, touched_units
from work.remembered import new_answers
from work.replacements import reach_of
from work.rights import units_outside
from work.uploads import brought_before

_MOST_NAMES = 12
_MOST_WARNINGS = 3


def show_what_changes(prepared: Prepared, problems: Problems) -> None:
    """Step three: the decision, then what it is about: what is worth a look, the change table; nothing is saved yet."""
    assert prepared.change_set is not None
    totals = prepared.change_set.totals()
    if not _count(totals):  # above what the file lacks, which may be many pages
        st.info(_why_nothing(prepared), icon=":material/info:")
    flow().shown = prepared.digest
    _commit_box(prepared, totals, problems)
    if problems:
        is_open = len(_warnings(problems)) > _MOST_WARNINGS
        with st.expander(t("upload.look.title", count=number(len(problems), language())), expanded=is_open):
            if left := correct_cells(prepared, problems, key="upload.look.fix", is_main=False):
                show_problems(left, key="upload.look")
    _changes(prepared, totals)


def _changes(prepared: Prepared, totals: dict[str, int]) -> None:
    """The change table, filtered by kind."""
    assert prepared.change_set is not None
    change_set, reference, lang = prepared.change_set, start.reference(), language()
    with st.container(horizontal=True, vertical_alignment="center"):
        kinds = choose_kinds(totals, key="upload.kinds")
        base = change_set.base_version
        words = [t("upload.change.against", version=base) if base else t("upload.change.against_nothing")]
        if totals["unchanged"]:
            words.append(t("upload.change.unchanged_count", count=number(totals["unchanged"], lang)))
        st.caption(" · ".join(words), width="content")
    changes = in_order(change_set, kinds)

    def lines(_: list[str], page: int) -> Sequence[ChangeLine]:
        shown = changes[(page - 1) * PAGE : page * PAGE]
        names = [reading.file for reading in prepared.readings]
        return change_lines(shown, reference, names, lang, gone=list(change_set.of("missing", "removed")))

    sheets = sum(len(reading.sheets) for reading in prepared.readings)
    sources = (len(prepared.readings) > 1, sheets > 1)
    show_changes(lines, len(changes), kinds, key="upload.changes", sources=sources)


def _commit_box(prepared: Prepared, totals: dict[str, int], problems: Problems) -> None:
    """What would be committed, replace or not, and the one primary button."""
    lang, count, reference = language(), _count(totals), start.reference()
    news = 0 if count else len(new_answers(reference, prepared.readings, prepared.options))
    with st.container(border=True, key="upload-decision"):
        if count:
            st.markdown(f"**{_in_short(prepared, totals)}**")
            _say_warnings(prepared, problems)
        if totals["missing"] or totals["removed"]:
            st.checkbox(
                t("upload.replace.label", count=number(totals["missing"] + totals["removed"], lang)),
                value=flow().replaces, key="upload.replace", on_change=_switch_replacing,
            )  # fmt: skip
            if flow().replaces:
                _say_reach(prepared, reference)
        if count:
            st.markdown(_what_a_commit_means(prepared))
            if has_sample():
                st.caption(t("upload.on_samples.message"))
        others = _units_of_others(prepared)
        if others and (count or news):
            names = _names([reference.units[unit].name for unit in others])
            st.warning(t("upload.others.message", units=names), icon=":material/lock:")
        with st.container(horizontal=True, vertical_alignment="center"):
            if (count or news) and not others:
                commit = t("upload.action.commit", count=number(count, lang))
                st.button(
                    commit if count else t("upload.action.remember", count=number(news, lang)), type="primary", icon=":material/check:",
                    key="upload.commit", on_click=begin_commit, args=(flow().token, prepared.digest),
                )  # fmt: skip
            show_cancel()


def _in_short(prepared: Prepared, totals: dict[str, int]) -> str:
    """How much would change, of how many units, and of which time."""
    lang, facts = language(), [sheet.facts for reading in prepared.readings for sheet in reading.sheets]
    units = {unit for each in facts for (unit,) in each.different("unit")}
    whose = start.reference().units[min(units)].name if len(units) == 1 else ""
    said = [
        t(f"upload.change.{kind}_count", count=number(totals[kind], lang))
        for kind in ("new", "changed", "removed")
        if totals[kind]
    ]
    said.append(literal(whose) or t("upload.sum.units", count=number(len(units), lang)))
    said.append(_names([term_text(term, lang) for term in in_term_order({*chain(*map(terms_of, facts))})]))
    return " · ".join(said)


def _warnings(problems: Problems) -> Problems:
    return [each for each in problems if each[2].level == "warning"]


def _say_warnings(prepared: Prepared, problems: Problems) -> None:
    """The first warnings in a line each: a wrong total is seen before the commit, not looked for."""
    warnings, lines = _warnings(problems), []
    many = (len(prepared.readings) > 1, sum(len(reading.sheets) for reading in prepared.readings) > 1)
    for file, sheet, problem in warnings[:_MOST_WARNINGS]:
        around = ((file, many[0]), (sheet, many[1]), (problem.cell, True))
        place = " · ".join(literal(name) for name, is_told in around if name and is_told)
        reason, _ = problem_sentences(problem, language())
        lines.append(f"- **{place}** {literal(reason)}" if place else f"- {literal(reason)}")
    if len(warnings) > _MOST_WARNINGS:
        lines.append(f"- {t('upload.look.more', count=number(len(warnings) - _MOST_WARNINGS, language()))}")
    if lines:
        st.markdown("\n".join([badge("warning", t("upload.look.first")), *lines]))


def _count(totals: dict[str, int]) -> int:
    """How many rows a commit would write or take out."""
    return totals["new"] + totals["changed"] + totals["removed"]


def _units_of_others(prepared: Prepared) -> list[str]:
    """The units that would change and are not this person's; looked for once for each list of changes."""
    mark = (prepared.digest, acting())
    if flow().others[0] != mark:
        flow().others = mark, sorted(units_outside(start.database(), mark[1], touched_units(prepared)))
    return flow().others[1]


def _switch_replacing() -> None:
    flow().replaces = bool(st.session_state["upload.replace"])


def _say_reach(prepared: Prepared, reference: Any) -> None:
    reach, lang = reach_of(prepared), language()
    areas = _names([reference.units[area].name for area in reach.areas])
    terms = _names([term_text(term, lang, short=True) for term in reach.terms])
    st.markdown(t("upload.replace.reach", areas=areas, terms=terms))
    if reach.losing:
        units = _names([reference.units[unit].name for unit in reach.losing])
        st.markdown(f":orange-badge[:material/warning: {t('upload.replace.losing', units=units)}]")


def _names(names: Sequence[str]) -> str:
    more = f" … (+{len(names) - _MOST_NAMES})" if len(names) > _MOST_NAMES else ""
    return literal(", ".join(names[:_MOST_NAMES])) + more


def _what_a_commit_means(prepared: Prepared) -> str:
    """Nothing is saved yet, all can be undone; several files together."""
    files = len(prepared.readings)
    together = f" {t('upload.together.message', count=number(files, language()))}" if files > 1 else ""
    return t("upload.nothing_yet.message") + together


def _why_nothing(prepared: Prepared) -> str:
    earlier = brought_before(start.database(), [file.sha256 for file in prepared.files])
    if earlier is None:
        return t("upload.nothing.message")
    return t("upload.nothing.before", moment=moment_words(earlier.at), upload=earlier.number)
