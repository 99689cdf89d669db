"""Show: what changes on narrow screens: on a telephone, or where a reader enlarged the page twice."""

from __future__ import annotations

# Cards that would stand beside each other, each too narrow for its chart, stand below each other; a table of many
# columns scrolls instead of making each a word wide.
_ENLARGED = """
@media (max-width:1000px){
[data-testid=stHorizontalBlock]:has(>[data-testid=stColumn] [class*="st-key-block-"]){flex-wrap:wrap}
[data-testid=stColumn]:has([class*="st-key-block-"]){flex:1 1 100%;min-width:100%}
[class*="st-key-rong-table-"]{overflow-x:auto}}
@media (max-width:1200px){
[data-testid=stHorizontalBlock]:has(>[data-testid=stColumn]:nth-child(3) [class*="st-key-block-"],
>[data-testid=stColumn] [class*="st-key-block-unit-"]){flex-wrap:wrap}
[data-testid=stHorizontalBlock]:has(>[data-testid=stColumn]:nth-child(3) [class*="st-key-block-"])>[data-testid=stColumn],
[data-testid=stColumn]:has([class*="st-key-block-unit-"]){flex:1 1 100%;min-width:100%}}
"""

# The head of a page leaves room for its figures: nothing drops to a line of its own for a few pixels.
_TELEPHONE = """
@media (max-width:640px){
[data-testid=stToolbar]>div>div:last-child{min-width:0;flex:1 1 0}
[data-testid=stLayoutWrapper]:has(>.st-key-language){right:2.9rem}
.st-key-language :is(a,button){padding:.5rem .35rem}
.st-key-banner,.st-key-actions{gap:.5rem}
[data-testid=stButtonGroup]>[role=radiogroup]{flex-wrap:wrap;overflow:visible}
.st-key-banner>*{width:auto;min-width:0;flex:0 1 auto}
.st-key-banner button{padding-inline:0;min-width:0}
[role=dialog] [data-testid=stButtonGroup] button{height:auto}
[role=dialog] [data-testid=stButtonGroup] button *{white-space:normal}
.st-key-actions button{padding-inline:.5rem}
.st-key-page-title{row-gap:0}
.st-key-page-title>:first-child{max-width:calc(100% - 3.5rem)}
.st-key-version-badge button :is(div,span){justify-content:flex-start;text-align:left}
.st-key-version-badge [data-has-shortcut]>span:first-child{display:none}
.st-key-version-badge button p{font-size:.8125rem}
[data-testid=stApp]:has([data-testid=stSidebar][data-collapsed=false]) .st-key-language{display:none}}
"""

NARROW = _ENLARGED + _TELEPHONE
