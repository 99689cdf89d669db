"""Show: what a person sees when a page fails, instead of a traceback; the log gets the same code."""

from __future__ import annotations

import logging
import secrets
import traceback

import streamlit as st

from ui.text import t
from work.rights import NotAllowed

log = logging.getLogger("dashboard")


class _WithoutMessage(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Let the line pass without the traceback that quotes the message."""
        record.exc_info = record.exc_text = None
        return True


def keep_messages_out_of_the_log() -> None:
    """Streamlit itself logs an error of a callback or fragment, message and all; ours stands beside it."""
    logger = logging.getLogger("streamlit.error_util")
    if not any(isinstance(kept, _WithoutMessage) for kept in logger.filters):
        logger.addFilter(_WithoutMessage())


def show_failure(error: Exception) -> bool:
    """A calm sentence with a code on the page, and the code with the place of the error in the log.

    What somebody may not do is no failure: they are told so, and the audit trail has the line.
    """
    if isinstance(error, NotAllowed):
        st.warning(t(error.key), icon=":material/lock:")
        return True
    code = secrets.token_hex(2).upper()
    # An error's message may quote a cell or a parameter of a query, so only its kind and place are logged.
    places = " < ".join(
        f"{f.filename}:{f.lineno} {f.name}" for f in reversed(traceback.extract_tb(error.__traceback__))
    )
    log.error("page failed code=%s error=%s at %s", code, type(error).__name__, places)
    st.error(t("shell.failure.message", code=code), icon=":material/error:")
    return True
