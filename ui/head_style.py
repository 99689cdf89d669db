"""Show: the style sheet of what stands above a page and of its charts' cards; it goes out with that of the house."""

# Charts with long labels on both sides need more than a telephone's width; they scroll inside their card.
# Of the «?» beside a title the mark alone is seen; its name is there for whoever listens to the page.
HEAD_STYLE = """
@media (max-width:640px){[class*="st-key-vua-"]{overflow-x:auto}[class*="st-key-vua-"]>*{min-width:440px}}
.st-key-page-help{width:auto!important}
.st-key-page-help button{min-width:40px;padding:0}
.st-key-page-help button>div>div[aria-hidden=true]{display:none}
.st-key-page-help [data-testid=stIconMaterial]{font-size:1.25rem}
[data-testid=stPopoverBody]:has([href^="/huong-dan/"]){max-width:26rem}
.st-key-page-help button [data-testid=stMarkdownContainer]{position:absolute;width:1px;height:1px;overflow:hidden;
  clip-path:inset(50%);white-space:nowrap}
@media print{.st-key-page-help{display:none!important}}
"""
