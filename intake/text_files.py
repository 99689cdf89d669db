"""Guard and read: how the letters of a text file are stored, told by its first bytes."""

import codecs

_HEAD = 4096


def encoding_of(content: bytes) -> str:
    """The encoding of a text file: as its mark says, else UTF-16 by its zero bytes, else UTF-8."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[:_HEAD]
    at_even, at_odd = head[::2].count(0), head[1::2].count(0)
    if max(at_even, at_odd) * 8 > len(head) and min(at_even, at_odd) == 0:
        return "utf-16-le" if at_odd else "utf-16-be"
    return "utf-8-sig"
