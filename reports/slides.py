"""Export: the dashboard as a slide show: a cover, the cards, then one slide an exhibit, with notes for the speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Pt

from data_access.measures import Measure
from locales import date_text, text
from reports.canvas import column
from reports.charts import alt_text
from reports.exhibits import Exhibit
from reports.native_charts import LETTER
from reports.native_words import caption_of
from reports.slide_cards import draw_cards
from reports.slide_content import Show, ShownPage, ShownWords
from reports.slide_exhibits import Drawn, draw_chart
from reports.slide_paper import FOOT, LEFT, RIGHT, Paper, px, write
from reports.slide_sentences import as_many, draw_sentences, told_of
from reports.slide_tables import draw_table, sheets
from reports.slide_words import PAPER, draw_words
from reports.table_parts import pair_parts, table_parts
from reports.theme import LIGHT

WIDTH = RIGHT - LEFT
_LETTERS = int(WIDTH / LETTER)  # of the body in one line
_LINE = 32
_UNDER_TITLE = 70
_MOST_NAMED = 2 * _LETTERS - 40


def slides(show: Show) -> tuple[bytes, int]:
    """The show as a file with native charts and tables, and how many slides it has; equal content, equal bytes."""
    paper = Paper(show.about)
    _cover(paper, show)
    for page in show.pages:
        _page(paper, show, page)
    return paper.finish(show.title), paper.count


def _cover(paper: Paper, show: Show) -> None:
    lang = paper.lang
    slide = paper.slide(show.title, "\n".join(_told(show)), foot="")
    title = slide.shapes.title
    if title is not None:
        title.left, title.top, title.width, title.height = px(LEFT), px(110), px(WIDTH), px(130)
        title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        title.text_frame.paragraphs[0].runs[0].font.size = Pt(40)
    pages = ", ".join(page.title for page in show.pages)
    said = [text("slides.cover.pages", lang, pages=pages), *_told(show)[:-1], _sources(show, most=3)]
    frame = paper.words(slide, (LEFT, 262, WIDTH, 390), said[0], size=20)
    for words in said[1:]:
        if words:
            paragraph = frame.add_paragraph()
            paragraph.space_before = Pt(6)
            write(paragraph, words, lang=lang, colour=LIGHT.muted)
    if show.about.is_sample:
        paragraph = frame.add_paragraph()
        paragraph.space_before = Pt(6)
        write(paragraph, text("slides.cover.sample", lang), lang=lang, bold=True)


def _told(show: Show) -> list[str]:
    """Filters, version, both dates, who, the address, sources: what every copy tells of itself."""
    about, lang = show.about, show.about.lang
    said = [
        about.selection,
        text("slides.cover.version", lang, version=about.version, day=date_text(about.updated.date(), lang)),
        text(
            "slides.cover.exported", lang, day=date_text(about.exported.date(), lang), clock=f"{about.exported:%H:%M}"
        ),
    ]
    said += [text("slides.cover.by_whom", lang, name=about.by_whom)] if about.by_whom else []
    said += [text("slides.cover.address", lang, address=about.address)] if about.address else []
    said += [text("slides.cover.code", lang, code=about.code)] if about.code else []
    return [*said, _sources(show, most=len(about.sources))]


def _sources(show: Show, *, most: int) -> str:
    found = list(dict.fromkeys(origin.file for origin in show.about.sources))
    if not found:
        return ""
    files = ", ".join(found[:most])
    if len(found) > most:
        files = text("slides.cover.more", show.about.lang, files=files, more=len(found) - most)
    return text("slides.cover.sources", show.about.lang, files=files)


def _page(paper: Paper, show: Show, page: ShownPage) -> None:
    foot = text(
        "slides.foot.said",
        paper.lang,
        product=text("shell.product.name", paper.lang),
        page=page.title,
        version=show.about.version,
        day=date_text(show.about.updated.date(), paper.lang),
    )
    foot = text("slides.foot.sample", paper.lang, foot=foot) if show.about.is_sample else foot
    if not page.cards and not page.exhibits:
        slide = paper.slide(page.title, _notes(show, [], []), foot=foot)
        _nothing(paper, slide)
    if page.cards:
        told = [f"{card.label}: {card.value} {card.change} {card.against}".rstrip() for card in page.cards]
        slide = paper.slide(page.title, _notes(show, told, page.measures), foot=foot)
        draw_cards(paper, slide, page.cards, _head(paper, slide, page.term, page.filters))
    if page.words:
        _in_words(paper, show, page, words=page.words, foot=foot)
    for exhibit in page.exhibits:
        if exhibit.shape == "heat":
            _tables(paper, show, page, exhibit=exhibit, foot=foot)
            continue
        parts = table_parts(exhibit, paper.lang, PAPER) if exhibit.shape == "table" else [exhibit]
        parts = pair_parts(exhibit, paper.lang) if exhibit.shape == "dumbbell" else parts
        for place, part in enumerate(parts, start=1):
            title = exhibit.title
            if len(parts) > 1:
                title = text("slides.part.title", paper.lang, title=title, number=place, count=len(parts))
            _exhibit(paper, show, page, exhibit=replace(part, title=title), foot=foot)


def _in_words(paper: Paper, show: Show, page: ShownPage, *, words: ShownWords, foot: str) -> None:
    notes = _notes(show, [words.caption, *told_of(words)], [words.measure])
    slide = paper.slide(words.title, notes, foot=foot)
    top = _head(paper, slide, words.caption, page.filters)
    draw_sentences(paper, slide, words, (LEFT, top, WIDTH, FOOT - 12 - top), letters=_MOST_NAMED)


def _exhibit(paper: Paper, show: Show, page: ShownPage, *, exhibit: Exhibit, foot: str) -> None:
    lang = paper.lang
    silent = [str(row.label) for row in exhibit.frame.itertuples() if getattr(row, "missing", False)]
    all_silent = text("slides.missing.names", lang, names=", ".join(silent)) if silent else ""
    told = [exhibit.title, caption_of(exhibit, lang), exhibit.note, all_silent]
    slide = paper.slide(exhibit.title, _notes(show, told, _meant(exhibit, page)), foot=foot)
    reported = {"have": len(exhibit.frame) - len(silent), "of": len(exhibit.frame)}
    coverage = text("pages.card.coverage", lang, **reported) if silent else ""
    top = _head(paper, slide, caption_of(exhibit, lang), coverage, page.filters)
    bottom = _below(paper, slide, " ".join(part for part in (_some(silent, lang), exhibit.note) if part))
    alt = alt_text(f"{exhibit.title}. {caption_of(exhibit, lang)}", exhibit.frame, lang)
    box = (LEFT, top, WIDTH, bottom - top)
    if exhibit.shape == "table" and len(exhibit.frame):
        draw_words(slide, exhibit, box, lang=lang, alt=f"{exhibit.title}. {caption_of(exhibit, lang)}")
    elif exhibit.shape == "table" or not draw_chart(exhibit, Drawn(slide, box, lang, alt)):
        _nothing(paper, slide)


def _meant(exhibit: Exhibit, page: ShownPage) -> Sequence[Measure]:
    """The measures that an exhibit speaks of: its own, or all of its page."""
    return [exhibit.measure] if exhibit.measure else page.measures


def _tables(paper: Paper, show: Show, page: ShownPage, *, exhibit: Exhibit, foot: str) -> None:
    lang = paper.lang
    found, left_out = sheets(exhibit, WIDTH, lang)
    running = text("slides.marks.running", lang) if any(column(exhibit.chart, "running", False)) else ""
    rest = text("slides.table.rest", lang, count=left_out) if left_out else ""
    alt = f"{exhibit.title}. {exhibit.caption}"
    for place, sheet in enumerate(found, start=1):
        title = exhibit.title
        if len(found) > 1:
            title = text("slides.part.title", lang, title=title, number=place, count=len(found))
        slide = paper.slide(
            title, _notes(show, [title, exhibit.caption, running, rest], _meant(exhibit, page)), foot=foot
        )
        top = _head(paper, slide, exhibit.caption, running, page.filters)
        if place == len(found):
            _below(paper, slide, rest)
        draw_table(slide, sheet, left=LEFT, top=top, width=WIDTH, lang=lang, alt=alt)
    if not found:
        slide = paper.slide(exhibit.title, _notes(show, [exhibit.title], _meant(exhibit, page)), foot=foot)
        _nothing(paper, slide)


def _head(paper: Paper, slide: Slide, *parts: str) -> float:
    """Write the line under the title; where what follows begins."""
    said = [part for part in parts if part]
    words = " · ".join([*(part.removesuffix(".") for part in said[:-1]), *said[-1:]])
    lines = min(-(-len(words) // _LETTERS), 2)
    if words:
        paper.words(slide, (LEFT, _UNDER_TITLE, WIDTH, lines * _LINE), words, colour=LIGHT.muted)
    return _UNDER_TITLE + lines * _LINE + 14


def _below(paper: Paper, slide: Slide, words: str) -> float:
    """Write what is told below a chart; where the chart ends."""
    lines = min(-(-len(words) // _LETTERS), 4)
    top = FOOT - 12 - lines * _LINE
    if words:
        paper.words(slide, (LEFT, top, WIDTH, lines * _LINE), words, colour=LIGHT.muted)
    return top - 10


def _some(silent: Sequence[str], lang: str) -> str:
    """Who has not reported, as many names as two lines hold."""
    return text("slides.missing.names", lang, names=as_many(silent, _MOST_NAMED, lang)) if silent else ""


def _nothing(paper: Paper, slide: Slide) -> None:
    words = text("charts.empty.message", paper.lang)
    box = (LEFT, 300, WIDTH, 120)
    paper.words(slide, box, words, size=22, colour=LIGHT.muted, centred=True, anchor=MSO_ANCHOR.MIDDLE)


def _notes(show: Show, told: Sequence[str], measures: Sequence[Measure]) -> str:
    """What the speaker may say: what is shown, what it counts and how, and what this copy is."""
    lang = show.about.lang
    meanings = [
        f"{text(measure.label_key, lang)}: {text(measure.definition_key, lang)} {text(measure.formula_key, lang)}"
        for measure in measures
    ]
    return "\n".join(line for line in (*told, "", *meanings, "", *_told(show)) if line is not None)
