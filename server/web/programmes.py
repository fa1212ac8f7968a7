"""How a programme looks on a page: its name, its colour, its logo, who runs it. Kept for some
seconds, so that a hall full of phones does not ask the store for the same row."""

import re
from base64 import b64encode
from collections.abc import Collection, Iterable
from math import inf
from typing import Any
from urllib.parse import quote

from msgspec import Struct, field

from server.clock import Clock
from server.store import Ground, Logo, Owner, Programme, Store, Unavailable
from server.store.house.logos import GROUNDS
from server.web.delivery.assets import STATIC

KEPT_S = 10.0
INSIDE_AT_MOST = 200  # small pictures, of 2 KB each
_OURS = re.compile(r'\[data-programme="([^"]+)"\] \{\s*--accent: (#[0-9a-f]{6});')
OUR_ACCENTS = dict(_OURS.findall((STATIC / "common/css/tokens.css").read_text("utf-8")))
NEUTRAL_ACCENT = "#2f5d8a"  # of a programme nobody has described


class ShownLogo(Struct, frozen=True):
    """On one ground. `plate`: it was made for the other one, and brings that along. Sizes in px."""

    src: str
    small: str
    width: int
    height: int
    plate: bool


def shown_logos(logos: dict[Ground, Logo]) -> dict[Ground, ShownLogo]:
    """What stands on either ground; where there is one alone, that one on both."""
    return {
        ground: _shown(logos[own], plate=own != ground)
        for ground in GROUNDS
        for own in (ground if ground in logos else _other(ground),)
        if own in logos
    }


def _other(ground: Ground) -> Ground:
    return "dark" if ground == "light" else "light"


def _shown(logo: Logo, *, plate: bool) -> ShownLogo:
    base = f"/logo/{logo.digest}"
    return ShownLogo(f"{base}.webp", f"{base}/small.webp", logo.width, logo.height, plate)


class Look(Struct, frozen=True):
    """`name` by language; `accent`: a colour as #rrggbb; `organisation`: its name. `path`: of the
    programme's public page, `above`: of its organisation's; "" where nobody knows it. `logos`: by
    ground, and `logo_of`: whose they are."""

    name: dict[str, str]
    accent: str
    organisation: str
    path: str = ""
    above: str = ""
    logos: dict[Ground, Logo] = field(default_factory=dict)
    logo_of: Owner = "organisation"

    @property
    def logo(self) -> dict[str, Any] | None:
        """As templates and scripts draw it, on each ground; `alt`: whose it is, by language."""
        if not self.logos:
            return None
        alt = self.name if self.logo_of == "programme" else {"und": self.organisation}
        shown = shown_logos(self.logos)
        return {"alt": alt} | {ground: _as_data(one) for ground, one in shown.items()}

    def as_page_data(self) -> dict[str, Any]:
        """As scripts find it in `page`."""
        data = {
            "programme": {"name": self.name, "accent": self.accent},
            "organisation": self.organisation,
        }
        return data | ({"logo": self.logo} if self.logos else {})

    def sheet(self, key: str) -> str | None:
        """The address of the stylesheet with its colour, so that a page has it from its first
        picture on; None where the pages' own styles have it."""
        is_known = self.accent == OUR_ACCENTS.get(key, NEUTRAL_ACCENT)
        return None if is_known else f"/accent/{quote(key, safe='')}.css"


def _as_data(logo: ShownLogo) -> dict[str, Any]:
    return {name: getattr(logo, name) for name in logo.__struct_fields__}


class Looks:
    """By the key of a programme."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._kept: dict[str, tuple[float, Look]] = {}
        self._inside: dict[str, str] = {}

    async def of(self, key: str) -> Look:
        """The look of a programme. While the store cannot be read, the last one known."""
        return (await self.of_all((key,)))[key]

    async def inside(self, look: Look) -> dict[str, Any] | None:
        """Its logo as `Look.logo` has it, with the small pictures themselves in the place of their
        addresses: a phone's page is not to ask for one thing more."""
        drawn = look.logo
        if drawn is None:
            return None
        shown = shown_logos(look.logos)
        for ground, one in shown.items():
            digest = look.logos[_other(ground) if one.plate else ground].digest
            drawn[ground] |= {"small": await self._small(digest)}
        return drawn

    async def _small(self, digest: str) -> str:
        """Nothing while it cannot be read."""
        if digest not in self._inside:
            try:
                body = await self._store.logos.bytes_of(digest, small=True)
            except Unavailable:
                body = None
            if body is None:
                return ""
            if len(self._inside) >= INSIDE_AT_MOST:
                self._inside.clear()
            self._inside[digest] = f"data:image/webp;base64,{b64encode(body).decode()}"
        return self._inside[digest]

    async def of_all(self, keys: Iterable[str]) -> dict[str, Look]:
        """The same of several, with one question for all."""
        now, wanted = self._clock.monotonic(), set(keys)
        old = {key for key in wanted if not self._is_fresh(key, now)}
        for key, look in (await self._ask(old) if old else {}).items():
            self._kept[key] = (now, look)
        return {key: self._kept[key][1] for key in wanted}

    def _is_fresh(self, key: str, now: float) -> bool:
        kept = self._kept.get(key)
        return kept is not None and now - kept[0] < KEPT_S

    def changed(self) -> None:
        """Whoever has just changed one sees it at once; other processes do in some seconds."""
        self._kept = {key: (-inf, look) for key, (_, look) in self._kept.items()}

    async def _ask(self, keys: Collection[str]) -> dict[str, Look]:
        try:
            found = await self._store.programmes.some(keys)
            owned = {key: one.organisation for key, one in found.items()}
            logos = await self._store.logos.shown_by(owned)
        except Unavailable:
            found, logos = {}, {}
        looks = {key: _look(one, *logos[key]) for key, one in found.items()}
        return {key: looks.get(key) or self._last(key) for key in keys}

    def _last(self, key: str) -> Look:
        kept = self._kept.get(key)
        return kept[1] if kept else Look({}, NEUTRAL_ACCENT, "")


def _look(programme: Programme, owner: Owner, logos: dict[Ground, Logo]) -> Look:
    above = f"/o/{programme.organisation}"
    path = f"{above}/{quote(programme.slug, safe='')}"
    return Look(programme.name, programme.accent, programme.organised_by, path, above, logos, owner)
