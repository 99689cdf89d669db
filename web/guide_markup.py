"""Show: the few marks our guides are written in, as HTML: headings, paragraphs, lists, commands, pictures, links."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from itertools import groupby

_ITEM = re.compile(r"(?:(-)|\d+\.) +")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*?([\w-]+\.png)\)")
_INLINE = re.compile(r"`([^`]+)`|\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)]+)\)")
_CODE = "    "
Link = Callable[[str], str | None]


def guide_html(source: str, *, pictures: str, link: Link) -> tuple[str, str]:
    """The title of a guide, and the rest of it as HTML; ``link`` says where a link leads, None for nowhere here."""
    first, _, rest = source.strip().partition("\n")
    blocks = re.split(r"\n{2,}", rest.strip("\n"))
    return first.removeprefix("# "), "".join(_block(block, pictures, link) for block in blocks)


def _block(block: str, pictures: str, link: Link) -> str:
    lines = block.split("\n")
    if all(line.startswith(_CODE) for line in lines):
        commands = "\n".join(line.removeprefix(_CODE) for line in lines)
        return f'<pre tabindex="0"><code>{escape(commands)}</code></pre>'
    if picture := _PICTURE.fullmatch(block):
        said, name = escape(picture[1], quote=True), escape(f"{pictures}/{picture[2]}", quote=True)
        return f'<p><a href="{name}"><img src="{name}" alt="{said}" width="1366" height="768" loading="lazy"></a></p>'
    if block.startswith("## "):
        return f"<h2>{_inline(block[3:], link)}</h2>"
    if _ITEM.match(block):
        return _list(lines, link)
    return f"<p>{_inline(' '.join(lines), link)}</p>"


def _list(lines: list[str], link: Link) -> str:
    """One list; a line that begins no item goes on with the one before."""
    number = 0

    def item_of(line: str) -> int:
        nonlocal number
        number += bool(_ITEM.match(line))
        return number

    items = [" ".join(part.strip() for part in parts) for _, parts in groupby(lines, key=item_of)]
    found = _ITEM.match(lines[0])
    tag = "ul" if found and found[1] else "ol"
    inner = "".join(f"<li>{_inline(_ITEM.sub('', item, count=1), link)}</li>" for item in items)
    return f"<{tag}>{inner}</{tag}>"


def _inline(words: str, link: Link) -> str:
    """A sentence: what stands between the marks is escaped, and so is what they hold."""
    parts, place = [], 0
    for found in _INLINE.finditer(words):
        parts += [escape(words[place : found.start()]), _marked(found, link)]
        place = found.end()
    return "".join([*parts, escape(words[place:])])


def _marked(found: re.Match[str], link: Link) -> str:
    code, bold, label, target = found.groups()
    if code is not None:
        return f"<code>{escape(code)}</code>"
    if bold is not None:
        return f"<strong>{_inline(bold, link)}</strong>"
    address = link(target)
    return f'<a href="{escape(address, quote=True)}">{escape(label)}</a>' if address else escape(label)
