"""Draw, export: frames become what people look at. No Streamlit, no database."""
