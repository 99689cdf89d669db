"""Ask and show: since which version, then the totals then and now, each figure that differs, and the uploads between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from locales import number
from ui.blocks import text_block
from ui.filter_codes import write
from ui.measure_blocks import term_words
from ui.paging import on_page
from ui.plain import literal, moment_words
from ui.shell import page_file
from ui.state import language, read_selection_codes
from ui.tables import MOST_ROWS, table
from ui.taking import taking
from ui.text import t
from ui.version_choice import upload_kind, upload_name, version_on
from ui.why import ask_why
from work import since as work_since
from work.export_names import file_name
from work.since import FigureChange, Total
from work.uploads import Upload
from work.views import View

_UNITS, _UPLOADS = 12, 20


def since_of(view: View, found: Sequence[Upload]) -> int | None:
    """The earlier version that the address asks for, else the one before the version shown; None where there is none."""
    earlier = [each.number for each in found if each.number < view.cube.version]
    asked = next(iter(read_selection_codes().get("since", ())), "")
    if asked.isdecimal() and int(asked) in earlier:
        return int(asked)
    return earlier[-1] if earlier else None


def choose_since(view: View, found: Sequence[Upload], since: int) -> None:
    """The upload, or the day, to look back to."""
    earlier = {each.number: upload_name(each) for each in reversed(found) if each.number < view.cube.version}
    with st.container(horizontal=True, vertical_alignment="bottom", key="since-pick"):
        st.session_state["since.upload"] = since
        st.selectbox(
            t("since.pick.upload"), list(earlier), key="since.upload", on_change=_take_upload, width=520,
            format_func=lambda number: earlier.get(number, str(number)),
        )  # fmt: skip
        days = [each.at.astimezone().date() for each in found]
        st.session_state.setdefault("since.day", None)
        st.date_input(
            t("since.pick.day"), key="since.day", min_value=min(days), max_value=max(*days, date.today()), width=200,
            format="DD/MM/YYYY", on_change=_take_day, args=(list(found),),
        )  # fmt: skip


def _take_upload() -> None:
    write("since", [str(st.session_state["since.upload"])])


def _take_day(found: list[Upload]) -> None:
    day = st.session_state["since.day"]
    version = version_on(found, day) if isinstance(day, date) else None
    write("since", [str(version)] if version is not None else [])


def show_totals(view: View, totals: Sequence[Total], since: int) -> None:
    """Each measure in the term in the foreground, then and now."""
    lang = language()
    frame = pd.DataFrame(
        {
            "measure": [t(each.measure.label_key) for each in totals],
            "before": [each.before.amount.written(lang) if each.before else "" for each in totals],
            "after": [each.after.amount.written(lang) if each.after else "" for each in totals],
            "difference": [each.difference.written_as_change(lang) if each.difference else "" for each in totals],
            "why": [_why(each) for each in totals],
        }
    )
    title = t("since.totals.title", since=since, until=view.cube.version)
    with text_block("since.totals", title, t("since.totals.caption", term=term_words(view))):
        table(frame, {name: t(f"since.head.{name}") for name in frame.columns}, key="since.totals.page")


def _why(total: Total) -> str:
    lang = language()
    said = [t(f"since.units.{kind}", count=number(count, lang)) for kind, count in total.units.items() if count]
    return "; ".join(said)


def show_figures(view: View, changes: Sequence[FigureChange]) -> None:
    """The table of figures that differ, the file of it, and the way to the cells of one."""
    lang = language()
    frame = work_since.changes_frame(view, changes, lang)
    caption = t("since.figures.caption", count=number(len(changes), lang))
    with text_block("since.figures", t("since.figures.title"), caption):
        table(frame, {name: t(f"since.head.{name}") for name in frame.columns}, key="since.figures.page")
        names = [f"{row.unit} · {row.term} · {row.measure}" for row in frame.itertuples()]
        shown = on_page(list(zip(names, changes, strict=True)), "since.figures.page", MOST_ROWS)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            place = st.selectbox(
                t("since.figures.open"), range(len(shown)), index=None, key="since.line", width=420,
                format_func=lambda at: shown[at][0], placeholder=t("since.figures.placeholder"),
            )  # fmt: skip
            if place is not None and st.button(t("why.button.label"), key="since.why", icon=":material/search:"):
                _, line = shown[place]
                ask_why(view, line.measure, view.at(line.term, units=(line.unit,)))
            name = file_name([t("since.figures.file"), f"v{view.cube.version}"], "csv")
            st.download_button(
                t("since.figures.export"), taking(name, partial(work_since.changes_file, view, changes, lang)), name, "text/csv",
                key="since.export", on_click="ignore", icon=":material/table:",
            )  # fmt: skip


def show_uploads(view: View, found: Sequence[Upload], since: int) -> None:
    """The uploads between both versions with the units that each touched."""
    between = [each for each in reversed(found) if since < each.number <= view.cube.version]
    by_upload: dict[int, list[str]] = defaultdict(list)
    for touch in work_since.touched(view, since):
        counts = [
            t(f"since.uploads.{kind}", count=number(count, language()))
            for kind in ("new", "changed", "removed")
            if (count := getattr(touch, kind))
        ]
        by_upload[touch.upload].append(
            t("since.uploads.unit", unit=literal(view.name(touch.unit)), counts=", ".join(counts))
        )
    caption = t("since.uploads.caption", count=number(len(between), language()))
    with text_block("since.uploads", t("since.uploads.title"), caption):
        for upload in between[:_UPLOADS]:
            _upload(upload, by_upload[upload.number])
        if len(between) > _UPLOADS:
            st.caption(t("since.uploads.older", count=number(len(between) - _UPLOADS, language())))
        st.page_link(page_file("history"), label=t("shell.page.history"), icon=":material/history:")


def _upload(upload: Upload, units: Sequence[str]) -> None:
    files = ", ".join(literal(name) for name in upload.files[:3])
    said = (upload_kind(upload), literal(moment_words(upload.at)), literal(upload.by), files)
    st.markdown(f"**{t('history.upload.title', upload=upload.number)}** · " + " · ".join(part for part in said if part))
    more = [t("since.uploads.more", count=len(units) - _UNITS)] if len(units) > _UNITS else []
    st.caption(" · ".join([*units[:_UNITS], *more]) or t("since.uploads.none"))
