"""Show: the style of a slide: a layout of its own that grows with the screen, nothing below 22 px on 720 lines."""

from __future__ import annotations

from reports.theme import Palette

# One rem is 26 px on 720 lines; on a narrow window the width decides.
_STYLE = """
:root,html{font-size:min(3.6112vh,2.3215vw)!important}
[data-testid=stHeader],[data-testid=stToolbar],.st-key-language,.st-key-banner,
[data-testid=stSidebar]{display:none!important}
.st-key-stage{position:fixed;inset:0;z-index:1000;width:100vw!important;height:100vh!important;overflow:hidden;
  background:PAPER;border-top:.23rem solid #8C1C24;padding:.5rem 1.4rem .35rem;gap:.3rem;flex-wrap:nowrap;
  display:flex;flex-direction:column;max-width:none!important}
.st-key-stage>*{flex:0 0 auto}
.st-key-stage>[data-testid=stLayoutWrapper]:has(>.st-key-stage-body){flex:1 1 0;min-height:0}
.st-key-stage-body,.st-key-stage-body>*{height:100%!important;min-height:0}
.st-key-stage-body{overflow:hidden}
.st-key-stage-head{gap:0!important}
.st-key-stage-turn{display:none}
.st-key-stage-chart [data-testid=stHorizontalBlock]{flex-wrap:nowrap!important}
.st-key-stage-chart [data-testid=stColumn]{min-width:0!important}
@media (max-width:640px) and (orientation:portrait){.st-key-stage-turn{display:flex}
.st-key-stage .st-key-stage-turn [data-testid=stCaptionContainer] p{font-size:16px;font-weight:600}}
.st-key-stage-head [data-testid=stMarkdownContainer],
.st-key-stage [data-testid=stCaptionContainer]{margin:0!important}
.st-key-stage h2{font-size:1.27rem!important;font-weight:600!important;line-height:1.35;padding:0!important}
.st-key-stage [data-testid=stCaptionContainer]{opacity:1;color:MUTED}
.st-key-stage [data-testid=stCaptionContainer] p{font-size:.92rem;line-height:1.35;margin:0}
.st-key-stage-chart,.st-key-stage-chart *{overflow:visible!important}
.st-key-stage-chart>*,.st-key-stage-chart :is([data-testid=stHorizontalBlock],[data-testid=stColumn],
[data-testid=stVerticalBlock],[data-testid=stElementContainer]){height:100%!important}
.st-key-stage-chart [data-testid=stFullScreenFrame]{width:calc(100%/var(--slide-scale,1))!important;
  height:calc(100%/var(--slide-scale,1))!important}
.st-key-stage-chart .js-plotly-plot{transform:scale(var(--slide-scale,1));transform-origin:0 0}
.st-key-stage-body{gap:.5rem}
.st-key-stage-table :is(td,th) :is(p,div),.st-key-stage-table :is(td,th){font-size:.885rem!important;line-height:1.35}
[data-testid=stDialog] [role=dialog]{width:29rem!important;max-width:92vw!important}
.st-key-stage-table td{padding:.2rem .45rem!important;vertical-align:top}
.st-key-stage [data-testid=stMetric]>div{display:flex;flex-wrap:wrap;align-items:center;column-gap:.6rem}
.st-key-stage [data-testid=stMetric]>div>[data-testid=stMetricLabel]{flex-basis:100%}
.st-key-stage [class*=st-key-stage-card-]{padding:.45rem .9rem;overflow:hidden}
.st-key-stage [data-testid=stMetricLabel] p{font-size:1.08rem}
.st-key-stage [data-testid=stMetricDelta]{font-size:.92rem}
.st-key-stage button{min-height:1.6rem}
.st-key-stage button p{font-size:.88rem;line-height:1.35}
.st-key-stage-foot,.st-key-stage-bar{gap:.35rem!important;flex-wrap:nowrap!important}
.st-key-stage-foot [class*=st-key-present-] button{padding:0 .35rem;min-width:1.75rem}
.st-key-stage-foot [data-testid=stCaptionContainer] p{font-size:.88rem;white-space:nowrap}
@media (max-aspect-ratio:3/2){.st-key-stage-foot{flex-wrap:wrap!important}}
.stage-clock{display:flex;gap:.35rem;align-items:center;font-size:.88rem}
.stage-clock button,.stage-clock select{font:inherit;font-size:.88rem;line-height:1.35;color:INK;background:PAPER;
  border:1px solid LINE;border-radius:4px;padding:.1rem .35rem;min-height:1.6rem;cursor:pointer}
.stage-clock button{min-width:5.2rem}
.stage-clock :is(button,select):focus-visible{outline:2px solid INK}
.stage-clock .stage-left{display:inline-block;width:2.6rem;height:.3rem;background:LINE;border-radius:2px}
.stage-clock .stage-left i{display:block;height:100%;width:0;background:MUTED;border-radius:2px}
.stage-clock .stage-count{min-width:1.3rem}
.stage-place{font-size:.88rem;white-space:nowrap;color:INK;padding-left:.35rem}
"""


def stage_style(colours: Palette) -> str:
    """The style sheet of a slide on a paper."""
    names = {"PAPER": colours.paper, "MUTED": colours.muted, "INK": colours.ink, "LINE": colours.line}
    style = _STYLE
    for name, colour in names.items():
        style = style.replace(name, colour)
    return style
