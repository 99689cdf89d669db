"""Export: what a page says in words on a slide: a sentence, then heads with the names under them, as many as fit."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.slide import Slide
from pptx.util import Pt

from locales import text
from reports.chart_parts import Box
from reports.sentences import Gap
from reports.slide_content import ShownWords
from reports.slide_paper import Paper, write


def draw_sentences(paper: Paper, slide: Slide, words: ShownWords, box: Box, *, letters: int) -> None:
    """The sentences, then each gap; ``letters`` is how many a gap may take, so that all of them fit."""
    lines = [(sentence, False) for sentence in words.sentences]
    for gap in words.gaps:
        lines.append((gap.head, bool(gap.named)))
        if gap.named:
            lines.append((as_many(gap.named, letters, paper.lang, between=gap.between), False))
    first, *others = lines
    frame = paper.words(slide, box, first[0], bold=first[1])
    for said, is_head in others:
        paragraph = frame.add_paragraph()
        paragraph.space_before = Pt(14 if is_head else 4)
        write(paragraph, said, lang=paper.lang, bold=is_head)


def told_of(words: ShownWords) -> list[str]:
    """All of it with every name, for the speaker."""
    return [*words.sentences, *(_line_of(gap) for gap in words.gaps)]


def _line_of(gap: Gap) -> str:
    """A gap in one line."""
    return f"{gap.head}: {gap.between.join(gap.named)}" if gap.named else gap.head


def as_many(names: Sequence[str], letters: int, lang: str, *, between: str = ", ") -> str:
    """Names in a row, as many as so many letters hold, and how many more there are."""
    named: list[str] = []
    for name in names:
        if sum(len(known) + len(between) for known in named) + len(name) > letters:
            break
        named.append(name)
    said = between.join(named)
    if len(named) == len(names):
        return said
    return text("pages.names.more", lang, names=said, more=len(names) - len(named))
