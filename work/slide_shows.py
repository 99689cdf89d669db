"""Export: pages of the dashboard as a file of slides: the cards and exhibits of the screen, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from data_access.selection import Selection
from locales import text
from reports.slide_content import Show, ShownCard, ShownPage, ShownWords
from work.card_words import CardContent
from work.decks import Deck, Part, deck
from work.exhibits import measure_in_term, term_words
from work.export_names import file_name, place_part, slug, terms_part
from work.imprints import UNSIGNED, Imprint
from work.page_content import PAGES
from work.scope import Codes
from work.views import View

PPTX = "pptx"
PPTX_MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


class SlideFile(NamedTuple):
    """A file of slides to take away, and how many there are."""

    file_name: str
    content: bytes
    slides: int
    version: int


def export_slides(
    pages: Sequence[str],
    codes: Codes,
    lang: str,
    *,
    imprint: Imprint = UNSIGNED,
) -> SlideFile:
    """The pages as the address ``codes`` shows them, as a file of slides; see ``decks.deck``."""
    # The writer is large, and no page needs it before somebody asks for slides.
    from reports.slides import slides

    made = deck(pages, codes, lang, imprint=imprint)
    content, count = slides(show_of(made))
    return SlideFile(slides_name(made.parts[0].view, pages, lang), content, count, made.about.version)


def show_of(made: Deck) -> Show:
    """A deck as the slides want it."""
    lang = made.about.lang
    product = text("shell.product.name", lang)
    title = (
        product if len(made.parts) > 1 else text("slides.title.page", lang, product=product, page=made.parts[0].title)
    )
    return Show(title, made.about, tuple(_page(part, lang) for part in made.parts))


def slides_name(view: View, pages: Sequence[str], lang: str) -> str:
    """The name of the file: what it is about, where, when, which version."""
    about = slug(text(f"shell.page.{pages[0]}", lang)) if len(pages) == 1 else text("slides.file.whole", lang)
    parts = [text("exports.file.start", lang), about, place_part(view.selection, view.reference)]
    parts.append(terms_part((view.term,) if view.term else ()))
    return file_name([*parts, text("exports.file.version", lang, version=view.cube.version)], PPTX)


def _page(part: Part, lang: str) -> ShownPage:
    term = term_words(part.view, lang)
    return ShownPage(
        part.title,
        term[:1].upper() + term[1:],
        filters_said(part.view, lang),
        PAGES[part.page].measures,
        tuple(_card(card) for card in part.cards),
        part.exhibits,
        _words(part, lang) if part.gaps else None,
    )


def _words(part: Part, lang: str) -> ShownWords:
    caption = measure_in_term(part.view, part.measure, lang)
    fell = (part.fell.words,) if part.fell else ()
    title = text("slides.words.title" if part.fell else "pages.missing.title", lang)
    return ShownWords(title, caption, part.measure, fell, part.gaps)


def filters_said(view: View, lang: str) -> str:
    """What was narrowed beside the term, in words; nothing where all is shown."""
    narrowed = replace(view.selection, term_kind=None, terms=(), roll_up=False)
    return "" if narrowed == Selection() else narrowed.sentence(lang, view.reference)


def _card(card: CardContent) -> ShownCard:
    change = card.change
    said = card.lines if card.figure is None else (change.against,)
    return ShownCard(card.label, card.value, change.words or "", change.arrow, " ".join(line for line in said if line))
