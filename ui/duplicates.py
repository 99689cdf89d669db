"""Compare, show: two models that may be one, side by side, with what speaks for it; and what a person says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from data_access.errors import StorageError
from data_access.reference import Reference
from locales import number, term_text
from ui.person import acting
from ui.plain import literal
from ui.refusals import refusal
from ui.state import language
from ui.text import t
from work import duplicates, start, uploads
from work.duplicates import Pair, Proposal, Side

PAGE = 20
_DONE, _TOLD = "duplicates.done", "duplicates.told"
_SOURCES = 3
_FIELDS = ("name", "unit", "implementing_body", "sector", "stage", "recognition_level", "start_year", "model_code")
_WORDED = ("name", "implementing_body")
_CODED = {"sector": "sector", "stage": "stage", "recognition_level": "level"}


def choose_unit(found: Sequence[Proposal], reference: Reference) -> str | None:
    """The unit whose pairs are shown; None for all."""
    counts = duplicates.proposals_by_unit(found, reference)
    if len(counts) < 2:
        return None
    total = number(len(found), language())

    def said(unit: str | None) -> str:
        if unit is None:
            return t("duplicates.unit.all", count=total)
        return t("duplicates.unit.option", unit=reference.name_of(unit), count=number(counts[unit], language()))

    return st.selectbox(t("duplicates.unit.label"), [None, *counts], format_func=said, key="duplicates.unit", width=360)


def outcome_place() -> int | None:
    """At which card something was decided last."""
    return st.session_state[_DONE][3] if _DONE in st.session_state else None


def show_outcome() -> None:
    """What was decided last, with the way back, until the next decision."""
    if _DONE not in st.session_state:
        return
    kind, upload, names, place = done = st.session_state[_DONE]
    words = {"gone": literal(names[0]), "kept": literal(names[1]), "upload": upload}
    if kind == "already":
        st.info(t("duplicates.done.already"), icon=":material/info:")
    elif kind == "failed":
        st.error(upload, icon=":material/error:")
    else:
        with st.container(horizontal=True, vertical_alignment="center", key="duplicates-done"):
            said = t(f"duplicates.done.{kind}", **words)
            st.success(said, icon=":material/check:")
            # The card was taller than the screen: say it where the reader looks, once.
            if st.session_state.get(_TOLD) != done:
                st.toast(said, icon=":material/check:")
                st.session_state[_TOLD] = done
            if kind != "undone":
                st.button(
                    t("duplicates.action.undo"), icon=":material/undo:", key="duplicates.undo",
                    on_click=_take_back, args=(upload, names, place),
                )  # fmt: skip


def show_pair(pair: Pair, reference: Reference, *, place: int) -> None:
    """One pair as a card: how likely, why, both models with what differs in bold, and the three answers."""
    with st.container(border=True, key=f"duplicates-card-{place}"):
        st.markdown(f"**{_likely(pair.proposal)}** · {_reasons(pair, reference)}")
        _comparison(pair, reference)
        if shared := _shared_times(pair):
            st.caption(t("duplicates.both.note", times=literal(", ".join(shared))))
        first, second = pair.sides
        with st.container(horizontal=True):
            for word, kind, gone, kept in (
                ("keep_first", "same", second, first),
                ("keep_second", "same", first, second),
                ("apart", "different", second, first),
            ):
                icon = ":material/call_split:" if kind == "different" else ":material/merge:"
                st.button(
                    t(f"duplicates.action.{word}"), icon=icon, key=f"duplicates.{word}.{gone.key}.{kept.key}",
                    on_click=_decide, args=(kind, gone, kept, place),
                )  # fmt: skip


def _likely(proposal: Proposal) -> str:
    if proposal.score >= 95 and proposal.alike >= 95:
        return t("duplicates.likely.high")
    return t("duplicates.likely.middle" if proposal.score >= 88 else "duplicates.likely.low")


def _reasons(pair: Pair, reference: Reference) -> str:
    units = _older_first(pair.proposal.units, reference)
    words = {"before": reference.name_of(units[0]), "after": reference.name_of(units[1])}
    said: dict[bool, list[str]] = {False: [], True: []}
    for each in pair.proposal.evidence:
        said[each.against].append(t(f"duplicates.evidence.{each.code}", number=each.number, **words))
    sentences = [t("duplicates.for.sentence", reasons=literal(", ".join(said[False])))]
    if said[True]:
        sentences.append(t("duplicates.against.sentence", reasons=literal(", ".join(said[True]))))
    return " ".join(sentences)


def _older_first(units: tuple[str, str], reference: Reference) -> tuple[str, str]:
    """Of two units the one that was there before the other, or that the other belongs to, first."""
    one, other = (reference.units.get(unit) for unit in units)
    if one is None or other is None or one.province == other.id:
        return units[1], units[0]
    is_later = (one.valid_from or date.min) > (other.valid_from or date.min)
    return (units[1], units[0]) if is_later and other.province != one.id else units


def _comparison(pair: Pair, reference: Reference) -> None:
    lines: dict[str, tuple[str, ...]] = {}
    for field in _FIELDS:
        one, other = (_said(field, side, reference) for side in pair.sides)
        if not one and not other:
            continue
        if field in _WORDED and one and other:
            said = _marked(one, other), _marked(other, one)
        else:
            said = _bold(one, one != other), _bold(other, one != other)
        lines[t(f"columns.models.{field}")] = said
    one, other = (_times(side.rows) for side in pair.sides)
    lines[t("duplicates.field.years")] = _bold(one, one != other), _bold(other, one != other)
    lines[t("duplicates.field.source")] = tuple(_sources(side) for side in pair.sides)
    heads = ("", t("duplicates.side.first"), t("duplicates.side.second"))
    columns = (list(lines), [line[0] for line in lines.values()], [line[1] for line in lines.values()])
    st.table(dict(zip(heads, columns, strict=True)), border="horizontal", hide_index=True)


def _marked(name: str, other: str) -> str:
    """A name with the words in bold that the other lacks."""
    return " ".join(_bold(word, differs) for word, differs in duplicates.differing(name, other))


def _bold(words: str, differs: bool) -> str:
    said = literal(words or "–")
    return f"**{said}**" if differs and words else said


def _said(field: str, side: Side, reference: Reference) -> str:
    value = side.newest[field]
    if field == "unit":
        return reference.name_of(value)
    if field in _CODED:
        return "" if value == "unspecified" else t(f"choices.{_CODED[field]}.{value}")
    return str(value or "")


def _time(row: Mapping[str, Any]) -> str:
    return str(row["report_year"] or term_text(row["term"], language(), short=True))


def _times(rows: Sequence[Mapping[str, Any]]) -> str:
    return ", ".join(dict.fromkeys(_time(row) for row in reversed(rows)))


def _shared_times(pair: Pair) -> list[str]:
    one, other = ({_time(row) for row in side.rows} for side in pair.sides)
    return sorted(one & other)


def _sources(side: Side) -> str:
    said = [
        literal(
            t(
                "duplicates.source.row", year=_time(row), file=row["file_name"], sheet=row["sheet"],
                row=row["source_row"], upload=row["brought_by"],
            )
        )
        for row in side.rows[:_SOURCES]
    ]  # fmt: skip
    if len(side.rows) > _SOURCES:
        said.append(t("duplicates.source.more", count=len(side.rows) - _SOURCES))
    return "; ".join(said)


def _decide(kind: str, gone: Side, kept: Side, place: int) -> None:
    names = gone.newest["name"], kept.newest["name"]
    decide = duplicates.merged if kind == "same" else duplicates.kept_two
    try:
        upload = decide(start.database(), acting(), gone.key, kept.key)
    except StorageError as error:
        st.session_state[_DONE] = ("failed", refusal(error), names, place)
        return
    done = "already" if upload is None else "merged" if kind == "same" else "apart"
    st.session_state[_DONE] = (done, upload, names, place)


def _take_back(upload: int, names: tuple[str, str], place: int) -> None:
    try:
        result = uploads.take_back(start.database(), acting(), upload)
        st.session_state[_DONE] = ("undone" if result.upload else "already", result.upload, names, place)
    except StorageError as error:
        st.session_state[_DONE] = ("failed", refusal(error), names, place)
