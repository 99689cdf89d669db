"""Show: the guides for secretaries, leaders and administrators, with their pictures, at an address of their own."""

from __future__ import annotations

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from locales import text
from web.closed_page import framed
from web.guide_markup import guide_html
from web.language import request_language

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "guides"
PLACE = "/huong-dan"
PICTURES = f"{PLACE}/anh"
# A guide's name in the address, and the name of its English file.
GUIDES = {"thu-ky": "secretary", "lanh-dao": "leader", "quan-tri": "administrator"}


def guide_file(name: str, lang: str) -> Path:
    """Where a guide is written."""
    return FOLDER / f"{name}.md" if lang == "vi" else FOLDER / "en" / f"{GUIDES[name]}.md"


def guide(request: Request) -> Response:
    """A guide in the language of the request; 404 with the way to those there are."""
    name, lang = request.path_params["name"], request_language(request.scope)
    if name not in GUIDES:
        missing = f"<p>{escape(text('help.missing.message', lang))}</p>"
        return _page(request, text("help.missing.title", lang), missing, status=404)
    title, body = guide_html(guide_file(name, lang).read_text(encoding="utf-8"), pictures=PICTURES, link=_address)
    return _page(request, title, body)


def _page(request: Request, title: str, body: str, *, status: int = 200) -> Response:
    lang = request_language(request.scope)
    links = [("/", text("help.guide.back", lang))]
    links += [(f"{PLACE}/{name}", text(f"help.guide.{name.replace('-', '_')}", lang)) for name in GUIDES]
    inner = "".join(f'<a href="{address}?lang={lang}">{escape(label)}</a>' for address, label in links)
    label = escape(text("help.guide.all", lang), quote=True)
    return framed(request.scope, title, f'<nav aria-label="{label}">{inner}</nav>{body}', status=status, is_wide=True)


def _address(target: str) -> str | None:
    """Where a link of a guide leads here: guides are shown, other documents are not."""
    known = {stem: name for name, english in GUIDES.items() for stem in (name, english)}
    name = known.get(Path(target).stem)
    return f"{PLACE}/{name}" if name else None


def guide_routes() -> list[BaseRoute]:
    """The pictures and the guides."""
    return [
        Mount(PICTURES, StaticFiles(directory=FOLDER / "pictures")),
        Route(f"{PLACE}/{{name}}", guide),
    ]
