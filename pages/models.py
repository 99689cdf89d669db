"""Show: the models: how many, in which sectors, how far they came, and how that changed through the terms."""

import streamlit as st

from data_access.measures import MODELS
from ui.blocks import chart_block, text_block
from ui.cards import figure_cards
from ui.filters import filter_row
from ui.measure_blocks import composition_block, funnel_block, ranking_block, term_words, through_terms_block
from ui.missing import missing_block
from ui.page_head import empty_state, page_foot, page_head
from ui.spread import tiles_block
from ui.state import language, read_selection_codes
from ui.tables import table
from ui.text import t
from work.page_content import cards_of, view_of
from work.stage_frames import stages_by_sector

view = view_of("models", read_selection_codes())
sectors = composition_block(view, MODELS, "sector", "models.sectors")
path = funnel_block(view, MODELS, "models.path")
through = through_terms_block(view, MODELS, "sector", "models.through")
ranking = ranking_block(view, MODELS, "models.ranking")
levels = composition_block(view, MODELS, "level", "models.levels")
owners = composition_block(view, MODELS, "owner_kind", "models.owners")
places = tiles_block(view, MODELS, "models.tiles")

page_head("models", view, [MODELS], [sectors, path, through, ranking, levels, owners, places])
filter_row(view, ["sector"], ["stage", "level", "owner_kind"])
if view.term is None:
    empty_state(view)
    st.stop()

figure_cards(view, cards_of("models", language()))
left, right = st.columns(2)
with left:
    chart_block(sectors)
with right:
    chart_block(path)
chart_block(through)
with text_block("models.stages", t("pages.stages.title"), t("pages.stages.caption", term=term_words(view))):
    frame = stages_by_sector(view, MODELS, language())
    table(
        frame,
        {name: "" if name == "label" else name for name in frame.columns},
        key="models.stages.page",
        has_total=True,
    )
left, right = st.columns(2)
with left:
    chart_block(ranking)
with right:
    chart_block(levels)
    chart_block(owners)
    missing_block(view, MODELS, "models.missing")
chart_block(places)
page_foot(view, [MODELS])
