"""Show and ask: what an administrator looks after: the installation, units and terms, settings, locks, remembered spellings."""

import streamlit as st

from data_access.errors import StorageError
from ui.admin_accounts import show_accounts
from ui.admin_audit import show_audit
from ui.admin_locks import show_locks
from ui.admin_settings import show_settings
from ui.admin_state import show_state
from ui.admin_units import show_units
from ui.remembered import show_remembered
from ui.text import t
from ui.upload_steps import show_storage_error
from ui.version_head import version_head

SECTIONS = {
    "state": show_state,
    "units": show_units,
    "settings": show_settings,
    "locks": show_locks,
    "answers": show_remembered,
    "accounts": show_accounts,
    "audit": show_audit,
}

version_head("admin")
try:
    for tab, show in zip(st.tabs([t(f"admin.tab.{name}") for name in SECTIONS]), SECTIONS.values(), strict=True):
        with tab:
            show()
except StorageError as error:
    show_storage_error(error)
