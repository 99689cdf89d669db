"""Export: pages of the dashboard as a workbook with a sheet a view: the cards and exhibits of the screen, in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from locales import text
from reports.exhibits import Exhibit
from reports.report_content import Grid
from reports.view_sheets import ViewSheet, views_workbook
from work.decks import Deck, Part, deck
from work.export_names import file_name, place_part, terms_part
from work.exports import MIME, XLSX, Export
from work.imprints import UNSIGNED, Imprint
from work.page_content import PAGES, cards_title
from work.report_tables import cards_table, counts_table, exhibit_table
from work.scope import Codes
from work.slide_shows import filters_said
from work.views import View


def export_views(
    pages: Sequence[str],
    codes: Codes,
    lang: str,
    *,
    imprint: Imprint = UNSIGNED,
) -> Export:
    """The pages as the address ``codes`` shows them, a sheet a view; see ``decks.deck``."""
    made = deck(pages, codes, lang, imprint=imprint)
    about = replace(made.about, title=text("shell.product.name", lang))
    content = views_workbook(about, view_sheets(made))
    return Export(views_name(made.parts[0].view, lang), content, MIME[XLSX])


def views_name(view: View, lang: str) -> str:
    """The name of the file, before it is made."""
    parts = [
        text("exports.file.start", lang),
        text("slides.file.whole", lang),
        place_part(view.selection, view.reference),
    ]
    parts.append(terms_part((view.term,) if view.term else ()))
    return file_name([*parts, text("exports.file.version", lang, version=view.cube.version)], XLSX)


def view_sheets(made: Deck) -> list[ViewSheet]:
    """The sheets of a deck: of each page its cards, then its exhibits."""
    return [sheet for place, part in enumerate(made.parts, start=1) for sheet in _sheets(part, place, made.about.lang)]


def _sheets(part: Part, page: int, lang: str) -> Iterator[ViewSheet]:
    filters = filters_said(part.view, lang)
    if part.cards:
        table = cards_table(part, lang) if PAGES[part.page].tells else counts_table(part, lang)
        yield ViewSheet(f"{page}.0", part.title, "", filters, replace(table, title=cards_title(part.page, lang)))
    for place, exhibit in enumerate(part.exhibits, start=1):
        caption = " ".join(exhibit.caption.replace(exhibit.marks, "").split())
        yield ViewSheet(f"{page}.{place}", part.title, caption, filters, _grid(exhibit, lang))


def _grid(exhibit: Exhibit, lang: str) -> Grid:
    """The table of an exhibit, with the column on the right of a heat table."""
    grid = exhibit_table(exhibit, lang)
    if exhibit.shape != "heat" or exhibit.frame.empty:
        return grid
    grid = replace(grid, has_total=True)
    if exhibit.side is None:
        return grid
    side = dict(zip(exhibit.side["unit"], exhibit.side["text"], strict=True))
    units = [*dict.fromkeys(exhibit.chart["unit"]), ""]
    rows = [(*row, str(side.get(unit) or "")) for row, unit in zip(grid.rows, units, strict=True)]
    return replace(grid, heads=(*grid.heads, exhibit.side_head), rows=tuple(rows))
