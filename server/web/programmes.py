"""How a programme looks on a page: its name, its colour, who runs it. Kept for some seconds, so
that a hall full of phones does not ask the store for the same row."""

import re
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from server.clock import Clock
from server.store import Store, Unavailable
from server.web.delivery.assets import STATIC

KEPT_S = 10.0
_OURS = re.compile(r'\[data-programme="([^"]+)"\] \{\s*--accent: (#[0-9a-f]{6});')
OUR_ACCENTS = dict(_OURS.findall((STATIC / "common/css/tokens.css").read_text("utf-8")))
NEUTRAL_ACCENT = "#2f5d8a"  # of a programme nobody has described


class Look(Struct, frozen=True):
    """`name` by language; `accent`: a colour as #rrggbb."""

    name: dict[str, str]
    accent: str
    organisation: str

    def as_page_data(self) -> dict[str, Any]:
        """As scripts find it in `page`."""
        return {
            "programme": {"name": self.name, "accent": self.accent},
            "organisation": self.organisation,
        }

    def sheet(self, key: str) -> str | None:
        """The address of the stylesheet with its colour, so that a page has it from its first
        picture on; None where the pages' own styles have it."""
        is_known = self.accent == OUR_ACCENTS.get(key, NEUTRAL_ACCENT)
        return None if is_known else f"/accent/{quote(key, safe='')}.css"


class Looks:
    """By the key of a programme."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._kept: dict[str, tuple[float, Look]] = {}

    async def of(self, key: str) -> Look:
        """The look of a programme. While the store cannot be read, the last one known."""
        now = self._clock.monotonic()
        kept = self._kept.get(key)
        if kept is not None and now - kept[0] < KEPT_S:
            return kept[1]
        look = await self._ask(key) or (kept[1] if kept else Look({}, NEUTRAL_ACCENT, ""))
        self._kept[key] = (now, look)
        return look

    async def _ask(self, key: str) -> Look | None:
        try:
            programme = await self._store.programmes.get(key)
        except Unavailable:
            return None
        if programme is None:
            return None
        return Look(programme.name, programme.accent, programme.organisation)
