"""Show: the page of this name."""

from pathlib import Path

import streamlit as st

from ui.shell import page_title

st.title(page_title(Path(__file__).stem))
