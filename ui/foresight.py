"""Count and draw: what the first page is likely to be asked next, worked out while nobody asks anything."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from threading import Event, Thread
from typing import Any

from data_access.measures import MEASURES
from data_access.vocabulary import SECTORS
from reports.theme import Theme
from ui.drawn import draw
from ui.measure_blocks import heat_page, ranking_block, trend_block
from work.card_words import card_content
from work.page_content import cards_of, picked_measure, view_of
from work.scope import Codes
from work.views import View

_PAGE = "overview"
# Whoever clicks comes first: so many seconds nobody must have looked at the page.
_QUIET = 0.5


class Foresight:
    """A thread that works out each filter one click away from the first page, once a version, language and theme."""

    def __init__(self, *, quiet: float = _QUIET) -> None:
        self._quiet = quiet
        self._over, self._woken = Event(), Event()
        self._at = 0.0
        self._look: tuple[str, Theme] | None = None
        self._foreseen: set[tuple[Any, ...]] = set()

    def start(self) -> None:
        """Begin; until then nothing is foreseen."""
        self._over.clear()
        Thread(target=self._watch, name="foresight", daemon=True).start()

    def stop(self) -> None:
        """End, as soon as the filter under way is worked out."""
        self._over.set()
        self._woken.set()

    def looked(self, lang: str, look: Theme) -> None:
        """Somebody looks at the first page in a language and a theme."""
        self._at, self._look = time.monotonic(), (lang, look)
        self._woken.set()

    def _watch(self) -> None:
        while self._woken.wait() and not self._over.is_set():
            self._woken.clear()
            # What fails here fails again before whoever asks for it, and is told there; nobody waits for this.
            with suppress(Exception):
                self._foresee()

    def _foresee(self) -> None:
        if self._look is None:
            return
        lang, look = self._look
        view = view_of(_PAGE, {})
        known = (view.database.url, view.cube.version, view.today)
        if (*known, lang, look) in self._foreseen:
            return
        for codes in _one_click_away(view):
            if not self._has_time():
                return
            _work_out(codes, lang, look)
        self._foreseen = {each for each in self._foreseen if each[:3] == known} | {(*known, lang, look)}

    def _has_time(self) -> bool:
        """Wait until nobody clicks any more; whether the server still runs then."""
        while (left := self._at + self._quiet - time.monotonic()) > 0 and not self._over.wait(left):
            pass
        return not self._over.is_set()


foresight = Foresight()


def _one_click_away(view: View) -> Iterator[Codes]:
    """The addresses that one click on the page without filters leads to, the likeliest first."""
    kind = view.selection.term_kind or ""
    yield {}
    for term in reversed(view.offered.terms.get(kind, ())):
        yield {"kind": [kind], "term": [term.partition(":")[2]]}
    yield from ({"measure": [measure]} for measure in MEASURES)
    yield from ({"sector": [sector]} for sector in SECTORS)


def _work_out(codes: Codes, lang: str, look: Theme) -> None:
    """All that the page shows under these codes, as it asks for it; what it asks first is kept for it."""
    view, measure = view_of(_PAGE, codes), picked_measure(_PAGE, codes)
    if view.term is None:
        return
    for make, name in ((ranking_block, "ranking"), (trend_block, "trend"), (heat_page, "heat")):
        block = make(view, measure, f"{_PAGE}.{name}", lang=lang)
        block.keep(look, lambda: draw(block, look, lang))  # noqa: B023 - called at once
    for card in cards_of(_PAGE, lang):
        card_content(view, card, lang)
    view.missing(measure)
    view.differences(measure)
    view.estimates(measure)
