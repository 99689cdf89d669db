"""Show: high contrast: whether this reader wants it, the tone of charts that follows, and the style sheet of the page."""

from __future__ import annotations

from html import escape

import streamlit as st

from reports.theme import PALETTES, Tone
from ui.text import t

# Written by the page's script: *more* was chosen here, *auto* is what the reader's system asks for.
COOKIE = "contrast"
_WANTED = ("more", "auto")

# Charts keep their own colours where the system forces its colours on a page: their labels stand on marks.
FORCED = """
@media (forced-colors:active){.js-plotly-plot,.sheet-picture{forced-color-adjust:none;background:PAPER}
button[data-variant][data-selected=true],button[data-variant][data-selected=true] *{forced-color-adjust:none;
  background:Highlight!important;color:HighlightText!important}
.stage-clock .stage-left i{background:Highlight}}
"""

_STYLE = """
[data-testid=stApp],[data-testid=stHeader],[data-testid=stMain]{background:PAPER!important;color:INK!important}
body *{border-color:LINE!important}
body :is(p,span,li,label,a,h1,h2,h3,h4,td,th,summary,small,code,button,input,textarea,select,
[data-testid=stMetricValue],[data-testid=stMetricDelta],[role=option],[role=tab],time,i,b){color:INK!important}
[data-testid=stCaptionContainer],.st-key-language *,[data-testid=stExpander] summary,::placeholder{opacity:1!important;color:INK!important}
body :is(input,textarea,select,[data-baseweb=select]>div,[data-baseweb=popover]>div,[role=dialog]>div,[role=listbox]){background:PAPER!important}
body :is(a,button):hover{text-decoration:underline;text-decoration-thickness:2px}
body :focus-visible{outline:3px solid INK!important;outline-offset:2px!important}
button[data-variant][data-selected=true]{background:INK!important}
button[data-variant][data-selected=true],button[data-variant][data-selected=true] *{color:PAPER!important}
[data-testid=stBaseButton-primary],[data-testid=stBaseButton-primary] *{background:INK!important;color:PAPER!important}
[data-testid=stTopNavLink][aria-current],[data-testid=stTopNavLink][data-active=true]{outline:2px solid INK}
button:disabled,button:disabled *{color:MUTED!important;opacity:1!important}
"""


def wants_contrast() -> bool:
    """Whether the reader chose high contrast, or the system asks for it."""
    return st.context.cookies.get(COOKIE) in _WANTED


def tone() -> Tone:
    """The tone of everything drawn: the theme of the reader's browser, in high contrast where that is wanted."""
    is_dark = st.context.theme.type == "dark"
    if wants_contrast():
        return "dark_contrast" if is_dark else "light_contrast"
    return "dark" if is_dark else "light"


def contrast_style() -> str:
    """The style sheet that high contrast needs beside the theme."""
    colours = PALETTES[tone()]
    style = FORCED + (_STYLE if wants_contrast() else "")
    for name, colour in (
        ("PAPER", colours.paper),
        ("INK", colours.ink),
        ("MUTED", colours.muted),
        ("LINE", colours.line),
    ):
        style = style.replace(name, colour)
    return style


def contrast_button() -> str:
    """The switch as HTML; the page's script writes the cookie and loads the page anew."""
    is_on = wants_contrast()
    label = escape(t("shell.contrast.less" if is_on else "shell.contrast.more"), quote=True)
    wanted = "less" if is_on else "more"
    return f'<button type="button" data-contrast="{wanted}" title="{label}" aria-label="{label}"><i></i></button>'
