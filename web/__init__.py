"""Show: what stands between the browser and Streamlit, one small module a concern."""
