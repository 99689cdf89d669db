"""Show: one slide at a time on the whole screen, with its filters, the way on and the way out; the address holds the place."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from locales import date_text
from reports import charts
from reports.exhibits import Exhibit
from reports.stage_charts import stage_figures
from reports.theme import Theme, plotly_config, theme
from ui.blocks import clickable_chart
from ui.contrast import tone
from ui.filters import filter_row
from ui.measure_blocks import ask_behind
from ui.plain import literal
from ui.present_style import stage_style
from ui.shell import page_file
from ui.state import language, read_selection_codes, write_selection_codes
from ui.tables import table
from ui.targets import target_asker
from ui.text import t
from work import start
from work.follow_content import standings_asked
from work.page_content import PAGES, holds_anything
from work.presentation import Slide, Slot, codes_of, slide_of, slots_of
from work.saved_views import StoredShow
from work.views import View

PLACE, PART, SHOW, PAGE = "n", "part", "show", "of"
SECONDS = (10, 15, 20, 30, 60, 120)
USUAL_SECONDS = 20
_AT, BEFORE = "present.at", "present.before"
_LAST_PART = 99
_MOVES = {
    "first": ":material/first_page:",
    "previous": ":material/chevron_left:",
    "next": ":material/chevron_right:",
    "last": ":material/last_page:",
}


def show_stage(show: StoredShow) -> None:
    """The slide that the address names, the first one unless it names one."""
    slots = slots_of(show)
    place = min(max(_number(PLACE), 1), len(slots))
    slot = slots[place - 1]
    _arrive(show, slot)
    slide = slide_of(slot, read_selection_codes(), language(), _number(PART))
    look = theme(tone(), presenting=True)
    st.html(f"<style>{stage_style(look.colours)}</style>")
    with st.container(key="stage"):
        _head(slide)
        with st.container(key="stage-body", height="stretch"):
            _body(slide, look)
        with st.container(key="stage-filters"):
            page = PAGES[slot.view.page]
            filter_row(
                slide.view, (), page.filters, has_term=bool(slide.view.offered.terms), has_basis=bool(page.measures)
            )
        _foot(show, slide, place=place, places=len(slots))


def _number(name: str) -> int:
    said = st.query_params.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 1


def _arrive(show: StoredShow, slot: Slot) -> None:
    """Whoever opens a link without filters sees the view as it was saved; the filters of an address count more."""
    here = (show.id, slot.view.id)
    if st.session_state.get(_AT) == here:
        return
    st.session_state[_AT] = here
    asked = read_selection_codes()
    if show.id and not set(asked) - {"v"}:
        write_selection_codes({**codes_of(slot.view), **asked})


def _head(slide: Slide) -> None:
    title = t("present.slide.part", title=slide.title, part=slide.part, parts=slide.parts)
    with st.container(key="stage-head"):
        st.header(literal(title if slide.parts > 1 else slide.title), anchor=False)
        st.caption(literal(slide.caption) or " ")
        with st.container(key="stage-turn"):
            st.caption(t("present.stage.turn"))


def _body(slide: Slide, look: Theme) -> None:
    if not holds_anything(slide.page, slide.view):
        st.markdown(f"{t('pages.empty.narrowed')} **{t('pages.empty.not_zero')}**")
    elif slide.cards:
        _cards(slide)
    elif slide.exhibit is None:
        st.markdown(t("present.slide.gone"))
    else:
        _chart(slide, look)


def _cards(slide: Slide) -> None:
    """The cards two by two; how many reported is said on the slides of the charts."""
    beside = 2 if len(slide.cards) <= 4 else 4
    for row in range(0, len(slide.cards), beside):
        for column, card in zip(st.columns(beside), slide.cards[row : row + beside], strict=False):
            with column, st.container(border=True, height="stretch", gap=None, key=f"stage-card-{card.key}"):
                change = card.change
                st.metric(
                    f"**{literal(card.label)}**", card.value, change.words,
                    delta_color=change.colour, delta_arrow=change.arrow,
                )  # fmt: skip
                st.caption(literal(change.against or (card.lines[0] if card.lines else "")))


def _asker(slide: Slide, exhibit: Exhibit) -> Callable[[list[Any]], None] | None:
    """What a click on a mark of the slide opens: the panel that its page would open."""
    if exhibit.key.startswith("targets."):
        return target_asker(slide.view, standings_asked(slide.view, read_selection_codes()), exhibit)
    return ask_behind(slide.view, exhibit)


def _chart(slide: Slide, look: Theme) -> None:
    exhibit = slide.exhibit
    assert exhibit is not None
    lang = language()
    if exhibit.shape == "table":
        with st.container(key="stage-table"):
            table(exhibit.frame, exhibit.columns, key=f"stage.{exhibit.key}.{slide.part}")
        return
    figures = stage_figures(exhibit, look, lang)
    alt = charts.alt_text(
        f"{slide.title}. {slide.caption}", exhibit.chart if exhibit.shape == "heat" else exhibit.frame, lang
    )
    config = plotly_config(lang)
    asks = _asker(slide, exhibit)
    # What stands in this container is drawn for 720 lines and enlarged by the style sheet.
    with st.container(key="stage-chart", height="stretch"):
        places = st.columns(len(figures)) if len(figures) > 1 else [st.container(height="stretch")]
        for number, (place, figure) in enumerate(zip(places, figures, strict=True)):
            key = f"stage.{exhibit.key}.{slide.part}.{number}"
            with place:
                clickable_chart(figure, key, {"config": config, "alt": alt, "height": "stretch"}, on_mark=asks)


def _foot(show: StoredShow, slide: Slide, *, place: int, places: int) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="stage-foot"
    ):
        with st.container(horizontal=True, vertical_alignment="center", width="content", key="stage-bar"):
            st.html(_clock(), width="content")
            for name, icon in _MOVES.items():
                is_back = name in ("first", "previous")
                is_end = place == 1 and slide.part == 1 if is_back else place == places and slide.part == slide.parts
                st.button(
                    "", icon=icon, key=f"present.{name}", help=t(f"present.bar.{name}"), disabled=is_end,
                    on_click=_move, args=(show, name, slide.parts),
                )  # fmt: skip
            _leave(show)
        st.caption(_source(slide.view), width="content")
        # The script in the page waits for this mark to change before it presses a button again.
        mark = f"{place}.{slide.part}"
        said = escape(t("present.bar.place", n=place, all=places), quote=True)
        st.html(
            f'<span class="stage-place" data-at="{mark}" aria-label="{said}">{place} / {places}</span>', width="content"
        )


def _source(view: View) -> str:
    said = {"version": view.cube.version, "day": date_text(view.updated.date(), language())}
    if view.selection.version is not None:
        return f"**{t('present.foot.past', **said)}**"
    return t("present.foot.sample" if start.sample_banner() else "present.foot.source", **said)


def _clock() -> str:
    """What the script in the page fills: play and pause, the time left, how long a slide stays."""
    words = {name: escape(t(f"present.bar.{name}"), quote=True) for name in ("play", "pause", "timing")}
    options = "".join(
        f'<option value="{count}"{" selected" if count == USUAL_SECONDS else ""}>'
        f"{escape(t('present.bar.seconds', count=count))}</option>"
        for count in SECONDS
    )
    return (
        f'<div class="stage-clock" data-play="{words["play"]}" data-pause="{words["pause"]}">'
        f'<button type="button" class="stage-play">{words["play"]}</button>'
        f'<select class="stage-seconds" aria-label="{words["timing"]}">{options}</select>'
        '<span class="stage-left" aria-hidden="true"><i></i></span><span class="stage-count"></span></div>'
    )


def _move(show: StoredShow, name: str, parts: int) -> None:
    """Go where a button says: through the parts of a slide, then to the next; another view brings its own filters."""
    slots = slots_of(show)
    place, part = min(max(_number(PLACE), 1), len(slots)), min(_number(PART), parts)
    if name == "next":
        to = (place, part + 1) if part < parts else (place + 1, 1)
    elif name == "previous":
        to = (place, part - 1) if part > 1 else (place - 1, _LAST_PART)
    else:
        to = (1, 1) if name == "first" else (len(slots), 1)
    if not 1 <= to[0] <= len(slots):
        return
    before, after = slots[place - 1].view, slots[to[0] - 1].view
    codes = read_selection_codes()
    if after.id != before.id:
        asked = codes.get("v", [])
        forced = {"v": asked} if asked and asked != codes_of(before).get("v", []) else {}
        codes = {**codes_of(after), **forced}
        st.session_state[_AT] = (show.id, after.id)
    write_selection_codes(codes, **{PLACE: str(to[0]), PART: str(to[1]) if to[1] > 1 else ""})


def _leave(show: StoredShow) -> None:
    """Back to the page that is presented, or to where sets are chosen."""
    close = _close if show.id else None
    is_pressed = st.button(
        "", icon=":material/close:", help=t("present.bar.leave"), key="present.leave", on_click=close
    )
    if is_pressed and not show.id:
        st.session_state.pop(_AT, None)
        st.switch_page(page_file(show.views[0].page))


def _close() -> None:
    st.session_state.pop(_AT, None)
    write_selection_codes(st.session_state.pop(BEFORE, {}), **{SHOW: "", PLACE: "", PART: ""})
