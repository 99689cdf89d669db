"""Show: what the pages share of Streamlit."""
