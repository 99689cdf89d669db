"""Trace, show: one cell or row of an uploaded sheet: which file, where in it, what it says, and its picture."""

from __future__ import annotations

from datetime import date

import streamlit as st

from locales import date_text
from reports.cell_places import letters
from ui.contrast import tone
from ui.plain import literal, moment_words
from ui.sheet_picture import picture, piece_around, text_at
from ui.state import language
from ui.text import t
from work import behind
from work.views import View


def source_cell(view: View, trace: behind.Trace, origin: behind.Origin | None, *, as_of: date | None = None) -> None:
    """The table of where a value comes from, and the picture of its place."""
    kept = behind.kept_copy(view, trace.file_id, trace.sheet)
    place = trace.cell or t("why.source.row", row=trace.row)
    lines = {
        t("why.source.file"): literal(trace.file),
        t("why.source.place"): f"{literal(trace.sheet)} · **{literal(place)}**",
    }
    if kept and trace.cell and (words := text_at(kept, trace.cell)) is not None:
        lines[t("why.source.words")] = f"«{literal(words)}»"
    if corrected := behind.corrections_at(view, trace):
        lines[t("why.source.corrected")] = " ".join(map(_correction, corrected))
    if as_of:
        lines[t("why.source.as_of")] = date_text(as_of, language())
    if origin:
        said = [moment_words(origin.at), t("why.source.upload", upload=origin.upload), origin.by]
        if origin.is_sample:
            said.append(t("pages.head.sample"))
        lines[t("why.source.uploaded")] = literal(" · ".join(part for part in said if part))
    st.table(
        {"what": list(lines), "said": list(lines.values())}, border="horizontal", hide_index=True, hide_header=True
    )
    if kept:
        show_piece(view, trace, kept)


def _correction(correction: behind.Correction) -> str:
    """What the cell said, what was entered instead, by whom and when."""
    said = {
        name: f"«{literal(words)}»" if words else t("why.source.empty")
        for name, words in (("found", correction.found), ("entered", correction.entered))
    }
    moment = literal(moment_words(correction.at))
    key = "why.source.corrected_by" if correction.by else "why.source.corrected_at"
    return t(key, cell=correction.cell, moment=moment, by=literal(correction.by), **said)


def show_piece(view: View, trace: behind.Trace, kept: dict[str, object]) -> None:
    """The picture of a cell's or row's place in its sheet."""
    piece = piece_around(kept, trace.cell, trace.row)
    if piece is None:
        return
    first, last = piece.letters
    said = t("why.picture.caption", sheet=trace.sheet, top=piece.rows[0], bottom=piece.rows[-1], first=first, last=last)
    if piece.heads:
        said += f" · {t('why.picture.heads', rows=', '.join(map(str, piece.heads)))}"
    st.markdown(f"**{t('why.picture.title')}**")
    st.caption(literal(said))
    where = f"{letters(piece.column)}{piece.row}" if piece.column else t("why.source.row", row=piece.row)
    st.html(picture(kept, piece, tone=tone(), label=t("why.picture.label", sheet=trace.sheet, place=where)))
