"""Count and draw: what the first page is likely to be asked next, worked out while nobody asks anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Lock, Thread
from typing import Any

from data_access.measures import MEASURES
from data_access.vocabulary import SECTORS
from reports.theme import Theme
from ui.drawn import draw
from ui.measure_blocks import heat_page, ranking_block, trend_block
from ui.turns import Turns, turns
from work.card_words import card_content
from work.falls import falls_since_previous
from work.page_content import cards_of, picked_measure, view_of
from work.scope import Codes

_PAGE = "overview"
# Whoever clicks comes first: so many seconds nobody must have asked for a page. Who goes on sooner did not read it.
_QUIET = 1.0
_MOMENT = 0.05
# So many people's places wait to be seen ahead from.
_MOST_PLACES = 8
# Beyond so many the answers to the first may have made room: then it is gone through all again, which costs little.
_MOST_FORESEEN = 80


@dataclass(frozen=True, eq=False)
class Place:
    """A page that somebody looks at: under which codes, in which language and theme."""

    codes: Codes
    lang: str
    look: Theme


class Foresight:
    """A thread that works out each filter one click away from where somebody is, once a version, language and theme.

    First what leads away from the page without filters, where everybody begins; then from the places looked at, the
    newest first.
    """

    def __init__(self, *, quiet: float = _QUIET, turns: Turns = turns) -> None:
        self._quiet, self._turns = quiet, turns
        self._over, self._woken = Event(), Event()
        self._lock = Lock()
        self._places: dict[str | None, Place] = {}
        self._foreseen: set[tuple[Any, ...]] = set()

    def start(self) -> None:
        """Begin; until then nothing is foreseen."""
        self._over.clear()
        Thread(target=self._watch, name="foresight", daemon=True).start()

    def stop(self) -> None:
        """End, as soon as the filter under way is worked out."""
        self._over.set()
        self._woken.set()

    def looked(self, session: str | None, codes: Codes, lang: str, look: Theme) -> None:
        """A session shows the first page under an address's codes, in a language and a theme; what it showed is left."""
        with self._lock:
            self._places.pop(session, None)
            self._places[session] = Place(dict(codes), lang, look)
            if len(self._places) > _MOST_PLACES:
                del self._places[next(iter(self._places))]
        self._woken.set()

    def _watch(self) -> None:
        while self._woken.wait() and not self._over.is_set():
            self._woken.clear()
            while (place := self._newest()) and self._has_time():
                # What fails here fails again before whoever asks for it, and is told there; nobody waits for this.
                with suppress(Exception):
                    if not self._foresees(place):
                        continue  # somebody looked meanwhile, whose place comes first
                with self._lock:
                    # Not its equals: who came back since may see a newer version.
                    self._places = {who: each for who, each in self._places.items() if each is not place}

    def _newest(self) -> Place | None:
        with self._lock:
            return next(reversed(self._places.values()), None)

    def _foresees(self, place: Place) -> bool:
        """Work out what is one click away from a place; whether nobody looked at the page meanwhile."""
        view = view_of(_PAGE, {})
        known = (view.database.url, view.cube.version, view.today)
        if len(self._foreseen) > _MOST_FORESEEN:
            self._foreseen.clear()
        self._foreseen = {each for each in self._foreseen if each[:3] == known}
        for codes in (*_one_click_away({}), *_one_click_away(place.codes)):
            asked = (*known, place.lang, place.look, str(sorted(codes.items())))
            if asked in self._foreseen:
                continue
            if not self._has_time() or self._newest() is not place:
                return False
            _work_out(codes, place.lang, place.look)
            self._foreseen.add(asked)
        return True

    def _has_time(self) -> bool:
        """Wait until nobody clicks any more; whether the server still runs then."""
        while not self._turns.have_rested(self._quiet) and not self._over.wait(_MOMENT):
            pass
        return not self._over.is_set()


foresight = Foresight()


def _one_click_away(codes: Codes) -> Iterator[Codes]:
    """The addresses that one click on the page under these codes leads to, the likeliest first; itself before them."""
    view = view_of(_PAGE, codes)
    kind = view.selection.term_kind or ""
    yield codes
    for term in reversed(view.offered.terms.get(kind, ())):
        yield {**codes, "kind": [kind], "term": [term.partition(":")[2]]}
    yield from ({**codes, "measure": [measure]} for measure in MEASURES)
    chosen = list(codes.get("sector", ()))
    for sector in SECTORS:
        others = [each for each in chosen if each != sector]
        yield {**codes, "sector": others if sector in chosen else [*others, sector]}


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
    falls_since_previous(view, measure, lang)
    view.missing(measure)
    view.differences(measure)
    view.estimates(measure)
