"""Show: every address that Streamlit does not serve: signing in, guides, health, numbers, assets, a page's second name."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from web.guides import guide_routes
from web.language import YEAR
from web.metrics import PATH, metrics
from web.outside_pages import outside_routes
from web.page_shell import ASSETS
from web.sign_in_pages import sign_in_routes
from web.visitors import visitor_of
from work import start


class LastingFiles(StaticFiles):
    """Static files a browser may keep: fonts never change, scripts carry a fingerprint in their address."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file, with a year's leave to keep it."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = f"public, max-age={YEAR}, immutable"
        return response


async def health(request: Request) -> Response:
    """Whether the database answers, and for whoever may enter which data version it holds."""
    try:
        version = await run_in_threadpool(start.health)
        visitor = await visitor_of(request.scope)
    except Exception:  # whatever keeps the database from answering, a load balancer needs the same answer
        return JSONResponse({"status": "database unavailable"}, status_code=503)
    return JSONResponse({"status": "ok"} | ({"version": version} if visitor.may_enter else {}))


async def first_page(request: Request) -> Response:
    """The first page has no path of its own; its file name leads to it, with the filters it came with."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{query}", status_code=307)


def routes() -> list[BaseRoute]:
    """Every address of ours that Streamlit does not serve."""
    return [
        *sign_in_routes(),
        *outside_routes(),
        *guide_routes(),
        Route("/healthz", health),
        Route(PATH, metrics),
        Route("/overview", first_page),
        Mount("/tinh", LastingFiles(directory=ASSETS)),
    ]
