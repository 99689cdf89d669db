"""Show: one unit: its history, its four measures through all terms, its place, what it owes, its targets and programmes."""

import streamlit as st

from data_access.measures import MEASURES, MODELS
from ui.blocks import chart_block
from ui.cards import Card, figure_cards
from ui.filters import filter_row
from ui.measure_blocks import composition_block, funnel_block, trend_block
from ui.page_head import page_head
from ui.plain import literal
from ui.programmes import show_programmes
from ui.state import read_selection_codes
from ui.targets import show_targets
from ui.text import t
from ui.unit_links import choose_unit
from ui.unit_page import show_history, show_lines, show_owed, show_spellings, show_uploads
from work.programmes import open_programmes, register
from work.targets import open_targets, standings
from work.units import lines_of, open_unit, unit_of

codes = read_selection_codes()
measures = list(MEASURES.values())
view = open_unit(codes)
unit = unit_of(view)

page_head("unit", view, measures)
choose_unit(view, unit)
if unit is None:
    st.info(t("unit.choose.message"), icon=":material/location_city:")
    st.stop()

st.header(literal(view.name(unit)), anchor=False)
left, right = st.columns([5, 7])
with left:
    show_history(view, unit)
with right:
    show_uploads(view, unit)
if view.term is not None:
    filter_row(view, [])
    lines = lines_of(view, unit, measures)
    figure_cards(view, [Card(each.key, t(each.short_label_key), each) for each in measures])
    show_lines(lines)
    for row in (measures[:2], measures[2:]):
        for column, measure in zip(st.columns(2), row, strict=True):
            with column:
                chart_block(trend_block(view, measure, f"unit.{measure.key}"))
    left, right = st.columns(2)
    with left:
        chart_block(composition_block(view, MODELS, "sector", "unit.sectors"))
    with right:
        chart_block(funnel_block(view, MODELS, "unit.path"))
    left, right = st.columns(2)
    with left:
        show_owed(view, unit, lines)
    with right:
        show_spellings(view, unit)

own = {name: values for name, values in codes.items() if name == "v"} | {"unit": [unit]}
set_for = open_targets(own)
every = [term for terms in set_for.offered.terms.values() for term in terms]
if targets := standings(set_for, every, measures):
    show_targets(set_for, targets, key="unit.targets")
if programmes := register(open_programmes(own)):
    show_programmes(view, programmes, key="unit.programmes")
if not (targets or programmes):
    st.caption(t("unit.targets.none"))
